"""The queue of jobs: each function is one step in a job's life, to be taken inside a transaction.

Jobs are taken up by priority, then in the order of submission. Whoever takes one up holds it by a lease; a lease that
is not renewed, or whose owner has died, puts the job back. What an owner tells of a job that is not its own any more
changes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from trivium.services.jobs.errors import FieldError, QuotaError, UnknownJobError
from trivium.services.jobs.record import COLUMNS, PREFIX, Claim, Record, State, Submission, record

_PASSING_EVENTS = 512
"""The last events of a job whose progress is kept for those who come later."""


@dataclass(frozen=True, slots=True)
class Quota:
    """What one tenant may have."""

    waiting: int = 20_000
    """Jobs that are not done."""
    running: int = 4
    """Jobs that are carried out at the same time."""


def submit(
    connection: sqlite3.Connection, asked: Submission, name: str, now: float, quota: Quota
) -> tuple[Record, bool]:
    """The job that is asked for, and whether it is new: an earlier request of the same id has made it otherwise.

    Raises FieldError where that request asked for something else, QuotaError.
    """
    earlier = _requested(connection, asked)
    if earlier is not None:
        return earlier, False
    (load,) = connection.execute(
        "SELECT coalesce(sum(jobs), 0) FROM load WHERE tenant = ? AND state IN (?, ?)",
        (asked.tenant, State.QUEUED, State.RUNNING),
    ).fetchone()
    if load >= quota.waiting:
        raise QuotaError(f"{load} jobs of this tenant are not done; no more than {quota.waiting} may be")
    cursor = connection.execute(
        "INSERT INTO job (name, tenant, request_id, request_sha256, batch_sha256, kind, label, priority, seed, state,"
        " created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            name,
            asked.tenant,
            asked.request_id,
            asked.request_sha256,
            asked.batch_sha256,
            asked.kind,
            asked.label,
            asked.priority,
            asked.seed,
            State.QUEUED,
            now,
        ),
    )
    number = cursor.lastrowid
    assert number is not None
    connection.execute("INSERT INTO specification VALUES (?, ?)", (number, asked.body))
    note(connection, number, now, "submitted")
    return of_number(connection, number), True


def _requested(connection: sqlite3.Connection, asked: Submission) -> Record | None:
    """The job of an earlier request of the same id; raises FieldError where that asked for something else."""
    if asked.request_id is None:
        return None
    row = connection.execute(
        f"SELECT {COLUMNS} FROM job WHERE tenant = ? AND request_id = ?",  # noqa: S608 - our own columns
        (asked.tenant, asked.request_id),
    ).fetchone()
    if row is not None and row["request_sha256"] != asked.request_sha256:
        words = f"{PREFIX}{row['name']} was submitted with it, and is another job"
        raise FieldError("request_id", words, "REQUEST_ID_REUSED")
    return None if row is None else record(row)


def take(
    connection: sqlite3.Connection,
    owner: str,
    now: float,
    lease: float,
    quota: Quota,
    only: Iterable[int] | None = None,
) -> tuple[Record, Claim] | None:
    """Take up the next job, for `lease` seconds; None where no job waits whose tenant may have another one running.

    `only` are the numbers of the jobs that are looked at; all when None.
    """
    chosen = "" if only is None else f"AND number IN ({','.join(str(int(n)) for n in only)})"
    row = connection.execute(
        f"SELECT number FROM job WHERE state = ? {chosen} AND tenant NOT IN"  # noqa: S608 - whole numbers
        " (SELECT tenant FROM load WHERE state = ? AND jobs >= ?) ORDER BY priority DESC, number LIMIT 1",
        (State.QUEUED, State.RUNNING, quota.running),
    ).fetchone()
    if row is None:
        return None
    number = row["number"]
    connection.execute(
        "UPDATE job SET state = ?, owner = ?, lease = ?, attempts = attempts + 1, started = coalesce(started, ?)"
        " WHERE number = ?",
        (State.RUNNING, owner, now + lease, now, number),
    )
    attempt = of_number(connection, number).attempts
    note(connection, number, now, "taken up" if attempt == 1 else f"taken up again, for the {ordinal(attempt)} time")
    return of_number(connection, number), Claim(number, owner, attempt)


def renew(connection: sqlite3.Connection, owner: str, until: float) -> set[int]:
    """Lengthen the leases of an owner; the numbers of the jobs that are still its own."""
    connection.execute("UPDATE job SET lease = ? WHERE owner = ?", (until, owner))
    return {row["number"] for row in connection.execute("SELECT number FROM job WHERE owner = ?", (owner,))}


def cancelled(connection: sqlite3.Connection, owner: str) -> set[int]:
    """The jobs of an owner that were asked to end."""
    rows = connection.execute("SELECT number FROM job WHERE owner = ? AND cancelling", (owner,))
    return {row["number"] for row in rows}


def report(connection: sqlite3.Connection, claim: Claim, now: float, progress: bytes, *, further: bool) -> bool:
    """Note how far a job is; `further` tells that a shard was finished. Whether the claim holds."""
    held = _held(connection, claim)
    if held:
        losses = ", losses = 0" if further else ""
        connection.execute(
            f"UPDATE job SET progress = ?{losses} WHERE number = ?",  # noqa: S608 - one of two texts
            (progress, claim.number),
        )
        note(connection, claim.number, now, "", passing=True)
    return held


def finish(connection: sqlite3.Connection, claim: Claim, now: float, state: State, outcome: bytes, detail: str) -> bool:
    """End a job. Whether the claim holds."""
    held = _held(connection, claim)
    if held:
        _end(connection, claim.number, now, state, outcome, detail)
    return held


def release(connection: sqlite3.Connection, claim: Claim, now: float, detail: str, *, loss: bool = False) -> bool:
    """Put a job back into the queue; `loss` tells that its worker died. Whether the claim holds."""
    held = _held(connection, claim)
    if held:
        connection.execute("UPDATE job SET losses = losses + ? WHERE number = ?", (int(loss), claim.number))
        _put_back(connection, claim.number, now, detail)
    return held


def anything_waits(connection: sqlite3.Connection) -> bool:
    """Whether a job is in the queue."""
    return connection.execute("SELECT 1 FROM job WHERE state = ? LIMIT 1", (State.QUEUED,)).fetchone() is not None


def lapsed(connection: sqlite3.Connection, now: float) -> bool:
    """Whether a lease has run out."""
    found = connection.execute("SELECT 1 FROM job WHERE owner IS NOT NULL AND lease < ? LIMIT 1", (now,)).fetchone()
    return found is not None


def owners(connection: sqlite3.Connection) -> set[str]:
    """Everyone who holds a job."""
    return {row["owner"] for row in connection.execute("SELECT DISTINCT owner FROM job WHERE owner IS NOT NULL")}


def reclaim(connection: sqlite3.Connection, now: float, dead: Iterable[str]) -> list[int]:
    """Put back the jobs whose leases have run out, and those of dead owners; their numbers."""
    gone = set(dead)
    rows = connection.execute("SELECT number, owner, lease FROM job WHERE owner IS NOT NULL").fetchall()
    lost = [row["number"] for row in rows if row["owner"] in gone or row["lease"] < now]
    for number in lost:
        _put_back(connection, number, now, "interrupted: its service has died")
    return lost


def cancel(connection: sqlite3.Connection, tenant: str, name: str, now: float) -> Record:
    """Ask a job to end; at once where nobody carries it out. The job. Raises UnknownJobError."""
    found = of_name(connection, tenant, name)
    if found.state is State.QUEUED:
        _end(connection, found.number, now, State.CANCELLED, b"", "cancelled")
    elif found.state is State.RUNNING and not found.cancelling:
        connection.execute("UPDATE job SET cancelling = 1 WHERE number = ?", (found.number,))
        note(connection, found.number, now, "asked to end")
    return of_number(connection, found.number)


def of_name(connection: sqlite3.Connection, tenant: str, name: str) -> Record:
    """The job of that name; raises UnknownJobError."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM job WHERE name = ? AND tenant = ?",  # noqa: S608 - our own columns
        (name, tenant),
    ).fetchone()
    if row is None:
        raise UnknownJobError(f"{PREFIX}{name}")
    return record(row)


