"""The declarations of a module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from trivium.prover.olean.term import Name, Terms


class Kind(Enum):
    """What a constant is; the value is Lean's number of it."""

    AXIOM = 0
    DEFINITION = 1
    THEOREM = 2
    OPAQUE = 3
    QUOTIENT = 4
    INDUCTIVE = 5
    CONSTRUCTOR = 6
    RECURSOR = 7


@dataclass(frozen=True, slots=True)
class Details:
    """What else the kernel knows of a constant; each field is empty where its kind has no such thing."""

    numbers: tuple[int, ...] = ()
    """Counts of parameters, indices, fields and the like, in Lean's order."""
    names: tuple[Name, ...] = ()
    """Constructors of an inductive type; the type of a constructor."""
    together: tuple[Name, ...] = ()
    """Those that were declared with it."""
    flags: tuple[bool, ...] = ()
    safe: bool = True
    """Neither `unsafe` nor `partial`: the kernel has checked it."""
    hint: int | None = None
    """Height of a definition for unfolding; -1 for `abbrev`, -2 for opaque."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A declaration, with its expressions as numbers of a store."""

    name: Name
    kind: Kind
    level_params: tuple[Name, ...]
    type: int
    value: int | None
    details: Details

    def roots(self) -> Iterator[int]:
        """Its expressions."""
        yield self.type
        if self.value is not None:
            yield self.value

    def uses(self, terms: Terms) -> set[Name]:
        """The constants that it names, those it was declared with included."""
        return terms.constants(self.roots()) | set(self.details.names) | set(self.details.together) - {self.name}


@dataclass(frozen=True)
class Module:
    """What a compiled file declares."""

    imports: tuple[Name, ...]
    constants: Mapping[Name, Constant]
    terms: Terms

    @cached_property
    def axioms(self) -> tuple[Constant, ...]:
        """The axioms that it declares itself."""
        return tuple(constant for constant in self.constants.values() if constant.kind is Kind.AXIOM)


def dotted(name: Name) -> str:
    """A name as Lean writes it, without quotes.

    >>> dotted(("Nat", "add", "match_1"))
    'Nat.add.match_1'
    """
    return ".".join(str(part) for part in name)
