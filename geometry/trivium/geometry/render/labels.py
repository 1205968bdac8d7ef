"""Where the names of points are written: beside their point, clear of lines, circles, marks and one another."""

from __future__ import annotations

import cmath
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trivium.geometry.render.canvas import Box
from trivium.geometry.render.marks import Path
from trivium.geometry.render.names import width
from trivium.geometry.render.strokes import Ring, Stroke

_HEIGHT = 14.0
_DIRECTIONS = 16
_GAPS = (4.0, 7.0, 11.0, 16.0, 23.0, 32.0)
"""Distances from the point to the box of its label."""
_ENOUGH = 6
"""Places that cover nothing, after which no further ones are looked for."""
_LEADER = 12.0
"""A label further away than this is tied to its point by a line."""
_CLEAR = 1.5
_SWEEPS = 8
_POINT_COST, _LINE_COST, _RING_COST, _MARK_COST, _LABEL_COST = 60.0, 14.0, 10.0, 8.0, 200.0


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside its point."""

    name: str
    point: complex
    box: Box

    @property
    def leader(self) -> tuple[complex, complex] | None:
        """The line that ties a label to its point; None where it stands beside it."""
        if self.box.gap(self.point) <= _LEADER:
            return None
        near = complex(
            min(max(self.point.real, self.box.left), self.box.right),
            min(max(self.point.imag, self.box.top), self.box.bottom),
        )
        return self.point + (near - self.point) / abs(near - self.point) * 4, near


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What a label should not cover."""

    points: Sequence[complex]
    lines: Sequence[Stroke]
    rings: Sequence[Ring]
    marks: Sequence[Path]

    def cost(self, box: Box) -> float:
        """How much of the drawing a box covers."""
        grown = box.grown(_CLEAR)
        total = sum(_POINT_COST for p in self.points if grown.gap(p) < 2.5)
        total += sum(_LINE_COST for s in self.lines if crosses(grown, s.start, s.end))
        total += sum(_RING_COST for r in self.rings if _crosses_ring(grown, r))
        return total + sum(_MARK_COST for m in self.marks if any(grown.gap(p) < 2 for p in m.places))


def crosses(box: Box, start: complex, end: complex) -> bool:
    """Whether a segment goes through a box (Liang and Barsky's clipping)."""
    low, high = 0.0, 1.0
    along = end - start
    for position, step, least, most in (
        (start.real, along.real, box.left, box.right),
        (start.imag, along.imag, box.top, box.bottom),
    ):
        if abs(step) < 1e-9:
            if not least < position < most:
                return False
            continue
        near, far = sorted(((least - position) / step, (most - position) / step))
        low, high = max(low, near), min(high, far)
    return low < high


def _crosses_ring(box: Box, ring: Ring) -> bool:
    corners = (complex(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom))
    return box.gap(ring.centre) < ring.radius < max(abs(c - ring.centre) for c in corners)


def placed(points: Mapping[str, complex], obstacles: Obstacles) -> list[Label]:
    """A label for every point; no two of their boxes overlap."""
    centre = sum(points.values()) / max(len(points), 1)
    choices = {name: _choices(name, p, centre, obstacles) for name, p in points.items()}
    chosen = {name: min(c, key=lambda choice: choice[0])[1] for name, c in choices.items()}
    for _ in range(_SWEEPS):
        before = dict(chosen)
        for name in points:
            others = [box for other, box in chosen.items() if other != name]
            chosen[name] = min(choices[name], key=lambda choice: choice[0] + _overlap(choice[1], others))[1]
        if chosen == before:
            break
    for name, p in points.items():
        others = [box for other, box in chosen.items() if other != name]
        chosen[name] = _free(name, p, chosen[name], others)
    return [Label(name, points[name], box) for name, box in chosen.items()]


def _overlap(box: Box, others: Sequence[Box]) -> float:
    return sum(_LABEL_COST for other in others if box.grown(_CLEAR).overlaps(other))


def _choices(name: str, point: complex, centre: complex, obstacles: Obstacles) -> list[tuple[float, Box]]:
    """The places of a label with their costs; outward ones near the point are cheap."""
    outward = cmath.phase(point - centre) if point != centre else -math.pi / 2
    found: list[tuple[float, Box]] = []
    free = 0
    for k, gap in enumerate(_GAPS):
        for n in range(_DIRECTIONS):
            angle = 2 * math.pi * n / _DIRECTIONS
            box = _box(name, point, angle, gap)
            cost = obstacles.cost(box)
            free += cost == 0
            found.append((cost + 3.0 * k + 2.0 * (1 - math.cos(angle - outward)), box))
        if free >= _ENOUGH:
            break
    return found


def _box(name: str, point: complex, angle: float, gap: float) -> Box:
    """The box of a label in a direction from its point, its nearest corner or side at a distance."""
    half = complex(width(name) / 2, _HEIGHT / 2)
    direction = cmath.exp(1j * angle)
    reach = min(half.real / max(abs(direction.real), 1e-9), half.imag / max(abs(direction.imag), 1e-9))
    middle = point + direction * (reach + gap)
    return Box(middle.real - half.real, middle.imag - half.imag, middle.real + half.real, middle.imag + half.imag)


def _free(name: str, point: complex, box: Box, others: Sequence[Box]) -> Box:
    """The box, or where it overlaps another one the nearest place on wider and wider rings that is free."""
    gap = _GAPS[-1]
    while any(box.overlaps(other) for other in others):
        gap += _HEIGHT
        tried = [_box(name, point, 2 * math.pi * n / 32, gap) for n in range(32)]
        box = next((b for b in tried if not any(b.overlaps(other) for other in others)), box)
    return box
