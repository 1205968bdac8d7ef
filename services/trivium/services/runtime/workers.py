"""The worker pool: engine calls run in processes that are killed when a call is cancelled or outlives its budget.

A killed worker is replaced at once, and its process group and descendants die with it. The pool serves one
service; it needs no server, so that the command line can run the same operations without one.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import grpc

from trivium.services.runtime.confinement import Limits
from trivium.services.runtime.conversation import Conversation, Defect, NoAnswerError
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.line import Line
from trivium.services.runtime.nursery import Charter
from trivium.services.runtime.operation import EngineSettings, Fault
from trivium.services.runtime.outcome import Outcome
from trivium.services.runtime.staff import Staff, StaffedWorker
from trivium.services.runtime.table import Entry, Table

_EPITAPH_PATIENCE = 1.0
"""Seconds that a service may take to answer for a call whose worker is gone."""


@dataclass(frozen=True, slots=True)
class PoolSettings:
    """How many workers there are, and what each may use."""

    size: int = 2
    """Calls that run at the same time."""
    spares: int = 1
    """Workers that wait beside them, so that a kill costs the next call nothing."""
    limits: Limits = field(default_factory=Limits)
    recycle_after: int = 1000
    """Calls after which a worker is replaced."""
    grace: float = 0.25
    """Seconds between the end of a budget and the kill: time for the engine to say what it has."""
    largest: int = 64 << 20
    """Bytes of the largest request or response."""
    log: Path | None = None
    """File for what workers print, such as tracebacks; nothing is kept when None."""


class WorkerPool:
    """Workers of one service. Its methods belong to one event loop; use it as an asynchronous context manager.

    Args:
        source: the service as `module` or `module:ATTRIBUTE`; loaded by the workers only.
        engine: what the operations may know of their machine.
        settings: sizes and limits.
        on_defect: called with each unforeseen exception.
    """

    def __init__(
        self,
        source: str,
        engine: EngineSettings,
        settings: PoolSettings | None = None,
        on_defect: Callable[[Defect], None] | None = None,
    ) -> None:
        self.settings = settings or PoolSettings()
        self._on_defect = on_defect
        charter = Charter(
            source=source,
            cache_dir=engine.cache_dir,
            environment=dict(engine.environment),
            allow_unsandboxed_lean=engine.allow_unsandboxed_lean,
            limits=self.settings.limits,
            largest=self.settings.largest,
            policies=engine.policies,
        )
        self._places = Line(self.settings.size)
        self.staff = Staff(charter, self.settings.size + self.settings.spares, self.settings.log)
        self._table: Table | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def start(self) -> Table:
        """Start the workers; the table of the service. Raises LoadError where it cannot be loaded."""
        self._table = await self.staff.start()
        return self._table

    async def close(self) -> None:
        """Kill every worker; calls under way fail with UNAVAILABLE."""
        await self.staff.close()

    @property
    def table(self) -> Table:
        """The methods of the service; raises RuntimeError before `start`."""
        if self._table is None:
            raise RuntimeError("the pool has not been started")
        return self._table

    async def unary(
        self,
        method: str,
        request: bytes,
        *,
        wall: float | None = None,
        until: float | None = None,
        grace: float | None = None,
    ) -> bytes:
        """The serialized response of a unary method; arguments and errors as `stream`."""
        entry = self.table.entries[method]
        await self._enter(until)
        try:
            talk = await self._begin(entry, request, wall, until, grace)
            response = b""
            try:
                while (message := await talk.message()) is not None:
                    response = message
            except NoAnswerError as error:
                ending = error.outcome
            else:
                return response
            finally:
                talk.end(self.settings.recycle_after)
            return await self._epitaph(entry, request, ending)
        finally:
            self._places.leave()

    async def stream(
        self,
        method: str,
        request: bytes,
        *,
        wall: float | None = None,
        until: float | None = None,
        grace: float | None = None,
    ) -> AsyncGenerator[bytes, None]:
        """The serialized responses of a method, as they come. Leaving the iterator kills the worker.

        Args:
            method: full path of the method.
            request: the serialized request.
            wall: seconds that the work may take once a worker has it; the method's default when None.
            until: event loop's time at which the work must have ended, waiting for a worker included.
            grace: seconds after `until` at which the worker is killed at the latest; the pool's own when None.

        Raises FaultError: the service refused the request, or no worker was free in time, or the worker is gone
        and the service has no answer for that.
        """
        entry = self.table.entries[method]
        await self._enter(until)
        try:
            talk = await self._begin(entry, request, wall, until, grace)
            try:
                while (message := await talk.message()) is not None:
                    yield message
            except NoAnswerError as error:
                ending = error.outcome
            else:
                return
            finally:
                talk.end(self.settings.recycle_after)
            yield await self._epitaph(entry, request, ending)
        finally:
            self._places.leave()

    async def _enter(self, until: float | None) -> None:
        try:
            await self._places.enter(until)
        except TimeoutError:
            raise FaultError(_BUSY) from None

    async def _begin(
        self, entry: Entry, request: bytes, wall: float | None, until: float | None, grace: float | None
    ) -> Conversation:
        budget = entry.default_wall if wall is None else wall
        latest = math.inf
        if until is not None:
            budget = min(budget, until - asyncio.get_running_loop().time())
            latest = until + (self.settings.grace if grace is None else grace)
        talk = Conversation(self.staff, await self._worker(until), entry, self._on_defect)
        talk.begin(request, budget, self.settings.grace, latest)
        return talk

    async def _worker(self, until: float | None) -> StaffedWorker:
        worker = self.staff.idler()
        if worker is not None:
            return worker
        try:
            async with asyncio.timeout_at(until):
                return await self.staff.take()
        except OSError:  # TimeoutError, or no descriptor left for another worker
            raise FaultError(_BUSY) from None

    async def _epitaph(self, entry: Entry, request: bytes, ending: Outcome) -> bytes:
        """The service's answer for a call whose worker is gone, made by another worker."""
        if not entry.answers_exhausted:
            raise FaultError(ending.fault)
        until = asyncio.get_running_loop().time() + _EPITAPH_PATIENCE
        with contextlib.suppress(TimeoutError, NoAnswerError):
            talk = Conversation(self.staff, await self._worker(until), entry, self._on_defect)
            try:
                async with asyncio.timeout_at(until):
                    return await talk.epitaph(request, ending)
            finally:
                talk.end(self.settings.recycle_after)
        raise FaultError(ending.fault)


_BUSY = Fault(
    grpc.StatusCode.RESOURCE_EXHAUSTED, "NO_WORKER", "no worker became free before the deadline", retry_after=1.0
)
