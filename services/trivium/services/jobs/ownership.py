"""Who carries out jobs: a process is known by a file that it keeps locked, and the kernel lets go when it dies."""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
from pathlib import Path


class Ownership:
    """This process among all that carry out the jobs of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = secrets.token_hex(8)
        """By which it is known."""
        self._descriptor: int | None = None

    def start(self) -> None:
        """Become known; raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        unborn = self._folder / f"{self.name}.new"  # locked before others can see it and take it for dead
        self._descriptor = os.open(unborn, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        unborn.rename(self._folder / self.name)

    def close(self) -> None:
        """Be no more."""
        if self._descriptor is not None:
            (self._folder / self.name).unlink(missing_ok=True)
            os.close(self._descriptor)
            self._descriptor = None

    def is_dead(self, name: str) -> bool:
        """Whether the process of that name has died; its file is taken away then."""
        if name == self.name:
            return False
        path = self._folder / Path(name).name
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:
            return True
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(descriptor)
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        return True
