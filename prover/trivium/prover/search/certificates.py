"""The policy that reads a statement, asks the certificate engine, and writes what it finds as Lean proofs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from trivium.prover.errors import UnsupportedStatement
from trivium.prover.search.introduction import introduced, substituted
from trivium.prover.search.policy import Candidate, GoalContext, Kind, PolicyBudget
from trivium.prover.search.scripts import CORE, MATHLIB, arithmetic_proofs
from trivium.prover.statement import read_statement


@dataclass(slots=True)
class CertificatePolicy:
    """Whole proofs from certificates; it has nothing to say about later goals."""

    mathlib: bool = False
    seconds: float = 6.0
    """For the certificates of one statement."""
    _known: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name in events."""
        return "certificates"

    @property
    def waits(self) -> bool:
        """Never: it computes here."""
        return False

    def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> Sequence[Candidate]:
        """Whole proofs of the declaration, at its first goal."""
        if context.depth or kind is not Kind.PROOF:
            return ()
        if context.declaration not in self._known:
            self._known[context.declaration] = self._proofs(context.declaration)
        return self._known[context.declaration][:count]

    def repair(
        self, context: GoalContext, attempt: str, error: str, count: int, budget: PolicyBudget
    ) -> Sequence[Candidate]:
        """Nothing: a script that fails is no nearer to a proof."""
        return ()

    def _proofs(self, declaration: str) -> tuple[Candidate, ...]:
        try:
            statement = read_statement(declaration)
        except UnsupportedStatement:
            return ()
        deadline = time.monotonic() + self.seconds
        statement, intros = introduced(statement)
        statement, substitutions = substituted(statement)
        opening = intros + substitutions
        texts = arithmetic_proofs(statement, MATHLIB if self.mathlib else CORE, deadline)
        return tuple(Candidate(opening + text, Kind.PROOF, -0.2) for text in dict.fromkeys(texts))
