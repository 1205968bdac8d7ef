"""Statements that need Mathlib: real numbers, sums and products over finite sets, counting with finite sets.

No embedded Lean can state them; what exact arithmetic decides of them is stored as such.
"""

from __future__ import annotations

import math
import random

from trivium.prover.data.draft import Aim, Draft, stated
from trivium.prover.data.expressions import (
    N,
    R,
    Sort,
    Term,
    at_most,
    both,
    divides,
    either,
    equal,
    less,
    linear,
    num,
    polynomial,
    power,
    product,
    remainder,
    scaled,
    total,
    var,
)
from trivium.prover.data.families import choices
from trivium.prover.data.families.choices import bounded
from trivium.prover.data.families.inequalities import squares

_FINITE = Sort("fin", (N,))


def real_inequalities(rng: random.Random, aim: Aim) -> Draft:
    """Sums of squares over the real numbers."""
    return squares(rng, aim, R)


def real_equations(rng: random.Random, aim: Aim) -> Draft:
    """Linear systems and quadratic equations over the real numbers."""
    if rng.random() < 0.5:
        one, two = choices.variables(rng, 2, R)
        values = rng.randint(-9, 9), rng.randint(-9, 9)
        while True:
            rows = [[choices.nonzero(rng, 7) for _ in range(2)] for _ in range(2)]
            if rows[0][0] * rows[1][1] != rows[0][1] * rows[1][0]:
                break
        sums = [r[0] * values[0] + r[1] * values[1] for r in rows]
        hypotheses = [equal(linear(r, [one, two]), s) for r, s in zip(rows, sums, strict=True)]
        goal = equal(one, choices.claimed(rng, aim, values[0]))
        if aim is Aim.VACUOUS:
            hypotheses.append(equal(linear([3 * v for v in rows[0]], [one, two]), 3 * sums[0] + 1))
        statement = stated([(one.name, R), (two.name, R)], hypotheses, goal)
        witness = ((one.name, values[0]), (two.name, values[1]))
        return Draft(statement, "real_equations", aim, 2, witness=witness)
    (unknown,) = choices.variables(rng, 1, R)
    low, high = sorted(rng.sample(range(-9, 10), 2))
    hypotheses = [equal(polynomial([1, -(low + high), low * high], unknown), 0)]
    goal = either(equal(unknown, low), equal(unknown, choices.claimed(rng, aim, high)))
    if aim is Aim.VACUOUS:
        hypotheses.append(less(num(high, R), unknown))
    statement = stated([(unknown.name, R)], hypotheses, goal)
    return Draft(statement, "real_equations", aim, 3, witness=((unknown.name, high),))


def real_intervals(rng: random.Random, aim: Aim) -> Draft:
    """Absolute values and bounds over the real numbers."""
    (unknown,) = choices.variables(rng, 1, R)
    centre, radius, factor = rng.randint(-9, 9), rng.randint(1, 9), rng.randint(2, 7)
    shifted = Term("abs", R, (linear([1], [unknown], -centre),))
    hypotheses = [at_most(shifted, radius)]
    slack = -rng.randint(1, 3) if aim is Aim.FALSE else rng.choice((0, 0, 1, 4))
    upper = at_most(scaled(factor, unknown), num(factor * (centre + radius) + slack, R))
    goal = upper if rng.random() < 0.5 else both(at_most(num(centre - radius, R), unknown), upper)
    if aim is Aim.VACUOUS:
        hypotheses.append(less(num(centre + radius, R), unknown))
    statement = stated([(unknown.name, R)], hypotheses, goal)
    return Draft(statement, "real_intervals", aim, 2, witness=((unknown.name, centre + radius),))


def finite_sums(rng: random.Random, aim: Aim) -> Draft:
    """Sums and products over a range, with numbers as bounds."""
    index = var(rng.choice(("k", "i", "j")), N)
    count, factor, shift = rng.randint(3, 40), rng.randint(1, 6), rng.randint(0, 9)
    kind = rng.randrange(3)
    domain = Term("range", _FINITE, (num(count, N),))
    if kind == 0:
        body, values = linear([factor], [index], shift), [factor * k + shift for k in range(count)]
    elif kind == 1:
        body, values = total(power(index, 2), linear([factor], [index])), [k * k + factor * k for k in range(count)]
    else:
        low = rng.randint(1, 4)
        high = low + rng.randint(1, 5)
        domain = Term("Icc", _FINITE, (num(low, N), num(high, N)))
        big = Term("prod", N, (index, domain, total(index, num(shift, N)) if shift else index))
        value = math.prod(k + shift for k in range(low, high + 1))
        return _closed(rng, aim, big, value, "finite_sums", 2)
    big = Term("sum", N, (index, domain, body))
    return _closed(rng, aim, big, sum(values), "finite_sums", bounded(2 + choices.size(count)))


def counted_sets(rng: random.Random, aim: Aim) -> Draft:
    """How many numbers of a range have a property."""
    index = var(rng.choice(("n", "k", "m")), N)
    bound, modulus = rng.randint(10, 60), rng.randint(2, 9)
    rest = rng.randrange(modulus)
    kind = rng.randrange(3)
    if kind == 0:
        condition, found = equal(remainder(index, modulus), rest), [n for n in range(bound) if n % modulus == rest]
    elif kind == 1:
        condition, found = divides(modulus, index), [n for n in range(bound) if n % modulus == 0]
    else:
        limit = rng.randint(5, 200)
        condition, found = less(product(index, index), limit), [n for n in range(bound) if n * n < limit]
    domain = Term("range", _FINITE, (num(bound, N),))
    card = Term("card", N, (Term("filter", _FINITE, (index, domain, condition)),))
    return _closed(rng, aim, card, len(found), "counted_sets", bounded(1 + choices.size(bound) + (kind == 2)))


def _closed(rng: random.Random, aim: Aim, term: Term, value: int, family: str, difficulty: int) -> Draft:
    """An equation between closed terms; vacuous ones have a number that cannot be."""
    goal = equal(term, choices.claimed(rng, aim, value, 0))
    if aim is not Aim.VACUOUS:
        return Draft(stated([], [], goal), family, aim, difficulty)
    unknown = var("a", N)
    hypotheses = choices.contradiction(rng, unknown)
    goal = equal(total(term, unknown), value + rng.randint(1, 30))
    return Draft(stated([(unknown.name, N)], hypotheses, goal), family, aim, difficulty)
