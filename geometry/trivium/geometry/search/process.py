"""`python -m trivium.geometry.search.process`: runs the streams it is given until it is killed."""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import sys
import threading

from trivium.geometry.search.race import Inline
from trivium.geometry.search.streams import streams

_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Reads the task from standard input and writes reports to standard output."""
    parent, task, numbers = pickle.load(sys.stdin.buffer)  # noqa: S301 - the parent's own words
    _die_with(parent)
    output = sys.stdout.buffer
    runner = Inline(streams(task, numbers), lambda: False)
    while True:
        reports = runner.step()
        if not reports:
            signal.pause()  # every stream has ended; the parent decides
        for report in reports:
            pickle.dump(report, output)
        output.flush()


def _die_with(parent: int) -> None:
    """Ends this process when its parent does: by the kernel on Linux, by the end of its standard input elsewhere."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    main()
