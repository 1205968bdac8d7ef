"""The law of sines: logarithms of sines of angles as variables beside the logarithms of lengths.

Any three directions are those of the sides of some triangle, whose sides are as the sines of the angles between
them. So three lines through a point are treated like a triangle, and two such pencils are compared by the criteria
of similar triangles; trigonometric forms of the theorems of Ceva and of the angle bisector follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np

from trivium.geometry.deduction.facts import Fact, Inference, angle, ratio
from trivium.geometry.deduction.plane import TOLERANCE, FloatArray, Plane, clusters
from trivium.geometry.deduction.state import State
from trivium.geometry.deduction.table import PRIME, IntArray
from trivium.geometry.predicates.equation import Constant, System, log_of, turn

_MOST_CORNERS = 6000
_VALUES: tuple[tuple[Fraction, Constant], ...] = (
    (Fraction(1, 2), ()),
    (Fraction(1, 3), ((2, Fraction(-1)), (3, Fraction(1, 2)))),
    (Fraction(1, 4), ((2, Fraction(-1, 2)),)),
    (Fraction(1, 6), log_of(Fraction(1, 2))),
)
"""Angles in units of pi whose sines have rational logarithms over the primes."""
_PAIRS = ((0, 1), (0, 2), (1, 2))


class Corners:
    """The angles of a figure at its points, grouped by size; a variable stands for each group known to be equal."""

    def __init__(self, plane: Plane, triangles: IntArray) -> None:
        a, b, c = triangles.T
        pair = plane.pair
        ab, ac, bc = pair[a, b], pair[a, c], pair[b, c]
        self.first = np.concatenate([ab, ab, ac])
        self.second = np.concatenate([ac, bc, bc])
        self.size = len(triangles)
        size = (plane.direction[self.second] - plane.direction[self.first]) % 1.0
        self.sign = np.where(size > 0.5 + TOLERANCE, -1, 1)
        self.value = np.minimum(size, 1.0 - size)
        self.group = clusters(self.value)
        self.right = np.abs(size - 0.5) < TOLERANCE

    def keys(self, state: State, at: IntArray) -> IntArray:
        """What is known of these angles: equal numbers for angles known to be equal or opposite."""
        f = state.prints(System.ANGLE)
        known = self.sign[at] * (f[self.second[at]] - f[self.first[at]]) % PRIME
        keys: IntArray = np.where(self.right[at], np.minimum(known, -known % PRIME), known)
        return keys


class Sines:
    """`law_of_sines`, `equal_sines`, `sine_value` and `sines_to_angles`; made when the other rules are saturated."""

    reads: tuple[System, ...] = (System.ANGLE, System.RATIO)

    def __init__(self, plane: Plane, triangles: IntArray) -> None:
        self._plane = plane
        self._triangles = triangles
        self._corners = Corners(plane, triangles)
        self._started = False
        self._holders = np.zeros(0, dtype=np.int64)
        self._variables = np.zeros(0, dtype=np.int64)

    def matches(self, state: State) -> Iterator[Inference]:
        if not self._triangles.size or len(self._corners.first) > _MOST_CORNERS:
            return
        if not self._started:
            self._started = True
            yield from self._laws(state)
        yield from self._constants(state)
        yield from self._equalities(state)

    def _laws(self, state: State) -> Iterator[Inference]:
        """The law of sines in each triangle, written with one variable for all angles known to be equal."""
        corners = self._corners
        every = np.arange(len(corners.first))
        key = corners.keys(state, every) * np.int64(len(every)) + corners.group
        _, holders, number = np.unique(key, return_index=True, return_inverse=True)
        common = np.bincount(corners.group)[corners.group] > 1
        variables = [
            state.sine(int(corners.first[h]), int(corners.second[h])) if common[h] else -1 for h in holders.tolist()
        ]
        kept = np.array([v >= 0 for v in variables], dtype=bool)
        self._holders, self._variables = holders[kept], np.array(variables, dtype=np.int64)[kept]
        pair = self._plane.pair
        for t, (a, b, c) in enumerate(self._triangles.tolist()):
            at = [t, t + corners.size, t + 2 * corners.size]
            opposite = (int(pair[b, c]), int(pair[a, c]), int(pair[a, b]))
            usable = [k for k in range(3) if variables[int(number[at[k]])] >= 0]
            for one, two in pairwise(usable):
                h = [int(holders[number[at[k]]]) for k in (one, two)]
                v = [variables[int(number[at[k]])] for k in (one, two)]
                premises = tuple(self._equal(at[k], x) for k, x in zip((one, two), h, strict=True))
                law = ratio((opposite[one], 1), (v[0], -1), (opposite[two], -1), (v[1], 1))
                corner = ((a, b, c), (b, a, c), (c, a, b))
                points = (*corner[one], corner[two][0], *self._lines(h[0]), *self._lines(h[1]))
                yield Inference("law_of_sines", points, premises, (law,))

    def _lines(self, corner: int) -> tuple[int, ...]:
        pairs = self._plane.pairs
        return (*pairs[int(self._corners.first[corner])], *pairs[int(self._corners.second[corner])])

    def _equal(self, one: int, two: int) -> Fact:
        """The equality of two corners, with the sign of the figure."""
        c = self._corners
        s = int(c.sign[one] * c.sign[two])
        return angle((int(c.second[one]), 1), (int(c.first[one]), -1), (int(c.second[two]), -s), (int(c.first[two]), s))

    def _constants(self, state: State) -> Iterator[Inference]:
        c, g = self._corners, state.prints(System.RATIO)
        known = c.keys(state, self._holders) == 0
        for k in np.flatnonzero(known ^ (g[self._variables] == 0)):
            h = int(self._holders[k])
            for size, logarithm in _VALUES:
                if abs(float(size) - float(c.value[h])) < TOLERANCE:
                    turned = turn(size * int(c.sign[h]))
                    as_angle = angle((int(c.second[h]), 1), (int(c.first[h]), -1), constant=turned)
                    as_sine = ratio((int(self._variables[k]), 1), constant=logarithm)
                    if known[k]:
                        yield Inference("sine_value", self._lines(h), (as_angle,), (as_sine,))
                    else:
                        yield Inference("value_of_sine", self._lines(h), (as_sine,), (as_angle,))

    def _equalities(self, state: State) -> Iterator[Inference]:
        c, g = self._corners, state.prints(System.RATIO)
        angles, sines = c.keys(state, self._holders), g[self._variables]
        group = c.group[self._holders]
        for key, other in ((angles, sines), (sines, angles)):
            order = np.lexsort((key, group))
            one, two = order[:-1], order[1:]
            same = (group[one] == group[two]) & (key[one] == key[two]) & (other[one] != other[two])
            for k in np.flatnonzero(same):
                i, j = int(one[k]), int(two[k])
                points = (*self._lines(int(self._holders[i])), *self._lines(int(self._holders[j])))
                equal = ratio((int(self._variables[i]), 1), (int(self._variables[j]), -1))
                as_angles = self._equal(int(self._holders[i]), int(self._holders[j]))
                if key is angles:
                    yield Inference("equal_sines", points, (as_angles,), (equal,))
                else:
                    yield Inference("sines_to_angles", points, (equal,), (as_angles,))


class Pencils:
    """`pencil_sas`: three lines and three others, with one angle and one quotient of sines in common."""

    reads: tuple[System, ...] = (System.ANGLE, System.RATIO)

    def __init__(self, plane: Plane) -> None:
        lines = []
        for a in range(plane.count):
            seen: dict[int, int] = {}
            others = [int(plane.pair[a, b]) for b in range(plane.count) if b != a]
            numbers = clusters(plane.direction[np.array(others, dtype=np.int64)], 1.0)
            for i, k in zip(others, numbers.tolist(), strict=True):
                seen.setdefault(k, i)
            lines += list(combinations(seen.values(), 3))
        every = np.array(lines, dtype=np.int64).reshape(-1, 3)
        rows, signs = [], []
        th = plane.direction
        for order in ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)):
            t = every[:, order]
            d12, d13, d23 = ((th[t[:, j]] - th[t[:, i]]) % 1.0 for i, j in _PAIRS)
            s12, s13, s23 = (np.sin(np.pi * d) for d in (d12, d13, d23))
            kept = (s12 <= s13 + TOLERANCE) & (s13 <= s23 + TOLERANCE)
            rows.append(t[kept])
            signs.append(np.where(d12[kept] > 0.5, -1, 1))
        self._lines = np.concatenate(rows)
        self._sign = np.concatenate(signs).astype(np.int64)
        turned = [self._sign * (th[self._lines[:, j]] - th[self._lines[:, i]]) % 1.0 for i, j in _PAIRS[:2]]
        shape = clusters(turned[0], 1.0) * (len(self._sign) + 1) + clusters(turned[1], 1.0)
        _, shape, counts = np.unique(shape, return_inverse=True, return_counts=True)
        keep = counts[shape] > 1
        self._lines, self._sign, self._shape = self._lines[keep], self._sign[keep], shape[keep].astype(np.int64)
        self._plane = plane

    def matches(self, state: State) -> Iterator[Inference]:
        if not len(self._sign) or not state.sines:
            return
        sines = self._sines(state)
        usable = np.flatnonzero((sines >= 0).all(axis=1))
        f, g = state.prints(System.ANGLE), state.prints(System.RATIO)
        lines, sign, shape, sine = self._lines[usable], self._sign[usable], self._shape[usable], g[sines[usable]]
        angles = np.stack([sign * (f[lines[:, j]] - f[lines[:, i]]) % PRIME for i, j in _PAIRS])
        for known, i, j in ((0, 1, 2), (1, 0, 2), (2, 0, 1)):
            quotient = (sine[:, i] - sine[:, j]) % PRIME
            order = np.lexsort((quotient, angles[known], shape))
            one, two = order[:-1], order[1:]
            same = (shape[one] == shape[two]) & (angles[known][one] == angles[known][two])
            same &= quotient[one] == quotient[two]
            alike = (angles[:, one] == angles[:, two]).all(axis=0)
            for k in np.flatnonzero(same & ~alike):
                yield from self._inference(state, int(usable[one[k]]), int(usable[two[k]]), known, i, j)

    def _sines(self, state: State) -> IntArray:
        """The variable of a sine equal to that of each pair of lines, or -1; shape (pencils, 3)."""
        f, th = state.prints(System.ANGLE), self._plane.direction
        index = {}
        for number, (i, j) in enumerate(state.sines):
            index[_known(th, f, i, j)] = len(self._plane.pairs) + number
        found = [[index.get(_known(th, f, int(t[i]), int(t[j])), -1) for i, j in _PAIRS] for t in self._lines]
        return np.array(found, dtype=np.int64).reshape(-1, 3)

    def _inference(self, state: State, one: int, two: int, known: int, i: int, j: int) -> Iterator[Inference]:
        x, y = self._lines[one].tolist(), self._lines[two].tolist()
        s = int(self._sign[one] * self._sign[two])
        sines = []
        for k in (i, j):
            p, q = _PAIRS[k]
            sines.append((self._own(state, x[p], x[q]), self._own(state, y[p], y[q])))
        for made in [m for pair in sines for m in pair]:
            yield from made[1]
        equal = [angle((x[q], 1), (x[p], -1), (y[q], -s), (y[p], s)) for p, q in _PAIRS]
        (a, b), (c, d) = sines
        quotient = ratio((a[0], 1), (c[0], -1), (b[0], -1), (d[0], 1))
        points = tuple(n for line in (*x, *y) for n in self._plane.pairs[line])
        if state.knows(quotient):
            yield Inference("pencil_sas", points, (equal[known], quotient), (equal[0], equal[1]))

    def _own(self, state: State, i: int, j: int) -> tuple[int, list[Inference]]:
        """The variable of the sine of two lines, and how it equals one in use where it is new."""
        i, j = min(i, j), max(i, j)
        f, th = state.prints(System.ANGLE), self._plane.direction
        key = _known(th, f, i, j)
        base = len(self._plane.pairs)
        if (i, j) in state.sines:
            return base + state.sines.index((i, j)), []
        other = next(n for n, (k, m) in enumerate(state.sines) if _known(th, f, k, m) == key)
        k, m = state.sines[other]
        turned = [(th[v] - th[u]) % 1.0 > 0.5 + TOLERANCE for u, v in ((i, j), (k, m))]
        s = -1 if turned[0] != turned[1] else 1
        new = state.sine(i, j)
        as_angles = angle((j, 1), (i, -1), (m, -s), (k, s))
        points = (*self._plane.pairs[i], *self._plane.pairs[j], *self._plane.pairs[k], *self._plane.pairs[m])
        return new, [Inference("equal_sines", points, (as_angles,), (ratio((new, 1), (base + other, -1)),))]


def _known(direction: FloatArray, prints: IntArray, i: int, j: int) -> tuple[int, int]:
    """A key that two pairs of lines share exactly when their angles are known to be equal or opposite."""
    size = (direction[j] - direction[i]) % 1.0
    value = int((prints[j] - prints[i]) % PRIME)
    if abs(size - 0.5) < TOLERANCE:
        return 500_000_000, min(value, -value % PRIME)
    if size > 0.5:
        size, value = 1.0 - size, -value % PRIME
    return round(size * 1e6), value
