"""Random polynomials, systems of inequalities and Lean texts for tests and benchmarks of the reflection checkers."""

from __future__ import annotations

import random
from dataclasses import replace

from flint import Ordering, fmpz_mpoly, fmpz_mpoly_ctx

from trivium.prover.reflection.certificate import Certificate, Close, Cone, Fact, Sum
from trivium.prover.reflection.expression import Add, Expression, Mul, Neg, Num, Pow, Var, reified
from trivium.prover.reflection.linear import Problem
from trivium.prover.reflection.polynomial import PolynomialRing
from trivium.prover.reflection.theorem import COMPUTED, Domain, Hypothesis, Kind, Relation, Scope, Theorem, nesting_of

NAMES = ("a", "b", "c", "d", "e", "f")


def random_polynomial(
    rng: random.Random, names: tuple[str, ...], terms: int, degree: int, sign: int = -1
) -> fmpz_mpoly:
    """A polynomial with small coefficients; `sign` 0 makes them positive."""
    ring = fmpz_mpoly_ctx.get(list(names), Ordering.degrevlex)
    total = ring.constant(rng.randint(1, 9))
    for _ in range(terms):
        exponents = [0] * len(names)
        for _ in range(rng.randint(0, degree)):
            exponents[rng.randrange(len(names))] += 1
        coefficient = rng.randint(1, 9) * (rng.choice((1, sign)) if sign else 1)
        total += ring.from_dict({tuple(exponents): coefficient})
    return total


def unchecked_identity(name: str, domain: Domain, left: Expression, right: Expression, scope: Scope) -> Theorem:
    """The text of an identity, right or wrong."""
    checker = "nat_eq_of_equal" if domain is Domain.NAT else "eq_of_equal"
    sides = f"{reified(left, scope.index)} {reified(right, scope.index)}"
    proof = f"Trivium.Ring.{checker} {scope.values} {sides} {COMPUTED}"
    claim = scope.claim(left, "=", right)
    return Theorem(name, scope.binders(), claim, proof, nesting_of(left, right))


def large_identity() -> tuple[Expression, Expression, PolynomialRing]:
    """A power of a sum of six variables and one, and its 210 terms."""
    ring = PolynomialRing(NAMES)
    total: Expression = Num(1)
    for number, name in enumerate(NAMES, 1):
        term: Expression = Mul(Num(number), Var(name))
        total = Add(total, term if number % 2 else Neg(term))
    power = Pow(total, 4)
    return power, ring.expression(ring.polynomial(power)), ring


def inequalities(rng: random.Random, count: int, names: tuple[str, ...], domain: Domain) -> tuple[Problem, Certificate]:
    """Inequalities that contradict each other, all of which are needed, and the certificate."""
    ring = PolynomialRing(names)
    multipliers = [rng.randint(1, 20) for _ in range(count - 1)]
    rows = [
        sum((rng.randint(-9, 9) * gen for gen in ring.context.gens()), ring.context.constant(rng.randint(-9, 9)))
        for _ in multipliers
    ]
    last = -sum((m * row for m, row in zip(multipliers, rows, strict=True)), ring.context.constant(1))
    hypotheses = tuple(
        Hypothesis(f"h{number}", Relation(Kind.LE, Num(0), ring.expression(row)))
        for number, row in enumerate([*rows, last])
    )
    cone: Cone = Fact(1, count - 1)
    for number, multiplier in enumerate(multipliers):
        cone = Sum(cone, Fact(multiplier, number))
    return Problem(domain, hypotheses, None), Close(cone, 1)


def renamed(theorem: Theorem, name: str) -> Theorem:
    """The same theorem under another name."""
    return replace(theorem, name=name)
