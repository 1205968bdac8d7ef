"""Who reads a batch holds a lock on its file, and the kernel lets go when he dies: what is read is not removed."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_HELD = "batch.json"


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Keep a batch from being removed; waits until one that is being removed is gone."""
    descriptor = _lock(folder, fcntl.LOCK_SH)
    try:
        yield
    finally:
        _let_go(descriptor)


@contextmanager
def removing(folder: Path) -> Iterator[bool]:
    """Whether nobody reads a batch; then nobody does until the end of the block."""
    try:
        descriptor = _lock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
        return
    try:
        yield True
    finally:
        _let_go(descriptor)


def _lock(folder: Path, how: int) -> int | None:
    """The descriptor of the lock; None where there is no batch."""
    try:
        descriptor = os.open(folder / _HELD, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, how)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _let_go(descriptor: int | None) -> None:
    if descriptor is not None:
        os.close(descriptor)
