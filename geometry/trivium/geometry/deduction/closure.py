"""The closure: every rule again and again until nothing new follows or the goal is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from trivium.geometry.deduction.facts import Fact
from trivium.geometry.deduction.lengths import Moments, Perpendicular, RationalRatios, SquareRatios, Vectors
from trivium.geometry.deduction.lines_and_circles import Centre, Chords, Collinear, Concyclic, Isosceles
from trivium.geometry.deduction.matcher import Matcher
from trivium.geometry.deduction.parallels import Thales
from trivium.geometry.deduction.plane import Plane
from trivium.geometry.deduction.similar import Similar
from trivium.geometry.deduction.sines import Pencils, Sines
from trivium.geometry.deduction.state import State

_LARGEST_INTEGER = 6
"""Ratios of lengths are recognised where both integers are at most this."""


class Ending(Enum):
    """Why a closure stopped."""

    GOAL = "goal"
    SATURATED = "saturated"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Report:
    """How far a closure is."""

    rounds: int
    facts: int


class Closure:
    """The rules over one figure, in tiers: each is used when those before it are saturated."""

    def __init__(self, plane: Plane) -> None:
        self._plane = plane
        triangles, lines = plane.triples()
        groups = plane.equidistant()
        quadruples = plane.concyclic(triangles)
        self._ratios = plane.rational_ratios(_LARGEST_INTEGER)
        first: list[Matcher] = [
            Collinear(plane, lines),
            Concyclic(plane, quadruples),
            Isosceles(plane, groups),
            Centre(plane, groups),
            Similar(plane, triangles),
            Chords(plane, quadruples),
            RationalRatios(self._ratios),
        ]
        self._tiers: list[Callable[[], list[Matcher]]] = [
            lambda: first,
            lambda: [Vectors(plane, self._ratios), Thales(plane, lines)],
            lambda: [Moments(), SquareRatios(self._ratios), Perpendicular(plane)],
            lambda: [Sines(plane, triangles), Pencils(plane)],
        ]

    def run(
        self,
        state: State,
        goals: Sequence[Fact],
        expired: Callable[[], bool] = lambda: False,
        on_round: Callable[[Report], None] = lambda report: None,
    ) -> Ending:
        """Closes the state; stops early where all goals are known or time is up."""
        matchers: list[Matcher] = []
        seen: dict[int, int] = {}
        rounds = 0
        for tier in self._tiers:
            matchers = [*matchers, *tier()]
            grown = True
            while grown:
                if all(state.knows(g) for g in goals):
                    return Ending.GOAL
                if expired():
                    return Ending.EXPIRED
                grown = self._round(matchers, state, seen)
                rounds += 1
                on_round(Report(rounds, len(state.log)))
        return Ending.SATURATED

    def _round(self, matchers: list[Matcher], state: State, seen: dict[int, int]) -> bool:
        before = len(state.log)
        for number, matcher in enumerate(matchers):
            version = state.version(matcher.reads)
            if seen.get(number) == version:
                continue
            seen[number] = version
            for inference in matcher.matches(state):
                state.infer(inference)
        return len(state.log) > before
