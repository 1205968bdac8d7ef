"""Rules of the proof kernel for special functions: functional equations of gamma, polygamma and Bessel functions."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from fractions import Fraction
from math import factorial

from trivium.cas.certificate import terms
from trivium.cas.certificate.field import Ratio
from trivium.cas.certificate.terms import HALF, PI, TWO, Powers, Term, call, mul, power, subtract
from trivium.cas.certificate.values import Rule, Values
from trivium.cas.errors import CertificateError

MAX_SHIFT = 300
MAX_MULTIPLE = 12


def _gamma_shift(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """``1/gamma(z) = z*(z+1)*...*(z+n-1) / gamma(z+n)``; downwards where no factor vanishes (DLMF 5.5.1)."""
    _require_head(term, powers, "rgamma", 1)
    shifted, count = powers[0]
    _require_shift(ledger, term.args[0], shifted.args[0], count)
    field = ledger.field
    product = ledger.known(shifted)
    for index in range(min(int(count), 0), max(int(count), 0)):
        step = terms.add((term.args[0], terms.number(index)))
        factor = ledger.value(step)
        if count < 0 and not ledger.signs.nonzero(step):
            raise CertificateError("a factor of the shift may vanish")
        product = field.multiply(product, factor if count > 0 else field.invert(factor))
    return product


def _gamma_reflection(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """``1/gamma(a)`` from ``1/gamma(b)``, not zero, where ``a + b = n`` is an integer (DLMF 5.5.3 and 5.5.1).

    ``1/(gamma(a)*gamma(n-a)) = sin(pi*a)/(pi*(1-a)*...*(n-1-a))``, and for ``n < 1`` the factors are above.
    """
    _require_head(term, powers, "rgamma", 1)
    other, total = powers[0]
    field, argument = ledger.field, ledger.value(term.args[0])
    if total.denominator != 1 or abs(total) > MAX_SHIFT:
        raise CertificateError("the arguments do not add up to a small integer")
    if not field.equal(field.add(argument, ledger.value(other.args[0])), field.number(total)):
        raise CertificateError("the arguments do not add up to the integer")
    if not ledger.signs.nonzero(other):
        raise CertificateError("the reflected argument may be a pole of gamma")
    product = field.multiply(ledger.value(PI), ledger.known(other))
    for index in range(min(int(total), 1), max(int(total), 1)):
        step = subtract(terms.number(index), term.args[0])
        factor = ledger.value(step)
        if index > 0 and not ledger.signs.nonzero(step):
            raise CertificateError("a factor of the shift may vanish")
        product = field.multiply(product, factor if index > 0 else field.invert(factor))
    return field.multiply(ledger.known(call("sin", mul((PI, term.args[0])))), field.invert(product))


def _gamma_multiplication(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """``1/gamma(n*z) = n**(1/2 - n*z)*(2*pi)**((n-1)/2) / (gamma(z)*gamma(z+1/n)*...)`` (DLMF 5.5.6).

    The factors have the exponent 1. A factor itself is found from ``1/gamma(n*z)``, whose exponent is then -1, where
    none of the other factors vanishes.
    """
    _require_head(term, powers, "rgamma", len(powers))
    wholes = [part for part, times in powers if times < 0]
    parts = [part for part, times in powers if times > 0]
    count = len(parts) + len(wholes)
    if len(wholes) > 1 or not 2 <= count <= MAX_MULTIPLE:
        raise CertificateError("not a small multiple")
    whole = wholes[0] if wholes else term
    _require_spaced(ledger, whole, [*parts, term] if wholes else parts)
    field = ledger.field
    product = field.multiply(
        ledger.value(power(terms.number(count), subtract(HALF, whole.args[0]))),
        ledger.value(power(mul((TWO, PI)), terms.number(Fraction(count - 1, 2)))),
    )
    for part in parts:
        if wholes and not ledger.signs.nonzero(part):
            raise CertificateError("another factor may vanish")
        product = field.multiply(product, ledger.known(part))
    return field.multiply(ledger.known(whole), field.invert(product)) if wholes else product


def _require_spaced(ledger: Values, whole: Term, parts: list[Term]) -> None:
    """Refuse unless the arguments, times their number, are the whole plus 0, 1, 2, ..."""
    field, count = ledger.field, Fraction(len(parts))
    gaps = [
        field.subtract(field.multiply(field.number(count), ledger.value(part.args[0])), ledger.value(whole.args[0]))
        for part in parts
    ]
    if not all(any(field.equal(gap, field.number(Fraction(k))) for gap in gaps) for k in range(len(parts))):
        raise CertificateError("the arguments are not equally spaced")


def _polygamma_shift(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """``psi[m](z) = psi[m](z+n) - (-1)**m*m! * sum (z+k)**(-m-1)`` for ``k < n`` (DLMF 5.5.2, 5.15.5)."""
    order, argument = _polygamma(term)
    if len(powers) != 1 or _polygamma(powers[0][0])[0] != order:
        raise CertificateError("not the same polygamma function")
    shifted, count = powers[0]
    if count < 0:
        raise CertificateError("a shift that is not a small positive integer")
    _require_shift(ledger, argument, _polygamma(shifted)[1], count)
    field, total = ledger.field, ledger.known(shifted)
    scale = field.number(Fraction(-((-1) ** order) * factorial(order)))
    for index in range(int(count)):
        base = field.add(ledger.value(argument), field.number(Fraction(index)))
        total = field.add(total, field.multiply(scale, field.power(base, -order - 1)))
    return total


def _digamma_reflection(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """``psi(z) = psi(1-z) - pi*cot(pi*z)`` where ``1-z`` is no pole (DLMF 5.5.4)."""
    _require_head(term, powers, "digamma", 1)
    other = powers[0][0]
    _require_sum_is_one(ledger, term.args[0], other.args[0])
    if not ledger.signs.nonzero(call("rgamma", other.args[0])):
        raise CertificateError("the reflected argument may be a pole of digamma")
    turn = ledger.known(call("cot", mul((PI, term.args[0]))))
    return ledger.field.subtract(ledger.known(other), ledger.field.multiply(ledger.value(PI), turn))


def _digamma_multiplication(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """``psi(n*z) = log(n) + (psi(z) + psi(z+1/n) + ...)/n`` (DLMF 5.5.9)."""
    parts = [part for part, _ in powers]
    _require_head(term, powers, "digamma", len(parts))
    if not 2 <= len(parts) <= MAX_MULTIPLE:
        raise CertificateError("not a small multiple")
    _require_spaced(ledger, term, parts)
    field, count = ledger.field, len(parts)
    mean = field.multiply(field.number(Fraction(1, count)), field.sum(map(ledger.known, parts)))
    return field.add(ledger.known(call("log", terms.number(count))), mean)


def _bessel_recurrence(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """A Bessel function from two of neighbouring orders, where the argument is not zero (DLMF 10.6.1, 10.29.1)."""
    _require_head(term, powers, term.head, 2)
    if term.head not in _RECURRENCES:
        raise CertificateError("this rule is for Bessel functions")
    middle, far = powers[0][0], powers[1][0]
    field, z = ledger.field, ledger.value(term.args[1])
    if not all(field.equal(z, ledger.value(other.args[1])) for other in (middle, far)):
        raise CertificateError("the arguments are not equal")
    if not ledger.signs.nonzero(term.args[1]):
        raise CertificateError("the argument of a Bessel function may vanish")
    step = powers[0][1]
    orders = [ledger.value(other.args[0]) for other in (term, middle, far)]
    if abs(step) != 1 or not all(
        field.equal(upper, field.add(lower, field.number(step))) for upper, lower in itertools.pairwise(orders)
    ):
        raise CertificateError("the orders are not neighbours")
    turned = field.multiply(
        field.multiply(field.number(Fraction(2)), orders[1]), field.multiply(ledger.known(middle), field.invert(z))
    )
    of_middle, of_far = _RECURRENCES[term.head]
    scaled = field.multiply(field.number(Fraction(of_middle) * (step if of_far > 0 else 1)), turned)
    return field.add(scaled, field.multiply(field.number(Fraction(of_far)), ledger.known(far)))


_RECURRENCES: Mapping[str, tuple[int, int]] = {
    "besselj": (1, -1),
    "bessely": (1, -1),
    "besseli": (-1, 1),
    "besselk": (1, 1),
}
"""The factors of ``2*n/z`` times the middle function, with the sign of the step where the second is positive."""


def _require_head(term: Term, powers: Powers, head: str, count: int) -> None:
    if term.head != head or len(powers) != count or any(other.head != head for other, _ in powers):
        raise CertificateError(f"this rule is for {head}")


def _require_shift(ledger: Values, argument: Term, shifted: Term, count: Fraction) -> None:
    if count.denominator != 1 or not 0 < abs(count) <= MAX_SHIFT:
        raise CertificateError("a shift that is not a small integer")
    moved = ledger.field.add(ledger.value(argument), ledger.field.number(count))
    if not ledger.field.equal(moved, ledger.value(shifted)):
        raise CertificateError("the arguments do not differ by the shift")


def _require_sum_is_one(ledger: Values, left: Term, right: Term) -> None:
    if not ledger.field.equal(ledger.field.add(ledger.value(left), ledger.value(right)), ledger.field.one):
        raise CertificateError("the arguments do not add up to one")


def _polygamma(term: Term) -> tuple[int, Term]:
    if term.head == "digamma":
        return 0, term.args[0]
    if term.head != "polygamma" or not term.args[0].is_number or term.args[0].number not in range(60):
        raise CertificateError("this rule is for polygamma functions of a known order")
    return int(term.args[0].number), term.args[1]


SPECIAL_RULES: Mapping[str, Rule] = {
    "gamma shift": _gamma_shift,
    "gamma reflection": _gamma_reflection,
    "gamma multiplication": _gamma_multiplication,
    "polygamma shift": _polygamma_shift,
    "digamma reflection": _digamma_reflection,
    "digamma multiplication": _digamma_multiplication,
    "Bessel recurrence": _bessel_recurrence,
}
