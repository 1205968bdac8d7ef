"""Proposals for roots and absolute values: radicands factored, nested roots written as sums of roots."""

from __future__ import annotations

import math
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.field import Ratio
from trivium.cas.certificate.terms import HALF, PI, I, Term
from trivium.cas.decide.attempt import Attempt, RestartError
from trivium.cas.decide.factors import factored, split_by_sign
from trivium.cas.errors import CertificateError

MAX_DEGREE = 60


def introduce_absolute(attempt: Attempt, term: Term) -> None:
    """``abs`` of the factors of the argument."""
    constant, factors = factored(attempt, attempt.ensure(term.args[0]))
    parts = [terms.number(abs(constant))]
    for factor, times in factors:
        known = attempt.ledger.signs.nonnegative(factor)
        base = factor if known else terms.call("abs", factor)
        parts.append(terms.power(base, terms.number(times)))
    value = terms.mul(parts)
    if value == term or (value.head == "abs" and value.args[0] == term.args[0]):
        attempt.opaque(term)
        return
    attempt.ensure(value)
    if not attempt.ledger.knows(term):
        attempt.step("absolute value", term, value)


def introduce_root(attempt: Attempt, term: Term) -> None:
    """A rational power through the root; the root through the factors of its radicand."""
    base, exponent = term.args
    if exponent.number.numerator != 1:
        attempt.ensure(terms.power(base, terms.number(Fraction(1, exponent.number.denominator))))
        attempt.step("power of a root", term)
        return
    degree = exponent.number.denominator
    value = attempt.ensure(base)
    if degree == 2 and _denested(attempt, term, value):
        return
    proposed = _factored_root(attempt, value, degree)
    if proposed == term:
        _irreducible_root(attempt, term)
        return
    attempt.ensure(proposed)
    if not attempt.ledger.knows(term):
        attempt.step("root", term, proposed)


def _irreducible_root(attempt: Attempt, term: Term) -> None:
    """A kernel, or a power of the root whose degree is common to all roots of a radicand."""
    base, degree = term.args[0], term.args[1].number.denominator
    before = attempt.hints.degrees.get(base, 1)
    common = math.lcm(before, degree)
    if common > MAX_DEGREE:
        attempt.opaque(term)
        return
    attempt.hints.degrees[base] = common
    if before not in (1, common):
        raise RestartError
    if common == degree:
        attempt.opaque(term)
        return
    root = terms.power(base, terms.number(Fraction(1, common)))
    attempt.ensure(root)
    attempt.step("root", term, terms.power(root, terms.number(common // degree)))


def _factored_root(attempt: Attempt, value: Ratio, degree: int) -> Term:
    constant, factors = factored(attempt, value)
    negative, positive, others = split_by_sign(attempt, constant, factors)
    parts = [_root_part(base, times / degree) for base, times in positive]
    if others:
        signed = terms.number(-1 if negative else 1)
        rest = terms.mul([signed, *(terms.power(f, terms.number(k)) for f, k in others)])
        parts.append(terms.power(rest, terms.number(Fraction(1, degree))))
    elif negative:
        parts.append(I if degree == 2 else terms.call("exp", terms.mul((terms.number(Fraction(1, degree)), I, PI))))
    return terms.mul(parts)


def _root_part(base: Term, exponent: Fraction) -> Term:
    whole = math.floor(exponent)
    rest = exponent - whole
    return terms.mul(terms.power(base, terms.number(piece)) for piece in (Fraction(whole), rest) if piece)


def _denested(attempt: Attempt, term: Term, value: Ratio) -> bool:
    """``sqrt(a + b*sqrt(c)) = sqrt(d) + sqrt(e)`` with ``2*d, 2*e = a +- r`` where ``r**2 = a**2 - b**2*c``."""
    if not value.denominator.is_one():
        return False
    for index, kernel in enumerate(attempt.ledger.kernels):
        if kernel.head != "pow" or kernel.args[1] != HALF:
            continue
        split = _linear_in(attempt, value, index)
        if split is None:
            continue
        root = _square_root(attempt, split[0], split[1], kernel)
        if root is not None and _sum_of_roots(attempt, term, split[0], root):
            return True
    return False


def _linear_in(attempt: Attempt, value: Ratio, index: int) -> tuple[Term, Term] | None:
    """``a`` and ``b`` of a value ``a + b*g`` in the generator of an index; ``None`` where ``b`` is zero."""
    rows: tuple[list[Term], list[Term]] = ([], [])
    for monomial, coefficient in value.numerator.to_dict().items():
        place = len(monomial) - 1 - index
        if monomial[place] > 1:
            return None
        rest = (*monomial[:place], 0, *monomial[place + 1 :])
        rows[int(monomial[place])].append(attempt.monomial_term(rest, coefficient))
    return (terms.add(rows[0]), terms.add(rows[1])) if rows[0] and rows[1] else None


def _square_root(attempt: Attempt, a: Term, b: Term, kernel: Term) -> Term | None:
    """A rational function whose square is ``a**2 - b**2*kernel**2``."""
    square = terms.subtract(terms.power(a, terms.TWO), terms.mul((terms.power(b, terms.TWO), kernel.args[0])))
    return _rational_function_root(attempt, attempt.ensure(square))


def _rational_function_root(attempt: Attempt, square: Ratio) -> Term | None:
    if square.numerator.is_zero():
        return None
    constant, factors = factored(attempt, square)
    root = _rational_root(constant)
    if root is None or any(times % 2 for _, times in factors):
        return None
    return terms.mul((terms.number(root), *(terms.power(factor, terms.number(k // 2)) for factor, k in factors)))


def _root_of(attempt: Attempt, value: Ratio) -> Term:
    """A square root up to its sign."""
    return _rational_function_root(attempt, value) or terms.power(attempt.term_of(value), HALF)


def _sum_of_roots(attempt: Attempt, term: Term, a: Term, root: Term) -> bool:
    halves = [
        _root_of(attempt, attempt.ensure(terms.mul((HALF, terms.add((a, signed))))))
        for signed in (root, terms.negate(root))
    ]
    for first, second in ((1, 1), (1, -1), (-1, 1)):
        proposed = terms.add(
            (terms.mul((terms.number(first), halves[0])), terms.mul((terms.number(second), halves[1])))
        )
        if not attempt.ledger.signs.nonnegative(proposed):
            continue
        try:
            attempt.ensure(proposed)
            attempt.step("root", term, proposed)
        except CertificateError:
            continue
        return True
    return False


def _rational_root(value: Fraction) -> Fraction | None:
    if value < 0:
        return None
    root = Fraction(math.isqrt(value.numerator), math.isqrt(value.denominator))
    return root if root * root == value else None
