"""Reader of the AG/JGEX language: `a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c`.

A file holds many problems, each a name line and a statement line; a lone statement needs no name. Constructions may
repeat their new points or leave them out. Lines that start with `#` and blank lines are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

from trivium.geometry.errors import Place, ProblemError
from trivium.geometry.language.constructions import Construction, constructions
from trivium.geometry.language.problem import Application, Clause, Problem
from trivium.geometry.predicates.equation import equations_of
from trivium.geometry.predicates.predicate import SIGNATURES, Predicate


@dataclass(frozen=True, slots=True)
class Limits:
    """What a statement may be at most; a gate in front of the engine."""

    file_bytes: int = 4 * 1024 * 1024
    statement_bytes: int = 65536
    clauses: int = 100
    points: int = 60
    goals: int = 20


DEFAULT_LIMITS = Limits()

_LARGEST = 10**10
"""Largest numerator or denominator of a value."""
_POINT = re.compile(r"[A-Za-z][A-Za-z0-9_']{0,31}")
_NUMBER = r"[+-]?(?:\d{1,30}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,2})?"
_COORDINATES = re.compile(rf"({_NUMBER})_({_NUMBER})")
_VALUE = re.compile(r"([+-]?\d{1,9}(?:\.\d{1,9})?(?:/[1-9]\d{0,8})?)(o|pi(?:/[1-9]\d{0,8})?)?")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class _Span:
    """A part of a statement: its words with their offsets."""

    words: tuple[_Token, ...]
    offset: int


class _Scanner:
    """Splits one statement and makes errors that know their place in it."""

    def __init__(self, source: str, line: int, column: int, name: str) -> None:
        self.source = source
        self._line = line
        self._column = column
        self.name = name

    def place(self, offset: int, clause: int = 0) -> Place:
        before = self.source[:offset]
        line = before.count("\n")
        column = offset - before.rfind("\n") if line else offset + self._column
        return Place(self._line + line, column, clause)

    def error(
        self, code: str, reason: str, at: int, *, clause: int = 0, token: str = "", hint: str = ""
    ) -> ProblemError:
        return ProblemError(code, reason, self.place(at, clause), token, hint, self.name)

    def split(self, start: int, end: int, separator: str) -> Iterator[tuple[int, int]]:
        while True:
            cut = self.source.find(separator, start, end)
            if cut < 0:
                yield start, end
                return
            yield start, cut
            start = cut + 1

    def words(self, start: int, end: int) -> _Span:
        found = re.finditer(r"\S+", self.source[start:end])
        return _Span(tuple(_Token(m.group(), start + m.start()) for m in found), start)


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


def split_problems(text: str) -> tuple[Excerpt, ...]:
    """The problems of a text in its order, each as written.

    >>> split_problems("thales\\na b = segment; c = on_dia a b ? perp c a c b")[0].name
    'thales'
    """
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


def read_problems(text: str, limits: Limits = DEFAULT_LIMITS) -> tuple[Problem | ProblemError, ...]:
    """Every problem of a text in its order; a problem that cannot be read is returned as its error.

    >>> [problem.name for problem in read_problems("thales\\na b = segment; c = on_dia a b ? perp c a c b")]
    ['thales']
    """
    if len(text.encode()) > limits.file_bytes:
        return (ProblemError("TOO_LARGE", f"more than {limits.file_bytes} bytes", Place(1, 1)),)
    problems: list[Problem | ProblemError] = []
    for excerpt in split_problems(text):
        try:
            problems.append(read_statement(excerpt.source, excerpt.name, excerpt.line, excerpt.column, limits))
        except ProblemError as error:
            problems.append(error)
    return tuple(problems)


def read_statement(
    source: str, name: str = "", line: int = 1, column: int = 1, limits: Limits = DEFAULT_LIMITS
) -> Problem:
    """The problem that a statement describes; raises ProblemError where it cannot be read."""
    scanner = _Scanner(source, line, column, name)
    if len(source.encode()) > limits.statement_bytes:
        raise scanner.error("TOO_LARGE", f"the statement has more than {limits.statement_bytes} bytes", 0)
    if source.count("?") != 1:
        hint = (
            "write the goal after a '?', as in `… ? perp a h b c`"
            if "?" not in source
            else "one '?' separates the goal"
        )
        raise scanner.error(
            "NO_GOAL", "the statement has no '?'" if "?" not in source else "more than one '?'", 0, hint=hint
        )
    mark = source.index("?")
    spans = [span for span in scanner.split(0, mark, ";") if source[span[0] : span[1]].strip()]
    if len(spans) > limits.clauses:
        raise scanner.error("TOO_LARGE", f"more than {limits.clauses} clauses", spans[limits.clauses][0])
    known: dict[str, None] = {}
    clauses = []
    for number, (start, end) in enumerate(spans, start=1):
        clause = _ClauseReader(scanner, known, number).read(start, end)
        known.update(dict.fromkeys(clause.points))
        clauses.append(clause)
        if len(known) > limits.points:
            raise scanner.error("TOO_LARGE", f"more than {limits.points} points", start, clause=number)
    goals = tuple(
        _read_goal(scanner, scanner.words(*span), known)
        for span in scanner.split(mark + 1, len(source), ";")
        if source[span[0] : span[1]].strip()
    )
    if not goals:
        raise scanner.error("NO_GOAL", "nothing follows the '?'", mark)
    if len(goals) > limits.goals:
        raise scanner.error("TOO_LARGE", f"more than {limits.goals} goals", mark)
    return Problem(name, source, tuple(clauses), goals, line)


class _ClauseReader:
    """Reads one clause, knowing the points that exist before it."""

    def __init__(self, scanner: _Scanner, known: dict[str, None], number: int) -> None:
        self._scanner = scanner
        self._known = known
        self._number = number

    def read(self, start: int, end: int) -> Clause:
        equals = self._scanner.source.find("=", start, end)
        if equals < 0:
            first = self._scanner.words(start, end).words[0]
            raise self._error("NO_CONSTRUCTION", "a clause needs '='", first, "write `x = midpoint x a b`")
        points, coordinates = self._new_points(self._scanner.words(start, equals))
        parts = list(self._scanner.split(equals + 1, end, ","))
        if len(parts) > 2:
            where = self._scanner.words(*parts[2])
            raise self._scanner.error(
                "TOO_MANY_CONSTRUCTIONS",
                "two constructions determine a point, not more",
                where.offset,
                clause=self._number,
            )
        applications = tuple(self._application(self._scanner.words(*p), points, len(parts)) for p in parts)
        return Clause(points, applications, self._number, self._scanner.place(start, self._number), coordinates)

    def _error(self, code: str, reason: str, token: _Token, hint: str = "") -> ProblemError:
        return self._scanner.error(code, reason, token.offset, clause=self._number, token=token.text, hint=hint)

    def _new_points(self, span: _Span) -> tuple[tuple[str, ...], tuple[tuple[str, complex], ...]]:
        if not span.words:
            raise self._scanner.error("NO_POINT", "no point before '='", span.offset, clause=self._number)
        names: list[str] = []
        coordinates: list[tuple[str, complex]] = []
        for token in span.words:
            name, at, position = token.text.partition("@")
            if not _POINT.fullmatch(name):
                raise self._error("BAD_NAME", f"{name[:40]!r} is no name of a point", token, "letters, digits, _ and '")
            if name in self._known or name in names:
                raise self._error("REDEFINED_POINT", f"point {name!r} exists already", token)
            names.append(name)
            if at:
                numbers = _COORDINATES.fullmatch(position)
                if numbers is None:
                    raise self._error("BAD_COORDINATES", "coordinates are written name@x_y", token, f"{name}@1.5_-2")
                coordinates.append((name, complex(float(numbers[1]), float(numbers[2]))))
        return tuple(names), tuple(coordinates)

    def _application(self, span: _Span, points: tuple[str, ...], parts: int) -> Application:
        if not span.words:
            raise self._scanner.error("NO_CONSTRUCTION", "no construction after '='", span.offset, clause=self._number)
        head, *arguments = span.words
        construction = constructions().get(head.text)
        if construction is None:
            hint = _closest(head.text, constructions())
            raise self._error("UNKNOWN_CONSTRUCTION", f"unknown construction {head.text[:40]!r}", head, hint)
        if len(construction.new) != len(points) or (parts == 2 and len(points) != 1):
            wanted = 1 if parts == 2 else len(construction.new)
            raise self._error("WRONG_POINTS", f"{head.text} makes {wanted} new point(s), not {len(points)}", head)
        values = self._arguments(construction, head, arguments, points)
        application = self._filled(construction, arguments, values)
        self._check_degenerate(application, head)
        return application

    def _arguments(
        self, construction: Construction, head: _Token, given: list[_Token], points: tuple[str, ...]
    ) -> tuple[str, ...]:
        texts = [t.text for t in given]
        if len(texts) == len(construction.old) and len(construction.old) != len(construction.arguments):
            old, new = iter(texts), iter(points)
            texts = [next(new) if role in construction.new else next(old) for role in construction.arguments]
        elif len(texts) != len(construction.arguments):
            form = " ".join(construction.arguments)
            short = " ".join(construction.old)
            raise self._error(
                "WRONG_ARITY",
                f"{head.text} needs {len(construction.old)} old points, or all {len(construction.arguments)} arguments",
                head,
                f"write `{head.text} {form}` or `{head.text} {short}`",
            )
        new_here = {t for role, t in zip(construction.arguments, texts, strict=True) if role in construction.new}
        if new_here != set(points):
            raise self._error("WRONG_POINTS", f"{head.text} names other new points than the clause", head)
        self._check_known(construction, texts, given)
        return tuple(texts)

    def _check_known(self, construction: Construction, texts: list[str], given: list[_Token]) -> None:
        for role, text in zip(construction.arguments, texts, strict=True):
            if role in construction.new or role == construction.value or text in self._known:
                continue
            token = next(t for t in given if t.text == text)
            raise self._error(
                "UNDEFINED_POINT", f"point {text[:40]!r} does not exist yet", token, _closest(text, self._known)
            )

    def _filled(self, construction: Construction, given: list[_Token], texts: tuple[str, ...]) -> Application:
        if not construction.value:
            return Application(construction, texts)
        index = construction.arguments.index(construction.value)
        token = next(t for t in given if t.text == texts[index])
        match = _VALUE.fullmatch(token.text)
        if match is None or match[2] not in (None, "o"):
            raise self._error("BAD_VALUE", "an angle is a number of degrees", token, "60 or 22.5")
        return Application(construction, (*texts[:index], "", *texts[index + 1 :]), Fraction(match[1]))

    def _check_degenerate(self, application: Application, head: _Token) -> None:
        try:
            for fact in application.facts():
                equations_of(fact)
        except ValueError as error:
            raise self._error("DEGENERATE", f"{head.text} with repeated points: {error}", head) from None


def _read_goal(scanner: _Scanner, span: _Span, known: dict[str, None]) -> Predicate:
    head, *arguments = span.words
    signature = SIGNATURES.get(head.text)
    if signature is None:
        hint = _closest(head.text, SIGNATURES)
        raise scanner.error("UNKNOWN_GOAL", f"unknown goal {head.text[:40]!r}", head.offset, token=head.text, hint=hint)
    value, points = None, arguments
    if signature.valued and arguments:
        value, points = _goal_value(scanner, head.text, arguments[-1]), arguments[:-1]
    enough = len(points) >= signature.arity if signature.variadic else len(points) == signature.arity
    if not enough:
        more = "at least " if signature.variadic else ""
        wanted = f"{more}{signature.arity} points" + (" and a value" if signature.valued else "")
        raise scanner.error(
            "WRONG_ARITY", f"{head.text} takes {wanted}", head.offset, token=head.text, hint=signature.wording
        )
    for token in points:
        if token.text not in known:
            hint = _closest(token.text, known)
            reason = f"point {token.text[:40]!r} does not exist"
            raise scanner.error("UNDEFINED_POINT", reason, token.offset, token=token.text, hint=hint)
    goal = Predicate(head.text, tuple(t.text for t in points), value)
    _check_goal(scanner, head, goal)
    return goal


def _check_goal(scanner: _Scanner, head: _Token, goal: Predicate) -> None:
    if SIGNATURES[goal.name].variadic or goal.name in ("midp", "simtri", "contri"):
        parts = (goal.points[:3], goal.points[3:]) if goal.name in ("simtri", "contri") else (goal.points,)
        if any(len(set(part)) != len(part) for part in parts):
            raise scanner.error("DEGENERATE", f"{head.text} with repeated points", head.offset, token=head.text)
    try:
        equations_of(goal)
    except ValueError as error:
        raise scanner.error("DEGENERATE", f"{head.text}: {error}", head.offset, token=head.text) from None


def _goal_value(scanner: _Scanner, name: str, token: _Token) -> Fraction:
    match = _VALUE.fullmatch(token.text)
    unit = match[2] if match else None
    if match is None or (unit is not None and name == "rconst"):
        raise scanner.error("BAD_VALUE", "not a value", token.offset, token=token.text, hint="60o, 1pi/3 or 3/4")
    number = Fraction(match[1])
    if unit is not None and unit.startswith("pi"):
        number *= Fraction(180, int(unit[3:] or 1))
    if max(abs(number.numerator), number.denominator) > _LARGEST:
        raise scanner.error("BAD_VALUE", "too many digits", token.offset, token=token.text)
    if name == "rconst" and number <= 0:
        raise scanner.error("BAD_VALUE", "a ratio is positive", token.offset, token=token.text)
    return number


def _closest(word: str, words: Iterable[str]) -> str:
    near = get_close_matches(word[:40], list(words), n=1)
    return f"did you mean {near[0]!r}?" if near else ""
