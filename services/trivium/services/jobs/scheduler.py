"""Decides which job is carried out next, holds its lease while it is, and ends it when it is asked to."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum

import structlog

from trivium.services.jobs import queue
from trivium.services.jobs.bell import EVERY
from trivium.services.jobs.errors import StoreError
from trivium.services.jobs.ownership import Ownership
from trivium.services.jobs.queue import Quota
from trivium.services.jobs.record import Claim, Record, State
from trivium.services.jobs.work import Means, Workshop

_LOOK = 1.0
"""Seconds after which the queue is looked at though nothing was heard."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How much is done at once."""

    running: int = 1
    """Jobs that are carried out at the same time."""
    means: Means = field(default_factory=Means)
    """With what each of them is."""
    quota: Quota = field(default_factory=Quota)
    lease: float = 30.0
    """Seconds after which a job whose owner gives no sign of life is taken up by another."""
    on_demand: bool = False
    """Whether a job is carried out only while somebody waits for it."""


class _Ending(Enum):
    CANCELLED = "cancelled"
    RELEASED = "put back: its service is stopping"
    LOST = "taken up by another"


@dataclass(eq=False)
class _Run:
    claim: Claim
    task: asyncio.Task[None]
    ending: _Ending | None = None

    def end(self, ending: _Ending) -> None:
        """Kill the work; the first reason stands."""
        if self.ending is None:
            self.ending = ending
            self.task.cancel()


class Scheduler:
    """The jobs that this process carries out."""

    def __init__(
        self, workshop: Workshop, ownership: Ownership, policy: Policy, log: structlog.typing.FilteringBoundLogger
    ) -> None:
        self._workshop = workshop
        self._ownership = ownership
        self._policy = policy
        self._log = log
        self._runs: dict[int, _Run] = {}
        self._wanted: Counter[int] = Counter()
        self._tasks: list[asyncio.Task[None]] = []
        self._resting = False

    async def start(self) -> None:
        """Take back what the dead have left, then begin."""
        await self._reclaim()
        self._tasks = [asyncio.create_task(self._take_turns()), asyncio.create_task(self._keep_up())]

    async def rest(self) -> None:
        """Take up nothing more, and put back what is carried out; finished shards are kept."""
        self._resting = True
        for task in self._tasks:
            task.cancel()
        runs = list(self._runs.values())
        for run in runs:
            run.end(_Ending.RELEASED)
        await asyncio.gather(*self._tasks, *(run.task for run in runs), return_exceptions=True)

    @contextmanager
    def waiting_for(self, number: int) -> Iterator[None]:
        """Somebody waits for a job: reason enough to carry it out."""
        self._wanted[number] += 1
        self._workshop.bell.ring(number)
        try:
            yield
        finally:
            self._wanted[number] -= 1
            if not self._wanted[number]:
                del self._wanted[number]
                if self._policy.on_demand and number in self._runs:
                    self._runs[number].end(_Ending.RELEASED)

    def waited_for(self, number: int) -> bool:
        """Whether somebody waits for a job, watches it or reads it."""
        return number in self._wanted

    async def heed(self) -> None:
        """End the jobs that were asked to end."""
        owner = self._ownership.name
        if not self._runs:
            return
        for number in await self._workshop.database.read(lambda c: queue.cancelled(c, owner)):
            if number in self._runs:
                self._runs[number].end(_Ending.CANCELLED)

    async def _take_turns(self) -> None:
        with self._workshop.bell.listening(EVERY) as rung:
            while True:
                rung.clear()
                with suppress(StoreError):  # a disk that is full now may not be so for ever
                    while len(self._runs) < self._policy.running and await self._take():
                        pass
                with suppress(TimeoutError):
                    async with asyncio.timeout(_LOOK):
                        await rung.wait()

    async def _take(self) -> bool:
        policy, owner = self._policy, self._ownership.name
        only = list(self._wanted) if policy.on_demand else None
        now = self._workshop.clock()
        if only == [] or not await self._workshop.database.read(queue.anything_waits):
            return False
        found = await self._workshop.database.write(
            lambda c: queue.take(c, owner, now, policy.lease, policy.quota, only)
        )
        if found is None:
            return False
        job, claim = found
        self._runs[job.number] = _Run(claim, asyncio.create_task(self._hold(job, claim)))
        self._workshop.bell.ring(job.number)
        return True

    async def _hold(self, job: Record, claim: Claim) -> None:
        try:
            await self._workshop.carry_out(job, claim, self._policy.means)
        except asyncio.CancelledError:
            await self._conclude(claim, self._runs[job.number].ending)
        except Exception as error:  # noqa: BLE001 - one job must not end the others
            self._log.error("job", name=job.name, exception=type(error).__qualname__, detail=str(error)[:500])
            await self._conclude(claim, _Ending.RELEASED)
        finally:
            self._runs.pop(job.number, None)
            self._workshop.bell.ring(job.number)

    async def _conclude(self, claim: Claim, ending: _Ending | None) -> None:
        now = self._workshop.clock()
        with suppress(StoreError):
            if ending is _Ending.CANCELLED:
                await self._workshop.write(
                    claim, lambda c: queue.finish(c, claim, now, State.CANCELLED, b"", _Ending.CANCELLED.value)
                )
            elif ending is _Ending.RELEASED:
                await self._workshop.write(claim, lambda c: queue.release(c, claim, now, _Ending.RELEASED.value))

    async def _keep_up(self) -> None:
        while True:
            await asyncio.sleep(self._policy.lease / 6)
            with suppress(StoreError):
                await self._renew()
                await self._reclaim()

    async def _renew(self) -> None:
        if not self._runs:
            return
        until, owner = self._workshop.clock() + self._policy.lease, self._ownership.name
        held = set(self._runs)
        still = await self._workshop.database.write(lambda c: queue.renew(c, owner, until))
        for number in held - still:
            if number in self._runs:
                self._runs[number].end(_Ending.LOST)

    async def _reclaim(self) -> None:
        """Put back the jobs of the dead, and those whose leases have run out."""
        found = await self._workshop.database.read(queue.owners)
        dead = [name for name in found if self._ownership.is_dead(name)]
        now = self._workshop.clock()
        if not dead and not await self._workshop.database.read(lambda c: queue.lapsed(c, now)):
            return
        for number in await self._workshop.database.write(lambda c: queue.reclaim(c, now, dead)):
            self._workshop.bell.ring(number)
