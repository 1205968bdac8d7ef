"""Between the typed tree and SymPy's objects; no text is ever parsed by SymPy."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import sympy
from sympy.core.expr import Expr

from trivium.cas.reader.names import ARITY
from trivium.cas.solve.trees import Plain

_CONSTANTS: Mapping[str, Expr] = {
    "pi": sympy.pi, "E": sympy.E, "I": sympy.I, "oo": sympy.oo, "EulerGamma": sympy.EulerGamma,
    "Catalan": sympy.Catalan, "GoldenRatio": sympy.GoldenRatio,
}  # fmt: skip

_OTHER_NAMES = {"abs": "Abs"}
_HYPERGEOMETRIC = re.compile(r"hyp(\d)f(\d)")
_FUNCTIONS: Mapping[str, Callable[..., Expr]] = {  # type: ignore[explicit-any]  # of every arity
    name: getattr(sympy, _OTHER_NAMES.get(name, name)) for name in ARITY if not _HYPERGEOMETRIC.fullmatch(name)
}


class InexpressibleError(Exception):
    """A result that the infix language has no words for."""


def to_sympy(tree: Plain, symbols: Mapping[str, Expr]) -> Expr:
    """SymPy's object for a plain tree."""
    head, *parts = tree
    match head:
        case "num":
            value = Fraction(_text(parts[0]))
            return sympy.Rational(value.numerator, value.denominator)
        case "sym":
            return symbols[_text(parts[0])]
        case "const":
            return _CONSTANTS[_text(parts[0])]
        case "call":
            return _called(_text(parts[0]), [to_sympy(_tree(part), symbols) for part in parts[1:]])
    args = [to_sympy(_tree(part), symbols) for part in parts]
    match head:
        case "add":
            return sympy.Add(*args)
        case "mul":
            return sympy.Mul(*args)
        case "neg":
            return -args[0]
        case "div":
            return args[0] / args[1]
        case _:
            return args[0] ** args[1]


def _called(name: str, args: Sequence[Expr]) -> Expr:
    found = _HYPERGEOMETRIC.fullmatch(name)
    if found is None:
        return _FUNCTIONS[name](*args)
    upper = int(found.group(1))
    return sympy.hyper(args[:upper], args[upper:-1], args[-1])


def _text(part: str | Plain) -> str:
    if not isinstance(part, str):
        raise TypeError("a name is expected")
    return part


def _tree(part: str | Plain) -> Plain:
    if isinstance(part, str):
        raise TypeError("a tree is expected")
    return part


_OUR_NAMES = {theirs: ours for ours, theirs in _OTHER_NAMES.items()}
_CONSTANT_NAMES = {value: name for name, value in _CONSTANTS.items()}


def to_infix(expression: Expr) -> str:
    """The text in the infix language; raises :class:`InexpressibleError`."""
    if expression in _CONSTANT_NAMES:
        return _CONSTANT_NAMES[expression]
    if expression is sympy.S.NegativeInfinity:
        return "-oo"
    if expression.is_Symbol:
        return str(expression.name)
    if expression.is_Rational:
        return f"({expression.p}/{expression.q})" if expression.q != 1 else f"({expression.p})"
    if expression.is_Add or expression.is_Mul:
        return "(" + ("+" if expression.is_Add else "*").join(map(to_infix, expression.args)) + ")"
    if expression.is_Pow:
        base, exponent = expression.args
        if base is sympy.E:
            return f"exp({to_infix(exponent)})"
        return f"({to_infix(base)})**({to_infix(exponent)})"
    if expression.func is sympy.hyper:
        upper, lower, argument = expression.args
        name = f"hyp{len(upper)}f{len(lower)}"
        if name not in ARITY:
            raise InexpressibleError(name)
        return f"{name}({', '.join(map(to_infix, (*upper, *lower, argument)))})"
    name = type(expression).__name__
    name = _OUR_NAMES.get(name, name)
    if name == "exp_polar" or name not in _FUNCTIONS:
        raise InexpressibleError(name)
    if name == "LambertW" and len(expression.args) != 1:
        raise InexpressibleError("a branch of LambertW")
    return f"{name}({', '.join(map(to_infix, expression.args))})"
