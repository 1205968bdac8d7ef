"""Definitions and values of special functions (NIST DLMF chapters 4, 5, 6, 9, 10, 19, 24, 25)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import factorial

from flint import fmpq

from trivium.cas.certificate import terms
from trivium.cas.certificate.hypergeometric import SIGNATURES
from trivium.cas.certificate.hypergeometric_forms import closed_form
from trivium.cas.certificate.sign_sets import NEGATIVE, POSITIVE
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import (
    HALF,
    MINUS_ONE,
    ONE,
    PI,
    TWO,
    ZERO,
    I,
    Term,
    add,
    call,
    divide,
    mul,
    negate,
    power,
    subtract,
)

MAX_FACTORIAL = 1_000
MAX_ZETA = 200
MAX_NEGATIVE_ORDER = 12


def special_value(term: Term, signs: Signs) -> Term | None:
    """What a special function is at these arguments in simpler terms, or ``None``."""
    rule = _VALUES.get(term.head)
    return rule(term, signs) if rule else None


def _rgamma(term: Term, signs: Signs) -> Term | None:
    z = term.args[0]
    if not z.is_number:
        return None
    if z.number == Fraction(1, 2):
        return power(PI, terms.number(Fraction(-1, 2)))
    if z.number.denominator == 1 and z.number <= MAX_FACTORIAL:
        return terms.number(Fraction(1, factorial(int(z.number) - 1)) if z.number > 0 else Fraction(0))
    return None


def _loggamma(term: Term, signs: Signs) -> Term | None:
    z = term.args[0]
    if not z.is_number or z.number.denominator != 1 or not 0 < z.number <= MAX_FACTORIAL:
        return None
    return call("log", terms.number(factorial(int(z.number) - 1)))


def _digamma(term: Term, signs: Signs) -> Term | None:
    if term.args[0] == ONE:
        return negate(terms.constant("EulerGamma"))
    if term.args[0] == HALF:
        return subtract(negate(terms.constant("EulerGamma")), mul((TWO, call("log", TWO))))
    return None


def _polygamma(term: Term, signs: Signs) -> Term | None:
    order, z = term.args
    if order == ZERO:
        return call("digamma", z)
    if order.is_number and order.number in range(1, 60) and z in (ONE, HALF):
        count = int(order.number)
        scale = (2 ** (count + 1) - 1 if z == HALF else 1) * (-1) ** (count + 1) * factorial(count)
        return mul((terms.number(scale), call("zeta", terms.number(count + 1))))
    return None


def _zeta(term: Term, signs: Signs) -> Term | None:
    s = term.args[0]
    if not s.is_number or s.number.denominator != 1 or abs(s.number) > MAX_ZETA:
        return None
    whole = int(s.number)
    if whole <= 0:
        return terms.number(-_bernoulli(1 - whole) / (1 - whole)) if whole else terms.number(Fraction(-1, 2))
    if whole % 2:
        return None
    scale = abs(_bernoulli(whole)) * 2 ** (whole - 1) / factorial(whole)
    return mul((terms.number(scale), power(PI, terms.number(whole))))


def _bernoulli(index: int) -> Fraction:
    value = fmpq.bernoulli(index)
    return Fraction(int(value.p), int(value.q))


def _polylog(term: Term, signs: Signs) -> Term | None:
    s, z = term.args
    if z == ZERO:
        return ZERO
    if s == ONE and signs.positive(subtract(ONE, z)):
        return negate(call("log", subtract(ONE, z)))
    if s == ZERO:
        return divide(z, subtract(ONE, z))
    if s.is_number and s.number in range(-MAX_NEGATIVE_ORDER, 0):
        return _rational_polylog(-int(s.number), z)
    if z in (ONE, MINUS_ONE) and s.is_number and s.number > 1:
        eta = subtract(power(TWO, subtract(ONE, s)), ONE)
        return call("zeta", s) if z == ONE else mul((eta, call("zeta", s)))
    if s == TWO and z == HALF:
        squares = (power(PI, TWO), power(call("log", TWO), TWO))
        return add((mul((terms.number(Fraction(1, 12)), squares[0])), mul((terms.number(Fraction(-1, 2)), squares[1]))))
    return None


def _rational_polylog(order: int, z: Term) -> Term:
    """``Li[-n](z)``, the derivative ``z*d/dz`` of ``z/(1-z)`` ``n`` times: Eulerian numbers over ``(1-z)**(n+1)``."""
    row = [1]
    for n in range(2, order + 1):
        row = [
            (k + 1) * (row[k] if k < len(row) else 0) + (n - k) * (row[k - 1] if 0 < k <= len(row) else 0)
            for k in range(n)
        ]
    top = add(mul((terms.number(count), power(z, terms.number(k + 1)))) for k, count in enumerate(row))
    return mul((top, power(subtract(ONE, z), terms.number(-order - 1))))


def _bessel(term: Term, signs: Signs) -> Term | None:
    order, z = term.args
    if not order.is_number:
        return None
    if order.number.denominator == 1 and order.number < 0:
        alternates = term.head in ("besselj", "bessely") and order.number % 2
        return mul((MINUS_ONE if alternates else ONE, call(term.head, negate(order), z)))
    if abs(order.number) != HALF.number or not signs.positive(z):
        return None
    rising = order.number > 0
    if term.head == "besselk":
        return mul((power(divide(PI, mul((TWO, z))), HALF), call("exp", negate(z))))
    scale = power(divide(TWO, mul((PI, z))), HALF)
    name, sign = _HALF_ORDERS[term.head, rising]
    return mul((terms.number(sign), scale, call(name, z)))


_HALF_ORDERS: Mapping[tuple[str, bool], tuple[str, int]] = {
    ("besselj", True): ("sin", 1),
    ("besselj", False): ("cos", 1),
    ("bessely", True): ("cos", -1),
    ("bessely", False): ("sin", 1),
    ("besseli", True): ("sinh", 1),
    ("besseli", False): ("cosh", 1),
}


def _airy(term: Term, signs: Signs) -> Term | None:
    if term.args[0] != ZERO:
        return None
    exponent = Fraction(-2, 3) if term.head == "airyai" else Fraction(-1, 6)
    return mul((power(terms.number(3), terms.number(exponent)), call("rgamma", terms.number(Fraction(2, 3)))))


def _elliptic(term: Term, signs: Signs) -> Term | None:
    if term.args[0] == ZERO:
        return divide(PI, TWO)
    return ONE if term.head == "elliptic_e" and term.args[0] == ONE else None


def _angle(term: Term, signs: Signs) -> Term | None:
    """``arg(z) = -I*(log(z) - log(abs(z)))``."""
    z = term.args[0]
    mask = signs.of(z)
    if mask in (POSITIVE, NEGATIVE):
        return ZERO if mask == POSITIVE else PI
    return mul((MINUS_ONE, I, subtract(call("log", z), call("log", call("abs", z)))))


def _two_argument_angle(term: Term, signs: Signs) -> Term | None:
    y, x = term.args
    if signs.positive(x):
        return call("atan", divide(y, x))
    return call("arg", add((x, mul((I, y))))) if signs.real(x) and signs.real(y) else None


def _floor(term: Term, signs: Signs) -> Term | None:
    """Integers are taken out."""
    argument = _distributed(term.args[0])
    if signs.integer(argument):
        return argument
    parts = argument.args if argument.head == "add" else (argument,)
    whole, rest = [], []
    for part in parts:
        if part.is_number:
            lower = part.number.numerator // part.number.denominator
            whole.append(terms.number(lower))
            rest.append(terms.number(part.number - lower))
        else:
            (whole if signs.integer(part) else rest).append(part)
    total = add(whole)
    return None if total == ZERO else add((total, call("floor", add(rest))))


def _distributed(term: Term) -> Term:
    if term.head == "mul" and len(term.args) == 2 and term.args[0].is_number and term.args[1].head == "add":
        return add(mul((term.args[0], part)) for part in term.args[1].args)
    return term


def _ceiling(term: Term, signs: Signs) -> Term | None:
    return negate(call("floor", negate(term.args[0]))) if signs.real(term.args[0]) else None


def _lambert(term: Term, signs: Signs) -> Term | None:
    return ZERO if term.args[0] == ZERO else None


_VALUES: Mapping[str, Callable[[Term, Signs], Term | None]] = {
    **dict.fromkeys(SIGNATURES, closed_form),
    "rgamma": _rgamma,
    "loggamma": _loggamma,
    "digamma": _digamma,
    "polygamma": _polygamma,
    "zeta": _zeta,
    "polylog": _polylog,
    "besselj": _bessel,
    "bessely": _bessel,
    "besseli": _bessel,
    "besselk": _bessel,
    "airyai": _airy,
    "airybi": _airy,
    "elliptic_k": _elliptic,
    "elliptic_e": _elliptic,
    "arg": _angle,
    "atan2": _two_argument_angle,
    "floor": _floor,
    "ceiling": _ceiling,
    "LambertW": _lambert,
    "li": lambda term, signs: call("Ei", call("log", term.args[0])),
    "Chi": lambda term, signs: (
        subtract(call("Ei", term.args[0]), call("Shi", term.args[0])) if signs.positive(term.args[0]) else None
    ),
}
