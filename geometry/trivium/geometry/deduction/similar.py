"""Similar triangles: AA, SSS, SAS, and SSA where the figure decides between its two cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from trivium.geometry.deduction.facts import PROPORTION, Inferences, IntArray, Rows, columns
from trivium.geometry.deduction.plane import MOST_CANDIDATES, TOLERANCE, BoolArray, Plane, clusters
from trivium.geometry.deduction.state import State
from trivium.geometry.deduction.table import PRIME
from trivium.geometry.predicates.equation import System


@dataclass(frozen=True, slots=True)
class _Mode:
    """A criterion: which two of the six invariants of a triangle abc it compares.

    Invariants 0, 1, 2 are the angles at a, b, c; 3, 4, 5 the ratios ab:ac, ab:bc, ac:bc.
    """

    rule: str
    first: int
    second: int
    doubtful: int = -1
    """The corner whose angle may be equal or supplementary; at a right one the figure does not show which."""


_MODES = (
    _Mode("similar_aa", 0, 1),
    _Mode("similar_sss", 3, 4),
    _Mode("similar_sas", 0, 3),
    _Mode("similar_sas", 1, 4),
    _Mode("similar_sas", 2, 5),
    _Mode("similar_ssa", 0, 4, 2),
    _Mode("similar_ssa", 0, 5, 1),
    _Mode("similar_ssa", 1, 3, 2),
    _Mode("similar_ssa", 1, 5, 0),
    _Mode("similar_ssa", 2, 3, 1),
    _Mode("similar_ssa", 2, 4, 0),
)
_SIDES = ((1, 0), (2, 0), (2, 1), (0, 1), (0, 2), (1, 2))
"""For each invariant the sides (ab, ac, bc) whose directions, or log-lengths, it is the difference of."""
_ORDERS = ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0))


class Similar:
    """All criteria over the pairs of triangles that are similar in the figure."""

    reads: tuple[System, ...] = (System.ANGLE, System.RATIO)

    def __init__(self) -> None:
        self._points: IntArray = np.zeros((0, 6), dtype=np.int64)
        self._one: IntArray = np.zeros((0, 3), dtype=np.int64)
        self._two: IntArray = np.zeros((0, 3), dtype=np.int64)
        self._turn: IntArray = np.zeros(0, dtype=np.int64)
        self._right: BoolArray = np.zeros((0, 3), dtype=bool)
        """Whether the angle at each corner is a right one."""
        self._shapes = _Shapes()

    def grow(self, plane: Plane, first: int) -> None:
        self._shapes = self._shapes.extended(plane, first)
        i, j = self._shapes.pairs(first)
        corners, sides, sign = self._shapes.corners, self._shapes.sides, self._shapes.sign
        self._points = np.concatenate([self._points, np.concatenate([corners[i], corners[j]], axis=1)])
        self._one, self._two = np.concatenate([self._one, sides[i]]), np.concatenate([self._two, sides[j]])
        self._turn = np.concatenate([self._turn, sign[i] * sign[j]])
        th = plane.direction[sides[i]]
        angles = np.stack([th[:, p] - th[:, q] for p, q in _SIDES[:3]], axis=1) % 1.0
        self._right = np.concatenate([self._right, np.abs(angles - 0.5) < TOLERANCE])

    def matches(self, state: State) -> Iterator[Inferences]:
        if not len(self._points):
            return
        equal = self._equal(state)
        some = np.zeros(len(self._points), dtype=bool)
        every = equal[0] & equal[1] & equal[3] & equal[4]
        for mode in _MODES:
            new = equal[mode.first] & equal[mode.second] & ~every & ~some
            if mode.doubtful >= 0:
                new &= ~self._right[:, mode.doubtful]
            if new.any():
                some |= new
                yield self._inferences(mode, new.nonzero()[0])
        # what is concluded now is settled: an equation of it that another row gave first is known as well
        left = ~(every | some)
        if not left.all():
            self._points, self._turn = self._points[left], self._turn[left]
            self._one, self._two, self._right = self._one[left], self._two[left], self._right[left]

    def _equal(self, state: State) -> list[BoolArray]:
        """Which invariants are known to be equal, one array an invariant."""
        f, g = state.prints(System.ANGLE), state.prints(System.RATIO)
        fx, fy, gx, gy = f[self._one], f[self._two], g[self._one], g[self._two]
        y = self._turn[:, None] * fy
        dx, dr = fx - y, gx - gy
        # differences between the triangles, side by side: an invariant is equal where two of these agree
        angles = dx % PRIME
        ratios = dr % PRIME
        return [angles[:, p] == angles[:, q] for p, q in _SIDES[:3]] + [
            ratios[:, p] == ratios[:, q] for p, q in _SIDES[3:]
        ]

    def _inferences(self, mode: _Mode, at: IntArray) -> Inferences:
        one, two, turn = self._one[at], self._two[at], self._turn[at]
        facts = {k: self._fact(k, one, two, turn) for k in {0, 1, 3, 4, mode.first, mode.second}}
        premises = (facts[mode.first], facts[mode.second])
        return Inferences(mode.rule, self._points[at], premises, (facts[0], facts[1], facts[3], facts[4]))

    @staticmethod
    def _fact(invariant: int, one: IntArray, two: IntArray, turn: IntArray) -> Rows:
        """The equality of an invariant of triangles with such sides."""
        p, q = _SIDES[invariant]
        variables = columns(one[:, p], one[:, q], two[:, p], two[:, q])
        if invariant > 2:
            return Rows(System.RATIO, variables, PROPORTION)
        unit = np.ones_like(turn)
        return Rows(System.ANGLE, variables, columns(unit, -unit, -turn, turn))


class _Shapes:
    """Triangles with their corners in the order of the opposite sides, every order where sides are equal."""

    def __init__(self) -> None:
        self.corners: IntArray = np.zeros((0, 3), dtype=np.int64)
        self.sides: IntArray = np.zeros((0, 3), dtype=np.int64)
        """The pairs ab, ac, bc."""
        self.sign: IntArray = np.zeros(0, dtype=np.int64)
        self._leading = np.zeros(0, dtype=bool)
        """The first order of each triangle."""
        self._angles = np.zeros((2, 0))

    def extended(self, plane: Plane, first: int) -> _Shapes:
        triangles = plane.triples(first)[0]
        log, pair = plane.log, plane.pair
        orders, leading = [], []
        taken = np.zeros(len(triangles), dtype=bool)
        for order in _ORDERS:
            t = triangles[:, order]
            ab, ac, bc = log[pair[t[:, 0], t[:, 1]]], log[pair[t[:, 0], t[:, 2]]], log[pair[t[:, 1], t[:, 2]]]
            fits = (bc <= ac + TOLERANCE) & (ac <= ab + TOLERANCE)
            orders.append(t[fits])
            leading.append(~taken[fits])
            taken |= fits
        corners = np.concatenate(orders)
        a, b, c = corners.T
        sides = columns(pair[a, b], pair[a, c], pair[b, c])
        sign = np.sign(plane.area(a, b, c)).astype(np.int64)
        th = plane.direction[sides]
        angles = (sign * (th[:, 1:] - th[:, :1]).T) % 1.0
        shapes = _Shapes()
        shapes.corners = np.concatenate([self.corners, corners])
        shapes.sides = np.concatenate([self.sides, sides])
        shapes.sign = np.concatenate([self.sign, sign])
        shapes._leading = np.concatenate([self._leading, *leading])
        shapes._angles = np.concatenate([self._angles, angles], axis=1)
        return shapes

    def pairs(self, first: int) -> tuple[IntArray, IntArray]:
        """Rows i, j of similar triangles, at least one with a point numbered `first` or more.

        The first triangle is in its first order, so that two triangles are compared once in each way that fits.
        """
        size = len(self.sign)
        shape = clusters(self._angles[0], 1.0) * (size + 1) + clusters(self._angles[1], 1.0)
        order = np.argsort(shape, kind="stable")
        ordered = shape[order]
        i, j, total = [], [], 0
        for lag in range(1, size):
            at = (ordered[lag:] == ordered[:-lag]).nonzero()[0]
            total += len(at)
            if not len(at) or total > MOST_CANDIDATES:
                break
            i.append(order[at])
            j.append(order[at + lag])
        if not i:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        one, two = np.concatenate(i), np.concatenate(j)
        one, two = np.where(self._leading[one], one, two), np.where(self._leading[one], two, one)
        new = self.corners.max(axis=1) >= first
        keep = self._leading[one] & (new[one] | new[two])
        # the two orders of one isosceles triangle say what the rule about these does
        keep &= (np.sort(self.corners[one], axis=1) != np.sort(self.corners[two], axis=1)).any(axis=1)
        return one[keep], two[keep]
