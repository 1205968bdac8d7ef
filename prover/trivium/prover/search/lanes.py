"""The lanes of a search. Each yields None after a piece of work, and a proof where Lean's session claims one."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from trivium.prover.lean.session import (
    Crash,
    Done,
    Forbidden,
    LeanError,
    Progress,
    ProofSession,
    SourceCheck,
    TacticOutcome,
    TacticState,
    Timeout,
)
from trivium.prover.search.events import Tell, attempt_key
from trivium.prover.search.goal_table import GoalTable, goal_key
from trivium.prover.search.ledger import Ledger
from trivium.prover.search.policy import Candidate, GoalContext, Kind, Policy

_CANDIDATES = 40
_MAX_DEPTH = 24
_LENGTH_POWER = 0.6
"""Scores are divided by this power of the length, so that long proofs are not pushed back for their length alone."""
_CLOSER_WALL = 4.0
_WHOLE_WALL = 50.0
_REPAIRS = 3
_LINE_DIGITS = 7
_ERROR = 2000
"""Characters of an error that are kept."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof that a session claims to be complete."""

    text: str
    steps: tuple[str, ...] = ()


@dataclass(slots=True)
class Lane:
    """What a lane works with; the table and the ledger are shared."""

    session: ProofSession
    declaration: str
    policies: Sequence[Policy]
    ledger: Ledger
    table: GoalTable
    tell: Tell
    direction: str
    failed: Mapping[str, str]
    """What an earlier run saw fail, by its key, with Lean's words."""
    name: str = ""
    root: TacticState | None = None
    steps: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """The tactics that led to each state; shared by the lanes of one session."""
    prefixes: list[TacticState] = field(default_factory=list)
    """States that failed proofs led to before their first error, from which the best-first lane goes on."""

    def named(self, name: str) -> Lane:
        """The same for another lane."""
        return replace(self, name=name)

    def start(self) -> TacticState | None:
        """The first state; None where the statement does not elaborate."""
        outcome = self.session.start(self.declaration)
        if isinstance(outcome, Progress | Done):
            self.root = outcome.state
            self.steps[outcome.state.id] = ()
            self.tell("lane", self.direction, self.name, detail=outcome.state.text)
            return outcome.state
        words = outcome.message if isinstance(outcome, LeanError) else str(outcome)
        self.tell("lane", self.direction, self.name, outcome="error", detail=words)
        return None

    def try_tactic(self, state: TacticState, tactic: str, wall: float | None = None) -> TacticOutcome | None:
        """Apply a tactic; None where it is known to fail."""
        goal = goal_key(state.goals[0]) if state.goals else ""
        key = attempt_key("\n".join([self.declaration, *self.steps[state.id]]), tactic)
        if self.table.skips(goal, tactic) or key in self.failed:
            self.ledger.spend("repeats avoided")
            return None
        allowed = self.ledger.tactic_wall() if wall is None else min(wall, self.ledger.tactic_wall())
        (outcome,) = self.session.apply(state.id, [tactic], allowed)
        self.ledger.spend("tactics")
        word = _word(outcome)
        detail = outcome.message.splitlines()[0][:200] if isinstance(outcome, LeanError) else ""
        self.tell("tactic", self.direction, self.name, tactic=tactic, outcome=word, key=key, detail=detail)
        if isinstance(outcome, LeanError | Forbidden):
            self.table.refuse(goal, tactic)
        if isinstance(outcome, Progress | Done):
            self.steps[outcome.state.id] = (*self.steps[state.id], tactic)
            if len(outcome.state.goals) < len(state.goals):
                self.table.close(goal, tactic)
        return outcome

    def proof(self, outcome: TacticOutcome | None) -> Proof | None:
        """The proof that an outcome completes."""
        if isinstance(outcome, Done) and not outcome.uses_sorry:
            steps = self.steps[outcome.state.id]
            return Proof("\n".join(steps), steps)
        return None

    def candidates(self, state: TacticState) -> list[Candidate]:
        """What the policies propose for the first goal of a state, what is known to close it first."""
        goal = state.goals[0]
        context = GoalContext(self.declaration, goal, len(self.steps[state.id]))
        found: list[Candidate] = []
        known = self.table.known(goal_key(goal))
        if known is not None:
            found.append(Candidate(known, Kind.CLOSER, 0.0, "table"))
        for policy in self.policies:
            found += policy.propose(context, _CANDIDATES)
        return found


def _word(outcome: TacticOutcome) -> str:
    match outcome:
        case Progress():
            return "progress"
        case Done():
            return "done"
        case LeanError():
            return "error"
        case Timeout():
            return "timeout"
        case Crash():
            return "crash"
        case Forbidden():
            return "forbidden"


def closers(lane: Lane) -> Iterator[Proof | None]:
    """Closing tactics on the statement itself, then after its introductions."""
    state = lane.start()
    if state is None or not state.goals:
        return
    frontier = [state]
    introduced = lane.try_tactic(state, "intros", _CLOSER_WALL) if _has_binders(state) else None
    if isinstance(introduced, Progress) and introduced.state.text != state.text:
        frontier.append(introduced.state)
    yield None
    for current in frontier:
        for candidate in lane.candidates(current):
            if candidate.kind is Kind.CLOSER:
                proof = lane.proof(lane.try_tactic(current, candidate.text, _CLOSER_WALL))
                yield proof


def _has_binders(state: TacticState) -> bool:
    return any(symbol in state.goals[0].target for symbol in "∀→¬")


