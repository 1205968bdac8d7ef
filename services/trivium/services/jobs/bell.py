"""Wakes those who wait for something to happen to a job, whoever in whatever process made it happen."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from trivium.services.jobs.database import connect

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


async def hear_others(path: Path, pause: float, on_change: Callable[[], None]) -> None:
    """Call `on_change` soon after another process has written to the database; never returns."""
    connection = connect(path, read_only=True)
    try:
        known = _version(connection)
        while True:
            await asyncio.sleep(pause)
            found = _version(connection)
            if found != known:
                known = found
                on_change()
    finally:
        connection.close()


def _version(connection: sqlite3.Connection) -> int:
    """Changes with every commit of another connection; told from shared memory, without reading the file."""
    (version,) = connection.execute("PRAGMA data_version").fetchone()
    return int(version)
