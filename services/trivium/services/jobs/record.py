"""A job as it is remembered."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields
from enum import IntEnum

PREFIX = "operations/"
"""What the name of every job begins with."""


class State(IntEnum):
    """Where a job is in its life; the numbers are those of the proto."""

    QUEUED = 1
    RUNNING = 2
    SUCCEEDED = 3
    FAILED = 4
    CANCELLED = 5

    @property
    def done(self) -> bool:
        """Whether nothing more happens to the job."""
        return self >= State.SUCCEEDED


@dataclass(frozen=True, slots=True)
class Submission:
    """A job that is asked for."""

    tenant: str
    request_id: str | None
    request_sha256: str
    """Of what is asked, to tell a request that is sent again from another one."""
    batch_sha256: str
    kind: str
    label: str
    priority: int
    seed: int
    body: bytes
    """What is to be done, in full."""


@dataclass(frozen=True, slots=True)
class Record:
    """A job."""

    number: int
    """In the order of submission."""
    name: str
    tenant: str
    request_sha256: str
    batch_sha256: str
    kind: str
    label: str
    priority: int
    seed: int
    state: State
    cancelling: bool
    """Whether it was asked to end."""
    owner: str | None
    attempts: int
    losses: int
    created: float
    started: float | None
    ended: float | None
    progress: bytes
    """How far it is, serialized."""
    outcome: bytes
    """Its result, or the status of its failure, serialized; empty while it is not done."""
    sequence: int
    """Number of its last event."""
    kept: bool
    """Whether its tenant keeps it for good."""


COLUMNS = ", ".join(f"job.{field.name}" for field in fields(Record))
"""The columns of a record, for a SELECT."""


def record(row: sqlite3.Row) -> Record:
    """The record of a row of `COLUMNS`."""
    switches = {name: bool(row[name]) for name in ("cancelling", "kept")}
    return Record(**{**dict(row), **switches, "state": State(row["state"])})


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a job."""

    sequence: int
    """From 1."""
    time: float
    state: State
    progress: bytes
    detail: str


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to carry out a job, which ends when another takes the job up."""

    number: int
    owner: str
    attempt: int
