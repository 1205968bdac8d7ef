"""What a rule of the closure is: static candidates, and a vectorised comparison of fingerprints."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Protocol

from trivium.geometry.deduction.facts import Inferences
from trivium.geometry.deduction.plane import Plane
from trivium.geometry.deduction.state import State
from trivium.geometry.predicates.equation import System, turn

HALF = turn(Fraction(1, 2))


class Matcher(Protocol):
    """One rule, or a family of rules over the same candidates.

    Its arrays are never changed in place, so that a shallow copy can go its own way.
    """

    reads: tuple[System, ...]
    """The tables whose growth can make it match anew."""

    def grow(self, plane: Plane, first: int) -> None:
        """Adds the candidates that involve a point numbered `first` or more; it knows those of the points below."""

    def matches(self, state: State) -> Iterator[Inferences]:
        """The inferences whose premises are known and whose conclusions, when last looked at, were not."""
