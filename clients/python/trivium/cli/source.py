"""Reads what the user names on the command line."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from trivium.cli.errors import InputError
from trivium.cli.exitcode import ExitCode

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """A text, where it is from, and the problem of it that was named."""

    text: str
    path: str
    """Path of the file, `-` for standard input."""
    only: str
    """Name of the one problem that is asked for; empty for all."""
    content: bytes = b""
    """The file itself where it is no text."""

    @property
    def stem(self) -> str:
        """A name for what has none of its own."""
        return "stdin" if self.path == STDIN else Path(self.path).stem


def read_source(argument: str, *, binary: bytes = b"") -> Source:
    """Read `FILE`, `FILE:NAME` or `-`; the argument is split at its last colon only when the whole is no file.

    A file that starts with `binary`, if that is given, is kept as it is. Raises InputError, which names the file, for
    a file that is missing or is no UTF-8 text.
    """
    if argument == STDIN:
        return Source(_decode(_read_stdin(), "standard input"), STDIN, "")
    path, only = Path(argument), ""
    if not path.is_file() and ":" in argument:
        head, _, only = argument.rpartition(":")
        path = Path(head)
    try:
        data = path.read_bytes()
        if binary and data.startswith(binary):
            return Source("", str(path), only, data)
        return Source(_decode(data, str(path)), str(path), only)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error


def _read_stdin() -> bytes:
    try:
        return sys.stdin.buffer.read()
    except KeyboardInterrupt:  # told apart from an answer: the framework would exit with 1
        raise typer.Exit(int(ExitCode.INTERRUPTED)) from None


def _decode(data: bytes, origin: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{origin}: line {line}: not UTF-8 text (byte {error.start})") from error


def missing_name(name: str, known: Sequence[str], origin: str) -> InputError:
    """The error for a problem name that a file does not have, with the nearest one it has."""
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return InputError(f"{origin} has no problem {name!r}{hint}")
