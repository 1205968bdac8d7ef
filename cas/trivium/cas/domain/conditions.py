"""Derived conditions: what must not vanish for both sides to be defined."""

from __future__ import annotations

from trivium.cas.reader.equation import Question
from trivium.cas.reader.printer import print_expression
from trivium.cas.reader.syntax import Call, Expression, Negation, Number, Power, Quotient, postorder, symbols

_VANISHING = {"tan": "cos", "sec": "cos", "cot": "sin", "csc": "sin", "coth": "sinh", "csch": "sinh"}
_POLES = {"gamma": 0, "loggamma": 0, "digamma": 0, "factorial": 1}


def valid_when(question: Question) -> tuple[str, ...]:
    """Conditions under which both sides are defined, in the order of their appearance; constants are left out."""
    found: dict[str, None] = {}
    for root in (question.lhs, question.rhs):
        for node in postorder(root):
            condition = _condition(node)
            if condition:
                found[condition] = None
    return tuple(found)


def _condition(node: Expression) -> str:
    match node:
        case Quotient(_, denominator) if symbols(denominator):
            return f"{print_expression(denominator)} != 0"
        case Power(base, Negation(Number())) if symbols(base):
            return f"{print_expression(base)} != 0"
        case Call("log", arguments) if symbols(arguments[0]):
            return f"{print_expression(arguments[0])} != 0"
        case Call(name, (argument,)) if name in _VANISHING and symbols(argument):
            return f"{_VANISHING[name]}({print_expression(argument)}) != 0"
        case Call(name, (argument,)) if name in _POLES and symbols(argument):
            bound = "a negative integer" if _POLES[name] else "zero or a negative integer"
            return f"{print_expression(argument)} is not {bound}"
        case _:
            return ""
