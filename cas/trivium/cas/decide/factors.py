"""Factors of values, sorted by what is certain of their signs."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpz

from trivium.cas.certificate import terms
from trivium.cas.certificate.field import Ratio
from trivium.cas.certificate.sign_sets import NEGATIVE, POSITIVE
from trivium.cas.certificate.terms import Term
from trivium.cas.decide.attempt import Attempt, fraction


def factored(attempt: Attempt, value: Ratio) -> tuple[Fraction, list[tuple[Term, int]]]:
    """A constant and irreducible factors with their multiplicities."""
    content, above = value.numerator.factor()
    scale, below = value.denominator.factor()
    factors = [(attempt.polynomial_term(factor), int(times)) for factor, times in above]
    factors += [(attempt.polynomial_term(factor), -int(times)) for factor, times in below]
    return fraction(content) / fraction(scale), factors


def split_by_sign(
    attempt: Attempt, constant: Fraction, factors: list[tuple[Term, int]]
) -> tuple[bool, list[tuple[Term, Fraction]], list[tuple[Term, int]]]:
    """Whether a minus sign is left over, the factors that are not negative, and the others."""
    negative = constant < 0
    positive = [(terms.number(prime), Fraction(times)) for prime, times in _prime_powers(abs(constant))]
    others = []
    for factor, times in factors:
        mask = attempt.ledger.signs.of(factor)
        if mask and not mask & NEGATIVE:
            positive.append((factor, Fraction(times)))
        elif mask and not mask & POSITIVE:
            positive.append((_opposite(factor), Fraction(times)))
            negative ^= times % 2 == 1
        elif mask and times % 2 == 0:
            positive.append((terms.call("abs", factor), Fraction(times)))
        else:
            others.append((factor, times))
    return negative, positive, others


def _opposite(factor: Term) -> Term:
    rows = factor.args if factor.head == "add" else (factor,)
    return terms.add(terms.negate(row) for row in rows)


def _prime_powers(value: Fraction) -> list[tuple[int, int]]:
    """Primes with their exponents; numbers too large to factor quickly stay whole."""
    found = []
    for number, sign in ((value.numerator, 1), (value.denominator, -1)):
        if number == 1:
            continue
        parts = fmpz(number).factor() if number.bit_length() <= 160 else [(number, 1)]
        found += [(int(prime), sign * int(times)) for prime, times in parts]
    return found
