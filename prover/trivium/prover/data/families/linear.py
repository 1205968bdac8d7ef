"""Linear equations: systems with one solution, and what follows from them."""

from __future__ import annotations

import random

from trivium.prover.data.draft import Aim, Draft, stated
from trivium.prover.data.expressions import Term, Z, both, equal, less, linear, product, total
from trivium.prover.data.families import choices
from trivium.prover.data.families.choices import bounded, claimed


def systems(rng: random.Random, aim: Aim) -> Draft:
    """Two or three equations with integer solutions; the goal is a value, two values, or a combination."""
    count = rng.choice((1, 2, 2, 2, 3))
    sort = choices.sort_of_whole(rng)
    unknowns = choices.variables(rng, count, sort)
    solution = [rng.randint(0 if sort != Z else -12, 20) for _ in unknowns]
    while True:
        rows = [[choices.nonzero(rng, 7) if sort == Z else rng.randint(1, 7) for _ in unknowns] for _ in unknowns]
        if count == 3:
            rows[0][rng.randrange(3)] = 0
        if _determinant(rows):
            break
    hypotheses = [equal(linear(row, unknowns), _value(row, solution)) for row in rows]
    if aim is Aim.VACUOUS:
        multiple = [2 * f for f in rows[0]]
        hypotheses.append(equal(linear(multiple, unknowns), 2 * _value(rows[0], solution) + 1))
    goal = _goal(rng, aim, unknowns, solution)
    sizes = choices.size(max(map(abs, solution)))
    statement = stated([(u.name, sort) for u in unknowns], hypotheses, goal)
    witness = tuple((u.name, value) for u, value in zip(unknowns, solution, strict=True))
    return Draft(statement, "linear_systems", aim, bounded(count + sizes), witness=witness)


def one_equation(rng: random.Random, aim: Aim) -> Draft:
    """Two sides with the unknown on both, or a combination of given values."""
    sort = choices.sort_of_whole(rng)
    (unknown,) = choices.variables(rng, 1, sort)
    value = rng.randint(1, 40)
    left, right = rng.sample(range(1, 13), 2)
    gap = (left - right) * value
    shift = rng.randint(max(0, -gap), max(0, -gap) + 30)
    sides = linear([left], [unknown], shift), linear([right], [unknown], shift + gap)
    hypotheses = [equal(*sides)]
    goal_value = claimed(rng, aim, value, 0)
    factor, constant = rng.randint(2, 9), rng.randint(1, 30)
    goal = equal(unknown, goal_value)
    if rng.random() < 0.4:
        goal = equal(linear([factor], [unknown], constant), factor * goal_value + constant)
    elif rng.random() < 0.2:
        goal = equal(product(unknown, unknown), goal_value * goal_value)
    if aim is Aim.VACUOUS:
        hypotheses += choices.contradiction(rng, unknown)
    statement = stated([(unknown.name, sort)], hypotheses, goal)
    level = bounded(1 + choices.size(value))
    return Draft(statement, "linear_equations", aim, level, witness=((unknown.name, value),))


def _goal(rng: random.Random, aim: Aim, unknowns: list[Term], solution: list[int]) -> Term:
    least = None if unknowns[0].sort == Z else 0
    index = rng.randrange(len(unknowns))
    shown = list(solution)
    shown[index] = claimed(rng, aim, shown[index], least)
    kind = rng.randrange(4)
    if kind == 0 and len(unknowns) > 1:
        other = (index + 1) % len(unknowns)
        return both(equal(unknowns[index], shown[index]), equal(unknowns[other], shown[other]))
    if kind == 1 and len(unknowns) > 1:
        return equal(total(*unknowns), sum(shown))
    if kind == 2 and len(unknowns) > 1:
        factors = [rng.randint(1, 5) for _ in unknowns]
        return equal(linear(factors, unknowns), _value(factors, shown))
    if kind == 3 and aim is not Aim.FALSE:
        return less(unknowns[index], shown[index] + rng.randint(1, 6))
    return equal(unknowns[index], shown[index])


def _value(row: list[int], solution: list[int]) -> int:
    return sum(f * s for f, s in zip(row, solution, strict=True))


def _determinant(rows: list[list[int]]) -> int:
    if len(rows) == 1:
        return rows[0][0]
    minors = ([[v for j, v in enumerate(row) if j != i] for row in rows[1:]] for i in range(len(rows)))
    return sum((-1) ** i * rows[0][i] * _determinant(minor) for i, minor in enumerate(minors))
