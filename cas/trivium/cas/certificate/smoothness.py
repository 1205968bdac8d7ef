"""The checker's tests that a term is smooth, or at least continuous, in a variable on an interval."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from trivium.cas.certificate import terms
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import MINUS_ONE, ONE, Term, add, call, subtract
from trivium.cas.errors import CertificateError

ENTIRE = frozenset(
    [
        "add",
        "mul",
        "exp",
        "sin",
        "cos",
        "sinh",
        "cosh",
        "erf",
        "erfc",
        "erfi",
        "Si",
        "Shi",
        "rgamma",
        "airyai",
        "airybi",
    ]
)
"""Heads that are smooth wherever their arguments are."""


def require_smooth(root: Term, variable: str, signs: Signs) -> None:
    """Refuse unless a plain term is continuously differentiable in the variable on the whole domain.

    ``signs`` must know the domain alone: facts drawn from definedness could hide a gap in it.
    """
    _require(root, variable, lambda term: _smooth(term, signs), "smooth")


def require_continuous(root: Term, variable: str, signs: Signs) -> None:
    """Refuse unless a plain term is defined and continuous in the variable on the whole domain."""
    _require(root, variable, lambda term: _smooth(term, signs) or _continuous(term, signs), "continuous")


def _require(root: Term, variable: str, holds: Callable[[Term], bool], what: str) -> None:
    depends: set[Term] = set()
    for term in terms.postorder(root):
        if (term.head == "symbol" and term.name == variable) or any(part in depends for part in term.args):
            depends.add(term)
            if term.args and not holds(term):
                raise CertificateError(f"{terms.write(term)[:200]} may not be {what} on the domain")


def _smooth(term: Term, signs: Signs) -> bool:
    if term.head in ENTIRE:
        return True
    if term.head == "pow":
        return _smooth_power(term, signs)
    if term.head in _SMOOTH_WHERE:
        return _SMOOTH_WHERE[term.head](term.args[0], signs)
    if term.head in _WITH_PARAMETER:
        return _WITH_PARAMETER[term.head](term.args[0], term.args[1], signs)
    return False


def _smooth_power(term: Term, signs: Signs) -> bool:
    base, exponent = term.args
    if exponent.is_number and exponent.number.denominator == 1:
        return exponent.number >= 0 or signs.nonzero(base)
    return signs.positive(base)


def _continuous(term: Term, signs: Signs) -> bool:
    argument = term.args[0]
    match term.head:
        case "pow":
            return signs.nonnegative(argument) and signs.positive(term.args[1])
        case "abs":
            return True
        case "asin" | "acos":
            return signs.nonnegative(subtract(ONE, argument)) and signs.nonnegative(add((ONE, argument)))
        case "acosh":
            return signs.nonnegative(subtract(argument, ONE))
        case _:
            return False


def _inside_one(z: Term, signs: Signs) -> bool:
    return signs.positive(subtract(ONE, z)) and signs.positive(add((ONE, z)))


def _nonzero(z: Term, signs: Signs) -> bool:
    return signs.real(z) and signs.nonzero(z)


def _real(z: Term, signs: Signs) -> bool:
    return signs.real(z)


def _positive(z: Term, signs: Signs) -> bool:
    return signs.positive(z)


def _below_one(z: Term, signs: Signs) -> bool:
    return signs.positive(subtract(ONE, z))


_SMOOTH_WHERE: Mapping[str, Callable[[Term, Signs], bool]] = {
    "atan": _real,
    "asinh": _real,
    "tanh": _real,
    "log": _positive,
    "abs": _nonzero,
    "asin": _inside_one,
    "acos": _inside_one,
    "atanh": _inside_one,
    "acosh": lambda z, signs: signs.positive(subtract(z, ONE)),
    "tan": lambda z, signs: signs.real(z) and signs.nonzero(call("cos", z)),
    "Ei": _nonzero,
    "Ci": _positive,
    "Chi": _positive,
    "li": lambda z, signs: signs.positive(z) and signs.nonzero(subtract(z, ONE)),
    "gamma": _positive,
    "factorial": lambda z, signs: signs.nonnegative(z),
    "loggamma": _positive,
    "digamma": _positive,
    "LambertW": lambda z, signs: signs.positive(add((z, call("exp", MINUS_ONE)))),
    "elliptic_k": _below_one,
    "elliptic_e": _below_one,
}
"""Where a function is certainly smooth on the real line."""

_WITH_PARAMETER: Mapping[str, Callable[[Term, Term, Signs], bool]] = {
    "polylog": lambda s, z, signs: s.is_number and _below_one(z, signs),
    "polygamma": lambda n, z, signs: n.is_number and n.number in range(60) and signs.positive(z),
    "besselj": lambda n, z, signs: signs.positive(z) or (signs.integer(n) and signs.real(z)),
    "besseli": lambda n, z, signs: signs.positive(z) or (signs.integer(n) and signs.real(z)),
    "bessely": lambda n, z, signs: signs.positive(z),
    "besselk": lambda n, z, signs: signs.positive(z),
}
"""Where a function is certainly smooth in its second argument; the first must not depend on the variable."""
