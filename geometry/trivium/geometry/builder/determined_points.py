"""Constructions whose points are determined by the old ones, up to a choice."""

from __future__ import annotations

from trivium.geometry.builder.arithmetic import cross, dot
from trivium.geometry.builder.loci import Choices, Circle, Line, meet, meet_lines, project
from trivium.geometry.builder.pencil import (
    SIXTY,
    Pencil,
    centre,
    imaginary,
    length,
    middle,
    one,
    reflected,
    register,
    square_of,
    unit,
)


@register("circle", "circumcenter")
def circumcenter(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return one(centre(pencil, a, b, c))


@register("midpoint")
def midpoint(_: Pencil, a: complex, b: complex) -> Choices:
    return one(middle(a, b))


@register("mirror")
def mirror(_: Pencil, a: complex, b: complex) -> Choices:
    return one(b * 2 - a)


@register("reflect")
def reflect(_: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return one(reflected(a, b, c))


@register("foot")
def foot(_: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return one(project(a, Line(b, c - b)))


@register("orthocenter")
def orthocenter(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return one(a + b + c - centre(pencil, a, b, c) * 2)


@register("centroid")
def centroid(_: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return one(middle(b, c), middle(c, a), middle(a, b), (a + b + c) / 3)


@register("ninepoints")
def ninepoints(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    x, y, z = middle(b, c), middle(c, a), middle(a, b)
    return one(x, y, z, centre(pencil, x, y, z))


def _touching(pencil: Pencil, a: complex, b: complex, c: complex, sign: int) -> complex:
    """The incentre, or the excentre opposite `a` where `sign` is -1."""
    u, v, w = length(pencil, c - b) * sign, length(pencil, a - c), length(pencil, b - a)
    return (a * u + b * v + c * w) / (u + v + w)


@register("incenter")
def incenter(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return one(_touching(pencil, a, b, c, 1))


@register("excenter")
def excenter(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return one(_touching(pencil, a, b, c, -1))


def _with_feet(i: complex, a: complex, b: complex, c: complex) -> Choices:
    return one(project(i, Line(b, c - b)), project(i, Line(c, a - c)), project(i, Line(a, b - a)), i)


@register("incenter2")
def incenter2(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return _with_feet(_touching(pencil, a, b, c, 1), a, b, c)


@register("excenter2")
def excenter2(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return _with_feet(_touching(pencil, a, b, c, -1), a, b, c)


@register("intersection_ll")
def intersection_ll(_: Pencil, a: complex, b: complex, c: complex, d: complex) -> Choices:
    return one(meet_lines(Line(a, b - a), Line(c, d - c)))


@register("intersection_lc")
def intersection_lc(_: Pencil, a: complex, o: complex, b: complex) -> Choices:
    return one(project(o, Line(b, a - b)) * 2 - b)


@register("intersection_cc")
def intersection_cc(_: Pencil, o: complex, w: complex, a: complex) -> Choices:
    return one(reflected(a, o, w))


@register("intersection_lp")
def intersection_lp(_: Pencil, a: complex, b: complex, c: complex, m: complex, n: complex) -> Choices:
    return one(meet_lines(Line(a, b - a), Line(c, n - m)))


@register("intersection_lt")
def intersection_lt(pencil: Pencil, a: complex, b: complex, c: complex, d: complex, e: complex) -> Choices:
    return one(meet_lines(Line(a, b - a), Line(c, (e - d) * imaginary(pencil))))


@register("intersection_pp")
def intersection_pp(_: Pencil, a: complex, b: complex, c: complex, d: complex, e: complex, f: complex) -> Choices:
    return one(meet_lines(Line(a, c - b), Line(d, f - e)))


@register("intersection_tt")
def intersection_tt(p: Pencil, a: complex, b: complex, c: complex, d: complex, e: complex, f: complex) -> Choices:
    return one(meet_lines(Line(a, (c - b) * imaginary(p)), Line(d, (f - e) * imaginary(p))))


@register("tangent")
def tangent(pencil: Pencil, a: complex, o: complex, b: complex) -> Choices:
    x, y = meet(Circle(o, square_of(o, b)), Circle(middle(a, o), square_of(a, o) / 4), pencil.numbers)
    return Choices(((x, y), (y, x)))


@register("eq_triangle")
def eq_triangle(pencil: Pencil, b: complex, c: complex) -> Choices:
    turned = pencil.numbers.turn(SIXTY)
    return Choices(((b + (c - b) * turned,), (b + (c - b) * turned.conjugate(),)))


@register("nsquare")
def nsquare(pencil: Pencil, a: complex, b: complex) -> Choices:
    return one(a - (b - a) * imaginary(pencil))


@register("psquare")
def psquare(pencil: Pencil, a: complex, b: complex) -> Choices:
    return one(a + (b - a) * imaginary(pencil))


@register("square")
def square(pencil: Pencil, a: complex, b: complex) -> Choices:
    side = (b - a) * imaginary(pencil)
    return one(b + side, a + side)


@register("parallelogram")
def parallelogram(_: Pencil, a: complex, b: complex, c: complex) -> Choices:
    return one(a + c - b)


@register("shift")
def shift(_: Pencil, b: complex, c: complex, d: complex) -> Choices:
    return one(b + c - d)


@register("trisect")
def trisect(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    part = pencil.numbers.cube_root((c - b) / (a - b))
    base = Line(a, c - a)
    return one(meet_lines(base, Line(b, (a - b) * part)), meet_lines(base, Line(b, (a - b) * part * part)))


@register("trisegment")
def trisegment(_: Pencil, a: complex, b: complex) -> Choices:
    return one((a * 2 + b) / 3, (a + b * 2) / 3)


@register("3peq")
def three_points_equal(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    z = b + (c - b) * pencil.numbers.real(pencil.draw(-0.5, 1.5))
    x = meet_lines(Line(z * 2 - c, a - c), Line(a, b - a))
    return one(x, z * 2 - x, z)


@register("e5128")
def e5128(pencil: Pencil, a: complex, b: complex, c: complex, d: complex) -> Choices:
    g = middle(a, b)
    return one(project(c, Line(d, g - d)) * 2 - d, g)


@register("2l1c")
def two_lines_one_circle(pencil: Pencil, a: complex, b: complex, c: complex, o: complex) -> Choices:
    """The circle that touches the lines ac and bc and, from inside, the circle around o through a."""
    towards = unit(pencil, unit(pencil, a - c) + unit(pencil, b - c))
    radius, sine = length(pencil, a - o), cross(unit(pencil, a - c), towards)
    sine = sine if sine > 0 else -sine
    lead, half = 1 - sine * sine, dot(towards, c - o) + radius * sine
    root = pencil.numbers.sqrt(half * half - lead * (square_of(c, o) - radius * radius))
    alternatives = []
    for share in ((root - half) / lead, (-root - half) / lead):
        i = c + towards * share
        x, y = project(i, Line(c, a - c)), project(i, Line(c, b - c))
        alternatives.append((x, y, o + unit(pencil, i - o) * radius, i))
    return Choices(tuple(alternatives))


def _common_tangents(
    pencil: Pencil, o: complex, a: complex, w: complex, b: complex, side: int
) -> list[tuple[complex, complex]]:
    """The points of contact of the outer (`side` 1) or inner (-1) common tangents."""
    first, second, between = length(pencil, a - o), length(pencil, b - w), w - o
    cosine = (first - second * side) / length(pencil, between)
    sine = pencil.numbers.sqrt(1 - cosine * cosine)
    normals = [unit(pencil, between) * pencil.numbers.point(cosine, s) for s in (sine, -sine)]
    return [(o + n * first, w + n * second * side) for n in normals]


def _tangent_pairs(pencil: Pencil, o: complex, a: complex, w: complex, b: complex, side: int) -> Choices:
    (x, y), (z, i) = _common_tangents(pencil, o, a, w, b, side)
    return Choices(((x, y, z, i), (z, i, x, y)))


@register("cc_tangent")
def cc_tangent(pencil: Pencil, o: complex, a: complex, w: complex, b: complex) -> Choices:
    return _tangent_pairs(pencil, o, a, w, b, 1)


@register("cc_itangent")
def cc_itangent(pencil: Pencil, o: complex, a: complex, w: complex, b: complex) -> Choices:
    return _tangent_pairs(pencil, o, a, w, b, -1)


@register("cc_tangent0")
def cc_tangent0(pencil: Pencil, o: complex, a: complex, w: complex, b: complex) -> Choices:
    return Choices(tuple(_common_tangents(pencil, o, a, w, b, 1)))
