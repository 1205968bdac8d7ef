"""Inequalities built from a sum of squares that is known, and bounds of linear and absolute expressions."""

from __future__ import annotations

import random

from trivium.prover.data.draft import Aim, Draft, stated
from trivium.prover.data.expansion import expanded
from trivium.prover.data.expressions import (
    Sort,
    Term,
    Z,
    at_most,
    both,
    distance,
    equal,
    less,
    linear,
    num,
    power,
    product,
    scaled,
    total,
)
from trivium.prover.data.families import choices
from trivium.prover.data.families.choices import bounded
from trivium.prover.data.lean_text import CORE, term_text


def squares(rng: random.Random, aim: Aim, sort: Sort = Z) -> Draft:
    """`k (a x + b y + …)² + … + slack ≥ 0`, expanded and moved about; false with a negative slack."""
    unknowns = choices.variables(rng, rng.choice((1, 2, 2, 3)), sort)
    forms = [
        linear([choices.nonzero(rng, 3) for _ in unknowns], unknowns, rng.choice((0, 0, 1, -1, 2, -3)))
        for _ in range(rng.choice((1, 1, 2)))
    ]
    weights = [rng.randint(1, 3) for _ in forms]
    sum_of_squares = total(*(scaled(w, power(f, 2)) for w, f in zip(weights, forms, strict=True)))
    slack = rng.choice((0, 0, 1, 3)) if aim is Aim.TRUE else 0
    polynomial = expanded(total(sum_of_squares, num(slack, sort)), sort)
    positive, negative = _sides(polynomial)
    goal = at_most(negative, positive)
    if aim is Aim.FALSE:
        goal = at_most(total(negative, num(rng.randint(1, 4), sort)), positive)
        if len(forms) > 1 or not _reaches_zero(forms[0]):
            goal = less(positive, negative)
    hypotheses = choices.contradiction(rng, unknowns[0]) if aim is Aim.VACUOUS and sort == Z else []
    if aim is Aim.VACUOUS and sort != Z:
        hypotheses = [less(unknowns[0], 1), less(2, unknowns[0])]
    if not hypotheses and rng.random() < 0.2:
        hypotheses = [less(0, u) for u in unknowns]
        if aim is Aim.FALSE:
            hypotheses = []
    statement = stated([(u.name, sort) for u in unknowns], hypotheses, goal)
    level = bounded(len(unknowns) + len(forms))
    family = "inequalities" if sort == Z else "real_inequalities"
    script = "".join(f"have s{i} := Int.mul_self_nonneg ({term_text(f, CORE)})\n" for i, f in enumerate(forms, 1))
    return Draft(statement, family, aim, level, scripts=(f"{script}grind",) if sort == Z else ())


def products(rng: random.Random, aim: Aim) -> Draft:
    """From bounds of two numbers a bound of their product or of a sum with it."""
    one, two = choices.variables(rng, 2, Z)
    low, high = rng.randint(1, 9), rng.randint(1, 9)
    hypotheses = [at_most(low, one), at_most(high, two)]
    bound = low * high
    if rng.random() < 0.5:
        left = product(one, two)
    else:
        left = total(product(one, two), one)
        bound += low
    goal = at_most(bound + (rng.randint(1, 5) if aim is Aim.FALSE else -rng.choice((0, 0, 1, 2))), left)
    if aim is Aim.VACUOUS:
        hypotheses.append(less(total(one, two), low + high - rng.randint(0, 2)))
    statement = stated([(one.name, Z), (two.name, Z)], hypotheses, goal)
    factors = f"(show 0 ≤ {one.name} - {low} by omega) (show 0 ≤ {two.name} - {high} by omega)"
    script = f"have p := Int.mul_nonneg {factors}\ngrind"
    return Draft(statement, "inequalities", aim, 3, witness=((one.name, low), (two.name, high)), scripts=(script,))


def intervals(rng: random.Random, aim: Aim) -> Draft:
    """Two bounds of a linear expression that leave one whole number, or bound another expression."""
    sort = choices.sort_of_whole(rng)
    (unknown,) = choices.variables(rng, 1, sort)
    factor, value, constant = rng.randint(2, 9), rng.randint(1, 30), rng.randint(0, 20)
    left = linear([factor], [unknown], constant)
    middle = factor * value + constant
    low, high = middle - rng.randint(1, factor), middle + rng.randint(1, factor)
    hypotheses = [less(low, left), less(left, high)]
    wrong = choices.claimed(rng, aim, value, 0)
    kind = rng.randrange(3)
    goal = equal(unknown, wrong)
    if kind == 1:
        goal = both(at_most(wrong, unknown), at_most(unknown, wrong))
    elif kind == 2 and aim is not Aim.FALSE:
        other = rng.randint(2, 5)
        goal = at_most(scaled(other, unknown), other * value + rng.randint(0, 4))
    if aim is Aim.VACUOUS:
        hypotheses.append(less(unknown, value - rng.randint(0, min(3, value - 1))))
    statement = stated([(unknown.name, sort)], hypotheses, goal)
    level = bounded(1 + choices.size(middle))
    return Draft(statement, "intervals", aim, level, witness=((unknown.name, value),))


def absolute_values(rng: random.Random, aim: Aim) -> Draft:
    """Bounds of absolute values of integers, and what they say of the number."""
    (unknown,) = choices.variables(rng, 1, Z)
    centre, radius = rng.randint(-15, 15), rng.randint(1, 12)
    shown = distance(linear([1], [unknown], -centre) if centre else unknown)
    kind = rng.randrange(3)
    low, high = centre - radius, centre + radius
    if kind == 0:
        hypotheses = [at_most(shown, radius)]
        goal = both(at_most(num(low, Z), unknown), at_most(unknown, num(high, Z)))
        if aim is Aim.FALSE:
            goal = both(at_most(num(low, Z), unknown), at_most(unknown, num(high - rng.randint(1, 2), Z)))
    elif kind == 1:
        hypotheses = [equal(shown, radius), less(num(centre, Z), unknown)]
        goal = equal(unknown, choices.claimed(rng, aim, high))
    else:
        hypotheses = [less(shown, radius)]
        factor = rng.randint(2, 6)
        edge = factor * (high - 1) + (rng.choice((0, 1, 2)) if aim is not Aim.FALSE else -rng.randint(1, 3))
        goal = at_most(scaled(factor, unknown), num(edge, Z))
    if aim is Aim.VACUOUS:
        hypotheses.append(less(num(high, Z), unknown))
    statement = stated([(unknown.name, Z)], hypotheses, goal)
    witness = ((unknown.name, high - (kind == 2)),)
    return Draft(statement, "absolute_values", aim, bounded(2 + (kind == 2)), witness=witness)


def _sides(polynomial: Term) -> tuple[Term, Term]:
    """The part with positive and, as its opposite, the part with negative coefficients."""
    positive: list[Term] = []
    negative: list[Term] = []
    rest = polynomial
    while rest.op in ("add", "sub"):
        (positive if rest.op == "add" else negative).insert(0, rest.args[1])
        rest = rest.args[0]
    (negative if rest.op == "neg" else positive).insert(0, rest.args[0] if rest.op == "neg" else rest)
    zero = num(0, polynomial.sort)
    return total(*positive) if positive else zero, total(*negative) if negative else zero


def _reaches_zero(form: Term) -> bool:
    """Whether a form with a factor of one is zero somewhere: its square then is not larger than a number."""
    while form.op in ("add", "sub"):
        if form.args[1].op == "var" or form.args[0].op == "var":
            return True
        form = form.args[0]
    return form.op in ("var", "neg") and (form.op == "var" or form.args[0].op == "var")
