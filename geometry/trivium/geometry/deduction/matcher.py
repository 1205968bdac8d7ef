"""What a rule of the closure is: static candidates, and a vectorised comparison of fingerprints."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Protocol

from trivium.geometry.deduction.facts import Inference
from trivium.geometry.deduction.state import State
from trivium.geometry.predicates.equation import System, turn

HALF = turn(Fraction(1, 2))


class Matcher(Protocol):
    """One rule, or a family of rules over the same candidates."""

    reads: tuple[System, ...]
    """The tables whose growth can make it match anew."""

    def matches(self, state: State) -> Iterator[Inference]:
        """The inferences whose premises are known and whose conclusions, when last looked at, were not."""
