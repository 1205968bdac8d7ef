"""Policies of the caller: a proof that may be wrong, sketches, tactics to try."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trivium.prover.search.policy import Candidate, GoalContext, Kind, PolicyBudget


@dataclass(frozen=True, slots=True)
class GivenPolicy:
    """What the caller of a search knows: it is tried first."""

    attempt: str = ""
    """A proof: it is judged as it is, and gone on from where Lean refuses it."""
    sketches: tuple[str, ...] = ()
    """Proofs with holes."""
    hints: tuple[str, ...] = ()
    """Tactics, tried on every state."""

    @property
    def name(self) -> str:
        """Its name in events."""
        return "given"

    @property
    def waits(self) -> bool:
        """Never."""
        return False

    def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> Sequence[Candidate]:
        """The proof and the sketches for the statement itself, the hints anywhere."""
        if kind is Kind.TACTIC:
            return [Candidate(hint, Kind.TACTIC, _HINT) for hint in self.hints]
        if context.depth or context.part:
            return ()
        if kind is Kind.PROOF:
            return [Candidate(self.attempt, kind, 0.0)] if self.attempt.strip() else ()
        return [Candidate(sketch, kind, 0.0) for sketch in self.sketches]

    def repair(
        self, context: GoalContext, attempt: str, error: str, count: int, budget: PolicyBudget
    ) -> Sequence[Candidate]:
        """Nothing of its own: other policies go on from the last state without an error."""
        return ()


_HINT = -0.4
"""Logarithm of the probability of a hint: as likely as the steps that fit a goal best."""
