"""Time: a deadline by a clock that is passed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trivium.cas.errors import OutOfTimeError

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Budget:
    """A deadline in seconds of ``clock``."""

    deadline: float
    clock: Clock

    def require_time(self) -> None:
        """Raise :class:`OutOfTimeError` once the deadline has passed."""
        if self.clock() >= self.deadline:
            raise OutOfTimeError("the deadline has passed")

    def slice(self, seconds: float) -> Budget:
        """The same clock with an earlier deadline."""
        return Budget(min(self.deadline, self.clock() + seconds), self.clock)
