"""Policies that need no model: what the form of a statement suggests, and the scripts of the certificate engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.data.evidence import STEP, Evidence, Steps
from trivium.prover.data.instances import refutation
from trivium.prover.data.scripts import absurdities, proofs
from trivium.prover.search.introduction import introduced
from trivium.prover.search.policy import Candidate, GoalContext, Kind, PolicyBudget
from trivium.prover.search.scripts import CORE, arithmetic_proofs
from trivium.prover.statement import read_statement

_SCRIPTS = 6


@dataclass(frozen=True, slots=True)
class FormPolicy:
    """Scripts for a statement, its negation, and `False` from its hypotheses."""

    statement: Statement
    proposed: tuple[str, ...]
    """By the source of the statement."""
    known: Evidence

    @property
    def name(self) -> str:
        """Its name in events."""
        return "form"

    @property
    def waits(self) -> bool:
        """Never."""
        return False

    def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> Sequence[Candidate]:
        """Closers of the first state."""
        if context.depth or kind is not Kind.TACTIC:
            return ()
        texts = dict.fromkeys(islice(self._scripts(context.declaration), count))
        return [Candidate(text, Kind.CLOSER, -0.1) for text in texts]

    def repair(
        self, context: GoalContext, attempt: str, error: str, count: int, budget: PolicyBudget
    ) -> Sequence[Candidate]:
        """Nothing: a script that fails is no nearer to a proof."""
        return ()

    def _scripts(self, declaration: str) -> Iterator[str]:
        name = declaration.split(maxsplit=2)[1]
        if name.endswith("_refuted"):
            values = dict(self.known.model)
            script = refutation(self.statement, values) if values or not self.statement.variables else None
            yield from (script,) if script else ()
            yield from ("decide", "omega", "decide +kernel") if not self.statement.variables else ()
        elif name.endswith("_vacuous"):
            yield from absurdities(self.statement)
        else:
            yield from proofs(self.statement, self.proposed, dict(self.known.model))


@dataclass(slots=True)
class CertificateScripts:
    """The first scripts of the certificate engine, limited by steps and not by time."""

    steps: int
    _known: dict[str, list[Candidate]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name in events."""
        return "certificates"

    @property
    def waits(self) -> bool:
        """Never."""
        return False

    def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> Sequence[Candidate]:
        """Closers of the first state."""
        if context.depth or kind is not Kind.TACTIC:
            return ()
        if context.declaration not in self._known:
            self._known[context.declaration] = self._scripts(context.declaration)
        return self._known[context.declaration][:count]

    def repair(
        self, context: GoalContext, attempt: str, error: str, count: int, budget: PolicyBudget
    ) -> Sequence[Candidate]:
        """Nothing."""
        return ()

    def _scripts(self, declaration: str) -> list[Candidate]:
        statement, opening = introduced(read_statement(declaration))
        texts = arithmetic_proofs(statement, CORE, self.steps * STEP, Steps())
        return [Candidate(opening + text, Kind.CLOSER, -0.2) for text in islice(texts, _SCRIPTS)]
