"""The numeric constructions, registered under the names of the language's table.

Each function takes the sketch, which draws free parameters, and the old points in the order of the table; it gives a
locus for one new point, or the alternatives for all new points.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Protocol, TypeAlias

from trivium.geometry.builder.arithmetic import Arithmetic, cross, dot
from trivium.geometry.builder.loci import Choices, Circle, Line, Locus, meet, meet_lines, project


class Pencil(Protocol):
    """Where free parameters come from."""

    numbers: Arithmetic

    def draw(self, low: float, high: float) -> float:
        """A free parameter, drawn between two bounds."""


Sketch: TypeAlias = Callable[..., Locus | Choices]  # type: ignore[explicit-any]  # arities differ

SKETCHES: dict[str, Sketch] = {}
_SIXTY = Fraction(1, 3)


def _register(*names: str) -> Callable[[Sketch], Sketch]:
    def add(function: Sketch) -> Sketch:
        SKETCHES.update(dict.fromkeys(names, function))
        return function

    return add


def _one(*points: complex) -> Choices:
    return Choices((points,))


def _i(pencil: Pencil) -> complex:
    return pencil.numbers.point(0, 1)


def _length(pencil: Pencil, v: complex) -> float:
    return pencil.numbers.sqrt(dot(v, v))


def _unit(pencil: Pencil, v: complex) -> complex:
    return v / _length(pencil, v)


def _middle(a: complex, b: complex) -> complex:
    return (a + b) / 2


def _square(a: complex, b: complex) -> float:
    return dot(b - a, b - a)


def _bisector(pencil: Pencil, a: complex, b: complex) -> Line:
    return Line(_middle(a, b), (b - a) * _i(pencil))


def _centre(pencil: Pencil, a: complex, b: complex, c: complex) -> complex:
    return meet_lines(_bisector(pencil, a, b), _bisector(pencil, b, c))


def _reflected(p: complex, a: complex, b: complex) -> complex:
    return project(p, Line(a, b - a)) * 2 - p


# --- free figures -----------------------------------------------------------------------------------------------------


@_register("free")
def free(pencil: Pencil) -> Choices:
    return _one(pencil.numbers.point(pencil.draw(-1.2, 1.2), pencil.draw(-1.2, 1.2)))


@_register("segment")
def segment(pencil: Pencil) -> Choices:
    a = pencil.numbers.point(pencil.draw(-1, -0.4), pencil.draw(-0.5, 0.5))
    return _one(a, a + pencil.numbers.point(pencil.draw(0.8, 1.4), pencil.draw(-0.5, 0.5)))


def _on_unit_circle(pencil: Pencil, low: float, high: float, count: int) -> list[complex]:
    """So many points in turn, each a drawn part of the full turn after the one before."""
    position = pencil.draw(0, 2)
    points = [pencil.numbers.turn(position)]
    for _ in range(count - 1):
        position = position + 2 * pencil.draw(low, high)
        points.append(pencil.numbers.turn(position))
    return points


@_register("triangle")
def triangle(pencil: Pencil) -> Choices:
    return _one(*_on_unit_circle(pencil, 0.2, 0.42, 3))


@_register("acute_triangle")
def acute_triangle(pencil: Pencil) -> Choices:
    return _one(*_on_unit_circle(pencil, 0.27, 0.38, 3))


@_register("quadrangle")
def quadrangle(pencil: Pencil) -> Choices:
    around = _on_unit_circle(pencil, 0.15, 0.28, 4)
    return _one(*(p * pencil.numbers.real(pencil.draw(0.75, 1.25)) for p in around))


@_register("pentagon")
def pentagon(pencil: Pencil) -> Choices:
    around = _on_unit_circle(pencil, 0.14, 0.22, 5)
    return _one(*(p * pencil.numbers.real(pencil.draw(0.85, 1.15)) for p in around))


def _placed(pencil: Pencil, *points: tuple[float, float]) -> Choices:
    """Points in a frame of their own, turned by a drawn angle."""
    turned = pencil.numbers.turn(pencil.draw(0, 2))
    return _one(*(pencil.numbers.point(x, y) * turned for x, y in points))


@_register("iso_triangle", "iso_triangle0")
def iso_triangle(pencil: Pencil) -> Choices:
    base, height = pencil.draw(0.4, 0.9), pencil.draw(0.8, 1.7)
    return _placed(pencil, (0, height), (-base, 0), (base, 0))


@_register("ieq_triangle")
def ieq_triangle(pencil: Pencil) -> Choices:
    a = pencil.numbers.turn(pencil.draw(0, 2))
    return _one(pencil.numbers.point(0, 0), a, a * pencil.numbers.turn(_SIXTY))


@_register("r_triangle")
def r_triangle(pencil: Pencil) -> Choices:
    return _placed(pencil, (0, 0), (pencil.draw(0.6, 1.8), 0), (0, pencil.draw(0.6, 1.8)))


@_register("risos")
def risos(pencil: Pencil) -> Choices:
    return _placed(pencil, (0, 0), (1, 0), (0, 1))


@_register("triangle12")
def triangle12(pencil: Pencil) -> Choices:
    a, b = pencil.numbers.point(0, 0), pencil.numbers.turn(pencil.draw(0, 2))
    return _one(a, b, b * 2 * pencil.numbers.turn(pencil.draw(0.2, 0.7)))


@_register("rectangle")
def rectangle(pencil: Pencil) -> Choices:
    width, height = pencil.draw(1, 2), pencil.draw(0.5, 1.5)
    return _placed(pencil, (0, 0), (width, 0), (width, height), (0, height))


@_register("isquare")
def isquare(pencil: Pencil) -> Choices:
    turned = pencil.numbers.turn(pencil.draw(0, 2))
    corners = ((0, 0), (1, 0), (1, 1), (0, 1))
    return Choices(tuple(tuple(pencil.numbers.point(x, side * y) * turned for x, y in corners) for side in (1, -1)))


@_register("trapezoid")
def trapezoid(pencil: Pencil) -> Choices:
    left, height = pencil.draw(-0.5, 0.6), pencil.draw(0.6, 1.3)
    return _placed(pencil, (0, 0), (pencil.draw(1.4, 2.2), 0), (left + pencil.draw(0.5, 1.1), height), (left, height))


@_register("r_trapezoid")
def r_trapezoid(pencil: Pencil) -> Choices:
    height = pencil.draw(0.6, 1.3)
    return _placed(pencil, (0, 0), (pencil.draw(1.4, 2.2), 0), (pencil.draw(0.5, 1.1), height), (0, height))


@_register("eq_trapezoid", "iso_trapezoid")
def eq_trapezoid(pencil: Pencil) -> Choices:
    height, base, top = pencil.draw(0.6, 1.3), pencil.draw(0.8, 1.3), pencil.draw(0.3, 0.7)
    return _placed(pencil, (-base, 0), (base, 0), (top, height), (-top, height))


@_register("eq_quadrangle")
def eq_quadrangle(pencil: Pencil) -> Choices:
    a, b, c = _on_unit_circle(pencil, 0.18, 0.3, 3)
    radius = _length(pencil, c - b)
    return _one(a, b, c, a + _unit(pencil, c - b) * radius * pencil.numbers.turn(pencil.draw(-0.3, 0.3)))


@_register("eqdia_quadrangle")
def eqdia_quadrangle(pencil: Pencil) -> Choices:
    a, c = pencil.numbers.point(0, 0), pencil.numbers.point(2, 0)
    axis = pencil.numbers.turn(pencil.draw(0.3, 0.7)) * 2
    crossing, share = c * pencil.numbers.real(pencil.draw(0.3, 0.7)), pencil.numbers.real(pencil.draw(0.3, 0.7))
    return _one(a, crossing - axis * share, c, crossing + axis * (1 - share))


# --- loci of one point ------------------------------------------------------------------------------------------------


@_register("on_line", "on_opline")
def on_line(_: Pencil, a: complex, b: complex) -> Line:
    return Line(a, b - a)


@_register("on_pline")
def on_pline(_: Pencil, a: complex, b: complex, c: complex) -> Line:
    return Line(a, c - b)


@_register("on_tline")
def on_tline(pencil: Pencil, a: complex, b: complex, c: complex) -> Line:
    return Line(a, (c - b) * _i(pencil))


@_register("lc_tangent")
def lc_tangent(pencil: Pencil, a: complex, o: complex) -> Line:
    return Line(a, (o - a) * _i(pencil))


@_register("on_bline", "iso_triangle_vertex", "iso_triangle_vertex_angle")
def on_bline(pencil: Pencil, a: complex, b: complex) -> Line:
    return _bisector(pencil, a, b)


@_register("on_circle")
def on_circle(_: Pencil, o: complex, a: complex) -> Circle:
    return Circle(o, _square(o, a))


@_register("eqdistance")
def eqdistance(_: Pencil, a: complex, b: complex, c: complex) -> Circle:
    return Circle(a, _square(b, c))


@_register("on_circum")
def on_circum(pencil: Pencil, a: complex, b: complex, c: complex) -> Circle:
    o = _centre(pencil, a, b, c)
    return Circle(o, _square(o, a))


@_register("on_dia")
def on_dia(_: Pencil, a: complex, b: complex) -> Circle:
    return Circle(_middle(a, b), _square(a, b) / 4)


@_register("angle_bisector")
def angle_bisector(pencil: Pencil, a: complex, b: complex, c: complex) -> Line:
    return Line(b, _unit(pencil, a - b) + _unit(pencil, c - b), ray=True)


@_register("angle_mirror")
def angle_mirror(pencil: Pencil, a: complex, b: complex, c: complex) -> Line:
    return Line(b, (c - b) * _unit(pencil, c - b) * _unit(pencil, a - b).conjugate(), ray=True)


@_register("s_angle")
def s_angle(pencil: Pencil, a: complex, b: complex, degrees: Fraction) -> Line:
    return Line(b, (a - b) * pencil.numbers.turn(degrees / 180), ray=True)


@_register("on_aline")
def on_aline(pencil: Pencil, a: complex, b: complex, c: complex, d: complex, e: complex) -> Line:
    return Line(a, (b - a) * _unit(pencil, c - d) * _unit(pencil, e - d).conjugate())


def _seen(pencil: Pencil, a: complex, b: complex, first: complex, second: complex) -> Circle:
    """The circle of the points that see ab under the directed angle from `first` to `second`."""
    centre = _middle(a, b) + _i(pencil) * (b - a) / 2 * (dot(first, second) / cross(first, second))
    return Circle(centre, _square(centre, a))


@_register("on_aline2")
def on_aline2(pencil: Pencil, a: complex, b: complex, c: complex, d: complex, e: complex) -> Circle:
    return _seen(pencil, a, b, c - d, e - d)


@_register("eqangle3")
def eqangle3(pencil: Pencil, a: complex, b: complex, d: complex, e: complex, f: complex) -> Circle:
    return _seen(pencil, a, b, e - d, f - d)


@_register("eqangle2")
def eqangle2(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    turned = pencil.numbers.turn(pencil.draw(-0.5, 0.5))
    return _one(meet_lines(Line(a, (b - a) * turned), Line(c, (b - c) * turned.conjugate())))


@_register("on_aline0")
def on_aline0(p: Pencil, a: complex, b: complex, c: complex, d: complex, e: complex, f: complex, g: complex) -> Line:
    return Line(g, (f - e) * _unit(p, d - c) * _unit(p, b - a).conjugate())


@_register("eqratio")
def eqratio(_: Pencil, a: complex, b: complex, c: complex, d: complex, e: complex, f: complex, g: complex) -> Circle:
    return Circle(g, _square(e, f) * _square(c, d) / _square(a, b))


def _in_ratio(pencil: Pencil, a: complex, c: complex, square: float) -> Locus:
    """The circle of Apollonius: the points whose squared distances from a and c are in this ratio."""
    rest = 1 - square
    if rest == 0:
        return _bisector(pencil, a, c)
    return Circle((a - c * square) / rest, _square(a, c) * square / (rest * rest))


@_register("eqratio6")
def eqratio6(p: Pencil, a: complex, c: complex, e: complex, f: complex, g: complex, h: complex) -> Locus:
    return _in_ratio(p, a, c, _square(e, f) / _square(g, h))


@_register("aconst")
def aconst(pencil: Pencil, a: complex, b: complex, c: complex, degrees: Fraction) -> Line:
    return Line(c, (b - a) * pencil.numbers.turn(degrees / 180))


@_register("rconst")
def rconst(pencil: Pencil, a: complex, b: complex, c: complex, ratio: Fraction) -> Circle:
    return Circle(c, _square(a, b) / pencil.numbers.real(ratio * ratio))


@_register("rconst2")
def rconst2(pencil: Pencil, a: complex, b: complex, ratio: Fraction) -> Locus:
    return _in_ratio(pencil, a, b, pencil.numbers.real(ratio * ratio))


# --- determined points ------------------------------------------------------------------------------------------------


@_register("circle", "circumcenter")
def circumcenter(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return _one(_centre(pencil, a, b, c))


@_register("midpoint")
def midpoint(_: Pencil, a: complex, b: complex) -> Choices:
    return _one(_middle(a, b))


@_register("mirror")
def mirror(_: Pencil, a: complex, b: complex) -> Choices:
    return _one(b * 2 - a)


@_register("reflect")
def reflect(_: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return _one(_reflected(a, b, c))


@_register("foot")
def foot(_: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return _one(project(a, Line(b, c - b)))


@_register("orthocenter")
def orthocenter(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return _one(a + b + c - _centre(pencil, a, b, c) * 2)


@_register("centroid")
def centroid(_: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return _one(_middle(b, c), _middle(c, a), _middle(a, b), (a + b + c) / 3)


@_register("ninepoints")
def ninepoints(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    x, y, z = _middle(b, c), _middle(c, a), _middle(a, b)
    return _one(x, y, z, _centre(pencil, x, y, z))


def _touching(pencil: Pencil, a: complex, b: complex, c: complex, sign: int) -> complex:
    """The incentre, or the excentre opposite `a` where `sign` is -1."""
    u, v, w = _length(pencil, c - b) * sign, _length(pencil, a - c), _length(pencil, b - a)
    return (a * u + b * v + c * w) / (u + v + w)


@_register("incenter")
def incenter(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return _one(_touching(pencil, a, b, c, 1))


@_register("excenter")
def excenter(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return _one(_touching(pencil, a, b, c, -1))


def _with_feet(i: complex, a: complex, b: complex, c: complex) -> Choices:
    return _one(project(i, Line(b, c - b)), project(i, Line(c, a - c)), project(i, Line(a, b - a)), i)


@_register("incenter2")
def incenter2(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return _with_feet(_touching(pencil, a, b, c, 1), a, b, c)


@_register("excenter2")
def excenter2(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return _with_feet(_touching(pencil, a, b, c, -1), a, b, c)


@_register("intersection_ll")
def intersection_ll(_: Pencil, a: complex, b: complex, c: complex, d: complex) -> Choices:
    return _one(meet_lines(Line(a, b - a), Line(c, d - c)))


@_register("intersection_lc")
def intersection_lc(_: Pencil, a: complex, o: complex, b: complex) -> Choices:
    return _one(project(o, Line(b, a - b)) * 2 - b)


@_register("intersection_cc")
def intersection_cc(_: Pencil, o: complex, w: complex, a: complex) -> Choices:
    return _one(_reflected(a, o, w))


@_register("intersection_lp")
def intersection_lp(_: Pencil, a: complex, b: complex, c: complex, m: complex, n: complex) -> Choices:
    return _one(meet_lines(Line(a, b - a), Line(c, n - m)))


@_register("intersection_lt")
def intersection_lt(pencil: Pencil, a: complex, b: complex, c: complex, d: complex, e: complex) -> Choices:
    return _one(meet_lines(Line(a, b - a), Line(c, (e - d) * _i(pencil))))


@_register("intersection_pp")
def intersection_pp(_: Pencil, a: complex, b: complex, c: complex, d: complex, e: complex, f: complex) -> Choices:
    return _one(meet_lines(Line(a, c - b), Line(d, f - e)))


@_register("intersection_tt")
def intersection_tt(p: Pencil, a: complex, b: complex, c: complex, d: complex, e: complex, f: complex) -> Choices:
    return _one(meet_lines(Line(a, (c - b) * _i(p)), Line(d, (f - e) * _i(p))))


@_register("tangent")
def tangent(pencil: Pencil, a: complex, o: complex, b: complex) -> Choices:
    x, y = meet(Circle(o, _square(o, b)), Circle(_middle(a, o), _square(a, o) / 4), pencil.numbers)
    return Choices(((x, y), (y, x)))


@_register("eq_triangle")
def eq_triangle(pencil: Pencil, b: complex, c: complex) -> Choices:
    turned = pencil.numbers.turn(_SIXTY)
    return Choices(((b + (c - b) * turned,), (b + (c - b) * turned.conjugate(),)))


@_register("nsquare")
def nsquare(pencil: Pencil, a: complex, b: complex) -> Choices:
    return _one(a - (b - a) * _i(pencil))


@_register("psquare")
def psquare(pencil: Pencil, a: complex, b: complex) -> Choices:
    return _one(a + (b - a) * _i(pencil))


@_register("square")
def square(pencil: Pencil, a: complex, b: complex) -> Choices:
    side = (b - a) * _i(pencil)
    return _one(b + side, a + side)


@_register("parallelogram")
def parallelogram(_: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return _one(a + c - b)


@_register("shift")
def shift(_: Pencil, b: complex, c: complex, d: complex) -> Choices:
    return _one(b + c - d)


@_register("trisect")
def trisect(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    part = pencil.numbers.cube_root((c - b) / (a - b))
    base = Line(a, c - a)
    return _one(meet_lines(base, Line(b, (a - b) * part)), meet_lines(base, Line(b, (a - b) * part * part)))


@_register("trisegment")
def trisegment(_: Pencil, a: complex, b: complex) -> Choices:
    return _one((a * 2 + b) / 3, (a + b * 2) / 3)


@_register("3peq")
def three_points_equal(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    z = b + (c - b) * pencil.numbers.real(pencil.draw(-0.5, 1.5))
    x = meet_lines(Line(z * 2 - c, a - c), Line(a, b - a))
    return _one(x, z * 2 - x, z)


@_register("e5128")
def e5128(pencil: Pencil, a: complex, b: complex, c: complex, d: complex) -> Choices:
    g = _middle(a, b)
    return _one(project(c, Line(d, g - d)) * 2 - d, g)


@_register("2l1c")
def two_lines_one_circle(pencil: Pencil, a: complex, b: complex, c: complex, o: complex) -> Choices:
    """The circle that touches the lines ac and bc and, from inside, the circle around o through a."""
    towards = _unit(pencil, _unit(pencil, a - c) + _unit(pencil, b - c))
    radius, sine = _length(pencil, a - o), cross(_unit(pencil, a - c), towards)
    sine = sine if sine > 0 else -sine
    lead, half = 1 - sine * sine, dot(towards, c - o) + radius * sine
    root = pencil.numbers.sqrt(half * half - lead * (_square(c, o) - radius * radius))
    alternatives = []
    for share in ((root - half) / lead, (-root - half) / lead):
        i = c + towards * share
        x, y = project(i, Line(c, a - c)), project(i, Line(c, b - c))
        alternatives.append((x, y, o + _unit(pencil, i - o) * radius, i))
    return Choices(tuple(alternatives))


def _common_tangents(
    pencil: Pencil, o: complex, a: complex, w: complex, b: complex, side: int
) -> list[tuple[complex, complex]]:
    """The points of contact of the outer (`side` 1) or inner (-1) common tangents."""
    first, second, between = _length(pencil, a - o), _length(pencil, b - w), w - o
    cosine = (first - second * side) / _length(pencil, between)
    sine = pencil.numbers.sqrt(1 - cosine * cosine)
    normals = [_unit(pencil, between) * pencil.numbers.point(cosine, s) for s in (sine, -sine)]
    return [(o + n * first, w + n * second * side) for n in normals]


def _tangent_pairs(pencil: Pencil, o: complex, a: complex, w: complex, b: complex, side: int) -> Choices:
    (x, y), (z, i) = _common_tangents(pencil, o, a, w, b, side)
    return Choices(((x, y, z, i), (z, i, x, y)))


@_register("cc_tangent")
def cc_tangent(pencil: Pencil, o: complex, a: complex, w: complex, b: complex) -> Choices:
    return _tangent_pairs(pencil, o, a, w, b, 1)


@_register("cc_itangent")
def cc_itangent(pencil: Pencil, o: complex, a: complex, w: complex, b: complex) -> Choices:
    return _tangent_pairs(pencil, o, a, w, b, -1)


@_register("cc_tangent0")
def cc_tangent0(pencil: Pencil, o: complex, a: complex, w: complex, b: complex) -> Choices:
    return Choices(tuple(_common_tangents(pencil, o, a, w, b, 1)))
