"""Where a term is differentiable by its formula: the conditions, and whether they certainly hold.

A condition is *implied* where the term is defined at all (``log(g)`` has a value only where ``g`` is not zero); the
others cut single points or whole sides out of the domain, and an answer must tell them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flint import acb

from trivium.cas.certificate import terms
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.smoothness import ENTIRE
from trivium.cas.certificate.terms import ONE, Term, add, call, power, subtract
from trivium.cas.errors import CertificateError


def extent(root: Term) -> tuple[int, int]:
    """The number of nodes of a term that is written out, and its depth; shared parts are looked at once."""
    known: dict[int, tuple[int, int]] = {}
    stack: list[tuple[Term, bool]] = [(root, False)]
    while stack:
        term, ready = stack.pop()
        if id(term) in known:
            continue
        if ready or not term.args:
            parts = [known[id(part)] for part in term.args]
            size = 1 + sum(size for size, _ in parts)
            known[id(term)] = size, 1 + max((depth for _, depth in parts), default=0)
        else:
            stack.append((term, True))
            stack.extend((part, False) for part in term.args)
    return known[id(root)]


NONZERO, POSITIVE, OFF_CUT = "nonzero", "positive", "off the cut"


@dataclass(frozen=True, slots=True)
class Condition:
    """``term`` is not zero, is positive, or does not lie on the closed negative real axis."""

    relation: str
    term: Term
    implied: bool = False

    def __str__(self) -> str:
        text = terms.write(self.term)
        if self.relation == OFF_CUT:
            return f"{text} is not on the negative real axis"
        return f"{text} {'>' if self.relation == POSITIVE else '!='} 0"

    def certain(self, signs: Signs) -> bool:
        """Whether it holds on the whole domain of ``signs``."""
        if self.relation == NONZERO:
            return signs.nonzero(self.term)
        return signs.positive(self.term)

    def holds_on(self, ball: acb) -> bool:
        """Whether it holds for every value in a ball."""
        if self.relation == NONZERO:
            return not ball.contains(0)
        if self.relation == POSITIVE:
            return bool(ball.imag.is_zero() and ball.real > 0)
        return bool(ball.real > 0 or ball.imag > 0 or ball.imag < 0)


_POLES_OF_GAMMA = frozenset({"gamma", "loggamma", "digamma"})


def conditions(root: Term, variable: str, signs: Signs, *, complex_variable: bool = False) -> list[Condition]:
    """What makes a :func:`~trivium.cas.certificate.calculus.plain` term differentiable, by its formula, at a point.

    Raises :class:`CertificateError` where a function has no rule.
    """
    depends: set[Term] = set()
    found: dict[Condition, None] = {}
    for term in terms.postorder(root):
        if (term.head == "symbol" and term.name == variable) or any(part in depends for part in term.args):
            depends.add(term)
            if term.args:
                found.update(dict.fromkeys(_of(term, signs, complex_variable)))
    return list(found)


def _of(term: Term, signs: Signs, complex_variable: bool) -> list[Condition]:
    if term.head in ENTIRE:
        return []
    real = not complex_variable and signs.real(term.args[-1] if term.head in _TWO_ARGUMENTS else term.args[0])
    rule = _RULES.get(term.head)
    if rule is None:
        raise CertificateError(f"no rule says where {term.head} is differentiable")
    return rule(term, real)


def _branch(term: Term, real: bool, *, implied: bool) -> list[Condition]:
    """A logarithm or a root: along the real line it stays on one side of the cut, elsewhere it must stay off it."""
    return [Condition(NONZERO, term, implied)] if real else [Condition(OFF_CUT, term)]


def _power(term: Term, real: bool) -> list[Condition]:
    base, exponent = term.args
    if exponent.is_number and exponent.number.denominator == 1:
        return [] if exponent.number >= 0 else [Condition(NONZERO, base, implied=True)]
    if not terms.symbols(base) and not base.is_number and base.head not in ("exp", "const"):
        return [Condition(NONZERO, base, implied=True)]
    return _branch(base, real, implied=exponent.is_number and exponent.number < 0)


def _absolute(term: Term, real: bool) -> list[Condition]:
    if not real:
        raise CertificateError("abs of a number that may not be real is not differentiable")
    return [Condition(NONZERO, term.args[0])]


def _inside_unit(term: Term, real: bool) -> list[Condition]:
    above, below = subtract(ONE, term.args[0]), add((ONE, term.args[0]))
    if real:
        return [Condition(POSITIVE, above), Condition(POSITIVE, below)]
    return [Condition(OFF_CUT, above), Condition(OFF_CUT, below)]


def _atanh(term: Term, real: bool) -> list[Condition]:
    above, below = subtract(ONE, term.args[0]), add((ONE, term.args[0]))
    return [*_branch(above, real, implied=True), *_branch(below, real, implied=True)]


def _imaginary_cut(term: Term, real: bool) -> list[Condition]:
    return [] if real else [Condition(OFF_CUT, add((ONE, power(term.args[0], terms.TWO))))]


def _acosh(term: Term, real: bool) -> list[Condition]:
    above = subtract(term.args[0], ONE)
    return [Condition(POSITIVE if real else OFF_CUT, above)]


def _gamma(term: Term, real: bool) -> list[Condition]:
    if not real and term.head == "loggamma":
        return [Condition(OFF_CUT, term.args[0])]
    return [Condition(NONZERO, call("rgamma", term.args[0]), implied=True)]


def _bessel(term: Term, real: bool) -> list[Condition]:
    order, argument = term.args
    if terms.symbols(order):
        raise CertificateError("the order of a Bessel function is not constant")
    entire = term.head in ("besselj", "besseli") and order.is_number and order.number.denominator == 1
    return [] if entire else [Condition(POSITIVE if real else OFF_CUT, argument)]


def _below_one(term: Term, real: bool) -> list[Condition]:
    return [Condition(POSITIVE if real else OFF_CUT, subtract(ONE, term.args[-1]))]


_TWO_ARGUMENTS = frozenset({"besselj", "bessely", "besseli", "besselk", "polylog", "polygamma"})
_RULES: Mapping[str, Callable[[Term, bool], list[Condition]]] = {
    "pow": _power,
    "log": lambda z, real: _branch(z.args[0], real, implied=True),
    "abs": _absolute,
    "sign": _absolute,
    "tan": lambda z, real: [Condition(NONZERO, call("cos", z.args[0]), implied=True)],
    "tanh": lambda z, real: [] if real else [Condition(NONZERO, call("cosh", z.args[0]), implied=True)],
    "asin": _inside_unit,
    "acos": _inside_unit,
    "atanh": _atanh,
    "atan": _imaginary_cut,
    "asinh": _imaginary_cut,
    "acosh": _acosh,
    **dict.fromkeys(_POLES_OF_GAMMA, _gamma),
    "polygamma": lambda z, real: [Condition(NONZERO, call("rgamma", z.args[1]), implied=True)],
    "Ei": lambda z, real: _branch(z.args[0], real, implied=True),
    "Ci": lambda z, real: _branch(z.args[0], real, implied=True),
    "Chi": lambda z, real: _branch(z.args[0], real, implied=True),
    "li": lambda z, real: [
        Condition(POSITIVE if real else OFF_CUT, z.args[0]),
        Condition(NONZERO, subtract(z.args[0], ONE), True),
    ],
    "LambertW": lambda z, real: [
        Condition(POSITIVE if real else OFF_CUT, add((z.args[0], call("exp", terms.MINUS_ONE))))
    ],
    "elliptic_k": _below_one,
    "elliptic_e": _below_one,
    "polylog": _below_one,
    **dict.fromkeys(("besselj", "bessely", "besseli", "besselk"), _bessel),
}
