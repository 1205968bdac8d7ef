"""What Lean says of a file, read from its JSON lines."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import Enum


class Severity(Enum):
    """How serious a message is, in Lean's words."""

    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a source text: line from 1, column from 0 in code points, as Lean counts."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Message:
    """One message of Lean."""

    severity: Severity
    start: Position
    end: Position | None
    text: str
    kind: str
    """Lean's tag, such as `hasSorry`; empty where there is none."""

    def moved(self, lines: int) -> Message:
        """The message as of a text that starts `lines` lines later."""
        end = Position(self.end.line + lines, self.end.column) if self.end else None
        return replace(self, start=Position(self.start.line + lines, self.start.column), end=end)


class UnreadableLineError(ValueError):
    """A line of output that is no message of Lean."""


def read_message(line: bytes) -> Message:
    """The message on one line of `lean --json`; raises UnreadableLineError."""
    try:
        return message_of(json.loads(line))
    except (ValueError, RecursionError) as error:
        raise UnreadableLineError(str(error)) from error


def message_of(record: object) -> Message:
    """The message in a JSON object of `lean --json` or of a program that speaks like it; raises UnreadableLineError."""
    if not isinstance(record, dict):
        raise UnreadableLineError("no object")
    try:
        start = _position(record["pos"])
        if start is None:
            raise UnreadableLineError("a message without a place")
        kind = record.get("kind", "")
        return Message(
            severity=Severity(_SEVERITIES.get(record["severity"], record["severity"])),
            start=start,
            end=_position(record.get("endPos")),
            text=str(record["data"]),
            kind="" if kind == "[anonymous]" else str(kind),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableLineError(str(error)) from error


_SEVERITIES = {"info": "information"}
"""Words of other programs for Lean's."""


def _position(record: object) -> Position | None:
    if not isinstance(record, dict):
        return None
    return Position(int(record["line"]), int(record["column"]))
