"""The event log of a search: a line an event, each on the disk's side of the program as soon as it is heard."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TextIO

from trivium.cli.errors import InputError


class EventLog:
    """A file that events are appended to; without a path nothing is kept.

    Each line is handed to the system when it is written, so the log of a killed process lacks at most its last line.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: TextIO | None = None

    def lines(self) -> list[str]:
        """What the log holds so far; raises InputError for a file that cannot be read."""
        if self._path is None or not self._path.exists():
            return []
        try:
            return self._path.read_text("utf-8", errors="replace").splitlines()
        except OSError as error:
            raise InputError(f"--log: {self._path}: {error.strerror or error}") from error

    def write(self, line: str) -> None:
        """Append one event."""
        if self._file is not None:
            self._file.write(line + "\n")
            self._file.flush()

    def __enter__(self) -> EventLog:
        if self._path is not None:
            try:
                self._file = self._path.open("a", encoding="utf-8")
                if self._cut_off():
                    self._file.write("\n")
            except OSError as error:
                raise InputError(f"--log: {self._path}: {error.strerror or error}") from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _cut_off(self) -> bool:
        """Whether the last line has no end: its writer was killed."""
        assert self._path is not None
        with self._path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 1))
            return size > 0 and file.read(1) != b"\n"
