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
    folded,
    rebuilt,
)

Plain: TypeAlias = "list[str | Plain]"
"""The head, then names or subtrees."""

_HEADS = {Sum: "add", Product: "mul", Negation: "neg", Quotient: "div", Power: "pow"}


def to_plain(root: Expression) -> Plain:
    """The tree as nested lists of texts."""
    return folded(root, _plain)


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

    def renamed(node: Expression, parts: list[Expression]) -> Expression:
        return Symbol(names.get(node.name, node.name)) if isinstance(node, Symbol) else rebuilt(node, parts)

    return folded(root, renamed)


def number(value: int) -> Expression:
    """An integer as a tree."""
    return Number(Fraction(value)) if value >= 0 else Negation(Number(Fraction(-value)))
