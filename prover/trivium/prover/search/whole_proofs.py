"""The lane of whole proofs: what elaborates is a proof, what fails is repaired, or gone on from before its error."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from trivium.prover.lean.session import HEARTBEATS, Crash, Forbidden, Progress, SourceCheck, TacticState, Timeout
from trivium.prover.search.events import attempt_key
from trivium.prover.search.lane import Lane, Proof, Turn, Turns, arriving, word
from trivium.prover.search.policy import Candidate, Kind
from trivium.prover.search.sketch import holes

_WORK = (40_000, HEARTBEATS)
"""Lean's heartbeats for a proof; one that does not end with the first number is tried again after all others."""
_WALL = 60.0
_EXHAUSTED = "maximum number of heartbeats"
_HEARTBEATS_A_TURN = 2_500
"""What a turn of another lane may cost, about."""
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
                yield from _judged(lane, state, item, _WORK[0], slow)
        for candidate in list(slow):
            yield from _idle(_WORK[1])
            yield from _judged(lane, state, candidate, _WORK[1], slow)
    finally:
        lane.givers.discard(lane.name)


def _idle(heartbeats: int) -> Turns:
    """Turns that leave the others about as much time as a proof that did not end had, or will have."""
    yield from itertools.repeat(Turn.WORKED, heartbeats // _HEARTBEATS_A_TURN)


def _judged(lane: Lane, root: TacticState, candidate: Candidate, heartbeats: int, slow: list[Candidate]) -> Turns:
    """A proof, or what can be made of it; one that needs more work is put with those that are slow."""
    refused = _known_failure(lane, root, candidate, heartbeats)
    if refused is not None:
        lane.ledger.spend("repeats avoided")
    else:
        checked = check_whole(lane, root, candidate, heartbeats)
        if isinstance(checked, SourceCheck) and checked.complete:
            yield _whole(candidate)
            return
        if isinstance(checked, Timeout):
            slow.append(candidate)
            yield from _idle(heartbeats)
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
        elif _known_failure(lane, root, item, _WORK[-1]) is None:
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


def _known_failure(lane: Lane, root: TacticState, candidate: Candidate, heartbeats: int) -> str | None:
    """What Lean said of a whole proof before, in an earlier run or another search."""
    refused = lane.failed.get(attempt_key(lane.declaration, candidate.text))
    if refused is None:
        refused = lane.goals.failure(root.goals[0], _whole_of(candidate), heartbeats)
    return refused


def check_whole(
    lane: Lane, root: TacticState, candidate: Candidate, heartbeats: int = _WORK[-1]
) -> SourceCheck | Timeout | Crash | Forbidden:
    """What Lean says of a whole proof with so much work."""
    lines = "\n".join(f"  {line}" for line in candidate.text.splitlines())
    key, goal = attempt_key(lane.declaration, candidate.text), root.goals[0]
    source = f"set_option maxHeartbeats {heartbeats} in {lane.declaration} := by\n{lines}\n"
    checked = lane.session.check(source, max(0.1, min(_WALL, lane.ledger.left)))
    if isinstance(checked, SourceCheck) and any(_EXHAUSTED in message.text for message in checked.messages):
        checked = Timeout(f"{heartbeats} heartbeats")
        lane.goals.refuse(goal, _whole_of(candidate), heartbeats)
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
    elif isinstance(checked, SourceCheck):
        lane.goals.refuse(goal, _whole_of(candidate), words=detail)
    lane.tell("tactic", lane.direction, lane.name, tactic=candidate.text, outcome=outcome, key=key, detail=detail)
    return checked


def _whole_of(candidate: Candidate) -> str:
    """Its text among those of tactics, whose limits are seconds."""
    return f"whole proof\n{candidate.text}"


def _refusal(checked: SourceCheck | Timeout | Crash | Forbidden) -> str:
    """Lean's first message about a whole proof, after its line and a colon; empty where there is none."""
    if not isinstance(checked, SourceCheck) or not checked.messages:
        return ""
    first = min(checked.messages, key=lambda message: message.start.line)
    return f"{first.start.line}: {first.text[:_ERROR]}"
