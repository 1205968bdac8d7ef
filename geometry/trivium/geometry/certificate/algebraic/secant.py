"""Where a line meets a curve in one more point than those known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from flint import arb, fmpz_mpoly
from flint.utils.flint_exceptions import DomainError

from trivium.geometry.certificate.algebraic.loci import Plane
from trivium.geometry.certificate.algebraic.ring import Ring
from trivium.geometry.certificate.model import CertificateError

Curve: TypeAlias = Mapping[tuple[int, int], fmpz_mpoly]
"""A polynomial in x and y by its exponents."""
Coordinates: TypeAlias = tuple[arb, arb]
Place: TypeAlias = tuple[fmpz_mpoly, fmpz_mpoly, fmpz_mpoly]
"""X, Y, W, meaning the point (X/W, Y/W)."""


def degree_of(curve: Curve) -> int:
    """The degree of a polynomial in x and y."""
    return max((i + j for i, j in curve), default=0)


def restricted(ring: Ring, curve: Curve, start: Place, direction: tuple[fmpz_mpoly, fmpz_mpoly]) -> list[fmpz_mpoly]:
    """The curve's polynomial at start + s direction, by the powers of s."""
    degree, (x0, y0, w), s = degree_of(curve), start, ring.x
    x = x0 + ring.product(s, direction[0], w)
    y = y0 + ring.product(s, direction[1], w)
    total = ring.zero
    for (i, j), c in curve.items():
        total += ring.product(c, *[x] * i, *[y] * j, *[w] * (degree - i - j))
    return _by_powers(ring, ring.reduced(total)[0])


def _by_powers(ring: Ring, polynomial: fmpz_mpoly) -> list[fmpz_mpoly]:
    """The coefficients of the powers of x."""
    parts = ring.coefficients(polynomial, 0)
    return [parts.get((n,), ring.zero) for n in range(max(parts, default=(0,))[0] + 1)]


