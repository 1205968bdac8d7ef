"""Typed nodes under construction: types that are not known yet, unification, coercions, defaults."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from trivium.prover.certificate.arithmetic.terms import BINDERS, NUMBERS, C, N, P, R, Sort, Term, Z
from trivium.prover.errors import UnsupportedStatement
from trivium.prover.statement.syntax import Place


@dataclass(slots=True, eq=False)
class Hole:
    """A type that is not known yet."""

    value: Type | None = None


@dataclass(slots=True, eq=False)
class Collection:
    """`fin` or `set` of a type that may not be known yet."""

    name: str
    element: Type


Type: TypeAlias = Sort | Hole | Collection


@dataclass(slots=True, eq=False)
class Node:
    """A term whose type may not be known yet; `name` is that of a variable, `value` that of a numeral."""

    op: str
    type: Type
    place: Place
    args: list[Node] = field(default_factory=list)
    name: str = ""
    value: int = 0


def resolved(kind: Type) -> Type:
    """The type with known holes filled at the top."""
    while isinstance(kind, Hole) and kind.value is not None:
        kind = kind.value
    if isinstance(kind, Sort) and kind.name in ("fin", "set"):
        return Collection(kind.name, kind.parts[0])
    return kind


def unify(left: Type, right: Type) -> bool:
    """Make two types equal; False where they cannot be."""
    left, right = resolved(left), resolved(right)
    if left is right:
        return True
    if isinstance(left, Hole):
        left.value = right
        return True
    if isinstance(right, Hole):
        right.value = left
        return True
    if isinstance(left, Collection) and isinstance(right, Collection):
        return left.name == right.name and unify(left.element, right.element)
    return left == right


def unsupported(reason: str, place: Place) -> UnsupportedStatement:
    """The error for a construct at a place."""
    return UnsupportedStatement(reason, place.line, place.column)


def widens(small: Type, large: Type) -> bool:
    """Whether numbers of the first type are coerced to the second."""
    return small in NUMBERS and large in NUMBERS and NUMBERS.index(_sort(small)) < NUMBERS.index(_sort(large))


def _sort(kind: Type) -> Sort:
    assert isinstance(kind, Sort)
    return kind


def ensure(node: Node, expected: Type) -> Node:
    """The node as a value of the expected type, coerced where Lean would."""
    actual = resolved(node.type)
    wanted = resolved(expected)
    if isinstance(actual, Sort) and isinstance(wanted, Sort) and widens(actual, wanted):
        return Node("cast", wanted, node.place, [node])
    if not unify(actual, wanted):
        raise unsupported(f"a value of type {shown(actual)} where {shown(wanted)} is expected", node.place)
    return node


def shown(kind: Type) -> str:
    """A type in words."""
    kind = resolved(kind)
    if isinstance(kind, Hole):
        return "_"
    return f"{kind.name}[{shown(kind.element)}]" if isinstance(kind, Collection) else str(kind)


def sort_of(kind: Type) -> Sort:
    """The sort of a type; a type that is still unknown is ℕ, as numerals are."""
    kind = resolved(kind)
    if isinstance(kind, Hole):
        kind.value = N
        return N
    if isinstance(kind, Collection):
        return Sort(kind.name, (sort_of(kind.element),))
    return kind


def finished(node: Node) -> Term:
    """The term of a node, once every type is known."""
    args = tuple(finished(argument) for argument in node.args)
    sort = sort_of(node.type)
    if node.op == "num":
        if sort not in NUMBERS:
            raise unsupported(f"a numeral of type {sort}", node.place)
        return Term("num", sort, value=node.value)
    if node.op == "cast":
        if args[0].sort == sort:
            return args[0]
        if not widens(args[0].sort, sort):
            raise unsupported(f"no coercion from {args[0].sort} to {sort}", node.place)
    if node.op == "^":
        return _power(node, args[0], args[1], sort)
    if node.op in ("lt", "le") and args[0].sort not in NUMBERS[:-1]:
        raise unsupported("an order of values that have none here", node.place)
    if node.op in ("neg", "abs") and sort == N:
        raise unsupported("a negative natural number", node.place)
    if node.op in BINDERS and args[0].sort not in NUMBERS:
        raise unsupported("a bound variable that is no number is not supported", node.place)
    if node.op == "eq" and args[0].sort == P:
        raise unsupported("an equation between propositions", node.place)
    return Term(node.op, sort, args, node.name)


def _power(node: Node, base: Term, exponent: Term, sort: Sort) -> Term:
    op = {N: "pow", Z: "zpow", R: "rpow"}.get(exponent.sort)
    fine = op == "pow" or (op == "zpow" and sort in NUMBERS[2:]) or (op == "rpow" and sort == R)
    if op is None or not fine or sort not in NUMBERS or (sort == C and op == "rpow"):
        raise unsupported(f"a power of {base.sort} by {exponent.sort}", node.place)
    return Term(op, sort, (base, exponent))
