"""The living workers of a pool: who is idle, who replaces the dead, and what happens when their nursery dies."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import socket
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass, field
from pathlib import Path

from trivium.services.runtime.frames import Kind
from trivium.services.runtime.launcher import Launcher, LoadError
from trivium.services.runtime.link import Cause, Link
from trivium.services.runtime.nursery import Charter
from trivium.services.runtime.table import Table

_DEATH_NOTICE = 0.2
"""Seconds to wait for the nursery's word on how a worker died."""
_RESTART_DELAYS = (0.0, 0.2, 1.0, 5.0)
"""Seconds before each attempt to replace a lost nursery, the last repeated."""
_INFANT_DEATH = 0.1
"""Seconds before a worker that died idle is replaced, so that a machine out of memory is not also kept busy."""


@dataclass(eq=False)
class StaffedWorker:
    """One worker process, as its pool knows it."""

    number: int
    link: Link
    death: asyncio.Future[str]
    """How it died, in words."""
    calls: int = 0
    free: bool = True
    """Whether the last call is complete, so that another may follow."""

    def begin(self, kind: Kind, header: dict[str, object], body: bytes) -> None:
        """Give it a call."""
        self.calls += 1
        self.free = False
        self.link.send(kind, header, body)

    async def how_it_died(self) -> str:
        """In words; vague where the nursery has not noticed yet."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_DEATH_NOTICE):
                return await asyncio.shield(self.death)
        return "died"


@dataclass(eq=False)
class Staff:
    """The workers of one service, `strength` of them."""

    charter: Charter
    strength: int
    log: Path | None = None
    closed: bool = False
    killed: int = 0
    """Workers that were killed since the start."""
    _workers: dict[int, StaffedWorker] = field(default_factory=dict)
    _idle: deque[StaffedWorker] = field(default_factory=deque)
    _numbers: itertools.count[int] = field(default_factory=itertools.count)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _open: asyncio.Event = field(default_factory=asyncio.Event)
    _launcher: Launcher | None = None

    async def start(self) -> Table:
        """Start the nursery and the workers; raises LoadError."""
        launcher = Launcher(self.charter, self._died, self._bereaved, self.log)
        table = await launcher.start()
        self._launcher = launcher
        self._open.set()
        await self._replenish()
        return table

    async def close(self) -> None:
        """End everyone."""
        self.closed = True
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._launcher is not None:
            await self._launcher.close()
        for worker in list(self._workers.values()):
            worker.link.lose(Cause.ABANDONED)
            if not worker.death.done():
                worker.death.set_result("was stopped")
        self._workers.clear()
        self._idle.clear()
        await asyncio.sleep(0)  # an aborted transport closes its socket in the next turn of the loop

    @property
    def serving(self) -> bool:
        """Whether there is a nursery that can replace workers."""
        return self._open.is_set() and not self.closed

    @property
    def idle(self) -> int:
        """Workers that wait for a call."""
        return len(self._idle)

    @property
    def pids(self) -> list[int]:
        """Process ids of the living workers."""
        return [] if self._launcher is None else list(self._launcher.pids.values())

    @property
    def nursery_pid(self) -> int | None:
        """Process id of the nursery."""
        return None if self._launcher is None else self._launcher.pid

    def idler(self) -> StaffedWorker | None:
        """An idle worker, if there is one."""
        while self._idle:
            worker = self._idle.popleft()
            if worker.link.lost is None:
                return worker
            self.dismiss(worker, Cause.DIED)  # its end was seen before its death was told, which finds it here no more
        return None

    async def take(self) -> StaffedWorker:
        """An idle worker, or a new one."""
        return self.idler() or await self._hatch()

    def give_back(self, worker: StaffedWorker) -> None:
        """Let a worker wait for its next call; the last one back is the first to be taken, its caches warm."""
        if worker.link.lost is None and not worker.death.done():
            self._idle.appendleft(worker)
        else:
            self.dismiss(worker, Cause.DIED)

    def dismiss(self, worker: StaffedWorker, cause: Cause) -> None:
        """Kill a worker and all that it started, and have it replaced."""
        if self._workers.pop(worker.number, None) is not None:
            self.killed += 1
            if self._launcher is not None:
                self._launcher.kill(worker.number)
            self._spawn_replacements()
        worker.link.lose(cause)

    async def _hatch(self) -> StaffedWorker:
        await self._open.wait()
        assert self._launcher is not None
        loop = asyncio.get_running_loop()
        link = Link(self.charter.largest)
        worker = StaffedWorker(next(self._numbers), link, loop.create_future())
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self._launcher.fork(worker.number, theirs)
            self._workers[worker.number] = worker
            await loop.create_unix_connection(lambda: link, sock=ours)
        except BaseException:
            ours.close()
            self.dismiss(worker, Cause.ABANDONED)
            raise
        return worker

    def _spawn_replacements(self, delay: float = 0.0) -> None:
        if not self.closed:
            self._background(self._replenish(delay))

    def _background(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _replenish(self, delay: float = 0.0) -> None:
        if delay:
            await asyncio.sleep(delay)
        with contextlib.suppress(OSError):  # no descriptor is left: the next call tries again
            while len(self._workers) < self.strength and self.serving:
                self._idle.append(await self._hatch())

    def _died(self, number: int, how: str) -> None:
        worker = self._workers.get(number)
        if worker is None:
            return
        if not worker.death.done():
            worker.death.set_result(how)
        if worker in self._idle:
            self._idle.remove(worker)
            self._workers.pop(number)
            worker.link.lose(Cause.DIED)
            self._spawn_replacements(_INFANT_DEATH)

    def _bereaved(self) -> None:
        """The nursery is gone, and the kernel kills its workers."""
        self._open.clear()
        self._idle.clear()
        for worker in self._workers.values():
            worker.link.lose(Cause.DIED)  # not left to the end of the stream, which a closing loop never reads
        self._workers.clear()
        if not self.closed:
            self._background(self._restart())

    async def _restart(self) -> None:
        delays = itertools.chain(_RESTART_DELAYS, itertools.repeat(_RESTART_DELAYS[-1]))
        for delay in delays:
            await asyncio.sleep(delay)
            with contextlib.suppress(LoadError, OSError):
                if self._launcher is not None:
                    await self._launcher.close()
                await self.start()
                return
