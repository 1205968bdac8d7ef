"""Canonical printing: what was understood, in the language that the reader reads back."""

from __future__ import annotations

from fractions import Fraction

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

_SUM, _PRODUCT, _UNARY, _POWER, _ATOM = range(5)


def print_expression(root: Expression) -> str:
    """The canonical text of ``root``; reading it gives ``root`` again.

    >>> from trivium.cas.reader import read_expression
    >>> print_expression(read_expression("-(x+1)^2/(2*ln(y))"))
    '-(x + 1)**2/(2*log(y))'
    """
    done: list[tuple[str, int]] = []
    for node in postorder(root):
        count = len(children(node))
        parts = done[len(done) - count :]
        del done[len(done) - count :]
        done.append(_text(node, parts))
    return done[0][0]


def print_number(value: Fraction) -> str:
    """A non-negative number with a finite decimal expansion, exactly."""
    digits, denominator = 0, value.denominator
    while denominator != 1:
        digits += 1
        denominator = (value * 10**digits).denominator
    if not digits:
        return str(value.numerator)
    scaled = str(int(value * 10**digits)).rjust(digits + 1, "0")
    return f"{scaled[:-digits]}.{scaled[-digits:]}"


def _text(node: Expression, parts: list[tuple[str, int]]) -> tuple[str, int]:
    match node:
        case Number(value):
            return print_number(value), _ATOM
        case Symbol(name) | Constant(name):
            return name, _ATOM
        case Call(function, _):
            return f"{function}({', '.join(text for text, _ in parts)})", _ATOM
        case Power():
            return f"{_wrap(parts[0], _ATOM)}**{_wrap(parts[1], _UNARY)}", _POWER
        case Negation():
            return f"-{_wrap(parts[0], _UNARY)}", _UNARY
        case Quotient():
            return f"{_wrap(parts[0], _PRODUCT)}/{_wrap(parts[1], _UNARY)}", _PRODUCT
        case Product(factors):
            first_level = _UNARY if isinstance(factors[0], Product) else _PRODUCT
            rest = (_wrap(part, _UNARY) for part in parts[1:])
            return "*".join([_wrap(parts[0], first_level), *rest]), _PRODUCT
        case Sum(terms):
            return "".join(_term(i, term, parts[i]) for i, term in enumerate(terms)), _SUM


def _term(index: int, term: Expression, part: tuple[str, int]) -> str:
    text, level = part
    if isinstance(term, Negation):
        inner = text[1:]
        if index == 0:
            return f"-{inner}"
        bracketed = isinstance(term.operand, Product | Quotient)
        return f" - {inner[1:-1] if bracketed else inner}"
    shown = _wrap((text, level), _PRODUCT)
    return shown if index == 0 else f" + {shown}"


def _wrap(part: tuple[str, int], level: int) -> str:
    text, own = part
    return text if own >= level else f"({text})"
