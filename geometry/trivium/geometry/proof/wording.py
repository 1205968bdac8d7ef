"""Facts of a proof and hypotheses of a problem in words and formulas."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations

from trivium.geometry.certificate.model import Fact
from trivium.geometry.predicates.predicate import Predicate
from trivium.geometry.proof.notation import PLAIN, Notation

Variable = tuple[str, ...]
_MOST_PAIRED = 4
"""Up to so many angles are paired so that their lines share corners."""


def fact_in_words(fact: Fact, notation: Notation = PLAIN) -> str:
    """A fact as a person writes it: `ab ∥ cd`, `ab = cd`, `∠abc = ∠def`, `ab · cd = ef · gh`, `ab² + bc² = ac²`."""
    match fact.system:
        case "angle":
            return _angles(fact, notation)
        case "ratio":
            return _product(fact, notation)
        case "position":
            return _vectors(fact, notation)
    return _sum(fact, notation)


def predicate_in_words(predicate: Predicate, facts: Sequence[Fact], notation: Notation = PLAIN) -> str:
    """A hypothesis or goal as a person writes it; `facts` are its equations."""
    p = predicate.points
    say, listed = notation.words.format, notation.listed
    match predicate.name:
        case "coll":
            return f"{listed(*p)}{say(' are collinear')}"
        case "cyclic":
            return f"{listed(*p)}{say(' are concyclic')}"
        case "midp":
            return f"{notation.name(p[0])}{say(' is the midpoint of ')}{notation.joined(*p[1:])}"
        case "circle":
            return " = ".join(notation.joined(p[0], x) for x in p[1:])
        case name if name.startswith("simtri"):
            return f"{say('triangles ')}{notation.joined(*p[:3])}{notation.similar}{notation.joined(*p[3:])}"
        case name if name.startswith("contri"):
            pair = f"{notation.joined(*p[:3])}, {notation.joined(*p[3:])}"
            return f"{say('triangles ')}{pair}{say(' are congruent')}"
    return ", ".join(fact_in_words(f, notation) for f in facts)


def _expanded(fact: Fact) -> tuple[list[Variable], list[Variable]]:
    """The variables with positive and with negative integer coefficients, each as often as it counts."""
    positive = [v for v, c in fact.terms if c > 0 for _ in range(int(c))]
    negative = [v for v, c in fact.terms if c < 0 for _ in range(int(-c))]
    return positive, negative


def _angles(fact: Fact, n: Notation) -> str:
    positive, negative = _expanded(fact)
    constant = sum((v for _, v in fact.constant), Fraction(0))
    if not positive or len(positive) != len(negative):
        plus, minus = (" + ".join(n.angle.format("", n.joined(*v)) for v in side) for side in (positive, negative))
        return f"{plus or 0} = {' + '.join(x for x in (minus, _degrees(constant, n)) if x) or '0'}"
    if len(positive) == 1:
        return _two_lines(positive[0], negative[0], constant, n)
    positive = _paired(positive, negative)
    if len(positive) == 2:
        (p, q), (r, s) = positive, negative
        right = [_angle(q, s, n), *([_degrees(constant, n)] if constant else [])]
        return f"{_angle(r, p, n)} = {' + '.join(right)}"
    total = " + ".join(_angle(b, a, n) for a, b in zip(positive, negative, strict=True))
    return f"{total} = {_degrees(constant, n) or '0'}"


def _paired(positive: list[Variable], negative: Sequence[Variable]) -> list[Variable]:
    """The first lines in the order in which most of them share a point with their partner."""
    if len(positive) > _MOST_PAIRED:
        return positive
    orders = permutations(positive)
    return list(max(orders, key=lambda o: sum(len(set(a) & set(b)) == 1 for a, b in zip(o, negative, strict=True))))


def _two_lines(one: Variable, two: Variable, constant: Fraction, n: Notation) -> str:
    shared = set(one) & set(two)
    if not constant:
        if shared:
            return f"{n.listed(*sorted({*one, *two}))}{n.words.format(' are collinear')}"
        return f"{n.joined(*one)}{n.parallel}{n.joined(*two)}"
    if constant == Fraction(1, 2):
        (vertex,) = shared or {""}
        ends = [n.joined(*((vertex, *(set(v) - shared)) if shared else v)) for v in (one, two)]
        return n.perpendicular.join(ends)
    return f"{_angle(two, one, n)} = {_degrees(constant, n)}"


def _angle(start: Variable, end: Variable, n: Notation) -> str:
    """The directed angle from one line to another, by its corner where names are short."""
    shared = set(start) & set(end)
    if len(shared) == 1 and all(len(name) == 1 for name in (*start, *end)):
        (vertex,) = shared
        (a,), (b,) = set(start) - shared, set(end) - shared
        return n.corner.format(a, vertex, b)
    return n.angle.format(n.joined(*start), n.joined(*end))


def _degrees(turns: Fraction, n: Notation) -> str:
    return n.degrees.format(_number(turns * 180, n)) if turns else ""


def _number(value: Fraction, n: Notation) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return n.fraction.format(value.numerator, value.denominator)


def _product(fact: Fact, n: Notation) -> str:
    """A sum of logarithms as a product."""
    scale = math.lcm(*(c.denominator for _, c in fact.terms))
    terms = [(v, c * scale) for v, c in fact.terms]
    factor = _factor([(q, e * scale) for q, e in fact.constant], n)
    left, right = ([(v, abs(c)) for v, c in terms if (c > 0) is side] for side in (True, False))
    if not factor and [c for _, c in terms if c > 0] == [1, 1] == [-c for _, c in terms if c < 0]:
        (a, _), (b, _), (c, _), (d, _) = (*left, *right)
        return f"{_length(a, n)} : {_length(c, n)} = {_length(d, n)} : {_length(b, n)}"
    sides = [n.times.join(_power(_length(v, n), c, n) for v, c in side) for side in (left, right)]
    return f"{sides[0] or '1'} = {n.times.join(x for x in (factor, sides[1]) if x) or '1'}"


def _length(variable: Variable, n: Notation) -> str:
    if len(variable) == 4:
        return n.sine.format(n.joined(*variable[:2]), n.joined(*variable[2:]))
    return n.joined(*variable)


def _power(base: str, exponent: Fraction, n: Notation) -> str:
    return base if exponent == 1 else n.square.format(base) if exponent == 2 else n.power.format(base, exponent)


def _factor(powers: Sequence[tuple[int, Fraction]], n: Notation) -> str:
    """The number with these prime powers, if not 1, with one root where exponents are halves."""
    if not powers:
        return ""
    root = math.lcm(*(e.denominator for _, e in powers))
    value = math.prod((Fraction(q) ** int(e * root) for q, e in powers), start=Fraction(1))
    if root == 1:
        return _number(value, n)
    return n.root.format(_number(value, n)) if root == 2 else n.power.format(_number(value, n), f"(1/{root})")


def _vectors(fact: Fact, n: Notation) -> str:
    positive = [(v, c) for v, c in fact.terms if c > 0]
    negative = [(v, -c) for v, c in fact.terms if c < 0]
    if [c for _, c in positive] == [1, 1] == [c for _, c in negative]:
        (a,), (b,) = (v for v, _ in positive)
        (c,), (d,) = (v for v, _ in negative)
        return f"{n.vector.format(n.joined(c, a))} = {n.vector.format(n.joined(b, d))}"
    return f"{_sides(fact, n, '{}')}{n.words.format(' (vectors)')}"


def _sum(fact: Fact, n: Notation) -> str:
    return _sides(fact, n, "{}" if fact.system == "length" else n.square.format("{}"))


def _sides(fact: Fact, n: Notation, form: str) -> str:
    sides = []
    for sign in (1, -1):
        parts = [(form.replace("{}", n.joined(*v)), c * sign) for v, c in fact.terms if c * sign > 0]
        sides.append(" + ".join(x if c == 1 else f"{_number(c, n)}{n.times}{x}" for x, c in parts) or "0")
    return " = ".join(sides)
