"""Functions over exact rational numbers and Arb balls on the principal branch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

from flint import acb, arb, fmpq, fmpz

from trivium.cas.certificate import hypergeometric

MAX_EXACT_BITS = 40_000
_ZERO = fmpq(0)

Value: TypeAlias = fmpq | acb
Function: TypeAlias = Callable[..., Value]  # type: ignore[explicit-any]  # of every arity


class NoValueError(Exception):
    """The formula has no value that could be enclosed."""


def as_ball(value: Value) -> acb:
    """The value as a complex ball."""
    return value if isinstance(value, acb) else acb(arb(value))


def rational(value: Fraction) -> fmpq:
    """A fraction as an exact number."""
    return fmpq(value.numerator, value.denominator)


def _no_number() -> Value:
    raise NoValueError


CONSTANTS: Mapping[str, Function] = {
    "pi": acb.pi,
    "E": lambda: acb(1).exp(),
    "I": lambda: acb(0, 1),
    "oo": _no_number,
    "EulerGamma": lambda: acb(arb.const_euler()),
    "Catalan": lambda: acb(arb.const_catalan()),
    "GoldenRatio": lambda: (1 + acb(5).sqrt()) / 2,
}


def add(total: Value, *others: Value) -> Value:
    """The sum of values."""
    for value in others:
        total = total + value if isinstance(total, acb) == isinstance(value, acb) else as_ball(total) + as_ball(value)
    return total


def multiply(total: Value, *others: Value) -> Value:
    """The product of values."""
    for value in others:
        total = total * value if isinstance(total, acb) == isinstance(value, acb) else as_ball(total) * as_ball(value)
    return total


def divide(top: Value, bottom: Value) -> Value:
    """A quotient; raises ZeroDivisionError."""
    if isinstance(top, acb) or isinstance(bottom, acb):
        return as_ball(top) / as_ball(bottom)
    if bottom == 0:
        raise NoValueError
    return top / bottom


def _is_zero(value: Value) -> bool:
    return bool(value.is_zero() if isinstance(value, acb) else value == 0)


def raise_to(base: Value, exponent: Value) -> Value:
    """A power on the principal branch; raises NoValueError."""
    if _is_zero(base):
        return _power_of_zero(exponent)
    if isinstance(exponent, acb):
        return (exponent * as_ball(base).log()).exp()
    if exponent.q == 1:
        return _integer_power(base, int(exponent.p))
    if exponent.q == 2:
        return _integer_power(_sqrt(base), int(exponent.p))
    return (as_ball(base).log() * as_ball(exponent)).exp()


def _power_of_zero(exponent: Value) -> Value:
    if _is_zero(exponent):
        return fmpq(1)
    if as_ball(exponent).real > 0:
        return fmpq(0)
    raise NoValueError


def _integer_power(base: Value, exponent: int) -> Value:
    if not isinstance(base, acb):
        height = max(int(base.p).bit_length(), int(base.q).bit_length())
        if height * abs(exponent) <= MAX_EXACT_BITS:
            return base**exponent
    return as_ball(base) ** fmpz(exponent)


def _sqrt(value: Value) -> Value:
    if isinstance(value, acb) or value < 0:
        return as_ball(value).sqrt()
    top, bottom = value.p.isqrt(), value.q.isqrt()
    exact = top * top == value.p and bottom * bottom == value.q
    return fmpq(top, bottom) if exact else as_ball(value).sqrt()


def _absolute(value: Value) -> Value:
    return acb(abs(value)) if isinstance(value, acb) else abs(value)


def _real(value: Value) -> arb:
    ball = as_ball(value)
    if not ball.imag.is_zero():
        raise NoValueError
    return ball.real


def _sign(value: Value) -> Value:
    if _is_zero(value):
        return fmpq(0)
    ball = as_ball(value)
    if ball.imag.is_zero():
        if ball.real.contains(0):
            raise NoValueError
        return fmpq(1 if ball.real > 0 else -1)
    return ball / acb(abs(ball))


def _rounding(up: bool) -> Function:
    def rounded(value: Value) -> Value:
        if not isinstance(value, acb):
            return fmpq(value.ceil() if up else value.floor())
        real = _real(value)
        whole = (real.ceil() if up else real.floor()).unique_fmpz()
        if whole is None:
            raise NoValueError
        return fmpq(whole)

    return rounded


def _extreme(greatest: bool) -> Function:
    def chosen(*values: Value) -> Value:
        if not any(isinstance(value, acb) for value in values):
            exact = [value for value in values if not isinstance(value, acb)]
            return max(exact) if greatest else min(exact)
        total = _real(values[0])
        for value in values[1:]:
            total = total.max(_real(value)) if greatest else total.min(_real(value))
        return acb(total)

    return chosen


def _log(value: Value, base: Value | None = None) -> Value:
    top = as_ball(value).log()
    return top if base is None else top / as_ball(base).log()


def _factorial(value: Value) -> Value:
    return (as_ball(value) + 1).gamma()


def _binomial(top: Value, bottom: Value) -> Value:
    if not isinstance(bottom, acb) and bottom.q == 1 and 0 <= bottom.p <= 2_000:
        product: Value = fmpq(1)
        for index in range(int(bottom.p)):
            product = multiply(product, add(top, fmpq(-index)), fmpq(1, index + 1))
        return product
    n, k = as_ball(top), as_ball(bottom)
    return (n + 1).gamma() * (k + 1).rgamma() * (n - k + 1).rgamma()


def _ball_function(function: Function) -> Function:
    return lambda *values: function(*map(as_ball, values))


_BALLS: Mapping[str, Function] = {
    name: getattr(acb, name)
    for name in [
        "exp",
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "sinh",
        "cosh",
        "tanh",
        "coth",
        "sech",
        "csch",
        "asin",
        "acos",
        "atan",
        "asinh",
        "acosh",
        "atanh",
        "gamma",
        "digamma",
        "erf",
        "erfc",
        "erfi",
        "conjugate",
        "zeta",
        "li",
        "elliptic_k",
        "elliptic_e",
    ]
} | {
    "loggamma": acb.lgamma,
    "Ei": acb.ei,
    "Si": acb.si,
    "Ci": acb.ci,
    "Shi": acb.shi,
    "Chi": acb.chi,
    "airyai": acb.airy_ai,
    "airybi": acb.airy_bi,
    "LambertW": acb.lambertw,
    "cbrt": lambda z: (z.log() / 3).exp(),
    "re": lambda z: acb(z.real),
    "im": lambda z: acb(z.imag),
    "arg": lambda z: acb(z.log().imag),
    "acot": lambda z: (1 / z).atan(),
    "asec": lambda z: (1 / z).acos(),
    "acsc": lambda z: (1 / z).asin(),
    "acoth": lambda z: (1 / z).atanh(),
    "asech": lambda z: (1 / z).acosh(),
    "acsch": lambda z: (1 / z).asinh(),
    "beta": lambda a, b: a.gamma() * b.gamma() * (a + b).rgamma(),
    "besselj": lambda n, z: z.bessel_j(n),
    "bessely": lambda n, z: z.bessel_y(n),
    "besseli": lambda n, z: z.bessel_i(n),
    "besselk": lambda n, z: z.bessel_k(n),
    "polylog": lambda s, z: z.polylog(s),
    "polygamma": lambda n, z: z.polygamma(n),
}


def _hypergeometric(name: str) -> Function:
    def function(*values: Value) -> Value:
        try:
            return hypergeometric.enclose(name, values)
        except hypergeometric.NoHypergeometricValueError as error:
            raise NoValueError from error

    return function


FUNCTIONS: Mapping[str, Function] = {name: _ball_function(function) for name, function in _BALLS.items()} | {
    **{name: _hypergeometric(name) for name in hypergeometric.SIGNATURES},
    "sqrt": _sqrt,
    "cbrt": lambda value: raise_to(value, fmpq(1, 3)),
    "abs": _absolute,
    "sign": _sign,
    "floor": _rounding(up=False),
    "ceiling": _rounding(up=True),
    "Max": _extreme(greatest=True),
    "Min": _extreme(greatest=False),
    "log": _log,
    "factorial": _factorial,
    "binomial": _binomial,
    "atan2": lambda y, x: acb(acb(_real(x), _real(y)).log().imag),
}
