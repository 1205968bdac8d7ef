"""Where the names of points are written: beside their point, clear of lines, circles, marks and one another."""

from __future__ import annotations

import cmath
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from trivium.geometry.render.canvas import Box
from trivium.geometry.render.names import width
from trivium.geometry.render.obstacles import FloatArray, Obstacles, overlapping

_HEIGHT = 14.0
_DIRECTIONS = 16
_GAPS = (4.0, 7.0, 11.0, 16.0, 23.0, 32.0)
"""Distances from the point to the box of its label."""
_ENOUGH = 6
"""Places that cover nothing, after which no further ones are looked for."""
_LEADER = 12.0
"""A label further away than this is tied to its point by a line."""
_SWEEPS = 8
_NOTHING = np.empty((0, 4))


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
class _Places:
    """Where a label may stand."""

    boxes: FloatArray
    """Shape (places, 4), see `Obstacles.costs`."""
    costs: FloatArray

    def best(self, others: FloatArray) -> FloatArray:
        """The cheapest place beside labels that stand already, the first of equals."""
        best: FloatArray = self.boxes[np.argmin(self.costs + overlapping(self.boxes, others))]
        return best


def placed(points: Mapping[str, complex], obstacles: Obstacles) -> list[Label]:
    """A label for every point; no two of their boxes overlap."""
    centre = sum(points.values()) / max(len(points), 1)
    choices = [_choices(name, p, centre, obstacles) for name, p in points.items()]
    chosen = np.array([c.best(_NOTHING) for c in choices]).reshape(-1, 4)
    for _ in range(_SWEEPS):
        before = chosen.copy()
        for k, places in enumerate(choices):
            chosen[k] = places.best(np.delete(chosen, k, axis=0))
        if (chosen == before).all():
            break
    boxes = [Box(*row) for row in chosen.tolist()]
    for k, (name, p) in enumerate(points.items()):
        boxes[k] = _free(name, p, boxes[k], [*boxes[:k], *boxes[k + 1 :]])
    return [Label(name, p, box) for (name, p), box in zip(points.items(), boxes, strict=True)]


def _choices(name: str, point: complex, centre: complex, obstacles: Obstacles) -> _Places:
    """The places of a label with their costs; outward ones near the point are cheap."""
    outward = cmath.phase(point - centre) if point != centre else -math.pi / 2
    turned = 2.0 * (1 - np.cos(2 * math.pi * np.arange(_DIRECTIONS) / _DIRECTIONS - outward))
    boxes, costs, free = [], [], 0
    for k, gap in enumerate(_GAPS):
        around = _boxes(name, point, _DIRECTIONS, gap)
        covered = obstacles.costs(around)
        boxes.append(around)
        costs.append(covered + 3.0 * k + turned)
        free += int((covered == 0).sum())
        if free >= _ENOUGH:
            break
    return _Places(np.concatenate(boxes), np.concatenate(costs))


def _boxes(name: str, point: complex, count: int, gap: float) -> FloatArray:
    """The boxes of a label all round its point, the nearest corner or side of each at a distance."""
    across, down = width(name) / 2, _HEIGHT / 2
    directions = np.exp(2j * math.pi * np.arange(count) / count)
    reach = np.minimum(across / np.maximum(abs(directions.real), 1e-9), down / np.maximum(abs(directions.imag), 1e-9))
    middles = point + directions * (reach + gap)
    left, top = middles.real - across, middles.imag - down
    return np.stack([left, top, left + 2 * across, top + 2 * down], axis=1)


def _free(name: str, point: complex, box: Box, others: Sequence[Box]) -> Box:
    """The box, or where it overlaps another one the nearest place on wider and wider rings that is free."""
    gap = _GAPS[-1]
    while any(box.overlaps(other) for other in others):
        gap += _HEIGHT
        tried = [Box(*row) for row in _boxes(name, point, 32, gap).tolist()]
        box = next((b for b in tried if not any(b.overlaps(other) for other in others)), box)
    return box
