"""Batches in an object store: S3, Google's, Azure's, or whatever else pyarrow or fsspec can reach."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext

import pyarrow as pa
from pyarrow import fs

from trivium.services.batch.errors import BrokenBatchError


class ObjectStore:
    """The objects below an address.

    An object is there whole or not at all, and nothing can be added to one: a log has an object for each of its lines.
    Nothing keeps two processes from carrying out one batch: they would do the same work twice.

    Raises BrokenBatchError for an address that no file system takes.
    """

    def __init__(self, location: str) -> None:
        self.location = location
        self._files, self._root = file_system(location)

    def read(self, name: str) -> bytes | None:
        """The contents of an object; None where there is none."""
        try:
            with self._files.open_input_stream(self._path(name)) as stream:
                data: bytes = stream.read()
                return data
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Put an object there, in place of what was there."""
        with self._files.open_output_stream(self._path(name)) as stream:
            stream.write(data)

    def remove(self, name: str) -> None:
        """Take an object away, if it is there."""
        try:
            self._files.delete_file(self._path(name))
        except FileNotFoundError:
            return

    def names(self, folder: str) -> list[str]:
        """The names of the objects in a folder, in order."""
        found = self._files.get_file_info(fs.FileSelector(self._path(folder), allow_not_found=True))
        return sorted(entry.base_name for entry in found if entry.is_file)

    def append(self, name: str, part: str, line: str) -> None:
        """Add a line to a log."""
        self.write(f"{name}.d/{part}", line.encode() + b"\n")

    def lines(self, name: str) -> list[str]:
        """The lines of a log: those that were put in order, and those that came after."""
        parts = [name, *(f"{name}.d/{part}" for part in self.names(f"{name}.d"))]
        data = b"".join(self.read(part) or b"" for part in parts)
        return [line.decode(errors="replace") for line in data.split(b"\n")[:-1]]

    def repair(self, name: str) -> None:
        """A line is whole or not there."""

    def rewrite(self, name: str, lines: Iterable[str]) -> None:
        """Put other lines in place of those of a log."""
        self.write(name, "".join(f"{line}\n" for line in lines).encode())
        for part in self.names(f"{name}.d"):
            self.remove(f"{name}.d/{part}")

    def locked(self) -> AbstractContextManager[None]:
        """Nothing is locked."""
        return nullcontext()

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"


def file_system(location: str) -> tuple[fs.FileSystem, str]:
    """The file system of an address, and the path in it; raises BrokenBatchError."""
    try:
        found: tuple[fs.FileSystem, str] = fs.FileSystem.from_uri(location)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return _through_fsspec(location)
    return found


def _through_fsspec(location: str) -> tuple[fs.FileSystem, str]:
    try:
        import fsspec

        files, root = fsspec.core.url_to_fs(location)
    except (ImportError, ValueError) as error:
        raise BrokenBatchError(f"{location}: {error}") from error
    return fs.PyFileSystem(fs.FSSpecHandler(files)), root
