"""Proposals for inverse functions: a value in the principal range that the inverse takes to the argument."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.terms import HALF, PI, Term, add, call, mul, negate, subtract
from trivium.cas.decide.attempt import Attempt
from trivium.cas.errors import CertificateError

_FORWARD = {"asin": "sin", "acos": "cos", "atan": "tan", "asinh": "sinh", "acosh": "cosh", "atanh": "tanh"}
_QUARTER = mul((HALF, PI))
MAX_TURN_DENOMINATOR = 60


def inverse_value(attempt: Attempt, term: Term) -> bool:
    """Whether a value in the principal range was found, and the ledger took it."""
    if terms.symbols(term.args[0]) and _at_number(attempt, term):
        return True
    for value in _candidates(term):
        if not _plausible(attempt, term, value):
            continue
        try:
            attempt.ensure(value)
            forward = mul((value, call("exp", value))) if term.head == "LambertW" else call(_FORWARD[term.head], value)
            attempt.ensure(forward)
            attempt.ensure(term.args[0])
            attempt.step("inverse function", term, value)
        except CertificateError:
            continue
        return True
    return False


def _at_number(attempt: Attempt, term: Term) -> bool:
    """Whether the argument is a rational number, as which it is written."""
    number = attempt.constant(attempt.ensure(term.args[0]))
    if number is None:
        return False
    other = call(term.head, terms.number(number))
    attempt.ensure(other)
    if not attempt.ledger.knows(term):
        attempt.step("congruence", term, other)
    return True


def _plausible(attempt: Attempt, term: Term, value: Term) -> bool:
    return attempt.ledger.signs.real(value) and not attempt.ledger.knows(term)


def _candidates(term: Term) -> Iterator[Term]:
    argument = term.args[0]
    if not terms.symbols(argument):
        yield from _constant_candidates(term)
    elif term.head == "LambertW":
        yield from (part.args[0] for part in argument.args if argument.head == "mul" and part.head == "exp")
    elif argument.head == _FORWARD.get(term.head):
        inner = argument.args[0]
        yield inner
        if term.head == "asin":
            yield from (subtract(PI, inner), subtract(negate(PI), inner))
        elif term.head == "atan":
            yield from (subtract(inner, PI), add((inner, PI)))
        elif term.head in ("acos", "acosh"):
            yield from (negate(inner), subtract(mul((terms.TWO, PI)), inner))
    elif (term.head, argument.head) in (("asin", "cos"), ("acos", "sin"), ("atan", "cot")):
        inner = argument.args[0]
        yield subtract(_QUARTER, inner)
        if term.head == "asin":
            yield add((_QUARTER, inner))


def _constant_candidates(term: Term) -> Iterator[Term]:
    """A simple fraction of a half turn, or a simple number."""
    try:
        ball = enclose(term, {}, 128)
    except UndefinedError:
        return
    if not ball.imag.contains(0):
        return
    size = float(ball.real.mid())
    if term.head in ("asin", "acos", "atan"):
        turn = Fraction(size / math.pi).limit_denominator(MAX_TURN_DENOMINATOR)
        if abs(float(turn) * math.pi - size) < 1e-13:
            yield mul((terms.number(turn), PI))
    elif term.head == "LambertW":
        simple = Fraction(size).limit_denominator(20)
        if abs(float(simple) - size) < 1e-13:
            yield terms.number(simple)
