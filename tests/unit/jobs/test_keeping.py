"""Which jobs have had their time."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from trivium.services.jobs import keeping, queue
from trivium.services.jobs.database import connect, transaction
from trivium.services.jobs.keeping import Keeping
from trivium.services.jobs.queue import Quota
from trivium.services.jobs.record import State, Submission


@pytest.fixture
def connection() -> sqlite3.Connection:
    """Jobs a0 to a4 of ada that ended at the times 0 to 4, each of 100 bytes; b of bob at 1; c of ada that waits."""
    made = connect(Path(":memory:"))
    with transaction(made):
        for name, tenant, end in [*((f"a{n}", "ada", float(n)) for n in range(5)), ("b", "bob", 1.0), ("c", "ada", -1)]:
            asked = Submission(tenant, None, "", "", "kind", "", 0, 0, b"")
            job, _ = queue.submit(made, asked, name, 0.0, Quota())
            if end >= 0:
                taken = queue.take(made, "me", 0.0, 10.0, Quota(), [job.number])
                assert taken is not None
                queue.finish(made, taken[1], end, State.SUCCEEDED, b"", "")
                keeping.note_size(made, job.number, 100)
    return made


@pytest.mark.parametrize(
    ("limits", "gone"),
    [
        (Keeping(grace=0.0), []),
        (Keeping(seconds=8.0, grace=0.0), ["a0", "a1", "b", "a2"]),
        (Keeping(seconds=1.0, grace=9.0), ["a0", "a1", "b"]),
        (Keeping(jobs=2, grace=0.0), ["a0", "a1", "a2"]),
        (Keeping(jobs=1, grace=8.5), ["a0", "a1"]),
        (Keeping(bytes=350, grace=0.0), ["a0", "a1"]),
        (Keeping(bytes=99, grace=0.0), ["a0", "a1", "b", "a2", "a3", "a4"]),
        (Keeping(seconds=9.5, jobs=4, grace=0.0), ["a0"]),
    ],
)
def test_age_number_and_size_decide(connection: sqlite3.Connection, limits: Keeping, gone: list[str]) -> None:
    assert [job.name for job in keeping.expired(connection, limits, 10.0)] == gone


def test_a_job_that_is_kept_counts_for_nothing(connection: sqlite3.Connection) -> None:
    keeping.keep(connection, "ada", "a4", kept=True)
    found = keeping.expired(connection, Keeping(jobs=2, grace=0.0), 10.0)
    assert [job.name for job in found] == ["a0", "a1"]
    job = queue.of_name(connection, "ada", "a3")
    keeping.keep(connection, "ada", "a3", kept=True)
    assert not keeping.forget(connection, job)
    assert keeping.forgotten(connection) == []
