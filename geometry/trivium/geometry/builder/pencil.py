"""What the numeric constructions are made of: where free parameters come from, and a little vector geometry.

A construction takes the pencil, which draws free parameters, and the old points in the order of the table; it gives a
locus for one new point, or the alternatives for all new points.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Protocol, TypeAlias

from trivium.geometry.builder.arithmetic import Arithmetic, dot
from trivium.geometry.builder.loci import Choices, Line, Locus, meet_lines, project


class Pencil(Protocol):
    """Where free parameters come from."""

    numbers: Arithmetic

    def draw(self, low: float, high: float) -> float:
        """A free parameter, drawn between two bounds."""


Sketch: TypeAlias = Callable[..., Locus | Choices]  # type: ignore[explicit-any]  # arities differ

SKETCHES: dict[str, Sketch] = {}
SIXTY = Fraction(1, 3)


def register(*names: str) -> Callable[[Sketch], Sketch]:
    """Make a construction known under the names of the language's table."""

    def add(function: Sketch) -> Sketch:
        SKETCHES.update(dict.fromkeys(names, function))
        return function

    return add


def one(*points: complex) -> Choices:
    """One choice: these points."""
    return Choices((points,))


def imaginary(pencil: Pencil) -> complex:
    """The unit of the quarter turn."""
    return pencil.numbers.point(0, 1)


def length(pencil: Pencil, v: complex) -> float:
    """Of a vector."""
    return pencil.numbers.sqrt(dot(v, v))


def unit(pencil: Pencil, v: complex) -> complex:
    """A vector of the same direction, of length 1."""
    return v / length(pencil, v)


def middle(a: complex, b: complex) -> complex:
    """Of two points."""
    return (a + b) / 2


def square_of(a: complex, b: complex) -> float:
    """The square of the distance of two points."""
    return dot(b - a, b - a)


def bisector(pencil: Pencil, a: complex, b: complex) -> Line:
    """The perpendicular bisector of two points."""
    return Line(middle(a, b), (b - a) * imaginary(pencil))


def centre(pencil: Pencil, a: complex, b: complex, c: complex) -> complex:
    """Of the circle through three points."""
    return meet_lines(bisector(pencil, a, b), bisector(pencil, b, c))


def reflected(p: complex, a: complex, b: complex) -> complex:
    """A point reflected in the line of two others."""
    return project(p, Line(a, b - a)) * 2 - p
