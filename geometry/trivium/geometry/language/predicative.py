"""Readers of statements without constructions: points, predicates that are assumed, predicates that are to be shown.

Three spellings say the same:

- the language's own: `points a b c h; perp a h b c; perp b h c a ? perp c h a b`;
- AG2's, one statement with coordinates: `a@0_0 = ; b@1_0 = ; c@.3_1 = ; h@.3_.2 = perp a h b c, perp b h c a ? …`;
- Yuclid's, a line a fact: `point a 0 0`, `assume perp a h b c`, `prove perp c h a b`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from trivium.geometry.errors import ProblemError
from trivium.geometry.language.problem import Problem
from trivium.geometry.language.scanner import NUMBER, Limits, Scanner, Span, Token, closest
from trivium.geometry.language.sentences import ALIASES, read_goals, read_predicate
from trivium.geometry.predicates.predicate import Predicate

ORIENTED = {**ALIASES, "simtri": "simtri_direct", "contri": "contri_direct"}
"""The names of AG2 and Yuclid, in which `simtri` and `contri` say the orientation too."""
_NUMBER = re.compile(NUMBER)
_YUCLID = ("point", "assume", "prove")


def read_points(scanner: Scanner, line: int, limits: Limits) -> Problem:
    """The problem of a statement that starts with `points`; raises ProblemError where it cannot be read."""
    mark = scanner.goal_mark()
    spans = [scanner.words(*span) for span in scanner.split(0, mark, ";")]
    spans = [span for span in spans if span.words]
    if not spans:
        raise scanner.error("NO_POINT", "nothing stands before the '?'", 0, hint="begin with `points a b c`")
    first, *rest = spans
    builder = _Builder(scanner, limits)
    builder.declare(first.words[1:], 1)
    for number, span in enumerate(rest, start=2):
        builder.assume(span, number)
    return builder.problem(line, read_goals(scanner, mark + 1, builder.points, limits))


def read_ag2(scanner: Scanner, line: int, limits: Limits) -> Problem:
    """The problem of an AG2 statement; raises ProblemError where it cannot be read."""
    mark, source = scanner.goal_mark(), scanner.source
    builder = _Builder(scanner, limits)
    for number, (start, end) in enumerate(scanner.split(0, mark, ";"), start=1):
        equals = source.find("=", start, end)
        if equals < 0:
            if source[start:end].strip():
                hint = "write `x@1_2 = coll x a b`"
                raise scanner.error("NO_POINT", "a clause needs '='", start, clause=number, hint=hint)
            continue
        builder.declare(scanner.words(start, equals).words, number)
        for part in scanner.split(equals + 1, end, ","):
            span = scanner.words(*part)
            if span.words:
                builder.assume(span, number, oriented=True)
    return builder.problem(line, read_goals(scanner, mark + 1, builder.points, limits, ORIENTED))


def read_yuclid(scanner: Scanner, line: int, limits: Limits) -> Problem:
    """The problem of a Yuclid text; raises ProblemError where it cannot be read."""
    builder = _Builder(scanner, limits)
    goals: list[Predicate] = []
    for number, span in enumerate(scanner.split(0, len(scanner.source), "\n"), start=1):
        words = scanner.words(*span)
        if not words.words or words.words[0].text.startswith("#"):
            continue
        head, rest = words.words[0], Span(words.words[1:], words.offset)
        if head.text not in _YUCLID or not rest.words:
            hint = closest(head.text, _YUCLID) or "point NAME X Y, assume …, prove …"
            raise scanner.error_at("BAD_LINE", "a line is `point`, `assume` or `prove` with more", head, hint, number)
        if head.text == "point":
            builder.place(rest, number)
        elif head.text == "assume":
            builder.assume(rest, number, oriented=True)
        else:
            goals.append(read_predicate(scanner, rest, builder.points, aliases=ORIENTED, clause=number))
    if not goals:
        raise scanner.error("NO_GOAL", "no line starts with `prove`", 0, hint="end with `prove perp a h b c`")
    if len(goals) > limits.goals:
        raise scanner.error("TOO_LARGE", f"more than {limits.goals} goals", 0)
    return builder.problem(line, tuple(goals))


class _Builder:
    """Collects points and assumptions."""

    def __init__(self, scanner: Scanner, limits: Limits) -> None:
        self._scanner = scanner
        self._limits = limits
        self.points: dict[str, complex | None] = {}
        self._assumed: list[Predicate] = []

    def declare(self, words: Iterable[Token], clause: int) -> None:
        """Points as `name` or `name@x_y`."""
        for token in words:
            name, position = self._scanner.new_point(token, self.points, clause)
            self._add(name, position, token)

    def place(self, span: Span, clause: int) -> None:
        """One point as `name x y`."""
        token, *numbers = span.words
        name, _ = self._scanner.new_point(token, self.points, clause)
        if len(numbers) != 2 or not all(_NUMBER.fullmatch(n.text) for n in numbers):
            reason = "a point needs two coordinates"
            raise self._scanner.error_at("BAD_COORDINATES", reason, token, f"point {name} 1.5 -2", clause)
        self._add(name, complex(float(numbers[0].text), float(numbers[1].text)), token)

    def _add(self, name: str, position: complex | None, token: Token) -> None:
        if len(self.points) == self._limits.points:
            raise self._error(f"more than {self._limits.points} points", token)
        self.points[name] = position

    def assume(self, span: Span, clause: int, *, oriented: bool = False) -> None:
        """A predicate that is assumed."""
        if len(self._assumed) == self._limits.predicates:
            raise self._error(f"more than {self._limits.predicates} assumptions", span.words[0])
        aliases = ORIENTED if oriented else ALIASES
        self._assumed.append(
            read_predicate(self._scanner, span, self.points, aliases=aliases, clause=clause, asked=False)
        )

    def _error(self, reason: str, token: Token) -> ProblemError:
        return self._scanner.error_at("TOO_LARGE", reason, token)

    def problem(self, line: int, goals: tuple[Predicate, ...]) -> Problem:
        """The problem of all that was collected."""
        if not self.points:
            raise self._scanner.error("NO_POINT", "the statement has no points", 0, hint="points a b c; … ? …")
        declared, assumed = tuple(self.points.items()), tuple(self._assumed)
        return Problem(self._scanner.name, self._scanner.source, (), goals, line, declared, assumed)
