"""The worker pool: engine calls run in processes that are killed when a call is cancelled or outlives its budget.

A killed worker is replaced at once, and its process group and descendants die with it. The pool serves one
service; it needs no server, so that the command line can run the same operations without one.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import grpc

from trivium.services.runtime import outcome
from trivium.services.runtime.confinement import Limits
from trivium.services.runtime.errors import FaultError, defect, from_plain
from trivium.services.runtime.frames import Frame, Kind, unpack
from trivium.services.runtime.link import Cause, WorkerLostError
from trivium.services.runtime.nursery import Charter
from trivium.services.runtime.operation import EngineSettings, Fault
from trivium.services.runtime.outcome import Outcome
from trivium.services.runtime.patience import STOPPING
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


@dataclass(frozen=True, slots=True)
class Defect:
    """An exception that a service does not foresee. It holds no text of the request."""

    method: str
    bug: str
    """The number that the caller is told."""
    exception: str
    """Name of its class."""
    places: tuple[str, ...]
    """Function, file and line of each frame of the traceback, innermost last."""


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
        self._permits = asyncio.Semaphore(self.settings.size)
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
        response = b""
        async with aclosing(self.stream(method, request, wall=wall, until=until, grace=grace)) as responses:
            async for message in responses:
                response = message
        return response

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
        async with self._permit(until):
            budget = self._budget(entry, wall, until)
            try:
                async with (
                    self._worker(until) as worker,
                    aclosing(self._converse(worker, entry, request, budget, self._latest(until, grace))) as responses,
                ):
                    async for response in responses:
                        yield response
            except _NoAnswerError as error:
                ending = error.outcome
            else:
                return
            yield await self._epitaph(entry, request, ending)

    def _budget(self, entry: Entry, wall: float | None, until: float | None) -> float:
        budget = entry.default_wall if wall is None else wall
        if until is None:
            return budget
        return min(budget, until - asyncio.get_running_loop().time())

    def _latest(self, until: float | None, grace: float | None) -> float:
        """The event loop's time at which the worker is killed whatever its budget."""
        return math.inf if until is None else until + (self.settings.grace if grace is None else grace)

    @asynccontextmanager
    async def _permit(self, until: float | None) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout_at(until):
                await self._permits.acquire()
        except TimeoutError:
            raise FaultError(_BUSY) from None
        try:
            yield
        finally:
            self._permits.release()

    @asynccontextmanager
    async def _worker(self, until: float | None) -> AsyncIterator[StaffedWorker]:
        try:
            async with asyncio.timeout_at(until):
                worker = await self.staff.take()
        except OSError:  # TimeoutError, or no descriptor left for another worker
            raise FaultError(_BUSY) from None
        try:
            yield worker
        finally:
            # no await here: a cancelled call must not be able to leave a worker behind
            if worker.free and worker.calls < self.settings.recycle_after:
                self.staff.give_back(worker)
            else:
                self.staff.dismiss(worker, Cause.ABANDONED)

    async def _converse(
        self, worker: StaffedWorker, entry: Entry, request: bytes, budget: float, latest: float
    ) -> AsyncGenerator[bytes, None]:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + budget
        timer = loop.call_at(min(deadline + self.settings.grace, latest), self.staff.dismiss, worker, Cause.EXPIRED)
        try:
            worker.begin(Kind.CALL, {"method": entry.method, "deadline": deadline}, request)
            while (frame := await worker.link.receive()).kind is Kind.MESSAGE:
                yield frame.payload
            self._conclude(worker, entry, frame)
        except WorkerLostError as error:
            if self.staff.closed:
                raise FaultError(STOPPING) from None
            how = await worker.how_it_died() if error.cause is Cause.DIED else ""
            raise _NoAnswerError(outcome.of_loss(error.cause, budget, how)) from None
        finally:
            timer.cancel()

    def _conclude(self, worker: StaffedWorker, entry: Entry, frame: Frame) -> None:
        """Take note of a call's last frame; raises where it is no success."""
        if frame.kind is Kind.SPENT:  # what is left of the process is not to be trusted with another call
            raise _NoAnswerError(outcome.spent(unpack(frame.payload)[0]["resource"]))
        worker.free = True
        if frame.kind is Kind.FAULT:
            raise FaultError(from_plain(unpack(frame.payload)[0]))
        if frame.kind is Kind.DEFECT:
            told = unpack(frame.payload)[0]
            if self._on_defect is not None:
                self._on_defect(Defect(entry.method, told["bug"], told["exception"], tuple(told["places"])))
            raise FaultError(defect(told["bug"]))

    async def _epitaph(self, entry: Entry, request: bytes, ending: Outcome) -> bytes:
        """The service's answer for a call whose worker is gone, made by another worker."""
        if not entry.answers_exhausted:
            raise FaultError(ending.fault)
        until = asyncio.get_running_loop().time() + _EPITAPH_PATIENCE
        header = {"method": entry.method, "reason": ending.reason, "detail": ending.detail}
        with contextlib.suppress(TimeoutError, WorkerLostError):
            async with self._worker(until) as worker, asyncio.timeout_at(until):
                worker.begin(Kind.EPITAPH, header, request)
                frame = await worker.link.receive()
                if frame.kind is Kind.MESSAGE:
                    self._conclude(worker, entry, await worker.link.receive())
                    return frame.payload
                self._conclude(worker, entry, frame)
        raise FaultError(ending.fault)


class _NoAnswerError(Exception):
    def __init__(self, ending: Outcome) -> None:
        super().__init__(ending.detail)
        self.outcome = ending


_BUSY = Fault(
    grpc.StatusCode.RESOURCE_EXHAUSTED, "NO_WORKER", "no worker became free before the deadline", retry_after=1.0
)
