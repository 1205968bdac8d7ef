"""The tree search: sets of auxiliary points, one point a level, by the rule PUCT.

The sets are those of up to `DEPTH` points; a set that is reached in another order is the same node. The search
is divided into streams that share nothing: stream k of n begins with every nth candidate. A stream is deterministic,
so that the answer of all together does not depend on how many processes run them.
"""

from __future__ import annotations

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
_MOST_NODES = 3000
"""Figures kept at once; what goes beyond is tried, and forgotten."""


class Stream:
    """One part of the search."""

    def __init__(self, root: Closure, goal: Goal, prospects: Prospects, number: int, streams: int) -> None:
        self.number = number
        self._goal = goal
        self._root = Node(root, (), 0.0, _part(prospects, number, streams))
        self._root.start()
        self._known: dict[frozenset[tuple[int, int]], Node] = {}
        self._names = list(islice(fresh_names(root.state.plane.names), DEPTH))
        self.tries = 0
        self._single = min(_SINGLE, len(prospects) // streams)

    def run(self, tries: int, expired: Callable[[], bool]) -> Solution | None:
        """The next so many tries; stops at the first set that solves the problem, and where time is up."""
        for _ in range(tries):
            if expired():
                return None
            solved = self._try()
            self.tries += 1
            if solved is not None:
                return Solution(solved, self.number, self.tries)
        return None

    def _try(self) -> tuple[Addition, ...] | None:
        path: list[tuple[Node, int]] = []
        node = self._root
        while True:
            above = path[-1][0].prospects if path else None
            node.expand(self._goal, above)
            chosen = self.tries if node is self._root and self.tries < self._single else node.best(_EXPLORATION)
            if chosen < 0:
                value = node.value
                break
            path.append((node, chosen))
            child = node.children.get(chosen)
            if child is None:
                child, solved = self._made(node, chosen)
                if solved:
                    return child.additions
                value = child.value
                break
            if len(child.additions) >= DEPTH:
                value = child.value
                break
            node = child
        for above_, chosen in path:
            above_.visits[chosen] += 1
            above_.worth[chosen] += value
        return None

    def _made(self, node: Node, chosen: int) -> tuple[Node, bool]:
        """The node one point below, and whether the goal is known there."""
        assert node.prospects is not None
        addition = node.prospects.addition(chosen, node.closure, self._names[len(node.additions)])
        additions = (*node.additions, addition)
        key = frozenset((round(a.z.real * 1e6), round(a.z.imag * 1e6)) for a in additions)
        known = self._known.get(key)
        if known is not None:
            node.children[chosen] = known
            return known, False
        closure = extended(node.closure, addition)
        ending = closure.run(self._goal.facts, tiers=_CHEAP)
        value = progress(closure, self._root.closure, self._goal)
        if ending is not Ending.GOAL and (value > max(node.value, _PROMISING) or not node.additions):
            ending = closure.run(self._goal.facts)
            value = progress(closure, self._root.closure, self._goal)
        child = Node(closure, additions, value)
        if len(self._known) < _MOST_NODES:
            self._known[key] = node.children[chosen] = child
        return child, ending is Ending.GOAL


def _part(prospects: Prospects, number: int, streams: int) -> Prospects:
    at = np.arange(number, len(prospects), streams)
    prior = prospects.prior[at]
    return Prospects(prospects.candidates.at(at), prospects.surplus[at], prior / max(float(prior.sum()), 1e-300))
