"""Tokens of LaTeX, each with its place; what does not show in print (spaces, sizes) is left out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from trivium.cas.errors import CostError, InputError, Place
from trivium.cas.reader.latex_names import COMMANDS, DELIMITERS, OPERATORS, REFUSED, SIZES, SPACES
from trivium.cas.reader.tokens import MAX_BYTES, MAX_DIGITS, MAX_NAME, MAX_TOKENS


class Kind(Enum):
    """The kinds of token."""

    NUMBER = "number"
    LETTER = "letter"
    WORD = "word"
    COMMAND = "command"
    OPERATOR = "operator"
    OPEN = "opening bracket"
    CLOSE = "closing bracket"
    BAR = "|"
    BEGIN = "{"
    END_GROUP = "}"
    POWER = "^"
    SUBSCRIPT = "_"
    FACTORIAL = "!"
    COMMA = ","
    EQUALS = "="
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A token.

    ``text`` is the name of a command without its backslash, of a bracket its pair, of an operator ``+ - * /``.
    ``detail`` is the whole run of a run's first letter, the command of a word, ``left`` or ``right`` of a bracket.
    """

    kind: Kind
    text: str
    place: Place
    detail: str = ""


_PATTERN = re.compile(
    r"(?P<space>[ \t\r\n~]+)|(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<letters>[A-Za-z]+)"
    r"|(?P<word>\\(?:operatorname\*?|mathrm|text)\s*\{\s*(?P<inner>[A-Za-z0-9_]*)\s*\})"
    r"|\\(?P<command>[A-Za-z]+|.|\n)|(?P<punctuation>[-+*/^_!=,{}])|(?P<delimiter>[()\[\]|])",
    re.ASCII,
)
_DELIMITER = re.compile(r"\s*(\\[A-Za-z]+|\\.|.)", re.ASCII)
_PUNCTUATION = {
    "^": Kind.POWER, "_": Kind.SUBSCRIPT, "!": Kind.FACTORIAL, "=": Kind.EQUALS, ",": Kind.COMMA, "{": Kind.BEGIN,
    "}": Kind.END_GROUP,
}  # fmt: skip
_SIDES = {"open": Kind.OPEN, "close": Kind.CLOSE, "bar": Kind.BAR, "l": Kind.OPEN, "r": Kind.CLOSE,
          "left": Kind.OPEN, "right": Kind.CLOSE}  # fmt: skip
_WRAPPERS = (("$$", "$$"), ("$", "$"), (r"\[", r"\]"), (r"\(", r"\)"))
_SUGGESTIONS = {
    "<": "this checker decides equalities: write LHS = RHS", ">": "this checker decides equalities: write LHS = RHS",
    "&": "alignments are not read: give one formula", "$": "one formula in one pair of dollar signs",
    "%": "comments are not read", "'": "derivatives are not read", ".": r"a decimal point needs digits behind it",
    "\\": "the text ends after a backslash", "−": "write the ASCII minus -", "·": r"write \cdot", "×": r"write \times",
    "π": r"write \pi", "∞": r"write \infty", "√": r"write \sqrt{x}",
}  # fmt: skip


def tokenize(text: str, field: str) -> list[Token]:
    """The tokens of ``text`` and a closing END token.

    Raises :class:`CostError` where the text is too long, :class:`InputError` for what is no token or a command
    that is not known.
    """
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise CostError(f"the formula is longer than {MAX_BYTES} bytes", Place(1, 1), field=field)
    return list(_Scanner(text, field).scan())


