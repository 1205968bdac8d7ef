"""The closure: every rule again and again until nothing new follows or the goal is known."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from trivium.geometry.deduction.facts import Fact
from trivium.geometry.deduction.lengths import Moments, Perpendicular, RationalRatios, Vectors
from trivium.geometry.deduction.lines_and_circles import Centre, Chords, Collinear, Concyclic, Isosceles
from trivium.geometry.deduction.matcher import Matcher
from trivium.geometry.deduction.parallels import Thales
from trivium.geometry.deduction.pencils import Pencils
from trivium.geometry.deduction.plane import Plane
from trivium.geometry.deduction.similar import Similar
from trivium.geometry.deduction.sines import Sines
from trivium.geometry.deduction.state import State

_TIERS: tuple[tuple[Callable[[], Matcher], ...], ...] = (
    (Collinear, Concyclic, Isosceles, Centre, Similar, Chords, RationalRatios),
    (Vectors, Thales),
    (Moments, lambda: RationalRatios(square=True), Perpendicular),
    (Sines, Pencils),
)
TIERS = len(_TIERS)


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
    """The rules over one figure, in tiers: each is used when those before it are saturated.

    A rule is asked again only when a table that it reads has grown, and forgets the candidates whose conclusions are
    known. A point added to the figure adds candidates to the rules in use, and new variables to the state.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self._tiers: list[list[_Asked]] = []

    def extended(self, plane: Plane) -> Closure:
        """This closure over a figure with more points; it stays as it is itself, which is how a point is undone."""
        twin = Closure(self.state.extended(plane))
        twin._tiers = [[asked.copy() for asked in tier] for tier in self._tiers]
        return twin

    def run(
        self,
        goals: Sequence[Fact],
        expired: Callable[[], bool] = lambda: False,
        on_round: Callable[[Report], None] = lambda report: None,
        tiers: int = TIERS,
    ) -> Ending:
        """Closes the state under the rules of the first `tiers`; stops where the goals are known or time is up."""
        rounds = 0
        while not (goals and all(self.state.knows(g) for g in goals)):
            if expired():
                return Ending.EXPIRED
            grown = self._round(tiers, expired)
            rounds += 1
            on_round(Report(rounds, len(self.state.log)))
            if not grown:
                return Ending.EXPIRED if expired() else Ending.SATURATED
        return Ending.GOAL

    def _round(self, tiers: int, expired: Callable[[], bool]) -> bool:
        """Asks the rules of one tier after another until one has brought something new."""
        before = len(self.state.log)
        for number in range(tiers):
            if number == len(self._tiers):
                self._tiers.append([_Asked(kind()) for kind in _TIERS[number]])
            for asked in self._tiers[number]:
                if expired():
                    return False
                asked.ask(self.state)
            if len(self.state.log) > before:
                return True
        return False


class _Asked:
    """A rule with the version of its tables when it was last asked.

    Its candidates are those of the first so many points; the others are added when it is asked.
    """

    def __init__(self, matcher: Matcher, points: int = 0) -> None:
        self._matcher = matcher
        self._points = points
        self._version = -1

    def copy(self) -> _Asked:
        return _Asked(copy.copy(self._matcher), self._points)

    def ask(self, state: State) -> None:
        if self._points < state.plane.count:
            self._matcher.grow(state.plane, self._points)
            self._points, self._version = state.plane.count, -1
        version = state.version(self._matcher.reads)
        if version != self._version:
            self._version = version
            for inferences in self._matcher.matches(state):
                state.infer(inferences)
