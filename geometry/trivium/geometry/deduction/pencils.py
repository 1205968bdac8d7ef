"""Pencils: three lines through a point, compared by their angles and the sines of these.

Any three directions are those of the sides of some triangle, whose sides are as the sines of the angles between
them. So three lines are treated like a triangle, and two pencils are compared by a criterion of similar triangles;
trigonometric forms of the theorems of Ceva and of the angle bisector follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from trivium.geometry.deduction.facts import DIFFERENCE, PROPORTION, Inferences, IntArray, Rows, columns, one
from trivium.geometry.deduction.plane import TOLERANCE, FloatArray, Plane, clusters
from trivium.geometry.deduction.sines import sine_keys, sine_sizes
from trivium.geometry.deduction.state import State
from trivium.geometry.deduction.table import PRIME
from trivium.geometry.predicates.equation import System

_MOST = 60_000
"""Pencils of a figure that are looked at."""
_PAIRS = ((0, 1), (0, 2), (1, 2))
_FIRST, _SECOND = np.array(_PAIRS, dtype=np.int64).T


class Pencils:
    """`pencil_sas`: three lines and three others, with one angle and one quotient of sines in common."""

    reads: tuple[System, ...] = (System.ANGLE, System.RATIO)

    def __init__(self) -> None:
        self._lines: IntArray = np.zeros((0, 3), dtype=np.int64)
        self._sign: IntArray = np.zeros(0, dtype=np.int64)
        self._shape: IntArray = np.zeros(0, dtype=np.int64)

    def grow(self, plane: Plane, first: int) -> None:
        # every pencil anew: a new line can stand for an old direction
        lines = _pencils(plane)
        th = plane.direction
        rows, signs = [], []
        for order in ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)):
            t = lines[:, order]
            d12, d13, d23 = ((th[t[:, j]] - th[t[:, i]]) % 1.0 for i, j in _PAIRS)
            s12, s13, s23 = (np.sin(np.pi * d) for d in (d12, d13, d23))
            kept = (s12 <= s13 + TOLERANCE) & (s13 <= s23 + TOLERANCE)
            rows.append(t[kept])
            signs.append(np.where(d12[kept] > 0.5, -1, 1))
        every, sign = np.concatenate(rows), np.concatenate(signs)
        turned = [sign * (th[every[:, j]] - th[every[:, i]]) % 1.0 for i, j in _PAIRS[:2]]
        shape = clusters(turned[0], 1.0) * (len(sign) + 1) + clusters(turned[1], 1.0)
        _, shape, counts = np.unique(shape, return_inverse=True, return_counts=True)
        keep = counts[shape] > 1
        self._lines, self._sign, self._shape = every[keep], sign[keep], shape[keep]

    def matches(self, state: State) -> Iterator[Inferences]:
        if not len(self._sign) or not state.sines:
            return
        sines = _Variables(state)
        found = sines.of(self._lines[:, _FIRST].ravel(), self._lines[:, _SECOND].ravel()).reshape(-1, 3)
        usable = np.flatnonzero((found < 0).all(axis=1))
        if len(usable) < 2:
            return
        f, g = state.prints(System.ANGLE), state.prints(System.RATIO)
        lines, sign, shape, sine = self._lines[usable], self._sign[usable], self._shape[usable], g[found[usable]]
        angles = sign * (f[lines[:, _SECOND]] - f[lines[:, _FIRST]]).T % PRIME
        for known, i, j in ((0, 1, 2), (1, 0, 2), (2, 0, 1)):
            quotient = (sine[:, i] - sine[:, j]) % PRIME
            order = np.lexsort((quotient, angles[known], shape))
            x, y = order[:-1], order[1:]
            same = (shape[x] == shape[y]) & (angles[known][x] == angles[known][y]) & (quotient[x] == quotient[y])
            alike = (angles[:, x] == angles[:, y]).all(axis=0)
            for k in (same & ~alike).nonzero()[0]:
                yield from self._inference(state, sines, int(usable[x[k]]), int(usable[y[k]]), known, i, j)

    def _inference(
        self, state: State, sines: _Variables, one_: int, two: int, known: int, i: int, j: int
    ) -> Iterator[Inferences]:
        x, y = self._lines[one_].tolist(), self._lines[two].tolist()
        s = int(self._sign[one_] * self._sign[two])
        own = []
        for k in (i, j):
            p, q = _PAIRS[k]
            for line in (x, y):
                variable, made = sines.own(line[p], line[q])
                own.append(variable)
                yield from made
        equal = [one(System.ANGLE, ((x[q], 1), (x[p], -1), (y[q], -s), (y[p], s))) for p, q in _PAIRS]
        quotient = Rows(System.RATIO, np.array([[own[0], own[2], own[1], own[3]]], dtype=np.int64), PROPORTION)
        if state.known(quotient).all():
            points = state.plane.ends[np.array([*x, *y])].reshape(1, -1)
            yield Inferences("pencil_sas", points, (equal[known], quotient), (equal[0], equal[1]))


class _Variables:
    """The sines in use, found by the angle that they belong to."""

    def __init__(self, state: State) -> None:
        self._state = state
        lines = np.array(state.sines, dtype=np.int64).reshape(-1, 2)
        keys, sizes = self._keys(lines)
        order = np.lexsort((sizes, keys))
        self._lines, self._order, self._sorted, self._sizes = lines, order, keys[order], sizes[order]

    def _keys(self, lines: IntArray) -> tuple[IntArray, FloatArray]:
        sizes, signs = sine_sizes(self._state.plane, lines)
        keys = sine_keys(self._state.prints(System.ANGLE), lines, signs)
        keys = keys * 4096 + np.rint(sizes * 4000).astype(np.int64)
        return keys, sizes

    def of(self, first: IntArray, second: IntArray) -> IntArray:
        """The variable of a sine known to equal that of each two lines, or 0."""
        keys, sizes = self._keys(columns(first, second))
        at = np.minimum(np.searchsorted(self._sorted, keys), len(self._sorted) - 1)
        hit = (self._sorted[at] == keys) & (np.abs(self._sizes[at] - sizes) < TOLERANCE)
        found: IntArray = np.where(hit, -self._order[at] - 1, 0)
        return found

    def own(self, i: int, j: int) -> tuple[int, list[Inferences]]:
        """The variable of the sine of two lines, and how it equals one in use where it is new."""
        i, j = min(i, j), max(i, j)
        state = self._state
        if (i, j) in state.sines:
            return -state.sines.index((i, j)) - 1, []
        other = int(self.of(np.array([i]), np.array([j]))[0])
        k, m = state.sines[-other - 1]
        lines = np.array([(i, j), (k, m)], dtype=np.int64)
        signs = sine_sizes(state.plane, lines)[1]
        s = int(signs[0] * signs[1])
        (new,) = state.add_sines([(i, j)])
        angles = one(System.ANGLE, ((j, 1), (i, -1), (m, -s), (k, s)))
        equal = Rows(System.RATIO, np.array([[new, other]], dtype=np.int64), DIFFERENCE)
        return new, [Inferences("equal_sines", state.plane.ends[lines].reshape(1, -1), (angles,), (equal,))]


@lru_cache(maxsize=64)
def _choices(count: int) -> IntArray:
    """Three of `count`, shape (choices, 3)."""
    a, b, c = np.nonzero(
        (np.arange(count)[:, None, None] < np.arange(count)[None, :, None])
        & (np.arange(count)[None, :, None] < np.arange(count)[None, None, :])
    )
    return columns(a, b, c)


def _pencils(plane: Plane) -> IntArray:
    """Three lines of different directions through each point; of the pairs on one line the first stands for it."""
    found, total = [np.zeros((0, 3), dtype=np.int64)], 0
    for a in range(plane.count):
        others = np.delete(plane.pair[a], a)
        numbers = clusters(plane.direction[others], 1.0)
        _, at = np.unique(numbers, return_index=True)
        lines = others[np.sort(at)]
        total += len(lines) ** 3 // 6
        if total > _MOST:
            break
        found.append(lines[_choices(len(lines))])
    return np.concatenate(found)
