from __future__ import annotations

from pathlib import Path

from trivium.services.jobs import queue
from trivium.services.jobs.database import connect, transaction
from trivium.services.jobs.queue import Quota
from trivium.services.jobs.record import State, Submission

ASKED = Submission("ada", None, "", "", "kind", "", 0, 0, b"")


def test_a_claim_of_an_earlier_attempt_changes_nothing_even_of_the_same_owner() -> None:
    connection = connect(Path(":memory:"))
    with transaction(connection):
        job, _ = queue.submit(connection, ASKED, "a", 1.0, Quota())
        first = queue.take(connection, "me", 2.0, 10.0, Quota())
        assert first is not None
        assert queue.release(connection, first[1], 3.0, "")
        second = queue.take(connection, "me", 4.0, 10.0, Quota())
        assert second is not None
        assert not queue.report(connection, first[1], 5.0, b"old", further=True)
        assert not queue.finish(connection, first[1], 5.0, State.FAILED, b"", "")
        assert not queue.release(connection, first[1], 5.0, "")
        assert queue.of_number(connection, job.number).state is State.RUNNING
        assert queue.finish(connection, second[1], 6.0, State.SUCCEEDED, b"", "")
    connection.close()


def test_a_job_that_was_asked_to_end_before_its_service_died_has_ended() -> None:
    connection = connect(Path(":memory:"))
    with transaction(connection):
        job, _ = queue.submit(connection, ASKED, "a", 1.0, Quota())
        queue.take(connection, "me", 2.0, 10.0, Quota())
        queue.cancel(connection, "ada", "a", 3.0)
        assert queue.reclaim(connection, 4.0, ["me"]) == [job.number]
        assert queue.of_number(connection, job.number).state is State.CANCELLED
    connection.close()


def test_losses_are_forgotten_when_a_shard_is_finished() -> None:
    connection = connect(Path(":memory:"))
    with transaction(connection):
        job, _ = queue.submit(connection, ASKED, "a", 1.0, Quota())
        for attempt in range(2):
            taken = queue.take(connection, "me", 2.0, 10.0, Quota())
            assert taken is not None
            assert queue.of_number(connection, job.number).losses == attempt
            queue.release(connection, taken[1], 3.0, "", loss=True)
        taken = queue.take(connection, "me", 2.0, 10.0, Quota())
        assert taken is not None
        queue.report(connection, taken[1], 4.0, b"", further=True)
        assert queue.of_number(connection, job.number).losses == 0
    connection.close()
