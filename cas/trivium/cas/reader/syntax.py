"""The typed syntax tree of a formula."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """A non-negative literal, exact: ``0.1`` is one tenth."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Symbol:
    """A variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A named constant such as ``pi``, ``E`` or ``I``."""

    name: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Two or more terms; a subtracted term is a :class:`Negation`."""

    terms: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Two or more factors."""

    factors: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """Minus the operand."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Quotient:
    """Numerator over denominator."""

    numerator: Expression
    denominator: Expression


@dataclass(frozen=True, slots=True)
class Power:
    """Base to the exponent, principal branch."""

    base: Expression
    exponent: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """A known function, by its canonical name, at its arguments."""

    function: str
    arguments: tuple[Expression, ...]


Expression: TypeAlias = Number | Symbol | Constant | Sum | Product | Negation | Quotient | Power | Call


def children(node: Expression) -> tuple[Expression, ...]:
    """The direct subexpressions of ``node``, left to right."""
    match node:
        case Sum(terms):
            return terms
        case Product(factors):
            return factors
        case Negation(operand):
            return (operand,)
        case Quotient(numerator, denominator):
            return (numerator, denominator)
        case Power(base, exponent):
            return (base, exponent)
        case Call(_, arguments):
            return arguments
        case _:
            return ()


def postorder(root: Expression) -> Iterator[Expression]:
    """Every node occurrence below and including ``root``, children first; needs no recursion."""
    stack: list[tuple[Expression, bool]] = [(root, False)]
    while stack:
        node, ready = stack.pop()
        below = () if ready else children(node)
        if not below:
            yield node
            continue
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(below))


def symbols(root: Expression) -> frozenset[str]:
    """The names of the variables that occur in ``root``."""
    return frozenset(node.name for node in postorder(root) if isinstance(node, Symbol))
