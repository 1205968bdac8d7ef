"""Admission: how many calls of one tenant run and wait, so that none can crowd out the others."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import grpc

from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Fault

_CROWDED = Fault(
    grpc.StatusCode.RESOURCE_EXHAUSTED, "TOO_MANY_CALLS", "too many calls of this tenant are waiting", retry_after=1.0
)
_WAITED = Fault(
    grpc.StatusCode.RESOURCE_EXHAUSTED, "NO_TURN", "the call's turn did not come before its deadline", retry_after=1.0
)


@dataclass(eq=False)
class _Line:
    running: int = 0
    waiting: deque[asyncio.Future[None]] = field(default_factory=deque)


@dataclass(eq=False)
class Admission:
    """A first-come-first-served line for each tenant."""

    running: int
    """Calls of one tenant that may run."""
    waiting: int
    """Calls of one tenant that may wait."""
    _lines: dict[str, _Line] = field(default_factory=dict)

    @asynccontextmanager
    async def turn(self, tenant: str, until: float | None) -> AsyncIterator[None]:
        """Hold a place among the tenant's running calls; raises FaultError where none comes by `until`."""
        line = self._lines.setdefault(tenant, _Line())
        if line.running < self.running and not line.waiting:
            line.running += 1
        else:
            await self._wait(line, until)
        try:
            yield
        finally:
            self._pass_on(line)
            if not line.running and not line.waiting:
                self._lines.pop(tenant, None)

    async def _wait(self, line: _Line, until: float | None) -> None:
        if len(line.waiting) >= self.waiting:
            raise FaultError(_CROWDED)
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        line.waiting.append(place)
        try:
            async with asyncio.timeout_at(until):
                await place
        except BaseException as error:
            if place in line.waiting:
                line.waiting.remove(place)
            elif place.done() and not place.cancelled():  # the turn came in the very moment of giving up
                self._pass_on(line)
            if isinstance(error, TimeoutError):
                raise FaultError(_WAITED) from None
            raise

    def _pass_on(self, line: _Line) -> None:
        while line.waiting:
            place = line.waiting.popleft()
            if not place.done():
                place.set_result(None)
                return
        line.running -= 1
