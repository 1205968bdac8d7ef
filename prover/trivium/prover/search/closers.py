"""The first lane: closing tactics on the statement itself, then after its introductions."""

from __future__ import annotations

import itertools

from trivium.prover.lean.session import Progress, TacticState
from trivium.prover.search.lane import CLOSER_WALL, Lane, Turn, Turns
from trivium.prover.search.policy import Kind

HEAD_START = 8
"""Turns that the lane has before all others: the closers that take no time."""


def closers(lane: Lane) -> Turns:
    """Closers of the policies that answer at once."""
    state = lane.start()
    if state is None or not state.goals:
        return
    frontier = [state]
    introduced = lane.try_tactic(state, "intros", CLOSER_WALL) if _has_binders(state) else None
    if isinstance(introduced, Progress) and introduced.state.text != state.text:
        frontier.append(introduced.state)
    yield Turn.WORKED
    ways = [[*lane.known(current), *lane.at_once(current, Kind.TACTIC)] for current in frontier]
    for candidates in itertools.zip_longest(*ways):  # the cheap ones come first, whatever the state
        for current, candidate in zip(frontier, candidates, strict=True):
            if candidate is not None and candidate.kind is Kind.CLOSER:
                proof = lane.proof(lane.try_candidate(current, candidate, CLOSER_WALL))
                yield proof or Turn.WORKED


def _has_binders(state: TacticState) -> bool:
    return any(symbol in state.goals[0].target for symbol in "∀→¬")
