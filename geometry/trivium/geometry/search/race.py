"""Streams run side by side: in this process, or spread over others.

Of all solutions that wins whose stream needed the fewest tries, and of equals that of the first stream; a solution is
given out when every stream has made so many tries. Which processes run which streams therefore changes nothing.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import wait
from typing import Protocol, TypeAlias

from trivium.geometry.search.task import Solution, Task
from trivium.geometry.search.tree import STREAMS, Stream

SLICE = 16
"""Tries of a stream at a time."""
_LOOK = 0.05
"""Seconds between two looks at the clock."""


Report: TypeAlias = tuple[int, int | None, Solution | None]
"""A stream, its tries so far (None where it is over without having come to an end), its solution if it has one."""


class Runner(Protocol):
    """Runs streams."""

    def step(self) -> list[Report]:
        """What happened since."""

    def close(self) -> None:
        """Ends all work."""


class Inline:
    """Runs streams in turn in this process."""

    def __init__(self, streams: Sequence[Stream], expired: Callable[[], bool]) -> None:
        self._streams = list(streams)
        self._expired = expired

    def step(self) -> list[Report]:
        """A slice of each stream."""
        reports: list[Report] = []
        for stream in list(self._streams):
            solution = stream.run(SLICE, self._expired)
            reports.append((stream.number, stream.tries, solution))
            if solution is not None:
                self._streams.remove(stream)
        return reports

    def close(self) -> None:
        """Nothing runs on."""


class Processes:
    """Runs streams in processes of their own, which end with this one."""

    def __init__(self, task: Task, count: int) -> None:
        self._children = [_Child(task, tuple(range(k, STREAMS, count))) for k in range(count)]

    def step(self) -> list[Report]:
        """The reports that have come in, after a short wait for one."""
        reports: list[Report] = []
        for ready in wait([child.connection for child in self._children], _LOOK):
            child = next(c for c in self._children if c.connection is ready)
            try:
                reports += child.connection.recv()
            except (EOFError, ConnectionError):
                # it was killed, for its memory perhaps: its streams are over
                self._children.remove(child)
                child.close()
                reports += [(stream, None, None) for stream in child.streams]
        return reports

    def close(self) -> None:
        """Kills the processes."""
        for child in self._children:
            child.close()


class _Child:
    """A process with the streams it runs."""

    def __init__(self, task: Task, streams: tuple[int, ...]) -> None:
        self.streams = streams
        self.connection, theirs = Pipe()
        # one thread a process: the library's own threads would only get in each other's way
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - this Python, and a module of ours
                [sys.executable, "-m", "trivium.geometry.search.process", str(theirs.fileno()), str(os.getpid())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env=environment,
            )
        with contextlib.suppress(ConnectionError):
            self.connection.send((task, streams))

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self.connection.close()


@dataclass(slots=True)
class Race:
    """What is known of all streams together."""

    tries: dict[int, int] = field(default_factory=lambda: dict.fromkeys(range(STREAMS), 0))
    best: Solution | None = None
    ended: set[int] = field(default_factory=set)

    @property
    def total(self) -> int:
        """Tries of all streams."""
        return sum(self.tries.values())

    def note(self, stream: int, tries: int | None, solution: Solution | None) -> None:
        """Takes in a report."""
        if tries is None:
            self.ended.add(stream)
            return
        self.tries[stream] = tries
        if solution is not None:
            self.ended.add(stream)
            if self.best is None or (tries, stream) < (self.best.tries, self.best.stream):
                self.best = solution

    @property
    def over(self) -> bool:
        """Whether no stream runs any more."""
        return len(self.ended) == len(self.tries)

    @property
    def won(self) -> bool:
        """Whether no stream can still do better than the best solution."""
        best = self.best
        return best is not None and all(
            stream in self.ended or tries >= best.tries for stream, tries in self.tries.items()
        )

    def run(self, runner: Runner, goes_on: Callable[[Race], bool]) -> None:
        """Runs until there is a winner, or `goes_on` says no."""
        while not self.won and not self.over and goes_on(self):
            for report in runner.step():
                self.note(*report)
