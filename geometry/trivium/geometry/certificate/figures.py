"""Figures as the checker sees them: decimal coordinates, read and measured in ball arithmetic.

A quantity counts as zero below 1e-40 and as different from zero above 1e-9, in units of the figure's size; a figure
in which a quantity that matters lies between the two is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import combinations

from flint import acb, arb, ctx

from trivium.geometry.certificate.model import CertificateError, Fact, Figure

_BITS = 256
_DECIMAL = re.compile(r"-?\d{1,20}\.\d{50,120}(?:e-?\d{1,2})?")


@contextmanager
def high_precision() -> Iterator[None]:
    """Runs its body with 256-bit balls."""
    before = ctx.prec
    ctx.prec = _BITS
    try:
        yield
    finally:
        ctx.prec = before


def check_written(figure: Figure, points: tuple[str, ...]) -> None:
    """Raises CertificateError where a figure lacks points of a statement or has too few digits."""
    if tuple(name for name, _, _ in figure.points) != points:
        raise CertificateError("a figure does not show the points of the statement")
    if not all(_DECIMAL.fullmatch(x) and _DECIMAL.fullmatch(y) for _, x, y in figure.points):
        raise CertificateError("coordinates need 50 decimal digits")


class Drawing:
    """One figure with its measurements."""

    def __init__(self, figure: Figure, points: tuple[str, ...]) -> None:
        """Raises CertificateError where the figure lacks points, repeats them, or lets two of them coincide."""
        check_written(figure, points)
        self._z = {name: acb(arb(x), arb(y)) for name, x, y in figure.points}
        self._small, self._large = arb("1e-40"), arb("1e-9")
        gaps = [abs(self._z[a] - self._z[b]) for a, b in combinations(points, 2)]
        widest = max(gaps, key=lambda g: float(g), default=arb(1))
        if any(not gap > widest * arb("1e-6") for gap in gaps):
            raise CertificateError("two points of a figure coincide")
        self._z = {name: z / widest for name, z in self._z.items()}
        self._measure = cache(self._measured)

    def place(self, point: str) -> acb:
        """Where a point is, in units of the figure's size."""
        return self._z[point]

    def _measured(self, system: str, points: tuple[str, ...]) -> arb:
        gap = self._z[points[1]] - self._z[points[0]]
        if len(points) == 4:
            sine = self._sine(points)
            if not sine > self._large:
                raise CertificateError("parallel lines have no logarithm of a sine")
            return sine.log()
        match system:
            case "angle":
                # a direction counts modulo pi: the half turn keeps it off the branch cut
                along = -gap if gap.real < 0 else gap
                return arb.atan2(along.imag, along.real) / arb.pi()
            case "ratio":
                return abs(gap).log()
            case "length":
                return abs(gap)
            case "square":
                return gap.real * gap.real + gap.imag * gap.imag
        raise CertificateError(f"unknown system {system!r}")

    def _sine(self, points: tuple[str, ...]) -> arb:
        """The absolute value of the sine of the angle of two lines."""
        a, b, c, d = (self._z[p] for p in points)
        return abs(((b - a).conjugate() * (d - c)).imag) / (abs(b - a) * abs(d - c))

    def point(self, name: str) -> acb:
        """Where a point lies, in units of the figure's size."""
        return self._z[name]

    def cross(self, one: acb, two: acb) -> bool:
        """Whether two directions are clearly not parallel."""
        return bool(abs((one.conjugate() * two).imag) > self._large * abs(one) * abs(two))

    def crossing(self, a: str, b: str, c: str, d: str) -> bool:
        """Whether the lines ab and cd are not parallel."""
        return bool(self._sine((a, b, c, d)) > self._large)

    def oblique(self, a: str, b: str, c: str, d: str) -> bool:
        """Whether the lines ab and cd are not perpendicular."""
        one, two = self._z[b] - self._z[a], self._z[d] - self._z[c]
        return bool(abs((one.conjugate() * two).real) > self._large * abs(one) * abs(two))

    def fulfils(self, fact: Fact) -> bool:
        """Whether the fact holds to 40 digits."""
        if fact.system == "position":
            vector = sum((self._z[p] * _ball(c) for (p,), c in fact.terms), acb(0))
            return bool(abs(vector) < self._small)
        total = arb(0)
        for points, coefficient in fact.terms:
            total += self._measure(fact.system, points) * _ball(coefficient)
        for key, amount in fact.constant:
            total -= _ball(amount) * (1 if fact.system == "angle" else arb(key).log())
        if fact.system == "angle":
            total -= round(float(total.mid()))
        return bool(abs(total) < self._small)

    def orientation(self, a: str, b: str, c: str) -> int:
        """1 where a, b, c turn to the left, -1 to the right; raises CertificateError where they are collinear."""
        u, v = self._z[b] - self._z[a], self._z[c] - self._z[a]
        sine = (u.conjugate() * v).imag / (abs(u) * abs(v))
        if sine > self._large:
            return 1
        if sine < -self._large:
            return -1
        raise CertificateError(f"{a}, {b}, {c} are collinear in a figure")

    def between(self, a: str, b: str, c: str) -> bool:
        """Whether b lies between a and c, given that they are collinear."""
        u, v = self._z[a] - self._z[b], self._z[c] - self._z[b]
        return bool((u.conjugate() * v).real < 0)

    def quotient(self, a: str, b: str, c: str, d: str) -> float:
        """The signed ratio of the vectors ab and cd, given that they are parallel."""
        return float(((self._z[b] - self._z[a]) / (self._z[d] - self._z[c])).real)


def _ball(value: object) -> arb:
    numerator, _, denominator = str(value).partition("/")
    return arb(int(numerator)) / int(denominator or 1)
