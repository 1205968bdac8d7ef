"""Rules about three parallel lines that meet two transversals."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from trivium.geometry.deduction.facts import DIFFERENCE, PROPORTION, Inferences, IntArray, Rows, columns
from trivium.geometry.deduction.plane import TOLERANCE, Plane, whole
from trivium.geometry.deduction.state import State
from trivium.geometry.deduction.table import PRIME
from trivium.geometry.predicates.equation import System

_SIDES = np.array([(0, 1), (0, 2), (1, 2)], dtype=np.int64)
_MOST_LINES = 1000
"""Collinear triples that are compared with each other."""
_NEXT = np.array([1, 2, 0], dtype=np.int64)


class Thales:
    """`thales`: parallels cut transversals in equal ratios; `thales_converse`: and back."""

    reads: tuple[System, ...] = (System.ANGLE, System.RATIO)

    def __init__(self) -> None:
        self._lines: IntArray = np.zeros((0, 3), dtype=np.int64)
        self._points: IntArray = np.zeros((0, 6), dtype=np.int64)
        self._rungs: IntArray = np.zeros((0, 3, 2), dtype=np.int64)
        """The three pairs of rungs; where the transversals share a point, the one pair that is left, thrice."""
        self._apex = np.zeros(0, dtype=bool)
        self._one: IntArray = np.zeros((0, 3), dtype=np.int64)
        self._two: IntArray = np.zeros((0, 3), dtype=np.int64)

    def grow(self, plane: Plane, first: int) -> None:
        fresh = plane.triples(first)[1]
        points = _ladders(plane, self._lines, fresh)
        self._lines = np.concatenate([self._lines, fresh])
        p, q = points[:, :3], points[:, 3:]
        pair = plane.pair
        across = pair[p, q]
        rungs = across[:, _SIDES]
        for apex, left in ((0, 2), (1, 1), (2, 0)):
            at = across[:, apex] < 0
            rungs[at] = rungs[at][:, left : left + 1]
        self._points = np.concatenate([self._points, points])
        self._rungs = np.concatenate([self._rungs, rungs])
        self._apex = np.concatenate([self._apex, (p == q).any(axis=1)])
        self._one = np.concatenate([self._one, pair[p[:, _SIDES[:, 0]], p[:, _SIDES[:, 1]]]])
        self._two = np.concatenate([self._two, pair[q[:, _SIDES[:, 0]], q[:, _SIDES[:, 1]]]])

    def matches(self, state: State) -> Iterator[Inferences]:
        if not len(self._points):
            return
        f, g = state.prints(System.ANGLE), state.prints(System.RATIO)
        one, two, rung = f[self._one], f[self._two], f[self._rungs]
        straight = (one[:, 0] == one[:, 1]) & (two[:, 0] == two[:, 1])
        parallel = rung[:, :, 0] == rung[:, :, 1]
        gap = (g[self._one] - g[self._two]) % PRIME
        alike = gap == gap[:, _NEXT]
        all_parallel, all_alike = parallel.all(axis=1), alike.all(axis=1)
        onward = straight & all_parallel & ~all_alike
        back = straight & (parallel.any(axis=1) | self._apex) & alike.any(axis=1) & ~all_parallel
        if onward.any():
            yield self._onward(onward.nonzero()[0])
        for apex in (True, False):
            at = (back & (self._apex == apex)).nonzero()[0]
            if len(at):
                yield self._back(at, alike[at].argmax(axis=1), None if apex else parallel[at].argmax(axis=1))
        left = ~(all_parallel & all_alike)
        if not left.all():
            self._points, self._rungs, self._apex = self._points[left], self._rungs[left], self._apex[left]
            self._one, self._two = self._one[left], self._two[left]

    def _onward(self, at: IntArray) -> Inferences:
        rungs = tuple(Rows(System.ANGLE, self._rungs[at][:, k], DIFFERENCE) for k in (0, 2))
        ratios = tuple(self._ratios(at, np.full(len(at), k)) for k in range(3))
        return Inferences("thales", self._points[at], (*self._straight(at), *rungs), ratios)

    def _back(self, at: IntArray, ratio: IntArray, rung: IntArray | None) -> Inferences:
        known = [self._ratios(at, ratio)]
        if rung is not None:
            known.append(Rows(System.ANGLE, self._rungs[at, rung], DIFFERENCE))
        rungs = tuple(Rows(System.ANGLE, self._rungs[at][:, k], DIFFERENCE) for k in range(3))
        return Inferences("thales_converse", self._points[at], (*self._straight(at), *known), rungs)

    def _straight(self, at: IntArray) -> tuple[Rows, ...]:
        return tuple(Rows(System.ANGLE, s[at][:, :2], DIFFERENCE) for s in (self._one, self._two))

    def _ratios(self, at: IntArray, which: IntArray) -> Rows:
        """Which pieces are in proportion: the first and second, the second and third, the third and first."""
        x, y = self._one, self._two
        after = _NEXT[which]
        return Rows(System.RATIO, columns(x[at, which], x[at, after], y[at, which], y[at, after]), PROPORTION)


def _ladders(plane: Plane, old: IntArray, new: IntArray) -> IntArray:
    """Two collinear triples whose corresponding points are joined by parallels, or one is shared: rows of six."""
    # of very many lines the first
    old = old[:_MOST_LINES]
    new = new[: _MOST_LINES - len(old)]
    every = np.concatenate([old, new])
    i, j = np.nonzero(np.arange(len(every))[None, :] < np.arange(len(old), len(every))[:, None])
    one, two = every[j], every[i + len(old)]
    found = [np.zeros((0, 6), dtype=np.int64)]
    for p, q in ((one, two), (one, two[:, ::-1])):
        apart = (p != q).sum(axis=1) > 1
        p, q = p[apart], q[apart]
        turned = plane.direction[plane.pair[p, q]]
        base = np.where(p[:, 0] != q[:, 0], turned[:, 0], turned[:, 1])
        parallel = (whole(turned - base[:, None]) | (p == q)).all(axis=1)
        p, q = p[parallel], q[parallel]
        beside = np.where(p[:, 0] != q[:, 0], q[:, 0], q[:, 1])
        two_lines = np.abs(plane.area(p[:, 0], p[:, 2], beside)) > TOLERANCE
        found.append(np.concatenate([p, q], axis=1)[two_lines])
    return np.concatenate(found)
