"""The process that keeps SymPy loaded and forks a worker for each problem, so that a worker can be ended.

``python -m trivium.cas.solve.sympy_child`` reads a problem a line, ``null`` to give up the one that is worked on, and
prints ``[number, answer, hints]`` for each proposal, ``[number]`` at the end of a problem. A worker that is ended may
leave a part of a line. Whoever starts the process ends it.
"""

from __future__ import annotations

import ctypes
import json
import os
import selectors
import signal
import sys

from trivium.cas.solve.sympy_engine import Task, answers

_PR_SET_PDEATHSIG = 1
_SOURCE, _SINK = 0, 1


class _Server:
    """Reads commands and watches the one worker, which holds the other end of a pipe for as long as it lives."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._selector.register(_SOURCE, selectors.EVENT_READ)
        self._waiting = b""
        self._worker: tuple[int, int, int] | None = None
        """Process, watched pipe and number of the problem."""

    def run(self) -> None:
        """Serve until the source ends."""
        while True:
            for key, _ in self._selector.select():
                if key.fd != _SOURCE:
                    self._end()
                    continue
                data = os.read(_SOURCE, 1 << 16)
                if not data:
                    self._end()
                    return
                *lines, self._waiting = (self._waiting + data).split(b"\n")
                for line in lines:
                    self._end()
                    command = json.loads(line)
                    if command is not None:
                        self._start(command.pop("number"), Task(**command))

    def _start(self, number: int, task: Task) -> None:
        here, there = os.pipe()
        parent = os.getpid()
        process = os.fork()
        if process == 0:
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            if os.getppid() == parent:
                _work(number, task)
            os._exit(0)
        os.close(there)
        self._worker = process, here, number
        self._selector.register(here, selectors.EVENT_READ)

    def _end(self) -> None:
        if self._worker is None:
            return
        process, pipe, number = self._worker
        self._worker = None
        os.kill(process, signal.SIGKILL)  # it is not waited for yet, so the number is still its own
        os.waitpid(process, 0)
        self._selector.unregister(pipe)
        os.close(pipe)
        _say(b"\n" + json.dumps([number]).encode() + b"\n")


def _work(number: int, task: Task) -> None:
    for text, hints in answers(task):
        _say(json.dumps([number, text, list(hints)]).encode() + b"\n")


def _say(data: bytes) -> None:
    while data:
        data = data[os.write(_SINK, data) :]


if __name__ == "__main__":
    sys.setrecursionlimit(5_000)
    _Server().run()
