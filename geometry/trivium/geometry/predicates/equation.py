"""Linear equations over directions, log-lengths, lengths, squared lengths and positions: the facts of the engine.

A predicate is a conjunction of such equations. The direction of the line ab is counted in units of pi and modulo 1,
so that `ab` and `ba` are one variable and an angle between lines is the difference of two directions (the full
angle of Chou, Gao and Zhang).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from typing import TypeAlias

from trivium.geometry.predicates.predicate import Predicate

Variable: TypeAlias = tuple[str, ...]
"""A pair of points in alphabetical order, or one point in the position system."""


class System(Enum):
    """What the variables of an equation stand for."""

    ANGLE = "angle"
    """Directions of lines, in units of pi, modulo 1."""
    RATIO = "ratio"
    """Logarithms of lengths."""
    LENGTH = "length"
    """Lengths."""
    SQUARE = "square"
    """Squared lengths."""
    POSITION = "position"
    """Points of the plane, as vectors."""


Constant: TypeAlias = tuple[tuple[int, Fraction], ...]
"""An exact constant: under key 1 units of pi (angles), under a prime q multiples of log q (ratios)."""


@dataclass(frozen=True, slots=True)
class Equation:
    """The sum of `coefficient * variable` equals `constant` (modulo 1 for angles)."""

    system: System
    terms: tuple[tuple[Variable, Fraction], ...]
    constant: Constant = ()


def pair(first: str, second: str) -> Variable:
    """The variable of the line through two points; raises ValueError where they are one."""
    if first == second:
        raise ValueError(f"{first}{second} is not a line")
    return (first, second) if first < second else (second, first)


def equation(system: System, terms: Iterable[tuple[Variable, int | Fraction]], constant: Constant = ()) -> Equation:
    """The equation with like terms collected and its terms in order."""
    total: dict[Variable, Fraction] = {}
    for variable, coefficient in terms:
        total[variable] = total.get(variable, Fraction(0)) + coefficient
    return Equation(system, tuple(sorted((v, c) for v, c in total.items() if c)), constant)


def turn(units: Fraction) -> Constant:
    """The angle of so many units of pi, reduced modulo 1."""
    rest = units % 1
    return ((1, rest),) if rest else ()


def log_of(ratio: Fraction) -> Constant:
    """The logarithm of a positive rational as a combination of logarithms of primes."""
    exponents: dict[int, Fraction] = {}
    for number, sign in ((ratio.numerator, 1), (ratio.denominator, -1)):
        for prime, power in factorised(number).items():
            exponents[prime] = exponents.get(prime, Fraction(0)) + sign * power
    return tuple(sorted((q, e) for q, e in exponents.items() if e))


def factorised(number: int) -> Mapping[int, int]:
    """The prime factors of a positive integer with their powers, by trial division."""
    factors: dict[int, int] = {}
    candidate = 2
    while candidate * candidate <= number:
        while number % candidate == 0:
            factors[candidate] = factors.get(candidate, 0) + 1
            number //= candidate
        candidate += 1
    if number > 1:
        factors[number] = factors.get(number, 0) + 1
    return factors


def angle_between(points: tuple[str, ...], constant: Constant = ()) -> Equation:
    """The directed angle from the line of the first two points to that of the last two is `constant`."""
    a, b, c, d = points
    return equation(System.ANGLE, ((pair(c, d), 1), (pair(a, b), -1)), constant)


def ratio_of(points: tuple[str, ...], constant: Constant = ()) -> Equation:
    """The logarithm of ab : cd is `constant`, for points a, b, c, d."""
    a, b, c, d = points
    return equation(System.RATIO, ((pair(a, b), 1), (pair(c, d), -1)), constant)


def equal_angles(p: tuple[str, ...]) -> Equation:
    """Angle (p0p1, p2p3) equals angle (p4p5, p6p7)."""
    signed = ((p[2], p[3], 1), (p[0], p[1], -1), (p[6], p[7], -1), (p[4], p[5], 1))
    return equation(System.ANGLE, ((pair(a, b), s) for a, b, s in signed))


def equal_ratios(p: tuple[str, ...]) -> Equation:
    """p0p1 : p2p3 = p4p5 : p6p7."""
    signed = ((p[0], p[1], 1), (p[2], p[3], -1), (p[4], p[5], -1), (p[6], p[7], 1))
    return equation(System.RATIO, ((pair(a, b), s) for a, b, s in signed))


def _concyclic(points: tuple[str, ...]) -> list[Equation]:
    a, b, c = points[:3]
    return [equal_angles((c, a, c, b, d, a, d, b)) for d in points[3:]]


def _similar(p: tuple[str, ...]) -> list[Equation]:
    return [
        equal_ratios((p[i], p[j], p[i], p[k], p[i + 3], p[j + 3], p[i + 3], p[k + 3]))
        for i, j, k in ((0, 1, 2), (1, 0, 2))
    ]


def _oriented(p: tuple[str, ...], turn: int) -> list[Equation]:
    """Equal angles at the first two corners of two triangles, or opposite ones where `turn` is -1."""
    a, b, c, x, y, z = p
    corners = (((a, b), (a, c), (x, y), (x, z)), ((b, c), (b, a), (y, z), (y, x)))
    return [
        equation(System.ANGLE, ((pair(*q), 1), (pair(*o), -1), (pair(*s), -turn), (pair(*r), turn)))
        for o, q, r, s in corners
    ]


def equations_of(predicate: Predicate) -> list[Equation]:
    """The equations that together say what a predicate says, trivial ones left out.

    Raises ValueError where the predicate names a line by one point twice, and KeyError for an unknown predicate.
    """
    return list(_equations(predicate))


@lru_cache(maxsize=1 << 14)
def _equations(predicate: Predicate) -> tuple[Equation, ...]:
    return tuple(e for e in _EXPANSIONS[predicate.name](predicate) if e.terms or e.constant)


def _value(predicate: Predicate) -> Fraction:
    if predicate.value is None:
        raise ValueError(f"{predicate.name} needs a value")
    return predicate.value


def _side(p: tuple[str, ...]) -> Equation:
    return ratio_of((p[0], p[1], p[3], p[4]))


def _halved(constant: Constant) -> Constant:
    return tuple((key, amount / 2) for key, amount in constant)


_HALF = turn(Fraction(1, 2))

_EXPANSIONS = {
    "coll": lambda g: [angle_between((g.points[0], g.points[1], g.points[0], x)) for x in g.points[2:]],
    "para": lambda g: [angle_between(g.points)],
    "perp": lambda g: [angle_between(g.points, _HALF)],
    "cong": lambda g: [ratio_of(g.points)],
    "midp": lambda g: [
        angle_between((g.points[0], g.points[1], g.points[0], g.points[2])),
        ratio_of((g.points[0], g.points[1], g.points[0], g.points[2])),
    ],
    "cyclic": lambda g: _concyclic(g.points),
    "circle": lambda g: [ratio_of((g.points[0], g.points[1], g.points[0], x)) for x in g.points[2:]],
    "eqangle": lambda g: [equal_angles(g.points)],
    "eqratio": lambda g: [equal_ratios(g.points)],
    "simtri": lambda g: _similar(g.points),
    "contri": lambda g: [
        ratio_of((g.points[i], g.points[j], g.points[i + 3], g.points[j + 3])) for i, j in combinations(range(3), 2)
    ],
    "simtri_direct": lambda g: _oriented(g.points, 1),
    "simtri_reverse": lambda g: _oriented(g.points, -1),
    "contri_direct": lambda g: [*_oriented(g.points, 1), _side(g.points)],
    "contri_reverse": lambda g: [*_oriented(g.points, -1), _side(g.points)],
    "s_angle": lambda g: [angle_between((g.points[1], g.points[0], g.points[1], g.points[2]), turn(_value(g) / 180))],
    "aconst": lambda g: [angle_between(g.points, turn(_value(g) / 180))],
    "rconst": lambda g: [ratio_of(g.points, log_of(_value(g)))],
    "r2const": lambda g: [ratio_of(g.points, _halved(log_of(_value(g))))],
    "acompute": lambda g: [angle_between(g.points)],
    "rcompute": lambda g: [ratio_of(g.points)],
}
