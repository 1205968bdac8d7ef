"""Facts that deduction has found and that may place a point, as further hypotheses for coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import numpy as np

from trivium.geometry.deduction.facts import collected, one, rows
from trivium.geometry.deduction.state import State
from trivium.geometry.deduction.table import PRIME
from trivium.geometry.predicates.equation import Constant, Equation, System, equation, log_of, turn

_MOST = 400
_MOST_OF_A_KIND = 120
_TOLERANCE = 1e-8
_TWICE = np.array([2, -1, -1], dtype=np.int64)
_MOST_LIKE_IT = 6
"""Ratios of lengths that are named beside one on a line."""


def lemmas(state: State) -> list[Equation]:
    """Parallels and perpendiculars, bisectors, equal lengths, circles and proportions that follow in a closed state.

    At most `_MOST`; each holds in the figure and follows by the steps of the state's log.
    """
    found: dict[Equation, None] = {}
    for kind in (_directions(state), _bisectors(state), _lengths(state), _circles(state), _proportions(state)):
        for number, lemma in enumerate(kind):
            if number == _MOST_OF_A_KIND or len(found) == _MOST:
                break
            found[lemma] = None
    return list(found)


def _directions(state: State) -> Iterator[Equation]:
    """One line of each class of directions that differ by a known constant, with each other one."""
    for first, *others in _classes(state, System.ANGLE):
        for other in others:
            angle = _exact(float(state.plane.direction[other] - state.plane.direction[first]))
            if angle is not None:
                yield _equation(state, System.ANGLE, {other: 1, first: -1}, turn(angle))


def _bisectors(state: State) -> Iterator[Equation]:
    """Twice the direction of a line is the sum of those of two others through one of its points, up to a constant."""
    plane, prints = state.plane, state.prints(System.ANGLE)
    for point in range(plane.count):
        lines = np.array([plane.pair[point, q] for q in range(plane.count) if q != point])
        i, j, k = (lines[a] for a in np.meshgrid(*[np.arange(len(lines))] * 3, indexing="ij"))
        asked = rows(System.ANGLE, i.ravel(), j.ravel(), k.ravel(), coefficients=_TWICE)
        known = state.known(asked).reshape(i.shape)
        proper = (j < k) & (prints[i] != prints[j]) & (prints[j] != prints[k]) & (prints[i] != prints[k])
        for a, b, c in np.argwhere(known & proper):
            middle, one_side, other_side = lines[a], lines[b], lines[c]
            th = plane.direction
            angle = _exact(float(2 * th[middle] - th[one_side] - th[other_side]))
            if angle is not None:
                yield _equation(
                    state, System.ANGLE, {int(middle): 2, int(one_side): -1, int(other_side): -1}, turn(angle)
                )


def _lengths(state: State) -> Iterator[Equation]:
    """Lengths in a known ratio: first those of lines through one point."""
    pairs = [pair for group in _classes(state, System.RATIO) for pair in combinations(group, 2)]
    ends = state.plane.ends
    for i, j in sorted(pairs, key=lambda pair: not set(ends[pair[0]]) & set(ends[pair[1]])):
        ratio = float(state.plane.length[j] / state.plane.length[i])
        exact = Fraction(ratio).limit_denominator(8)
        if exact and abs(float(exact) - ratio) < _TOLERANCE:
            yield _equation(state, System.RATIO, {j: 1, i: -1}, log_of(exact))


def _circles(state: State) -> Iterator[Equation]:
    plane = state.plane
    for a, b, c, d in plane.concyclic():
        terms = {(c, a): -1, (c, b): 1, (d, a): 1, (d, b): -1}
        numbered = {int(plane.pair[x, y]): sign for (x, y), sign in terms.items()}
        if state.known(one(System.ANGLE, numbered.items()))[0]:
            yield _equation(state, System.ANGLE, numbered, ())


def _proportions(state: State) -> Iterator[Equation]:
    """Ratios of lengths on one line that equal a ratio of other lengths."""
    plane, prints = state.plane, state.prints(System.RATIO)[: len(state.plane.log)]
    i, j = np.triu_indices(len(prints), 1)
    differences = (prints[i] - prints[j]) % PRIME
    order = np.argsort(differences, kind="stable")
    ordered = differences[order]
    for p, q in _on_one_line(state):
        wanted = (prints[p] - prints[q]) % PRIME
        low, high = np.searchsorted(ordered, [wanted, wanted + 1])
        for at in order[low:high][:_MOST_LIKE_IT] if wanted else ():
            a, b = int(i[at]), int(j[at])
            terms = collected(((p, 1), (q, -1), (a, -1), (b, 1)))
            if terms and abs(plane.log[p] - plane.log[q] - plane.log[a] + plane.log[b]) < _TOLERANCE:
                yield _equation(state, System.RATIO, dict(terms), ())


def _on_one_line(state: State) -> Iterator[tuple[int, int]]:
    """Two lengths of three points on one line, from each of them."""
    _, flat = state.plane.triples()
    for x, y, z in flat:
        for a, b, c in ((x, y, z), (y, z, x), (z, x, y)):
            yield int(state.plane.pair[a, b]), int(state.plane.pair[a, c])


def _classes(state: State, system: System) -> list[list[int]]:
    """The pairs of points whose reduced forms are equal, in classes of two and more."""
    groups: dict[int, list[int]] = {}
    for pair, fingerprint in enumerate(state.prints(system)[: len(state.plane.direction)].tolist()):
        groups.setdefault(fingerprint, []).append(pair)
    return [group for group in groups.values() if len(group) > 1]


def _exact(angle: float) -> Fraction | None:
    """An angle in units of pi that is a multiple of a twelfth, modulo 1."""
    exact = Fraction(round(angle * 12), 12)
    return exact % 1 if abs(float(exact) - angle) < _TOLERANCE else None


def _equation(state: State, system: System, terms: dict[int, int], constant: Constant) -> Equation:
    names, ends = state.plane.names, state.plane.ends
    named = ((tuple(sorted(names[int(p)] for p in ends[pair])), sign) for pair, sign in terms.items())
    return equation(system, named, constant)
