"""Rules between lengths, log-lengths, squared lengths and positions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from trivium.geometry.deduction.facts import Inference, angle, length, position, ratio, square
from trivium.geometry.deduction.matcher import HALF
from trivium.geometry.deduction.plane import TOLERANCE, Plane, clusters
from trivium.geometry.deduction.state import State
from trivium.geometry.deduction.table import PRIME, IntArray
from trivium.geometry.predicates.equation import System, log_of


class RationalRatios:
    """`ratio_to_length`, `length_to_ratio`: a rational ratio of lengths, as a quotient and as a linear equation."""

    reads: tuple[System, ...] = (System.RATIO, System.LENGTH)

    def __init__(self, rows: IntArray) -> None:
        self._i, self._j, self._u, self._v = rows.T

    def matches(self, state: State) -> Iterator[Inference]:
        f, g = state.prints(System.RATIO), state.prints(System.LENGTH)
        quotient = f[self._i] == f[self._j]
        linear = (self._v * g[self._i] - self._u * g[self._j]) % PRIME == 0
        for k in np.flatnonzero(quotient ^ linear):
            i, j, u, v = (int(x[k]) for x in (self._i, self._j, self._u, self._v))
            as_ratio = ratio((i, 1), (j, -1), constant=log_of(Fraction(u, v)))
            as_length = length((i, v), (j, -u))
            if quotient[k]:
                yield Inference("ratio_to_length", (), (as_ratio,), (as_length,))
            else:
                yield Inference("length_to_ratio", (), (as_length,), (as_ratio,))


class SquareRatios:
    """`ratio_to_square`, `square_to_ratio`: the same for squared lengths."""

    reads: tuple[System, ...] = (System.RATIO, System.SQUARE)

    def __init__(self, rows: IntArray) -> None:
        self._i, self._j, self._u, self._v = rows.T

    def matches(self, state: State) -> Iterator[Inference]:
        f, g = state.prints(System.RATIO), state.prints(System.SQUARE)
        quotient = f[self._i] == f[self._j]
        linear = (self._v**2 * g[self._i] - self._u**2 * g[self._j]) % PRIME == 0
        for k in np.flatnonzero(quotient ^ linear):
            i, j, u, v = (int(x[k]) for x in (self._i, self._j, self._u, self._v))
            as_ratio = ratio((i, 1), (j, -1), constant=log_of(Fraction(u, v)))
            as_square = square((i, v * v), (j, -u * u))
            if quotient[k]:
                yield Inference("ratio_to_square", (), (as_ratio,), (as_square,))
            else:
                yield Inference("square_to_ratio", (), (as_square,), (as_ratio,))


class Perpendicular:
    """`perpendicular_squares`: ab and cd are perpendicular exactly when ac^2 - ad^2 = bc^2 - bd^2."""

    reads: tuple[System, ...] = (System.ANGLE, System.SQUARE)

    def __init__(self, plane: Plane) -> None:
        number = clusters(plane.direction, 1.0)
        turned = clusters(np.concatenate([plane.direction, (plane.direction + 0.5) % 1.0]), 1.0)
        base, quarter = turned[: len(number)], turned[len(number) :]
        rows: list[tuple[int, ...]] = []
        for i in range(len(number)):
            rows.extend(
                (*plane.pairs[i], *plane.pairs[j], i, int(j)) for j in np.flatnonzero(base == quarter[i]) if j > i
            )
        self._points = np.array([r[:4] for r in rows], dtype=np.int64).reshape(-1, 4)
        self._i = np.array([r[4] for r in rows], dtype=np.int64)
        self._j = np.array([r[5] for r in rows], dtype=np.int64)
        a, b, c, d = self._points.T
        self._terms = np.stack([plane.pair[p, q] for p, q in ((a, c), (a, d), (b, c), (b, d))], axis=1)
        self._signs = np.where(self._terms >= 0, np.array([1, -1, -1, 1]), 0)
        """Zero where two points are one, so that their distance is."""

    def matches(self, state: State) -> Iterator[Inference]:
        f, g = state.prints(System.ANGLE), state.prints(System.SQUARE)
        # the difference of two perpendicular directions is a constant, and so reduces to zero
        right = f[self._i] == f[self._j]
        squares = np.sum(g[self._terms] * self._signs, axis=1) % PRIME == 0
        for k in np.flatnonzero(right ^ squares):
            as_angle = angle((int(self._i[k]), 1), (int(self._j[k]), -1), constant=HALF)
            terms = zip(self._terms[k].tolist(), self._signs[k].tolist(), strict=True)
            as_square = square(*((i, s) for i, s in terms if s))
            points = tuple(int(x) for x in self._points[k])
            if right[k]:
                yield Inference("perpendicular_to_squares", points, (as_angle,), (as_square,))
            else:
                yield Inference("squares_to_perpendicular", points, (as_square,), (as_angle,))


class Vectors:
    """`parallel_to_vector`, `vector_to_parallel`: parallel segments in a rational ratio, as an equation of vectors."""

    reads: tuple[System, ...] = (System.ANGLE, System.RATIO, System.POSITION)

    def __init__(self, plane: Plane, rows: IntArray) -> None:
        i, j, _, _ = rows.T
        turned = plane.direction[i] - plane.direction[j]
        rows = rows[np.abs(turned - np.round(turned)) < TOLERANCE]
        self._i, self._j, self._u, self._v = rows.T
        pairs = np.array(plane.pairs, dtype=np.int64).reshape(-1, 2)
        self._a, self._b = pairs[self._i].T
        self._c, self._d = pairs[self._j].T
        gaps = np.conj(plane.z[self._b] - plane.z[self._a]) * (plane.z[self._d] - plane.z[self._c])
        self._sign = np.sign(gaps.real).astype(np.int64)

    def matches(self, state: State) -> Iterator[Inference]:
        f, g, h = (state.prints(s) for s in self.reads)
        scaled = self._v * (h[self._b] - h[self._a]) - self._sign * self._u * (h[self._d] - h[self._c])
        vector = scaled % PRIME == 0
        ratios, parallel = g[self._i] == g[self._j], f[self._i] == f[self._j]
        for k in np.flatnonzero((vector & ~(parallel & ratios)) | (~vector & parallel & ratios)):
            a, b, c, d, i, j, u, v = (
                int(x[k]) for x in (self._a, self._b, self._c, self._d, self._i, self._j, self._u, self._v)
            )
            s = int(self._sign[k])
            as_vector = position((b, v), (a, -v), (d, -s * u), (c, s * u))
            facts = (angle((i, 1), (j, -1)), ratio((i, 1), (j, -1), constant=log_of(Fraction(u, v))))
            if vector[k]:
                yield Inference("vector_to_parallel", (a, b, c, d), (as_vector,), facts)
            else:
                yield Inference("parallel_to_vector", (a, b, c, d), facts, (as_vector,))


class Moments:
    """`affine_squares`: an affine relation of points gives one between their squared distances from any two points.

    Where the sum of c_i P_i is zero with the c_i adding up to zero, the sum of c_i |Q P_i|^2 does not depend on Q
    (Leibniz); with Q at one of the P_i this is Stewart's theorem.
    """

    reads: tuple[System, ...] = (System.POSITION,)

    def __init__(self) -> None:
        self._done = 0

    def matches(self, state: State) -> Iterator[Inference]:
        fresh = state.log[self._done :]
        self._done = len(state.log)
        for entry in fresh:
            if entry.fact.system is System.POSITION:
                base = entry.fact.terms[0][0]
                for q in range(state.plane.count):
                    if q != base:
                        yield self._inference(state, entry.fact.terms, q, base)

    def _inference(self, state: State, terms: tuple[tuple[int, int], ...], q: int, base: int) -> Inference:
        pair = state.plane.pair
        near = [(int(pair[q, p]), c) for p, c in terms if p != q]
        far = [(int(pair[base, p]), -c) for p, c in terms if p != base]
        return Inference("affine_squares", (q, base), (position(*terms),), (square(*near, *far),))
