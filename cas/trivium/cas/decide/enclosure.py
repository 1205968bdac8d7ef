"""The engine's evaluator: a formula compiled once and enclosed at many exact points.

Real rational arithmetic stays exact (``fmpq``); everything else is an Arb ball on the principal branch.
"""

from __future__ import annotations

import operator
from fractions import Fraction
from typing import NamedTuple

from flint import acb, arb, ctx, fmpq

from trivium.cas.certificate.model import Point
from trivium.cas.decide.balls import (
    CONSTANTS,
    FUNCTIONS,
    Function,
    NoValueError,
    Value,
    add,
    as_ball,
    divide,
    multiply,
    raise_to,
    rational,
)
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

_ZERO = fmpq(0)


class _Instruction(NamedTuple):
    place: int
    """Register of the value."""
    function: Function
    inputs: tuple[int, ...]


class Program:
    """A formula as straight-line code over balls."""

    def __init__(self, root: Expression) -> None:
        self._registers: list[Value] = []
        """The exact numbers in their places; zeros elsewhere."""
        self._symbols: list[tuple[int, str]] = []
        self._code: list[_Instruction] = []
        places: dict[Expression, int] = {}
        for node in postorder(root):
            if node not in places:
                places[node] = len(self._registers)
                self._compile(node, tuple([places[child] for child in children(node)]))

    def enclose(self, point: Point, precision: int, *, real_valued: bool = False) -> acb | None:
        """A finite ball around the value at ``point``, or ``None`` where none was found at this precision."""
        before = ctx.prec
        ctx.prec = precision
        try:
            return self._run(point, real_valued)
        except (NoValueError, ZeroDivisionError):
            return None
        finally:
            ctx.prec = before

    def _run(self, point: Point, real_valued: bool) -> acb | None:
        registers = self._registers.copy()
        for place, name in self._symbols:
            registers[place] = value = _coordinate(point[name])
            if real_valued and isinstance(value, acb):
                return None
        for place, function, inputs in self._code:
            registers[place] = value = function(*[registers[index] for index in inputs])
            if isinstance(value, acb):
                if not value.is_finite():
                    return None
                if real_valued and not value.imag.is_zero():
                    return None
        return as_ball(registers[-1])

    def _compile(self, node: Expression, inputs: tuple[int, ...]) -> None:
        place = len(self._registers)
        self._registers.append(rational(node.value) if isinstance(node, Number) else _ZERO)
        if isinstance(node, Symbol):
            self._symbols.append((place, node.name))
        elif not isinstance(node, Number):
            self._code.append(_Instruction(place, _function(node), inputs))


def _function(node: Sum | Product | Negation | Quotient | Power | Call | Constant) -> Function:
    match node:
        case Constant(name):
            return CONSTANTS[name]
        case Sum():
            return add
        case Product():
            return multiply
        case Negation():
            return operator.neg
        case Quotient():
            return divide
        case Power():
            return raise_to
        case Call(name, _):
            return FUNCTIONS[name]


def _coordinate(value: tuple[Fraction, Fraction]) -> Value:
    real, imaginary = value
    return acb(arb(rational(real)), arb(rational(imaginary))) if imaginary else rational(real)
