"""The kinds of steps."""

from __future__ import annotations

from enum import Enum


class StepKind(Enum):
    """What is wrong with a step, or that nothing is."""

    SOUND = "sound"
    SIGN = "sign"
    COEFFICIENT = "coefficient"
    EXPONENT = "exponent"
    DROPPED_TERM = "dropped term"
    DOMAIN = "domain"
    FUNCTION = "function"
    INCORRECT = "incorrect"
    SKIPPED = "skipped"
    REDUNDANT = "redundant"
    IRRELEVANT = "irrelevant"
    ONE_WAY = "one way"

    @property
    def incorrect(self) -> bool:
        """Whether the step is false."""
        return self in _INCORRECT

    @property
    def holds(self) -> bool:
        """Whether the step is true, be it of use or not."""
        return self in (StepKind.SOUND, StepKind.REDUNDANT, StepKind.IRRELEVANT)


_INCORRECT = frozenset(
    {
        StepKind.SIGN,
        StepKind.COEFFICIENT,
        StepKind.EXPONENT,
        StepKind.DROPPED_TERM,
        StepKind.DOMAIN,
        StepKind.FUNCTION,
        StepKind.INCORRECT,
    }
)
