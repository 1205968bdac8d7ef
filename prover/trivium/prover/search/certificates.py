"""The policy that reads a statement, asks the certificate engine, and writes what it finds as Lean proofs."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from trivium.prover.errors import UnsupportedStatement
from trivium.prover.search.introduction import introduced, substituted
from trivium.prover.search.policy import Candidate, GoalContext, Kind, PolicyBudget
from trivium.prover.search.scripts import CORE, MATHLIB, arithmetic_proofs, arithmetic_sketches
from trivium.prover.statement import read_statement


@dataclass(slots=True)
class CertificatePolicy:
    """Whole proofs and sketches from certificates; it has nothing to say about later goals."""

    mathlib: bool = False
    seconds: float = 6.0
    """For the certificates of one statement."""
    clock: Callable[[], float] = time.monotonic
    """What measures them; a clock that counts makes the answers the same on every machine."""
    _known: dict[tuple[str, Kind], tuple[Candidate, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name in events."""
        return "certificates"

    @property
    def waits(self) -> bool:
        """Never: it computes here."""
        return False

    def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> Sequence[Candidate]:
        """Whole proofs or sketches of the declaration, at its first goal."""
        if context.depth or kind not in _WRITERS:
            return ()
        key = context.declaration, kind
        if key not in self._known:
            self._known[key] = self._written(*key)
        return self._known[key][:count]

    def repair(
        self, context: GoalContext, attempt: str, error: str, count: int, budget: PolicyBudget
    ) -> Sequence[Candidate]:
        """Nothing: a script that fails is no nearer to a proof."""
        return ()

    def _written(self, declaration: str, kind: Kind) -> tuple[Candidate, ...]:
        try:
            statement = read_statement(declaration)
        except UnsupportedStatement:
            return ()
        deadline = self.clock() + self.seconds
        statement, intros = introduced(statement)
        statement, substitutions = substituted(statement)
        opening = intros + substitutions
        texts = _WRITERS[kind](statement, MATHLIB if self.mathlib else CORE, deadline, self.clock)
        return tuple(Candidate(opening + text, kind, -0.2) for text in dict.fromkeys(texts))


_WRITERS = {Kind.PROOF: arithmetic_proofs, Kind.SKETCH: arithmetic_sketches}
