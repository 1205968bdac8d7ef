"""Where a batch lives: a folder of files, each of which is there whole or not at all."""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from trivium.services.batch.errors import BusyError

UNFINISHED = ".tmp"
"""How the name of a file ends that is still being written."""


class Storage(Protocol):
    """Files by name; a name may have folders."""

    location: str
    """Where it is: a path, or the address of an object store. `open_storage` opens it again, in any process."""

    def read(self, name: str) -> bytes | None:
        """The contents of a file; None where there is none."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Put a file there as a whole, in place of what was there."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        ...

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder, in order."""
        ...

    def append(self, name: str, part: str, line: str) -> None:
        """Add a line to a log; `part` tells it from the other lines."""
        ...

    def lines(self, name: str) -> list[str]:
        """The lines of a log, but one that was not written to its end."""
        ...

    def repair(self, name: str) -> None:
        """Take away a line of a log that was not written to its end, so that the next does not grow on it."""
        ...

    def rewrite(self, name: str, lines: Iterable[str]) -> None:
        """Put other lines in place of those of a log."""
        ...

    def locked(self) -> contextlib.AbstractContextManager[None]:
        """Keep everybody else from carrying out the batch; raises BusyError where somebody does."""
        ...


class Folder:
    """A folder of this machine, or of a file system that it shares with others."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.location = str(path)

    def read(self, name: str) -> bytes | None:
        """The contents of a file; None where there is none."""
        try:
            return (self.path / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, name: str, data: bytes) -> None:
        """Written to `*.tmp` beside it, brought to the disk, and renamed."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # two workers, of two machines maybe, may write the same shard, one given up for dead: each has its own file
        partial = path.with_name(f"{path.name}.{secrets.token_hex(8)}{UNFINISHED}")
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        _sync_folder(path.parent)

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        (self.path / name).unlink(missing_ok=True)

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder, in order."""
        path = self.path / folder
        return sorted(entry.name for entry in path.iterdir() if entry.is_file()) if path.is_dir() else []

    def append(self, name: str, part: str, line: str) -> None:
        """Add a line to a file and bring it to the disk."""
        path = self.path / name
        new = not path.exists()
        with path.open("ab") as file:
            file.write(line.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if new:
            _sync_folder(path.parent)

    def lines(self, name: str) -> list[str]:
        """The lines of a file, but one that was not written to its end."""
        data = self.read(name) or b""
        return [line.decode(errors="replace") for line in data.split(b"\n")[:-1]]

    def repair(self, name: str) -> None:
        """Cut off what follows the last end of a line."""
        data = self.read(name) or b""
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            with (self.path / name).open("r+b") as file:
                file.truncate(whole)
                os.fsync(file.fileno())

    def rewrite(self, name: str, lines: Iterable[str]) -> None:
        """Put other lines in place of those of a log."""
        self.write(name, "".join(f"{line}\n" for line in lines).encode())

    @contextmanager
    def locked(self) -> Iterator[None]:
        """A lock on the folder, which the kernel takes away from a process that dies."""
        self.path.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BusyError(f"another process carries out the batch in {self.path}") from None
            yield
        finally:
            os.close(descriptor)


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_storage(location: str | Path) -> Storage:
    """The storage at a path or at an address such as `s3://bucket/batch`; raises BrokenBatchError for a wrong one."""
    text = str(location)
    if "://" in text and not text.startswith("file://"):
        from trivium.services.batch.object_store import ObjectStore

        return ObjectStore(text)
    return Folder(Path(text.removeprefix("file://")))