class Secant:
    """The line a x + b y + c = 0 as start + s (b, -a), where the start is a known point if there is one."""

    def __init__(
        self, ring: Ring, plane: Plane, line: tuple[fmpz_mpoly, fmpz_mpoly, fmpz_mpoly], known: Sequence[str]
    ) -> None:
        self._ring, self._plane = ring, plane
        self._a, self._b, self._c = line
        ring.require_nonzero(ring.product(self._a, self._a) + ring.product(self._b, self._b))
        self._known = known[0] if known else ""
        if known:
            self._start = self._on_line(known[0])
        else:
            vertical = self._b.is_zero()
            self._start = (-self._c, ring.zero, self._a) if vertical else (ring.zero, -self._c, self._b)
            ring.require_nonzero(self._start[2])

    def restricted(self, curve: Curve) -> list[fmpz_mpoly]:
        """The curve's polynomial along the line, by the powers of s."""
        along = restricted(self._ring, curve, self._start, (self._b, -self._a))
        return list(self._ring.equation(*along))

    def without(self, known: str, along: list[fmpz_mpoly]) -> list[fmpz_mpoly]:
        """The polynomial along the line divided by `below * s - above`, which vanishes at a known point."""
        ring, (above, below) = self._ring, self._position(known)
        degree = len(along) - 1
        if degree < 1:
            raise CertificateError("more points are known than the curve has on the line")
        quotient = [along[degree]]
        for number in range(degree - 1, -1, -1):
            # what was divided so far carries one factor `below` for each step
            scaled = ring.product(along[number], *[below] * (degree - number))
            quotient.append(scaled + ring.product(above, quotient[-1]))
        remainder = quotient.pop()
        if not ring.reduced(remainder)[0].is_zero():
            raise CertificateError(f"{known} is not on the curve")
        even = [ring.product(q, *[below] * (degree - 1 - number)) for number, q in enumerate(quotient)]
        return list(ring.equation(*reversed(even)))

    def settle(self, point: str, along: list[fmpz_mpoly], shown: Sequence[Coordinates]) -> Place:
        """Where the polynomial along the line vanishes in the figures: a fraction, or a new root of a quadratic."""
        ring, (x0, y0, w) = self._ring, self._start
        while len(along) > 1 and along[-1].is_zero():
            along.pop()
        values = self._distances(shown)
        if len(along) > 2:
            along = self._factor(along, values)
        if len(along) == 3:
            along = self._by_the_root_of_three(along, values)
        if len(along) == 2:
            above, below = -along[0], along[1]
        elif len(along) == 3:
            above, below = ring.root(along[2], along[1], along[0], values), ring.one
        else:
            raise CertificateError(f"the facts leave {len(along) - 1} places for {point}")
        ring.require_nonzero(below)
        x = ring.product(x0, below) + ring.product(above, self._b, w)
        y = ring.product(y0, below) - ring.product(above, self._a, w)
        return x, y, ring.product(w, below)

    def _on_line(self, known: str) -> Place:
        """The place of a known point; raises CertificateError where it is not on the line."""
        ring, place = self._ring, self._plane[known]
        terms = zip((self._a, self._b, self._c), place, strict=True)
        if not ring.reduced(sum((ring.product(c, v) for c, v in terms), ring.zero))[0].is_zero():
            raise CertificateError(f"{known} is not on the line")
        return place

    def _position(self, known: str) -> tuple[fmpz_mpoly, fmpz_mpoly]:
        """Where a known point is on the line, in units of s, as a fraction."""
        ring = self._ring
        if known == self._known:
            return ring.zero, ring.one
        place, start = self._on_line(known), self._start
        axis, unit = (1, -self._a) if self._b.is_zero() else (0, self._b)
        ring.require_nonzero(unit)
        distance = ring.product(place[axis], start[2]) - ring.product(start[axis], place[2])
        above, below = ring.primitive(distance, ring.product(place[2], start[2], unit))
        return above, below

    def _distances(self, shown: Sequence[Coordinates]) -> list[arb]:
        """The value of s in each figure."""
        rows = zip(*(self._ring.values(p) for p in (*self._start, self._a, self._b)), shown, strict=True)
        return [((x - x0 / w) * b - (y - y0 / w) * a) / (a * a + b * b) for x0, y0, w, a, b, (x, y) in rows]

    def _factor(self, along: list[fmpz_mpoly], values: list[arb]) -> list[fmpz_mpoly]:
        """The irreducible factor that vanishes in the figures."""
        ring = self._ring
        ring.stand_at([(value, arb(0)) for value in values])
        whole = sum((ring.product(c, ring.x**n) for n, c in enumerate(along)), ring.zero)
        return _by_powers(ring, ring.vanishing_factor(whole))

    def _by_the_root_of_three(self, along: list[fmpz_mpoly], values: list[arb]) -> list[fmpz_mpoly]:
        """The linear factor, over the root of 3, that vanishes in the figures; the polynomial where there is none."""
        ring, (c, b, a) = self._ring, along
        try:
            square = 3 * (ring.product(b, b) - 4 * ring.product(a, c))
            root = square.sqrt()
        except DomainError:
            return along
        if ring.product(root, root) != square:
            raise CertificateError("a square root does not multiply to its square")
        # 2 a s + b = +-root / root3
        centre = ring.values(b), ring.values(a)
        signs = {bool(2 * a0 * s + b0 > 0) for b0, a0, s in zip(*centre, values, strict=True)}
        ahead = {bool(value > 0) for value in ring.values(root)}
        if len(signs) != 1 or len(ahead) != 1:
            raise CertificateError("the figures do not agree on a root")
        ring.require_nonzero(root)
        ring.require_nonzero(a)
        turned = ring.product(ring.root3, root)
        return [3 * b - turned if signs == ahead else 3 * b + turned, 6 * a]
