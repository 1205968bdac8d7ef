"""Exact values of terms: integers, rationals, Gaussian rationals, finite sets, and functions given by a term."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from trivium.prover.certificate.arithmetic.errors import Undetermined
from trivium.prover.certificate.arithmetic.terms import Sort, Term

MAX_BITS = 200_000
MAX_PRIME = 10**10
_MAX_ROOT = 24


@dataclass(frozen=True, slots=True)
class Gaussian:
    """A complex number with rational parts."""

    real: Fraction
    imaginary: Fraction

    def __add__(self, other: Gaussian) -> Gaussian:
        return Gaussian(self.real + other.real, self.imaginary + other.imaginary)

    def __neg__(self) -> Gaussian:
        return Gaussian(-self.real, -self.imaginary)

    def __sub__(self, other: Gaussian) -> Gaussian:
        return self + -other

    def __mul__(self, other: Gaussian) -> Gaussian:
        return Gaussian(
            self.real * other.real - self.imaginary * other.imaginary,
            self.real * other.imaginary + self.imaginary * other.real,
        )

    def inverse(self) -> Gaussian:
        """The inverse; zero for zero."""
        norm = self.real**2 + self.imaginary**2
        return Gaussian(self.real / norm, -self.imaginary / norm) if norm else self


@dataclass(frozen=True, slots=True)
class Function:
    """A function given by a term in its parameters."""

    parameters: tuple[str, ...]
    body: Term


Number: TypeAlias = int | Fraction | Gaussian
Value: TypeAlias = bool | int | Fraction | Gaussian | frozenset[Number] | Function


def converted(value: Number, sort: Sort) -> Number:
    """A number as a value of a larger type."""
    if sort.name in "NZ":
        return whole(value)
    if sort.name in "QR":
        return rational(value)
    return value if isinstance(value, Gaussian) else Gaussian(Fraction(value), Fraction(0))


def whole(value: Value) -> int:
    """The value, which must be an integer."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise Undetermined("not an integer")
    return value


def rational(value: Value) -> Fraction:
    """The value, which must be a real number."""
    if not isinstance(value, int | Fraction) or isinstance(value, bool):
        raise Undetermined("not a rational number")
    return Fraction(value)


def truth(value: Value) -> bool:
    """The value, which must be a truth value."""
    if not isinstance(value, bool):
        raise Undetermined("not a proposition")
    return value


def powered(base: Number, exponent: int) -> Number:
    """`base ^ exponent` for a natural exponent; raises Undetermined where the result is too large to write down."""
    if isinstance(base, Gaussian):
        if exponent > 4096:
            raise Undetermined("the exponent is too large")
        result = Gaussian(Fraction(1), Fraction(0))
        for _ in range(exponent):
            result = result * base
        return result
    parts = Fraction(base)
    bits = max(parts.numerator.bit_length(), parts.denominator.bit_length())
    if base not in (0, 1, -1) and bits * exponent > MAX_BITS:
        raise Undetermined("the power is too large")
    if base in (0, 1, -1):
        exponent = min(exponent, 2 - exponent % 2) if exponent else 0
    power: Number = base**exponent
    return power


def integer_power(base: Number, exponent: int) -> Number:
    """`base ^ exponent` for an integer exponent; zero to a negative one is zero."""
    if exponent >= 0:
        return powered(base, exponent)
    if isinstance(base, Gaussian):
        return powered(base.inverse(), -exponent)
    return powered(1 / Fraction(base) if base else Fraction(0), -exponent)


def real_power(base: Fraction, exponent: Fraction) -> Fraction:
    """`base ^ exponent` where it is rational and the base not negative, or the exponent an integer."""
    if exponent.denominator == 1:
        value = integer_power(base, exponent.numerator)
        assert isinstance(value, Fraction | int)
        return Fraction(value)
    if base < 0:
        raise Undetermined("a root of a negative number")
    if base == 0:
        return Fraction(0)
    return real_power(root(base, exponent.denominator), Fraction(exponent.numerator))


