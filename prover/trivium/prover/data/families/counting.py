"""Statements about finitely many numbers: existence, impossibility, and bounds, decided case by case."""

from __future__ import annotations

import random

from trivium.prover.data.draft import Aim, Draft, stated
from trivium.prover.data.expressions import (
    N,
    Term,
    at_most,
    both,
    differ,
    either,
    equal,
    every,
    implies,
    less,
    linear,
    negation,
    product,
    remainder,
    some,
    total,
    var,
)
from trivium.prover.data.families import choices
from trivium.prover.data.families.choices import bounded


def searches(rng: random.Random, aim: Aim) -> Draft:
    """There are, or there are no, two small numbers with a property."""
    one, two = (var(name, N) for name in choices.names(rng, 2))
    bound = rng.randint(4, 14)
    form, values = _form(rng, one, two, bound)
    reached = rng.random() < 0.5
    every_value = set(values)
    target = rng.choice(sorted(every_value)) if reached else _missing(rng, every_value)
    exists = some(one, both(less(one, bound), some(two, both(less(two, bound), equal(form, target)))))
    if aim is Aim.VACUOUS:
        unknown = choices.counter(rng)
        hypotheses = [less(unknown, bound), equal(product(unknown, unknown), rng.choice((2, 3, 5, 6, 7, 8, 10, 11)))]
        return Draft(stated([(unknown.name, N)], hypotheses, equal(unknown, rng.randint(1, 9))), "counting", aim, 3)
    goal = exists if reached == (aim is Aim.TRUE) else negation(exists)
    return Draft(stated([], [], goal), "counting", aim, bounded(2 + (bound > 9)))


def bounded_claims(rng: random.Random, aim: Aim) -> Draft:
    """A property of each number below a bound, or of each that solves an equation."""
    unknown = choices.counter(rng)
    if rng.random() < 0.5:
        bound, modulus = rng.randint(5, 30), rng.randint(3, 12)
        square = remainder(product(unknown, unknown), modulus)
        rests = sorted({n * n % modulus for n in range(bound)})
        if aim is Aim.FALSE:
            rests.pop(rng.randrange(len(rests)))
        if len(rests) in (2, 3) and rng.random() < 0.7:
            property_ = equal(square, rests[0])
            for rest in rests[1:]:
                property_ = either(property_, equal(square, rest))
        else:
            absent = [r for r in range(modulus) if r not in {n * n % modulus for n in range(bound)}] or [modulus]
            wrong = rng.choice(sorted({n * n % modulus for n in range(bound)}))
            property_ = differ(square, wrong if aim is Aim.FALSE else rng.choice(absent))
        condition = less(unknown, bound)
    else:
        factor, extra = rng.randint(1, 4), rng.randint(0, 6)
        root = rng.randint(2, 12)
        left = total(product(unknown, unknown), linear([factor], [unknown], extra))
        condition = equal(left, root * root + factor * root + extra)
        property_ = equal(unknown, choices.claimed(rng, aim, root, 0))
    if aim is Aim.VACUOUS:
        hypotheses = [condition, *choices.contradiction(rng, unknown)]
        return Draft(stated([(unknown.name, N)], hypotheses, property_), "counting", aim, 2)
    if rng.random() < 0.5:
        return Draft(stated([(unknown.name, N)], [condition], property_), "counting", aim, 2)
    return Draft(stated([], [], every(unknown, implies(condition, property_))), "counting", aim, 2)


def coins(rng: random.Random, aim: Aim) -> Draft:
    """Sums of two kinds of coins that can or cannot be paid, from a bound on."""
    one, two = (var(name, N) for name in choices.names(rng, 2))
    small, large = rng.choice([(a, b) for a in range(2, 9) for b in range(a + 1, 13) if b % a])
    amount = rng.randint(small + 1, small * large)
    payable = any((amount - large * j) % small == 0 for j in range(amount // large + 1))
    paid = some(one, some(two, equal(linear([small, large], [one, two]), amount)))
    if aim is Aim.VACUOUS:
        hypotheses = [equal(linear([small, large], [one, two]), amount), less(amount, one)]
        goal = at_most(two, rng.randint(0, 5))
        return Draft(stated([(one.name, N), (two.name, N)], hypotheses, goal), "counting", aim, 2)
    goal = paid if payable == (aim is Aim.TRUE) else negation(paid)
    return Draft(stated([], [], goal), "counting", aim, 3)


def _form(rng: random.Random, one: Term, two: Term, bound: int) -> tuple[Term, list[int]]:
    pairs = [(i, j) for i in range(bound) for j in range(bound)]
    kind = rng.randrange(3)
    if kind == 0:
        return total(product(one, one), product(two, two)), [i * i + j * j for i, j in pairs]
    if kind == 1:
        factor = rng.randint(1, 3)
        return total(product(one, two), linear([factor], [one])), [i * j + factor * i for i, j in pairs]
    factors = rng.sample(range(2, 8), 2)
    return linear(factors, [one, two]), [factors[0] * i + factors[1] * j for i, j in pairs]


def _missing(rng: random.Random, values: set[int]) -> int:
    absent = [v for v in range(max(values)) if v not in values]
    return rng.choice(absent) if absent else max(values) + rng.randint(1, 5)
