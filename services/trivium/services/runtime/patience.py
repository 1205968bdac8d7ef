"""Calls that wait for something to happen, such as a watched job: they take no turn from calls that compute.

They stand in a line of their own, have no deadline but their caller's, and end at once when the server stops: their
callers come back with the place they had reached.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import grpc

from trivium.services.runtime.admission import Admission
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Fault

STOPPING = Fault(grpc.StatusCode.UNAVAILABLE, "STOPPING", "the service is stopping", retry_after=1.0)


@dataclass(eq=False)
class Patience:
    """The waiting calls of one server."""

    methods: frozenset[str]
    """Full paths of the methods that wait."""
    admission: Admission
    """How many calls of one tenant may wait at the same time."""
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    _over: bool = False

    @asynccontextmanager
    async def wait(self, tenant: str) -> AsyncIterator[None]:
        """Hold a place among the tenant's waiting calls; raises FaultError where there is none, and at `end`."""
        task = asyncio.current_task()
        assert task is not None
        if self._over:
            raise FaultError(STOPPING)
        async with self.admission.turn(tenant, None):
            self._tasks.add(task)
            try:
                yield
            except asyncio.CancelledError:
                if self._over and task.uncancel() == 0:
                    raise FaultError(STOPPING) from None
                raise
            finally:
                self._tasks.discard(task)

    def end(self) -> None:
        """End every waiting call, and refuse further ones."""
        self._over = True
        for task in self._tasks:
            task.cancel()
