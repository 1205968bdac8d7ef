"""The executor of one machine: shards in processes that can be killed."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import wait
from pathlib import Path

from trivium.services.batch.carrying import Finished, Job, Task
from trivium.services.batch.child import Child
from trivium.services.batch.errors import BatchError
from trivium.services.batch.executor import Shards
from trivium.services.batch.storage import open_storage
from trivium.services.runtime.confinement import Limits

_POLL = 0.1
"""Seconds between looks at cancellation and at items that take too long."""
_STILL = 300.0
"""Seconds after which a worker that was given a shard and has not begun with it is replaced."""
_STRIKES = 2
"""Deaths of a worker at one item after which the item is given up: one may have been somebody else's doing."""
_INFANT_DEATHS = 5
"""Workers that die one after another before they are at any item, after which nothing is tried any more."""


class Processes:
    """Carries out shards in processes of this machine.

    An item that kills its worker twice, or outlives the time that its kind allows, becomes a row that says so. The
    workers die with the thread that runs the batch.

    Args:
        count: how many processes; as many as there are processors when 0.
        limits: what each of them may use.
        log: file for what they print; nothing is kept when None.
    """

    def __init__(self, count: int = 0, limits: Limits | None = None, log: Path | None = None) -> None:
        self._count = count or len(os.sched_getaffinity(0))
        self._limits = limits or Limits()
        self._log = log

    def prepare(self) -> None:
        """This machine is there."""

    def run(self, job: Job, tasks: Iterator[Task], cancelled: Callable[[], bool]) -> Shards:
        """See `Executor`."""
        crew = Crew(job, self._count, self._limits, self._log)
        try:
            yield from crew.work(tasks, cancelled)
        finally:
            crew.dismiss()


class Crew:
    """The workers of one run."""

    def __init__(self, job: Job, count: int, limits: Limits, log: Path | None) -> None:
        self._job, self._limits, self._log = job, limits, log
        self._storage = open_storage(job.location)
        self._children = [self._child() for _ in range(count)]
        self._again: list[Task] = []
        self._strikes: Counter[int] = Counter()
        self._infant_deaths = 0

    @property
    def pids(self) -> list[int]:
        """Process ids of the workers."""
        return [child.pid for child in self._children]

    def work(self, tasks: Iterator[Task], cancelled: Callable[[], bool]) -> Shards:
        """The finished shards as they come."""
        while not cancelled():
            self._hand_out(tasks)
            if not any(child.task for child in self._children):
                return
            told = {c.connection: c for c in self._children}
            for connection in wait(list(told), _POLL):
                finished = self._hear(told[connection])  # type: ignore[index]
                if finished is not None:
                    yield finished
            self._give_up_late_items()
            yield None

    def dismiss(self) -> None:
        """Kill everyone."""
        for child in self._children:
            child.kill()
        self._children.clear()

    def _child(self) -> Child:
        return Child(self._job, self._limits, self._log)

    def _hand_out(self, tasks: Iterator[Task]) -> None:
        for child in self._children:
            if child.task is None:
                task = self._again.pop() if self._again else next(tasks, None)
                if task is None:
                    return
                # a dead one is noticed when it is heard
                with suppress(OSError):
                    child.carry_out(task)

    def _hear(self, child: Child) -> Finished | None:
        try:
            carried = child.hear()
        except (EOFError, OSError):
            self._mourn(child)
            return None
        if child.ready:
            self._infant_deaths = 0
        if carried is None:
            return None
        finished, data = carried
        self._storage.write(finished.entry.file, data)
        for number in range(*finished.entry.items):
            del self._strikes[number]
        return finished

    def _mourn(self, child: Child) -> None:
        how = child.how_it_died()
        if child.item is None:
            self._infant_deaths += not child.ready
            if self._infant_deaths == _INFANT_DEATHS:
                raise BatchError(f"the workers cannot be started: the last one {how}")
            self._replace(child, None)
            return
        self._strikes[child.item] += 1
        given_up = self._strikes[child.item] == _STRIKES
        self._replace(child, f"WORKER_DIED: its process {how}" if given_up else None)

    def _give_up_late_items(self) -> None:
        wall = self._job.item_wall
        for child in self._children if wall is not None else ():
            if child.item is not None and time.monotonic() - child.since > wall:  # type: ignore[operator]
                self._replace(child, f"BUDGET_EXHAUSTED: stopped after {wall:g} s")
        for child in self._children:
            if child.task is not None and child.item is None and time.monotonic() - child.since > _STILL:
                self._replace(child, None)

    def _replace(self, child: Child, reason: str | None) -> None:
        """Another worker in the place of one; its shard is begun again, the item it was at left out for a reason."""
        child.kill()
        if child.task is not None:
            failed = child.task.failed
            if reason is not None and child.item is not None:
                failed = {**failed, child.item: reason}
            self._again.append(replace(child.task, failed=failed))
        self._children[self._children.index(child)] = self._child()
