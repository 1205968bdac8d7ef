"""Expressions and universe levels, each stored once, so that two are equal when their numbers are.

Names and kinds of bound variables and metadata are left out: the kernel does not look at them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

Name: TypeAlias = tuple[str | int, ...]
"""A hierarchical name; the empty one is anonymous."""


@dataclass(frozen=True, slots=True)
class Zero:
    """Level 0."""


@dataclass(frozen=True, slots=True)
class Succ:
    """The next level."""

    of: int


@dataclass(frozen=True, slots=True)
class Max:
    """The larger of two levels; 0 where `impredicative` and the second is 0."""

    left: int
    right: int
    impredicative: bool


@dataclass(frozen=True, slots=True)
class Parameter:
    """A universe parameter of the declaration."""

    name: Name


Level: TypeAlias = Zero | Succ | Max | Parameter


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound variable: the binder that is `index` binders further out."""

    index: int


@dataclass(frozen=True, slots=True)
class Sort:
    """A universe."""

    level: int


@dataclass(frozen=True, slots=True)
class Const:
    """A constant at universe levels."""

    name: Name
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class App:
    """An application."""

    function: int
    argument: int


@dataclass(frozen=True, slots=True)
class Binder:
    """`∀` or `fun`."""

    universal: bool
    domain: int
    body: int


@dataclass(frozen=True, slots=True)
class Let:
    """A local definition."""

    type: int
    value: int
    body: int


@dataclass(frozen=True, slots=True)
class Natural:
    """A numeral."""

    value: int


@dataclass(frozen=True, slots=True)
class Text:
    """A string literal."""

    value: str


@dataclass(frozen=True, slots=True)
class Projection:
    """A field of a structure."""

    structure: Name
    index: int
    of: int


Term: TypeAlias = Bound | Sort | Const | App | Binder | Let | Natural | Text | Projection


@dataclass(slots=True)
class Terms:
    """A store of expressions and levels; numbers are from one store and mean nothing in another."""

    terms: list[Term] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    _terms: dict[Term, int] = field(default_factory=dict)
    _levels: dict[Level, int] = field(default_factory=dict)

    def term(self, term: Term) -> int:
        """The number of an expression, whose parts are already here."""
        number = self._terms.get(term)
        if number is None:
            number = self._terms[term] = len(self.terms)
            self.terms.append(term)
        return number

    def level(self, level: Level) -> int:
        """The number of a level, whose parts are already here."""
        number = self._levels.get(level)
        if number is None:
            number = self._levels[level] = len(self.levels)
            self.levels.append(level)
        return number

    def within(self, roots: Iterator[int]) -> Iterator[Term]:
        """The expressions that occur in some, each once."""
        waiting, seen = list(roots), set[int]()
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            term = self.terms[number]
            yield term
            waiting += parts(term)

    def constants(self, roots: Iterator[int]) -> set[Name]:
        """The constants that occur in some expressions, projections' structures included."""
        found: set[Name] = set()
        for term in self.within(roots):
            if isinstance(term, Const):
                found.add(term.name)
            elif isinstance(term, Projection):
                found.add(term.structure)
        return found


def parts(term: Term) -> tuple[int, ...]:
    """The numbers of the direct parts of an expression."""
    match term:
        case App(function, argument):
            return (function, argument)
        case Binder(_, domain, body):
            return (domain, body)
        case Let(kind, value, body):
            return (kind, value, body)
        case Projection(_, _, of):
            return (of,)
        case _:
            return ()
