"""Syntax trees of terms: what a text says before anything has a type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Place:
    """Line from 1, column from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Name:
    """An identifier, dots included."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral; one with a decimal point has a denominator."""

    value: int
    denominator: int
    place: Place


@dataclass(frozen=True, slots=True)
class Infix:
    """`left op right`."""

    op: str
    left: Syntax
    right: Syntax
    place: Place


@dataclass(frozen=True, slots=True)
class Prefix:
    """`op argument`; brackets such as `⌊x⌋` and `|x|` too."""

    op: str
    argument: Syntax
    place: Place


@dataclass(frozen=True, slots=True)
class Application:
    """`function argument …`."""

    function: Syntax
    arguments: tuple[Syntax, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Field:
    """`(term).name`."""

    term: Syntax
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Ascription:
    """`(term : type)`."""

    term: Syntax
    type: Syntax
    place: Place


@dataclass(frozen=True, slots=True)
class Binder:
    """A bound variable with its type, or the predicate of `x > 0`, `x ∈ S`, where there is one."""

    name: str
    type: Syntax | None
    predicate: tuple[str, Syntax] | None
    place: Place


@dataclass(frozen=True, slots=True)
class Quantified:
    """`∀ ∃ ∃! fun`, with binders and a body."""

    kind: str
    binders: tuple[Binder, ...]
    body: Syntax
    place: Place


@dataclass(frozen=True, slots=True)
class Big:
    """`∑ x in s, body` or `∏`."""

    kind: str
    binder: Binder
    domain: Syntax
    body: Syntax
    place: Place


@dataclass(frozen=True, slots=True)
class SetBuilder:
    """`{ x : T | condition }`."""

    binder: Binder
    condition: Syntax
    place: Place


@dataclass(frozen=True, slots=True)
class SetList:
    """`{a, b, …}`."""

    elements: tuple[Syntax, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Congruence:
    """`a ≡ b [MOD n]` or `[ZMOD n]`."""

    kind: str
    left: Syntax
    right: Syntax
    modulus: Syntax
    place: Place


Syntax: TypeAlias = (
    Name
    | Numeral
    | Infix
    | Prefix
    | Application
    | Field
    | Ascription
    | Quantified
    | Big
    | SetBuilder
    | SetList
    | Congruence
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A binder before the colon of a theorem."""

    name: str
    type: Syntax | None
    place: Place


@dataclass(frozen=True, slots=True)
class Theorem:
    """`theorem name parameters : goal`."""

    name: str
    parameters: tuple[Parameter, ...]
    goal: Syntax
    place: Place