class _Scanner:
    def __init__(self, text: str, field: str) -> None:
        self._text = text
        self._field = field
        self._start, self._stop = _unwrapped(text)
        self._line = 1
        self._line_start = 0
        self._seen = 0

    def scan(self) -> Iterator[Token]:
        count, position = 0, self._start
        while position < self._stop:
            match = _PATTERN.match(self._text, position, self._stop)
            if match is None:
                raise self._unexpected(position)
            position, tokens = self._tokens(match)
            for token in tokens:
                count += 1
                if count > MAX_TOKENS:
                    raise CostError(f"the formula has more than {MAX_TOKENS} tokens", token.place, field=self._field)
                yield token
        yield Token(Kind.END, "", self._place(self._stop))

    def _tokens(self, match: re.Match[str]) -> tuple[int, list[Token]]:
        kind, text, start = match.lastgroup, match.group(), match.start()
        place = self._place(start, text)
        match kind:
            case "number" if len(text) > MAX_DIGITS:
                raise CostError(f"a number has more than {MAX_DIGITS} digits", place, field=self._field)
            case "number":
                return match.end(), [Token(Kind.NUMBER, text, place)]
            case "letters":
                return match.end(), self._letters(text, start)
            case "word":
                return match.end(), [self._word(match, place)]
            case "command":
                return self._command(match, place)
            case "punctuation":
                return match.end(), [Token(_PUNCTUATION.get(text, Kind.OPERATOR), text, place)]
            case "delimiter":
                return match.end(), [_bracket(text, "", place)]
            case _:
                return match.end(), []

    def _letters(self, run: str, start: int) -> list[Token]:
        if len(run) > MAX_NAME:
            raise CostError(f"more than {MAX_NAME} letters side by side", self._place(start, run), field=self._field)
        tokens = [Token(Kind.LETTER, run[0], self._place(start, run), run if len(run) > 1 else "")]
        tokens += [Token(Kind.LETTER, c, self._place(start + i, c)) for i, c in enumerate(run[1:], start=1)]
        return tokens

    def _word(self, match: re.Match[str], place: Place) -> Token:
        name = match.group("inner")
        if not name or len(name) > MAX_NAME:
            raise InputError("a name of letters is expected in the braces", place, field=self._field)
        return Token(Kind.WORD, name, place, match.group()[1:].partition("{")[0].strip().rstrip("*"))

    def _command(self, match: re.Match[str], place: Place) -> tuple[int, list[Token]]:
        name, end = match.group("command"), match.end()
        if name in SPACES:
            return end, []
        if name in OPERATORS:
            return end, [Token(Kind.OPERATOR, OPERATORS[name], place)]
        if f"\\{name}" in DELIMITERS:
            return end, [_bracket(f"\\{name}", "", place)]
        if name in SIZES:
            return self._sized(name, end, place)
        if name in REFUSED or name not in COMMANDS or name in ("operatorname", "mathrm", "text"):
            raise self._unknown(name, place)
        return end, [Token(Kind.COMMAND, name, place)]

    def _sized(self, size: str, end: int, place: Place) -> tuple[int, list[Token]]:
        match = _DELIMITER.match(self._text, end, self._stop)
        found = None if match is None else DELIMITERS.get(match.group(1))
        if match is None or found is None:
            reason = f"a bracket is expected after \\{size}"
            raise InputError(reason, place, field=self._field, suggestion="( ) [ ] | are read, and no others")
        side = SIZES[size]
        if side and found[1] != "bar" and _SIDES[side] is not _SIDES[found[1]]:
            raise InputError(f"this bracket does not go with \\{size}", place, field=self._field)
        return match.end(), [_bracket(match.group(1), side, place)]

    def _unknown(self, name: str, place: Place) -> InputError:
        if name in ("operatorname", "mathrm", "text"):
            reason, suggestion = f"a name of letters is expected after \\{name}", f"\\{name}{{name}}"
        elif name in REFUSED:
            reason, suggestion = f"\\{name} is not read", REFUSED[name]
        else:
            close = difflib.get_close_matches(name[:MAX_NAME], COMMANDS, n=1)
            reason, suggestion = f"unknown command \\{name[:MAX_NAME]}", f"did you mean \\{close[0]}?" if close else ""
        return InputError(reason, place, field=self._field, suggestion=suggestion)

    def _unexpected(self, position: int) -> InputError:
        character = self._text[position]
        shown = character if character.isprintable() else f"U+{ord(character):04X}"
        reason = "unexpected character" if character.isascii() else "only ASCII characters are read"
        place = self._place(position, shown)
        return InputError(reason, place, field=self._field, suggestion=_SUGGESTIONS.get(character, ""))

    def _place(self, position: int, token: str = "") -> Place:
        """The place of a position; positions are asked for from left to right."""
        self._line += self._text.count("\n", self._seen, position)
        if position > self._seen:
            self._line_start = max(self._line_start, self._text.rfind("\n", self._seen, position) + 1)
            self._seen = position
        return Place(self._line, position - self._line_start + 1, token[:MAX_NAME])


def _bracket(delimiter: str, size: str, place: Place) -> Token:
    pair, side = DELIMITERS[delimiter]
    kind = _SIDES[size] if size and side == "bar" else _SIDES[side]
    return Token(kind, pair, place, size if size in ("left", "right") else "")


def _unwrapped(text: str) -> tuple[int, int]:
    """Where the formula begins and ends between ``$…$``, ``$$…$$``, ``\\[…\\]`` or ``\\(…\\)``."""
    start, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    for opening, closing in _WRAPPERS:
        inside = stop - start >= len(opening) + len(closing)
        if inside and text.startswith(opening, start) and text.endswith(closing, start, stop):
            return start + len(opening), stop - len(closing)
    return start, stop
