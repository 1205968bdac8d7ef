"""Where candidates come from: the built-in portfolio, the certificate engine, a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from trivium.prover.lean.goal import Goal


class Kind(Enum):
    """What a candidate is."""

    CLOSER = "closer"
    """A tactic that is worth nothing unless it closes the goal."""
    TACTIC = "tactic"
    PROOF = "proof"
    """The whole rest of the proof."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text for Lean, with the logarithm of its probability."""

    text: str
    kind: Kind
    logprob: float = -1.0
    source: str = "portfolio"


@dataclass(frozen=True, slots=True)
class GoalContext:
    """What a policy may look at."""

    declaration: str
    """The declaration that is being proved, without a proof."""
    goal: Goal
    depth: int
    """Tactics so far."""


class Policy(Protocol):
    """Proposes; whether a candidate is right is Lean's to say."""

    @property
    def name(self) -> str:
        """Its name in events."""
        ...

    def propose(self, context: GoalContext, count: int) -> Sequence[Candidate]:
        """Candidates for the first goal, the most promising first."""
        ...

    def repair(self, context: GoalContext, attempt: str, error: str, count: int) -> Sequence[Candidate]:
        """Candidates instead of one that Lean refused."""
        ...


@dataclass(frozen=True, slots=True)
class AttemptPolicy:
    """One proof that was given: it is judged as it is, and gone on from where Lean refuses it."""

    attempt: str

    @property
    def name(self) -> str:
        """Its name in events."""
        return "attempt"

    def propose(self, context: GoalContext, count: int) -> Sequence[Candidate]:
        """The attempt, at the beginning of the proof."""
        return () if context.depth else (Candidate(self.attempt, Kind.PROOF, 0.0, self.name),)

    def repair(self, context: GoalContext, attempt: str, error: str, count: int) -> Sequence[Candidate]:
        """Nothing of its own: other policies go on from the last state without an error."""
        return ()