def of_number(connection: sqlite3.Connection, number: int) -> Record:
    """The job of that number, which must be there."""
    query = f"SELECT {COLUMNS} FROM job WHERE number = ?"  # noqa: S608 - our own columns
    return record(connection.execute(query, (number,)).fetchone())


def specification(connection: sqlite3.Connection, number: int) -> bytes:
    """What is to be done, in full."""
    (body,) = connection.execute("SELECT body FROM specification WHERE number = ?", (number,)).fetchone()
    return bytes(body)


def note(connection: sqlite3.Connection, number: int, now: float, detail: str, *, passing: bool = False) -> None:
    """Add to what has happened to a job, as it is now."""
    connection.execute("UPDATE job SET sequence = sequence + 1 WHERE number = ?", (number,))
    connection.execute(
        "INSERT INTO event SELECT number, sequence, ?, state, progress, ?, ? FROM job WHERE number = ?",
        (now, detail, int(passing), number),
    )
    if passing:
        connection.execute(
            "DELETE FROM event WHERE number = ?1 AND passing"
            " AND sequence < (SELECT sequence FROM job WHERE number = ?1) - ?2",
            (number, _PASSING_EVENTS),
        )


def ordinal(number: int) -> str:
    """A number as a place in a row.

    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 21)]
    ['1st', '2nd', '3rd', '4th', '11th', '21st']
    """
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _held(connection: sqlite3.Connection, claim: Claim) -> bool:
    row = connection.execute(
        "SELECT 1 FROM job WHERE number = ? AND owner = ? AND attempts = ? AND state = ?",
        (claim.number, claim.owner, claim.attempt, State.RUNNING),
    ).fetchone()
    return row is not None


def _put_back(connection: sqlite3.Connection, number: int, now: float, detail: str) -> None:
    """Into the queue again; a job that was asked to end meanwhile has ended."""
    if of_number(connection, number).cancelling:
        _end(connection, number, now, State.CANCELLED, b"", "cancelled")
        return
    connection.execute("UPDATE job SET state = ?, owner = NULL, lease = NULL WHERE number = ?", (State.QUEUED, number))
    note(connection, number, now, detail)


def _end(connection: sqlite3.Connection, number: int, now: float, state: State, outcome: bytes, detail: str) -> None:
    connection.execute(
        "UPDATE job SET state = ?, owner = NULL, lease = NULL, ended = ?, outcome = ? WHERE number = ?",
        (state, now, outcome, number),
    )
    note(connection, number, now, detail)
