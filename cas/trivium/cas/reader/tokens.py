"""Tokens of the infix language, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from trivium.cas.errors import CostError, InputError, Place

MAX_BYTES = 64 * 1024
MAX_DIGITS = 2_000
MAX_NAME = 64
MAX_TOKENS = 10_000


class TokenKind(Enum):
    """The kinds of token."""

    NUMBER = "number"
    NAME = "name"
    OPERATOR = "operator"
    OPEN = "("
    CLOSE = ")"
    COMMA = ","
    EQUALS = "="
    END = "end"


class Token(NamedTuple):
    """A token: its kind, its text (operators in canonical spelling) and its place."""

    kind: TokenKind
    text: str
    place: Place


_PATTERN = re.compile(
    r"(?P<space>[ \t\r\n]+)|(?P<number>\d+(?:\.\d*)?|\.\d+)|(?P<name>[A-Za-z][A-Za-z0-9_]*)"
    r"|(?P<operator>\*\*|[-+*/^])|(?P<open>\()|(?P<close>\))|(?P<comma>,)|(?P<equals>==?)",
    re.ASCII,
)

_SUGGESTIONS = {
    "<": "this checker decides equalities: write LHS = RHS",
    ">": "this checker decides equalities: write LHS = RHS",
    "!": "write factorial(n)",
    "[": "use round brackets",
    "]": "use round brackets",
    "{": "use round brackets",
    "}": "use round brackets",
    "|": "write abs(x)",
    "\\": "this is the infix reader: write sqrt(x), not \\sqrt{x}",
    "_": "names begin with a letter",
    "·": "write *",
    "×": "write *",
    "−": "write the ASCII minus -",
    "π": "write pi",
    "√": "write sqrt(x)",
    "∞": "write oo",
}


def tokenize(text: str, field: str) -> Iterator[Token]:
    """The tokens of ``text`` with a closing END token.

    Raises :class:`CostError` where the text, a number or a name is too long and :class:`InputError` where a
    character belongs to no token.
    """
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise CostError(f"the formula is longer than {MAX_BYTES} bytes", Place(1, 1), field=field)
    position, line, line_start = 0, 1, 0
    place = Place(1, 1)
    for _ in range(MAX_TOKENS):
        match = _PATTERN.match(text, position)
        place = Place(line, position - line_start + 1, "" if match is None else match.group()[:MAX_NAME])
        if match is None:
            if position < len(text):
                raise _unexpected(text[position], place, field)
            yield Token(TokenKind.END, "", place)
            return
        position = match.end()
        if match.lastgroup != "space":
            yield _token(match, place, field)
        elif "\n" in match.group():
            line += match.group().count("\n")
            line_start = text.rindex("\n", 0, position) + 1
    raise CostError(f"the formula has more than {MAX_TOKENS} tokens", place, field=field)


def _token(match: re.Match[str], place: Place, field: str) -> Token:
    kind, text = TokenKind[(match.lastgroup or "").upper()], match.group()
    if kind is TokenKind.NUMBER and len(text) > MAX_DIGITS:
        raise CostError(f"a number has more than {MAX_DIGITS} digits", place, field=field)
    if kind is TokenKind.NAME and len(text) > MAX_NAME:
        raise CostError(f"a name has more than {MAX_NAME} letters", place, field=field)
    if text == "^":
        text = "**"
    return Token(kind, text, place)


def _unexpected(character: str, place: Place, field: str) -> InputError:
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    reason = "unexpected character" if character.isascii() else "only ASCII characters are read"
    suggestion = _SUGGESTIONS.get(character, "")
    return InputError(reason, Place(place.line, place.column, shown), field=field, suggestion=suggestion)
