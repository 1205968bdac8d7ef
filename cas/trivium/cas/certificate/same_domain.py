"""Whether two sides are defined at the same points of the domain: the option beside "equal where both are defined"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from trivium.cas.certificate import separation, terms
from trivium.cas.certificate.definedness import vanishing_with
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.model import DomainRefutation, Point
from trivium.cas.certificate.polynomial_signs import irreducible_factors
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import ONE, I, Term, add, call, mul, subtract
from trivium.cas.errors import CertificateError

_PRECISION = 128
_TOTAL = frozenset(
    [
        *("num", "symbol", "add", "mul", "abs", "re", "im", "conjugate", "sign", "exp", "sin", "cos", "sinh", "cosh"),
        *("asin", "acos", "asinh", "acosh", "erf", "erfc", "erfi", "Si", "Shi", "rgamma", "airyai", "airybi"),
    ]
)
_ZERO_AT_ZERO = frozenset({"sin", "sinh", "asin", "asinh", "abs", "erf"})
_REAL_ONLY = frozenset({"floor", "ceiling", "Max", "Min"})


@dataclass(frozen=True, slots=True)
class Definedness:
    """A side is defined exactly where no term of ``nonzero`` vanishes, as far as ``opaque`` terms are defined."""

    nonzero: frozenset[Term]
    opaque: frozenset[Term]


def _nothing_at(*places: Callable[[Term], Term]) -> Callable[[Term], tuple[Term, ...]]:
    return lambda z: tuple(place(z) for place in places)


def _itself(z: Term) -> Term:
    return z


_SINGULAR: Mapping[str, Callable[[Term], tuple[Term, ...]]] = {
    "log": _nothing_at(_itself),
    "arg": _nothing_at(_itself),
    "tan": _nothing_at(lambda z: call("cos", z)),
    "sec": _nothing_at(lambda z: call("cos", z)),
    "cot": _nothing_at(lambda z: call("sin", z)),
    "csc": _nothing_at(lambda z: call("sin", z)),
    "tanh": _nothing_at(lambda z: call("cosh", z)),
    "sech": _nothing_at(lambda z: call("cosh", z)),
    "coth": _nothing_at(lambda z: call("sinh", z)),
    "csch": _nothing_at(lambda z: call("sinh", z)),
    "atan": _nothing_at(lambda z: add((ONE, mul((z, z))))),
    "atanh": _nothing_at(lambda z: subtract(ONE, z), lambda z: add((ONE, z))),
    "acot": _nothing_at(_itself, lambda z: add((ONE, mul((z, z))))),
    "asec": _nothing_at(_itself),
    "acsc": _nothing_at(_itself),
    "asech": _nothing_at(_itself),
    "acsch": _nothing_at(_itself),
    "acoth": _nothing_at(_itself, lambda z: subtract(ONE, z), lambda z: add((ONE, z))),
    "gamma": _nothing_at(lambda z: call("rgamma", z)),
    "loggamma": _nothing_at(lambda z: call("rgamma", z)),
    "digamma": _nothing_at(lambda z: call("rgamma", z)),
    "factorial": _nothing_at(lambda z: call("rgamma", add((z, ONE)))),
}
"""What must not vanish for a function to be defined."""


def definedness(root: Term, signs: Signs) -> Definedness:
    """Where a side is defined."""
    nonzero: set[Term] = set()
    opaque: set[Term] = set()
    for term in terms.postorder(root):
        if term.head in _TOTAL or (term.head == "const" and term.name != "oo"):
            continue
        if term.head in _SINGULAR:
            nonzero.update(_SINGULAR[term.head](term.args[0]))
        elif term.head == "pow" and term.args[1].is_number:
            if term.args[1].number < 0:
                nonzero.add(term.args[0])
        elif not (term.head in _REAL_ONLY and all(map(signs.real, term.args))):
            opaque.add(term)
    return Definedness(frozenset(nonzero), frozenset(opaque))


def require_same_domain(lhs: Term, rhs: Term, regions: Mapping[str, Region], *, real_valued: bool) -> None:
    """Refuse unless both sides are certainly defined at the same points."""
    signs = Signs(regions)
    left, right = definedness(lhs, signs), definedness(rhs, signs)
    if left.opaque != right.opaque:
        raise CertificateError("it is not certain where a side is defined")
    for here, there in ((left, right), (right, left)):
        facts = frozenset().union(*map(vanishing_with, there.nonzero))
        known, factors = Signs(regions, facts), {factor for fact in facts for factor in irreducible_factors(fact)}
        for condition in here.nonzero - there.nonzero:
            parts = set(irreducible_factors(condition))
            if not known.nonzero(condition) and not (parts and parts <= factors):
                raise CertificateError(f"only one side asks that {terms.write(condition)[:200]} is not zero")
    if real_valued and not all(signs.real(part) for part in terms.postorder(lhs, rhs)):
        raise CertificateError("it is not certain where a side is real")


def replay_domain_refutation(body: DomainRefutation, lhs: Term, rhs: Term, *, real_valued: bool) -> None:
    """Refuse unless one side is defined at the point and the other one certainly is not."""
    if body.undefined not in ("lhs", "rhs"):
        raise CertificateError("a side has no such name")
    defined, other = (rhs, lhs) if body.undefined == "lhs" else (lhs, rhs)
    try:
        enclose(defined, body.point, _PRECISION, real_valued=real_valued)
    except UndefinedError as error:
        raise CertificateError("the other side may not be defined at the point either") from error
    if not undefined_at(other, body.point, real_valued=real_valued):
        raise CertificateError("the side may be defined at the point")


def undefined_at(root: Term, point: Point, *, real_valued: bool) -> bool:
    """Whether a side is certainly not defined at a point."""
    values = {terms.symbol(name): _number(*value) for name, value in point.items()}
    here = terms.substitute(root, values)
    conditions = definedness(here, Signs({})).nonzero
    if any(_vanishes(condition) for condition in conditions):
        return True
    return real_valued and any(map(_not_real, terms.postorder(here)))


def _number(real: Fraction, imaginary: Fraction) -> Term:
    whole = terms.number(real)
    return add((whole, mul((terms.number(imaginary), I)))) if imaginary else whole


def _vanishes(condition: Term) -> bool:
    if condition.head == "rgamma":
        argument = condition.args[0]
        return argument.is_number and argument.number.denominator == 1 and argument.number <= 0
    if condition.head == "log":
        return separation.is_zero(subtract(condition.args[0], ONE))
    return separation.is_zero(condition.args[0] if condition.head in _ZERO_AT_ZERO else condition)


def _not_real(term: Term) -> bool:
    if term.is_number or term == I:
        return False
    try:
        return not enclose(term, {}, _PRECISION).imag.contains(0)
    except UndefinedError:
        return False
