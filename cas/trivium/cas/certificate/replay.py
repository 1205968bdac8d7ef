"""Replays of the proof methods: identities, constant differences, exponentials of differences of constants."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from flint import acb

from trivium.cas.certificate import terms
from trivium.cas.certificate.calculus import differentiate, plain
from trivium.cas.certificate.definedness import nonzero_facts
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.ledger import Ledger
from trivium.cas.certificate.model import ConstantDifference, EqualSquares, ExponentialOfDifference, Identity, Method
from trivium.cas.certificate.reading import Region, read_term
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.smoothness import require_continuous, require_smooth
from trivium.cas.certificate.terms import Term
from trivium.cas.errors import CertificateError

MAX_PRECISION: Final = 8192
MAX_STEPS: Final = 2_000
_FULL_TURN_BOUND: Final = 6


def replay_method(method: Method, lhs: Term, rhs: Term, regions: Mapping[str, Region]) -> None:
    """Refuse unless the method proves that the sides are equal wherever both are defined."""
    match method:
        case Identity():
            replay_identity(method, lhs, rhs, regions)
        case ConstantDifference():
            replay_constant_difference(method, lhs, rhs, regions)
        case ExponentialOfDifference():
            replay_exponential(method, lhs, rhs)
        case EqualSquares():
            replay_equal_squares(method, lhs, rhs, regions)


def value_at(
    term: Term, point: Mapping[str, tuple[Fraction, Fraction]], precision: int, *, real_valued: bool = False
) -> acb:
    """The ball of a term at a point; raises :class:`CertificateError` where there is none."""
    if not 32 <= precision <= MAX_PRECISION:
        raise CertificateError("a precision out of range")
    try:
        return enclose(term, point, precision, real_valued=real_valued)
    except UndefinedError as error:
        raise CertificateError("a side is not defined at the point") from error


def replay_identity(method: Identity, lhs: Term, rhs: Term, regions: Mapping[str, Region]) -> None:
    """Refuse unless the steps make the two sides the same rational function of kernels."""
    if len(method.steps) > MAX_STEPS:
        raise CertificateError("too many steps")
    capacity = sum(step.rule == "kernel" for step in method.steps)
    ledger = Ledger(regions, nonzero_facts(lhs, rhs), capacity)
    for step in method.steps:
        powers = tuple((read_term(text), times) for text, times in step.powers)
        term = read_term(step.term)
        if not terms.symbols(term) <= regions.keys():
            raise CertificateError("a step speaks of a variable that does not occur")
        ledger.apply(step.rule, term, read_term(step.value) if step.value else None, powers)
    if not ledger.equal(lhs, rhs):
        raise CertificateError("the two sides are not the same rational function of the kernels")


def replay_equal_squares(method: EqualSquares, lhs: Term, rhs: Term, regions: Mapping[str, Region]) -> None:
    """Refuse unless neither side is negative and the squares are equal."""
    signs = Signs(regions, nonzero_facts(lhs, rhs))
    if not (signs.nonnegative(lhs) and signs.nonnegative(rhs)):
        raise CertificateError("a side may be negative")
    replay_identity(method.identity, terms.power(lhs, terms.TWO), terms.power(rhs, terms.TWO), regions)


def replay_exponential(method: ExponentialOfDifference, lhs: Term, rhs: Term) -> None:
    """Refuse unless ``exp(m*(lhs - rhs)) = 1`` and ``|m*(lhs - rhs)| < 2*pi``, for constants and integer ``m``."""
    if terms.symbols(lhs, rhs):
        raise CertificateError("this method is for constants")
    multiplier = read_term(method.multiplier)
    if not all(part.head in ("num", "const", "mul") for part in terms.postorder(multiplier)):
        raise CertificateError("not a constant multiplier")
    scaled = terms.mul((multiplier, terms.subtract(lhs, rhs)))
    if not abs(value_at(scaled, {}, method.precision)) < _FULL_TURN_BOUND:
        raise CertificateError("the difference may be a multiple of a full turn")
    if value_at(multiplier, {}, method.precision).contains(0):
        raise CertificateError("the multiplier may vanish")
    replay_identity(method.identity, terms.call("exp", scaled), terms.ONE, {})


def replay_constant_difference(method: ConstantDifference, lhs: Term, rhs: Term, regions: Mapping[str, Region]) -> None:
    """Refuse unless the sides agree at an anchor of each component and have the same derivative there.

    An anchor may be an end of its component, inside the domain or not, where both sides are continuous there.
    """
    name = method.variable
    if name not in regions or regions[name].complex or regions[name].integer:
        raise CertificateError("the variable of the derivative is not real")
    left, right = plain(lhs), plain(rhs)
    slopes = differentiate(left, name), differentiate(right, name)
    region = regions[name]
    if list(method.breaks) != sorted(set(method.breaks)) or not all(_interior(cut, region) for cut in method.breaks):
        raise CertificateError("the breaks are not increasing points inside the domain")
    values = [anchor.value for anchor in method.anchors]
    for component in split_region(region, method.breaks):
        here = {**regions, name: component}
        signs = Signs(here)
        require_smooth(left, name, signs)
        require_smooth(right, name, signs)
        replay_identity(method.derivative, *slopes, here)
        if not any(_anchors(value, component, (left, right), name, regions) for value in values):
            raise CertificateError("a component of the domain has no anchor")
    for cut in (*method.breaks, *_closed_ends(region)):
        if cut not in values and not _undefined_at(lhs, rhs, name, cut):
            raise CertificateError(f"nothing is said of {name} = {cut}")
    others = {other: domain for other, domain in regions.items() if other != name}
    for anchor in method.anchors:
        there = {terms.symbol(name): terms.number(anchor.value)}
        sides = terms.substitute(lhs, there), terms.substitute(rhs, there)
        replay_method(anchor.method, *sides, others)


def _anchors(
    value: Fraction, component: Region, sides: tuple[Term, Term], name: str, regions: Mapping[str, Region]
) -> bool:
    """Whether agreement at the value settles the constant of the component."""
    if component.contains(value, Fraction(0)):
        return True
    if value not in (component.lower, component.upper):
        return False
    signs = Signs({**regions, name: closed_at(component, value)})
    try:
        for side in sides:
            require_continuous(side, name, signs)
    except CertificateError:
        return False
    return True


def closed_at(component: Region, end: Fraction) -> Region:
    """An open interval with one of its ends."""
    closed = Region()
    if component.lower is not None:
        closed.above(component.lower, closed=component.lower == end)
    if component.upper is not None:
        closed.below(component.upper, closed=component.upper == end)
    return closed


def _interior(value: Fraction, region: Region) -> bool:
    return region.contains(value, Fraction(0)) and value not in _closed_ends(region)


def _closed_ends(region: Region) -> tuple[Fraction, ...]:
    ends = ((region.lower, region.lower_closed), (region.upper, region.upper_closed))
    return tuple(end for end, closed in ends if end is not None and closed)


def split_region(region: Region, breaks: tuple[Fraction, ...]) -> list[Region]:
    """The open components that the breaks leave of the interior of an interval."""
    ends = [region.lower, *breaks, region.upper]
    components = []
    for lower, upper in itertools.pairwise(ends):
        component = Region()
        if lower is not None:
            component.above(lower, closed=False)
        if upper is not None:
            component.below(upper, closed=False)
        components.append(component)
    return components


def _undefined_at(lhs: Term, rhs: Term, name: str, cut: Fraction) -> bool:
    """Whether something that must not vanish is exactly zero there."""
    there = {terms.symbol(name): terms.number(cut)}
    return any(terms.substitute(fact, there) == terms.ZERO for fact in nonzero_facts(lhs, rhs))
