"""Proposals for special functions: arguments that differ by integers, add up to integers or are multiples."""

from __future__ import annotations

from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.expansions import expand
from trivium.cas.certificate.field import Ratio
from trivium.cas.certificate.terms import HALF, ONE, PI, TWO, Term, add, call, mul, negate, power, subtract
from trivium.cas.decide.attempt import Attempt, RestartError

MAX_MULTIPLE = 6
MAX_STEPS = 40
_FAMILIES = {"besselj": "JY", "bessely": "JY", "besseli": "IK", "besselk": "IK"}


def introduce_gamma(attempt: Attempt, term: Term) -> None:
    """``1/gamma`` through one whose argument differs by an integer, is reflected or a fraction of it."""
    argument = attempt.ensure(term.args[0])
    value = attempt.constant(argument)
    if value is not None:
        if not term.args[0].is_number:
            attempt.step("congruence", term, _gamma_at(attempt, value))
        elif not _rational_gamma(attempt, term, value):
            attempt.opaque(term)
        return
    for other in [kernel for kernel in attempt.ledger.kernels if kernel.head == "rgamma"]:
        if _shifted(attempt, term, argument, other) or _reflected(attempt, term, argument, other):
            return
    if not _multiplied(attempt, term, argument):
        attempt.opaque(term)


def _gap(attempt: Attempt, left: Ratio, right: Ratio, factor: int = 1) -> int | None:
    """``left - factor*right`` where that is an integer."""
    field = attempt.ledger.field
    gap = attempt.constant(field.subtract(left, field.multiply(field.number(Fraction(factor)), right)))
    return int(gap) if gap is not None and gap.denominator == 1 and abs(gap) <= MAX_STEPS else None


def _shifted(attempt: Attempt, term: Term, argument: Ratio, other: Term) -> bool:
    gap = _gap(attempt, attempt.ledger.value(other.args[-1]), argument)
    if gap is None:
        return False
    if gap < 0:
        attempt.hints.first.insert(0, term)
        raise RestartError
    if gap == 0:
        attempt.step("congruence", term, other)
    elif term.head == "rgamma":
        attempt.step("gamma shift", term, None, ((other, Fraction(gap)),))
    else:
        attempt.step("polygamma shift", term, None, ((other, Fraction(gap)),))
    return True


def _reflected(attempt: Attempt, term: Term, argument: Ratio, other: Term) -> bool:
    total = _gap(attempt, argument, attempt.ledger.value(other.args[0]), -1)
    if total is None:
        return False
    attempt.ensure(PI)
    attempt.ensure(call("sin", mul((PI, term.args[0]))))
    for index in range(min(total, 1), max(total, 1)):
        attempt.ensure(subtract(terms.number(index), term.args[0]))
    attempt.step("gamma reflection", term, None, ((other, Fraction(total)),))
    return True


def _multiplied(attempt: Attempt, term: Term, argument: Ratio) -> bool:
    """Whether the argument is a multiple of a known one plus a number; the smaller one must come first."""
    field = attempt.ledger.field
    for other in [kernel for kernel in attempt.ledger.kernels if kernel.head == term.head]:
        theirs = attempt.ledger.value(other.args[0])
        for count in range(2, MAX_MULTIPLE + 1):
            scale = field.number(Fraction(count))
            if attempt.constant(field.subtract(theirs, field.multiply(scale, argument))) is not None:
                attempt.hints.first.insert(0, term)
                raise RestartError
            if attempt.constant(field.subtract(argument, field.multiply(scale, theirs))) is not None:
                _multiply(attempt, term, argument, count)
                return True
    return False


def _multiply(attempt: Attempt, term: Term, argument: Ratio, count: int) -> None:
    whole = attempt.term_of(argument)
    parts = [call(term.head, _fraction_of(whole, count, index)) for index in range(count)]
    for part in parts:
        attempt.ensure(part)
    if term.head == "rgamma":
        _ensure_scale(attempt, term.args[0], count)
        attempt.step("gamma multiplication", term, None, tuple((part, ONE.number) for part in parts))
    else:
        attempt.ensure(call("log", terms.number(count)))
        attempt.step("digamma multiplication", term, None, tuple((part, ONE.number) for part in parts))


def _fraction_of(whole: Term, count: int, index: int) -> Term:
    part = Fraction(1, count)
    rows = whole.args if whole.head == "add" else (whole,)
    return add((*(mul((terms.number(part), row)) for row in rows), terms.number(index * part)))


def _ensure_scale(attempt: Attempt, whole: Term, count: int) -> None:
    attempt.ensure(power(terms.number(count), subtract(HALF, whole)))
    attempt.ensure(power(mul((TWO, PI)), terms.number(Fraction(count - 1, 2))))


