"""Rules about three parallel lines that meet two transversals."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from trivium.geometry.deduction.facts import Fact, Inference, angle, ratio
from trivium.geometry.deduction.plane import TOLERANCE, Plane
from trivium.geometry.deduction.state import State
from trivium.geometry.deduction.table import PRIME, IntArray
from trivium.geometry.predicates.equation import System

_SIDES = ((0, 1), (0, 2), (1, 2))


class Thales:
    """`thales`: parallels cut transversals in equal ratios; `thales_converse`: and back."""

    reads: tuple[System, ...] = (System.ANGLE, System.RATIO)

    def __init__(self, plane: Plane, lines: IntArray) -> None:
        self._points = _ladders(plane, lines)
        p, q = self._points[:, :3], self._points[:, 3:]
        pair = plane.pair
        rungs = pair[p, q]
        sides = np.array(_SIDES, dtype=np.int64)
        self._rungs = np.stack([rungs[:, side] for side in sides], axis=1).reshape(-1, 3, 2)
        """The three pairs of rungs; where the transversals share a point, the one pair that is left, thrice."""
        for apex, left in ((0, 2), (1, 1), (2, 0)):
            at = rungs[:, apex] < 0
            self._rungs[at] = self._rungs[at][:, left : left + 1]
        self._apex = (p == q).any(axis=1)
        self._one = np.stack([pair[p[:, i], p[:, j]] for i, j in _SIDES], axis=1)
        self._two = np.stack([pair[q[:, i], q[:, j]] for i, j in _SIDES], axis=1)

    def matches(self, state: State) -> Iterator[Inference]:
        if not len(self._points):
            return
        f, g = state.prints(System.ANGLE), state.prints(System.RATIO)
        one, two, rung = f[self._one], f[self._two], f[self._rungs]
        first, second = rung[:, :, 0], rung[:, :, 1]
        straight = (one[:, 0] == one[:, 1]) & (two[:, 0] == two[:, 1])
        parallel = first == second
        gap = (g[self._one] - g[self._two]) % PRIME
        alike = gap == np.roll(gap, -1, axis=1)
        onward = parallel.all(axis=1) & ~alike.all(axis=1)
        back = (parallel.any(axis=1) | self._apex) & alike.any(axis=1) & ~parallel.all(axis=1)
        for k in np.flatnonzero(straight & (onward | back)):
            points = tuple(int(x) for x in self._points[k])
            lines, ratios = self._straight(int(k)), self._ratios(int(k))
            rungs = self._parallels(int(k))
            if onward[k]:
                yield Inference("thales", points, (*lines, *dict.fromkeys((rungs[0], rungs[2]))), ratios)
            else:
                known = [ratios[int(np.flatnonzero(alike[k])[0])]]
                if not self._apex[k]:
                    known.append(rungs[int(np.flatnonzero(parallel[k])[0])])
                yield Inference("thales_converse", points, (*lines, *known), rungs)

    def _straight(self, k: int) -> tuple[Fact, ...]:
        return tuple(angle((int(s[k, 0]), 1), (int(s[k, 1]), -1)) for s in (self._one, self._two))

    def _parallels(self, k: int) -> tuple[Fact, ...]:
        return tuple(angle((int(i), 1), (int(j), -1)) for i, j in self._rungs[k])

    def _ratios(self, k: int) -> tuple[Fact, ...]:
        """Which pieces are in proportion: the first and second, the second and third, the third and first."""
        x, y = self._one[k], self._two[k]
        return tuple(
            ratio((int(x[i]), 1), (int(x[j]), -1), (int(y[i]), -1), (int(y[j]), 1)) for i, j in ((0, 1), (1, 2), (2, 0))
        )


def _ladders(plane: Plane, lines: IntArray) -> IntArray:
    """Two collinear triples whose corresponding points are joined by parallels, or one is shared: rows of six."""
    if len(lines) < 2:
        return np.zeros((0, 6), dtype=np.int64)
    chosen = np.array(list(combinations(range(len(lines)), 2)), dtype=np.int64)
    first = lines[chosen[:, 0]]
    found = []
    for second in (lines[chosen[:, 1]], lines[chosen[:, 1]][:, ::-1]):
        apart = (first != second).sum(axis=1) > 1
        p, q = first[apart], second[apart]
        turned = plane.direction[plane.pair[p, q]]
        base = np.where(p[:, 0] != q[:, 0], turned[:, 0], turned[:, 1])
        turned = np.where(p == q, 0.0, turned - base[:, None])
        parallel = (np.abs(turned - np.round(turned)) < TOLERANCE).all(axis=1)
        beside = np.where(p[:, 0] != q[:, 0], q[:, 0], q[:, 1])
        two_lines = np.abs(plane.area(p[:, 0], p[:, 2], beside)) > TOLERANCE
        found.append(np.concatenate([p, q], axis=1)[parallel & two_lines])
    return np.concatenate(found)
