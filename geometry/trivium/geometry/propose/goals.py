"""What a figure suggests: the relations that hold in it numerically, as goals that a closure may come to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from trivium.geometry.deduction.facts import DIFFERENCE, PROPORTION, Fact, IntArray, Rows, columns, one, rows
from trivium.geometry.deduction.plane import TOLERANCE, BoolArray, FloatArray, Plane, clusters, whole
from trivium.geometry.deduction.state import State
from trivium.geometry.predicates.equation import System
from trivium.geometry.predicates.predicate import Predicate

_MOST = 4000
"""Relations of one sort: a figure with more is looked at in part."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The relations of one sort that hold in a figure."""

    predicate: str
    points: IntArray
    """The points of each, by number, shape (relations, points of the predicate)."""
    equations: Rows

    def __getitem__(self, kept: BoolArray | IntArray) -> Suggestion:
        equations = Rows(self.equations.system, self.equations.variables[kept], self.equations.coefficients)
        return Suggestion(self.predicate, self.points[kept], equations)

    def stated(self, plane: Plane) -> Iterator[tuple[Predicate, IntArray]]:
        """Each relation as a predicate, with the variables of its equation."""
        for points, variables in zip(self.points.tolist(), self.equations.variables, strict=True):
            yield Predicate(self.predicate, tuple(plane.names[p] for p in points)), variables


def suggestions(plane: Plane) -> tuple[Suggestion, ...]:
    """The relations of a figure, the most telling sorts first."""
    found = (_collinear(plane), _concyclic(plane), *_lines(plane), _congruent(plane), _angles(plane), _ratios(plane))
    return tuple(s for s in found if len(s.points))


def unknown(found: Sequence[Suggestion], state: State) -> tuple[Suggestion, ...]:
    """The relations that a state does not know."""
    left = (s[~state.known(s.equations)] for s in found)
    return tuple(s for s in left if len(s.points))


def known(found: Sequence[Suggestion], state: State) -> tuple[Suggestion, ...]:
    """The relations that a state knows; its figure may have more points."""
    there = (s[state.known(s.equations)] for s in found)
    return tuple(s for s in there if len(s.points))


def naming(point: int, found: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """The relations that name a point."""
    there = (s[(s.points == point).any(axis=1)] for s in found)
    return tuple(s for s in there if len(s.points))


def _suggestion(name: str, system: System, points: list[IntArray], variables: list[IntArray]) -> Suggestion:
    coefficients = DIFFERENCE if len(variables) == 2 else PROPORTION
    equations = rows(system, *(v[:_MOST] for v in variables), coefficients=coefficients)
    return Suggestion(name, columns(*(p[:_MOST] for p in points)), equations)


def _collinear(plane: Plane) -> Suggestion:
    a, b, c = plane.triples()[1].T
    return _suggestion("coll", System.ANGLE, [a, b, c], [plane.pair[a, b], plane.pair[a, c]])


def _concyclic(plane: Plane) -> Suggestion:
    a, b, c, d = plane.concyclic().T
    pairs = [plane.pair[x, y] for x, y in ((c, a), (c, b), (d, a), (d, b))]
    return _suggestion("cyclic", System.ANGLE, [a, b, c, d], pairs)


def _equal(values: FloatArray, period: float = 0.0) -> tuple[IntArray, IntArray]:
    """The pairs i < j of numbers with nearly equal values."""
    number = clusters(values, period)
    order = np.argsort(number, kind="stable")
    number = number[order]
    firsts, seconds = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    # the sort is stable, so that a group is in order and so are its pairs; those k places apart, until there are none
    for k in range(1, len(number)):
        same = (number[k:] == number[:-k]).nonzero()[0]
        if not len(same):
            break
        firsts.append(order[same])
        seconds.append(order[same + k])
    return np.concatenate(firsts), np.concatenate(seconds)


def _lines(plane: Plane) -> tuple[Suggestion, Suggestion]:
    """Perpendicular lines, and parallel ones that are two lines and have no point in common."""
    i, j = np.triu_indices(len(plane.direction), 1)
    turn = plane.direction[i] - plane.direction[j]
    upright, along = whole(turn - 0.5), whole(turn)
    (a, b), (c, d) = plane.ends[i[along]].T, plane.ends[j[along]].T
    apart = ((a != c) & (a != d) & (b != c) & (b != d)).nonzero()[0]
    apart = apart[np.abs(plane.area(a[apart], b[apart], c[apart])) > TOLERANCE]
    return _pairs("perp", plane, i[upright], j[upright]), _pairs("para", plane, i[along][apart], j[along][apart])


def _pairs(name: str, plane: Plane, first: IntArray, second: IntArray) -> Suggestion:
    points = [*plane.ends[first].T, *plane.ends[second].T]
    return _suggestion(name, System.ANGLE, points, [first, second])


def _congruent(plane: Plane) -> Suggestion:
    i, j = _equal(plane.log)
    (a, b), (c, d) = plane.ends[i].T, plane.ends[j].T
    return _suggestion("cong", System.RATIO, [a, b, c, d], [i, j])


def _corners(plane: Plane) -> tuple[IntArray, IntArray, IntArray]:
    """Corners a, v, b of triangles, each in both orders."""
    triangles, _ = plane.triples()
    corners = [
        triangles[:, list(order)] for order in ((0, 1, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0), (0, 2, 1), (1, 0, 2))
    ]
    a, v, b = np.concatenate(corners).T
    return a, v, b


def _angles(plane: Plane) -> Suggestion:
    a, v, b = _corners(plane)
    side, other = plane.pair[v, a], plane.pair[v, b]
    size = (plane.direction[other] - plane.direction[side]) % 1.0
    kept = np.abs(size - 0.5) > 1e-6
    size, (a, v, b, side, other) = size[kept], (x[kept] for x in (a, v, b, side, other))
    i, j = _equal(size, 1.0)
    # an angle and its opposite are equal together: the side whose first corner is in order stands for both
    once = (a[i] < b[i]) & (v[i] != v[j])
    i, j = i[once], j[once]
    points = [v[i], a[i], v[i], b[i], v[j], a[j], v[j], b[j]]
    return _suggestion("eqangle", System.ANGLE, points, [other[i], side[i], other[j], side[j]])


def _ratios(plane: Plane) -> Suggestion:
    a, v, b = _corners(plane)
    side, other = plane.pair[v, a], plane.pair[v, b]
    size = plane.log[side] - plane.log[other]
    kept = size > 1e-6
    size, (a, v, b, side, other) = size[kept], (x[kept] for x in (a, v, b, side, other))
    i, j = _equal(size)
    points = [v[i], a[i], v[i], b[i], v[j], a[j], v[j], b[j]]
    return _suggestion("eqratio", System.RATIO, points, [side[i], other[i], side[j], other[j]])


def independent(found: Sequence[Suggestion], state: State, theorems: Iterable[Fact] = ()) -> Iterator[Predicate]:
    """Relations of which none follows linearly from those before it, from theorems and from what a state knows."""
    tables = {system: state.tables[system].copy() for system in (System.ANGLE, System.RATIO)}
    for fact in theorems:
        equation = one(fact.system, fact.terms)
        tables[fact.system].add(equation.variables, equation.coefficients)
    for suggestion in found:
        table = tables[suggestion.equations.system]
        coefficients = suggestion.equations.coefficients
        for predicate, variables in suggestion.stated(state.plane):
            if table.add(variables[None, :], coefficients):
                yield predicate
