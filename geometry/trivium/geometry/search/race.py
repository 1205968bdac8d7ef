"""Streams run side by side: in this process, or spread over others.

Of all solutions that wins whose stream needed the fewest tries, and of equals that of the first stream; a solution is
given out when every stream has made so many tries. Which processes run which streams therefore changes nothing.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from selectors import EVENT_READ, DefaultSelector
from typing import Protocol

from trivium.geometry.search.task import Solution, Task
from trivium.geometry.search.tree import STREAMS, Stream

SLICE = 16
"""Tries of a stream at a time."""
_LOOK = 0.05
"""Seconds between two looks at the clock."""


class Runner(Protocol):
    """Runs streams."""

    def step(self) -> list[tuple[int, int, Solution | None]]:
        """What happened since: stream, its tries so far, and its solution if it has ended."""

    def close(self) -> None:
        """Ends all work."""


class Inline:
    """Runs streams in turn in this process."""

    def __init__(self, streams: Sequence[Stream], expired: Callable[[], bool]) -> None:
        self._streams = list(streams)
        self._expired = expired

    def step(self) -> list[tuple[int, int, Solution | None]]:
        """A slice of each stream."""
        reports = []
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
        self._children = [_started(task, tuple(range(k, STREAMS, count))) for k in range(count)]
        self._selector = DefaultSelector()
        for child in self._children:
            assert child.stdout is not None
            self._selector.register(child.stdout, EVENT_READ)

    def step(self) -> list[tuple[int, int, Solution | None]]:
        """The reports that have come in, after a short wait for one; raises EOFError when a process has died."""
        return [pickle.load(key.fileobj) for key, _ in self._selector.select(_LOOK)]  # noqa: S301 - our own child

    def close(self) -> None:
        """Kills the processes."""
        self._selector.close()
        for child in self._children:
            child.kill()
        for child in self._children:
            with child:
                child.wait()


def _started(task: Task, streams: tuple[int, ...]) -> subprocess.Popen[bytes]:
    # one thread a process: the library's own threads would only get in each other's way
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    child = subprocess.Popen(
        [sys.executable, "-m", "trivium.geometry.search.process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=-1,
        env=environment,
    )
    assert child.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        pickle.dump((os.getpid(), task, streams), child.stdin)
        child.stdin.flush()
    return child


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

    def note(self, stream: int, tries: int, solution: Solution | None) -> None:
        """Takes in a report."""
        self.tries[stream] = tries
        if solution is not None:
            self.ended.add(stream)
            if self.best is None or (tries, stream) < (self.best.tries, self.best.stream):
                self.best = solution

    @property
    def won(self) -> bool:
        """Whether no stream can still do better than the best solution."""
        best = self.best
        return best is not None and all(
            stream in self.ended or tries >= best.tries for stream, tries in self.tries.items()
        )

    def run(self, runner: Runner, goes_on: Callable[[Race], bool]) -> None:
        """Runs until there is a winner, or `goes_on` says no."""
        while not self.won and goes_on(self):
            for report in runner.step():
                self.note(*report)
