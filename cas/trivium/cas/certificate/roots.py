"""Rules of the proof kernel for roots and absolute values."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.field import Ratio
from trivium.cas.certificate.terms import PI, I, Powers, Term
from trivium.cas.certificate.unity import half_turns
from trivium.cas.certificate.values import Rule, Values
from trivium.cas.errors import CertificateError

MAX_EXPONENT = 10**6


def _root(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """``b**(1/q) = v`` when ``v**q = b`` and the angle of ``v`` lies in ``(-pi/q, pi/q]``."""
    if term.head != "pow" or value is None or not term.args[1].is_number or term.args[1].number.numerator != 1:
        raise CertificateError("this rule is for roots")
    degree = term.args[1].number.denominator
    found = ledger.value(value)
    if not ledger.field.equal(ledger.field.power(found, degree), ledger.value(term.args[0])):
        raise CertificateError("the power of the root is not the radicand")
    if not _principal(ledger, value, degree):
        raise CertificateError("the root may not be the principal one")
    return found


def _principal(ledger: Values, value: Term, degree: int) -> bool:
    factors = value.args if value.head == "mul" else (value,)
    if all(map(ledger.signs.nonnegative, factors)) or ledger.signs.nonnegative(value):
        return True
    if not terms.symbols(value) and _inside_sector(value, degree):
        return True
    return any(
        _turn_within(factor, degree) and ledger.signs.nonnegative(terms.mul(factors[:place] + factors[place + 1 :]))
        for place, factor in enumerate(factors)
    )


def _turn_within(factor: Term, degree: int) -> bool:
    """Whether the angle of a factor certainly lies in ``(-pi/degree, pi/degree]``."""
    if factor == I:
        return degree == 2
    if factor.head == "pow" and factor.args[1].is_number:
        base, times = factor.args[0], factor.args[1].number
        if times.denominator == 1 and base.head == "pow" and base.args[1].is_number and base.args[1].number <= 1:
            times *= base.args[1].number  # an integer power multiplies the angle of a principal root
        return 0 < times <= Fraction(1, degree)
    turn = half_turns(factor)
    return turn is not None and Fraction(-1, degree) < turn <= Fraction(1, degree)


def _inside_sector(value: Term, degree: int) -> bool:
    try:
        ball = enclose(value, {}, 128)
    except UndefinedError:
        return False
    if ball.contains(0):
        return False
    # the angle of ball**degree would wrap; so the angle itself is bounded, by its own enclosure
    angle = ball.arg() * degree
    limit = enclose(PI, {}, 128).real
    return bool(-limit < angle and angle < limit)


def _power_of_root(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """``b**(p/q) = (b**(1/q))**p``."""
    if term.head != "pow" or not term.args[1].is_number:
        raise CertificateError("this rule is for rational powers")
    exponent = term.args[1].number
    if exponent.denominator == 1 or exponent.numerator == 1 or abs(exponent.numerator) > MAX_EXPONENT:
        raise CertificateError("this rule is for rational powers")
    root = terms.power(term.args[0], terms.number(Fraction(1, exponent.denominator)))
    return ledger.field.power(ledger.known(root), exponent.numerator)


def _absolute(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """``abs(a) = v`` when both are real, ``v`` is not negative and the squares agree."""
    if term.head != "abs" or value is None or not ledger.signs.real(term.args[0]):
        raise CertificateError("this rule is for abs of a real number")
    if not ledger.signs.nonnegative(value):
        raise CertificateError("an absolute value may be negative")
    found = ledger.value(value)
    if not ledger.field.equal(ledger.field.power(found, 2), ledger.field.power(ledger.value(term.args[0]), 2)):
        raise CertificateError("the squares differ")
    return found


ROOT_RULES: Mapping[str, Rule] = {
    "root": _root,
    "power of a root": _power_of_root,
    "absolute value": _absolute,
}
