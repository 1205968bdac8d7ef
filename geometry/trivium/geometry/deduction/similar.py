"""Similar triangles: AA, SSS, SAS, and SSA where the figure decides between its two cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from trivium.geometry.deduction.facts import Fact, Inference, angle, ratio
from trivium.geometry.deduction.plane import Plane, clusters
from trivium.geometry.deduction.state import State
from trivium.geometry.deduction.table import PRIME, IntArray
from trivium.geometry.predicates.equation import System


@dataclass(frozen=True, slots=True)
class _Mode:
    """A criterion: which two of the six invariants of a triangle abc it compares.

    Invariants 0, 1, 2 are the angles at a, b, c; 3, 4, 5 the ratios ab:ac, ab:bc, ac:bc.
    """

    rule: str
    first: int
    second: int


_MODES = (
    _Mode("similar_aa", 0, 1),
    _Mode("similar_sss", 3, 4),
    _Mode("similar_sas", 0, 3),
    _Mode("similar_sas", 1, 4),
    _Mode("similar_sas", 2, 5),
    _Mode("similar_ssa", 0, 4),
    _Mode("similar_ssa", 0, 5),
    _Mode("similar_ssa", 1, 3),
    _Mode("similar_ssa", 1, 5),
    _Mode("similar_ssa", 2, 3),
    _Mode("similar_ssa", 2, 4),
)
_ODD_1, _ODD_2 = np.int64(0x9E3779B97F4A7C1), np.int64(0x2545F4914F6CDD1D)


class Similar:
    """All criteria over the triangles that are similar to another one in the figure."""

    reads: tuple[System, ...] = (System.ANGLE, System.RATIO)

    def __init__(self, plane: Plane, triangles: IntArray) -> None:
        points = plane.shaped(triangles)
        a, b, c = points.T
        pair, th = plane.pair, plane.direction
        sign = np.sign(plane.area(a, b, c)).astype(np.int64)
        ab, ac, bc = pair[a, b], pair[a, c], pair[b, c]
        shape = clusters(sign * (th[ac] - th[ab]) % 1.0, 1.0) * len(a) + clusters(sign * (th[bc] - th[ab]) % 1.0, 1.0)
        _, shape, counts = np.unique(shape, return_inverse=True, return_counts=True)
        keep = counts[shape] > 1
        self._points, self._sign, self._shape = points[keep], sign[keep], shape[keep].astype(np.int64)
        self._ab, self._ac, self._bc = ab[keep], ac[keep], bc[keep]

    def matches(self, state: State) -> Iterator[Inference]:
        if not len(self._points):
            return
        known = self._invariants(state)
        for mode in _MODES:
            key = (known[mode.first] * _ODD_1 + known[mode.second]) * _ODD_2 + self._shape
            order = np.argsort(key, kind="stable")
            one, two = order[:-1], order[1:]
            same = (key[one] == key[two]) & (self._shape[one] == self._shape[two])
            alike = np.all(known[:, one] == known[:, two], axis=0)
            for k in np.flatnonzero(same & ~alike):
                yield self._inference(mode, int(one[k]), int(two[k]))

    def _invariants(self, state: State) -> IntArray:
        f, g = state.prints(System.ANGLE), state.prints(System.RATIO)
        ab, ac, bc = self._ab, self._ac, self._bc
        at_a, at_b = self._sign * (f[ac] - f[ab]) % PRIME, self._sign * (f[bc] - f[ab]) % PRIME
        first, second = (g[ab] - g[ac]) % PRIME, (g[ab] - g[bc]) % PRIME
        return np.stack([at_a, at_b, (at_b - at_a) % PRIME, first, second, (second - first) % PRIME])

    def _inference(self, mode: _Mode, one: int, two: int) -> Inference:
        facts = self._facts(one, two)
        points = tuple(int(x) for x in (*self._points[one], *self._points[two]))
        premises = (facts[mode.first], facts[mode.second])
        return Inference(mode.rule, points, premises, (facts[0], facts[1], facts[3], facts[4]))

    def _facts(self, one: int, two: int) -> tuple[Fact, ...]:
        """The equality of each invariant of two triangles."""
        turn = int(self._sign[one] * self._sign[two])
        sides = [(int(s[one]), int(s[two])) for s in (self._ab, self._ac, self._bc)]
        (ab, xy), (ac, xz), (bc, yz) = sides
        compared = (((ac, xz), (ab, xy)), ((bc, yz), (ab, xy)), ((bc, yz), (ac, xz)))
        angles = tuple(angle((p, 1), (q, -1), (x, -turn), (y, turn)) for (p, x), (q, y) in compared)
        quotients = (((ab, xy), (ac, xz)), ((ab, xy), (bc, yz)), ((ac, xz), (bc, yz)))
        return angles + tuple(ratio((p, 1), (q, -1), (x, -1), (y, 1)) for (p, x), (q, y) in quotients)
