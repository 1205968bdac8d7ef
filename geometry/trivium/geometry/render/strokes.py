"""The strokes of a drawing: segments and circles in the canvas, merged where they lie on one another."""

from __future__ import annotations

import cmath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from trivium.geometry.render.depiction import Around, Depicted, Segment, Through

_SAME = 0.6
"""Canvas units within which two places count as one."""


class Weight(Enum):
    """How a stroke is drawn, in the order of drawing."""

    LINE = "line"
    """What is constructed in it."""
    AUXILIARY = "auxiliary"
    """What the proof adds to the figure."""
    SHAPE = "shape"
    """The figure that the statement starts from."""
    EXTENSION = "extension"
    """A line that is asked about, carried on to where it meets another."""
    GOAL = "goal"
    """What is to be shown."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A segment."""

    start: complex
    end: complex
    weight: Weight


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle."""

    centre: complex
    radius: float
    weight: Weight


def cross(u: complex, v: complex) -> float:
    """The signed area that two vectors span."""
    return (u.conjugate() * v).imag


def meet(a: complex, b: complex, c: complex, d: complex) -> complex | None:
    """Where the lines ab and cd meet; None where they are nearly parallel."""
    u, v = b - a, d - c
    area = cross(u, v)
    if abs(area) < 1e-6 * abs(u) * abs(v) or area == 0:
        return None
    return a + u * (cross(c - a, v) / area)


def distance(p: complex, start: complex, end: complex) -> float:
    """The distance of a point from a segment."""
    along = end - start
    square = abs(along) ** 2
    share = ((p - start) * along.conjugate()).real / square if square else 0.0
    return abs(p - (start + along * min(1.0, max(0.0, share))))


def stroke(segment: Segment, points: Mapping[str, complex], weight: Weight) -> Stroke | None:
    """A segment in the canvas; None where its points coincide."""
    places = [points[name] for name in segment.points]
    if segment.foot is not None:
        a, b, c = (points[name] for name in segment.foot)
        foot = meet(a, a + (c - b) * 1j, b, c)
        places += [] if foot is None else [foot]
    start = max(places, key=lambda p: abs(p - places[0]))
    end = max(places, key=lambda p: abs(p - start))
    return Stroke(start, end, weight) if abs(end - start) > _SAME else None


def ring(circle: Around | Through, points: Mapping[str, complex], weight: Weight) -> Ring | None:
    """A circle in the canvas; None where it has no radius, or its points lie on one line."""
    if isinstance(circle, Around):
        centre = points[circle.centre]
        radius = abs(points[circle.through] - centre)
        return Ring(centre, radius, weight) if radius > _SAME else None
    p = [points[name] for name in circle.points]
    if len(p) == 2:
        return Ring((p[0] + p[1]) / 2, abs(p[1] - p[0]) / 2, weight)
    u, v = p[1] - p[0], p[2] - p[0]
    found = meet((p[0] + p[1]) / 2, (p[0] + p[1]) / 2 + u * 1j, (p[0] + p[2]) / 2, (p[0] + p[2]) / 2 + v * 1j)
    return None if found is None else Ring(found, abs(found - p[0]), weight)


def strokes(
    depicted: Iterable[Depicted], points: Mapping[str, complex], weight: Weight
) -> tuple[list[Stroke], list[Ring]]:
    """The strokes for what is depicted, each line and circle once."""
    lines: list[Stroke] = []
    rings: list[Ring] = []
    for item in depicted:
        if isinstance(item, Segment):
            line = stroke(item, points, weight)
            if line is not None:
                _merge(lines, line)
        else:
            circle = ring(item, points, weight)
            if circle is not None and not any(same_ring(circle, r) for r in rings):
                rings.append(circle)
    return lines, rings


def same_ring(one: Ring, two: Ring) -> bool:
    """Whether two circles look the same."""
    return abs(one.centre - two.centre) < _SAME and abs(one.radius - two.radius) < _SAME


def covered(start: complex, end: complex, lines: Iterable[Stroke]) -> bool:
    """Whether a segment is part of one of the strokes."""
    return any(distance(start, s.start, s.end) < _SAME and distance(end, s.start, s.end) < _SAME for s in lines)


def _merge(lines: list[Stroke], new: Stroke) -> None:
    """Adds a stroke, joined with those on its line that it touches."""
    joined = True
    while joined:
        joined = False
        for old in lines:
            if _on_one_line(old, new) and _touch(old, new):
                lines.remove(old)
                new, joined = _hull(old, new), True
                break
    lines.append(new)


def _on_one_line(one: Stroke, two: Stroke) -> bool:
    long, short = (one, two) if abs(one.end - one.start) >= abs(two.end - two.start) else (two, one)
    unit = cmath.exp(1j * cmath.phase(long.end - long.start))
    return all(abs(cross(unit, p - long.start)) < _SAME for p in (short.start, short.end))


def _touch(one: Stroke, two: Stroke) -> bool:
    return any(distance(p, one.start, one.end) < _SAME for p in (two.start, two.end)) or any(
        distance(p, two.start, two.end) < _SAME for p in (one.start, one.end)
    )


def _hull(one: Stroke, two: Stroke) -> Stroke:
    ends = (one.start, one.end, two.start, two.end)
    start = max(ends, key=lambda p: abs(p - one.start))
    return Stroke(start, max(ends, key=lambda p: abs(p - start)), one.weight)
