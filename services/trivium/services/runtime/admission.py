"""Admission: how many calls of one tenant run and wait, so that none can crowd out the others."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import grpc

from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.line import FullLineError, Line
from trivium.services.runtime.operation import Fault

_CROWDED = Fault(
    grpc.StatusCode.RESOURCE_EXHAUSTED, "TOO_MANY_CALLS", "too many calls of this tenant are waiting", retry_after=1.0
)
_WAITED = Fault(
    grpc.StatusCode.RESOURCE_EXHAUSTED, "NO_TURN", "the call's turn did not come before its deadline", retry_after=1.0
)


@dataclass(eq=False)
class Admission:
    """A first-come-first-served line for each tenant."""

    running: int
    """Calls of one tenant that may run."""
    waiting: int
    """Calls of one tenant that may wait."""
    _lines: dict[str, Line] = field(default_factory=dict)

    async def enter(self, tenant: str, until: float | None) -> None:
        """Take a place among the tenant's running calls; raises FaultError where none comes by `until`."""
        line = self._lines.get(tenant)
        if line is None:
            line = self._lines[tenant] = Line(self.running, self.waiting)
        try:
            await line.enter(until)
        except FullLineError:
            raise FaultError(_CROWDED) from None
        except TimeoutError:
            raise FaultError(_WAITED) from None
        finally:
            self._forget(tenant, line)

    def require_room(self, tenant: str) -> None:
        """Raise FaultError where as many calls of the tenant wait as may wait: `enter` would, at greater cost."""
        line = self._lines.get(tenant)
        if line is not None and line.full:
            raise FaultError(_CROWDED)

    def leave(self, tenant: str) -> None:
        """Give the place back."""
        line = self._lines[tenant]
        line.leave()
        self._forget(tenant, line)

    @asynccontextmanager
    async def turn(self, tenant: str, until: float | None) -> AsyncIterator[None]:
        """Hold a place; errors as `enter`."""
        await self.enter(tenant, until)
        try:
            yield
        finally:
            self.leave(tenant)

    def _forget(self, tenant: str, line: Line) -> None:
        if line.empty:
            self._lines.pop(tenant, None)
