"""A problem as it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from trivium.geometry.errors import Place
from trivium.geometry.language.constructions import Construction
from trivium.geometry.predicates.predicate import Predicate


@dataclass(frozen=True, slots=True)
class Application:
    """A construction applied to points; the points are in the order of the construction's arguments."""

    construction: Construction
    arguments: tuple[str, ...]
    """Points, new ones included; empty at the place of a number."""
    value: Fraction | None = None

    @property
    def old_points(self) -> tuple[str, ...]:
        """The arguments that existed before."""
        arguments = self.arguments
        return tuple([arguments[k] for k in self.construction.old_places if arguments[k]])

    def facts(self) -> tuple[Predicate, ...]:
        """What the construction gives, for these points."""
        return tuple(self._instance(fact) for fact in self.construction.gives)

    def requirements(self) -> tuple[tuple[str, ...], ...]:
        """What must hold of the old points, with the points filled in."""
        role = dict(zip(self.construction.arguments, self.arguments, strict=True))
        return tuple((r[0], *(role[x] for x in r[1:])) for r in self.construction.requires)

    def _instance(self, fact: tuple[str, ...]) -> Predicate:
        role = dict(zip(self.construction.arguments, self.arguments, strict=True))
        points = tuple(role[x] for x in fact[1:] if role.get(x))
        literal = next((Fraction(x) for x in fact[1:] if x[0].isdigit()), None)
        return Predicate(fact[0], points, self.value if self.value is not None else literal)

    def __str__(self) -> str:
        return " ".join((self.construction.name, *(a or str(self.value) for a in self.arguments)))


@dataclass(frozen=True, slots=True)
class Clause:
    """New points and the one or two constructions that determine them."""

    points: tuple[str, ...]
    applications: tuple[Application, ...]
    number: int
    place: Place
    coordinates: tuple[tuple[str, complex], ...] = ()
    """Where the text wishes points to lie (`x@1.5_-2`)."""

    def __str__(self) -> str:
        return f"{' '.join(self.points)} = {', '.join(map(str, self.applications))}"


@dataclass(frozen=True)
class Problem:
    """A problem: what is constructed or assumed, and what is to be shown."""

    name: str
    source: str
    """The statement as written, without surrounding white space."""
    clauses: tuple[Clause, ...]
    goals: tuple[Predicate, ...]
    line: int = 0
    """Line of the statement in its file, from 1; 0 where it is not from a file."""
    declared: tuple[tuple[str, complex | None], ...] = ()
    """The points of a statement without constructions, with the coordinates that the text wishes."""
    assumed: tuple[Predicate, ...] = ()
    """What a statement without constructions assumes."""

    def with_points(self, clauses: Sequence[Clause]) -> Problem:
        """The problem with the points of further clauses, such as auxiliary ones, added; its source stays."""
        return replace(self, clauses=(*self.clauses, *clauses))

    @cached_property
    def points(self) -> tuple[str, ...]:
        """All points, in the order of construction."""
        return (*(p for clause in self.clauses for p in clause.points), *(name for name, _ in self.declared))

    @cached_property
    def hypotheses(self) -> tuple[Predicate, ...]:
        """What the constructions give, or what is assumed."""
        applications = [a for clause in self.clauses for a in clause.applications]
        return (*(fact for a in applications for fact in a.facts()), *self.assumed)

    @cached_property
    def statement(self) -> str:
        """The canonical form: every construction in full, one blank between tokens."""
        parts = list(map(str, self.clauses))
        if self.declared:
            parts += [" ".join(("points", *self.points)), *map(str, self.assumed)]
        return f"{'; '.join(parts)} ? {'; '.join(map(str, self.goals))}"
