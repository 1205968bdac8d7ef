"""Rules between lengths, log-lengths, squared lengths and positions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache

import numpy as np

from trivium.geometry.deduction.facts import DIFFERENCE, Inferences, IntArray, Rows, Terms, columns
from trivium.geometry.deduction.matcher import HALF
from trivium.geometry.deduction.plane import Plane, whole
from trivium.geometry.deduction.state import State
from trivium.geometry.deduction.table import PRIME
from trivium.geometry.predicates.equation import Constant, System, log_of

_LARGEST_INTEGER = 6
"""Ratios of lengths are recognised where both integers are at most this."""
_NO_POINTS = np.zeros((1, 0), dtype=np.int64)


@cache
def _log(u: int, v: int, root: int) -> Constant:
    return tuple((prime, power / root) for prime, power in log_of(Fraction(u, v)))


def _as_ratio(pairs: IntArray, integers: IntArray, root: int) -> Rows:
    """log i - log j = log u/v, divided by `root`, for rows (i, j) and (u, v)."""
    return Rows(System.RATIO, pairs, DIFFERENCE, constants=tuple(_log(u, v, root) for u, v in integers.tolist()))


class RationalRatios:
    """A rational ratio of lengths as a quotient and as a linear equation: `ratio_to_length`, `length_to_ratio`.

    With `square`, of squared lengths: `ratio_to_square`, `square_to_ratio`.
    """

    def __init__(self, *, square: bool = False) -> None:
        self._square = square
        self._system = System.SQUARE if square else System.LENGTH
        self._rules = (f"ratio_to_{self._system.value}", f"{self._system.value}_to_ratio")
        self.reads: tuple[System, ...] = (System.RATIO, self._system)
        self._pairs: IntArray = np.zeros((0, 2), dtype=np.int64)
        self._integers: IntArray = np.zeros((0, 2), dtype=np.int64)

    def grow(self, plane: Plane, first: int) -> None:
        rows = plane.rational_ratios(_LARGEST_INTEGER, first, square=self._square)
        self._pairs = np.concatenate([self._pairs, rows[:, :2]])
        self._integers = np.concatenate([self._integers, rows[:, 2:]])

    def matches(self, state: State) -> Iterator[Inferences]:
        f, g = state.prints(System.RATIO)[self._pairs], state.prints(self._system)[self._pairs]
        factors = self._integers[:, ::-1] * DIFFERENCE
        quotient = f[:, 0] == f[:, 1]
        linear = (factors * g).sum(axis=1) % PRIME == 0
        for rule, new in zip(self._rules, (quotient & ~linear, linear & ~quotient), strict=True):
            if new.any():
                as_ratio = _as_ratio(self._pairs[new], self._integers[new], 2 if self._square else 1)
                as_linear = Rows(self._system, self._pairs[new], factors[new])
                known, follows = (as_ratio, as_linear) if rule == self._rules[0] else (as_linear, as_ratio)
                yield Inferences(rule, _NO_POINTS.repeat(new.sum(), axis=0), (known,), (follows,))
        left = ~(quotient & linear)
        self._pairs, self._integers = self._pairs[left], self._integers[left]


class Perpendicular:
    """`perpendicular_to_squares`: ab and cd perpendicular give ac^2 - ad^2 = bc^2 - bd^2.
    `squares_to_perpendicular`: and back."""

    reads: tuple[System, ...] = (System.ANGLE, System.SQUARE)

    def __init__(self) -> None:
        self._points: IntArray = np.zeros((0, 4), dtype=np.int64)
        self._lines: IntArray = np.zeros((0, 2), dtype=np.int64)
        self._terms: IntArray = np.zeros((0, 4), dtype=np.int64)
        self._signs: IntArray = np.zeros((0, 4), dtype=np.int64)
        """Zero where two points are one, so that their distance is."""

    def grow(self, plane: Plane, first: int) -> None:
        def rows(i: IntArray) -> IntArray:
            k, j = np.nonzero(whole(plane.direction[i][:, None] - plane.direction[None, :] + 0.5))
            once = j < i[k]
            return columns(i[k][once], j[once])

        i, j = plane.compared(first, rows).T
        points = np.concatenate([plane.ends[i], plane.ends[j]], axis=1)
        a, b, c, d = points.T
        terms = columns(*(plane.pair[p, q] for p, q in ((a, c), (a, d), (b, c), (b, d))))
        signs = np.where(terms >= 0, np.array([1, -1, -1, 1]), 0)
        self._points = np.concatenate([self._points, points])
        self._lines = np.concatenate([self._lines, columns(i, j)])
        self._terms = np.concatenate([self._terms, np.maximum(terms, 0)])
        self._signs = np.concatenate([self._signs, signs])

    def matches(self, state: State) -> Iterator[Inferences]:
        f, g = state.prints(System.ANGLE)[self._lines], state.prints(System.SQUARE)[self._terms]
        # the difference of two perpendicular directions is a constant, and so reduces to zero
        right = f[:, 0] == f[:, 1]
        squares = (g * self._signs).sum(axis=1) % PRIME == 0
        for rule, new in (
            ("perpendicular_to_squares", right & ~squares),
            ("squares_to_perpendicular", squares & ~right),
        ):
            if new.any():
                as_angle = Rows(System.ANGLE, self._lines[new], DIFFERENCE, HALF)
                as_square = Rows(System.SQUARE, self._terms[new], self._signs[new])
                known, follows = (as_angle, as_square) if right[new].all() else (as_square, as_angle)
                yield Inferences(rule, self._points[new], (known,), (follows,))
        left = ~(right & squares)
        self._points, self._lines = self._points[left], self._lines[left]
        self._terms, self._signs = self._terms[left], self._signs[left]


class Vectors:
    """`parallel_to_vector`, `vector_to_parallel`: parallel segments in a rational ratio, as an equation of vectors."""

    reads: tuple[System, ...] = (System.ANGLE, System.RATIO, System.POSITION)

    def __init__(self) -> None:
        self._pairs: IntArray = np.zeros((0, 2), dtype=np.int64)
        self._integers: IntArray = np.zeros((0, 2), dtype=np.int64)
        self._points: IntArray = np.zeros((0, 4), dtype=np.int64)
        self._factors: IntArray = np.zeros((0, 4), dtype=np.int64)
        """Of a, b, c, d in the vector equation v (b - a) = u (d - c) with the sign of the figure."""

    def grow(self, plane: Plane, first: int) -> None:
        rows = plane.rational_ratios(_LARGEST_INTEGER, first)
        rows = rows[whole(plane.direction[rows[:, 0]] - plane.direction[rows[:, 1]])]
        pairs, integers = rows[:, :2], rows[:, 2:]
        points = plane.ends[pairs].reshape(-1, 4)
        a, b, c, d = points.T
        along = (np.conj(plane.z[b] - plane.z[a]) * (plane.z[d] - plane.z[c])).real
        u, v = integers[:, 0] * np.sign(along).astype(np.int64), integers[:, 1]
        self._pairs, self._integers = np.concatenate([self._pairs, pairs]), np.concatenate([self._integers, integers])
        self._points = np.concatenate([self._points, points])
        self._factors = np.concatenate([self._factors, columns(-v, v, u, -u)])

    def matches(self, state: State) -> Iterator[Inferences]:
        f, g = state.prints(System.ANGLE)[self._pairs], state.prints(System.RATIO)[self._pairs]
        vector = (state.prints(System.POSITION)[self._points] * self._factors).sum(axis=1) % PRIME == 0
        both = (f[:, 0] == f[:, 1]) & (g[:, 0] == g[:, 1])
        for rule, new in (("vector_to_parallel", vector & ~both), ("parallel_to_vector", both & ~vector)):
            if new.any():
                as_vector = Rows(System.POSITION, self._points[new], self._factors[new])
                facts = (
                    Rows(System.ANGLE, self._pairs[new], DIFFERENCE),
                    _as_ratio(self._pairs[new], self._integers[new], 1),
                )
                known, follows = ((as_vector,), facts) if rule == "vector_to_parallel" else (facts, (as_vector,))
                yield Inferences(rule, self._points[new], known, follows)
        left = ~(vector & both)
        self._pairs, self._integers = self._pairs[left], self._integers[left]
        self._points, self._factors = self._points[left], self._factors[left]


class Moments:
    """`affine_squares`: an affine relation of points gives one between their squared distances from any two points.

    Where the sum of c_i P_i is zero with the c_i adding up to zero, the sum of c_i |Q P_i|^2 does not depend on Q
    (Leibniz); with Q at one of the P_i this is Stewart's theorem.
    """

    reads: tuple[System, ...] = (System.POSITION,)

    def __init__(self) -> None:
        self._relations: tuple[Terms, ...] = ()
        self._read = 0
        self._fresh_from = 0
        """The points from here on have not met the relations read before."""

    def grow(self, plane: Plane, first: int) -> None:
        self._fresh_from = min(self._fresh_from, first) if self._fresh_from else first

    def matches(self, state: State) -> Iterator[Inferences]:
        count = state.plane.count
        old, self._relations = self._relations, self._relations + self._unread(state)
        for relation in old if self._fresh_from < count else ():
            yield _leibniz(state.plane, relation, np.arange(self._fresh_from, count))
        for relation in self._relations[len(old) :]:
            yield _leibniz(state.plane, relation, np.arange(count))
        self._fresh_from = count

    def _unread(self, state: State) -> tuple[Terms, ...]:
        numbers = range(self._read, len(state.log))
        self._read = len(state.log)
        return tuple(state.log[k].fact.terms for k in numbers if state.log.system(k) is System.POSITION)


def _leibniz(plane: Plane, relation: Terms, points: IntArray) -> Inferences:
    """The squared distances from each of the points, and those from the first point of the relation."""
    base = relation[0][0]
    q = points[points != base]
    p, c = np.array(relation, dtype=np.int64).T
    near, far = plane.pair[q[:, None], p[None, :]], plane.pair[np.full_like(q, base)[:, None], p[None, :]]
    variables = np.concatenate([near, far], axis=1)
    factors = np.where(variables >= 0, np.concatenate([c, -c]), 0)
    premise = Rows(System.POSITION, np.broadcast_to(p, (len(q), len(p))), c)
    squares = Rows(System.SQUARE, np.maximum(variables, 0), factors)
    return Inferences("affine_squares", columns(q, np.full_like(q, base)), (premise,), (squares,))
