"""Executors: where the shards of a batch are carried out."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import Protocol

from trivium.services.batch.carrying import Finished, Job, Task, Worker
from trivium.services.batch.storage import open_storage

Shards = Generator[Finished | None, None, None]
"""Finished shards, and None now and then while nothing is finished."""


class Executor(Protocol):
    """Carries out shards, on as many processes and machines as it has."""

    def prepare(self) -> None:
        """Reach the machines that carry the shards out; raises UnreachableError where they are not there now."""
        ...

    def run(self, job: Job, tasks: Iterator[Task], cancelled: Callable[[], bool]) -> Shards:
        """The finished shards as they come, in any order; their files are written.

        Tasks are asked for as there is room for them: there may be no end of them. It ends where there are none left
        or `cancelled` says so. Closing the iterator ends what is under way, at once where the executor can kill.
        """
        ...


class Inline:
    """Carries out one shard after another in the calling process; an item that crashes takes the process with it."""

    def prepare(self) -> None:
        """This machine is there."""

    def run(self, job: Job, tasks: Iterator[Task], cancelled: Callable[[], bool]) -> Shards:
        """See `Executor`."""
        worker, storage = Worker(job), open_storage(job.location)
        for task in tasks:
            carried = worker.carry_out(task, cancelled)
            if carried is None:
                return
            finished, data = carried
            storage.write(finished.entry.file, data)
            yield finished
