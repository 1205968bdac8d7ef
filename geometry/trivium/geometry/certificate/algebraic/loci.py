"""Hypotheses and goals as polynomials in coordinates.

An equation between directions, modulo half turns, says that the product of the directions, as complex numbers, is
real, after a turn by the constant; an equation between logarithms of lengths says that two products of squared
lengths are equal. Both forms are exact, in both directions, where the named points are apart.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from flint import fmpz_mpoly

from trivium.geometry.certificate.algebraic.ring import Ring
from trivium.geometry.certificate.model import CertificateError, Fact

_MOST_POWERS = 32
Complex = tuple[fmpz_mpoly, fmpz_mpoly]


class Plane:
    """The points placed so far, as X : Y : W with polynomials, meaning the point (X/W, Y/W)."""

    def __init__(self, ring: Ring) -> None:
        self._ring = ring
        self._places: dict[str, tuple[fmpz_mpoly, fmpz_mpoly, fmpz_mpoly]] = {}
        self._vectors: dict[tuple[str, str], tuple[fmpz_mpoly, fmpz_mpoly, fmpz_mpoly]] = {}
        self._directions: dict[tuple[str, str], Complex] = {}

    def __contains__(self, point: str) -> bool:
        return point in self._places

    def __getitem__(self, point: str) -> tuple[fmpz_mpoly, fmpz_mpoly, fmpz_mpoly]:
        return self._places[point]

    def place(self, point: str, x: fmpz_mpoly, y: fmpz_mpoly, w: fmpz_mpoly) -> None:
        """Put a point at (x/w, y/w)."""
        self._ring.require_nonzero(w)
        self._places[point] = self._ring.primitive(x, y, w)  # type: ignore[assignment]

    def direct(self, a: str, b: str, direction: Complex) -> None:
        """Give the line through a and b a direction."""
        self._directions[a, b] = self._ring.primitive(*direction)  # type: ignore[assignment]

    def direction(self, a: str, b: str) -> Complex | None:
        """The known direction of the line through two points of which one has no place, in alphabetical order."""
        return self._directions.get((min(a, b), max(a, b)))

    def knows(self, pair: tuple[str, ...]) -> bool:
        """Whether the direction of a line is known."""
        return all(p in self._places for p in pair) or pair in self._directions

    def polynomial(self, fact: Fact, unknown: str = "") -> fmpz_mpoly:
        """The polynomial that is zero where the fact holds, with the coordinates x, y for the unknown point."""
        self.check_form(fact)
        match fact.system:
            case "angle":
                value = self.turned(fact, unknown)[1]
            case _:
                value = self._lengths(fact, unknown)
        return self._ring.reduced(value)[0]

    def check_form(self, fact: Fact) -> None:
        """Raises CertificateError where a fact has no polynomial."""
        if sum(abs(c) for _, c in fact.terms) > _MOST_POWERS or sum(c for _, c in fact.terms) != 0:
            raise CertificateError("the fact has no polynomial")
        if fact.system not in ("angle", "ratio") or any(len(pair) != 2 for pair, _ in fact.terms):
            raise CertificateError(f"facts of the system {fact.system!r} have no polynomial")

    def _vector(self, a: str, b: str, unknown: str) -> tuple[fmpz_mpoly, fmpz_mpoly, fmpz_mpoly]:
        """From a to b, over a denominator."""
        ring = self._ring
        if unknown not in (a, b) and (a, b) in self._vectors:
            return self._vectors[a, b]
        if any(p not in self._places and p != unknown for p in (a, b)):
            raise CertificateError("a fact names a point that has no place yet")
        start, end = ((ring.x, ring.y, ring.one) if p == unknown else self._places[p] for p in (a, b))
        x = ring.product(end[0], start[2]) - ring.product(start[0], end[2])
        y = ring.product(end[1], start[2]) - ring.product(start[1], end[2])
        vector = (x, y, ring.product(start[2], end[2]))
        if unknown not in (a, b):
            vector = ring.primitive(*vector)  # type: ignore[assignment]
            self._vectors[a, b] = vector
        return vector

    def turned(self, fact: Fact, unknown: str = "", without: tuple[str, ...] = ()) -> Complex:
        """The product of the directions of a fact, turned by its constant; the fact says that it is real.

        The line `without` is left out.
        """
        ring = self._ring
        product = _turn(ring, dict(fact.constant).get(1, Fraction(0)))
        terms = [(pair, c, self._line(pair, unknown)) for pair, c in fact.terms if pair != without]
        for _, coefficient, (x, y, known) in sorted(terms, key=lambda term: not term[2][2]):
            if coefficient.denominator != 1:
                raise CertificateError("an angle needs integer coefficients")
            for _ in range(abs(int(coefficient))):
                product = _times(ring, product, (x, y if coefficient > 0 else -y))
            if known:
                product = ring.primitive(*product)  # type: ignore[assignment]
        return product

    def _line(self, pair: tuple[str, ...], unknown: str) -> tuple[fmpz_mpoly, fmpz_mpoly, bool]:
        """The direction of a line, and whether it is free of the unknown point."""
        a, b = pair
        known = self._directions.get((a, b))
        if known is not None and not (a in self._places and b in self._places):
            return (*known, True)
        x, y, _ = self._vector(a, b, unknown)
        if unknown in pair:
            return x, y, False
        x, y = self._ring.primitive(x, y)
        return x, y, True

    def _lengths(self, fact: Fact, unknown: str) -> fmpz_mpoly:
        ring = self._ring
        scale = lcm(*(c.denominator for _, c in fact.terms), *((2 * e).denominator for _, e in fact.constant))
        if max((abs(c) * scale for _, c in fact.terms), default=0) > _MOST_POWERS:
            raise CertificateError("the fact has no polynomial")
        left, right = _primes(ring, fact, scale)
        for known in (True, False):
            for (a, b), coefficient in fact.terms:
                if (unknown in (a, b)) is known:
                    continue
                x, y, w = self._vector(a, b, unknown)
                above, below = ring.product(x, x) + ring.product(y, y), ring.product(w, w)
                if coefficient < 0:
                    above, below = below, above
                power = abs(int(coefficient * scale))
                left, right = ring.product(left, *[above] * power), ring.product(right, *[below] * power)
                if known:
                    left, right = ring.primitive(left, right)
        return left - right


def _times(ring: Ring, u: Complex, v: Complex) -> Complex:
    real = ring.product(u[0], v[0]) - ring.product(u[1], v[1])
    return real, ring.product(u[0], v[1]) + ring.product(u[1], v[0])


def _primes(ring: Ring, fact: Fact, scale: int) -> tuple[fmpz_mpoly, fmpz_mpoly]:
    """The constant of a ratio on its two sides: the squared lengths on the left over those on the right are it."""
    left, right = 1, 1
    for prime, exponent in fact.constant:
        power = int(2 * exponent * scale)
        if abs(power) > 4 * _MOST_POWERS:
            raise CertificateError("the fact has no polynomial")
        left, right = left * prime ** max(-power, 0), right * prime ** max(power, 0)
    return ring.number(left), ring.number(right)


def _turn(ring: Ring, units: Fraction) -> Complex:
    """A positive multiple of exp(-i pi units); raises CertificateError where it needs more than the root of 3."""
    twelfths = units % 1 * 12
    if twelfths.denominator != 1:
        raise CertificateError("an angle of this size has no polynomial")
    one, r = ring.one, ring.root3
    quarter = int(twelfths) % 6
    # the first half turn; a further quarter turn multiplies by -i
    first: dict[int, Complex] = {
        0: (one, ring.zero),
        1: (2 + r, -one),
        2: (r, -one),
        3: (one, -one),
        4: (one, -r),
        5: (2 - r, -one),
    }
    x, y = first[quarter]
    return (y, -x) if twelfths >= 6 else (x, y)
