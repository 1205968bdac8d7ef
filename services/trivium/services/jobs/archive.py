"""Removes the results of jobs that are forgotten, and forgets those that have had their time."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from trivium.services.jobs import keeping
from trivium.services.jobs.errors import StoreError
from trivium.services.jobs.holding import removing
from trivium.services.jobs.keeping import Keeping
from trivium.services.jobs.record import Record
from trivium.services.jobs.work import Workshop


class Archive:
    """What is done, and still there.

    Args:
        workshop: where the jobs are.
        keeping: how much of them is kept.
        in_use: whether somebody watches or reads the job of a number.
    """

    def __init__(self, workshop: Workshop, keeping: Keeping, in_use: Callable[[int], bool]) -> None:
        self._workshop = workshop
        self._database = workshop.database
        self._keeping = keeping
        self._in_use = in_use

    async def tend(self) -> None:
        """Forget what has had its time, at once and again and again; never returns."""
        while True:
            with suppress(StoreError, OSError):  # a disk that cannot be written to now may be so later
                await self.tidy()
            await asyncio.sleep(self._keeping.pause)

    async def tidy(self) -> None:
        """Remove what is forgotten already, then what has had its time."""
        for name in await self._database.read(keeping.forgotten):
            await self._clear(name)
        if not self._keeping.limited:
            return
        if self._keeping.bytes:
            await self._measure()
        now = self._workshop.clock()
        for job in await self._database.read(lambda c: keeping.expired(c, self._keeping, now)):
            await self._retire(job)

    async def remove(self, tenant: str, name: str) -> Record:
        """Forget a job that is done, with its results; raises UnknownJobError, NotDoneError."""
        job = await self._database.write(lambda c: keeping.remove(c, tenant, name))
        self._workshop.bell.ring(job.number)
        await self._clear(job.name)
        return job

    async def _retire(self, job: Record) -> None:
        """Forget a job, unless somebody watches or reads it: it is looked at again later."""
        with removing(self._workshop.folder / job.name) as unread:
            if unread and not self._in_use(job.number):
                if await self._database.write(lambda c: keeping.forget(c, job)):
                    await self._clear(job.name)
                self._workshop.bell.ring(job.number)

    async def _clear(self, name: str) -> None:
        folder = self._workshop.folder / name
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        if not folder.exists():
            await self._database.write(lambda c: keeping.strike_out(c, name))

    async def _measure(self) -> None:
        for number, name in await self._database.read(keeping.unmeasured):
            size = await asyncio.to_thread(_size, self._workshop.folder / name)
            await self._database.write(lambda c, n=number, s=size: keeping.note_size(c, n, s))  # type: ignore[misc]


def _size(folder: Path) -> int:
    """Bytes of the files below a folder; 0 where there is none."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
