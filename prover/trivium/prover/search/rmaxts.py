"""Tree search by intrinsic reward (RMaxTS, DeepSeek-Prover-V1.5): a try is worth one where it meets a new state.

Values are discounted (gamma 0.99), so that a part of the tree that brings nothing new any more is left; a node from
which an answer is awaited counts as visited without reward (virtual loss), so that others are looked at meanwhile.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

from trivium.prover.lean.session import Progress, TacticState
from trivium.prover.search.best_first import MAX_DEPTH, state_key
from trivium.prover.search.lane import CLOSER_WALL, Lane, Proof, Turn, Turns
from trivium.prover.search.policy import Candidate, Kind
from trivium.prover.search.proposals import Asked

_GAMMA = 0.99
_EXPLORATION = math.sqrt(2)
_TRIES = 8
"""Candidates of a node that are tried at one visit."""


@dataclass(slots=True, eq=False)
class _Arm:
    """A choice at a node, with discounted sums."""

    visits: float = 0.0
    reward: float = 0.0

    def book(self, reward: float) -> None:
        self.visits = _GAMMA * self.visits + 1
        self.reward = _GAMMA * self.reward + reward


@dataclass(slots=True, eq=False)
class _Node:
    state: TacticState
    untried: deque[Candidate]
    asked: Asked
    own: _Arm = field(default_factory=_Arm)
    """To try more candidates here."""
    into: _Arm = field(default_factory=_Arm)
    """To go into the node from its parent."""
    children: list[_Node] = field(default_factory=list)
    dead: bool = False

    @property
    def open(self) -> bool:
        """Whether something is left to try here."""
        return bool(self.untried) or self.asked.waiting


def rmaxts(lane: Lane) -> Turns:
    """Search from the statement."""
    state = lane.start()
    if state is not None and state.goals:
        yield from _Tree(lane).run(state)


@dataclass(slots=True)
class _Tree:
    lane: Lane
    seen: set[str] = field(default_factory=set)

    def run(self, start: TacticState) -> Turns:
        root = self._node(start)
        while not root.dead:
            path = self._selected(root)
            if path is None:
                yield Turn.WORKED
                continue
            node = path[-1]
            node.untried.extend(node.asked.take())
            if not node.untried:
                self._book(path, 0.0)
                yield Turn.WAITING if node.asked.waiting else Turn.WORKED
                continue
            met = len(self.seen)
            for _ in range(min(_TRIES, len(node.untried))):
                yield self._tried(node, node.untried.popleft())
            self._book(path, float(len(self.seen) > met))

    def _node(self, state: TacticState) -> _Node:
        lane = self.lane
        self.seen.add(state_key(state))
        lane.ledger.spend("nodes")
        lane.tell("goal", lane.direction, lane.name, detail=state.goals[0].target[:200])
        first = [*lane.known(state), *lane.at_once(state, Kind.TACTIC)]
        asked = lane.proposals.ask(lane.context(state), Kind.TACTIC, lane.proposals.elsewhere)
        return _Node(state, deque(candidate for candidate in first if _fits(candidate)), asked)

    def _selected(self, root: _Node) -> list[_Node] | None:
        """The way to the node to try next; None where a part of the tree was found to be done with."""
        path = [root]
        while True:
            node = path[-1]
            node.children = [child for child in node.children if not child.dead]
            arms: list[tuple[_Arm, _Node | None]] = [(node.own, None)] if node.open else []
            arms += [(child.into, child) for child in node.children]
            if not arms:
                node.dead = True
                return None
            total = sum(arm.visits for arm, _ in arms)
            _, chosen = max(arms, key=lambda pair: _bound(pair[0], total))
            if chosen is None:
                return path
            path.append(chosen)

    def _book(self, path: list[_Node], reward: float) -> None:
        path[-1].own.book(reward)
        for node in path:
            node.into.book(reward)

    def _tried(self, node: _Node, candidate: Candidate) -> Proof | Turn:
        lane = self.lane
        if not _fits(candidate):
            return Turn.WORKED
        outcome = lane.try_candidate(node.state, candidate, CLOSER_WALL)
        proof = lane.proof(outcome)
        if proof is not None:
            return proof
        if isinstance(outcome, Progress) and outcome.state.goals:
            if state_key(outcome.state) in self.seen:
                lane.ledger.spend("states met again")
            elif len(lane.steps[outcome.state.id]) <= MAX_DEPTH:
                node.children.append(self._node(outcome.state))
        return Turn.WORKED


def _fits(candidate: Candidate) -> bool:
    return candidate.kind in (Kind.CLOSER, Kind.TACTIC)


def _bound(arm: _Arm, total: float) -> float:
    """The upper confidence bound of a choice."""
    if not arm.visits:
        return math.inf
    return arm.reward / arm.visits + _EXPLORATION * math.sqrt(math.log(max(total, math.e)) / arm.visits)
