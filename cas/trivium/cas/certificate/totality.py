"""Whether a term certainly has a finite value everywhere on a domain."""

from __future__ import annotations

from trivium.cas.certificate import terms
from trivium.cas.certificate.calculus import plain
from trivium.cas.certificate.sign_sets import NEGATIVE, ZERO
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import Term, add, call, subtract
from trivium.cas.errors import CertificateError

_EVERYWHERE = frozenset(
    {"num", "symbol", "add", "mul", "exp", "sin", "cos", "sinh", "cosh", "erf", "erfc", "erfi", "Si", "Shi", "rgamma"}
    | {"airyai", "airybi", "abs", "sign", "conjugate", "re", "im", "floor", "ceiling", "Max", "Min"}
    | {"asin", "acos", "acosh", "asinh"}
)


def require_defined(signs: Signs, *roots: Term) -> None:
    """Refuse unless every subterm certainly has a value on the domain of ``signs``."""
    for root in roots:
        for term in terms.postorder(plain(root)):
            if not defined(term, signs):
                raise CertificateError(f"{terms.write(term)[:160]} may not be defined everywhere")


def defined(term: Term, signs: Signs) -> bool:
    """Whether a :func:`~trivium.cas.certificate.calculus.plain` term has a value where its arguments have one."""
    if term.head in _EVERYWHERE:
        return True
    match term.head:
        case "const":
            return term.name != "oo"
        case "pow":
            return _power(term, signs)
        case "log" | "Ei" | "Ci" | "Chi":
            return signs.nonzero(term.args[0])
        case "tan":
            return signs.nonzero(call("cos", term.args[0]))
        case "atan" | "tanh":
            return signs.real(term.args[0])
        case "atanh":
            return signs.nonzero(subtract(terms.ONE, term.args[0])) and signs.nonzero(add((terms.ONE, term.args[0])))
        case "gamma" | "loggamma" | "digamma":
            return signs.positive(term.args[0])
        case "factorial":
            mask = signs.of(term.args[0])
            return mask != 0 and not mask & NEGATIVE
        case "binomial":
            return all(signs.nonnegative(part) for part in term.args)
        case _:
            return False


def _power(term: Term, signs: Signs) -> bool:
    base, exponent = term.args
    if exponent.is_number and exponent.number >= 0:
        return True
    if signs.nonzero(base):
        return True
    mask = signs.of(exponent)
    return mask != 0 and not mask & NEGATIVE and (not mask & ZERO or signs.integer(exponent))
