"""How long jobs are kept that are done: which have had their time, and how a job is forgotten.

A job goes in three steps, and whoever dies between two of them leaves what is left to the next: in one transaction its
row goes and its name is noted; its results are removed; its name is struck out.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from trivium.services.jobs import queue
from trivium.services.jobs.errors import NotDoneError
from trivium.services.jobs.record import COLUMNS, PREFIX, Record, State, record

_ENDLESS = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Keeping:
    """How much is kept of what is done, beside the jobs that a tenant keeps for good; 0 sets no limit."""

    seconds: float = 0.0
    """After the end of a job."""
    jobs: int = 0
    """Of each tenant, the latest."""
    bytes: int = 0
    """Of results of each tenant, the latest."""
    grace: float = 600.0
    """Seconds in which a job is kept whatever comes after it, so that its results can be read."""
    pause: float = 300.0
    """Seconds between two looks at what has had its time."""

    @property
    def limited(self) -> bool:
        """Whether anything is ever forgotten by itself."""
        return bool(self.seconds or self.jobs or self.bytes)

    def expiry(self, job: Record) -> float | None:
        """When a job has had its time; None where its age does not decide, or it is not done."""
        if job.ended is None or job.kept or not self.seconds:
            return None
        return job.ended + max(self.seconds, self.grace)


def expired(connection: sqlite3.Connection, keeping: Keeping, now: float) -> list[Record]:
    """The jobs that have had their time, the oldest first."""
    aged = now - keeping.seconds if keeping.seconds else -1.0
    rows = connection.execute(
        f"WITH done AS (SELECT number, ended, row_number() OVER latest AS place,"  # noqa: S608 - our own columns
        " sum(coalesce(bytes, 0)) OVER latest AS total FROM job WHERE ended IS NOT NULL AND NOT kept"
        " WINDOW latest AS (PARTITION BY tenant ORDER BY ended DESC, number DESC))"
        f" SELECT {COLUMNS} FROM job JOIN done USING (number)"
        " WHERE done.ended <= :graced AND (done.ended <= :aged OR place > :jobs OR total > :bytes)"
        " ORDER BY done.ended, number",
        {
            "graced": now - keeping.grace,
            "aged": aged,
            "jobs": keeping.jobs or _ENDLESS,
            "bytes": keeping.bytes or _ENDLESS,
        },
    )
    return [record(row) for row in rows.fetchall()]


def unmeasured(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Numbers and names of the jobs that are done and whose size is not known."""
    rows = connection.execute("SELECT number, name FROM job WHERE ended IS NOT NULL AND bytes IS NULL")
    return [(row["number"], row["name"]) for row in rows.fetchall()]


def note_size(connection: sqlite3.Connection, number: int, size: int) -> None:
    """Note what the results of a job take on the disk."""
    connection.execute("UPDATE job SET bytes = ? WHERE number = ?", (size, number))


def keep(connection: sqlite3.Connection, tenant: str, name: str, *, kept: bool) -> Record:
    """Keep a job for good, or as long as others; raises UnknownJobError."""
    found = queue.of_name(connection, tenant, name)
    connection.execute("UPDATE job SET kept = ? WHERE number = ?", (int(kept), found.number))
    return queue.of_number(connection, found.number)


def remove(connection: sqlite3.Connection, tenant: str, name: str) -> Record:
    """Forget a job that is done, because its tenant says so; raises UnknownJobError, NotDoneError."""
    found = queue.of_name(connection, tenant, name)
    if not found.state.done:
        raise NotDoneError(f"{PREFIX}{name} is not done: cancel it first")
    _forget(connection, found.number, name)
    return found


def forget(connection: sqlite3.Connection, job: Record) -> bool:
    """Forget a job that has had its time, unless that has changed meanwhile; whether it did."""
    row = connection.execute(
        "SELECT 1 FROM job WHERE number = ? AND state >= ? AND NOT kept", (job.number, State.SUCCEEDED)
    ).fetchone()
    if row is not None:
        _forget(connection, job.number, job.name)
    return row is not None


def forgotten(connection: sqlite3.Connection) -> list[str]:
    """The names of forgotten jobs whose results may still be there."""
    return [row["name"] for row in connection.execute("SELECT name FROM forgotten").fetchall()]


def strike_out(connection: sqlite3.Connection, name: str) -> None:
    """Note that the results of a forgotten job are gone."""
    connection.execute("DELETE FROM forgotten WHERE name = ?", (name,))


def _forget(connection: sqlite3.Connection, number: int, name: str) -> None:
    connection.execute("INSERT OR IGNORE INTO forgotten VALUES (?)", (name,))
    connection.execute("DELETE FROM job WHERE number = ?", (number,))
