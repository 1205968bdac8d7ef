"""What can be seen of other processes."""

from __future__ import annotations

import psutil


def command_line(process: psutil.Process) -> str:
    """In one line, as anyone on the machine sees it; one that has ended has none."""
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # a zombie too
        return ""
