"""Roots of unity as terms: ``exp(2*pi*I/N)``."""

from __future__ import annotations

from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.terms import PI, I, Term


def root_of_unity_order(term: Term) -> int | None:
    """``N`` for the term ``exp(2*pi*I/N)`` with ``N > 2``."""
    turn = half_turns(term)
    if turn is None or turn <= 0 or (2 / turn).denominator != 1:
        return None
    order = int(2 / turn)
    return order if order > 2 else None


def half_turns(term: Term) -> Fraction | None:
    """``r`` for the term ``exp(r*I*pi)`` with a rational ``r``."""
    if term.head != "exp" or term.args[0].head != "mul" or len(term.args[0].args) != 3:
        return None
    first, *rest = term.args[0].args
    return first.number if first.is_number and set(rest) == {I, PI} else None


def root_of_unity(order: int) -> Term:
    """The term ``exp(2*pi*I/N)``."""
    return terms.call("exp", terms.mul((terms.number(Fraction(2, order)), I, PI)))
