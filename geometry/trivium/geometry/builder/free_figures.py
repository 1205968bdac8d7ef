"""Free figures: points, triangles and quadrangles that rest on nothing."""

from __future__ import annotations

from trivium.geometry.builder.loci import Choices
from trivium.geometry.builder.pencil import SIXTY, Pencil, length, one, register, unit


@register("free")
def free(pencil: Pencil) -> Choices:
    return one(pencil.numbers.point(pencil.draw(-1.2, 1.2), pencil.draw(-1.2, 1.2)))


@register("segment")
def segment(pencil: Pencil) -> Choices:
    a = pencil.numbers.point(pencil.draw(-1, -0.4), pencil.draw(-0.5, 0.5))
    return one(a, a + pencil.numbers.point(pencil.draw(0.8, 1.4), pencil.draw(-0.5, 0.5)))


def _on_unit_circle(pencil: Pencil, low: float, high: float, count: int) -> list[complex]:
    """So many points in turn, each a drawn part of the full turn after the one before."""
    position = pencil.draw(0, 2)
    points = [pencil.numbers.turn(position)]
    for _ in range(count - 1):
        position = position + 2 * pencil.draw(low, high)
        points.append(pencil.numbers.turn(position))
    return points


@register("triangle")
def triangle(pencil: Pencil) -> Choices:
    return one(*_on_unit_circle(pencil, 0.2, 0.42, 3))


@register("acute_triangle")
def acute_triangle(pencil: Pencil) -> Choices:
    return one(*_on_unit_circle(pencil, 0.27, 0.38, 3))


@register("quadrangle")
def quadrangle(pencil: Pencil) -> Choices:
    around = _on_unit_circle(pencil, 0.15, 0.28, 4)
    return one(*(p * pencil.numbers.real(pencil.draw(0.75, 1.25)) for p in around))


@register("pentagon")
def pentagon(pencil: Pencil) -> Choices:
    around = _on_unit_circle(pencil, 0.14, 0.22, 5)
    return one(*(p * pencil.numbers.real(pencil.draw(0.85, 1.15)) for p in around))


def _placed(pencil: Pencil, *points: tuple[float, float]) -> Choices:
    """Points in a frame of their own, turned by a drawn angle."""
    turned = pencil.numbers.turn(pencil.draw(0, 2))
    return one(*(pencil.numbers.point(x, y) * turned for x, y in points))


@register("iso_triangle", "iso_triangle0")
def iso_triangle(pencil: Pencil) -> Choices:
    base, height = pencil.draw(0.4, 0.9), pencil.draw(0.8, 1.7)
    return _placed(pencil, (0, height), (-base, 0), (base, 0))


@register("ieq_triangle")
def ieq_triangle(pencil: Pencil) -> Choices:
    a = pencil.numbers.turn(pencil.draw(0, 2))
    return one(pencil.numbers.point(0, 0), a, a * pencil.numbers.turn(SIXTY))


@register("r_triangle")
def r_triangle(pencil: Pencil) -> Choices:
    return _placed(pencil, (0, 0), (pencil.draw(0.6, 1.8), 0), (0, pencil.draw(0.6, 1.8)))


@register("risos")
def risos(pencil: Pencil) -> Choices:
    return _placed(pencil, (0, 0), (1, 0), (0, 1))


@register("triangle12")
def triangle12(pencil: Pencil) -> Choices:
    a, b = pencil.numbers.point(0, 0), pencil.numbers.turn(pencil.draw(0, 2))
    return one(a, b, b * 2 * pencil.numbers.turn(pencil.draw(0.2, 0.7)))


@register("rectangle")
def rectangle(pencil: Pencil) -> Choices:
    width, height = pencil.draw(1, 2), pencil.draw(0.5, 1.5)
    return _placed(pencil, (0, 0), (width, 0), (width, height), (0, height))


@register("isquare")
def isquare(pencil: Pencil) -> Choices:
    turned = pencil.numbers.turn(pencil.draw(0, 2))
    corners = ((0, 0), (1, 0), (1, 1), (0, 1))
    return Choices(tuple(tuple(pencil.numbers.point(x, side * y) * turned for x, y in corners) for side in (1, -1)))


@register("trapezoid")
def trapezoid(pencil: Pencil) -> Choices:
    left, height = pencil.draw(-0.5, 0.6), pencil.draw(0.6, 1.3)
    return _placed(pencil, (0, 0), (pencil.draw(1.4, 2.2), 0), (left + pencil.draw(0.5, 1.1), height), (left, height))


@register("r_trapezoid")
def r_trapezoid(pencil: Pencil) -> Choices:
    height = pencil.draw(0.6, 1.3)
    return _placed(pencil, (0, 0), (pencil.draw(1.4, 2.2), 0), (pencil.draw(0.5, 1.1), height), (0, height))


@register("eq_trapezoid", "iso_trapezoid")
def eq_trapezoid(pencil: Pencil) -> Choices:
    height, base, top = pencil.draw(0.6, 1.3), pencil.draw(0.8, 1.3), pencil.draw(0.3, 0.7)
    return _placed(pencil, (-base, 0), (base, 0), (top, height), (-top, height))


@register("eq_quadrangle")
def eq_quadrangle(pencil: Pencil) -> Choices:
    a, b, c = _on_unit_circle(pencil, 0.18, 0.3, 3)
    radius = length(pencil, c - b)
    return one(a, b, c, a + unit(pencil, c - b) * radius * pencil.numbers.turn(pencil.draw(-0.3, 0.3)))


@register("eqdia_quadrangle")
def eqdia_quadrangle(pencil: Pencil) -> Choices:
    a, c = pencil.numbers.point(0, 0), pencil.numbers.point(2, 0)
    axis = pencil.numbers.turn(pencil.draw(0.3, 0.7)) * 2
    crossing, share = c * pencil.numbers.real(pencil.draw(0.3, 0.7)), pencil.numbers.real(pencil.draw(0.3, 0.7))
    return one(a, crossing - axis * share, c, crossing + axis * (1 - share))
