"""Expressions over a ring or a field: values, their Lean text, and the closed Lean data that the checkers read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from trivium.prover.errors import InvalidExpression

MAX_NODES = 50_000
MAX_DEPTH = 4_000
"""A sum of that many terms is nested that deeply; Lean's elaborator recurses along it."""
MAX_EXPONENT = 65_535


@dataclass(frozen=True, slots=True)
class Num:
    """A natural number."""

    value: int


@dataclass(frozen=True, slots=True)
class Var:
    """A variable, by its Lean name."""

    name: str


@dataclass(frozen=True, slots=True)
class Add:
    """A sum."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Sub:
    """A difference."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Neg:
    """A negative."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Mul:
    """A product."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Pow:
    """A power with a natural number as exponent."""

    base: Expression
    exponent: int


@dataclass(frozen=True, slots=True)
class Div:
    """A quotient, in a field."""

    left: Expression
    right: Expression


Expression: TypeAlias = Num | Var | Add | Sub | Neg | Mul | Pow | Div
Result = TypeVar("Result")

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_']*")
_RESERVED = frozenset(
    {"at", "axiom", "by", "calc", "class", "def", "do", "else", "end", "exact", "example", "exists", "false", "for"}
    | {"forall", "from", "fun", "have", "if", "import", "in", "inductive", "instance", "let", "lemma", "local", "match"}
    | {"mut", "namespace", "nomatch", "open", "opaque", "private", "protected", "Prop", "return", "scoped", "section"}
    | {"set_option", "show", "Sort", "structure", "suffices", "sorry", "then", "theorem", "this", "true", "Type"}
    | {"universe", "unsafe", "using", "variable", "where", "while", "with", "_"}
    # what the texts of this package mean by these names
    | {"trivial", "Trivium", "Nat", "Int", "Rat", "List", "carrier"}
)


def check_name(name: str) -> None:
    """Raises InvalidExpression where a name cannot be a Lean variable."""
    if not _NAME.fullmatch(name) or name in _RESERVED:
        raise InvalidExpression(f"{name[:40]!r} is no name of a Lean variable")


def operands(expression: Expression) -> tuple[Expression, ...]:
    """The parts that an expression is made of directly."""
    match expression:
        case Num() | Var():
            return ()
        case Neg(operand):
            return (operand,)
        case Pow(base, _):
            return (base,)
        case Add(left, right) | Sub(left, right) | Mul(left, right) | Div(left, right):
            return (left, right)


def fold(expression: Expression, combine: Callable[[Expression, tuple[Result, ...]], Result]) -> Result:
    """Compute bottom-up: `combine` gets a node and the results of its operands. Deep nesting needs no deep stack."""
    results: list[Result] = []
    pending: list[tuple[Expression, bool]] = [(expression, False)]
    while pending:
        node, ready = pending.pop()
        parts = operands(node)
        if parts and not ready:
            pending.append((node, True))
            pending.extend((part, False) for part in reversed(parts))
            continue
        cut = len(results) - len(parts)
        inner = tuple(results[cut:])
        del results[cut:]
        results.append(combine(node, inner))
    return results[0]


def nodes(expression: Expression) -> Iterator[Expression]:
    """Every node, an operand before what it is part of."""
    pending = [expression]
    found = []
    while pending:
        node = pending.pop()
        found.append(node)
        pending.extend(operands(node))
    return reversed(found)


def variables(*expressions: Expression) -> tuple[str, ...]:
    """The names of the variables, each once, in the order of their first occurrence."""
    names: dict[str, None] = {}
    for expression in expressions:
        for node in nodes(expression):
            if isinstance(node, Var):
                names[node.name] = None
    return tuple(names)


def check(expression: Expression, *, field: bool) -> None:
    """Raises InvalidExpression for what the checkers do not take: sizes beyond the limits, quotients in a ring."""
    count = 0
    for node in nodes(expression):
        count += 1
        match node:
            case Num(value) if value < 0:
                raise InvalidExpression("a numeral is a natural number; a negative one is written with Neg")
            case Var(name):
                check_name(name)
            case Pow(_, exponent) if not 0 <= exponent <= MAX_EXPONENT:
                raise InvalidExpression(f"the exponent {exponent} is not between 0 and {MAX_EXPONENT}")
            case Div() if not field:
                raise InvalidExpression("a quotient in a ring")
    if count > MAX_NODES:
        raise InvalidExpression(f"an expression of {count} nodes; at most {MAX_NODES} are taken")
    if depth(expression) > MAX_DEPTH:
        raise InvalidExpression(f"an expression is nested more than {MAX_DEPTH} deep")


def depth(expression: Expression) -> int:
    """How deeply an expression is nested; one for a leaf."""
    return fold(expression, lambda _, inner: 1 + max(inner, default=0))


_SUM, _PRODUCT, _ATOM = 65, 70, 100


def lean_text(expression: Expression) -> str:
    """The expression in Lean's notation. Exponents say their type, which spares Lean a search for each."""

    def combine(node: Expression, inner: tuple[tuple[str, int], ...]) -> tuple[str, int]:
        match node:
            case Num(value):
                return str(value), _ATOM
            case Var(name):
                return name, _ATOM
            case Neg():
                return f"(-{_at_least(inner[0], _ATOM)})", _ATOM
            case Pow(_, exponent):
                return f"{_at_least(inner[0], _ATOM)}^({exponent} : Nat)", _ATOM - 1
            case Add() | Sub():
                sign = "+" if isinstance(node, Add) else "-"
                return f"{_at_least(inner[0], _SUM)} {sign} {_at_least(inner[1], _PRODUCT)}", _SUM
            case Mul() | Div():
                sign = "*" if isinstance(node, Mul) else "/"
                return f"{_at_least(inner[0], _PRODUCT)} {sign} {_at_least(inner[1], _PRODUCT + 1)}", _PRODUCT

    return fold(expression, combine)[0]


def _at_least(text: tuple[str, int], level: int) -> str:
    return text[0] if text[1] >= level else f"({text[0]})"


def reified(expression: Expression, index: Mapping[str, int]) -> str:
    """The expression as data of `Trivium.Ring.Expr` or `Trivium.Field.Expr`, its variables numbered by `index`."""

    def combine(node: Expression, inner: tuple[str, ...]) -> str:
        match node:
            case Num(value):
                return f"(.num {value})"
            case Var(name):
                return f"(.var {index[name]})"
            case Pow(_, exponent):
                return f"(.pow {inner[0]} {exponent})"
            case _:
                return f"(.{type(node).__name__.lower()} {' '.join(inner)})"

    return fold(expression, combine)