def _rational_gamma(attempt: Attempt, term: Term, value: Fraction) -> bool:
    """Rational arguments are brought to ``(0, 1/2]``, with a denominator that is no odd number doubled."""
    denominator = value.denominator
    target = HALF.number if denominator == 2 else value - value.__floor__()
    if value != target:
        other = _gamma_at(attempt, target)
        attempt.step("gamma shift", term, None, ((other, target - value),))
    elif value > HALF.number:
        other = _gamma_at(attempt, 1 - value)
        attempt.ensure(PI)
        attempt.ensure(call("sin", mul((PI, term.args[0]))))
        attempt.step("gamma reflection", term, None, ((other, ONE.number),))
    elif denominator % 4 == 2 and denominator > 2:
        whole, half = _gamma_at(attempt, 2 * value), _gamma_at(attempt, value + HALF.number)
        _ensure_scale(attempt, whole.args[0], 2)
        attempt.step("gamma multiplication", term, None, ((whole, -ONE.number), (half, ONE.number)))
    else:
        return False
    return True


def _gamma_at(attempt: Attempt, value: Fraction) -> Term:
    term = call("rgamma", terms.number(value))
    attempt.ensure(term)
    return term


def introduce_polygamma(attempt: Attempt, term: Term) -> None:
    """A polygamma function through one whose argument differs by an integer, or is reflected."""
    argument = attempt.ensure(term.args[-1])
    value = attempt.constant(argument)
    if value is not None:
        target = value - value.__ceil__() + 1
        if target != value and abs(target - value) <= MAX_STEPS:
            _shift_rational(attempt, term, value, target)
            return
    for other in [kernel for kernel in attempt.ledger.kernels if kernel.head == term.head]:
        if other.args[:-1] == term.args[:-1] and _shifted(attempt, term, argument, other):
            return
        if term.head == "digamma" and _gap(attempt, argument, attempt.ledger.value(other.args[0]), -1) == 1:
            attempt.ensure(PI)
            attempt.ensure(call("cot", mul((PI, term.args[0]))))
            attempt.step("digamma reflection", term, None, ((other, ONE.number),))
            return
    if term.head != "digamma" or not _multiplied(attempt, term, argument):
        attempt.opaque(term)


def _shift_rational(attempt: Attempt, term: Term, value: Fraction, target: Fraction) -> None:
    other = terms.rebuild(term, (*term.args[:-1], terms.number(target)))
    attempt.ensure(other)
    attempt.step("polygamma shift", term, None, ((other, target - value),))


def introduce_bessel(attempt: Attempt, term: Term) -> None:
    """A Bessel function through two of neighbouring orders, the same for the whole family."""
    attempt.ensure(PI)  # of Wronskians
    order, z = attempt.ensure(term.args[0]), attempt.ensure(term.args[1])
    base = _bessel_base(attempt, term, order, z)
    if base is None:
        attempt.step("kernel", term)
        return
    if not attempt.ledger.signs.nonzero(term.args[1]):
        attempt.opaque(term)
        return
    gap = _gap(attempt, order, attempt.ledger.value(base.args[0])) or 0
    lower = call(term.head, *base.args)
    upper = call(term.head, add((base.args[0], ONE)), base.args[1])
    for known in (lower, upper):
        attempt.ensure(known.args[0])
        if not attempt.ledger.knows(known):
            meaning = expand(known, attempt.ledger.signs)
            if meaning is None:
                attempt.step("kernel", known)
            else:
                attempt.define(known, meaning)
    chain = [lower, upper] if gap > 0 else [upper, lower]
    step = 1 if gap > 0 else -1
    while _gap(attempt, order, attempt.ledger.value(chain[-1].args[0])) != 0:
        following = call(term.head, add((chain[-1].args[0], terms.number(step))), base.args[1])
        attempt.ensure(following.args[0])
        if not attempt.ledger.knows(following):
            powers = ((chain[-1], Fraction(step)), (chain[-2], Fraction(step)))
            attempt.step("Bessel recurrence", following, None, powers)
        chain.append(following)
    if not attempt.ledger.knows(term):
        attempt.step("congruence", term, chain[-1])


def _bessel_base(attempt: Attempt, term: Term, order: Ratio, z: Ratio) -> Term | None:
    """The lower of the two orders that the family is written in; half-integer orders are elementary."""
    value = attempt.constant(order)
    if value is not None and value.denominator == 2 and attempt.ledger.signs.positive(term.args[1]):
        return call(term.head, negate(HALF), term.args[1])
    return next((other for other in attempt.ledger.kernels if _same_family(attempt, other, term, order, z)), None)


def _same_family(attempt: Attempt, other: Term, term: Term, order: Ratio, z: Ratio) -> bool:
    if other.head not in _FAMILIES or _FAMILIES[other.head] != _FAMILIES[term.head]:
        return False
    if not attempt.ledger.field.equal(attempt.ledger.value(other.args[1]), z):
        return False
    return _gap(attempt, order, attempt.ledger.value(other.args[0])) is not None


def introduce_elliptic(attempt: Attempt, term: Term) -> None:
    """A kernel of its own, and what Legendre's relation speaks of."""
    attempt.ensure(PI)
    attempt.opaque(term)
