"""Tidies the jobs of a folder, and dies by SIGKILL at the step that is named: `row`, `files`, `half` or `name`."""

import asyncio
import os
import shutil
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

from trivium.services.jobs import archive, keeping
from trivium.services.jobs.archive import Archive
from trivium.services.jobs.bell import Bell
from trivium.services.jobs.database import Database
from trivium.services.jobs.keeping import Keeping
from trivium.services.jobs.record import Record
from trivium.services.jobs.work import Workshop


def die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_half_way(folder: Path, **_: Any) -> None:
    (folder / "batch.json").unlink()
    die()


def die_in_transaction(connection: sqlite3.Connection, job: Record) -> bool:
    connection.execute("DELETE FROM job WHERE number = ?", (job.number,))
    die()
    return True


async def tidy(folder: Path) -> None:
    database = Database(folder / "jobs.sqlite")
    database.start()

    async def no_pool() -> Any:
        raise AssertionError

    workshop = Workshop(database, no_pool, Bell(), folder / "batches")
    await Archive(workshop, Keeping(seconds=1e-6, grace=0.0), lambda number: False).tidy()
    await database.close()


match sys.argv[2]:
    case "row":
        keeping.forget = die_in_transaction
    case "files":
        shutil.rmtree = die  # type: ignore[assignment]
    case "half":
        shutil.rmtree = die_half_way  # type: ignore[assignment]
    case "name":
        keeping.strike_out = die

assert archive.keeping is keeping
asyncio.run(tidy(Path(sys.argv[1])))
