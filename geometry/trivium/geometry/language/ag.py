"""Reader of the AG/JGEX language: `a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c`.

Constructions may repeat their new points or leave them out.
"""

from __future__ import annotations

from fractions import Fraction

from trivium.geometry.errors import ProblemError
from trivium.geometry.language.constructions import Construction, constructions
from trivium.geometry.language.problem import Application, Clause, Problem
from trivium.geometry.language.scanner import Limits, Scanner, Span, Token, closest
from trivium.geometry.language.sentences import VALUE, read_goals
from trivium.geometry.predicates.equation import equations_of


def read_constructions(scanner: Scanner, line: int, limits: Limits) -> Problem:
    """The problem of a statement with constructions; raises ProblemError where it cannot be read."""
    source, mark = scanner.source, scanner.goal_mark()
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
    return Problem(scanner.name, source, tuple(clauses), read_goals(scanner, mark + 1, known, limits), line)


class _ClauseReader:
    """Reads one clause, knowing the points that exist before it."""

    def __init__(self, scanner: Scanner, known: dict[str, None], number: int) -> None:
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

    def _error(self, code: str, reason: str, token: Token, hint: str = "") -> ProblemError:
        return self._scanner.error_at(code, reason, token, hint, self._number)

    def _new_points(self, span: Span) -> tuple[tuple[str, ...], tuple[tuple[str, complex], ...]]:
        if not span.words:
            raise self._scanner.error("NO_POINT", "no point before '='", span.offset, clause=self._number)
        names: list[str] = []
        coordinates: list[tuple[str, complex]] = []
        for token in span.words:
            name, position = self._scanner.new_point(token, [*self._known, *names], self._number)
            names.append(name)
            if position is not None:
                coordinates.append((name, position))
        return tuple(names), tuple(coordinates)

    def _application(self, span: Span, points: tuple[str, ...], parts: int) -> Application:
        if not span.words:
            raise self._scanner.error("NO_CONSTRUCTION", "no construction after '='", span.offset, clause=self._number)
        head, *arguments = span.words
        construction = constructions().get(head.text)
        if construction is None:
            hint = closest(head.text, constructions())
            raise self._error("UNKNOWN_CONSTRUCTION", f"unknown construction {head.text[:40]!r}", head, hint)
        if len(construction.new) != len(points) or (parts == 2 and len(points) != 1):
            wanted = 1 if parts == 2 else len(construction.new)
            raise self._error("WRONG_POINTS", f"{head.text} makes {wanted} new point(s), not {len(points)}", head)
        values = self._arguments(construction, head, arguments, points)
        application = self._filled(construction, arguments, values)
        self._check_degenerate(application, head)
        return application

    def _arguments(
        self, construction: Construction, head: Token, given: list[Token], points: tuple[str, ...]
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

    def _check_known(self, construction: Construction, texts: list[str], given: list[Token]) -> None:
        for role, text in zip(construction.arguments, texts, strict=True):
            if role in construction.new or role == construction.value or text in self._known:
                continue
            token = next(t for t in given if t.text == text)
            raise self._error(
                "UNDEFINED_POINT", f"point {text[:40]!r} does not exist yet", token, closest(text, self._known)
            )

    def _filled(self, construction: Construction, given: list[Token], texts: tuple[str, ...]) -> Application:
        if not construction.value:
            return Application(construction, texts)
        index = construction.arguments.index(construction.value)
        token = next(t for t in given if t.text == texts[index])
        match = VALUE.fullmatch(token.text)
        if construction.name.startswith("rconst"):
            if match is None or match[2] or Fraction(match[1]) <= 0:
                raise self._error("BAD_VALUE", "a ratio is a positive number", token, "2 or 3/4")
        elif match is None or match[2] not in (None, "o"):
            raise self._error("BAD_VALUE", "an angle is a number of degrees", token, "60 or 22.5")
        return Application(construction, (*texts[:index], "", *texts[index + 1 :]), Fraction(match[1]))

    def _check_degenerate(self, application: Application, head: Token) -> None:
        try:
            for fact in application.facts():
                equations_of(fact)
        except ValueError as error:
            raise self._error("DEGENERATE", f"{head.text} with repeated points: {error}", head) from None
