"""Generalised hypergeometric functions ``hypPfQ(a1, ..., aP, b1, ..., bQ, z)`` (NIST DLMF chapters 15 and 16).

Conventions. An upper parameter ``-n`` ends the series after ``z**n``; a lower parameter ``-m`` is allowed only where
the series has ended by ``m`` (DLMF 15.2.5, 16.2.3). Else, for ``P = Q + 1``, the function is the principal branch off
the cut ``[1, oo)`` and has no value on it. There are no names for ``P > Q + 1``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from flint import acb, arb, fmpq

MAX_UPPER = 9
MAX_LOWER = 8
MAX_POLYNOMIAL = 30
"""The longest series that ends, by its last exponent."""

SIGNATURES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        f"hyp{upper}f{lower}": (upper, lower)
        for lower in range(MAX_LOWER + 1)
        for upper in range(min(lower + 1, MAX_UPPER) + 1)
    }
)
"""The numbers of upper and of lower parameters of each name."""

Number = fmpq | acb


class NoHypergeometricValueError(Exception):
    """The function has no value there, or none that can be enclosed."""


def enclose(name: str, values: Sequence[Number]) -> Number:
    """A ball around a value, from exact rational numbers and balls; raises :class:`NoHypergeometricValueError`."""
    count, rest = SIGNATURES[name]
    if len(values) != count + rest + 1:
        raise NoHypergeometricValueError("the number of parameters")
    upper, lower, z = list(values[:count]), list(values[count:-1]), values[-1]
    ends = [-int(a.p) for a in upper if isinstance(a, fmpq) and a.q == 1 and a <= 0]
    if ends:
        return _polynomial(upper, lower, z, min(ends))
    if any(isinstance(b, fmpq) and b.q == 1 and b <= 0 for b in lower):
        raise NoHypergeometricValueError("a lower parameter is a pole")
    for parameter in [a for a in upper if isinstance(a, fmpq)]:
        if parameter in [b for b in lower if isinstance(b, fmpq)]:
            upper.remove(parameter)
            lower.remove(parameter)
    if isinstance(z, fmpq) and z == 0:
        return fmpq(1)
    try:
        return _infinite([_ball(a) for a in upper], [_ball(b) for b in lower], _ball(z))
    except ValueError as error:
        raise NoHypergeometricValueError("no convergence") from error


def _ball(value: Number) -> acb:
    return value if isinstance(value, acb) else acb(arb(value))


def _polynomial(upper: Sequence[Number], lower: Sequence[Number], z: Number, last: int) -> Number:
    if last > MAX_POLYNOMIAL:
        raise NoHypergeometricValueError("a long polynomial")
    total: Number = fmpq(1)
    term: Number = fmpq(1)
    for k in range(last):
        for parameter in upper:
            term = term * (parameter + k)
        for parameter in lower:
            factor = parameter + k
            if isinstance(factor, fmpq) and factor == 0:
                raise NoHypergeometricValueError("a lower parameter is a pole")
            term = term / factor
        term = term * z / (k + 1)
        total = total + term
    return total


def _infinite(upper: Sequence[acb], lower: Sequence[acb], z: acb) -> acb:
    if len(upper) <= len(lower):
        return z.hypgeom(list(upper), list(lower))
    if not (z.imag > 0 or z.imag < 0 or z.real < 1):
        raise NoHypergeometricValueError("on the branch cut")
    if len(upper) == 1:
        return (-upper[0] * (1 - z).log()).exp()
    if len(upper) == 2:
        return z.hypgeom_2f1(upper[0], upper[1], lower[0])
    if all(a == 1 for a in upper) and all(b == 2 for b in lower):
        return z.polylog(len(lower)) / z
    if not abs(z) < 1:
        raise NoHypergeometricValueError("outside the circle of convergence")
    return z.hypgeom(list(upper), list(lower))
