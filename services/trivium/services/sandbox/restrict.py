"""Restricts the calling process, then becomes a command: `restrict.py CPU MEMORY PARENT COMMAND…`.

CPU is in seconds, MEMORY in bytes of private writable memory, PARENT the process whose death ends this one (0: none).
Run as a script of its own with `python -I -S`: it imports nothing but the standard library, and needs no
`preexec_fn` in the process that starts it.
"""

import ctypes
import os
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_LARGEST_FILE = 1 << 30
_OPEN_FILES = 512
_KEPT = ("LEAN_PATH", "MIMALLOC_ARENA_EAGER_COMMIT")
"""All that is left of the environment."""
_PROCESSES = 4096


def main(words: list[str]) -> None:
    """Become the command; returns never."""
    cpu, memory, parent = int(words[0]), int(words[1]), int(words[2])
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if parent and os.getppid() != parent:  # it died before the signal was asked for
        sys.exit(1)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        sys.exit("restrict: no_new_privs refused")
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, cpu)
    _limit(resource.RLIMIT_DATA, memory)
    _limit(resource.RLIMIT_FSIZE, _LARGEST_FILE)
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
    _limit(resource.RLIMIT_NPROC, _PROCESSES)
    os.closerange(3, os.sysconf("SC_OPEN_MAX") if os.sysconf("SC_OPEN_MAX") > 0 else _OPEN_FILES)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    os.execve(words[3], words[3:], kept)  # noqa: S606 - becoming the command is what this program is for


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (allowed, allowed))


if __name__ == "__main__":
    main(sys.argv[1:])
