"""Best-first search over proof states, scores normalised by length (as in BFS-Prover)."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from trivium.prover.lean.session import Progress, TacticState
from trivium.prover.search.goal_key import goal_key
from trivium.prover.search.lane import CLOSER_WALL, Lane, Turn, Turns
from trivium.prover.search.ledger import Ledger
from trivium.prover.search.policy import Candidate, Kind
from trivium.prover.search.proposals import Asked

MAX_DEPTH = 24
"""Tactics of a proof."""
_LENGTH_POWER = 0.6
"""Scores are divided by this power of the length, so that long proofs are not pushed back for their length alone."""
_OPEN_QUESTIONS = 8
"""States about which policies that wait are asked at once; other states queue up for them by their score."""


def best_first(lane: Lane) -> Turns:
    """Search from the statement, and from the states that failed proofs leave behind."""
    state = lane.start()
    if state is not None and state.goals:
        yield from _Exploration(lane).run(state)


@dataclass(frozen=True, slots=True, order=True)
class _Node:
    """A state in the queue, the most promising first."""

    score: float
    lot: int
    number: int
    total: float
    """The score before it was divided by the length."""
    state: TacticState = field(compare=False)


@dataclass(slots=True)
class _Exploration:
    lane: Lane
    queue: list[_Node] = field(default_factory=list)
    unasked: list[_Node] = field(default_factory=list)
    """Expanded by the policies that answer at once; the others have still to be asked about them."""
    asked: list[tuple[_Node, Asked]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def run(self, start: TacticState) -> Turns:
        lane = self.lane
        self._push(start, 0.0, 0.0)
        while self.queue or self.unasked or self.asked or lane.prefixes or lane.givers:
            while lane.prefixes:
                self._push(lane.prefixes.pop(0), 0.0, 0.0)
            came = self._answers()
            for node, candidates in came:
                yield from self._expand(node, candidates)
            if self.queue:
                node = heapq.heappop(self.queue)
                lane.ledger.spend("nodes")
                lane.tell("goal", lane.direction, lane.name, detail=node.state.goals[0].target[:200])
                heapq.heappush(self.unasked, node)
                yield from self._expand(node, [*lane.known(node.state), *lane.at_once(node.state, Kind.TACTIC)])
            elif not came:
                yield Turn.WAITING

    def _push(self, state: TacticState, score: float, total: float) -> None:
        key = state_key(state)
        if key in self.seen:
            self.lane.ledger.spend("states met again")
            return
        self.seen.add(key)
        heapq.heappush(self.queue, _Node(score, self.lane.ledger.lot(key), next(self.numbers), total, state))

    def _answers(self) -> list[tuple[_Node, list[Candidate]]]:
        """Ask about further states, and take what has come."""
        elsewhere = self.lane.proposals.elsewhere
        if not elsewhere:
            self.unasked.clear()
        while self.unasked and len(self.asked) < _OPEN_QUESTIONS:
            node = heapq.heappop(self.unasked)
            self.asked.append((node, self.lane.proposals.ask(self.lane.context(node.state), Kind.TACTIC, elsewhere)))
        came = [(node, asked.take()) for node, asked in self.asked]
        self.asked = [(node, asked) for node, asked in self.asked if asked.waiting]
        return [(node, candidates) for node, candidates in came if candidates]

    def _expand(self, node: _Node, candidates: Sequence[Candidate]) -> Turns:
        lane = self.lane
        for candidate in _by_lot(candidates, lane.ledger):
            if candidate.kind not in (Kind.CLOSER, Kind.TACTIC):
                continue
            outcome = lane.try_candidate(node.state, candidate, CLOSER_WALL)
            proof = lane.proof(outcome)
            if proof is not None:
                yield proof
                continue
            yield Turn.WORKED
            if not isinstance(outcome, Progress) or not outcome.state.goals:
                continue
            length = len(lane.steps[outcome.state.id])
            if length <= MAX_DEPTH:
                total = node.total - candidate.logprob
                self._push(outcome.state, total / length**_LENGTH_POWER, total)


def _by_lot(candidates: Sequence[Candidate], ledger: Ledger) -> Iterator[Candidate]:
    """The candidates, each run of equal probability in the order of the seed."""
    for _, equal in itertools.groupby(candidates, key=lambda candidate: (candidate.kind, candidate.logprob)):
        yield from sorted(equal, key=lambda candidate: ledger.lot(candidate.text))


def state_key(state: TacticState) -> str:
    """The goals of a state by their keys, in whatever order."""
    return "\n\n".join(sorted(goal_key(goal) for goal in state.goals))
