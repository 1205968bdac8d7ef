"""Theorems of a figure that need an auxiliary point: what is known with the point, and was not without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from trivium.geometry.language.problem import Clause
from trivium.geometry.predicates.equation import equations_of
from trivium.geometry.predicates.predicate import Predicate
from trivium.geometry.propose.configuration import Configuration
from trivium.geometry.propose.goals import independent, known, unknown
from trivium.geometry.propose.tree import TIERS, Growth
from trivium.geometry.search.figure import Addition, extended
from trivium.geometry.search.node import Goal, Prospects

_AUXILIARY = "x1"
_APART = 1e-6
"""Two points nearer to each other are one."""


@dataclass(frozen=True, slots=True)
class Find:
    """A goal, the figure in which it is not known, and a point with which it is."""

    places: dict[str, complex]
    """All points, the auxiliary one among them."""
    clauses: tuple[Clause, ...]
    """Everything constructed, the auxiliary point last."""
    goal: Predicate


def finds(growth: Growth, configuration: Configuration) -> Iterator[Find]:
    """The theorems of a figure, those of the likeliest auxiliary points first; the figure takes note of them."""
    for find in islice(_tried(growth, configuration), configuration.goals):
        growth.theorems.extend(map(growth.closure.state.numbered, equations_of(find.goal)))
        yield find


def _tried(growth: Growth, configuration: Configuration) -> Iterator[Find]:
    before, left = growth.closure, growth.open
    for addition in _additions(growth, configuration):
        after = extended(before, addition)
        after.run((), tiers=TIERS)
        new = known(left, after.state)
        if not new:
            continue
        plane = after.state.plane
        places = dict(zip(plane.names, plane.z.tolist(), strict=True))
        goals = list(independent(new, before.state, growth.theorems))
        if goals and addition not in growth.auxiliary:
            growth.auxiliary.append(addition)
        for goal in goals:
            yield Find(places, (*growth.clauses, addition.clause()), goal)
        # the next points are asked about what is still open
        left = unknown(left, after.state)
        if not left:
            return


def _additions(growth: Growth, configuration: Configuration) -> Iterator[Addition]:
    """The auxiliary points to be tried: those that helped before, and the likeliest others."""
    places = growth.closure.state.plane.z
    yield from (a for a in tuple(growth.auxiliary) if abs(places - a.z).min() > _APART)
    prospects = Prospects.of(growth.closure, Goal((), _points(growth)))
    for number in range(min(configuration.tries, len(prospects))):
        yield prospects.addition(number, growth.closure, _AUXILIARY)


def _points(growth: Growth) -> frozenset[int]:
    return frozenset(int(p) for s in growth.open for p in set(s.points.ravel().tolist()))
