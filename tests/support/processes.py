"""What can be seen of other processes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import psutil


def alive(process: psutil.Process | int) -> bool:
    """Whether it is there, and more than an entry that its parent has not looked at."""
    try:
        found = psutil.Process(process) if isinstance(process, int) else process
        return bool(found.is_running() and found.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def descendants(pid: int) -> list[psutil.Process]:
    """All that a process has started, and what these have."""
    return list(psutil.Process(pid).children(recursive=True))


async def all_gone(processes: Iterable[psutil.Process], seconds: float = 2.0) -> None:
    """Wait for their ends; raises TimeoutError."""
    left = list(processes)
    async with asyncio.timeout(seconds):
        while any(map(alive, left)):
            await asyncio.sleep(0.01)


def command_line(process: psutil.Process) -> str:
    """In one line, as anyone on the machine sees it; one that has ended has none."""
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # a zombie too
        return ""
