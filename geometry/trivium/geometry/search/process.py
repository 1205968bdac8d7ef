"""`python -m trivium.geometry.search.process`: runs the streams it is told of until it is killed."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from multiprocessing.connection import Connection

from trivium.geometry.search.race import Inline
from trivium.geometry.search.streams import streams
from trivium.geometry.search.task import Task

_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Reads the task from the connection and writes reports to it; arguments: its file descriptor, the parent."""
    connection: Connection[object, tuple[Task, tuple[int, ...]]] = Connection(int(sys.argv[1]))
    _die_with(int(sys.argv[2]))
    task, numbers = connection.recv()
    runner = Inline(streams(task, numbers), lambda: False)
    threading.Thread(target=_watch, args=(connection,), daemon=True).start()
    while reports := runner.step():
        connection.send(reports)
    threading.Event().wait()  # every stream has ended; the parent decides


def _die_with(parent: int) -> None:
    """Ends this process with the thread that started it, where the kernel knows how to."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _watch(connection: Connection[object, object]) -> None:
    """Ends this process when the parent's end of the connection is closed, which is all it will ever hear of it."""
    connection.poll(None)
    os._exit(1)


if __name__ == "__main__":
    main()
