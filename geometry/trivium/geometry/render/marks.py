"""Marks of what is given: right angles, equal lengths, equal angles; few enough to stay readable."""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from trivium.geometry.predicates.predicate import Predicate
from trivium.geometry.render.strokes import Ring, Stroke, Weight, covered, distance, meet

_CORNER = 8.0
_TICK = 4.5
_TICK_GAP = 4.0
_ARC = 17.0
_ARC_GAP = 3.5
_LEAST_ROOM = 16.0
"""Canvas units that a side must have for a mark on it."""
_MOST_RIGHT_ANGLES = 6
_MOST_GROUPS = 3
"""Groups of equal lengths, and of equal angles: the marks of a group have one, two or three strokes."""

Angle: TypeAlias = tuple[str, str, str]
"""The vertex, and a point on each side."""


@dataclass(frozen=True, slots=True)
class Path:
    """A mark: a broken line, or an arc of a circle where it has a radius."""

    places: tuple[complex, ...]
    weight: Weight
    radius: float = 0.0


class Marking:
    """Puts marks on the strokes of a drawing."""

    def __init__(self, points: Mapping[str, complex], lines: Sequence[Stroke], rings: Sequence[Ring]) -> None:
        self._points = points
        self._lines = lines
        self._rings = rings
        self._ticked: set[frozenset[str]] = set()

    def right_angles(self, facts: Iterable[Predicate], weight: Weight) -> list[Path]:
        """A corner where two perpendicular lines of the drawing meet."""
        found: list[Path] = []
        corners: list[complex] = []
        for fact in facts:
            a, b, c, d = (self._points[name] for name in fact.points)
            corner = meet(a, b, c, d)
            if corner is None or any(abs(corner - x) < 1 for x in corners):
                continue
            sides = self._side(corner, a, b), self._side(corner, c, d)
            if sides[0] is not None and sides[1] is not None and len(found) < _MOST_RIGHT_ANGLES:
                u, v = sides[0] * _CORNER, sides[1] * _CORNER
                found.append(Path((corner + u, corner + u + v, corner + v), weight))
                corners.append(corner)
        return found

    def _side(self, corner: complex, a: complex, b: complex) -> complex | None:
        """The direction from a corner along the line ab in which a stroke has room, the longer way first."""
        for end in sorted((a, b), key=lambda p: -abs(p - corner)):
            if abs(end - corner) > _LEAST_ROOM:
                unit = (end - corner) / abs(end - corner)
                if self._drawn(corner, corner + unit * _LEAST_ROOM):
                    return unit
        return None

    def _drawn(self, start: complex, end: complex) -> bool:
        """Whether strokes cover a short segment, its parts perhaps by several."""
        return all(covered(p, p, self._lines) for p in (start + (end - start) * share for share in (0.25, 0.5, 1)))

    def equal_lengths(self, facts: Iterable[Predicate]) -> list[list[frozenset[str]]]:
        """Groups of equal segments of the drawing; radii of a drawn circle need no mark."""
        groups: list[list[frozenset[str]]] = []
        for fact in facts:
            a, b, c, d = fact.points
            pair = [frozenset((a, b)), frozenset((c, d))]
            if pair[0] == pair[1] or self._radii(pair) or not all(self._free(segment) for segment in pair):
                continue
            joined = [g for g in groups if any(s in g for s in pair)]
            groups = [g for g in groups if g not in joined]
            groups.append(list(dict.fromkeys(s for g in (*joined, pair) for s in g)))
        return groups[:_MOST_GROUPS]

    def ticks(self, groups: Iterable[Iterable[frozenset[str]]], weight: Weight, start: int = 1) -> list[Path]:
        """Ticks on the segments of each group: so many as its number, counted from `start`."""
        return [tick for k, group in enumerate(groups, start) for s in group for tick in self._ticks(s, k, weight)]

    def _radii(self, pair: Sequence[frozenset[str]]) -> bool:
        for name in pair[0] & pair[1]:
            centre = self._points[name]
            other = next(iter(pair[0] - {name}))
            radius = abs(self._points[other] - centre)
            if any(abs(r.centre - centre) < 1 and abs(r.radius - radius) < 1 for r in self._rings):
                return True
        return False

    def _free(self, segment: frozenset[str]) -> bool:
        """Whether a segment is drawn, has room, and no other point lies on it."""
        if len(segment) != 2:
            return False
        a, b = (self._points[name] for name in sorted(segment))
        others = (p for name, p in self._points.items() if name not in segment)
        return abs(a - b) > _LEAST_ROOM and covered(a, b, self._lines) and all(distance(p, a, b) > 2 for p in others)

    def _ticks(self, segment: frozenset[str], count: int, weight: Weight) -> list[Path]:
        a, b = (self._points[name] for name in sorted(segment))
        unit = (b - a) / abs(b - a)
        # what is asked is marked beside the middle of a segment that has ticks already
        middle = a + (b - a) * (0.5 if segment not in self._ticked else 0.64)
        self._ticked.add(segment)
        places = (middle + unit * _TICK_GAP * (k - (count - 1) / 2) for k in range(count))
        return [Path((p + unit * 1j * _TICK, p - unit * 1j * _TICK), weight) for p in places]

    def equal_angles(self, facts: Iterable[Predicate]) -> list[list[Angle]]:
        """Groups of equal angles whose sides are drawn; right angles and flat ones are left out."""
        groups: list[list[Angle]] = []
        for fact in facts:
            pair = [angle for angle in (_angle(fact.points[:4]), _angle(fact.points[4:])) if angle is not None]
            if len(pair) == 2 and all(map(self._open, pair)) and abs(self._size(pair[0]) - self._size(pair[1])) < 1e-4:
                joined = [g for g in groups if any(s in g for s in pair)]
                groups = [g for g in groups if g not in joined]
                groups.append(list(dict.fromkeys(s for g in (*joined, pair) for s in g)))
        return groups[:_MOST_GROUPS]

    def arcs(self, groups: Iterable[Iterable[Angle]], weight: Weight, start: int = 1) -> list[Path]:
        """Arcs in the angles of each group: so many as its number, counted from `start`."""
        return [arc for k, group in enumerate(groups, start) for a in group for arc in self._arcs(a, k, weight)]

    def _size(self, angle: Angle) -> float:
        vertex, u, v = (self._points[name] for name in angle)
        return abs(cmath.phase((v - vertex) / (u - vertex)))

    def _open(self, angle: Angle) -> bool:
        vertex, *ends = (self._points[name] for name in angle)
        if any(abs(p - vertex) < _ARC for p in ends):
            return False
        if not all(covered(vertex, vertex + (p - vertex) / abs(p - vertex) * _ARC, self._lines) for p in ends):
            return False
        size = self._size(angle)
        return 0.1 < size < math.pi - 0.1 and abs(size - math.pi / 2) > 1e-3

    def _arcs(self, angle: Angle, count: int, weight: Weight) -> list[Path]:
        vertex, u, v = (self._points[name] for name in angle)
        first, second = (u - vertex) / abs(u - vertex), (v - vertex) / abs(v - vertex)
        if (second / first).imag < 0:
            first, second = second, first
        # sharp angles get wider arcs, which could not be told from their sides else
        start = _ARC * min(2.2, max(1.0, 0.6 / self._size(angle)))
        radii = [start + _ARC_GAP * k for k in range(count)]
        return [Path((vertex + first * r, vertex + second * r), weight, r) for r in radii]


def _angle(lines: tuple[str, ...]) -> Angle | None:
    """The angle of two lines that share a named point."""
    a, b, c, d = lines
    shared = {a, b} & {c, d}
    if len(shared) != 1:
        return None
    vertex = shared.pop()
    return vertex, b if a == vertex else a, d if c == vertex else c
