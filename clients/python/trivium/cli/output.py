"""Results on stdout, as text or as JSON lines; progress on stderr, on a terminal only."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, cast

from google.protobuf import json_format
from google.protobuf.message import Message
from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.spinner import Spinner

from trivium.cli import exitcode
from trivium.cli.errors import InputError
from trivium.cli.exitcode import Answer, ExitCode
from trivium.cli.questions import Row
from trivium.client.errors import TriviumError
from trivium_api.common.v1 import answer_pb2 as common

UNSAFE_IN_FILE_NAME = re.compile(r"[^\w .,+=()-]+")
Render = Callable[[Console, Message], None]


@dataclass(slots=True)
class Printer:
    """Prints rows, writes their certificates and remembers the worst exit code."""

    render: Render
    """Writes one answer for people."""
    as_json: bool = False
    certificate: Path | None = None
    """File, or directory, that certificates go to."""
    keep: Callable[[str, Message], None] | None = None
    """Puts by, before it is printed, what else of the answer to a name is to be kept."""
    many: bool = False
    """Whether more than one answer is expected, so that `certificate` names a directory."""
    console: Console = field(default_factory=lambda: Console(highlight=False, soft_wrap=True))
    code: ExitCode = ExitCode.PROVED

    def print(self, row: Row) -> None:
        """Print one row; raises InputError when its certificate cannot be written."""
        if row.error is not None:
            self._print_error(row.name, row.error)
            self.code = exitcode.worst(self.code, exitcode.of_error(row.error))
            return
        assert row.answer is not None
        self.code = exitcode.worst(self.code, exitcode.of_answer(cast("Answer", row.answer)))
        if self.keep is not None:
            self.keep(row.name, row.answer)
        if self.as_json:
            print_json(to_json(row.answer))
        else:
            self.render(self.console, row.answer)
        self._write_certificate(row.name, row.answer)

    def _print_error(self, name: str, error: TriviumError) -> None:
        if self.as_json:
            print_json({"name": name, "error": error_json(error)})
        else:
            label = f"{escape(name)}: " if name else ""
            self.console.print(f"[red]{label}{error.reason or error.code}[/red]: {escape(str(error))}")

    def _write_certificate(self, name: str, answer: Message) -> None:
        if self.certificate is None or not answer.HasField("certificate"):
            return
        directory = self.many or self.certificate.is_dir()
        path = self.certificate / f"{file_name(name)}.json" if directory else self.certificate
        certificate: common.Certificate = answer.certificate  # type: ignore[attr-defined]
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(to_json(certificate), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            raise InputError(f"--certificate: {path}: {error.strerror or error}") from error


def to_json(message: Message) -> dict[str, Any]:
    """The canonical JSON of a message, under the names of the proto, with its unset scalar fields."""
    return json_format.MessageToDict(
        message, preserving_proto_field_name=True, always_print_fields_with_no_presence=True
    )


def print_json(value: dict[str, Any]) -> None:
    """Write one JSON object as one line of stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def error_json(error: TriviumError) -> dict[str, Any]:
    """An error as a JSON value."""
    return {
        "code": error.code,
        "reason": error.reason,
        "message": error.message,
        "violations": [{"field": v.field, "description": v.description, "reason": v.reason} for v in error.violations],
        "metadata": error.metadata,
    }


def file_name(name: str) -> str:
    """A name as the stem of a file below a directory: a name with slashes keeps its folders and never leaves it.

    >>> file_name("sets/../2000 p1?")
    'sets/2000 p1_'
    """
    parts = [UNSAFE_IN_FILE_NAME.sub("_", part).strip() for part in name.split("/")]
    return "/".join(part for part in parts if part.strip(". ")) or "certificate"


class ProgressLine:
    """One line of stderr that says what is being done; silent where it is given no console."""

    def __init__(self, console: Console | None) -> None:
        self._spinner = Spinner("dots", "starting")
        self._live = None if console is None else self._line(console)

    def _line(self, console: Console) -> Live:
        # results go to stdout and nowhere else: the line must not take stdout over, as rich does by default
        return Live(self._spinner, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)

    def say(self, text: str) -> None:
        """Show `text` in place of what was shown."""
        self._spinner.update(text=escape(text))

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the line away for as long as something is printed."""
        if self._live is None:
            yield
            return
        self._live.stop()
        try:
            yield
        finally:
            self._live.start()

    def __enter__(self) -> Self:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()


def progress_line(quiet: bool) -> ProgressLine:
    """The progress line of a command: on a terminal only."""
    return ProgressLine(None if quiet or not sys.stderr.isatty() else Console(stderr=True))


def keep_text(path: Path, text: str, option: str) -> None:
    """Write a text to a file that an option names; raises InputError when it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{option}: {path}: {error.strerror or error}") from error
