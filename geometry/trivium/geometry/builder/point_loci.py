"""Constructions that leave one point free on a line or a circle."""

from __future__ import annotations

from fractions import Fraction

from trivium.geometry.builder.arithmetic import cross, dot
from trivium.geometry.builder.loci import Choices, Circle, Line, Locus, meet_lines
from trivium.geometry.builder.pencil import Pencil, bisector, centre, imaginary, middle, one, register, square_of, unit


@register("on_line", "on_opline")
def on_line(_: Pencil, a: complex, b: complex) -> Line:
    return Line(a, b - a)


@register("on_pline")
def on_pline(_: Pencil, a: complex, b: complex, c: complex) -> Line:
    return Line(a, c - b)


@register("on_tline")
def on_tline(pencil: Pencil, a: complex, b: complex, c: complex) -> Line:
    return Line(a, (c - b) * imaginary(pencil))


@register("lc_tangent")
def lc_tangent(pencil: Pencil, a: complex, o: complex) -> Line:
    return Line(a, (o - a) * imaginary(pencil))


@register("on_bline", "iso_triangle_vertex", "iso_triangle_vertex_angle")
def on_bline(pencil: Pencil, a: complex, b: complex) -> Line:
    return bisector(pencil, a, b)


@register("on_circle")
def on_circle(_: Pencil, o: complex, a: complex) -> Circle:
    return Circle(o, square_of(o, a))


@register("eqdistance")
def eqdistance(_: Pencil, a: complex, b: complex, c: complex) -> Circle:
    return Circle(a, square_of(b, c))


@register("on_circum")
def on_circum(pencil: Pencil, a: complex, b: complex, c: complex) -> Circle:
    o = centre(pencil, a, b, c)
    return Circle(o, square_of(o, a))


@register("on_dia")
def on_dia(_: Pencil, a: complex, b: complex) -> Circle:
    return Circle(middle(a, b), square_of(a, b) / 4)


@register("angle_bisector")
def angle_bisector(pencil: Pencil, a: complex, b: complex, c: complex) -> Line:
    return Line(b, unit(pencil, a - b) + unit(pencil, c - b), ray=True)


@register("angle_mirror")
def angle_mirror(pencil: Pencil, a: complex, b: complex, c: complex) -> Line:
    return Line(b, (c - b) * unit(pencil, c - b) * unit(pencil, a - b).conjugate(), ray=True)


@register("s_angle")
def s_angle(pencil: Pencil, a: complex, b: complex, degrees: Fraction) -> Line:
    return Line(b, (a - b) * pencil.numbers.turn(degrees / 180), ray=True)


@register("on_aline")
def on_aline(pencil: Pencil, a: complex, b: complex, c: complex, d: complex, e: complex) -> Line:
    return Line(a, (b - a) * unit(pencil, c - d) * unit(pencil, e - d).conjugate())


def _seen(pencil: Pencil, a: complex, b: complex, first: complex, second: complex) -> Circle:
    """The circle of the points that see ab under the directed angle from `first` to `second`."""
    centre = middle(a, b) + imaginary(pencil) * (b - a) / 2 * (dot(first, second) / cross(first, second))
    return Circle(centre, square_of(centre, a))


@register("on_aline2")
def on_aline2(pencil: Pencil, a: complex, b: complex, c: complex, d: complex, e: complex) -> Circle:
    return _seen(pencil, a, b, c - d, e - d)


@register("eqangle3")
def eqangle3(pencil: Pencil, a: complex, b: complex, d: complex, e: complex, f: complex) -> Circle:
    return _seen(pencil, a, b, e - d, f - d)


@register("eqangle2")
def eqangle2(pencil: Pencil, a: complex, b: complex, c: complex) -> Choices:
    turned = pencil.numbers.turn(pencil.draw(-0.5, 0.5))
    return one(meet_lines(Line(a, (b - a) * turned), Line(c, (b - c) * turned.conjugate())))


@register("on_aline0")
def on_aline0(p: Pencil, a: complex, b: complex, c: complex, d: complex, e: complex, f: complex, g: complex) -> Line:
    return Line(g, (f - e) * unit(p, d - c) * unit(p, b - a).conjugate())


@register("eqratio")
def eqratio(_: Pencil, a: complex, b: complex, c: complex, d: complex, e: complex, f: complex, g: complex) -> Circle:
    return Circle(g, square_of(e, f) * square_of(c, d) / square_of(a, b))


def _in_ratio(pencil: Pencil, a: complex, c: complex, square: float) -> Locus:
    """The circle of Apollonius: the points whose squared distances from a and c are in this ratio."""
    rest = 1 - square
    if rest == 0:
        return bisector(pencil, a, c)
    return Circle((a - c * square) / rest, square_of(a, c) * square / (rest * rest))


@register("eqratio6")
def eqratio6(p: Pencil, a: complex, c: complex, e: complex, f: complex, g: complex, h: complex) -> Locus:
    return _in_ratio(p, a, c, square_of(e, f) / square_of(g, h))


@register("aconst")
def aconst(pencil: Pencil, a: complex, b: complex, c: complex, degrees: Fraction) -> Line:
    return Line(c, (b - a) * pencil.numbers.turn(degrees / 180))


@register("rconst")
def rconst(pencil: Pencil, a: complex, b: complex, c: complex, ratio: Fraction) -> Circle:
    return Circle(c, square_of(a, b) / pencil.numbers.real(ratio * ratio))


@register("rconst2")
def rconst2(pencil: Pencil, a: complex, b: complex, ratio: Fraction) -> Locus:
    return _in_ratio(pencil, a, b, pencil.numbers.real(ratio * ratio))
