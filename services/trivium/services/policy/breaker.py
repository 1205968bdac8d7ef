"""A circuit breaker: who failed too often is left alone for a while, then tried with one question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_FACTOR = 2.0
_LONGEST = 60.0


@dataclass(slots=True)
class Breaker:
    """Counts failures in a row. `clock` gives seconds."""

    clock: Callable[[], float]
    threshold: int = 3
    """Failures in a row that open it."""
    pause: float = 2.0
    """Seconds for which it stays open the first time; each further time twice as long, to a minute."""
    failure: str = ""
    """The last one, in words; empty after a success."""
    _in_a_row: int = 0
    _pauses: int = 0
    _until: float = 0.0
    _probing: bool = False

    @property
    def closed_for(self) -> float:
        """Seconds until a question may be asked; 0 where one may now."""
        if self._in_a_row < self.threshold:
            return 0.0
        left = self._until - self.clock()
        if left > 0:
            return left
        return self.pause if self._probing else 0.0

    def begin(self) -> None:
        """A question is asked; after a pause it is the only one until it is answered."""
        self._probing = self._in_a_row >= self.threshold

    def succeeded(self) -> None:
        """It was answered."""
        self._in_a_row = self._pauses = 0
        self._probing, self.failure = False, ""

    def failed(self, words: str) -> None:
        """It was not."""
        self._in_a_row += 1
        self._probing, self.failure = False, words
        if self._in_a_row >= self.threshold:
            self._until = self.clock() + min(self.pause * _FACTOR**self._pauses, _LONGEST)
            self._pauses += 1

    def gave_up(self) -> None:
        """The asker lost interest: nothing is known."""
        self._probing = False
