"""Identities of polynomials, and roots of products of linear factors."""

from __future__ import annotations

import random

from trivium.prover.data.draft import Aim, Draft, stated
from trivium.prover.data.expansion import expanded
from trivium.prover.data.expressions import (
    Sort,
    Term,
    Z,
    either,
    equal,
    less,
    linear,
    num,
    polynomial,
    power,
    product,
    scaled,
    total,
)
from trivium.prover.data.families import choices
from trivium.prover.data.families.choices import bounded


def identities(rng: random.Random, aim: Aim) -> Draft:
    """A product of linear forms equals its expansion."""
    sort = choices.sort_of_whole(rng)
    count = rng.choice((1, 2, 2, 3))
    unknowns = choices.variables(rng, count, sort)
    forms = [_form(rng, unknowns, sort) for _ in range(rng.choice((2, 2, 2, 3) if count == 1 else (2,)))]
    square = rng.random() < 0.4
    left = power(forms[0], 2) if square else product(*forms)
    if rng.random() < 0.3:
        left = total(left, product(_form(rng, unknowns, sort), num(rng.randint(2, 5), sort)))
    right = expanded(left, sort)
    if aim is Aim.FALSE:
        wrong = scaled(rng.randint(1, 3), rng.choice(unknowns)) if rng.random() < 0.5 else num(rng.randint(1, 9), sort)
        right = expanded(total(right, wrong), sort)
    hypotheses = choices.contradiction(rng, unknowns[0]) if aim is Aim.VACUOUS else []
    goal = equal(right, left) if rng.random() < 0.25 else equal(left, right)
    statement = stated([(u.name, sort) for u in unknowns], hypotheses, goal)
    return Draft(statement, "polynomial_identities", aim, bounded(count + len(forms) - 1))


def roots(rng: random.Random, aim: Aim) -> Draft:
    """A quadratic equation with whole roots: its solutions, its positive solution, or its sum of roots."""
    (unknown,) = choices.variables(rng, 1, Z)
    one, two = sorted((choices.nonzero(rng, 12), choices.nonzero(rng, 12)))
    if one == two:
        two += rng.randint(1, 5)
        two += two == 0
    if rng.random() < 0.3:
        shown = product(_shifted(unknown, one), _shifted(unknown, two))
    else:
        shown = polynomial([1, -(one + two), one * two], unknown)
    hypotheses = [equal(shown, 0)]
    claims = [one, two]
    if aim is Aim.FALSE:
        claims[rng.randrange(2)] += rng.choice((1, -1, 2))
    goal = either(equal(unknown, claims[0]), equal(unknown, claims[1]))
    if one < 0 < two and rng.random() < 0.5:
        positive = rng.random() < 0.5
        hypotheses.append(less(0, unknown) if positive else less(unknown, 0))
        goal = equal(unknown, claims[1] if positive else claims[0])
        if aim is Aim.FALSE and claims[positive] == (one, two)[positive]:
            goal = equal(unknown, claims[positive] + 1)
    if aim is Aim.VACUOUS:
        hypotheses.append(less(two, unknown))
    statement = stated([(unknown.name, Z)], hypotheses, goal)
    shown_root = two if len(hypotheses) == 1 and claims[1] != two else one
    if len(hypotheses) > 1:
        shown_root = two if hypotheses[1].args[1] == unknown else one
    witness = ((unknown.name, shown_root),)
    return Draft(statement, "roots", aim, bounded(2 + choices.size(one * two)), witness=witness)


def _form(rng: random.Random, unknowns: list[Term], sort: Sort) -> Term:
    factors = [rng.randint(1, 6) if sort != Z else choices.nonzero(rng, 6) for _ in unknowns]
    constant = rng.randint(0, 9) if sort != Z else rng.randint(-9, 9)
    if len(unknowns) == 1 and constant == 0:
        constant = rng.randint(1, 9)
    return linear(factors, unknowns, constant)


def _shifted(unknown: Term, root: int) -> Term:
    return linear([1], [unknown], -root)
