"""Carrying out a shard: the same function in every executor, in whatever process it runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from trivium.services.batch import registry
from trivium.services.batch.kind import Kind, Row, Work, Workload
from trivium.services.batch.manifest import Entry
from trivium.services.batch.selection import marks
from trivium.services.batch.shards import digest, encode, name_of, schema_of
from trivium.services.runtime.operation import EngineSettings


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker must know to carry out shards of a batch; plain values, so that it can be another machine's."""

    source: str
    """The source of the kind."""
    configuration: Mapping[str, Any]
    seed: int
    location: str
    """Where the shards go."""
    versions: Mapping[str, str]
    engine: EngineSettings
    item_wall: float | None


@dataclass(frozen=True, slots=True)
class Task:
    """A shard that is to be carried out."""

    shard: int
    numbers: range
    items: tuple[Mapping[str, Any], ...]
    """The items, where the kind is given any."""
    failed: Mapping[int, str] = field(default_factory=dict)
    """The items that have killed their worker or outlived their time, and how; they are not tried again."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A shard that is complete."""

    entry: Entry
    marks: list[Row]
    """What a selection wants to know of its rows."""
    cpu: float
    """Seconds of CPU time that it took, in the process that carried it out."""


class Worker:
    """Carries out the shards of a job in this process."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._kind: Kind = registry.load(job.source)
        self._workload: Workload = self._kind.configure(job.configuration)
        sieve = self._kind.sieve()
        self._columns = () if sieve is None else sieve.columns

    def carry_out(
        self,
        task: Task,
        expired: Callable[[], bool] = lambda: False,
        starting: Callable[[int], None] = lambda number: None,
    ) -> tuple[Finished, bytes] | None:
        """Do the items of a shard; the shard and its file, or None where it is not wanted any more.

        The file is for the caller to write: this process may be one that is trusted with no storage.
        `starting` is told the number of each item before it is begun.
        """
        start = time.process_time()
        rows: list[Row] = []
        for place, number in enumerate(task.numbers):
            if expired():
                return None
            starting(number)
            rows += self._rows(task, place, number, expired)
        if expired():
            return None
        data = encode(rows, self._kind.schema)
        entry = Entry(
            task.shard,
            name_of(task.shard),
            digest(data),
            len(data),
            len(rows),
            sum(bool(row["failure"]) for row in rows),
            (task.numbers.start, task.numbers.stop),
            self._job.seed,
            dict(self._job.versions),
        )
        return Finished(entry, marks(rows, self._columns), time.process_time() - start), data

    def _rows(self, task: Task, place: int, number: int, expired: Callable[[], bool]) -> Iterator[Row]:
        if number in task.failed:
            return iter((failure(number, task.failed[number]),))
        item = task.items[place] if task.items else {}
        work = Work(self._job.seed, number, item, self._job.engine, expired)
        try:
            found = [
                {"item": number, "position": position, "failure": "", **row}
                for position, row in enumerate(self._workload.run(work))
            ]
            pa.Table.from_pylist(found, schema_of(self._kind.schema))
        except MemoryError:
            found = [failure(number, "OUT_OF_MEMORY")]
        except RecursionError:
            found = [failure(number, "OUT_OF_STACK")]
        except pa.ArrowException as error:
            found = [failure(number, f"UNWRITABLE: {error}")]
        except Exception as error:  # noqa: BLE001 - a defect of one item is told in its row, and the batch goes on
            found = [failure(number, f"{type(error).__name__}: {error}")]
        return iter(found)


def failure(number: int, reason: str) -> Row:
    """The row of an item that was not carried out."""
    return {"item": number, "position": 0, "failure": reason[:1000]}
