"""A figure over a prime field, made step by step: what the hypotheses say about the next point or line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import TypeAlias

from flint import nmod_mpoly

from trivium.geometry.algebra.field import PRIME, Point, X, Y, constant, square_root
from trivium.geometry.predicates.equation import Equation, System

_ROOT3 = square_root(3) or 0
Pair: TypeAlias = tuple[str, ...]
"""Two points in alphabetical order."""
Vector: TypeAlias = tuple[nmod_mpoly, nmod_mpoly]
Source: TypeAlias = int | str
"""Why a point is on a curve: the number of a hypothesis, or the placed point from which its direction is known."""


class InconsistentError(Exception):
    """What is placed so far cannot be completed to a figure."""


class Hypotheses:
    """The equations of a statement, and which of them name each point and each line.

    Raises ValueError where an equation has no polynomial: a constant angle that is no multiple of 15 degrees.
    """

    def __init__(self, equations: Sequence[Equation]) -> None:
        for e in equations:
            _check(e)
        self.equations = tuple(equations)
        self.points = tuple(frozenset(p for pair, _ in e.terms for p in pair) for e in equations)
        self.naming: dict[str, list[int]] = {}
        self.on_line: dict[Pair, list[int]] = {}
        for number, e in enumerate(equations):
            for point in self.points[number]:
                self.naming.setdefault(point, []).append(number)
            if e.system is System.ANGLE:
                for pair, _ in e.terms:
                    self.on_line.setdefault(pair, []).append(number)


class Sample:
    """Places of some points, directions of some lines, and the curves on which each other point lies."""

    def __init__(self, hypotheses: Hypotheses) -> None:
        self._hypotheses = hypotheses
        self._symbols: dict[str, Vector] = {}
        self.places: dict[str, Point] = {}
        self.directions: dict[Pair, Point] = {}
        """Of lines through two points of which not both had a place."""
        self.derived: dict[Pair, int] = {}
        """The hypothesis by which a direction was found, for directions not looked at yet."""
        self.loci: dict[str, list[tuple[Source, nmod_mpoly]]] = {}

    def put(self, point: str, place: Point) -> None:
        """Place a point; raises InconsistentError where a hypothesis fails then."""
        if place in self.places.values():
            raise InconsistentError("two points coincide")
        self.places[point] = place
        self._symbols[point] = (constant(place[0]), constant(place[1]))
        self.loci.pop(point, None)
        for pair, direction in list(self.directions.items()):
            if point in pair:
                self._align(pair, direction)
        for number in self._hypotheses.naming.get(point, ()):
            self._look(number)

    def direct(self, pair: Pair, direction: Point) -> None:
        """Give a line its direction; raises InconsistentError where a hypothesis fails then."""
        if pair in self.directions:
            return
        self.directions[pair] = direction
        self._align(pair, direction)
        for number in self._hypotheses.on_line.get(pair, ()):
            self._look(number)

    def knows(self, pair: Pair) -> bool:
        """Whether the direction of a line is known."""
        return pair in self.directions or (pair[0] in self.places and pair[1] in self.places)

    def holds(self, equations: Sequence[Equation]) -> bool:
        """Whether equations between known points and lines hold."""
        return all(self._polynomial(e).is_zero() for e in equations)

    def _align(self, pair: Pair, direction: Point) -> None:
        """A point on a line through another in a known direction."""
        placed = [p for p in pair if p in self.places]
        if not placed:
            return
        (x, y), (dx, dy) = self.places[placed[0]], direction
        if len(placed) == 2:
            u, v = self.places[placed[1]]
            if ((u - x) * dy - (v - y) * dx) % PRIME:
                raise InconsistentError("a line has another direction")
            return
        line = (X - constant(x)) * constant(dy) - (Y - constant(y)) * constant(dx)
        other = pair[1] if placed[0] == pair[0] else pair[0]
        self.loci.setdefault(other, []).append((placed[0], line))

    def _look(self, number: int) -> None:
        """See what a hypothesis says now."""
        equation = self._hypotheses.equations[number]
        if equation.system is System.ANGLE:
            open_lines = [(pair, c) for pair, c in equation.terms if not self.knows(pair)]
            if len(open_lines) == 1 and abs(open_lines[0][1]) == 1:
                pair, power = open_lines[0]
                x, y = _turned(equation, self._symbols, self.directions, pair)
                dx, dy = _value(x), _value(y)
                if dx == dy == 0:
                    raise InconsistentError("a line without direction")
                self.derived.setdefault(pair, number)
                self.direct(pair, (dx, dy if power < 0 else -dy % PRIME))
                return
            missing = {p for pair, _ in open_lines for p in pair if p not in self.places}
        else:
            missing = {p for p in self._hypotheses.points[number] if p not in self.places}
        if len(missing) > 1:
            return
        unknown = next(iter(missing), "")
        polynomial = self._polynomial(equation, unknown)
        if polynomial.is_zero():
            return
        if polynomial.is_constant():
            raise InconsistentError("a hypothesis fails")
        self.loci.setdefault(unknown, []).append((number, polynomial))

    def _polynomial(self, equation: Equation, unknown: str = "") -> nmod_mpoly:
        symbols = {**self._symbols, unknown: (X, Y)} if unknown else self._symbols
        if equation.system is System.ANGLE:
            return _turned(equation, symbols, self.directions)[1]
        return _lengths(equation, symbols)


def _check(equation: Equation) -> None:
    if equation.system not in (System.ANGLE, System.RATIO) or any(len(pair) != 2 for pair, _ in equation.terms):
        raise ValueError(f"equations of the system {equation.system.value} have no polynomial")
    if sum(c for _, c in equation.terms):
        raise ValueError("the equation depends on the size of the figure")
    if equation.system is System.ANGLE:
        _turn(dict(equation.constant).get(1, Fraction(0)))
        if any(c.denominator != 1 for _, c in equation.terms):
            raise ValueError("an angle needs integer coefficients")


def _vector(pair: Pair, places: Mapping[str, Vector]) -> Vector:
    (xa, ya), (xb, yb) = places[pair[0]], places[pair[1]]
    return xb - xa, yb - ya


def _turned(
    equation: Equation, places: Mapping[str, Vector], directions: Mapping[Pair, Point], without: Pair = ()
) -> Vector:
    """The product of the directions, turned by the constant, one line left out: the equation says it is real."""
    real, imaginary = (constant(v) for v in _turn(dict(equation.constant).get(1, Fraction(0))))
    for pair, coefficient in equation.terms:
        if pair == without:
            continue
        if pair in directions:
            x, y = (constant(v) for v in directions[pair])
        else:
            x, y = _vector(pair, places)
        if coefficient < 0:
            y = -y
        for _ in range(abs(int(coefficient))):
            real, imaginary = real * x - imaginary * y, real * y + imaginary * x
    return real, imaginary


def _lengths(equation: Equation, places: Mapping[str, Vector]) -> nmod_mpoly:
    """The difference of the two products of squared lengths that the equation says are equal."""
    halves = [2 * e for _, e in equation.constant]
    scale = lcm(*(c.denominator for _, c in equation.terms), *(h.denominator for h in halves))
    left = right = constant(1)
    for (prime, _), half in zip(equation.constant, halves, strict=True):
        power = int(half * scale)
        left, right = left * constant(prime ** max(-power, 0)), right * constant(prime ** max(power, 0))
    for pair, coefficient in equation.terms:
        x, y = _vector(pair, places)
        power = int(coefficient * scale)
        if power > 0:
            left *= (x * x + y * y) ** power
        else:
            right *= (x * x + y * y) ** -power
    return left - right


def _turn(units: Fraction) -> tuple[int, int]:
    """A multiple of exp(-i pi units), for multiples of a twelfth; raises ValueError for others."""
    twelfths = units % 1 * 12
    if twelfths.denominator != 1:
        raise ValueError("an angle of this size has no polynomial")
    number, root = int(twelfths), _ROOT3
    first = ((1, 0), (2 + root, -1), (root, -1), (1, -1), (1, -root), (2 - root, -1))
    x, y = first[number % 6]
    return (y, -x) if number >= 6 else (x, y)


def _value(polynomial: nmod_mpoly) -> int:
    """The value of a constant polynomial."""
    return 0 if polynomial.is_zero() else int(polynomial.leading_coefficient())