def whole_proofs(lane: Lane) -> Iterator[Proof | None]:
    """Whole proofs of the policies: what elaborates is a proof, and what fails is repaired where a policy can."""
    state = lane.start()
    if state is None or not state.goals:
        return
    context = GoalContext(lane.declaration, state.goals[0], 0)
    yield None
    for policy in lane.policies:
        for candidate in policy.propose(context, _CANDIDATES):
            if candidate.kind is not Kind.PROOF:
                continue
            refused = lane.failed.get(attempt_key(lane.declaration, candidate.text))
            if refused is not None:
                lane.ledger.spend("repeats avoided")
            else:
                checked = _whole(lane, candidate.text)
                if isinstance(checked, SourceCheck) and checked.complete:
                    yield Proof(candidate.text, (candidate.text,))
                    continue
                refused = _refusal(checked)
            yield None
            line, _, error = refused.partition(": ")
            if line.isdecimal() and len(line) < _LINE_DIGITS:
                _resume(lane, state, candidate.text, int(line))
            for repaired in policy.repair(context, candidate.text, error, _REPAIRS):
                if attempt_key(lane.declaration, repaired.text) in lane.failed:
                    continue
                again = _whole(lane, repaired.text)
                complete = isinstance(again, SourceCheck) and again.complete
                yield Proof(repaired.text, (repaired.text,)) if complete else None
    yield from _explore(lane, [])  # what the other lane, which may have ended, has not taken up


def _resume(lane: Lane, root: TacticState, text: str, error_line: int) -> None:
    """Keep the state before the first error of a proof: the steps before it, none of them cut in two."""
    lines = text.splitlines()
    # the declaration is the first line; an error there says that goals are left at the end
    end = len(lines) if error_line < 2 else error_line - 2
    while 0 < end < len(lines) and lines[end].startswith((" ", "·", "|", "<;>")):
        end -= 1
    prefix = "\n".join(lines[:end])
    if prefix.strip():
        outcome = lane.try_tactic(root, prefix)
        if isinstance(outcome, Progress) and outcome.state.goals:
            lane.prefixes.append(outcome.state)
            lane.ledger.spend("prefixes kept")


def _whole(lane: Lane, text: str) -> SourceCheck | Timeout | Crash | Forbidden:
    lines = "\n".join(f"  {line}" for line in text.splitlines())
    key = attempt_key(lane.declaration, text)
    checked = lane.session.check(f"{lane.declaration} := by\n{lines}\n", max(0.1, min(_WHOLE_WALL, lane.ledger.left)))
    lane.ledger.spend("tactics")
    outcome = "error"
    if isinstance(checked, Timeout | Crash):
        outcome = _word(checked)
    elif isinstance(checked, SourceCheck) and checked.complete:
        outcome = "done"
    detail = _refusal(checked) if outcome == "error" else ""
    lane.tell("tactic", lane.direction, lane.name, tactic=text, outcome=outcome, key=key, detail=detail)
    return checked


def _refusal(checked: SourceCheck | Timeout | Crash | Forbidden) -> str:
    """Lean's first message about a whole proof, after its line and a colon; empty where there is none."""
    if not isinstance(checked, SourceCheck) or not checked.messages:
        return ""
    first = min(checked.messages, key=lambda message: message.start.line)
    return f"{first.start.line}: {first.text[:_ERROR]}"


def best_first(lane: Lane) -> Iterator[Proof | None]:
    """Best-first search over proof states, scores normalised by length."""
    state = lane.start()
    if state is not None and state.goals:
        yield from _explore(lane, [state])


def _explore(lane: Lane, starts: Sequence[TacticState]) -> Iterator[Proof | None]:
    """Best-first search from some states, and from those that failed proofs leave behind."""
    counter = itertools.count()
    queue = [(0.0, 0, next(counter), 0.0, state) for state in starts]
    seen = {_state_key(state) for state in starts}
    while queue or lane.prefixes:
        while lane.prefixes:
            kept = lane.prefixes.pop(0)
            if _state_key(kept) not in seen:
                seen.add(_state_key(kept))
                heapq.heappush(queue, (0.0, 0, next(counter), 0.0, kept))
        if not queue:
            break
        *_, total, current = heapq.heappop(queue)
        lane.ledger.spend("nodes")
        lane.tell("goal", lane.direction, lane.name, detail=current.goals[0].target[:200])
        for candidate in _by_lot(lane.candidates(current), lane.ledger):
            if candidate.kind is Kind.PROOF:
                continue
            outcome = lane.try_tactic(current, candidate.text, _CLOSER_WALL)
            proof = lane.proof(outcome)
            if proof is not None:
                yield proof
                continue
            yield None
            if not isinstance(outcome, Progress) or not outcome.state.goals:
                continue
            length = len(lane.steps[outcome.state.id])
            key = _state_key(outcome.state)
            if key in seen or length > _MAX_DEPTH:
                lane.ledger.spend("states met again")
                continue
            seen.add(key)
            score = total - candidate.logprob
            lot = lane.ledger.lot(key)
            heapq.heappush(queue, (score / length**_LENGTH_POWER, lot, next(counter), score, outcome.state))


def _by_lot(candidates: Sequence[Candidate], ledger: Ledger) -> Iterator[Candidate]:
    """The candidates, each run of equal probability in the order of the seed."""
    for _, equal in itertools.groupby(candidates, key=lambda candidate: (candidate.kind, candidate.logprob)):
        yield from sorted(equal, key=lambda candidate: ledger.lot(candidate.text))


def _state_key(state: TacticState) -> str:
    return "\n\n".join(sorted(goal_key(goal) for goal in state.goals))
