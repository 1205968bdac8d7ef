"""The tree search: sets of auxiliary points, one point a level, by the rule PUCT.

The sets are those of up to `DEPTH` points; a set that is reached in another order is the same node. The search
is divided into streams that share nothing: stream k of n begins with every nth candidate. A stream is deterministic,
so that the answer of all together does not depend on how many processes run them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from itertools import islice

import numpy as np

from trivium.geometry.deduction.closure import Closure, Ending
from trivium.geometry.search.figure import Addition, extended, fresh_names
from trivium.geometry.search.node import Goal, Node, Prospects, progress
from trivium.geometry.search.task import Solution

DEPTH = 6
STREAMS = 4
_EXPLORATION = 4.0
_SINGLE = 40
"""Tries of a stream with which single points are tried, before it goes deeper: fewer points are a better proof."""
_CHEAP = 3
"""Tiers of rules for a first look; the last one, of sines, is asked about sets that show progress."""
_PROMISING = 0.05
_MOST_NODES = 20_000
"""Sets remembered; what goes beyond is tried, and forgotten."""
_MOST_FIGURES = 48
"""Sets whose closures and candidates are kept, the last ones used; those of others are made again."""


class Stream:
    """One part of the search."""

    def __init__(self, root: Closure, goal: Goal, prospects: Prospects, number: int, streams: int) -> None:
        self.number = number
        self._goal = goal
        self._origin = root
        self._root = Node(None, (), 0.0, root, deep=True)
        self._root.start(_part(prospects, number, streams))
        self._known: dict[frozenset[tuple[int, int]], Node] = {}
        self._kept: OrderedDict[Node, None] = OrderedDict()
        self._names = list(islice(fresh_names(root.state.plane.names), DEPTH))
        self.tries = 0
        self._single = min(_SINGLE, len(prospects) // streams)

    def run(self, tries: int, expired: Callable[[], bool]) -> Solution | None:
        """The next so many tries; stops at the first set that solves the problem, and where time is up."""
        for _ in range(tries):
            if expired():
                return None
            solved = self._try(expired)
            self.tries += 1
            if solved is not None:
                return Solution(solved, self.number, self.tries)
        return None

    def _try(self, expired: Callable[[], bool]) -> tuple[Addition, ...] | None:
        path: list[tuple[Node, int]] = []
        node = self._root
        while True:
            self._prospects(node)
            chosen = self.tries if node is self._root and self.tries < self._single else node.best(_EXPLORATION)
            if chosen < 0:
                break
            path.append((node, chosen))
            child = node.children.get(chosen)
            if child is None:
                child, solved = self._made(node, chosen, expired)
                if solved:
                    return child.additions
                node = child
                break
            node = child
            if len(node.additions) >= DEPTH:
                break
        for above, chosen in path:
            above.visits[chosen] += 1
            above.worth[chosen] += node.value
        return None

    def _made(self, node: Node, chosen: int, expired: Callable[[], bool]) -> tuple[Node, bool]:
        """The node one point below, and whether the goal is known there."""
        above = self._closure(node)
        addition = self._prospects(node).addition(chosen, above, self._names[len(node.additions)])
        additions = (*node.additions, addition)
        key = frozenset((round(a.z.real * 1e6), round(a.z.imag * 1e6)) for a in additions)
        known = self._known.get(key)
        if known is not None:
            node.children[chosen] = known
            return known, False
        closure = extended(above, addition)
        ending = closure.run(self._goal.facts, expired, tiers=_CHEAP)
        value = progress(closure, self._origin, self._goal)
        deep = ending is Ending.SATURATED and (value > max(node.value, _PROMISING) or not node.additions)
        if deep:
            ending = closure.run(self._goal.facts, expired)
            value = progress(closure, self._origin, self._goal)
        child = Node(node, additions, value, closure, deep)
        if len(self._known) < _MOST_NODES:
            self._known[key] = node.children[chosen] = child
            self._keep(child)
        return child, ending is Ending.GOAL

    def _closure(self, node: Node) -> Closure:
        if node.closure is None:
            assert node.parent is not None
            node.closure = extended(self._closure(node.parent), node.additions[-1])
            node.closure.run(self._goal.facts, tiers=_CHEAP)
            if node.deep:
                node.closure.run(self._goal.facts)
        self._keep(node)
        return node.closure

    def _prospects(self, node: Node) -> Prospects:
        if node.prospects is None:
            assert node.parent is not None
            # of the set from which the node was made: its candidates name the same points by the same numbers
            above = self._prospects(node.parent)
            node.start(Prospects.of(self._closure(node), self._goal, above))
        self._keep(node)
        assert node.prospects is not None
        return node.prospects

    def _keep(self, node: Node) -> None:
        if node.parent is None:
            return
        self._kept[node] = None
        self._kept.move_to_end(node)
        if len(self._kept) > _MOST_FIGURES:
            oldest, _ = self._kept.popitem(last=False)
            oldest.closure = oldest.prospects = None


def _part(prospects: Prospects, number: int, streams: int) -> Prospects:
    at = np.arange(number, len(prospects), streams)
    prior = prospects.prior[at]
    return Prospects(prospects.candidates.at(at), prospects.surplus[at], prior / max(float(prior.sum()), 1e-300))
