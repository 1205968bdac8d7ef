"""What labels should not cover, asked about many boxes at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from trivium.geometry.render.marks import Path
from trivium.geometry.render.strokes import Ring, Stroke

FloatArray: TypeAlias = npt.NDArray[np.float64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]
_CLEAR = 1.5
_POINT_GAP, _MARK_GAP = 2.5, 2.0
_POINT_COST, _LINE_COST, _RING_COST, _MARK_COST, _LABEL_COST = 60.0, 14.0, 10.0, 8.0, 200.0
_GROWTH = np.array([-_CLEAR, -_CLEAR, _CLEAR, _CLEAR])


class Obstacles:
    """Points, lines, circles and marks of a drawing."""

    def __init__(
        self, points: Sequence[complex], lines: Sequence[Stroke], rings: Sequence[Ring], marks: Sequence[Path]
    ) -> None:
        self._points = np.array(points, complex)
        self._starts = np.array([s.start for s in lines], complex)
        self._ends = np.array([s.end for s in lines], complex)
        self._centres = np.array([r.centre for r in rings], complex)
        self._radii = np.array([r.radius for r in rings], float)
        self._marks = np.array([p for m in marks for p in m.places], complex)
        self._first = np.cumsum([0, *(len(m.places) for m in marks)])[:-1]
        """Where the places of each mark begin."""

    def costs(self, boxes: FloatArray) -> FloatArray:
        """How much of the drawing is covered by boxes, rows of left, top, right and bottom; shape (boxes,)."""
        grown = boxes + _GROWTH
        total: FloatArray = _POINT_COST * (gaps(grown, self._points) < _POINT_GAP).sum(axis=1)
        total += _LINE_COST * crossed(grown, self._starts, self._ends).sum(axis=1)
        total += _RING_COST * self._ringed(grown).sum(axis=1)
        if self._marks.size:
            near = np.logical_or.reduceat(gaps(grown, self._marks) < _MARK_GAP, self._first, axis=1)
            total += _MARK_COST * near.sum(axis=1)
        return total

    def _ringed(self, boxes: FloatArray) -> BoolArray:
        corners = boxes[:, [0, 0, 2, 2]] + 1j * boxes[:, [1, 3, 1, 3]]
        farthest = abs(corners[:, :, None] - self._centres).max(axis=1)
        result: BoolArray = (gaps(boxes, self._centres) < self._radii) & (self._radii < farthest)
        return result


def gaps(boxes: FloatArray, places: npt.NDArray[np.complex128]) -> FloatArray:
    """The distances of places from boxes, 0 inside, shape (boxes, places)."""
    left, top, right, bottom = (boxes[:, k, None] for k in range(4))
    across = np.maximum(np.maximum(left - places.real, 0), places.real - right)
    down = np.maximum(np.maximum(top - places.imag, 0), places.imag - bottom)
    return np.hypot(across, down)


def crossed(boxes: FloatArray, starts: npt.NDArray[np.complex128], ends: npt.NDArray[np.complex128]) -> BoolArray:
    """Whether segments go through boxes, shape (boxes, segments): Liang and Barsky's clipping."""
    along = ends - starts
    low, high = np.zeros((len(boxes), len(starts))), np.ones((len(boxes), len(starts)))
    for position, step, least, most in (
        (starts.real, along.real, boxes[:, 0, None], boxes[:, 2, None]),
        (starts.imag, along.imag, boxes[:, 1, None], boxes[:, 3, None]),
    ):
        flat = abs(step) < 1e-9
        safe = np.where(flat, 1.0, step)
        one, two = (least - position) / safe, (most - position) / safe
        beside = flat & ~((least < position) & (position < most))
        low = np.where(flat, np.where(beside, 1.0, low), np.maximum(low, np.minimum(one, two)))
        high = np.where(flat, np.where(beside, 0.0, high), np.minimum(high, np.maximum(one, two)))
    return low < high


def overlapping(boxes: FloatArray, others: FloatArray) -> FloatArray:
    """The price of the others that each box covers or comes too near to, shape (boxes,)."""
    grown = boxes[:, None] + _GROWTH
    covered = (grown[..., :2] < others[:, 2:]).all(axis=2) & (others[:, :2] < grown[..., 2:]).all(axis=2)
    price: FloatArray = _LABEL_COST * covered.sum(axis=1)
    return price
