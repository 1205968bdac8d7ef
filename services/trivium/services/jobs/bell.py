"""Wakes those who wait for something to happen to a job, whoever in whatever process made it happen."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from trivium.services.jobs.database import Database
from trivium.services.jobs.errors import StoreError

EVERY = 0
"""The number that stands for every job."""


class Bell:
    """Rings for one job, or for all; belongs to one event loop."""

    def __init__(self) -> None:
        self._listeners: dict[int, set[asyncio.Event]] = {}

    def ring(self, number: int) -> None:
        """Something has happened to a job."""
        for event in (*self._listeners.get(number, ()), *self._listeners.get(EVERY, ())):
            event.set()

    def ring_all(self) -> None:
        """Something has happened, to whatever jobs."""
        for listeners in self._listeners.values():
            for event in listeners:
                event.set()

    @contextmanager
    def listening(self, number: int) -> Iterator[asyncio.Event]:
        """An event that is set when it rings for that job; whoever waits for it clears it, then looks."""
        event = asyncio.Event()
        listeners = self._listeners.setdefault(number, set())
        listeners.add(event)
        try:
            yield event
        finally:
            listeners.discard(event)
            if not listeners:
                self._listeners.pop(number, None)


async def hear_others(database: Database, pause: float, on_change: Callable[[], None]) -> None:
    """Call `on_change` soon after another process has written to the database; never returns."""
    known: int | None = None
    while True:
        with suppress(StoreError):
            # asked on the connection that writes, it tells of the commits of all others and not of its own
            found = await database.write(_version)
            if known is not None and found != known:
                on_change()
            known = found
        await asyncio.sleep(pause)


def _version(connection: sqlite3.Connection) -> int:
    """Changes with every commit of another connection."""
    (version,) = connection.execute("PRAGMA data_version").fetchone()
    return int(version)
