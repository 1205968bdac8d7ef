"""The database of jobs: one thread writes, many writes in one transaction; others read.

What a write returns is on the disk when it returns, so that a job that was told to its client survives a power cut;
writes that come while the disk is busy share the next transaction.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from trivium.services.jobs.errors import StoreError

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

_STEPS = ("schema.sql", "retention.sql")
"""Each makes the next version of the database from the one before."""
VERSION = len(_STEPS)
_MOST_TOGETHER = 256
_READERS = 2
_PATIENCE_MS = 20_000
"""How long a statement waits for another process that writes."""


@dataclass(frozen=True, slots=True)
class _Write:
    work: Work[Any]
    answer: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection to the database of that file, whose thread need not be the caller's. Raises StoreError."""
    try:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            _prepare(connection, path)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}") from error
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    with transaction(connection):
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if not 0 <= version <= VERSION:
            raise StoreError(f"{path}: written by another version of trivium (format {version}, not {VERSION})")
        for step in _STEPS[version:]:
            for statement in _statements(files(__package__).joinpath(step).read_text(encoding="utf-8")):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")


class transaction:  # noqa: N801 - used as a statement
    """A transaction that writes, taken back where anything is raised inside."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._connection.execute("COMMIT")
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


class Database:
    """The database of one folder, for one event loop."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writes: queue.SimpleQueue[_Write | None] = queue.SimpleQueue()
        self._writer: threading.Thread | None = None
        self._readers = ThreadPoolExecutor(_READERS, "jobs-read", initializer=self._open_reader)
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []

    def start(self) -> None:
        """Open it, making it where it is not there; raises StoreError."""
        connection = connect(self._path)
        self._writer = threading.Thread(target=self._write_all, args=(connection,), name="jobs-write", daemon=True)
        self._writer.start()

    async def close(self) -> None:
        """Carry out what was asked for, then close it."""
        writer, self._writer = self._writer, None
        if writer is not None:
            self._writes.put(None)
            await asyncio.to_thread(writer.join)
        await asyncio.to_thread(self._readers.shutdown)
        for connection in self._opened:
            connection.close()
        self._opened.clear()

    async def write(self, work: Work[T]) -> T:
        """What `work` returns, which is on the disk then; what it raises has changed nothing."""
        if self._writer is None:
            raise StoreError("the database is closed")
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        self._writes.put(_Write(work, answer, loop))
        # a caller that is cancelled does not take back what is written
        return await asyncio.shield(answer)

    async def read(self, work: Work[T]) -> T:
        """What `work` finds."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    def _open_reader(self) -> None:
        self._local.connection = connect(self._path, read_only=True)
        self._opened.append(self._local.connection)

    def _read(self, work: Work[T]) -> T:
        connection: sqlite3.Connection = self._local.connection
        connection.execute("BEGIN")
        try:
            return work(connection)
        finally:
            connection.execute("COMMIT")

    def _write_all(self, connection: sqlite3.Connection) -> None:
        while (first := self._writes.get()) is not None:
            together = [first]
            while len(together) < _MOST_TOGETHER and not self._writes.empty():
                further = self._writes.get()
                if further is None:
                    self._writes.put(None)
                    break
                together.append(further)
            _write_together(connection, together)
        connection.close()


def _write_together(connection: sqlite3.Connection, writes: Sequence[_Write]) -> None:
    """Carry out some writes in one transaction, each for itself as far as errors go, and tell their callers."""
    answers: list[tuple[_Write, Any, BaseException | None]] = []
    try:
        with transaction(connection):
            for write in writes:
                answers.append((write, *_write_one(connection, write.work)))
    except sqlite3.Error as error:  # the disk is full, or gone: nothing of it is written
        failure = StoreError(f"the jobs cannot be written: {error}")
        answers = [(write, None, failure) for write in writes]
    for loop in {write.loop for write in writes}:
        if not loop.is_closed():
            loop.call_soon_threadsafe(_tell, [entry for entry in answers if entry[0].loop is loop])


def _write_one(connection: sqlite3.Connection, work: Work[Any]) -> tuple[Any, BaseException | None]:
    connection.execute("SAVEPOINT one")
    try:
        found = work(connection)
    except Exception as error:  # noqa: BLE001 - it is the caller's, who gets it
        connection.execute("ROLLBACK TO one")
        connection.execute("RELEASE one")
        return None, error
    connection.execute("RELEASE one")
    return found, None


def _tell(answers: Sequence[tuple[_Write, Any, BaseException | None]]) -> None:
    for write, found, error in answers:
        if write.answer.done():
            continue
        if error is None:
            write.answer.set_result(found)
        else:
            write.answer.set_exception(error)


def _statements(script: str) -> list[str]:
    """The statements of a script; those of a trigger end with `END;`."""
    found, lines = [], list[str]()
    for line in script.splitlines():
        lines.append(line)
        text = "\n".join(lines)
        if sqlite3.complete_statement(text):
            found.append(text)
            lines = []
    return found
