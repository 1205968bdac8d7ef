"""The typed syntax tree of a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias, TypeVar


@dataclass(frozen=True, slots=True)
class Number:
    """A non-negative literal, exact: ``0.1`` is one tenth."""

    value: Fraction

    def __hash__(self) -> int:
        """That of the two whole numbers; a Fraction's own is dear."""
        return hash((self.value.numerator, self.value.denominator))


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
Value = TypeVar("Value")


def children(node: Expression) -> tuple[Expression, ...]:
    """The direct subexpressions of ``node``, left to right."""
    match node:
        case Number() | Symbol() | Constant():
            return ()
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


def folded(root: Expression, step: Callable[[Expression, list[Value]], Value]) -> Value:
    """What ``step`` makes of a node and the values of its children, from the leaves up; needs no recursion."""
    done: list[Value] = []
    for node in postorder(root):
        first = len(done) - len(children(node))
        parts = done[first:]
        del done[first:]
        done.append(step(node, parts))
    return done[0]


def rebuilt(node: Expression, parts: Sequence[Expression]) -> Expression:
    """The node with other children; sums, products and calls may have another number of them."""
    match node:
        case Sum():
            return Sum(tuple(parts))
        case Product():
            return Product(tuple(parts))
        case Negation():
            return Negation(parts[0])
        case Quotient():
            return Quotient(parts[0], parts[1])
        case Power():
            return Power(parts[0], parts[1])
        case Call(name, _):
            return Call(name, tuple(parts))
        case _:
            return node


def is_rational(root: Expression) -> bool:
    """Whether `root` is written as a rational function of its variables, with rational coefficients."""
    return not any(
        isinstance(node, Call | Constant) or (isinstance(node, Power) and not _is_integer(node.exponent))
        for node in postorder(root)
    )


def _is_integer(node: Expression) -> bool:
    return is_whole(node.operand if isinstance(node, Negation) else node)


def is_whole(node: Expression) -> bool:
    """Whether `node` is a number without a denominator, and without a sign."""
    return isinstance(node, Number) and node.value.denominator == 1


def symbols(root: Expression) -> frozenset[str]:
    """The names of the variables that occur in ``root``."""
    return frozenset(node.name for node in postorder(root) if isinstance(node, Symbol))
