"""What a lane of a search works with: a session, the policies, and what all lanes share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from trivium.prover.lean.goal import Goal
from trivium.prover.lean.session import (
    Crash,
    Done,
    Forbidden,
    LeanError,
    Progress,
    ProofSession,
    TacticOutcome,
    TacticState,
    Timeout,
)
from trivium.prover.search.events import Tell, attempt_key
from trivium.prover.search.goal_table import KnownGoals, leaves_out
from trivium.prover.search.ledger import Ledger
from trivium.prover.search.policy import Candidate, GoalContext, Kind
from trivium.prover.search.proposals import Asked, Proposals

CLOSER_WALL = 4.0
"""Seconds for a tactic of a tree search."""


class Turn(Enum):
    """What a lane says after a turn without a proof."""

    WORKED = "worked"
    WAITING = "waiting"
    """It did nothing: a policy has not answered yet."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof that a session claims to be complete."""

    text: str
    steps: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """The policy of each step; empty where the search made it itself."""


Turns = Iterator[Proof | Turn]
"""A lane: each item is one piece of work."""


@dataclass(frozen=True, slots=True)
class _Unsolved:
    """A goal, how many steps led to it, and how many goals there were besides it."""

    goal: Goal
    begin: int
    outside: int


@dataclass(slots=True)
class Lane:
    """What a lane works with; the table and the ledger are shared."""

    session: ProofSession
    header: str
    declaration: str
    proposals: Proposals
    ledger: Ledger
    goals: KnownGoals
    tell: Tell
    direction: str
    failed: Mapping[str, str]
    """What an earlier run saw fail, by its key, with Lean's words."""
    name: str = ""
    steps: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """The tactics that led to each state; shared by the lanes of one session."""
    sources: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """The policies that proposed them."""
    unsolved: dict[int, tuple[_Unsolved, ...]] = field(default_factory=dict)
    """The first goals on the way to each state that are not closed there yet."""
    prefixes: list[TacticState] = field(default_factory=list)
    """States that failed proofs led to before their first error, from which the best-first lane goes on."""
    sketches: list[Candidate] = field(default_factory=list)
    """Proofs with holes, for the lane of sketches."""
    givers: set[str] = field(default_factory=set)
    """Lanes that run and may still add to these."""
    depth: int = 0
    """How many sketches the declaration is a part of."""

    def named(self, name: str) -> Lane:
        """The same for another lane."""
        return replace(self, name=name)

    def inside(self, declaration: str) -> Lane:
        """The same for a part of the declaration."""
        return replace(self, declaration=declaration, prefixes=[], sketches=[], givers=set(), depth=self.depth + 1)

    def start(self) -> TacticState | None:
        """The first state; None where the statement does not elaborate."""
        outcome = self.session.start(self.declaration)
        if isinstance(outcome, Progress | Done):
            state = outcome.state
            self.steps[state.id] = self.sources[state.id] = ()
            self.unsolved[state.id] = (_Unsolved(state.goals[0], 0, len(state.goals) - 1),) if state.goals else ()
            self.tell("lane" if not self.depth else "part", self.direction, self.name, detail=outcome.state.text)
            return outcome.state
        words = outcome.message if isinstance(outcome, LeanError) else str(outcome)
        self.tell("lane" if not self.depth else "part", self.direction, self.name, outcome="error", detail=words)
        return None

    def try_candidate(
        self, state: TacticState, candidate: Candidate, wall: float | None = None
    ) -> TacticOutcome | None:
        """Apply what a policy proposes; None where it is known to fail, or says that it leaves something out."""
        if leaves_out(candidate.text):
            return None
        outcome = self.try_tactic(state, candidate.text, wall, candidate.source)
        if outcome is not None:
            accepted = isinstance(outcome, Progress | Done)
            closed = isinstance(outcome, Progress | Done) and len(outcome.state.goals) < len(state.goals)
            self.proposals.tried(candidate, accepted=accepted, closed=closed)
        return outcome

    def try_tactic(
        self, state: TacticState, tactic: str, wall: float | None = None, source: str = ""
    ) -> TacticOutcome | None:
        """Apply a tactic; None where it is known to fail."""
        goal = state.goals[0]
        key = attempt_key("\n".join([self.declaration, *self.steps[state.id]]), tactic)
        allowed = self.ledger.tactic_wall() if wall is None else min(wall, self.ledger.tactic_wall())
        if key in self.failed or self.goals.failure(goal, tactic, allowed) is not None:
            self.ledger.spend("repeats avoided")
            return None
        (outcome,) = self.session.apply(state.id, [tactic], allowed)
        self.ledger.spend("tactics")
        detail = outcome.message.splitlines()[0][:200] if isinstance(outcome, LeanError) else ""
        self.tell("tactic", self.direction, self.name, tactic=tactic, outcome=word(outcome), key=key, detail=detail)
        if isinstance(outcome, LeanError | Forbidden):
            self.goals.refuse(goal, tactic)
        elif isinstance(outcome, Timeout):
            self.goals.refuse(goal, tactic, allowed)
        elif isinstance(outcome, Progress | Done):
            self.steps[outcome.state.id] = (*self.steps[state.id], tactic)
            self.sources[outcome.state.id] = (*self.sources[state.id], source)
            self._settle(state, outcome.state)
        return outcome

    def _settle(self, before: TacticState, after: TacticState) -> None:
        """Write down the scripts of the goals that a step closed, and the goal that is the first now."""
        steps, left = self.steps[after.id], len(after.goals)
        kept = []
        for unsolved in self.unsolved[before.id]:
            if left <= unsolved.outside:
                self.goals.close(unsolved.goal, "\n".join(steps[unsolved.begin :]))
            else:
                kept.append(unsolved)
        if after.goals:
            kept.append(_Unsolved(after.goals[0], len(steps), left - 1))
        self.unsolved[after.id] = tuple(kept)

    def proof(self, outcome: TacticOutcome | None) -> Proof | None:
        """The proof that an outcome completes."""
        if isinstance(outcome, Done) and not outcome.uses_sorry:
            steps = self.steps[outcome.state.id]
            return Proof("\n".join(steps), steps, self.sources[outcome.state.id])
        return None

    def context(self, state: TacticState) -> GoalContext:
        """What the policies may see of a state."""
        return GoalContext(
            self.declaration, state.goals[0], self.steps[state.id], state.text, self.header, self.depth > 0
        )

    def known(self, state: TacticState) -> list[Candidate]:
        """What is known to close the first goal of a state."""
        found = self.goals.closer(state.goals[0])
        if found is None:
            return []
        self.ledger.spend("goals known")
        return [Candidate(found, Kind.CLOSER, 0.0, "table")]

    def at_once(self, state: TacticState, kind: Kind) -> list[Candidate]:
        """What the policies propose that answer at once."""
        return self.proposals.ask(self.context(state), kind, self.proposals.here).take()


def arriving(asked: Asked) -> Iterator[Candidate | Turn]:
    """Candidates as they come; between them, turns of waiting."""
    while True:
        yield from asked.take()
        if not asked.waiting:
            return
        yield Turn.WAITING


def word(outcome: TacticOutcome) -> str:
    """The outcome as events name it."""
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
