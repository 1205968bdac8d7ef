"""Definitions: functions written in terms of simpler ones, as the principal-branch conventions define them.

Each right-hand side is defined exactly where the left-hand side is (NIST DLMF chapters 4 and 5).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import factorial

from trivium.cas.certificate import terms
from trivium.cas.certificate.sign_sets import NEGATIVE, POSITIVE
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.special_values import special_value
from trivium.cas.certificate.terms import (
    HALF,
    MINUS_ONE,
    ONE,
    PI,
    TWO,
    I,
    Term,
    add,
    divide,
    mul,
    negate,
    power,
    subtract,
)

_ENTIRE = frozenset(
    [
        "exp",
        "sin",
        "cos",
        "sinh",
        "cosh",
        "tan",
        "cot",
        "sec",
        "csc",
        "tanh",
        "coth",
        "sech",
        "csch",
        "erf",
        "erfc",
        "erfi",
        "gamma",
        "rgamma",
    ]
)


def _exp(term: Term) -> Term:
    return terms.call("exp", term)


def _e_to(z: Term) -> tuple[Term, Term]:
    forward = _exp(z)
    return forward, power(forward, MINUS_ONE)


def _sinh(z: Term) -> Term:
    up, down = _e_to(z)
    return divide(subtract(up, down), TWO)


def _cosh(z: Term) -> Term:
    up, down = _e_to(z)
    return divide(add((up, down)), TWO)


def _sin(z: Term) -> Term:
    up, down = _e_to(mul((I, z)))
    return divide(subtract(up, down), mul((TWO, I)))


def _cos(z: Term) -> Term:
    return _cosh(mul((I, z)))


def _root(z: Term) -> Term:
    return power(z, HALF)


def _log(z: Term) -> Term:
    return terms.call("log", z)


def _reciprocal(name: str) -> Callable[[Term], Term]:
    return lambda z: terms.call(name, power(z, MINUS_ONE))


def _rgamma(z: Term) -> Term:
    return terms.call("rgamma", z)


def _falling(top: Term, count: int) -> Term:
    factors = [add((top, terms.number(-index))) for index in range(count)]
    return mul((terms.number(Fraction(1, factorial(count))), *factors))


def _binomial(top: Term, bottom: Term) -> Term:
    if bottom.is_number and bottom.number in range(60):
        return _falling(top, int(bottom.number))
    below = add((subtract(top, bottom), ONE))
    return mul((power(_rgamma(add((top, ONE))), MINUS_ONE), _rgamma(add((bottom, ONE))), _rgamma(below)))


def _beta(a: Term, b: Term) -> Term:
    return mul((power(_rgamma(a), MINUS_ONE), power(_rgamma(b), MINUS_ONE), _rgamma(add((a, b)))))


def _greater(a: Term, b: Term, sign: Term) -> Term:
    return divide(add((a, b, mul((sign, terms.call("abs", subtract(a, b)))))), TWO)


def _extreme(sign: Term) -> Callable[..., Term]:  # type: ignore[explicit-any]  # of every arity
    def fold(*values: Term) -> Term:
        first, *others = sorted(values, key=terms.write)
        total = first
        for value in others:
            total = _greater(total, value, sign)
        return total

    return fold


_DEFINITIONS: Mapping[str, Callable[..., Term]] = {  # type: ignore[explicit-any]  # of every arity
    "sin": _sin,
    "cos": _cos,
    "tan": lambda z: divide(_sin(z), _cos(z)),
    "cot": lambda z: divide(_cos(z), _sin(z)),
    "sec": lambda z: power(_cos(z), MINUS_ONE),
    "csc": lambda z: power(_sin(z), MINUS_ONE),
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": lambda z: divide(_sinh(z), _cosh(z)),
    "coth": lambda z: divide(_cosh(z), _sinh(z)),
    "sech": lambda z: power(_cosh(z), MINUS_ONE),
    "csch": lambda z: power(_sinh(z), MINUS_ONE),
    "acos": lambda z: subtract(divide(PI, TWO), terms.call("asin", z)),
    "acot": _reciprocal("atan"),
    "asec": _reciprocal("acos"),
    "acsc": _reciprocal("asin"),
    "acoth": _reciprocal("atanh"),
    "asech": _reciprocal("acosh"),
    "acsch": _reciprocal("asinh"),
    "asin": lambda z: mul((MINUS_ONE, I, _log(add((mul((I, z)), _root(subtract(ONE, power(z, TWO)))))))),
    "atan": lambda z: mul((HALF, I, subtract(_log(subtract(ONE, mul((I, z)))), _log(add((ONE, mul((I, z)))))))),
    "asinh": lambda z: _log(add((z, _root(add((power(z, TWO), ONE)))))),
    "acosh": lambda z: _log(add((z, mul((_root(subtract(z, ONE)), _root(add((z, ONE)))))))),
    "atanh": lambda z: mul((HALF, subtract(_log(add((ONE, z))), _log(subtract(ONE, z))))),
    "gamma": lambda z: power(_rgamma(z), MINUS_ONE),
    "factorial": lambda z: power(_rgamma(add((z, ONE))), MINUS_ONE),
    "binomial": _binomial,
    "beta": _beta,
    "erfc": lambda z: subtract(ONE, terms.call("erf", z)),
    "erfi": lambda z: mul((MINUS_ONE, I, terms.call("erf", mul((I, z))))),
    "Max": _extreme(ONE),
    "Min": _extreme(MINUS_ONE),
    "re": lambda z: divide(add((z, terms.call("conjugate", z))), TWO),
    "im": lambda z: divide(subtract(z, terms.call("conjugate", z)), mul((TWO, I))),
}


def expand(term: Term, signs: Signs) -> Term | None:
    """The definition of a call, or ``None`` where it has none on this domain.

    ``Max`` and ``Min`` need real arguments; ``abs``, ``sign``, ``conjugate`` depend on what is known of theirs.
    """
    match term.head:
        case "Max" | "Min" if not all(signs.real(part) for part in term.args):
            return None
        case "abs" | "sign":
            return _by_sign(term, signs)
        case "conjugate":
            return _conjugate(term.args[0], signs)
        case "re" | "im" if signs.real(term.args[0]):
            return term.args[0] if term.head == "re" else mul((terms.ZERO, term.args[0]))
        case "const" if term.name == "GoldenRatio":
            return divide(add((ONE, _root(terms.number(5)))), TWO)
        case _:
            rule = _DEFINITIONS.get(term.head)
            return rule(*term.args) if rule else special_value(term, signs)


def _by_sign(term: Term, signs: Signs) -> Term | None:
    argument = term.args[0]
    mask = signs.of(argument)
    if term.head == "abs":
        if mask and not mask & NEGATIVE:
            return argument
        if mask and not mask & POSITIVE:
            return negate(argument)
        return None if mask else _complex_absolute(argument)
    if mask and argument.head == "mul":
        return mul(terms.call("sign", part) for part in argument.args)
    if mask in (POSITIVE, NEGATIVE):
        return mul((ONE if mask == POSITIVE else MINUS_ONE, power(argument, terms.ZERO)))
    if signs.nonzero(argument):
        return divide(argument, terms.call("abs", argument))
    return None


def _complex_absolute(z: Term) -> Term:
    """``abs`` of a product is the product of ``abs``; ``abs(exp(z)) = exp(re(z))``; else ``sqrt(z*conjugate(z))``."""
    match z.head:
        case "mul":
            return mul(terms.call("abs", part) for part in z.args)
        case "pow" if z.args[1].is_number and z.args[1].number.denominator == 1:
            return power(terms.call("abs", z.args[0]), z.args[1])
        case "exp":
            return _exp(terms.call("re", z.args[0]))
        case _:
            return _root(mul((z, terms.call("conjugate", z))))


def _conjugate(term: Term, signs: Signs) -> Term | None:
    def conjugate(part: Term) -> Term:
        return terms.call("conjugate", part)

    if signs.real(term):
        return term
    match term.head:
        case "const" if term.name == "I":
            return negate(I)
        case "add":
            return add(map(conjugate, term.args))
        case "mul":
            return mul(map(conjugate, term.args))
        case "pow" if term.args[1].is_number and term.args[1].number.denominator == 1:
            return power(conjugate(term.args[0]), term.args[1])
        case "conjugate":
            return term.args[0]
        case "log" | "pow" if term.args[-1] == term.args[0] or signs.real(term.args[1]):
            return _conjugate_off_cut(term, signs)
        case head if head in _ENTIRE:
            return Term(head, tuple(map(conjugate, term.args)))
        case _:
            return None


def _conjugate_off_cut(term: Term, signs: Signs) -> Term | None:
    """``log`` and real powers commute with conjugation where the argument has a positive real part."""
    argument = term.args[0]
    real = []
    for part in argument.args if argument.head == "add" else (argument,):
        if signs.real(part):
            real.append(part)
        elif part.head != "mul" or not signs.real(mul(factor for factor in part.args if factor != I)):
            if part != I:
                return None
        elif part.args.count(I) != 1:
            return None
    if not signs.positive(add(real)):
        return None
    return terms.rebuild(term, (terms.call("conjugate", argument), *term.args[1:]))


def companion(term: Term) -> tuple[Term, Term] | None:
    """For a logarithm-like ``f(w)``: the exponent it stands for and the value of ``exp`` of that exponent.

    ``exp(I*asin(w)) = I*w + sqrt(1 - w**2)``, ``exp(I*acos(w)) = w + I*sqrt(1 - w**2)``,
    ``exp(I*atan(w)) = (1 + I*w)/sqrt(1 + w**2)``, ``exp(asinh(w)) = w + sqrt(1 + w**2)``,
    ``exp(acosh(w)) = w + sqrt(w - 1)*sqrt(w + 1)``, ``exp(atanh(w)) = (1 + w)/sqrt(1 - w**2)``
    (principal branches, every complex ``w``).
    """
    if not term.args:
        return None
    w = term.args[0]
    square = power(w, TWO)
    match term.head:
        case "asin":
            return mul((I, term)), add((mul((I, w)), _root(subtract(ONE, square))))
        case "acos":
            return mul((I, term)), add((w, mul((I, _root(subtract(ONE, square))))))
        case "atan":
            return mul((I, term)), divide(add((ONE, mul((I, w)))), _root(add((ONE, square))))
        case "asinh":
            return term, add((w, _root(add((ONE, square)))))
        case "acosh":
            return term, add((w, mul((_root(subtract(w, ONE)), _root(add((w, ONE)))))))
        case "atanh":
            return term, divide(add((ONE, w)), _root(subtract(ONE, square)))
        case _:
            return None
