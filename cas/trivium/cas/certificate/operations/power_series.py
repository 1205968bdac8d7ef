"""Sums that are known: power series of elementary functions, even values of zeta (DLMF 4.2, 4.6, 4.19, 25.6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trivium.cas.certificate import terms
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import MINUS_ONE, ONE, PI, TWO, Term, add, call, divide, mul, negate, power, subtract


@dataclass(frozen=True, slots=True)
class Row:
    """``sum(term(k, z), k, start, oo) = value(z)`` where ``converges``."""

    start: int
    term: Callable[[Term, Term], Term]
    value: Callable[[Term], Term]
    converges: Callable[[Signs, Term], bool]


def _everywhere(signs: Signs, z: Term) -> bool:
    return True


def _below_one(signs: Signs, z: Term) -> bool:
    return signs.positive(subtract(ONE, z)) and signs.positive(add((ONE, z)))


def _to_one(signs: Signs, z: Term) -> bool:
    return signs.nonnegative(subtract(ONE, z)) and signs.nonnegative(add((ONE, z)))


def _from_minus_one(signs: Signs, z: Term) -> bool:
    return signs.positive(subtract(ONE, z)) and signs.nonnegative(add((ONE, z)))


def _alternating(k: Term) -> Term:
    return power(MINUS_ONE, k)


def _twice(k: Term) -> Term:
    return mul((TWO, k))


def _odd(k: Term) -> Term:
    return add((mul((TWO, k)), ONE))


def _factorial(n: Term) -> Term:
    return call("factorial", n)


ROWS: Mapping[str, Row] = {
    "exp": Row(0, lambda k, z: divide(power(z, k), _factorial(k)), lambda z: call("exp", z), _everywhere),
    "log": Row(
        1, lambda k, z: divide(power(z, k), k), lambda z: negate(call("log", subtract(ONE, z))), _from_minus_one
    ),
    "atan": Row(
        0,
        lambda k, z: divide(mul((_alternating(k), power(z, _odd(k)))), _odd(k)),
        lambda z: call("atan", z),
        _to_one,
    ),
    "atanh": Row(0, lambda k, z: divide(power(z, _odd(k)), _odd(k)), lambda z: call("atanh", z), _below_one),
    "sin": Row(
        0,
        lambda k, z: divide(mul((_alternating(k), power(z, _odd(k)))), _factorial(_odd(k))),
        lambda z: call("sin", z),
        _everywhere,
    ),
    "cos": Row(
        0,
        lambda k, z: divide(mul((_alternating(k), power(z, _twice(k)))), _factorial(_twice(k))),
        lambda z: call("cos", z),
        _everywhere,
    ),
    "sinh": Row(0, lambda k, z: divide(power(z, _odd(k)), _factorial(_odd(k))), lambda z: call("sinh", z), _everywhere),
    "cosh": Row(
        0, lambda k, z: divide(power(z, _twice(k)), _factorial(_twice(k))), lambda z: call("cosh", z), _everywhere
    ),
    "geometric": Row(0, lambda k, z: power(z, k), lambda z: power(subtract(ONE, z), MINUS_ONE), _below_one),
    "zeta(2)": Row(1, lambda k, _: power(k, terms.number(-2)), lambda _: _of_pi(2, 6), _everywhere),
    "zeta(4)": Row(1, lambda k, _: power(k, terms.number(-4)), lambda _: _of_pi(4, 90), _everywhere),
    "zeta(6)": Row(1, lambda k, _: power(k, terms.number(-6)), lambda _: _of_pi(6, 945), _everywhere),
}


def _of_pi(exponent: int, divisor: int) -> Term:
    return divide(power(PI, terms.number(exponent)), terms.number(divisor))
