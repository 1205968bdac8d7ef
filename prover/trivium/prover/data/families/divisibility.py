"""Remainders, divisibility, parity, common divisors, last digits, division with remainder."""

from __future__ import annotations

import math
import random

from trivium.prover.data.draft import Aim, Draft, stated
from trivium.prover.data.expressions import (
    N,
    Term,
    at_most,
    both,
    common_divisor,
    common_multiple,
    differ,
    divides,
    equal,
    less,
    linear,
    num,
    polynomial,
    power,
    product,
    quotient,
    remainder,
    total,
)
from trivium.prover.data.families import choices
from trivium.prover.data.families.choices import bounded


def residues(rng: random.Random, aim: Aim) -> Draft:
    """From the remainder of a number the remainder of a polynomial in it."""
    sort = choices.sort_of_whole(rng)
    unknown = choices.counter(rng, sort)
    modulus = rng.randint(3, 13)
    rest = rng.randrange(modulus)
    coefficients = (
        [rng.randint(1, 6), rng.randint(0, 9)] if rng.random() < 0.5 else [1, rng.randint(0, 7), rng.randint(0, 9)]
    )
    value = _evaluated(coefficients, rest) % modulus
    hypotheses = [equal(remainder(unknown, modulus), rest)]
    claim = (value + rng.randint(1, modulus - 1)) % modulus if aim is Aim.FALSE else value
    goal = equal(remainder(polynomial(coefficients, unknown), modulus), claim)
    if aim is Aim.VACUOUS:
        hypotheses.append(equal(remainder(unknown, modulus), (rest + rng.randint(1, modulus - 1)) % modulus))
    if aim is Aim.TRUE and value == 0 and rng.random() < 0.7:
        goal = divides(modulus, polynomial(coefficients, unknown))
    statement = stated([(unknown.name, sort)], hypotheses, goal)
    level = bounded(len(coefficients) - 1 + (modulus > 7))
    return Draft(statement, "residues", aim, level, witness=((unknown.name, rest),))


def finer_residues(rng: random.Random, aim: Aim) -> Draft:
    """From a remainder by a multiple the remainder by the factor; two remainders together."""
    sort = choices.sort_of_whole(rng)
    unknown = choices.counter(rng, sort)
    if rng.random() < 0.5:
        factor, times = rng.randint(2, 9), rng.randint(2, 6)
        rest = rng.randrange(factor * times)
        hypotheses = [equal(remainder(unknown, factor * times), rest)]
        goal = equal(remainder(unknown, factor), _changed(rng, aim, rest % factor, factor))
    else:
        one, two = rng.choice([(a, b) for a in range(2, 8) for b in range(a + 1, 10) if math.gcd(a, b) == 1])
        rest = rng.randrange(one * two)
        hypotheses = [equal(remainder(unknown, one), rest % one), equal(remainder(unknown, two), rest % two)]
        goal = equal(remainder(unknown, one * two), _changed(rng, aim, rest, one * two))
    if aim is Aim.VACUOUS:
        hypotheses += choices.contradiction(rng, unknown)
    statement = stated([(unknown.name, sort)], hypotheses, goal)
    return Draft(statement, "residues", aim, 2, witness=((unknown.name, rest),))


def combinations(rng: random.Random, aim: Aim) -> Draft:
    """What divides two numbers divides their combinations."""
    sort = choices.sort_of_whole(rng)
    one, two = choices.variables(rng, 2, sort)
    divisor = rng.randint(2, 12)
    factors = [rng.randint(1, 5), rng.randint(1, 5)]
    shift = rng.randint(1, divisor - 1) if aim is Aim.FALSE else divisor * rng.randint(0, 3)
    hypotheses = [divides(divisor, one), divides(divisor, two)]
    goal = divides(divisor, linear(factors, [one, two], shift))
    if aim is Aim.VACUOUS:
        hypotheses.append(equal(remainder(total(one, two), divisor), rng.randint(1, divisor - 1)))
    statement = stated([(one.name, sort), (two.name, sort)], hypotheses, goal)
    return Draft(statement, "divisibility", aim, 2, witness=((one.name, 0), (two.name, divisor)))


