"""The hook for a policy: something that knows which auxiliary points are worth a try."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Position:
    """A figure as a policy sees it."""

    statement: str
    """The problem in canonical form."""
    points: Mapping[str, complex]
    """Where the points lie, in the figure's own units."""


class Policy(Protocol):
    """Proposes; what it says changes the order in which points are tried and nothing else."""

    def priors(self, position: Position, clauses: Sequence[str]) -> Sequence[float]:
        """A factor of the prior for each candidate, given as a clause whose new point is `x`; 1 for no opinion."""

    def points(self, position: Position) -> Sequence[Sequence[str]]:
        """Sets of points to be tried before others, each as clauses in the order of construction.

        Asked again and again while the search goes on, so that what takes its time can come later: it answers at once,
        and a set that was given before is passed over. Each clause makes one point by a kind of
        `trivium.geometry.search.kinds`; others are passed over.
        """
