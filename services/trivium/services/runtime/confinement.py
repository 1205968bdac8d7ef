"""What a worker process may not do: limits and privileges, set by the process on itself.

Linux only: `prctl` has no counterpart elsewhere, and the workers need its parent-death signal.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
from dataclasses import dataclass
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38

CLEAN_ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    # the same request gives the same answer: no order of a set may depend on the process
    "PYTHONHASHSEED": "0",
    # a worker is one unit of parallelism; threads of a library would make it several, and forking unsafe
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
}
"""The whole environment of a worker: nothing of the server's, which may hold secrets."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker process, and each of its children, may use."""

    memory_bytes: int | None = 4 << 30
    """Private writable memory (RLIMIT_DATA): address space is the wrong measure for a Lean that maps gigabytes
    of libraries. None leaves it to the machine."""
    open_files: int = 1024
    largest_file_bytes: int = 1 << 30


def confine(limits: Limits, parent: int) -> None:
    """Put the calling process in a session of its own, tie its life to `parent`, and limit it."""
    os.setsid()
    end_with(parent)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, limits.open_files)
    _limit(resource.RLIMIT_FSIZE, limits.largest_file_bytes)
    if limits.memory_bytes is not None:
        _limit(resource.RLIMIT_DATA, limits.memory_bytes)


def adopt_orphans() -> None:
    """Make the calling process the parent of descendants whose own parent dies, so that none escapes it."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def end_with(parent: int) -> None:
    """Let the calling process be killed when its parent, whose process id is given, ends."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the signal was asked for
        os._exit(1)


def hide_memory() -> None:
    """Keep other processes of the same user from reading the environment and the memory of this one."""
    _prctl(_PR_SET_DUMPABLE, 0)


def children(pid: int) -> list[int]:
    """The processes whose parent is `pid`; none where it is gone."""
    found: list[int] = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return found
    return found


def kill_tree(pid: int) -> None:
    """SIGKILL the process `pid`, its group, and every descendant that has left the group."""
    # a stopped process can start no child behind the survey; one that is gone has none
    _signal(pid, signal.SIGSTOP)
    for child in children(pid):
        kill_tree(child)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    _signal(pid, signal.SIGKILL)


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (allowed, allowed))


def _prctl(option: int, value: int) -> None:
    if _libc.prctl(option, value, 0, 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


_libc = ctypes.CDLL(None, use_errno=True)
