"""A score for how much a statement is worth, from what can be seen of it."""

from __future__ import annotations

from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.terms import free_variables, subterms


def quality(statement: Statement, warnings: tuple[str, ...], english_words: int) -> float:
    """From 0 to 1, two decimals. Lower for what speaks of numbers alone, for hypotheses that share no variable with the
    rest, for very short and very long texts, and for operations that readers misunderstand.
    """
    formulas = [f for _, f in statement.hypotheses]
    size = sum(1 for f in (*formulas, statement.goal) for _ in subterms(f))
    score = 1.0
    score -= 0.25 if not statement.variables else 0.0
    score -= 0.2 * min(2, sum(_idle(index, statement) for index in range(len(formulas))))
    score -= 0.1 * len(warnings)
    score -= 0.15 if size < 8 else 0.1 if size > 60 else 0.0
    score -= 0.1 if english_words > 110 else 0.0
    return round(max(0.0, score), 2)


def _idle(index: int, statement: Statement) -> bool:
    """Whether a hypothesis shares no variable with the goal and the other hypotheses."""
    own = free_variables(statement.hypotheses[index][1])
    others = [f for i, (_, f) in enumerate(statement.hypotheses) if i != index]
    return bool(own) and not own & free_variables(statement.goal).union(*map(free_variables, others))
