"""A figure under search: the auxiliary points added so far, and how to add another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trivium.geometry.builder.figure import Script, construct
from trivium.geometry.deduction.closure import Closure
from trivium.geometry.errors import FigureError, Place
from trivium.geometry.language.constructions import constructions
from trivium.geometry.language.problem import Application, Clause
from trivium.geometry.predicates.equation import equations_of
from trivium.geometry.predicates.predicate import Predicate
from trivium.geometry.search.kinds import KINDS

_NOWHERE = Place(0, 0)
_MOST_CHOICES = 4


@dataclass(frozen=True, slots=True)
class Addition:
    """An auxiliary point: the constructor, its operands by name, and where the point lies."""

    name: str
    kind: int
    operands: tuple[str, ...]
    z: complex
    """In the coordinates of the plane."""

    def clause(self) -> Clause:
        """The clause that makes the point."""
        applications = tuple(
            Application(constructions()[written[0]], tuple(map(self._argument, written[1:])))
            for written in KINDS[self.kind].clause
        )
        return Clause((self.name,), applications, 0, _NOWHERE)

    def _argument(self, argument: str) -> str:
        return self.name if argument == "x" else self.operands[int(argument)]

    def renamed(self, names: Mapping[str, str]) -> Addition:
        """The same with other names."""
        operands = tuple(names.get(p, p) for p in self.operands)
        return Addition(names.get(self.name, self.name), self.kind, operands, self.z)


def fresh_names(taken: Iterable[str]) -> Iterator[str]:
    """Names for auxiliary points, in order, without those taken."""
    used = set(taken)
    number = 0
    while True:
        number += 1
        if f"x{number}" not in used:
            yield f"x{number}"


def extended(closure: Closure, addition: Addition) -> Closure:
    """The closure with the point and what its construction gives, not yet closed again."""
    twin = closure.extended(closure.state.plane.with_point(addition.name, addition.z))
    for application in addition.clause().applications:
        for predicate in application.facts():
            for equation in equations_of(predicate):
                twin.state.assume(twin.state.numbered(equation))
    return twin


@dataclass(frozen=True, slots=True)
class Auxiliary:
    """Auxiliary points of a solution, as clauses, and which of the points that a clause may mean is meant."""

    clauses: tuple[Clause, ...] = ()
    choices: tuple[int, ...] = ()

    def facts(self) -> tuple[Predicate, ...]:
        """What the clauses give."""
        return tuple(f for clause in self.clauses for a in clause.applications for f in a.facts())

    def drawn(self, points: Mapping[str, complex], bits: int = 0) -> Mapping[str, complex]:
        """The points with the auxiliary ones; balls if `bits` says so. Raises FigureError where one is missing."""
        return construct(self.clauses, points, Script((), self.choices), bits).points if self.clauses else points


def chosen(additions: Sequence[Addition], closure: Closure, points: Mapping[str, complex]) -> Auxiliary:
    """The additions with the choices that put them where the closure's plane has them.

    Raises FigureError where a clause has no point there.
    """
    drawn = dict(points)
    clauses: list[Clause] = []
    choices: list[int] = []
    for addition in additions:
        clause, wish = addition.clause(), closure.state.plane.unscaled(addition.z)
        figures = []
        for choice in range(_MOST_CHOICES):
            try:
                figures.append(construct([clause], drawn, Script((), (choice,))))
            except FigureError:
                break
        if not figures:
            raise FigureError(0, str(clause), "the auxiliary point does not exist")
        nearest = min(figures, key=lambda f: abs(f.points[addition.name] - wish))
        drawn = dict(nearest.points)
        clauses.append(clause)
        choices += nearest.script.choices
    return Auxiliary(tuple(clauses), tuple(choices))
