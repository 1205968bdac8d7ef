"""Constructions of a proposal as clauses: what they rest on, what they can be weakened to, and their text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from trivium.geometry.errors import Place
from trivium.geometry.language.constructions import constructions
from trivium.geometry.language.problem import Application, Clause, Problem
from trivium.geometry.predicates.predicate import Predicate

_NOWHERE = Place(0, 0)
WEAKER: Mapping[str, tuple[str, ...]] = {
    "midpoint x a b": ("on_line x a b", "on_bline x a b"),
    "mirror x a b": ("on_line x a b", "on_circle x b a"),
    "foot x a b c": ("on_tline x a b c", "on_line x b c"),
    "reflect x a b c": ("on_circle x b a", "on_circle x c a", "on_tline x a b c"),
    "circumcenter x a b c": ("on_bline x a b", "on_bline x a c", "on_bline x b c"),
    "parallelogram a b c x": ("on_pline x c a b", "on_pline x a b c"),
    "orthocenter x a b c": ("on_tline x a b c", "on_tline x b a c", "on_tline x c a b"),
    "incenter x a b c": ("angle_bisector x b a c", "angle_bisector x a b c", "angle_bisector x a c b"),
}
"""Constructions that say two things or more about their point, and the curves on which they put it."""
_WEAKER = {pattern.split()[0]: (tuple(pattern.split()[1:]), weaker) for pattern, weaker in WEAKER.items()}


def clause(points: Sequence[str], *applications: str) -> Clause:
    """A clause from its constructions as text."""
    applied = (text.split() for text in applications)
    uses = tuple(Application(constructions()[name], tuple(arguments)) for name, *arguments in applied)
    return Clause(tuple(points), uses, 0, _NOWHERE)


def free(point: str) -> Clause:
    """A point anywhere."""
    return clause((point,), f"free {point}")


def old_points(made: Clause) -> frozenset[str]:
    """The points that a clause rests on."""
    return frozenset(p for a in made.applications for p in a.old_points)


def facts(clauses: Iterable[Clause]) -> tuple[Predicate, ...]:
    """What clauses give."""
    return tuple(f for made in clauses for a in made.applications for f in a.facts())


def weaker(made: Clause) -> Iterator[Clause]:
    """The clauses that say less about a point, those that say least first; none of a point that is free."""
    (point,) = made.points
    if made.applications[0].construction.name == "free":
        return
    yield free(point)
    if len(made.applications) > 1:
        for application in made.applications:
            yield replace(made, applications=(application,))
        return
    application = made.applications[0]
    if application.construction.name in _WEAKER:
        arguments, texts = _WEAKER[application.construction.name]
        role = dict(zip(arguments, application.arguments, strict=True))
        for text in texts:
            name, *letters = text.split()
            yield clause((point,), " ".join((name, *(role[x] for x in letters))))


def needed(clauses: Sequence[Clause], points: Iterable[str]) -> tuple[Clause, ...]:
    """The clauses that make some points, and those that these rest on."""
    wanted, kept = set(points), []
    for made in reversed(clauses):
        if wanted & set(made.points):
            kept.append(made)
            wanted |= old_points(made)
    return tuple(reversed(kept))


def renamed(made: Clause, names: Mapping[str, str]) -> Clause:
    """A clause with other names."""
    uses = tuple(replace(a, arguments=tuple(names.get(p, p) for p in a.arguments)) for a in made.applications)
    return replace(made, points=tuple(names.get(p, p) for p in made.points), applications=uses)


def problem(name: str, clauses: Sequence[Clause], goal: Predicate) -> Problem:
    """The problem of clauses and a goal; free points at its beginning are written as a segment or a triangle."""
    numbered = tuple(replace(c, number=k) for k, c in enumerate(_joined(clauses), start=1))
    stated = Problem(name, "", numbered, (goal,))
    return replace(stated, source=stated.statement)


def sketch(clauses: Sequence[Clause], goal: Predicate) -> Problem:
    """The same without name, numbers and text: to be drawn, and thrown away."""
    return Problem("", "", tuple(_joined(clauses)), (goal,))


def _joined(clauses: Sequence[Clause]) -> Sequence[Clause]:
    lead = 0
    while lead < min(3, len(clauses)) and clauses[lead].applications[0].construction.name == "free":
        lead += 1
    if lead > 1:
        points = [c.points[0] for c in clauses[:lead]]
        shape = ("segment", "triangle")[lead - 2]
        clauses = (clause(points, " ".join((shape, *points))), *clauses[lead:])
    return clauses
