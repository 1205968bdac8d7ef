"""Identities of rings and fields as theorems that the kernel checks by a normal form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trivium.prover.errors import InvalidExpression, NotProvable
from trivium.prover.reflection.expression import Add, Div, Expression, Mul, Neg, Num, Pow, Sub, nodes, reified
from trivium.prover.reflection.polynomial import PolynomialRing
from trivium.prover.reflection.theorem import (
    COMPUTED,
    Domain,
    Hypothesis,
    Kind,
    Scope,
    Theorem,
    conjunction,
    nesting_of,
    scope_of,
)


def identity(name: str, domain: Domain, left: Expression, right: Expression) -> Theorem:
    """The theorem that two expressions are equal; divisors must be numbers.

    Raises InvalidExpression for expressions that the checker does not take, NotProvable where they are not equal.
    """
    scope = scope_of(domain, (left, right))
    if _has_quotient(left) or _has_quotient(right):
        return quotient_identity(name, left, right, ())
    if domain is Domain.NAT and any(isinstance(node, Sub | Neg) for side in (left, right) for node in nodes(side)):
        raise InvalidExpression("a difference of natural numbers is no ring operation")
    ring = PolynomialRing(scope.names)
    if ring.polynomial(left) != ring.polynomial(right):
        raise NotProvable("the two sides are different polynomials")
    checker = "nat_eq_of_equal" if domain is Domain.NAT else "eq_of_equal"
    sides = f"{reified(left, scope.index)} {reified(right, scope.index)}"
    proof = f"Trivium.Ring.{checker} {scope.values} {sides} {COMPUTED}"
    claim = scope.claim(left, "=", right)
    return Theorem(name, scope.binders(), claim, proof, nesting_of(left, right))


@dataclass(frozen=True, slots=True)
class Inequation:
    """The hypothesis that an expression is not zero, with the name of its proof."""

    name: str
    expression: Expression


def quotient_identity(name: str, left: Expression, right: Expression, nonzero: Sequence[Inequation]) -> Theorem:
    """The theorem that two rational functions over the rational numbers are equal where the given ones are not zero.

    A divisor must be a number or a product of numbers and given expressions. Raises as `identity` does.
    """
    scope = scope_of(Domain.RAT, (left, right, *(item.expression for item in nonzero)), [item.name for item in nonzero])
    for item in nonzero:
        if _has_quotient(item.expression):
            raise InvalidExpression("an expression that is not zero is given without quotients")
    ring = PolynomialRing(scope.names)
    one, two = ring.fraction(left), ring.fraction(right)
    if not one.denominator or not two.denominator:
        raise NotProvable("a divisor is zero")
    if one.numerator * two.denominator != two.numerator * one.denominator:
        raise NotProvable("the two sides are different rational functions")
    known = ", ".join(reified(item.expression, scope.index) for item in nonzero)
    sides = f"{reified(left, scope.index)} {reified(right, scope.index)}"
    apart = conjunction([item.name for item in nonzero])
    proof = f"Trivium.Field.eq_of_equal {scope.values} [{known}] {sides} {COMPUTED} {apart}"
    binders = scope.binders(_inequations(scope, nonzero))
    return Theorem(name, binders, scope.claim(left, "=", right), proof, nesting_of(left, right))


@dataclass(frozen=True, slots=True)
class Multiple:
    """A hypothesis `left = right` and what its difference is multiplied with."""

    factor: Expression
    hypothesis: Hypothesis


def combination(
    name: str,
    domain: Domain,
    left: Expression,
    right: Expression,
    multiples: Sequence[Multiple],
    nonzero: Sequence[Inequation] = (),
    power: int = 1,
) -> Theorem:
    """The theorem that `left = right` follows from equations (and from factors that are not zero).

    The product of `nonzero` and of `(left - right) ^ power` must be the sum of the multiples of the differences of the
    equations. Raises as `identity` does.
    """
    relations = [multiple.hypothesis.relation for multiple in multiples]
    if domain is Domain.RING and (nonzero or power > 1):
        raise InvalidExpression(
            "a ring may have zero divisors: factors and powers are for integers and rational numbers"
        )
    if any(relation.kind is not Kind.EQ for relation in relations) or domain is Domain.NAT or power < 1:
        raise InvalidExpression("a combination takes equations in a ring, and a positive power")
    parts = [part for m in multiples for part in (m.factor, m.hypothesis.relation.left, m.hypothesis.relation.right)]
    everything = (left, right, *parts, *(item.expression for item in nonzero))
    if any(map(_has_quotient, everything)):
        raise InvalidExpression("a combination takes expressions without quotients")
    proofs = [multiple.hypothesis.name for multiple in multiples]
    scope = scope_of(domain, everything, [*proofs, *(item.name for item in nonzero)])
    goal: Expression = Pow(Sub(left, right), power)
    for item in nonzero:
        goal = Mul(item.expression, goal)
    total: Expression = Num(0)
    for multiple, relation in zip(multiples, relations, strict=True):
        total = Add(total, Mul(multiple.factor, Sub(relation.left, relation.right)))
    ring = PolynomialRing(scope.names)
    if ring.polynomial(goal) != ring.polynomial(total):
        raise NotProvable("the difference is not that combination of the hypotheses")
    triples = [parts[start : start + 3] for start in range(0, len(parts), 3)]
    data = ", ".join(f"⟨{', '.join(reified(part, scope.index) for part in triple)}⟩" for triple in triples)
    sides = f"{reified(left, scope.index)} {reified(right, scope.index)}"
    if nonzero or power > 1:
        apart = ", ".join(reified(item.expression, scope.index) for item in nonzero)
        proof = (
            f"Trivium.Ring.eq_of_power_combination {scope.values} [{data}] [{apart}] {power - 1} {sides} {COMPUTED} "
            f"{conjunction(proofs)} {conjunction([item.name for item in nonzero])}"
        )
    else:
        proof = f"Trivium.Ring.eq_of_combination {scope.values} [{data}] {sides} {COMPUTED} {conjunction(proofs)}"
    claims = [(proof_name, scope.claim(r.left, "=", r.right)) for proof_name, r in zip(proofs, relations, strict=True)]
    binders = scope.binders([*claims, *_inequations(scope, nonzero)])
    nesting = nesting_of(*everything)
    return Theorem(name, binders, scope.claim(left, "=", right), proof, nesting)


def _inequations(scope: Scope, nonzero: Sequence[Inequation]) -> list[tuple[str, str]]:
    return [(item.name, scope.claim(item.expression, "≠", Num(0))) for item in nonzero]


def _has_quotient(expression: Expression) -> bool:
    return any(isinstance(node, Div) for node in nodes(expression))
