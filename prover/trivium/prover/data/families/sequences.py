"""Sequences by recurrences, sums with closed forms by induction, functions by a formula."""

from __future__ import annotations

import random

from trivium.prover.data.draft import Aim, Draft, stated
from trivium.prover.data.expressions import (
    INTEGER_FUNCTION,
    SEQUENCE,
    N,
    Term,
    Z,
    equal,
    every,
    linear,
    num,
    polynomial,
    power,
    product,
    scaled,
    total,
    value_of,
    var,
)
from trivium.prover.data.families import choices
from trivium.prover.data.families.choices import bounded
from trivium.prover.data.lean_text import CORE, term_text

_INDEX = var("n", N)


def recurrences(rng: random.Random, aim: Aim) -> Draft:
    """A value of a sequence given by its first value and a linear step."""
    name = choices.sequence_name(rng)
    first, factor, shift = rng.randint(0, 5), rng.choice((1, 2, 2, 3)), rng.randint(0, 6)
    if factor == 1 and shift == 0:
        shift = 2
    steps = rng.randint(2, 6)
    value = first
    for _ in range(steps):
        value = factor * value + shift
    following = value_of(name, total(_INDEX, num(1, N)), N)
    rule = every(_INDEX, equal(following, linear([factor], [value_of(name, _INDEX, N)], shift)))
    hypotheses = [equal(value_of(name, num(0, N), N), first), rule]
    if aim is Aim.VACUOUS:
        hypotheses.append(equal(value_of(name, num(steps, N), N), choices.off(rng, value, 0)))
        steps += 1
        value = factor * value + shift
    goal = equal(value_of(name, num(steps, N), N), choices.claimed(rng, aim, value, 0))
    body = f"Nat.rec (motive := fun _ => Nat) {first} (fun _ v => {factor} * v + {shift}) n"
    statement = stated([(name, SEQUENCE)], hypotheses, goal)
    return Draft(statement, "recurrences", aim, bounded(1 + steps // 2), witness=((name, f"fun n => {body}"),))


def second_order(rng: random.Random, aim: Aim) -> Draft:
    """A value of a sequence each of whose values comes from the two before it."""
    name = choices.sequence_name(rng)
    values = [rng.randint(0, 4), rng.randint(1, 5)]
    one, two = rng.choice(((1, 1), (1, 1), (2, 1), (1, 2), (3, 1)))
    steps = rng.randint(3, 6)
    while len(values) <= steps:
        values.append(one * values[-1] + two * values[-2])
    here, after, then = (value_of(name, _shift(_INDEX, d), N) for d in (0, 1, 2))
    rule = every(_INDEX, equal(then, linear([one, two], [after, here])))
    hypotheses = [equal(value_of(name, num(i, N), N), values[i]) for i in (0, 1)] + [rule]
    if aim is Aim.VACUOUS:
        hypotheses.append(equal(value_of(name, num(2, N), N), choices.off(rng, values[2], 0)))
    goal = equal(value_of(name, num(steps, N), N), choices.claimed(rng, aim, values[-1], 0))
    start, step = f"({values[0]}, {values[1]})", f"fun _ v => (v.2, {one} * v.2 + {two} * v.1)"
    body = f"(Nat.rec (motive := fun _ => Nat × Nat) {start} ({step}) n).1"
    statement = stated([(name, SEQUENCE)], hypotheses, goal)
    return Draft(statement, "recurrences", aim, bounded(steps - 1), witness=((name, f"fun n => {body}"),))


def closed_forms(rng: random.Random, aim: Aim) -> Draft:
    """A sum by its steps equals a closed form for every number of terms."""
    name = rng.choice(("s", "t", "S", "T", "u"))
    here, after = value_of(name, _INDEX, N), value_of(name, total(_INDEX, num(1, N)), N)
    argument = var(rng.choice(("n", "k", "m")), N)
    at = value_of(name, argument, N)
    kind = rng.randrange(4)
    a, b = rng.randint(1, 12), rng.randint(0, 20)
    wrong = rng.choice((1, 2)) if aim is Aim.FALSE else 0
    if kind == 0:  # arithmetic terms 2 a n + (a + b) sum to a n² + b n
        step, form = linear([2 * a], [_INDEX], a + b), polynomial([a, b + wrong, 0], argument)
        start, goal = 0, equal(at, form)
    elif kind == 1:  # terms a (n + 1) have twice the sum a n (n + 1)
        step, start = scaled(a, total(_INDEX, num(1, N))), 0
        goal = equal(scaled(2, at), scaled(a, product(argument, total(argument, num(1 + wrong, N)))))
    elif kind == 2:  # geometric terms a (r - 1) rⁿ from b sum to a rⁿ - a + b
        ratio = rng.choice((2, 2, 3, 4, 5))
        step, start = scaled(a * (ratio - 1), power(num(ratio, N), _INDEX)), b
        goal = equal(total(at, num(a + wrong, N)), total(scaled(a, power(num(ratio, N), argument)), num(b, N)))
    else:  # a constant step
        step, start = num(a, N), b
        goal = equal(at, linear([a], [argument], b + wrong))
    hypotheses = [equal(value_of(name, num(0, N), N), start), every(_INDEX, equal(after, total(here, step)))]
    if aim is Aim.VACUOUS:
        hypotheses.append(equal(value_of(name, num(0, N), N), start + rng.randint(1, 4)))
    variables, level = [(name, SEQUENCE)], bounded(2 + kind % 3)
    body = f"Nat.rec (motive := fun _ => Nat) {start} (fun n v => v + {term_text(step, CORE, 66)}) n"
    # each wrong form is wrong at one
    witness = ((name, f"fun n => {body}"), (argument.name, 1))
    if rng.random() < 0.5:
        return Draft(stated(variables, hypotheses, every(argument, goal)), "sums", aim, level, witness=witness)
    statement = stated([*variables, (argument.name, N)], hypotheses, goal)
    return Draft(statement, "sums", aim, level, witness=witness)


def functions(rng: random.Random, aim: Aim) -> Draft:
    """Values of functions given by formulas, and of functions of functions."""
    name = choices.function_name(rng)
    unknown = var(rng.choice(("x", "y", "t", "n")), Z)
    coefficients = _coefficients(rng, rng.choice((1, 2, 2)))
    hypotheses = [_formula(name, unknown, coefficients)]
    at = rng.randint(-6, 9)
    value = _evaluated(coefficients, at)
    term = value_of(name, num(at, Z), Z)
    variables = [(name, INTEGER_FUNCTION)]
    kind, level = rng.randrange(4), 1
    if kind == 1:
        other = rng.choice([n for n in "ghuF" if n != name])
        outer = _coefficients(rng, rng.choice((1, 1, 2)))
        hypotheses.append(_formula(other, unknown, outer))
        variables.append((other, INTEGER_FUNCTION))
        term, value, level = value_of(other, term, Z), _evaluated(outer, value), 3
    elif kind == 2 and abs(value) < 60:
        term, value, level = value_of(name, term, Z), _evaluated(coefficients, value), 3
    elif kind == 3:
        second = rng.randint(-5, 8)
        factor = rng.randint(1, 4)
        term = total(term, scaled(factor, value_of(name, num(second, Z), Z)))
        value, level = value + factor * _evaluated(coefficients, second), 2
    if aim is Aim.VACUOUS:
        point = rng.randint(-3, 3)
        hypotheses.append(equal(value_of(name, num(point, Z), Z), choices.off(rng, _evaluated(coefficients, point))))
    goal = equal(term, choices.claimed(rng, aim, value))
    statement = stated(variables, hypotheses, goal)
    witness = tuple(
        (f, f"fun {unknown.name} => {term_text(h.args[1].args[1], CORE)}")
        for (f, _), h in zip(variables, hypotheses, strict=False)
    )
    return Draft(statement, "functions", aim, bounded(level + choices.size(value)), witness=witness)


def _formula(name: str, unknown: Term, coefficients: list[int]) -> Term:
    return every(unknown, equal(value_of(name, unknown, Z), polynomial(coefficients, unknown)))


def _coefficients(rng: random.Random, degree: int) -> list[int]:
    return [choices.nonzero(rng, 4), *(rng.randint(-7, 9) for _ in range(degree))]


def _evaluated(coefficients: list[int], value: int) -> int:
    result = 0
    for coefficient in coefficients:
        result = result * value + coefficient
    return result


def _shift(term: Term, amount: int) -> Term:
    return total(term, num(amount, N)) if amount else term