def always_divisible(rng: random.Random, aim: Aim) -> Draft:
    """Polynomials whose values are all divisible by a number, and near misses."""
    sort = choices.sort_of_whole(rng)
    unknown = choices.counter(rng, sort)
    modulus, base = rng.choice(
        (
            (2, [1, 1, 0]),
            (3, [1, 0, 2, 0]),
            (6, [1, 3, 2, 0]),
            (6, [1, 0, 5, 0]),
            (2, [1, 0, 1, 0]),
            (4, [1, 2, 1, 0, 0]),
            (3, [1, 3, 2, 0]),
            (5, [1, 0, 0, 0, 4, 0]),
        )
    )
    step = modulus * rng.randint(0, 3)
    coefficients = [*base[:-2], base[-2] + step, base[-1] + modulus * rng.randint(0, 4)]
    if rng.random() < 0.3:
        coefficients = [c * 2 for c in coefficients]
    if aim is Aim.FALSE:
        coefficients[-1] += 1
    if len(coefficients) == 3 and aim is Aim.TRUE and rng.random() < 0.3:
        goal = equal(remainder(polynomial(coefficients, unknown), modulus), 0)
    else:
        goal = divides(modulus, polynomial(coefficients, unknown))
    hypotheses = choices.contradiction(rng, unknown) if aim is Aim.VACUOUS else []
    statement = stated([(unknown.name, sort)], hypotheses, goal)
    return Draft(statement, "divisibility", aim, bounded(len(coefficients)))


def parity(rng: random.Random, aim: Aim) -> Draft:
    """Even and odd numbers under sums and products."""
    sort = choices.sort_of_whole(rng)
    count = rng.choice((2, 2, 3))
    unknowns = choices.variables(rng, count, sort)
    parities = [rng.randrange(2) for _ in unknowns]
    hypotheses = [equal(remainder(u, 2), p) for u, p in zip(unknowns, parities, strict=True)]
    factors = [rng.randint(1, 9) for _ in unknowns]
    constant = rng.randint(0, 9)
    left, value = (
        linear(factors, unknowns, constant),
        sum(f * p for f, p in zip(factors, parities, strict=True)) + constant,
    )
    if rng.random() < 0.4:
        left = total(product(unknowns[0], unknowns[1]), linear(factors[-1:], unknowns[-1:], constant))
        value = parities[0] * parities[1] + factors[-1] * parities[-1] + constant
    goal = equal(remainder(left, 2), (value + (aim is Aim.FALSE)) % 2)
    if aim is Aim.VACUOUS:
        odd = (sum(parities) + 1) % 2
        hypotheses.append(equal(remainder(total(*unknowns), 2), odd))
    statement = stated([(u.name, sort) for u in unknowns], hypotheses, goal)
    witness = tuple((u.name, p) for u, p in zip(unknowns, parities, strict=True))
    return Draft(statement, "parity", aim, bounded(count), witness=witness)


def gcds(rng: random.Random, aim: Aim) -> Draft:
    """Greatest common divisors and least common multiples of numbers, and of what is given by an equation."""
    divisor, one, two = rng.randint(2, 30), rng.randint(2, 30), rng.randint(2, 30)
    left, right = divisor * one, divisor * two
    if rng.random() < 0.6:
        term, value = common_divisor(num(left, N), num(right, N)), math.gcd(left, right)
    else:
        term, value = common_multiple(num(left, N), num(right, N)), math.lcm(left, right)
    if rng.random() < 0.5 and aim is not Aim.VACUOUS:
        goal = equal(term, choices.claimed(rng, aim, value, 1))
        return Draft(stated([], [], goal), "gcd_lcm", aim, bounded(1 + choices.size(value)))
    (unknown,) = choices.variables(rng, 1, N)
    shift = rng.randint(1, 40)
    hypotheses = [equal(linear([1], [unknown], shift), left + shift)]
    goal = equal(Term(term.op, N, (unknown, num(right, N))), choices.claimed(rng, aim, value, 1))
    if aim is Aim.VACUOUS:
        hypotheses.append(less(left, unknown))
    statement = stated([(unknown.name, N)], hypotheses, goal)
    return Draft(statement, "gcd_lcm", aim, bounded(2 + choices.size(value)), witness=((unknown.name, left),))


