"""The static cost gate: refuses a formula that would be dear to evaluate, before anything is evaluated.

Every estimate is an upper bound on the height (the larger bit length of numerator and denominator) of the
exact value of a constant subexpression, or on the degree of a polynomial once it is expanded.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple

from trivium.cas.errors import CostError, Place
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
    symbols,
)

MAX_NODES = 5_000
MAX_DEPTH = 200
MAX_BITS = 20_000
MAX_DEGREE = 400
MAX_SYMBOLS = 24

_FACTORIAL_LIKE = frozenset({"factorial", "gamma", "binomial", "beta"})


class _Cost(NamedTuple):
    """Bounds for one node: tree depth, height in bits of a rational constant (None: not one), degree, terms."""

    depth: int
    bits: float | None
    degree: float
    terms: int


def admit(root: Expression, field: str) -> None:
    """Raise :class:`CostError` unless every estimate of ``root`` lies within the limits."""
    if len(symbols(root)) > MAX_SYMBOLS:
        raise CostError(f"the formula has more than {MAX_SYMBOLS} variables", Place(1, 1), field=field)
    done: list[_Cost] = []
    for node in postorder(root):
        count = len(children(node))
        parts = done[len(done) - count :]
        del done[len(done) - count :]
        cost = _cost(node, parts)
        _require_cheap(node, cost, field)
        done.append(cost)


def _require_cheap(node: Expression, cost: _Cost, field: str) -> None:
    if cost.depth > MAX_DEPTH:
        raise CostError(f"the formula is nested deeper than {MAX_DEPTH}", Place(1, 1), field=field)
    if cost.bits is not None and cost.bits > MAX_BITS:
        what = node.function if isinstance(node, Call) else "power" if isinstance(node, Power) else "constant"
        reason = f"the exact value of a {what} here may need more than {MAX_BITS} bits"
        raise CostError(reason, Place(1, 1, what), field=field, suggestion="use a smaller constant or a variable")
    if cost.degree > MAX_DEGREE:
        reason = f"expanding a power here may reach degree {cost.degree:.0f}, more than {MAX_DEGREE}"
        raise CostError(reason, Place(1, 1, "**"), field=field, suggestion="use a symbolic exponent")


def _cost(node: Expression, parts: list[_Cost]) -> _Cost:
    depth = 1 + max((part.depth for part in parts), default=0)
    match node:
        case Number(value):
            return _Cost(depth, _height(value.numerator, value.denominator), 0, 1)
        case Symbol():
            return _Cost(depth, None, 1, 1)
        case Constant():
            return _Cost(depth, None, 0, 1)
        case Negation():
            return _Cost(depth, parts[0].bits, parts[0].degree, parts[0].terms)
        case Sum():
            bits = _all_bits(parts)
            return _Cost(
                depth,
                None if bits is None else sum(bits) + len(bits),
                max(part.degree for part in parts),
                sum(part.terms for part in parts),
            )
        case Product() | Quotient():
            bits = _all_bits(parts)
            degree = sum(part.degree for part in parts)
            return _Cost(depth, None if bits is None else sum(bits), degree, max(part.terms for part in parts))
        case Power():
            return _power_cost(node, depth, parts)
        case Call(function, _):
            return _Cost(depth, _call_bits(function, parts), 1 if any(p.degree for p in parts) else 0, 1)


def _power_cost(node: Power, depth: int, parts: list[_Cost]) -> _Cost:
    base, exponent = parts
    literal = _literal(node.exponent)
    inexact = literal is not None and literal.denominator != 1  # a root is a ball, never an exact number
    if exponent.bits is None or inexact:
        return _Cost(depth, None, 1 if base.degree or exponent.degree else 0, 1)
    size = _magnitude(node.exponent, exponent.bits)
    bits = None if base.bits is None else base.bits * size
    monomial = base.terms == 1
    degree = 1 if monomial and base.degree else base.degree * size
    constant_expansion = base.terms > 1 and base.bits is None and not base.degree and size > MAX_DEGREE
    return _Cost(depth, bits, MAX_DEGREE + 1 if constant_expansion else degree, base.terms)


def _call_bits(function: str, parts: list[_Cost]) -> float | None:
    if function not in _FACTORIAL_LIKE or any(part.bits is None for part in parts):
        return None
    size = 2.0 ** min(parts[0].bits or 0, 64)
    return size if function == "binomial" else size * math.log2(size + 2)


def _magnitude(exponent: Expression, bits: float) -> float:
    """An upper bound of the absolute value of a constant exponent, at least 1."""
    literal = _literal(exponent)
    if literal is None:
        return math.pow(2.0, min(bits, 64))
    size = math.ceil(abs(literal))
    return float(min(max(1, size), 2**64))


def _literal(node: Expression) -> Fraction | None:
    """The value of a number, a quotient of numbers or its negation; ``None`` for anything else."""
    match node:
        case Negation(operand):
            return _literal(operand)
        case Quotient(Number(top), Number(bottom)) if bottom:
            return top / bottom
        case Number(value):
            return value
        case _:
            return None


def _all_bits(parts: list[_Cost]) -> list[float] | None:
    known = [part.bits for part in parts if part.bits is not None]
    return known if len(known) == len(parts) else None


def _height(numerator: int, denominator: int) -> float:
    return math.log2(max(numerator, denominator, 1))
