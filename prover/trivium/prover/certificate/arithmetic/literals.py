"""Facts about numbers as polynomials: p = 0, p ≥ 0, p > 0, p ≠ 0."""

from __future__ import annotations

from dataclasses import dataclass

from trivium.prover.certificate.arithmetic.polynomials import (
    Normalizer,
    Polynomial,
    add,
    as_constant,
    tightened,
)
from trivium.prover.certificate.arithmetic.terms import NUMBERS, ORDERED, Term

ZERO, NONNEGATIVE, POSITIVE, NONZERO = "=0", "≥0", ">0", "≠0"


@dataclass(frozen=True, slots=True)
class Literal:
    """What a fact says of a polynomial. Facts about integers are kept in their strongest form."""

    kind: str
    polynomial: Polynomial

    def is_false(self) -> bool:
        """Whether the polynomial is a constant of which this is wrong."""
        value = as_constant(self.polynomial)
        if value is None:
            return False
        holds = {ZERO: value == 0, NONNEGATIVE: value >= 0, POSITIVE: value > 0, NONZERO: value != 0}
        return not holds[self.kind]


def literal_of(fact: Term, normalizer: Normalizer) -> Literal | None:
    """The literal of an equation, an inequality or a negated equation between numbers, else None."""
    negated = fact.op == "not"
    relation = fact.args[0] if negated else fact
    if relation.op not in ("eq", "lt", "le") or relation.args[0].sort not in NUMBERS:
        return None
    left, right = (normalizer.polynomial(a) for a in relation.args)
    difference = add(right, left, -1)
    if negated:
        return Literal(NONZERO, difference) if relation.op == "eq" else None
    if relation.op == "eq":
        return Literal(ZERO, difference)
    if relation.args[0].sort not in ORDERED:
        return None
    strict = relation.op == "lt"
    tight = tightened(difference, normalizer, strict)
    if tight is not None:
        return Literal(NONNEGATIVE, tight)
    return Literal(POSITIVE if strict else NONNEGATIVE, difference)


def side_of(literal: Literal, side: str, normalizer: Normalizer) -> Literal | None:
    """A literal as it stands (side ""), or one of the two inequalities ("+", "-") of an equation."""
    if side == "":
        return literal
    if literal.kind != ZERO or not normalizer.is_real(literal.polynomial):
        return None
    polynomial = literal.polynomial if side == "+" else add({}, literal.polynomial, -1)
    tight = tightened(polynomial, normalizer, strict=False)
    return Literal(NONNEGATIVE, polynomial if tight is None else tight)
