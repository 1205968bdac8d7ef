from __future__ import annotations

import asyncio
import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest

from trivium.services.jobs import queue
from trivium.services.jobs.database import Database, connect
from trivium.services.jobs.errors import StoreError
from trivium.services.jobs.ownership import Ownership

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def _insert(text: str, *, fail: bool = False):  # type: ignore[no-untyped-def]
    def work(connection: sqlite3.Connection) -> str:
        connection.execute("INSERT INTO note VALUES (?)", (text,))
        if fail:
            raise KeyError(text)
        return text

    return work


async def test_a_write_that_raises_changes_nothing_and_spoils_no_other(tmp_path: Path) -> None:
    database = Database(tmp_path / "x.sqlite")
    database.start()
    await database.write(lambda c: c.execute("CREATE TABLE note (text TEXT)") and None)
    works = [database.write(_insert(str(n), fail=n % 3 == 0)) for n in range(100)]
    answers = await asyncio.gather(*works, return_exceptions=True)
    assert [isinstance(answer, KeyError) for answer in answers] == [n % 3 == 0 for n in range(100)]
    kept = await database.read(lambda c: [row["text"] for row in c.execute("SELECT text FROM note ORDER BY rowid")])
    assert kept == [str(n) for n in range(100) if n % 3]
    with pytest.raises(sqlite3.OperationalError):  # readers write nothing
        await database.read(lambda c: c.execute("DELETE FROM note"))
    await database.close()
    with pytest.raises(StoreError):
        await database.write(_insert("late"))


async def test_a_writer_that_walks_away_does_not_take_its_write_back(tmp_path: Path) -> None:
    database = Database(tmp_path / "x.sqlite")
    database.start()
    await database.write(lambda c: c.execute("CREATE TABLE note (text TEXT)") and None)
    task = asyncio.create_task(database.write(_insert("kept")))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await database.write(_insert("next"))
    kept = await database.read(lambda c: [row["text"] for row in c.execute("SELECT text FROM note")])
    assert kept == ["kept", "next"]
    await database.close()


def test_a_database_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    connection = connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="another version"):
        connect(path)


def test_a_database_of_the_first_version_is_carried_over_with_its_jobs(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    with sqlite3.connect(path) as first:
        first.executescript(files("trivium.services.jobs").joinpath("schema.sql").read_text(encoding="utf-8"))
        first.execute(
            "INSERT INTO job (name, tenant, request_sha256, batch_sha256, kind, label, priority, seed, state, created)"
            " VALUES ('a', 'ada', '', '', 'kind', '', 0, 0, 1, 0.0)"
        )
        first.execute("PRAGMA user_version = 1")
    for _ in range(2):
        connection = connect(path)
        assert queue.of_name(connection, "ada", "a").kept is False
        connection.close()


def test_an_owner_is_dead_when_its_lock_is_gone_and_not_before(tmp_path: Path) -> None:
    one, other = Ownership(tmp_path), Ownership(tmp_path)
    one.start()
    other.start()
    assert not one.is_dead(one.name)
    assert not one.is_dead(other.name)
    assert other.is_dead("0123456789abcdef")
    other.close()
    assert one.is_dead(other.name)
    one.close()
    assert list(tmp_path.iterdir()) == []
