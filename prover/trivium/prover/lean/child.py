"""A Lean process: started through a launcher, limited, drained, and dead when it should be."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

_CHUNK = 1 << 16
_KEPT_STDERR = 1 << 14


@dataclass(frozen=True, slots=True)
class Limits:
    """What one Lean process may use."""

    wall: float = 30.0
    """Seconds until the process group is killed."""
    memory_bytes: int = 2 << 30
    output_bytes: int = 8 << 20
    """Standard output beyond this is not read: the process is killed."""
    messages: int = 1000
    """Messages kept in a report."""

    def after(self, seconds: float) -> Limits:
        """What is left of the limits after that time."""
        return replace(self, wall=max(0.01, self.wall - seconds))


ALLOCATOR = {"MIMALLOC_ARENA_EAGER_COMMIT": "0"}
"""Environment of every Lean: without it the allocator claims a gigabyte that counts against a memory limit."""
_STACK_KIB = 65536
_THREADS = 2


def process_options(limits: Limits) -> list[str]:
    """Options of `lean` for its memory, threads and their stacks (the default stacks take gigabytes of a limit)."""
    return ["-M", str(limits.memory_bytes >> 20), "-s", str(_STACK_KIB), "-j", str(_THREADS)]


@dataclass(frozen=True, slots=True)
class Confinement:
    """What a launcher may show to the process: everything else should be out of its reach."""

    readable: tuple[Path, ...]
    writable: tuple[Path, ...]
    memory_bytes: int
    cpu_seconds: int


class Launcher(Protocol):
    """Starts a command under restrictions."""

    def wrap(self, command: Sequence[str], confinement: Confinement) -> list[str]:
        """The command that starts `command` under this launcher's restrictions."""
        ...

    def layers(self) -> tuple[str, ...]:
        """The restrictions that are in force, in words, outermost last."""
        ...


@dataclass(frozen=True, slots=True)
class Unconfined:
    """Starts a command as it is: an empty environment and a process group of its own, nothing more."""

    def wrap(self, command: Sequence[str], confinement: Confinement) -> list[str]:
        """The command itself."""
        return list(command)

    def layers(self) -> tuple[str, ...]:
        """What every child gets."""
        return ("killable process group with an empty environment",)


@dataclass(frozen=True, slots=True)
class Finished:
    """How a process ended."""

    exit_code: int | None
    """None where the process was killed by us; negative where a signal ended it."""
    stdout: bytes
    stderr: bytes
    timed_out: bool
    overflowed: bool
    """The output limit was reached."""
    seconds: float
    cpu_seconds: float


def run_child(
    command: Sequence[str], launcher: Launcher, confinement: Confinement, environment: Mapping[str, str], limits: Limits
) -> Finished:
    """Run a command to its end or its limits; its process group is dead afterwards. Raises OSError."""
    begin = time.monotonic()
    used = os.times()
    process = subprocess.Popen(  # noqa: S603 - a command of our own making
        launcher.wrap(command, confinement),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(environment),
        cwd="/",
        start_new_session=True,
    )
    try:
        stdout, stderr, stop = _drain(process, begin + limits.wall, limits.output_bytes)
        if stop is None:
            stop = _await_end(process, begin + limits.wall)
    finally:
        kill_group(process)
    after = os.times()
    return Finished(
        exit_code=None if stop else process.returncode,
        stdout=stdout,
        stderr=stderr[-_KEPT_STDERR:],
        timed_out=stop == "wall",
        overflowed=stop == "output",
        seconds=time.monotonic() - begin,
        cpu_seconds=after.children_user + after.children_system - used.children_user - used.children_system,
    )


def _drain(process: subprocess.Popen[bytes], deadline: float, limit: int) -> tuple[bytes, bytes, str | None]:
    """Read both streams to their end; says which limit ended it early."""
    assert process.stdout is not None
    assert process.stderr is not None
    kept = {process.stdout: bytearray(), process.stderr: bytearray()}
    with process.stdout, process.stderr, selectors.DefaultSelector() as selector:
        for stream in kept:
            selector.register(stream, selectors.EVENT_READ)
        stop = None
        while selector.get_map() and stop is None:
            left = deadline - time.monotonic()
            if left <= 0:
                stop = "wall"
                break
            for key, _ in selector.select(left):
                chunk = os.read(key.fd, _CHUNK)
                stream = process.stdout if key.fileobj is process.stdout else process.stderr
                if not chunk:
                    selector.unregister(stream)
                    continue
                kept[stream] += chunk
                if stream is process.stderr:
                    del kept[stream][:-_KEPT_STDERR]
                elif len(kept[stream]) > limit:
                    stop = "output"
        return bytes(kept[process.stdout]), bytes(kept[process.stderr]), stop


def _await_end(process: subprocess.Popen[bytes], deadline: float) -> str | None:
    try:
        process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return "wall"
    return None


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started, and wait for it."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
