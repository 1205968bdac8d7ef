"""Whether a condition holds on an open interval: by signs, by balls on a subdivision, and beside zeros at the ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from flint import acb, arb, fmpq

from trivium.cas.certificate import terms
from trivium.cas.certificate.calculus import differentiate, plain
from trivium.cas.certificate.enclosures import UndefinedError, enclose, enclose_box
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.regularity import POSITIVE, Condition, conditions
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import Term
from trivium.cas.errors import CertificateError

MAX_PIECES = 600
MAX_ZERO = 6
"""The highest order of a zero at an end of the interval."""

_PRECISION = 64
_BESIDE = (6, 14)
"""Binary logarithms of the parts of the interval that are looked at beside an end."""


@dataclass(frozen=True, slots=True)
class Span:
    """An open interval: a rational region around it, and its exact ends, ``None`` where they are infinite."""

    variable: str
    region: Region
    lower: Term | None
    upper: Term | None


def interval(lower: Fraction, upper: Fraction) -> acb:
    """A ball around a closed interval."""
    return acb(arb(_rational(lower)).union(arb(_rational(upper))))


def _rational(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def holds_between(
    condition: Condition, span: Span, regions: Mapping[str, Region], vanishes: Callable[[Term], bool]
) -> bool:
    """Whether a condition certainly holds on an open interval; ``vanishes`` decides whether a constant is zero."""
    if condition.certain(Signs({**regions, span.variable: span.region})):
        return True
    lower, upper = span.region.lower, span.region.upper
    if lower is None or upper is None or terms.symbols(condition.term) - {span.variable}:
        return False
    if _on_balls(condition, span.variable, lower, upper):
        return True
    return any(_with_ends(condition, span, (upper - lower) / (1 << part), vanishes) for part in _BESIDE)


def _with_ends(condition: Condition, span: Span, width: Fraction, vanishes: Callable[[Term], bool]) -> bool:
    lower, upper = span.region.lower, span.region.upper
    assert lower is not None
    assert upper is not None
    inner = [lower, upper]
    for index, (end, place) in enumerate(((span.lower, lower), (span.upper, upper))):
        if end is None or not _may_vanish(condition.term, span.variable, end):
            continue
        far = place + width if index == 0 else place - width
        if not _beside_zero(condition, span.variable, end, (min(place, far), max(place, far)), far, vanishes):
            return False
        inner[index] = far
    return inner != [lower, upper] and _on_balls(condition, span.variable, inner[0], inner[1])


def _may_vanish(term: Term, variable: str, end: Term) -> bool:
    try:
        return bool(enclose(terms.substitute(term, {terms.symbol(variable): end}), {}, 128).contains(0))
    except UndefinedError:
        return False


def _beside_zero(
    condition: Condition,
    variable: str,
    end: Term,
    piece: tuple[Fraction, Fraction],
    far: Fraction,
    vanishes: Callable[[Term], bool],
) -> bool:
    """A zero at the end itself, of a function whose derivative does not vanish beside it (or is again such)."""
    term = plain(condition.term)
    try:
        for _ in range(MAX_ZERO):
            if not vanishes(terms.substitute(term, {terms.symbol(variable): end})):
                return False
            signs = Signs({variable: Region()})
            if not signs.real(term) or any(
                not _on_balls(needed, variable, *piece) for needed in conditions(term, variable, signs)
            ):
                return False
            term = plain(differentiate(term, variable))
            if _on_balls(Condition("nonzero", term), variable, *piece):
                break
        else:
            return False
    except CertificateError:
        return False
    return condition.relation != POSITIVE or _on_balls(condition, variable, far, far)


def _on_balls(condition: Condition, variable: str, lower: Fraction, upper: Fraction) -> bool:
    waiting, done = [(lower, upper)], 0
    smallest = (upper - lower) / (1 << 16)
    while waiting:
        left, right = waiting.pop()
        done += 1
        try:
            if condition.holds_on(enclose_box(condition.term, {variable: interval(left, right)}, _PRECISION)):
                continue
        except UndefinedError:
            pass
        if done > MAX_PIECES or right - left <= smallest:
            return False
        middle = (left + right) / 2
        waiting += [(middle, right), (left, middle)]
    return True
