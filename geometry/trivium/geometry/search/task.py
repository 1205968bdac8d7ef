"""What a search is given, as plain data that can be handed to another process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trivium.geometry.deduction.closure import Closure
from trivium.geometry.deduction.facts import Fact
from trivium.geometry.deduction.plane import Plane
from trivium.geometry.deduction.state import State
from trivium.geometry.search.figure import Addition


@dataclass(frozen=True, slots=True)
class Task:
    """A figure, what is known of it, and what is to be shown."""

    points: tuple[tuple[str, complex], ...]
    hypotheses: tuple[Fact, ...]
    goals: tuple[Fact, ...]
    seed: int
    factors: tuple[float, ...] = ()
    """A policy's factors for the candidates of the figure, in their order; empty for none."""

    def closure(self) -> Closure:
        """The figure with its hypotheses, not closed yet."""
        state = State(Plane(dict(self.points)), self.seed)
        for fact in self.hypotheses:
            state.assume(fact)
        return Closure(state)


@dataclass(frozen=True, slots=True)
class Solution:
    """A set of auxiliary points with which the goal follows."""

    additions: Sequence[Addition]
    stream: int
    tries: int
    """The number of the try in its stream, from 1."""
