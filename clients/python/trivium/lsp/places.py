"""Places in a text: the services count lines from 1 and columns in code points, the protocol from 0 in client units."""

from __future__ import annotations

from lsprotocol.types import Position, Range, TextEdit
from pygls.workspace import TextDocument


def position(document: TextDocument, line: int, column: int) -> Position:
    """The protocol's position of a service's place; a place beyond the text is its end."""
    lines = document.lines
    if line > len(lines):
        return Position(line=len(lines), character=0)
    at = Position(line=max(0, line - 1), character=min(column, len(lines[max(0, line - 1)].rstrip("\r\n"))))
    return document.position_codec.position_to_client_units(lines, at)


def span(document: TextDocument, start: tuple[int, int], end: tuple[int, int] | None = None) -> Range:
    """The range between two places; without an end to the end of the line."""
    line = start[0]
    last = end or (line, len(document.lines[line - 1].rstrip("\r\n")) if 0 < line <= len(document.lines) else 0)
    return Range(position(document, *start), position(document, *last))


def selected(document: TextDocument, chosen: Range) -> str:
    """The text of a range."""
    start, end = document.offset_at_position(chosen.start), document.offset_at_position(chosen.end)
    return document.source[start:end]


def change(document: TextDocument, new: str) -> TextEdit:
    """The smallest edit that makes `new` of a document: what both have at their start and end stays untouched."""
    old = document.source
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    start, end = _place(old, head), _place(old, len(old) - tail)
    return TextEdit(span(document, start, end), new[head : len(new) - tail])


def _place(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1)
