"""Syntax trees as plain lists, for a process that must not be given text."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from trivium.cas.reader.syntax import (
    Call,
    Constant,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    children,
    postorder,
)

Plain: TypeAlias = "list[str | Plain]"
"""The head, then names or subtrees."""

_HEADS = {Sum: "add", Product: "mul", Negation: "neg", Quotient: "div", Power: "pow"}


def to_plain(root: Expression) -> Plain:
    """The tree as nested lists of texts."""
    done: list[Plain] = []
    for node in postorder(root):
        count = len(children(node))
        parts = done[len(done) - count :]
        del done[len(done) - count :]
        done.append(_plain(node, parts))
    return done[0]


def _plain(node: Expression, parts: Sequence[Plain]) -> Plain:
    match node:
        case Number(value):
            return ["num", str(value)]
        case Symbol(name):
            return ["sym", name]
        case Constant(name):
            return ["const", name]
        case Call(function, _):
            return ["call", function, *parts]
        case _:
            return [_HEADS[type(node)], *parts]


def rename(root: Expression, names: dict[str, str]) -> Expression:
    """The tree with its variables renamed."""
    done: list[Expression] = []
    for node in postorder(root):
        count = len(children(node))
        parts = tuple(done[len(done) - count :])
        del done[len(done) - count :]
        done.append(_renamed(node, parts, names))
    return done[0]


def _renamed(node: Expression, parts: tuple[Expression, ...], names: dict[str, str]) -> Expression:
    match node:
        case Symbol(name):
            return Symbol(names.get(name, name))
        case Number() | Constant():
            return node
        case Sum():
            return Sum(parts)
        case Product():
            return Product(parts)
        case Negation():
            return Negation(parts[0])
        case Quotient():
            return Quotient(parts[0], parts[1])
        case Power():
            return Power(parts[0], parts[1])
        case Call(function, _):
            return Call(function, parts)


def number(value: int) -> Expression:
    """An integer as a tree."""
    return Number(Fraction(value)) if value >= 0 else Negation(Number(Fraction(-value)))
