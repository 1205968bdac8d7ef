"""The checker's evaluator: a ball that contains the value of a term at an exact point.

Principal branches throughout; arithmetic of Gaussian rationals stays exact, so that arguments that lie exactly on
a branch cut are recognised, and a ball that straddles a cut encloses both sides of it (Arb's semantics).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import factorial

from flint import acb, arb, ctx, fmpq, fmpz

from trivium.cas.certificate import hypergeometric
from trivium.cas.certificate.model import Point
from trivium.cas.certificate.terms import Term, postorder

MAX_EXACT_BITS = 40_000
MAX_EXACT_FACTORIAL = 2_500


class UndefinedError(Exception):
    """The term has no value that can be enclosed at this point and precision."""


@dataclass(frozen=True, slots=True)
class Exact:
    """A Gaussian rational."""

    real: fmpq
    imaginary: fmpq

    def ball(self) -> acb:
        """The value as a ball."""
        return acb(arb(self.real), arb(self.imaginary))

    def integer(self) -> int | None:
        """The value as an integer, or ``None``."""
        return int(self.real.p) if self.imaginary == 0 and self.real.q == 1 else None


Value = Exact | acb


def enclose_box(term: Term, box: Mapping[str, arb | acb], precision: int) -> acb:
    """A finite ball around all values of the term that are defined on a box; raises :class:`UndefinedError`."""
    return _enclosed(term, {name: acb(interval) for name, interval in box.items()}, precision, False)


def enclose(term: Term, point: Point, precision: int, *, real_valued: bool = False) -> acb:
    """A finite ball around the value; raises :class:`UndefinedError` where no finite ball is found.

    Every subterm must be defined. With ``real_valued`` every subterm but the exponents' must also be real.
    """
    return _enclosed(
        term, {name: Exact(*map(_rational, value)) for name, value in point.items()}, precision, real_valued
    )


def _enclosed(term: Term, point: Mapping[str, Value], precision: int, real_valued: bool) -> acb:
    before = ctx.prec
    ctx.prec = precision
    try:
        values: dict[Term, Value] = {}
        for part in postorder(term):
            value = _value(part, [values[child] for child in part.args], point)
            if not isinstance(value, Exact) and not value.is_finite():
                raise UndefinedError(part.head)
            if real_valued and not is_real(value):
                raise UndefinedError(f"{part.head} is not real")
            values[part] = value
        return ball(values[term])
    finally:
        ctx.prec = before


def ball(value: Value) -> acb:
    """The value as a ball."""
    return value.ball() if isinstance(value, Exact) else value


def is_real(value: Value) -> bool:
    """Whether the value is certainly real."""
    return bool(value.imaginary == 0 if isinstance(value, Exact) else value.imag.is_zero())


def _value(term: Term, args: list[Value], point: Mapping[str, Value]) -> Value:
    match term.head:
        case "num":
            return Exact(_rational(term.number), fmpq(0))
        case "symbol":
            return point[term.name]
        case "const":
            return _constant(term.name)
        case "add":
            total = args[0]
            for value in args[1:]:
                total = _sum(total, value)
            return total
        case "mul":
            total = args[0]
            for value in args[1:]:
                total = _product(total, value)
            return total
        case "pow":
            return _power(args[0], args[1])
        case _:
            return _call(term.head, args)


def _rational(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _constant(name: str) -> Value:
    match name:
        case "I":
            return Exact(fmpq(0), fmpq(1))
        case "pi":
            return acb.pi()
        case "EulerGamma":
            return acb(arb.const_euler())
        case "Catalan":
            return acb(arb.const_catalan())
        case "GoldenRatio":
            return (1 + acb(5).sqrt()) / 2
        case _:
            raise UndefinedError(name)


def _sum(left: Value, right: Value) -> Value:
    if isinstance(left, Exact) and isinstance(right, Exact):
        return Exact(left.real + right.real, left.imaginary + right.imaginary)
    return ball(left) + ball(right)


def _product(left: Value, right: Value) -> Value:
    if isinstance(left, Exact) and isinstance(right, Exact):
        real = left.real * right.real - left.imaginary * right.imaginary
        return Exact(real, left.real * right.imaginary + left.imaginary * right.real)
    if not isinstance(left, Exact) and not isinstance(right, Exact):
        return left * right
    exact, other = (left, ball(right)) if isinstance(left, Exact) else (right, ball(left))
    if isinstance(exact, Exact) and exact.imaginary == 0:
        return other * acb(arb(exact.real))
    return ball(left) * ball(right)


def _power(base: Value, exponent: Value) -> Value:
    if _is_zero(base):
        return _power_of_zero(exponent)
    whole = exponent.integer() if isinstance(exponent, Exact) else None
    if whole is not None:
        return _integer_power(base, whole)
    if isinstance(exponent, Exact) and exponent.imaginary == 0 and exponent.real.q == 2:
        root = _exact_root(base) if isinstance(base, Exact) else None
        return _integer_power(root or ball(base).sqrt(), int(exponent.real.p))
    return (ball(exponent) * ball(base).log()).exp()


def _power_of_zero(exponent: Value) -> Value:
    if _is_zero(exponent):
        return Exact(fmpq(1), fmpq(0))
    if ball(exponent).real > 0:
        return Exact(fmpq(0), fmpq(0))
    raise UndefinedError("a power of zero")


def _integer_power(base: Value, exponent: int) -> Value:
    if isinstance(base, Exact):
        height = max(int(x).bit_length() for x in (base.real.p, base.real.q, base.imaginary.p, base.imaginary.q))
        if height * abs(exponent) <= MAX_EXACT_BITS:
            return _exact_power(base, exponent)
    return ball(base) ** fmpz(exponent)


def _exact_power(base: Exact, exponent: int) -> Exact:
    if exponent < 0:
        norm = base.real * base.real + base.imaginary * base.imaginary
        base, exponent = Exact(base.real / norm, -base.imaginary / norm), -exponent
    if base.imaginary == 0:
        return Exact(base.real**exponent, fmpq(0))
    result = Exact(fmpq(1), fmpq(0))
    for bit in bin(exponent)[2:]:
        squared = _product(result, result)
        result = _as_exact(_product(squared, base) if bit == "1" else squared)
    return result


def _as_exact(value: Value) -> Exact:
    if not isinstance(value, Exact):
        raise UndefinedError("not exact")
    return value


def _exact_root(value: Exact) -> Exact | None:
    """The exact principal square root of a rational square, positive or negative."""
    if value.imaginary != 0:
        return None
    size = abs(value.real)
    top, bottom = size.p.isqrt(), size.q.isqrt()
    if top * top != size.p or bottom * bottom != size.q:
        return None
    root = fmpq(top, bottom)
    return Exact(root, fmpq(0)) if value.real >= 0 else Exact(fmpq(0), root)


def _is_zero(value: Value) -> bool:
    return bool(value.real == 0 and value.imaginary == 0 if isinstance(value, Exact) else value.is_zero())


_PLAIN: Mapping[str, Callable[[acb], acb]] = {
    "exp": acb.exp, "log": acb.log, "sin": acb.sin, "cos": acb.cos, "tan": acb.tan, "cot": acb.cot, "sec": acb.sec,
    "csc": acb.csc, "sinh": acb.sinh, "cosh": acb.cosh, "tanh": acb.tanh, "coth": acb.coth, "sech": acb.sech,
    "csch": acb.csch, "asin": acb.asin, "acos": acb.acos, "atan": acb.atan, "asinh": acb.asinh, "acosh": acb.acosh,
    "atanh": acb.atanh, "gamma": acb.gamma, "rgamma": acb.rgamma, "loggamma": acb.lgamma, "digamma": acb.digamma,
    "erf": acb.erf, "erfc": acb.erfc, "erfi": acb.erfi, "Ei": acb.ei, "Si": acb.si, "Ci": acb.ci, "Shi": acb.shi,
    "Chi": acb.chi, "li": acb.li, "zeta": acb.zeta, "airyai": acb.airy_ai, "airybi": acb.airy_bi,
    "LambertW": acb.lambertw, "elliptic_k": acb.elliptic_k, "elliptic_e": acb.elliptic_e,
}  # fmt: skip

_OF_RECIPROCAL: Mapping[str, Callable[[acb], acb]] = {
    "acot": acb.atan, "asec": acb.acos, "acsc": acb.asin, "acoth": acb.atanh, "asech": acb.acosh, "acsch": acb.asinh,
}  # fmt: skip


def _call(name: str, args: list[Value]) -> Value:
    if name in _PLAIN:
        if _is_zero(args[0]) and name == "exp":
            return Exact(fmpq(1), fmpq(0))
        return _PLAIN[name](ball(args[0]))
    if name in _OF_RECIPROCAL:
        return _OF_RECIPROCAL[name](ball(_power(args[0], Exact(fmpq(-1), fmpq(0)))))
    if name in hypergeometric.SIGNATURES:
        return _hypergeometric(name, args)
    if name in _SPECIAL:
        return _SPECIAL[name](*args)
    raise UndefinedError(name)


def _hypergeometric(name: str, args: list[Value]) -> Value:
    numbers = [arg.real if isinstance(arg, Exact) and arg.imaginary == 0 else ball(arg) for arg in args]
    try:
        value = hypergeometric.enclose(name, numbers)
    except hypergeometric.NoHypergeometricValueError as error:
        raise UndefinedError(str(error)) from error
    return Exact(value, fmpq(0)) if isinstance(value, fmpq) else value


def _real(value: Value) -> arb | fmpq:
    if not is_real(value):
        raise UndefinedError("an order of numbers that are not real")
    return value.real


def _absolute(value: Value) -> Value:
    if isinstance(value, Exact) and value.imaginary == 0:
        return Exact(abs(value.real), fmpq(0))
    return acb(abs(ball(value)))


def _sign(value: Value) -> Value:
    if _is_zero(value):
        return Exact(fmpq(0), fmpq(0))
    if is_real(value):
        real = ball(value).real
        if real.contains(0):
            raise UndefinedError("sign")
        return Exact(fmpq(1 if real > 0 else -1), fmpq(0))
    return ball(value) / acb(abs(ball(value)))


def _conjugate(value: Value) -> Value:
    if isinstance(value, Exact):
        return Exact(value.real, -value.imaginary)
    return value.conjugate()


def _part(value: Value, imaginary: bool) -> Value:
    if isinstance(value, Exact):
        return Exact(value.imaginary if imaginary else value.real, fmpq(0))
    return acb(value.imag if imaginary else value.real)


def _rounded(value: Value, up: bool) -> Value:
    real = _real(value)
    if isinstance(real, fmpq):
        return Exact(fmpq(real.ceil() if up else real.floor()), fmpq(0))
    whole = (real.ceil() if up else real.floor()).unique_fmpz()
    if whole is None:
        raise UndefinedError("rounding")
    return Exact(fmpq(whole), fmpq(0))


def _greatest(*values: Value, least: bool = False) -> Value:
    reals = [_real(value) for value in values]
    exact = [real for real in reals if isinstance(real, fmpq)]
    if len(exact) == len(reals):
        return Exact(min(exact) if least else max(exact), fmpq(0))
    total = arb(reals[0])
    for real in reals[1:]:
        total = total.min(arb(real)) if least else total.max(arb(real))
    return acb(total)


def _factorial(value: Value) -> Value:
    whole = value.integer() if isinstance(value, Exact) else None
    if whole is not None and 0 <= whole <= MAX_EXACT_FACTORIAL:
        return Exact(fmpq(factorial(whole)), fmpq(0))
    return (ball(value) + 1).gamma()


def _binomial(top: Value, bottom: Value) -> Value:
    chosen = bottom.integer() if isinstance(bottom, Exact) else None
    if chosen is not None and 0 <= chosen <= MAX_EXACT_FACTORIAL:
        product: Value = Exact(fmpq(1, factorial(chosen)), fmpq(0))
        for index in range(chosen):
            product = _product(product, _sum(top, Exact(fmpq(-index), fmpq(0))))
        return product
    n, k = ball(top), ball(bottom)
    return (n + 1).gamma() * (k + 1).rgamma() * (n - k + 1).rgamma()


def _angle(y: Value, x: Value) -> Value:
    plane = acb(arb(_real(x)), arb(_real(y)))
    return acb(plane.log().imag)


_SPECIAL: Mapping[str, Callable[..., Value]] = {  # type: ignore[explicit-any]  # of every arity
    "abs": _absolute,
    "sign": _sign,
    "conjugate": _conjugate,
    "re": lambda z: _part(z, imaginary=False),
    "im": lambda z: _part(z, imaginary=True),
    "arg": lambda z: acb(ball(z).log().imag),
    "floor": lambda x: _rounded(x, up=False),
    "ceiling": lambda x: _rounded(x, up=True),
    "Max": _greatest,
    "Min": lambda *values: _greatest(*values, least=True),
    "factorial": _factorial,
    "binomial": _binomial,
    "beta": lambda a, b: ball(a).gamma() * ball(b).gamma() * (ball(a) + ball(b)).rgamma(),
    "atan2": _angle,
    "besselj": lambda n, z: ball(z).bessel_j(ball(n)),
    "bessely": lambda n, z: ball(z).bessel_y(ball(n)),
    "besseli": lambda n, z: ball(z).bessel_i(ball(n)),
    "besselk": lambda n, z: ball(z).bessel_k(ball(n)),
    "polylog": lambda s, z: ball(z).polylog(ball(s)),
    "polygamma": lambda n, z: ball(z).polygamma(ball(n)),
}
