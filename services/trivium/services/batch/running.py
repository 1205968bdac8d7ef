"""Carrying out a batch: what is missing is done, what is damaged is done again, and the end is always the same."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass

from trivium.services.batch.batch import Batch
from trivium.services.batch.carrying import Finished, Task
from trivium.services.batch.executor import Executor
from trivium.services.batch.kind import Plan
from trivium.services.batch.manifest import NAME as MANIFEST
from trivium.services.batch.manifest import Manifest
from trivium.services.batch.results import KEPT, kept_file, recalled
from trivium.services.batch.selection import Selection
from trivium.services.batch.shards import FOLDER, name_of
from trivium.services.batch.storage import UNFINISHED
from trivium.services.runtime.operation import EngineSettings


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch has come."""

    shards: int
    """Complete shards, those of earlier runs among them."""
    shards_in_all: int | None
    """None where that is not known beforehand."""
    items: int
    items_in_all: int | None
    rows: int
    """Rows of complete shards, repeats among them."""
    failures: int
    """Of these, rows of items that were not carried out."""
    results: int
    """Rows that are new, of the shards that are complete from the first on."""
    wanted: int | None
    """Results after which the batch is complete."""
    seconds: float
    """Since this run began."""
    cpu: float
    """Seconds of CPU time of the workers in this run."""
    rate: float
    """Items a second in this run; 0 before the first."""
    remaining: float | None
    """Seconds to the end at this rate; None where there is nothing to tell it from."""
    complete: bool
    """Whether the batch is at its end: no more is told after it."""


def run(
    batch: Batch,
    executor: Executor,
    engine: EngineSettings,
    cancelled: Callable[[], bool] = lambda: False,
) -> Generator[Progress, None, None]:
    """Carry out what is missing of a batch; tells how far it is at the beginning, now and then, and at the end.

    It ends early where `cancelled` says so, or when the iterator is closed; then it can be gone on with, as after the
    death of this process. What was told complete is on the disk.

    Raises BusyError where another process carries it out, BrokenBatchError where the engines have other versions than
    those it was begun with.
    """
    batch.check_versions()
    with batch.storage.locked():
        course = _Course(batch)
        yield course.progress()
        if not course.complete:
            tasks = course.tasks()
            with closing(executor.run(batch.job(engine), tasks, cancelled)) as finished:
                for shard in finished:
                    if shard is not None:
                        course.add(shard)
                    if course.complete:
                        break
                    yield course.progress()
        if course.complete:
            course.settle()
            yield course.progress()


class _Course:
    """A run of a batch."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._plan: Plan = batch.plan
        batch.storage.repair(MANIFEST)
        self._manifest = Manifest(batch.storage)
        self._manifest.verify(batch.seed, self._plan)
        self._selection: Selection = recalled(batch, self._manifest)
        self._start = time.monotonic()
        self._cpu = 0.0
        self._items = 0
        self._settled = False

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self._selection.complete or self._selection.next == self._plan.shards

    def tasks(self) -> Iterator[Task]:
        """What is missing."""
        for task in self._batch.tasks(self._manifest.entries):
            if self.complete:
                return
            yield task

    def add(self, finished: Finished) -> None:
        """Take note of a shard."""
        self._manifest.add(finished.entry)
        self._selection.add(finished.entry.shard, finished.marks)
        self._cpu += finished.cpu
        self._items += finished.entry.items[1] - finished.entry.items[0]

    def settle(self) -> None:
        """Leave the folder as every complete run of the batch leaves it."""
        storage = self._batch.storage
        shards = range(self._selection.next)
        if self._plan.wanted is not None or self._batch.described_kind.sieve() is not None:
            storage.write(KEPT, kept_file(self._selection))
        self._manifest.settle(shards)
        belonging = {name_of(shard) for shard in shards}
        for name in storage.names(FOLDER):
            if f"{FOLDER}/{name}" not in belonging:
                storage.remove(f"{FOLDER}/{name}")
        for name in storage.names(""):
            if name.endswith(UNFINISHED):  # of a run that was killed while it wrote
                storage.remove(name)
        self._settled = True

    def progress(self) -> Progress:
        """How far it is."""
        entries = self._manifest.entries.values()
        seconds = time.monotonic() - self._start
        items = sum(e.items[1] - e.items[0] for e in entries)
        rate = self._items / seconds if self._items else 0.0
        return Progress(
            len(entries),
            self._plan.shards,
            items,
            self._plan.items,
            sum(e.rows for e in entries),
            sum(e.failures for e in entries),
            self._selection.new,
            self._plan.wanted,
            seconds,
            self._cpu,
            rate,
            self._remaining(items, rate, seconds),
            self._settled,
        )

    def _remaining(self, items: int, rate: float, seconds: float) -> float | None:
        if self._plan.items is not None and rate:
            return (self._plan.items - items) / rate
        if self._plan.wanted is not None and self._selection.new and items and rate:
            return max(0.0, (self._plan.wanted / self._selection.new - 1) * items / rate)
        return None
