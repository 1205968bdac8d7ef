"""Rules about collinear points, concyclic points, isosceles triangles, centres and chords."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from trivium.geometry.deduction.facts import Fact, Inference, angle, length, ratio
from trivium.geometry.deduction.matcher import HALF
from trivium.geometry.deduction.plane import TOLERANCE, Plane
from trivium.geometry.deduction.state import State
from trivium.geometry.deduction.table import PRIME, IntArray
from trivium.geometry.predicates.equation import System


class Collinear:
    """`collinear`: one equality of directions gives the others. `between`: and the sum of lengths. `flat`: back."""

    reads: tuple[System, ...] = (System.ANGLE, System.LENGTH)

    def __init__(self, plane: Plane, lines: IntArray) -> None:
        self._lines = lines
        a, b, c = lines.T
        self._ab, self._bc, self._ac = plane.pair[a, b], plane.pair[b, c], plane.pair[a, c]

    def matches(self, state: State) -> Iterator[Inference]:
        f, g = state.prints(System.ANGLE), state.prints(System.LENGTH)
        ab, bc, ac = f[self._ab], f[self._bc], f[self._ac]
        some = (ab == ac) | (ab == bc) | (ac == bc)
        every = (ab == ac) & (ab == bc)
        summed = (g[self._ab] + g[self._bc] - g[self._ac]) % PRIME == 0
        for k in np.flatnonzero((some & ~every) | (some & ~summed) | (~some & summed)):
            points = tuple(int(x) for x in self._lines[k])
            i, j, m = int(self._ab[k]), int(self._bc[k]), int(self._ac[k])
            equalities = (angle((i, 1), (m, -1)), angle((i, 1), (j, -1)), angle((j, 1), (m, -1)))
            total = length((i, 1), (j, 1), (m, -1))
            if not some[k]:
                yield Inference("flat", points, (total,), equalities[:2])
                continue
            known = next(
                e for e, is_known in zip(equalities, (ab[k] == ac[k], ab[k] == bc[k], True), strict=True) if is_known
            )
            yield Inference("collinear", points, (known,), equalities)
            yield Inference("between", points, (known,), (total,))


class Concyclic:
    """`concyclic`: two points that see a chord under equal angles, and hence every pair of such angles."""

    reads: tuple[System, ...] = (System.ANGLE,)

    def __init__(self, plane: Plane, quadruples: IntArray) -> None:
        self._points = quadruples
        a, b, c, d = quadruples.T
        pair = plane.pair
        self._sides = np.stack([pair[a, b], pair[c, d], pair[a, c], pair[b, d], pair[a, d], pair[b, c]], axis=1)

    def matches(self, state: State) -> Iterator[Inference]:
        f = state.prints(System.ANGLE)[self._sides]
        one, two, three = ((f[:, k] + f[:, k + 1]) % PRIME for k in (0, 2, 4))
        some = (one == two) | (two == three) | (one == three)
        for k in np.flatnonzero(some & ~((one == two) & (two == three))):
            s = [int(x) for x in self._sides[k]]
            equalities = [
                angle((s[i], 1), (s[i + 1], 1), (s[j], -1), (s[j + 1], -1)) for i, j in ((0, 2), (2, 4), (0, 4))
            ]
            known = equalities[0 if one[k] == two[k] else 1 if two[k] == three[k] else 2]
            yield Inference("concyclic", tuple(int(x) for x in self._points[k]), (known,), tuple(equalities))


class Isosceles:
    """`isosceles`: equal sides give equal base angles; `equal_base_angles`: and back."""

    reads: tuple[System, ...] = (System.ANGLE, System.RATIO)

    def __init__(self, plane: Plane, groups: list[tuple[int, IntArray]]) -> None:
        rows = [(o, int(a), int(b)) for o, group in groups for a, b in combinations(group, 2)]
        every = np.array(rows, dtype=np.int64).reshape(-1, 3)
        o, a, b = every.T
        self._points = every[np.abs(plane.area(o, a, b)) > TOLERANCE]
        o, a, b = self._points.T
        self._oa, self._ob, self._ab = plane.pair[o, a], plane.pair[o, b], plane.pair[a, b]

    def matches(self, state: State) -> Iterator[Inference]:
        f, g = state.prints(System.ANGLE), state.prints(System.RATIO)
        sides = g[self._oa] == g[self._ob]
        angles = (f[self._oa] + f[self._ob] - 2 * f[self._ab]) % PRIME == 0
        for k in np.flatnonzero(sides ^ angles):
            i, j, m = int(self._oa[k]), int(self._ob[k]), int(self._ab[k])
            equal, base = ratio((i, 1), (j, -1)), angle((i, 1), (j, 1), (m, -2))
            points = tuple(int(x) for x in self._points[k])
            if sides[k]:
                yield Inference("isosceles", points, (equal,), (base,))
            else:
                yield Inference("equal_base_angles", points, (base,), (equal,))


class Centre:
    """`central_angle`: o is the centre of the circle abc; `centre`: recognised by its angle to the chord ab."""

    reads: tuple[System, ...] = (System.ANGLE, System.RATIO)

    def __init__(self, plane: Plane, groups: list[tuple[int, IntArray]]) -> None:
        rows = [
            (o, int(t[i]), int(t[j]), int(t[k]))
            for o, group in groups
            for t in combinations(group, 3)
            for i, j, k in ((0, 1, 2), (0, 2, 1), (1, 2, 0))
        ]
        self._points = np.array(rows, dtype=np.int64).reshape(-1, 4)
        o, a, b, c = self._points.T
        pair = plane.pair
        self._o = np.stack([pair[o, a], pair[o, b], pair[o, c]], axis=1)
        self._ab, self._ca, self._cb = pair[a, b], pair[c, a], pair[c, b]

    def matches(self, state: State) -> Iterator[Inference]:
        f, g = state.prints(System.ANGLE), state.prints(System.RATIO)[self._o]
        chord, third = g[:, 0] == g[:, 1], g[:, 1] == g[:, 2]
        seen = (f[self._ab] - f[self._o[:, 0]] - f[self._cb] + f[self._ca]) % PRIME == 0
        for k in np.flatnonzero(chord & (third ^ seen)):
            oa, ob, oc = (int(x) for x in self._o[k])
            equal, also = ratio((oa, 1), (ob, -1)), ratio((oa, 1), (oc, -1))
            half = angle((int(self._ab[k]), 1), (oa, -1), (int(self._cb[k]), -1), (int(self._ca[k]), 1), constant=HALF)
            points = tuple(int(x) for x in self._points[k])
            if third[k]:
                yield Inference("central_angle", points, (equal, also), (half,))
            else:
                yield Inference("centre", points, (equal, half), (also,))


class Chords:
    """`equal_chords`: equal chords of a circle are seen under equal angles; `equal_arcs`: and back."""

    reads: tuple[System, ...] = (System.ANGLE, System.RATIO)

    def __init__(self, plane: Plane, quadruples: IntArray) -> None:
        rows: list[tuple[int, ...]] = []
        for a, b, c, d in quadruples.tolist():
            for x, y, u, v in ((a, b, c, d), (a, c, b, d), (a, d, b, c)):
                if abs(plane.log[plane.pair[x, y]] - plane.log[plane.pair[u, v]]) < TOLERANCE:
                    rows.append((x, y, u, v))
        self._points = np.array(rows, dtype=np.int64).reshape(-1, 4)
        x, y, u, v = self._points.T
        pair, th = plane.pair, plane.direction
        self._xy, self._uv = pair[x, y], pair[u, v]
        self._ux, self._uy, self._xu, self._xv = pair[u, x], pair[u, y], pair[x, u], pair[x, v]
        difference = th[self._ux] - th[self._uy] - th[self._xu] + th[self._xv]
        same = np.abs(difference - np.round(difference)) < TOLERANCE
        self._sign = np.where(same, 1, -1)
        """1 where the chord xy is seen from u under the angle under which x sees uv, -1 where reversed."""

    def matches(self, state: State) -> Iterator[Inference]:
        f, g = state.prints(System.ANGLE), state.prints(System.RATIO)
        chords = g[self._xy] == g[self._uv]
        arcs = (f[self._ux] - f[self._uy] - self._sign * (f[self._xu] - f[self._xv])) % PRIME == 0
        for k in np.flatnonzero(chords ^ arcs):
            circle = self._circle(state, int(k))
            if not state.knows(circle):
                continue
            equal = ratio((int(self._xy[k]), 1), (int(self._uv[k]), -1))
            sign = int(self._sign[k])
            seen = angle(
                (int(self._ux[k]), 1), (int(self._uy[k]), -1), (int(self._xu[k]), -sign), (int(self._xv[k]), sign)
            )
            points = tuple(int(p) for p in self._points[k])
            if chords[k]:
                yield Inference("equal_chords", points, (circle, equal), (seen,))
            else:
                yield Inference("equal_arcs", points, (circle, seen), (equal,))

    def _circle(self, state: State, k: int) -> Fact:
        x, y, u, v = (int(p) for p in self._points[k])
        pair = state.plane.pair
        terms = ((x, u, 1), (y, v, 1), (x, v, -1), (y, u, -1))
        return angle(*((int(pair[p, q]), s) for p, q, s in terms))
