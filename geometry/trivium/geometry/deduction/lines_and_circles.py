"""Rules about collinear points, concyclic points, isosceles triangles, centres and chords."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from trivium.geometry.deduction.facts import (
    DIFFERENCE,
    PROPORTION,
    SUM_AND_DIFFERENCE,
    Inferences,
    IntArray,
    Rows,
    columns,
)
from trivium.geometry.deduction.matcher import HALF
from trivium.geometry.deduction.plane import TOLERANCE, BoolArray, Plane, whole
from trivium.geometry.deduction.state import State
from trivium.geometry.deduction.table import PRIME
from trivium.geometry.predicates.equation import System

_BALANCED = np.array([1, 1, -1, -1], dtype=np.int64)
_BISECTED = np.array([1, 1, -2], dtype=np.int64)
_PAIRS_OF_THREE = np.array([(0, 1), (1, 2), (0, 2)], dtype=np.int64)


def _none(width: int) -> IntArray:
    return np.zeros((0, width), dtype=np.int64)


class Collinear:
    """`collinear`: one equality of directions gives the others. `between`: and the sum of lengths. `flat`: back."""

    reads: tuple[System, ...] = (System.ANGLE, System.LENGTH)

    def __init__(self) -> None:
        self._lines, self._sides = _none(3), _none(3)

    def grow(self, plane: Plane, first: int) -> None:
        lines = plane.triples(first)[1]
        a, b, c = lines.T
        sides = columns(plane.pair[a, b], plane.pair[b, c], plane.pair[a, c])
        self._lines, self._sides = np.concatenate([self._lines, lines]), np.concatenate([self._sides, sides])

    def matches(self, state: State) -> Iterator[Inferences]:
        if not len(self._lines):
            return
        f, g = state.prints(System.ANGLE)[self._sides], state.prints(System.LENGTH)[self._sides]
        one, two, three = f[:, 0] == f[:, 1], f[:, 1] == f[:, 2], f[:, 0] == f[:, 2]
        some, every = one | two | three, one & two
        summed = (g[:, 0] + g[:, 1] - g[:, 2]) % PRIME == 0
        straight = (some & ~(every & summed)).nonzero()[0]
        if len(straight):
            choice = np.where(one[straight], 0, np.where(two[straight], 1, 2))
            sides = self._sides[straight]
            known = Rows(System.ANGLE, np.take_along_axis(sides, _PAIRS_OF_THREE[choice], axis=1), DIFFERENCE)
            equalities = tuple(Rows(System.ANGLE, sides[:, p], DIFFERENCE) for p in _PAIRS_OF_THREE)
            yield Inferences("collinear", self._lines[straight], (known,), equalities)
            total = Rows(System.LENGTH, sides, SUM_AND_DIFFERENCE)
            yield Inferences("between", self._lines[straight], (known,), (total,))
        flat = (summed & ~some).nonzero()[0]
        if len(flat):
            sides = self._sides[flat]
            equalities = tuple(Rows(System.ANGLE, sides[:, p], DIFFERENCE) for p in _PAIRS_OF_THREE[:2])
            total = Rows(System.LENGTH, sides, SUM_AND_DIFFERENCE)
            yield Inferences("flat", self._lines[flat], (total,), equalities)


class Concyclic:
    """`concyclic`: two points that see a chord under equal angles, and hence every pair of such angles."""

    reads: tuple[System, ...] = (System.ANGLE,)

    def __init__(self) -> None:
        self._points, self._sides = _none(4), _none(6)

    def grow(self, plane: Plane, first: int) -> None:
        points = plane.concyclic(first)
        a, b, c, d = points.T
        pair = plane.pair
        sides = columns(pair[a, b], pair[c, d], pair[a, c], pair[b, d], pair[a, d], pair[b, c])
        self._points, self._sides = np.concatenate([self._points, points]), np.concatenate([self._sides, sides])

    def matches(self, state: State) -> Iterator[Inferences]:
        if not len(self._points):
            return
        f = state.prints(System.ANGLE)[self._sides]
        sums = (f[:, 0::2] + f[:, 1::2]) % PRIME
        one, two, three = sums[:, 0] == sums[:, 1], sums[:, 1] == sums[:, 2], sums[:, 0] == sums[:, 2]
        every = one & two
        new = ((one | two | three) & ~every).nonzero()[0]
        if len(new):
            choice = np.where(one[new], 0, np.where(two[new], 1, 2))
            sides = self._sides[new]
            known = Rows(System.ANGLE, np.take_along_axis(sides, _SPLITS[choice], axis=1), _BALANCED)
            equalities = tuple(Rows(System.ANGLE, sides[:, split], _BALANCED) for split in _SPLITS)
            yield Inferences("concyclic", self._points[new], (known,), equalities)
        if every.any():
            self._points, self._sides = self._points[~every], self._sides[~every]


_SPLITS = np.array([(0, 1, 2, 3), (2, 3, 4, 5), (0, 1, 4, 5)], dtype=np.int64)


class Isosceles:
    """`isosceles`: equal sides give equal base angles; `equal_base_angles`: and back."""

    reads: tuple[System, ...] = (System.ANGLE, System.RATIO)

    def __init__(self) -> None:
        self._points, self._sides = _none(3), _none(3)

    def grow(self, plane: Plane, first: int) -> None:
        points = plane.equidistant(first)
        o, a, b = points.T
        points = points[np.abs(plane.area(o, a, b)) > TOLERANCE]
        o, a, b = points.T
        sides = columns(plane.pair[o, a], plane.pair[o, b], plane.pair[a, b])
        self._points, self._sides = np.concatenate([self._points, points]), np.concatenate([self._sides, sides])

    def matches(self, state: State) -> Iterator[Inferences]:
        if not len(self._points):
            return
        f, g = state.prints(System.ANGLE)[self._sides], state.prints(System.RATIO)[self._sides]
        sides = g[:, 0] == g[:, 1]
        angles = (f[:, 0] + f[:, 1] - 2 * f[:, 2]) % PRIME == 0
        for rule, new in (("isosceles", sides & ~angles), ("equal_base_angles", angles & ~sides)):
            if new.any():
                equal = Rows(System.RATIO, self._sides[new][:, :2], DIFFERENCE)
                base = Rows(System.ANGLE, self._sides[new], _BISECTED)
                known, follows = (equal, base) if rule == "isosceles" else (base, equal)
                yield Inferences(rule, self._points[new], (known,), (follows,))
        left = ~(sides & angles)
        self._points, self._sides = self._points[left], self._sides[left]


class Centre:
    """`central_angle`: o is the centre of the circle abc; `centre`: recognised by its angle to the chord ab."""

    reads: tuple[System, ...] = (System.ANGLE, System.RATIO)

    def __init__(self) -> None:
        self._points, self._radii, self._seen = _none(4), _none(3), _none(4)

    def grow(self, plane: Plane, first: int) -> None:
        points = _centres(plane, first)
        o, a, b, c = points.T
        pair = plane.pair
        radii = columns(pair[o, a], pair[o, b], pair[o, c])
        seen = columns(pair[a, b], pair[o, a], pair[c, b], pair[c, a])
        self._points = np.concatenate([self._points, points])
        self._radii, self._seen = np.concatenate([self._radii, radii]), np.concatenate([self._seen, seen])

    def matches(self, state: State) -> Iterator[Inferences]:
        if not len(self._points):
            return
        g, f = state.prints(System.RATIO)[self._radii], state.prints(System.ANGLE)[self._seen]
        chord, third = g[:, 0] == g[:, 1], g[:, 1] == g[:, 2]
        seen = (f[:, 0] - f[:, 1] - f[:, 2] + f[:, 3]) % PRIME == 0
        for rule, new in (("central_angle", chord & third & ~seen), ("centre", chord & seen & ~third)):
            if new.any():
                equal = Rows(System.RATIO, self._radii[new][:, :2], DIFFERENCE)
                also = Rows(System.RATIO, self._radii[new][:, 0::2], DIFFERENCE)
                half = Rows(System.ANGLE, self._seen[new], PROPORTION, HALF)
                known, follows = (also, half) if rule == "central_angle" else (half, also)
                yield Inferences(rule, self._points[new], (equal, known), (follows,))
        left = ~(chord & third & seen)
        self._points, self._radii, self._seen = self._points[left], self._radii[left], self._seen[left]


def _centres(plane: Plane, first: int) -> IntArray:
    """Rows o, a, b, c of a point and three equally far from it, with each of the three as c once."""
    old, new = plane.equidistant(0), plane.count
    if not len(old):
        return _none(4)
    equal = np.zeros((new, new, new), dtype=bool)
    o, a, b = old.T
    equal[o, a, b] = True
    k, c = np.nonzero(equal[o, b])
    o, a, b = old[k].T
    fresh = np.maximum(np.maximum(o, c), b) >= first
    o, a, b, c = o[fresh], a[fresh], b[fresh], c[fresh]
    rows = [np.stack(order, axis=1) for order in ((o, a, b, c), (o, a, c, b), (o, b, c, a))]
    return np.concatenate(rows)


class Chords:
    """`equal_chords`: equal chords of a circle are seen under equal angles; `equal_arcs`: and back."""

    reads: tuple[System, ...] = (System.ANGLE, System.RATIO)

    def __init__(self) -> None:
        self._points, self._chords, self._seen, self._circle = _none(4), _none(2), _none(4), _none(4)
        self._signs = _none(4)
        self._oblique: BoolArray = np.zeros(0, dtype=bool)
        """Whether a chord is seen under no right angle, equal and opposite at once."""

    def grow(self, plane: Plane, first: int) -> None:
        circles = plane.concyclic(first)
        points = np.concatenate([circles, circles[:, (0, 2, 1, 3)], circles[:, (0, 3, 1, 2)]])
        pair, th = plane.pair, plane.direction
        x, y, u, v = points.T
        points = points[np.abs(plane.log[pair[x, y]] - plane.log[pair[u, v]]) < TOLERANCE]
        x, y, u, v = points.T
        seen = columns(pair[u, x], pair[u, y], pair[x, u], pair[x, v])
        same = whole(th[seen[:, 0]] - th[seen[:, 1]] - th[seen[:, 2]] + th[seen[:, 3]])
        oblique = ~whole(th[seen[:, 0]] - th[seen[:, 1]] - 0.5)
        self._oblique = np.concatenate([self._oblique, oblique])
        # the chord xy is seen from u under the angle under which x sees uv, or reversed
        sign = np.where(same, 1, -1)
        signs = columns(np.ones_like(sign), -np.ones_like(sign), -sign, sign)
        self._points = np.concatenate([self._points, points])
        self._chords = np.concatenate([self._chords, columns(pair[x, y], pair[u, v])])
        self._seen, self._signs = np.concatenate([self._seen, seen]), np.concatenate([self._signs, signs])
        circle = columns(pair[x, u], pair[y, v], pair[x, v], pair[y, u])
        self._circle = np.concatenate([self._circle, circle])

    def matches(self, state: State) -> Iterator[Inferences]:
        if not len(self._points):
            return
        f, g = state.prints(System.ANGLE), state.prints(System.RATIO)[self._chords]
        chords = g[:, 0] == g[:, 1]
        arcs = (f[self._seen] * self._signs).sum(axis=1) % PRIME == 0
        circle = (f[self._circle] * _BALANCED).sum(axis=1) % PRIME == 0
        seen_apart = chords & ~arcs & circle & self._oblique
        for rule, new in (("equal_chords", seen_apart), ("equal_arcs", arcs & ~chords & circle)):
            if new.any():
                round_ = Rows(System.ANGLE, self._circle[new], _BALANCED)
                equal = Rows(System.RATIO, self._chords[new], DIFFERENCE)
                seen = Rows(System.ANGLE, self._seen[new], self._signs[new])
                known, follows = (equal, seen) if rule == "equal_chords" else (seen, equal)
                yield Inferences(rule, self._points[new], (round_, known), (follows,))
        left = ~(chords & arcs)
        if not left.all():
            self._points, self._chords, self._seen = self._points[left], self._chords[left], self._seen[left]
            self._signs, self._circle = self._signs[left], self._circle[left]
            self._oblique = self._oblique[left]
