"""Auxiliary points from the policy service, beside the search for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from trivium.geometry.search.policy import Position
from trivium.prover.policy.question import Ask, Question
from trivium.services.policy.panel import Panel

_COUNT = 16
_CLAUSE = re.compile(r"[A-Za-z]\w* = [A-Za-z_]\w*(?: \w+)+(?:, [A-Za-z_]\w*(?: \w+)+)*")
_MOST_CLAUSES = 6


@dataclass(slots=True)
class ModelPoints:
    """The policy of a geometry search that passes on what the policies of a panel say, as it comes."""

    panel: Panel
    left: Callable[[], float]
    """Seconds of the search that are left."""
    seed: int
    _said: dict[tuple[str, ...], str] = field(default_factory=dict)

    def priors(self, position: Position, clauses: Sequence[str]) -> Sequence[float]:
        """No opinion of the candidates of the search."""
        return ()

    def points(self, position: Position) -> Sequence[Sequence[str]]:
        """The sets that have come since the last call; the first call asks for them."""
        if not self.panel.asked:
            self.panel.ask(Question(Ask.AUXILIARY_POINT, problem=position.statement), _COUNT, self.left(), self.seed)
        fresh: list[tuple[str, ...]] = []
        for said in self.panel.take():
            clauses = read_clauses(said.text)
            if clauses and clauses not in self._said:
                self._said[clauses] = said.policy
                self.panel.contributions[said.policy].tried += 1
                fresh.append(clauses)
        return fresh

    def solved(self, clauses: tuple[str, ...]) -> None:
        """Book the set that the proof is made with."""
        if clauses in self._said:
            share = self.panel.contributions[self._said[clauses]]
            share.accepted, share.used = 1, 1


def read_clauses(text: str) -> tuple[str, ...]:
    """The constructions of a line such as `m = midpoint m a b; f = foot f c a b`; none where it is something else."""
    clauses = tuple(" ".join(part.split()) for part in text.split(";") if part.strip())
    if not 0 < len(clauses) <= _MOST_CLAUSES or not all(_CLAUSE.fullmatch(clause) for clause in clauses):
        return ()
    return clauses