def root(value: Fraction, degree: int) -> Fraction:
    """The root of a nonnegative number; raises Undetermined where it is irrational."""
    if degree > _MAX_ROOT:
        raise Undetermined("a root of a large degree")
    parts = [_integer_root(part, degree) for part in (value.numerator, value.denominator)]
    if parts[0] ** degree != value.numerator or parts[1] ** degree != value.denominator:
        raise Undetermined("an irrational root")
    return Fraction(parts[0], parts[1])


def _integer_root(value: int, degree: int) -> int:
    if degree == 2:
        return math.isqrt(value)
    low, high = 0, 1 << (value.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= value else (low, middle - 1)
    return low


def logarithm(base: Fraction, value: Fraction) -> Fraction:
    """`log |value| / log |base|` where it is rational with a small denominator; zero where a logarithm is zero."""
    base, value = abs(base), abs(value)
    if base in (0, 1) or value in (0, 1):
        return Fraction(0)
    float_ratio = _log(value) / _log(base)
    for denominator in range(1, 13):
        numerator = round(float_ratio * denominator)
        left, right = integer_power(base, numerator), integer_power(value, denominator)
        if left == right:
            return Fraction(numerator, denominator)
    raise Undetermined("an irrational logarithm")


def _log(value: Fraction) -> float:
    return math.log(value.numerator) - math.log(value.denominator)


def is_prime(value: int) -> bool:
    """Whether a natural number is prime, by trial division; raises Undetermined beyond the limit."""
    if value > MAX_PRIME:
        raise Undetermined("too large for a primality test")
    if value < 4:
        return value >= 2
    return value % 2 == 1 and all(value % factor for factor in range(3, math.isqrt(value) + 1, 2))


def divisors(value: int) -> list[int]:
    """The divisors of a natural number in order; none for zero."""
    if value > MAX_PRIME:
        raise Undetermined("too large for its divisors")
    if value == 0:
        return []
    factors, rest, candidate = [1], value, 2
    while rest > 1:
        if candidate * candidate > rest:
            candidate = rest
        found = 1
        old = factors
        while rest % candidate == 0:
            rest //= candidate
            found *= candidate
            factors = factors + [factor * found for factor in old]
        candidate += 1
    return sorted(factors)


def quotient(left: int, right: int) -> int:
    """Lean's integer division, whose remainder is never negative; zero for a zero divisor."""
    return 0 if right == 0 else (left - left % abs(right)) // right


def remainder(left: int, right: int) -> int:
    """Lean's remainder; `left` for a zero divisor."""
    return left if right == 0 else left % abs(right)


def factorial(value: int) -> int:
    """The factorial; raises Undetermined where it is too large."""
    if value > 5_000:
        raise Undetermined("the factorial is too large")
    return math.factorial(value)


def choose(n: int, k: int) -> int:
    """The binomial coefficient; raises Undetermined where it is too large."""
    if min(k, n - k) > 5_000 or n > 10**9:
        raise Undetermined("the binomial coefficient is too large")
    return math.comb(n, k)


def fibonacci(value: int) -> int:
    """The Fibonacci number; raises Undetermined where it is too large."""
    if value > 100_000:
        raise Undetermined("the index is too large")
    a, b = 0, 1
    for _ in range(value):
        a, b = b, a + b
    return a


INTEGER_OPERATIONS: Mapping[str, Callable[[int, int], int]] = {
    "gcd": math.gcd,
    "lcm": math.lcm,
    "choose": choose,
    "mod": remainder,
}
INTEGER_FUNCTIONS: Mapping[str, Callable[[int], int]] = {
    "factorial": factorial,
    "fib": fibonacci,
    "nsqrt": math.isqrt,
    "natabs": abs,
    "tonat": lambda value: max(value, 0),
}
