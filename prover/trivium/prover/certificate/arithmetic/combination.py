"""Linear combinations of products of facts: Farkas, Positivstellensatz and Nullstellensatz in one form."""

from __future__ import annotations

from collections.abc import Mapping

from trivium.prover.certificate.arithmetic.errors import Rejected
from trivium.prover.certificate.arithmetic.literals import (
    NONNEGATIVE,
    NONZERO,
    POSITIVE,
    ZERO,
    Literal,
    side_of,
)
from trivium.prover.certificate.arithmetic.model import Combine, Part
from trivium.prover.certificate.arithmetic.polynomials import (
    Normalizer,
    Polynomial,
    add,
    as_constant,
    constant,
    multiply,
)
from trivium.prover.certificate.arithmetic.terms import ORDERED, Term


def check_combination(step: Combine, literals: Mapping[int, Literal], normalizer: Normalizer) -> None:
    """Raise Rejected unless the combination contradicts the facts."""
    total, kinds = _sum(step.parts, literals, normalizer)
    if step.nonzero:
        _check_nonzero(step, total, kinds, literals)
        return
    value = as_constant(total)
    if value is None:
        raise Rejected("the combination is not constant")
    if not (value < 0 or (value == 0 and POSITIVE in kinds) or (value != 0 and kinds <= {ZERO})):
        raise Rejected("the combination contradicts nothing")


def check_derivation(
    formula: Term, parts: tuple[Part, ...], literals: Mapping[int, Literal], normalizer: Normalizer
) -> None:
    """Raise Rejected unless the relation `0 = p`, `0 ≤ p` or `0 < p` is the combination."""
    if formula.op not in ("eq", "le", "lt"):
        raise Rejected("only a relation is derived")
    left, right = (normalizer.polynomial(a) for a in formula.args)
    total, kinds = _sum(parts, literals, normalizer)
    if add(add(right, left, -1), total, -1):
        raise Rejected("the combination is not the relation")
    if formula.op == "eq":
        fine = kinds <= {ZERO}
    else:
        fine = formula.args[0].sort in ORDERED and (formula.op == "le" or POSITIVE in kinds)
    if not fine:
        raise Rejected("the relation does not follow from the signs")


def _check_nonzero(step: Combine, total: Polynomial, kinds: set[str], literals: Mapping[int, Literal]) -> None:
    product = constant(1)
    for index in step.nonzero:
        literal = literals.get(index)
        if literal is None or literal.kind not in (NONZERO, POSITIVE):
            raise Rejected(f"fact {index} does not say that something is not zero")
        product = multiply(product, literal.polynomial)
    if not kinds <= {ZERO} or add(total, product, -1):
        raise Rejected("the combination is not the product that is not zero")


def _sum(
    parts: tuple[Part, ...], literals: Mapping[int, Literal], normalizer: Normalizer
) -> tuple[Polynomial, set[str]]:
    total: Polynomial = {}
    kinds = set()
    for part in parts:
        polynomial, kind = _part(part, literals, normalizer)
        total = add(total, polynomial)
        kinds.add(kind)
    return total, kinds


def _part(part: Part, literals: Mapping[int, Literal], normalizer: Normalizer) -> tuple[Polynomial, str]:
    """The polynomial of a part and its sign."""
    product = constant(part.coefficient)
    zero, strict = False, part.coefficient > 0
    for index, side in part.facts:
        literal = literals.get(index)
        used = None if literal is None else side_of(literal, side, normalizer)
        if used is None or used.kind == NONZERO:
            raise Rejected(f"fact {index} is no equation or inequality")
        zero = zero or used.kind == ZERO
        strict = strict and used.kind == POSITIVE
        product = multiply(product, used.polynomial)
    for term in part.squares:
        polynomial = normalizer.polynomial(term)
        if not zero and not normalizer.is_real(polynomial):
            raise Rejected("the square of a complex number has no sign")
        strict = False
        product = multiply(product, multiply(polynomial, polynomial))
    if part.multiplier is not None:
        if not zero:
            raise Rejected("only an equation is multiplied by anything")
        product = multiply(product, normalizer.polynomial(part.multiplier))
    if zero:
        return product, ZERO
    if part.coefficient <= 0:
        raise Rejected("an inequality is multiplied by a positive number only")
    return product, POSITIVE if strict else NONNEGATIVE
