"""The lane of whole proofs: what elaborates is a proof, what fails is repaired, or gone on from before its error."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from trivium.prover.lean.session import Crash, Forbidden, Progress, SourceCheck, TacticState, Timeout
from trivium.prover.search.events import attempt_key
from trivium.prover.search.lane import Lane, Proof, Turn, Turns, arriving, word
from trivium.prover.search.policy import Candidate, Kind
from trivium.prover.search.sketch import holes

_WALLS = (6.0, 50.0)
"""Seconds for a proof; one that does not end in the first time is tried again after all others."""
_TURNS_A_SECOND = 8
_REPAIRS = 3
_LINE_DIGITS = 7
_ERROR = 2000
"""Characters of an error that are kept."""


def whole_proofs(lane: Lane) -> Turns:
    """Whole proofs of the policies, as they come."""
    lane.givers.add(lane.name)
    try:
        state = lane.start()
        if state is None or not state.goals:
            return
        yield Turn.WORKED
        slow: list[Candidate] = []
        for item in arriving(lane.proposals.ask(lane.context(state), Kind.PROOF)):
            if isinstance(item, Turn):
                yield item
            elif holes(item.text):
                lane.sketches.append(item)
            else:
                yield from _judged(lane, state, item, _WALLS[0], slow)
        for candidate in list(slow):
            yield from _idle(_WALLS[1])
            yield from _judged(lane, state, candidate, _WALLS[1], slow)
    finally:
        lane.givers.discard(lane.name)


def _idle(seconds: float) -> Turns:
    """Turns that leave the others about as much time as a proof that did not end had, or will have."""
    yield from itertools.repeat(Turn.WORKED, int(seconds * _TURNS_A_SECOND))


def _judged(lane: Lane, root: TacticState, candidate: Candidate, wall: float, slow: list[Candidate]) -> Turns:
    """A proof, or what can be made of it; one that needs more time is put with those that are slow."""
    refused = _known_failure(lane, root, candidate, wall)
    if refused is not None:
        lane.ledger.spend("repeats avoided")
    else:
        checked = check_whole(lane, root, candidate, wall)
        if isinstance(checked, SourceCheck) and checked.complete:
            yield _whole(candidate)
            return
        if isinstance(checked, Timeout):
            slow.append(candidate)
            yield from _idle(wall)
        refused = _refusal(checked)
    yield Turn.WORKED
    line, _, error = refused.partition(": ")
    if line.isdecimal() and len(line) < _LINE_DIGITS:
        keep_prefix(lane, root, candidate, int(line))
    yield from _repaired(lane, root, candidate, error)


def _repaired(lane: Lane, root: TacticState, candidate: Candidate, error: str) -> Iterator[Proof | Turn]:
    """What the policies have in place of a proof that failed."""
    for item in arriving(lane.proposals.ask_repair(lane.context(root), candidate.text, error, _REPAIRS)):
        if isinstance(item, Turn):
            yield item
        elif holes(item.text):
            lane.sketches.append(item)
        elif _known_failure(lane, root, item, _WALLS[-1]) is None:
            again = check_whole(lane, root, item)
            complete = isinstance(again, SourceCheck) and again.complete
            yield _whole(item) if complete else Turn.WORKED


def _whole(candidate: Candidate) -> Proof:
    return Proof(candidate.text, (candidate.text,), (candidate.source,))


def keep_prefix(lane: Lane, root: TacticState, candidate: Candidate, error_line: int) -> None:
    """Keep the state before the first error of a proof: the steps before it, none of them cut in two.

    The error's line counts from the declaration's, which is the first.
    """
    lines = candidate.text.splitlines()
    # an error at the declaration says that goals are left at the end
    end = len(lines) if error_line < 2 else error_line - 2
    while 0 < end < len(lines) and lines[end].startswith((" ", "·", "|", "<;>")):
        end -= 1
    prefix = "\n".join(lines[:end])
    if prefix.strip():
        outcome = lane.try_tactic(root, prefix, None, candidate.source)
        if isinstance(outcome, Progress) and outcome.state.goals:
            lane.prefixes.append(outcome.state)
            lane.ledger.spend("prefixes kept")


def _known_failure(lane: Lane, root: TacticState, candidate: Candidate, wall: float) -> str | None:
    """What Lean said of a whole proof before, in an earlier run or another search."""
    refused = lane.failed.get(attempt_key(lane.declaration, candidate.text))
    if refused is None:
        refused = lane.goals.failure(root.goals[0], candidate.text, _allowed(lane, wall))
    return refused


def _allowed(lane: Lane, wall: float) -> float:
    return max(0.1, min(wall, lane.ledger.left))


def check_whole(
    lane: Lane, root: TacticState, candidate: Candidate, wall: float = _WALLS[-1]
) -> SourceCheck | Timeout | Crash | Forbidden:
    """What Lean says of a whole proof within a time."""
    lines = "\n".join(f"  {line}" for line in candidate.text.splitlines())
    key = attempt_key(lane.declaration, candidate.text)
    wall, goal = _allowed(lane, wall), root.goals[0]
    checked = lane.session.check(f"{lane.declaration} := by\n{lines}\n", wall)
    lane.ledger.spend("tactics")
    outcome = "error"
    if isinstance(checked, Timeout | Crash):
        outcome = word(checked)
    elif isinstance(checked, SourceCheck) and checked.complete:
        outcome = "done"
    lane.proposals.tried(candidate, accepted=outcome == "done", closed=outcome == "done")
    detail = _refusal(checked) if outcome == "error" else ""
    if outcome == "done":
        lane.goals.close(goal, candidate.text)
    elif outcome == "timeout":
        lane.goals.refuse(goal, candidate.text, wall)
    elif isinstance(checked, SourceCheck):
        lane.goals.refuse(goal, candidate.text, words=detail)
    lane.tell("tactic", lane.direction, lane.name, tactic=candidate.text, outcome=outcome, key=key, detail=detail)
    return checked


def _refusal(checked: SourceCheck | Timeout | Crash | Forbidden) -> str:
    """Lean's first message about a whole proof, after its line and a colon; empty where there is none."""
    if not isinstance(checked, SourceCheck) or not checked.messages:
        return ""
    first = min(checked.messages, key=lambda message: message.start.line)
    return f"{first.start.line}: {first.text[:_ERROR]}"
