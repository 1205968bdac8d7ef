"""One statement, cut into words that know their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from trivium.geometry.errors import Place, ProblemError


@dataclass(frozen=True, slots=True)
class Limits:
    """What a statement may be at most; a gate in front of the engine."""

    file_bytes: int = 4 * 1024 * 1024
    statement_bytes: int = 65536
    clauses: int = 100
    points: int = 60
    predicates: int = 400
    goals: int = 60


DEFAULT_LIMITS = Limits()
NUMBER = r"[+-]?(?:\d{1,30}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,2})?"
_POINT = re.compile(r"[A-Za-z][A-Za-z0-9_']{0,31}")
_COORDINATES = re.compile(rf"({NUMBER})_({NUMBER})")


@dataclass(frozen=True, slots=True)
class Token:
    """A word and where it starts."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a statement: its words with their offsets."""

    words: tuple[Token, ...]
    offset: int


class Scanner:
    """Splits one statement and makes errors that know their place in it."""

    def __init__(self, source: str, line: int, column: int, name: str) -> None:
        self.source = source
        self._line = line
        self._column = column
        self.name = name

    def place(self, offset: int, clause: int = 0) -> Place:
        """The place of an offset in the file."""
        before = self.source[:offset]
        line = before.count("\n")
        column = offset - before.rfind("\n") if line else offset + self._column
        return Place(self._line + line, column, clause)

    def error(
        self, code: str, reason: str, at: int, *, clause: int = 0, token: str = "", hint: str = ""
    ) -> ProblemError:
        """An error at an offset."""
        return ProblemError(code, reason, self.place(at, clause), token, hint, self.name)

    def error_at(self, code: str, reason: str, token: Token, hint: str = "", clause: int = 0) -> ProblemError:
        """An error about a word."""
        return self.error(code, reason, token.offset, clause=clause, token=token.text, hint=hint)

    def split(self, start: int, end: int, separator: str) -> Iterator[tuple[int, int]]:
        """The parts between separators, as offsets."""
        while True:
            cut = self.source.find(separator, start, end)
            if cut < 0:
                yield start, end
                return
            yield start, cut
            start = cut + 1

    def words(self, start: int, end: int) -> Span:
        """The words between two offsets."""
        found = re.finditer(r"\S+", self.source[start:end])
        return Span(tuple(Token(m.group(), start + m.start()) for m in found), start)

    def new_point(self, token: Token, known: Iterable[str], clause: int = 0) -> tuple[str, complex | None]:
        """A point that a word introduces, `name` or `name@x_y`, with its coordinates if any."""
        name, at, position = token.text.partition("@")
        if not _POINT.fullmatch(name):
            reason = f"{name[:40]!r} is no name of a point"
            raise self.error_at("BAD_NAME", reason, token, "letters, digits, _ and '", clause)
        if name in known:
            raise self.error_at("REDEFINED_POINT", f"point {name!r} exists already", token, clause=clause)
        if not at:
            return name, None
        numbers = _COORDINATES.fullmatch(position)
        if numbers is None:
            reason = "coordinates are written name@x_y"
            raise self.error_at("BAD_COORDINATES", reason, token, f"{name}@1.5_-2", clause)
        return name, complex(float(numbers[1]), float(numbers[2]))

    def goal_mark(self) -> int:
        """The offset of the '?' in front of the goal; there is exactly one."""
        count = self.source.count("?")
        if count == 1:
            return self.source.index("?")
        if count:
            raise self.error("NO_GOAL", "more than one '?'", 0, hint="one '?' separates the goal")
        hint = "write the goal after a '?', as in `… ? perp a h b c`"
        raise self.error("NO_GOAL", "the statement has no '?'", 0, hint=hint)


def closest(word: str, words: Iterable[str]) -> str:
    """A suggestion of the word that was perhaps meant, or nothing."""
    near = get_close_matches(word[:40], list(words), n=1)
    return f"did you mean {near[0]!r}?" if near else ""
