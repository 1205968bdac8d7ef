"""The law of sines: logarithms of sines of angles as variables beside the logarithms of lengths."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from trivium.geometry.deduction.facts import DIFFERENCE, PROPORTION, Inferences, IntArray, Rows, columns
from trivium.geometry.deduction.plane import TOLERANCE, BoolArray, FloatArray, Plane, clusters
from trivium.geometry.deduction.state import State
from trivium.geometry.deduction.table import PRIME
from trivium.geometry.predicates.equation import Constant, System, log_of, turn

_MOST_CORNERS = 6000
_VALUES: tuple[tuple[Fraction, Constant], ...] = (
    (Fraction(1, 2), ()),
    (Fraction(1, 3), ((2, Fraction(-1)), (3, Fraction(1, 2)))),
    (Fraction(1, 4), ((2, Fraction(-1, 2)),)),
    (Fraction(1, 6), log_of(Fraction(1, 2))),
)
"""Angles in units of pi whose sines have rational logarithms over the primes."""
_SINE = np.array([1], dtype=np.int64)


def sine_sizes(plane: Plane, lines: IntArray) -> tuple[FloatArray, IntArray]:
    """The angle of each two lines, at most a right one, in units of pi; and -1 where the lines turn the other way."""
    size = (plane.direction[lines[:, 1]] - plane.direction[lines[:, 0]]) % 1.0
    return np.minimum(size, 1.0 - size), np.where(size > 0.5 + TOLERANCE, -1, 1)


def sine_keys(prints: IntArray, lines: IntArray, signs: IntArray) -> IntArray:
    """What is known of angles: equal numbers for angles that are known to be equal or opposite, as in the figure."""
    keys: IntArray = signs * (prints[lines[:, 1]] - prints[lines[:, 0]]) % PRIME
    return keys


def equal_angles(lines: IntArray, signs: IntArray, one: IntArray, two: IntArray) -> Rows:
    """The equality of angles of the numbers `one` and `two`, with the signs of the figure."""
    s = signs[one] * signs[two]
    unit = np.ones_like(s)
    variables = columns(lines[one, 1], lines[one, 0], lines[two, 1], lines[two, 0])
    return Rows(System.ANGLE, variables, columns(unit, -unit, -s, s))


class Sines:
    """`law_of_sines`, `equal_sines`, `sine_value` and `sines_to_angles`; made when the other rules are saturated.

    A variable stands for each set of angles known to be equal; an angle of a size that occurs once has none.
    """

    reads: tuple[System, ...] = (System.ANGLE, System.RATIO)

    def __init__(self) -> None:
        self._triangles: IntArray = np.zeros((0, 3), dtype=np.int64)
        self._lines: IntArray = np.zeros((0, 2), dtype=np.int64)
        """The two sides of each corner; the corners of triangle t are 3t, 3t + 1, 3t + 2."""
        self._ends: IntArray = np.zeros((0, 4), dtype=np.int64)
        self._sizes: FloatArray = np.zeros(0)
        self._signs: IntArray = np.zeros(0, dtype=np.int64)
        self._groups: IntArray = np.zeros(0, dtype=np.int64)
        """Corners of one size have one number."""
        self._variables: IntArray = np.zeros(0, dtype=np.int64)
        """The sine of each corner, 0 for none."""
        self._holders: IntArray = np.zeros(0, dtype=np.int64)
        """For each corner that has a sine, the corner it was made for."""
        self._grown = False

    def grow(self, plane: Plane, first: int) -> None:
        triangles = plane.triples(first)[0]
        if 3 * (len(self._triangles) + len(triangles)) > _MOST_CORNERS:
            return
        a, b, c = triangles.T
        ab, ac, bc = plane.pair[a, b], plane.pair[a, c], plane.pair[b, c]
        lines = columns(ab, ac, ab, bc, ac, bc).reshape(-1, 2)
        sizes, signs = sine_sizes(plane, lines)
        unset = np.zeros(len(lines), dtype=np.int64)
        self._triangles = np.concatenate([self._triangles, triangles])
        self._lines = np.concatenate([self._lines, lines])
        self._ends = plane.ends[self._lines].reshape(-1, 4)
        self._sizes, self._signs = np.concatenate([self._sizes, sizes]), np.concatenate([self._signs, signs])
        self._groups = clusters(self._sizes)
        self._variables = np.concatenate([self._variables, unset])
        self._holders = np.concatenate([self._holders, unset])
        self._grown = len(triangles) > 0 or self._grown

    def matches(self, state: State) -> Iterator[Inferences]:
        if not len(self._lines):
            return
        if self._grown:
            self._grown = False
            yield from self._laws(np.unique(self._assign(state) // 3))
        held = self._variables.nonzero()[0]
        holders, at = np.unique(self._holders[held], return_index=True)
        variables = self._variables[held[at]]
        if len(holders):
            yield from self._constants(state, holders, variables)
            yield from self._equalities(state, holders, variables)

    def _keys(self, state: State, at: IntArray) -> IntArray:
        return sine_keys(state.prints(System.ANGLE), self._lines[at], self._signs[at])

    def _assign(self, state: State) -> IntArray:
        """Gives variables to the corners that have none and one of the sizes that occur twice; returns these."""
        every = np.arange(len(self._lines))
        common = np.bincount(self._groups)[self._groups] > 1
        key = self._keys(state, every) * np.int64(len(every)) + self._groups
        _, first, number = np.unique(key, return_index=True, return_inverse=True)
        variable, holder = np.zeros(len(first), dtype=np.int64), first.copy()
        has = self._variables.nonzero()[0]
        variable[number[has]], holder[number[has]] = self._variables[has], self._holders[has]
        fresh = ((variable == 0) & common[first]).nonzero()[0]
        lines = np.sort(self._lines[first[fresh]], axis=1)
        variable[fresh] = state.add_sines((int(i), int(j)) for i, j in lines)
        given: IntArray = ((self._variables == 0) & common).nonzero()[0]
        variables, holders = self._variables.copy(), self._holders.copy()
        variables[given], holders[given] = variable[number[given]], holder[number[given]]
        self._variables, self._holders = variables, holders
        return given

    def _laws(self, triangles: IntArray) -> Iterator[Inferences]:
        """The law of sines in triangles of which at least two corners have sines."""
        usable = self._variables[3 * triangles[:, None] + np.arange(3)] != 0
        a, b, c = (usable[:, k] for k in range(3))
        for one, two, at in ((0, 1, a & b), (1, 2, b & c), (0, 2, a & c & ~b)):
            t = triangles[at]
            if len(t):
                yield self._law(t, one, two)

    def _law(self, t: IntArray, one: int, two: int) -> Inferences:
        corners = self._triangles[t]
        sides = columns(self._lines[3 * t + 2, 1], self._lines[3 * t, 1], self._lines[3 * t, 0])
        i, j = 3 * t + one, 3 * t + two
        law = columns(sides[:, one], self._variables[i], sides[:, two], self._variables[j])
        premises = tuple(equal_angles(self._lines, self._signs, k, self._holders[k]) for k in (i, j))
        order = [one, *(k for k in range(3) if k != one), two]
        points = [corners[:, order], self._ends[self._holders[i]], self._ends[self._holders[j]]]
        return Inferences(
            "law_of_sines",
            np.concatenate(points, axis=1),
            premises,
            (Rows(System.RATIO, law, PROPORTION),),
        )

    def _constants(self, state: State, holders: IntArray, variables: IntArray) -> Iterator[Inferences]:
        known = self._keys(state, holders) == 0
        valued = state.prints(System.RATIO)[variables] == 0
        for size, logarithm in _VALUES:
            alike = np.abs(self._sizes[holders] - float(size)) < TOLERANCE
            for sign in (1, -1):
                turned = alike & (self._signs[holders] == sign)
                for rule, new in (("sine_value", known & ~valued), ("value_of_sine", valued & ~known)):
                    at = (turned & new).nonzero()[0]
                    if len(at):
                        lines = self._lines[holders[at]]
                        as_angle = Rows(System.ANGLE, lines[:, ::-1], DIFFERENCE, turn(size * sign))
                        as_sine = Rows(System.RATIO, variables[at][:, None], _SINE, logarithm)
                        facts = (as_angle, as_sine) if rule == "sine_value" else (as_sine, as_angle)
                        yield Inferences(rule, self._ends[holders[at]], facts[:1], facts[1:])

    def _equalities(self, state: State, holders: IntArray, variables: IntArray) -> Iterator[Inferences]:
        angles, sines = self._keys(state, holders), state.prints(System.RATIO)[variables]
        group = self._groups[holders]
        for rule, key, other in (("equal_sines", angles, sines), ("sines_to_angles", sines, angles)):
            one, two = same_neighbours(key, other, group)
            if rule == "sines_to_angles":  # of right angles the figure does not show whether they are opposite
                oblique = np.abs(self._sizes[holders[one]] - 0.5) > TOLERANCE
                one, two = one[oblique], two[oblique]
            if len(one):
                points = np.concatenate([self._ends[holders[one]], self._ends[holders[two]]], axis=1)
                equal = Rows(System.RATIO, columns(variables[one], variables[two]), DIFFERENCE)
                as_angles = equal_angles(self._lines, self._signs, holders[one], holders[two])
                facts = (as_angles, equal) if rule == "equal_sines" else (equal, as_angles)
                yield Inferences(rule, points, facts[:1], facts[1:])


def same_neighbours(key: IntArray, other: IntArray, group: IntArray) -> tuple[IntArray, IntArray]:
    """Numbers of the same group and key whose `other` differs, as pairs of neighbours in order."""
    order = np.lexsort((key, group))
    one, two = order[:-1], order[1:]
    same: BoolArray = (group[one] == group[two]) & (key[one] == key[two]) & (other[one] != other[two])
    return one[same], two[same]
