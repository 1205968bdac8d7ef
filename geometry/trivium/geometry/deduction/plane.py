"""A figure in numbers: directions, lengths and the numeric coincidences that the rules look at.

Every list here is static: a rule can only ever conclude what holds in the figure, so that candidates are found once,
numerically, and afterwards only their fingerprints are compared. Points, and pairs of points, keep their numbers when
points are added, and every list can be asked for the part that is new: the candidates that involve a point numbered
`first` or more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from trivium.geometry.deduction.facts import IntArray, columns

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
TOLERANCE = 1e-8
MOST_CANDIDATES = 200_000
"""Candidates of one rule: a figure with more coincidences is searched in part, in bounded memory."""
_BLOCK = 1_000_000
"""Numbers compared at once."""


def clusters(values: FloatArray, period: float = 0.0) -> IntArray:
    """Numbers the values so that nearly equal ones (modulo `period`, if any) share a number; shape as `values`."""
    if not len(values):
        return np.zeros(0, dtype=np.int64)
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    numbers = np.empty(len(values), dtype=np.int64)
    numbers[order[0]] = 0
    numbers[order[1:]] = np.cumsum(ordered[1:] - ordered[:-1] > TOLERANCE)
    if period and ordered[0] + period - ordered[-1] <= TOLERANCE:
        numbers[numbers == numbers[order[-1]]] = 0
    return numbers


def whole(values: FloatArray) -> BoolArray:
    """Which values are integers up to the tolerance."""
    return np.abs(values - np.rint(values)) < TOLERANCE


@lru_cache(maxsize=256)
def triples(first: int, count: int) -> IntArray:
    """Triples a < b < c of point numbers below `count` with c at least `first`, shape (triples, 3)."""
    blocks = [np.zeros((0, 3), dtype=np.int64)]
    for c in range(max(first, 2), count):
        b, a = np.tril_indices(c, -1)
        blocks.append(columns(a, b, np.full_like(a, c)))
    return np.concatenate(blocks)


@lru_cache(maxsize=256)
def quadruples(first: int, count: int) -> IntArray:
    """Sets a < b < c < d of point numbers below `count` with d at least `first`, shape (sets, 4)."""
    blocks = [np.zeros((0, 4), dtype=np.int64)]
    for d in range(max(first, 3), count):
        below = triples(0, d)
        blocks.append(np.concatenate([below, np.full((len(below), 1), d)], axis=1))
    return np.concatenate(blocks)


class Plane:
    """Points with everything measured between them. Points and pairs of points are numbered."""

    def __init__(self, points: Mapping[str, complex]) -> None:
        z = np.array(list(points.values()), dtype=np.complex128)
        self._origin = complex(z.mean())
        self._scale = max(float(np.abs(z - self._origin).max()), 1e-300)
        self._measure(tuple(points), (z - self._origin) / self._scale)

    @classmethod
    def empty(cls) -> Plane:
        """A plane without points."""
        plane = object.__new__(cls)
        plane._origin, plane._scale = 0j, 1.0
        plane._measure((), np.zeros(0, dtype=np.complex128))
        return plane

    def with_point(self, name: str, z: complex) -> Plane:
        """The plane with one more point, given in the coordinates `z`."""
        plane = object.__new__(Plane)
        plane._origin, plane._scale = self._origin, self._scale
        plane._measure((*self.names, name), np.append(self.z, z))
        return plane

    def scaled(self, point: complex) -> complex:
        """A point of the given figure in the coordinates `z`."""
        return (point - self._origin) / self._scale

    def unscaled(self, z: complex) -> complex:
        """And back."""
        return z * self._scale + self._origin

    def _measure(self, names: tuple[str, ...], z: npt.NDArray[np.complex128]) -> None:
        self.names = names
        self._triples: dict[int, tuple[IntArray, IntArray]] = {}
        self.index = {name: k for k, name in enumerate(names)}
        self.z = z
        """Coordinates, the first points scaled into the unit disc; shape (points,)."""
        self.count = count = len(z)
        second, first = np.tril_indices(count, -1)
        self.ends: IntArray = columns(first, second)
        """The two points of each pair, shape (pairs, 2)."""
        self.pair = np.full((count, count), -1, dtype=np.int64)
        """Number of the pair of two points; shape (points, points), -1 on the diagonal."""
        self.pair[first, second] = self.pair[second, first] = np.arange(len(first))
        gap = z[second] - z[first]
        self.direction: FloatArray = np.angle(gap) / np.pi % 1.0
        """Direction of each pair in units of pi, shape (pairs,)."""
        self.length: FloatArray = np.abs(gap)
        self.log: FloatArray = np.log(self.length)

    def area(self, a: IntArray, b: IntArray, c: IntArray) -> FloatArray:
        """Sine-like orientation of triangles: signed, relative to the sides at `a`."""
        u, v = self.z[b] - self.z[a], self.z[c] - self.z[a]
        sine: FloatArray = (np.conj(u) * v).imag / (np.abs(u) * np.abs(v))
        return sine

    def triples(self, first: int = 0) -> tuple[IntArray, IntArray]:
        """Triples of points a < b < c: the triangles, and the collinear ones with the middle point in the middle."""
        if first not in self._triples:
            self._triples[first] = self._sorted_triples(first)
        return self._triples[first]

    def _sorted_triples(self, first: int) -> tuple[IntArray, IntArray]:
        every = triples(first, self.count)
        a, b, c = every.T
        flat = np.abs(self.area(a, b, c)) < TOLERANCE
        line = every[flat]
        if len(line):
            along = (np.conj(self.z[line[:, 1]] - self.z[line[:, 0]])[:, None] * self.z[line]).real
            line = np.take_along_axis(line, np.argsort(along, axis=1), axis=1)
        return every[~flat], line

    def equidistant(self, first: int = 0) -> IntArray:
        """Points o, a, b with oa and ob equally long, a < b; shape (triples, 3)."""
        every = triples(first, self.count)
        a, b, c = every.T
        ab, ac, bc = (self.log[self.pair[x, y]] for x, y in ((a, b), (a, c), (b, c)))
        found = [
            every[np.abs(ab - ac) < TOLERANCE],
            every[np.abs(ab - bc) < TOLERANCE][:, (1, 0, 2)],
            every[np.abs(ac - bc) < TOLERANCE][:, (2, 0, 1)],
        ]
        return np.concatenate(found)

    def concyclic(self, first: int = 0) -> IntArray:
        """The sets of four points on one circle, shape (sets, 4), each in increasing order."""
        blocks = [np.zeros((0, 4), dtype=np.int64)]
        # the sets with one largest point at a time: a figure of many points would not fit into memory at once
        chunks = [(first, self.count)] if self.count <= 30 else [(d, d + 1) for d in range(first, self.count)]
        total = 0
        for low, high in chunks:
            if total > MOST_CANDIDATES:
                break
            every = quadruples(low, high) if high <= 30 else _with_largest(low)
            a, b, c, d = every.T
            th = self.direction
            one = th[self.pair[c, a]] - th[self.pair[c, b]]
            two = th[self.pair[d, a]] - th[self.pair[d, b]]
            seen = every[whole(one - two)]
            a, b, c, d = seen.T
            proper = np.abs(self.area(a, b, c)) > TOLERANCE
            proper &= np.abs(self.area(a, b, d)) > TOLERANCE
            blocks.append(seen[proper])
            total += len(blocks[-1])
        return np.concatenate(blocks)[:MOST_CANDIDATES]

    def rational_ratios(self, largest: int, first: int = 0, *, square: bool = False) -> IntArray:
        """Pairs of lengths in a ratio of small integers: rows (i, j, u, v) with v * length[i] = u * length[j].

        With `square`, the same of their squares, of which the integers may be squares themselves. Each set of two
        pairs occurs once; pairs of the points below `first` alone do not.
        """
        logs, numerators, denominators = _squares(largest) if square else _rationals(largest)

        def rows(i: IntArray) -> IntArray:
            difference = self.log[i][:, None] - self.log[None, :]
            place = np.searchsorted(logs, difference - TOLERANCE)
            close = logs[np.minimum(place, len(logs) - 1)] - difference < TOLERANCE
            close &= place < len(logs)
            k, j = np.nonzero(close)
            once = j < i[k]
            k, j = k[once], j[once]
            at = place[k, j]
            return columns(i[k], j, numerators[at], denominators[at])

        return self.compared(first, rows)

    def compared(self, first: int, rows: Callable[[IntArray], IntArray]) -> IntArray:
        """What `rows` finds for the pairs that are new with the point `first`, asked about a part of them at a time."""
        new = np.arange(first * (first - 1) // 2, len(self.log))
        size = max(1, _BLOCK // max(len(self.log), 1))
        blocks = [rows(new[:size])]
        for k in range(size, len(new), size):
            if sum(map(len, blocks)) > MOST_CANDIDATES:
                break
            blocks.append(rows(new[k : k + size]))
        found: IntArray = np.concatenate(blocks)[:MOST_CANDIDATES]
        return found


def _with_largest(d: int) -> IntArray:
    below = triples.__wrapped__(0, d)
    return np.concatenate([below, np.full((len(below), 1), d)], axis=1)


@lru_cache(maxsize=8)
def _rationals(largest: int) -> tuple[FloatArray, IntArray, IntArray]:
    """The quotients of integers up to `largest` in lowest terms, in order: logarithms, numerators, denominators."""
    pairs = [(u, v) for u in range(1, largest + 1) for v in range(1, largest + 1) if np.gcd(u, v) == 1]
    u, v = np.array(sorted(pairs, key=lambda p: p[0] / p[1]), dtype=np.int64).T
    return np.log(u / v), u, v


@lru_cache(maxsize=8)
def _squares(largest: int) -> tuple[FloatArray, IntArray, IntArray]:
    """The same quotients and their squares, with the logarithms of their square roots."""
    _, u, v = _rationals(largest)
    pairs = {*zip(u.tolist(), v.tolist(), strict=True), *zip((u * u).tolist(), (v * v).tolist(), strict=True)}
    u, v = np.array(sorted(pairs, key=lambda p: p[0] / p[1]), dtype=np.int64).T
    return np.log(u / v) / 2, u, v
