from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivium.services.jobs import history, queue
from trivium.services.jobs.database import connect, transaction
from trivium.services.jobs.errors import FieldError
from trivium.services.jobs.history import read_filter
from trivium.services.jobs.queue import Quota
from trivium.services.jobs.record import Submission


@pytest.mark.parametrize(
    ("text", "condition", "values"),
    [
        ("", "1", ()),
        ("  ", "1", ()),
        ("state = RUNNING", "state = ?", (2,)),
        ("state=JOB_STATE_FAILED", "state = ?", (4,)),
        ('kind = "cas.check" AND done = false', "kind = ? AND state < ?", ("cas.check", 3)),
        (r'label = "say \"AND\""', "label = ?", ('say "AND"',)),
        ("kind = geometry.propose", "kind = ?", ("geometry.propose",)),
    ],
)
def test_a_filter_is_read(text: str, condition: str, values: tuple[object, ...]) -> None:
    found = read_filter(text)
    assert (found.condition, found.values) == (condition, values)


@pytest.mark.parametrize(
    "text", ["state", "state = ", "state = RUNNING OR done = true", "tenant = bob", "done = 1", 'label = "open', "AND"]
)
def test_a_filter_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(FieldError, match="filter"):
        read_filter(text)


@given(st.text())
def test_no_filter_reaches_the_database_as_it_is(text: str) -> None:
    try:
        found = read_filter(text)
    except FieldError:
        return
    terms = {"1", "state = ?", "state < ?", "state >= ?", "kind = ?", "label = ?"}
    assert set(found.condition.split(" AND ")) <= terms


def test_old_progress_is_forgotten_and_changes_of_state_are_kept() -> None:
    connection = connect(Path(":memory:"))
    asked = Submission("ada", None, "", "", "kind", "", 0, 0, b"")
    with transaction(connection):
        job, _ = queue.submit(connection, asked, "a", 1.0, Quota())
        taken = queue.take(connection, "me", 2.0, 10.0, Quota())
        assert taken is not None
        for number in range(2000):
            assert queue.report(connection, taken[1], 3.0, str(number).encode(), further=True)
    found = history.events(connection, job.number, 0, most=10_000)
    assert [event.detail for event in found[:2]] == ["submitted", "taken up"]
    assert 512 <= len(found) <= 515
    assert found[-1].progress == b"1999"
    connection.close()