def last_digits(rng: random.Random, aim: Aim) -> Draft:
    """The remainder of a power, or of a sum or product of powers."""
    base, exponent, modulus = rng.randint(2, 30), rng.randint(4, 120), rng.choice((10, 10, 7, 9, 11, 13, 100))
    left, value = power(num(base, N), exponent), pow(base, exponent, modulus)
    kind = rng.randrange(3)
    if kind:
        other, second = rng.randint(2, 20), rng.randint(3, 60)
        joined = power(num(other, N), second)
        left = total(left, joined) if kind == 1 else product(left, joined)
        rest = pow(other, second, modulus)
        value = (value + rest if kind == 1 else value * rest) % modulus
    goal = equal(remainder(left, modulus), _changed(rng, aim, value, modulus))
    if aim is Aim.VACUOUS:
        unknown = choices.counter(rng)
        statement = stated(
            [(unknown.name, N)],
            choices.contradiction(rng, unknown),
            equal(remainder(total(left, unknown), modulus), value),
        )
        return Draft(statement, "digits", aim, 3)
    return Draft(stated([], [], goal), "digits", aim, bounded(2 + (kind > 0) + (exponent > 60)))


def digit_sums(rng: random.Random, aim: Aim) -> Draft:
    """A number of two digits from the sum of its digits and what happens when they change places."""
    tens, units = choices.variables(rng, 2, N)
    while (digits := (rng.randint(1, 9), rng.randint(0, 9)))[0] == digits[1]:
        pass
    hypotheses = [at_most(tens, 9), at_most(units, 9), equal(total(tens, units), sum(digits))]
    one = linear([10, 1], [tens, units])
    two = linear([10, 1], [units, tens])
    gap = 9 * (digits[0] - digits[1])
    hypotheses.append(equal(one, total(two, num(gap, N))) if gap > 0 else equal(total(one, num(-gap, N)), two))
    goal = equal(one, choices.claimed(rng, aim, 10 * digits[0] + digits[1], 0))
    if aim is Aim.VACUOUS:
        hypotheses.append(less(tens, digits[0]))
    statement = stated([(tens.name, N), (units.name, N)], hypotheses, goal)
    return Draft(statement, "digits", aim, 3, witness=((tens.name, digits[0]), (units.name, digits[1])))


def division(rng: random.Random, aim: Aim) -> Draft:
    """Quotient and remainder of a number, and a number from them."""
    sort = choices.sort_of_whole(rng)
    (unknown,) = choices.variables(rng, 1, sort)
    divisor, result = rng.randint(2, 15), rng.randint(1, 40)
    rest = rng.randrange(divisor)
    number = divisor * result + rest
    if rng.random() < 0.5:
        hypotheses = [equal(unknown, number)]
        goal = equal(quotient(unknown, divisor), choices.claimed(rng, aim, result, 0))
        if rng.random() < 0.4:
            goal = both(goal, equal(remainder(unknown, divisor), rest))
    else:
        hypotheses = [equal(quotient(unknown, divisor), result), equal(remainder(unknown, divisor), rest)]
        goal = equal(unknown, choices.claimed(rng, aim, number, 0))
    if aim is Aim.VACUOUS:
        hypotheses.append(differ(remainder(unknown, divisor), rest))
    statement = stated([(unknown.name, sort)], hypotheses, goal)
    return Draft(statement, "division", aim, bounded(1 + choices.size(number)), witness=((unknown.name, number),))


def _evaluated(coefficients: list[int], value: int) -> int:
    result = 0
    for coefficient in coefficients:
        result = result * value + coefficient
    return result


def _changed(rng: random.Random, aim: Aim, value: int, modulus: int) -> int:
    return (value + rng.randint(1, modulus - 1)) % modulus if aim is Aim.FALSE else value
