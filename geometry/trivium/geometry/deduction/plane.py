"""A figure in numbers: directions, lengths and the numeric coincidences that the rules look at.

Every list here is static: a rule can only ever conclude what holds in the figure, so that candidates are found once,
numerically, and afterwards only their fingerprints are compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
TOLERANCE = 1e-8


def clusters(values: FloatArray, period: float = 0.0) -> IntArray:
    """Numbers the values so that nearly equal ones (modulo `period`, if any) share a number; shape as `values`."""
    if not len(values):
        return np.zeros(0, dtype=np.int64)
    order = np.argsort(values, kind="stable")
    breaks = np.diff(values[order]) > TOLERANCE
    numbers = np.empty(len(values), dtype=np.int64)
    numbers[order] = np.concatenate(([0], np.cumsum(breaks)))
    if period:
        wraps = values[order[0]] + period - values[order[-1]] <= TOLERANCE
        numbers[numbers == numbers.max()] = 0 if wraps else numbers.max()
    return numbers


class Plane:
    """Points with everything measured between them. Points and pairs of points are numbered."""

    def __init__(self, points: Mapping[str, complex]) -> None:
        self.names = tuple(points)
        z = np.array(list(points.values()), dtype=np.complex128)
        z = z - z.mean()
        self.z = z / max(float(np.abs(z).max()), 1e-300)
        """Coordinates, scaled into the unit disc; shape (points,)."""
        count = len(z)
        self.count = count
        self.pairs = list(combinations(range(count), 2))
        self.pair = np.full((count, count), -1, dtype=np.int64)
        """Number of the pair of two points; shape (points, points), -1 on the diagonal."""
        first, second = np.array(self.pairs, dtype=np.int64).reshape(-1, 2).T
        self.pair[first, second] = self.pair[second, first] = np.arange(len(self.pairs))
        gap = self.z[second] - self.z[first]
        self.direction: FloatArray = np.angle(gap) / np.pi % 1.0
        """Direction of each pair in units of pi, shape (pairs,)."""
        self.length: FloatArray = np.abs(gap)
        self.log: FloatArray = np.log(self.length)

    def area(self, a: IntArray, b: IntArray, c: IntArray) -> FloatArray:
        """Sine-like orientation of triangles: signed, relative to the sides at `a`."""
        u, v = self.z[b] - self.z[a], self.z[c] - self.z[a]
        return (np.conj(u) * v).imag / (np.abs(u) * np.abs(v))  # type: ignore[no-any-return]

    def triples(self) -> tuple[IntArray, IntArray]:
        """Triples of points a < b < c: the triangles, and the collinear ones with the middle point in the middle."""
        every = np.array(list(combinations(range(self.count), 3)), dtype=np.int64).reshape(-1, 3)
        a, b, c = every.T
        flat = np.abs(self.area(a, b, c)) < TOLERANCE
        line = every[flat]
        if len(line):
            along = (np.conj(self.z[line[:, 1]] - self.z[line[:, 0]])[:, None] * self.z[line]).real
            line = np.take_along_axis(line, np.argsort(along, axis=1), axis=1)
        return every[~flat], line

    def shaped(self, triangles: IntArray) -> IntArray:
        """The triangles with corners ordered by their opposite sides, every order where sides are equal."""
        orders = []
        for order in ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)):
            t = triangles[:, order]
            a, b, c = t.T
            ab, ac, bc = (self.log[self.pair[x, y]] for x, y in ((a, b), (a, c), (b, c)))
            orders.append(t[(bc <= ac + TOLERANCE) & (ac <= ab + TOLERANCE)])
        return np.concatenate(orders)

    def equidistant(self) -> list[tuple[int, IntArray]]:
        """For each point the groups of points equally far from it."""
        groups = []
        for o in range(self.count):
            others = np.array([x for x in range(self.count) if x != o], dtype=np.int64)
            numbers = clusters(self.log[self.pair[o, others]])
            for k in np.flatnonzero(np.bincount(numbers, minlength=1) > 1):
                groups.append((o, others[numbers == k]))
        return groups

    def concyclic(self, triangles: IntArray) -> IntArray:
        """The sets of four points on one circle, shape (sets, 4), each in increasing order."""
        found: set[tuple[int, ...]] = set()
        every = np.concatenate([triangles, triangles[:, (0, 2, 1)], triangles[:, (1, 2, 0)]])
        a, b, c = every.T
        seen = (self.direction[self.pair[c, a]] - self.direction[self.pair[c, b]]) % 1.0
        key = clusters(seen, 1.0) * len(self.pairs) + self.pair[a, b]
        order = np.argsort(key, kind="stable")
        starts = np.flatnonzero(np.diff(key[order], prepend=-1))
        for group in np.split(order, starts[1:]):
            if len(group) > 1:
                base = every[group[0], :2]
                found.update(
                    tuple(sorted((int(base[0]), int(base[1]), int(x), int(y))))
                    for x, y in combinations(every[group, 2], 2)
                )
        return np.array(sorted(found), dtype=np.int64).reshape(-1, 4)

    def rational_ratios(self, largest: int) -> IntArray:
        """Pairs of lengths in a ratio of small integers: rows (i, j, u, v) with v * length[i] = u * length[j]."""
        rows: list[tuple[int, int, int, int]] = []
        for u in range(1, largest + 1):
            for v in range(1, u + 1):
                if np.gcd(u, v) == 1:
                    rows.extend(self._in_ratio(u, v))
        return np.array(rows, dtype=np.int64).reshape(-1, 4)

    def _in_ratio(self, u: int, v: int) -> list[tuple[int, int, int, int]]:
        order = np.argsort(self.log, kind="stable")
        ordered = self.log[order]
        wanted = self.log + np.log(v / u)
        low = np.searchsorted(ordered, wanted - TOLERANCE)
        high = np.searchsorted(ordered, wanted + TOLERANCE)
        rows: list[tuple[int, int, int, int]] = []
        for i in np.flatnonzero(high > low):
            partners = order[low[i] : high[i]]
            rows.extend((int(i), int(j), u, v) for j in partners if u != v or i < j)
        return rows
