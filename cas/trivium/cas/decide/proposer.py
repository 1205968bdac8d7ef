"""Proposes the steps of an identity proof to the proof kernel, which accepts or refuses each.

Functions are written through exponentials; exponents are split over monomials; radicands and arguments of
logarithms are factored. Nothing here is trusted: the ledger checks every step as it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from trivium.cas.certificate.expansions import expand
from trivium.cas.certificate.field import CapacityError
from trivium.cas.certificate.ledger import Ledger
from trivium.cas.certificate.model import Identity
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.sign_sets import NEGATIVE, POSITIVE
from trivium.cas.certificate.terms import I, Term
from trivium.cas.decide.attempt import Attempt, Hints, RestartError
from trivium.cas.decide.budget import Budget
from trivium.cas.decide.exponentials import (
    introduce_exponential,
    introduce_imaginary_unit,
    introduce_logarithm,
    introduce_power,
)
from trivium.cas.decide.inverses import inverse_value
from trivium.cas.decide.roots import introduce_absolute, introduce_root
from trivium.cas.decide.special import introduce_bessel, introduce_elliptic, introduce_gamma, introduce_polygamma
from trivium.cas.errors import CertificateError

MAX_RESTARTS = 12
_INVERSE = frozenset({"asin", "atan", "asinh", "acosh", "atanh"})
_WITH_INVERSE_VALUES = _INVERSE | {"acos", "LambertW"}
_OPAQUE_CONSTANTS = frozenset({"pi", "EulerGamma", "Catalan"})


def propose_identity(
    lhs: Term,
    rhs: Term,
    regions: Mapping[str, Region],
    facts: Iterable[Term],
    budget: Budget,
    *,
    logarithmic: bool = False,
) -> Identity | None:
    """The steps of a proof that the sides are equal, or ``None``; inverse functions as logarithms on request."""
    hints = Hints()
    chosen = _introduce_logarithmically if logarithmic else introduce
    for _ in range(MAX_RESTARTS):
        attempt = Attempt(Ledger(regions, facts, hints.capacity), hints, budget, chosen)
        try:
            for term in (*hints.first, lhs, rhs):
                attempt.ensure(term)
            if attempt.ledger.equal(lhs, rhs):
                return Identity(tuple(attempt.steps))
        except RestartError:
            continue
        except CapacityError:
            hints.capacity *= 2
            continue
        except CertificateError:
            return None
        return None
    return None


def _introduce_logarithmically(attempt: Attempt, term: Term) -> None:
    """As :func:`introduce`, with the inverse functions written as logarithms."""
    if term.head in _INVERSE:
        meaning = expand(term, attempt.ledger.signs)
        if meaning is not None:
            attempt.define(term, meaning)
            return
    introduce(attempt, term)


def introduce(attempt: Attempt, term: Term) -> None:
    """Propose the steps that give a transcendental term a value."""
    """Propose the steps that give a transcendental term a value."""
    if term == I:
        introduce_imaginary_unit(attempt)
    elif term.head == "symbol" or (term.head == "const" and term.name in _OPAQUE_CONSTANTS):
        attempt.step("kernel", term)
    elif term.head in _WITH_PROPOSALS:
        _WITH_PROPOSALS[term.head](attempt, term)
    elif term.head == "abs" and attempt.ledger.signs.of(term.args[0]) & _BOTH == _BOTH:
        introduce_absolute(attempt, term)
    elif term.head not in _WITH_INVERSE_VALUES or not inverse_value(attempt, term):
        meaning = None if term.head in _INVERSE else expand(term, attempt.ledger.signs)
        if meaning is not None:
            attempt.define(term, meaning)
        elif term.head in _BY_EQUATIONS:
            _BY_EQUATIONS[term.head](attempt, term)
        else:
            attempt.opaque(term)


_BOTH = NEGATIVE | POSITIVE

_WITH_PROPOSALS: Mapping[str, Callable[[Attempt, Term], None]] = {
    "exp": introduce_exponential,
    "log": introduce_logarithm,
    "pow": lambda attempt, term: (
        introduce_root(attempt, term) if term.args[1].is_number else introduce_power(attempt, term)
    ),
}

_BY_EQUATIONS: Mapping[str, Callable[[Attempt, Term], None]] = {
    "rgamma": introduce_gamma,
    "digamma": introduce_polygamma,
    "polygamma": introduce_polygamma,
    "elliptic_k": introduce_elliptic,
    "elliptic_e": introduce_elliptic,
    "besselj": introduce_bessel,
    "bessely": introduce_bessel,
    "besseli": introduce_bessel,
    "besselk": introduce_bessel,
}
"""Functions that a definition does not always cover, and their functional equations."""
