"""The numbers that figures are made of: machine complex numbers, or complex balls of any precision.

A point is a complex number. The constructions are written once, for both kinds; a ball (`flint.acb`) offers the
operations of `complex` that they use, and is annotated as such.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Protocol, cast

from flint import acb, arb, ctx

_TANGENT = 1e-11
"""A number in double precision below it counts as zero under a root."""


class Arithmetic(Protocol):
    """What the constructions need beyond the four operations."""

    def real(self, value: float | Fraction) -> float:
        """The number, exactly or as closely as the precision allows."""

    def point(self, x: float, y: float) -> complex:
        """The point with these coordinates."""

    def sqrt(self, value: float) -> float:
        """The square root of a real number; raises ArithmeticError where it is negative.

        A number that cannot be told from zero counts as zero: curves that touch have one common point.
        """

    def turn(self, turns: float | Fraction) -> complex:
        """The unit vector at an angle of `turns` times pi."""

    def cube_root(self, value: complex) -> complex:
        """The principal cube root."""


class Machine:
    """Double precision."""

    def real(self, value: float | Fraction) -> float:
        return float(value)

    def point(self, x: float, y: float) -> complex:
        return complex(x, y)

    def sqrt(self, value: float) -> float:
        if value < -_TANGENT:
            raise ArithmeticError("no intersection")
        return math.sqrt(value) if value > _TANGENT else 0.0

    def turn(self, turns: float | Fraction) -> complex:
        return cmath.exp(1j * math.pi * float(turns))

    def cube_root(self, value: complex) -> complex:
        return complex(value ** (1 / 3))


class Balls:
    """Enclosures by `flint.acb` at the precision of the flint context: see `precision`."""

    def real(self, value: float | Fraction) -> float:
        if isinstance(value, arb):
            return value
        exact = Fraction(value)
        return cast("float", arb(exact.numerator) / exact.denominator)

    def point(self, x: float, y: float) -> complex:
        return cast("complex", acb(x, y))

    def sqrt(self, value: float) -> float:
        ball = arb(value)
        if ball < 0:
            raise ArithmeticError("no intersection")
        return cast("float", ball.sqrt() if ball > 0 else arb(0))

    def turn(self, turns: float | Fraction) -> complex:
        return cast("complex", acb(self.real(turns)).exp_pi_i())

    def cube_root(self, value: complex) -> complex:
        return cast("complex", (acb(value).log() / 3).exp())


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Runs its body with balls of so many bits."""
    before = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = before


def dot(u: complex, v: complex) -> float:
    """The inner product of two vectors."""
    return (u.conjugate() * v).real


def cross(u: complex, v: complex) -> float:
    """The signed area of the parallelogram of two vectors."""
    return (u.conjugate() * v).imag
