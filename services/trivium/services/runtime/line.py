"""A line: a number of places, taken in the order of asking."""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from dataclasses import dataclass, field


class FullLineError(Exception):
    """As many wait as may wait."""


@dataclass(eq=False, slots=True)
class Line:
    """Places of one event loop. Whoever has entered must leave."""

    places: int
    """How many may be inside at the same time."""
    most_waiting: int = sys.maxsize
    """How many may wait; more are turned away."""
    inside: int = 0
    _waiting: deque[asyncio.Future[None]] = field(default_factory=deque)

    @property
    def empty(self) -> bool:
        """Whether nobody is inside, and nobody waits."""
        return not self.inside and not self._waiting

    @property
    def full(self) -> bool:
        """Whether whoever comes now is turned away."""
        return self.inside >= self.places and len(self._waiting) >= self.most_waiting

    async def enter(self, until: float | None) -> None:
        """Take a place. Raises TimeoutError where none comes by `until`, the event loop's time; FullLineError."""
        if self.inside < self.places and not self._waiting:
            self.inside += 1
            return
        if self.full:
            raise FullLineError
        loop = asyncio.get_running_loop()
        place: asyncio.Future[None] = loop.create_future()
        self._waiting.append(place)
        timer = None if until is None else loop.call_at(until, self._give_up, place)
        try:
            await place
        except BaseException:
            if place in self._waiting:
                self._waiting.remove(place)
            elif place.done() and not place.cancelled() and place.exception() is None:
                self.leave()  # the turn came in the very moment of giving up
            raise
        finally:
            if timer is not None:
                timer.cancel()

    def leave(self) -> None:
        """Give the place to the next in line."""
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(None)
                return
        self.inside -= 1

    def _give_up(self, place: asyncio.Future[None]) -> None:
        if not place.done():
            self._waiting.remove(place)
            place.set_exception(TimeoutError())
