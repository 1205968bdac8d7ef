"""Reads problems: a file's problems one by one, each in the language that it is written in.

A file of statements holds many problems, each a name line and a statement line; a lone statement needs no name.
Lines that start with `#` and blank lines are skipped. A Yuclid text is one problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from trivium.geometry.errors import Place, ProblemError
from trivium.geometry.language.ag import read_constructions
from trivium.geometry.language.constructions import constructions
from trivium.geometry.language.predicative import read_ag2, read_points, read_yuclid
from trivium.geometry.language.problem import Problem
from trivium.geometry.language.scanner import DEFAULT_LIMITS, Limits, Scanner
from trivium.geometry.predicates.predicate import SIGNATURES


class Format(Enum):
    """A language of statements."""

    AG = "ag"
    """AG/JGEX constructions."""
    AG2 = "ag2"
    """AG2: points with coordinates, and predicates."""
    YUCLID = "yuclid"
    """Yuclid: a line a point, an assumption or a goal."""
    POINTS = "points"
    """Points and predicates, without coordinates."""


_READERS = {
    Format.AG: read_constructions,
    Format.AG2: read_ag2,
    Format.YUCLID: read_yuclid,
    Format.POINTS: read_points,
}
_YUCLID = re.compile(r"point\s+[^\s=]+\s+[-+.\d]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A problem in its file, not yet read."""

    name: str
    source: str
    """The statement, or the name again where none follows it."""
    line: int
    """Line of the source, from 1."""
    column: int
    """Column at which the source starts, from 1."""


def guess(source: str) -> Format:
    """The language in which a statement is written.

    >>> guess("points a b c ? coll a b c"), guess("a b c = triangle ? coll a b c")
    (<Format.POINTS: 'points'>, <Format.AG: 'ag'>)
    """
    first = next((line.strip() for line in source.split("\n") if line.strip()[:1] not in ("", "#")), "")
    if _YUCLID.match(first):
        return Format.YUCLID
    if re.match(r"points\s+[^\s=]", first):
        return Format.POINTS
    rights = [clause.partition("=")[2].split() for clause in source.split("?")[0].split(";") if "=" in clause]
    heads = [right[0] for right in rights if right]
    bare = any(not right for right in rights) and "@" in source
    known = [head for head in heads if head in SIGNATURES or head in constructions()]
    # no statement with constructions starts with one that bears the name of a predicate: those need points
    return Format.AG2 if bare or (known and known[0] in SIGNATURES) else Format.AG


def split_problems(text: str, written: Format | None = None) -> tuple[Excerpt, ...]:
    """The problems of a text in its order, each as written, in the language `written` or else the guessed one.

    >>> split_problems("thales\\na b = segment; c = on_dia a b ? perp c a c b")[0].name
    'thales'
    """
    if (written or guess(text)) is Format.YUCLID:
        return (Excerpt("", text.strip(), 1 + text[: len(text) - len(text.lstrip())].count("\n"), 1),)
    excerpts: list[Excerpt] = []
    title: Excerpt | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        source = line.strip()
        if not source or source.startswith("#"):
            continue
        column = len(line) - len(line.lstrip()) + 1
        if "=" in source or "?" in source:
            excerpts.append(Excerpt(title.name if title else "", source, number, column))
            title = None
            continue
        if title:
            excerpts.append(title)
        title = Excerpt(source, source, number, column)
    return (*excerpts, title) if title else tuple(excerpts)


def read_problems(
    text: str, limits: Limits = DEFAULT_LIMITS, written: Format | None = None
) -> tuple[Problem | ProblemError, ...]:
    """Every problem of a text in its order; a problem that cannot be read is returned as its error.

    >>> [problem.name for problem in read_problems("thales\\na b = segment; c = on_dia a b ? perp c a c b")]
    ['thales']
    """
    if len(text.encode()) > limits.file_bytes:
        return (ProblemError("TOO_LARGE", f"more than {limits.file_bytes} bytes", Place(1, 1)),)
    problems: list[Problem | ProblemError] = []
    for excerpt in split_problems(text, written):
        try:
            problems.append(read_statement(excerpt.source, excerpt.name, excerpt.line, excerpt.column, limits, written))
        except ProblemError as error:
            problems.append(error)
    return tuple(problems)


def read_statement(
    source: str,
    name: str = "",
    line: int = 1,
    column: int = 1,
    limits: Limits = DEFAULT_LIMITS,
    written: Format | None = None,
) -> Problem:
    """The problem that a statement describes, in the language `written` or else the guessed one.

    Raises ProblemError, with the place and a suggestion, where it cannot be read.
    """
    scanner = Scanner(source, line, column, name)
    if len(source.encode()) > limits.statement_bytes:
        raise scanner.error("TOO_LARGE", f"the statement has more than {limits.statement_bytes} bytes", 0)
    return _READERS[written or guess(source)](scanner, line, limits)
