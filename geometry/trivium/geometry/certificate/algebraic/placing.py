"""Placing the points of a figure one after another, in polynomials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flint import arb, fmpz_mpoly

from trivium.geometry.certificate.algebraic.loci import Plane
from trivium.geometry.certificate.algebraic.model import Direction, Placement
from trivium.geometry.certificate.algebraic.ring import Ring
from trivium.geometry.certificate.algebraic.secant import Coordinates, Curve, Secant, degree_of, restricted
from trivium.geometry.certificate.model import CertificateError


class Draughtsman:
    """Places points; `shown` holds where each point is in each figure, the origin at 0 and the unit at 1.

    Each method that places a point shows that a figure that fulfils the hypotheses named has the point there,
    provided that the polynomials that `Ring.require_nonzero` saw do not vanish and all points are apart.
    """

    def __init__(self, ring: Ring, plane: Plane, shown: Mapping[str, Sequence[Coordinates]]) -> None:
        self._ring = ring
        self._plane = plane
        self._shown = shown

    def place(self, step: Placement) -> None:
        """Place the point of a step; raises CertificateError where the step does not determine it."""
        if step.point in self._plane or any(p not in self._plane for p in (*step.through, *step.lines)):
            raise CertificateError("a point is placed twice, or by points without a place")
        self._ring.stand_at(self._shown[step.point])
        curves = [self._line(step.point, start) for start in step.lines]
        curves += [self._curve(step, number) for number in range(len(step.facts))]
        match [degree_of(curve) for curve in curves]:
            case []:
                self._free(step.point)
            case [1]:
                self._on_line(step.point, curves[0])
            case [_]:
                self._on_curve(step, curves[0])
            case [1, 1]:
                self._crossing(step.point, *curves)
            case [1, _]:
                self._second_point(step, curves[0], curves[1])
            case [_, 1]:
                self._second_point(step, curves[1], curves[0])
            case [_, _]:
                self._second_point(step, self._radical_axis(*curves), curves[0])
            case _:
                raise CertificateError("a point is placed by at most two facts")
        self._compare(step.point)

    def direct(self, step: Direction) -> None:
        """Give a line the direction of a step; raises CertificateError where the step does not determine it."""
        ring, plane, (a, b) = self._ring, self._plane, step.points
        if not a < b or plane.knows(step.points):
            raise CertificateError("a line has two directions")
        if step.fact is None:
            plane.direct(a, b, (ring.one, ring.parameter(self._slopes(a, b))))
            return
        power = dict(step.fact.terms).get(step.points)
        if step.fact.system != "angle" or power not in (1, -1):
            raise CertificateError("the fact does not give the direction of the line")
        plane.check_form(step.fact)
        x, y = plane.turned(step.fact, without=step.points)
        plane.direct(a, b, (x, y if power < 0 else -y))
        self._compare_direction(a, b)

    def _compare_direction(self, a: str, b: str) -> None:
        """The direction found is the one shown, in every figure."""
        direction = self._plane.direction(a, b)
        assert direction is not None
        rows = zip(*(self._ring.values(p) for p in direction), self._shown[a], self._shown[b], strict=True)
        for x, y, (xa, ya), (xb, yb) in rows:
            across = abs(x * (yb - ya) - y * (xb - xa))
            if not across < arb("1e-20") * (abs(x) + abs(y)) * (abs(xb - xa) + abs(yb - ya)):
                raise CertificateError(f"the figures show the line {a}{b} in another direction")

    def _line(self, point: str, start: str) -> Curve:
        """The line from a placed point in the known direction of the point sought."""
        ring, direction = self._ring, self._plane.direction(start, point)
        if direction is None:
            raise CertificateError(f"the direction from {start} to {point} is not known")
        (dx, dy), (x, y, w) = direction, self._plane[start]
        constant = ring.product(y, dx) - ring.product(x, dy)
        a, b, c = ring.equation(ring.product(w, dy), -ring.product(w, dx), constant)
        return {key: v for key, v in (((1, 0), a), ((0, 1), b), ((0, 0), c)) if not v.is_zero()}

    def _curve(self, step: Placement, number: int) -> Curve:
        polynomial = self._plane.polynomial(step.facts[number], step.point)
        if polynomial.is_zero():
            raise CertificateError(f"a fact about {step.point} says nothing")
        if step.split:
            polynomial = self._ring.vanishing_factor(polynomial)
        parts = self._ring.coefficients(polynomial, 0, 1)
        factored = self._ring.equation(*parts.values())
        return {(i, j): c for (i, j), c in zip(parts, factored, strict=True)}

    def _free(self, point: str) -> None:
        places = self._shown[point]
        x = self._ring.parameter([x for x, _ in places])
        y = self._ring.parameter([y for _, y in places])
        self._plane.place(point, x, y, self._ring.one)

    def _on_line(self, point: str, line: Curve) -> None:
        """One coordinate is the parameter, the equation gives the other."""
        a, b, c = self._linear(line)
        ring, places = self._ring, self._shown[point]
        if b.is_zero():
            y = ring.parameter([y for _, y in places])
            self._plane.place(point, -c, ring.product(y, a), a)
        else:
            x = ring.parameter([x for x, _ in places])
            self._plane.place(point, ring.product(x, b), -c - ring.product(a, x), b)

    def _on_curve(self, step: Placement, curve: Curve) -> None:
        """The line of slope u through a known point meets the curve in one other point."""
        if len(step.through) != 1:
            raise CertificateError("a curve is swept by the lines through one point")
        ring, (centre,) = self._ring, step.through
        x0, y0, w = self._plane[centre]
        slope = ring.parameter(self._slopes(centre, step.point))
        along = restricted(ring, curve, (x0, y0, w), (ring.one, slope))
        if len(along) < 2 or any(not c.is_zero() for c in along[:-2]):
            raise CertificateError(f"lines through {centre} meet the curve in more than one other point")
        constant, factor = ring.equation(*along[-2:])
        x = ring.product(x0, factor) - ring.product(constant, w)
        y = ring.product(y0, factor) - ring.product(constant, slope, w)
        self._plane.place(step.point, x, y, ring.product(w, factor))

    def _slopes(self, centre: str, point: str) -> list[arb]:
        slopes = []
        for (x0, y0), (x, y) in zip(self._shown[centre], self._shown[point], strict=True):
            if not abs(x - x0) > arb("1e-9"):
                raise CertificateError("a line without slope")
            slopes.append((y - y0) / (x - x0))
        return slopes

    def _crossing(self, point: str, one: Curve, two: Curve) -> None:
        ring = self._ring
        (a, b, c), (d, e, f) = self._linear(one), self._linear(two)
        x = ring.product(b, f) - ring.product(e, c)
        y = ring.product(c, d) - ring.product(f, a)
        self._plane.place(point, x, y, ring.product(a, e) - ring.product(d, b))

    def _radical_axis(self, one: Curve, two: Curve) -> Curve:
        ring = self._ring
        for circle in (one, two):
            if degree_of(circle) != 2 or (1, 1) in circle or circle.get((2, 0)) != circle.get((0, 2)):
                raise CertificateError("two facts give neither a line nor two circles")
        axis = {
            key: ring.product(one.get(key, ring.zero), two[2, 0]) - ring.product(two.get(key, ring.zero), one[2, 0])
            for key in ((1, 0), (0, 1), (0, 0))
        }
        coefficients = ring.equation(*axis.values())
        line = {k: c for k, c in zip(axis, coefficients, strict=True) if not c.is_zero()}
        if degree_of(line) != 1:
            raise CertificateError("the two circles have no radical axis")
        return line

    def _second_point(self, step: Placement, line: Curve, curve: Curve) -> None:
        """The point of the line, other than the known ones, that lies on the curve."""
        secant = Secant(self._ring, self._plane, self._linear(line), step.through[:1])
        along = secant.restricted(curve)
        for known in step.through:
            along = secant.without(known, along)
        self._plane.place(step.point, *secant.settle(step.point, along, self._shown[step.point]))

    def _linear(self, line: Curve) -> tuple[fmpz_mpoly, fmpz_mpoly, fmpz_mpoly]:
        zero = self._ring.zero
        return line.get((1, 0), zero), line.get((0, 1), zero), line.get((0, 0), zero)

    def _compare(self, point: str) -> None:
        """The place found is the one shown, in every figure."""
        x, y, w = (self._ring.values(p) for p in self._plane[point])
        for number, (a, b) in enumerate(self._shown[point]):
            far = abs(x[number] / w[number] - a) + abs(y[number] / w[number] - b)
            if not far < arb("1e-20") * (1 + abs(a) + abs(b)):
                raise CertificateError(f"the figures show {point} elsewhere")
