"""The proof methods, cheapest first; each proposes, and the checker decides."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq_poly

from trivium.cas.certificate import terms
from trivium.cas.certificate.calculus import differentiate, plain
from trivium.cas.certificate.definedness import nonzero_facts
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.model import (
    Anchor,
    ConstantDifference,
    EqualSquares,
    ExponentialOfDifference,
    Identity,
    Method,
)
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.replay import closed_at, split_region
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.smoothness import require_continuous, require_smooth
from trivium.cas.certificate.terms import I, Term
from trivium.cas.decide.budget import Budget
from trivium.cas.decide.proposer import propose_identity
from trivium.cas.errors import CertificateError

_PRECISION = 256
_MULTIPLIERS = (terms.ONE, I, terms.mul((terms.TWO, I)), terms.mul((terms.number(8), I)))
_ANCHORS = tuple(
    Fraction(*pair) for pair in ((0, 1), (1, 1), (1, 2), (-1, 1), (2, 1), (-1, 2), (-2, 1), (1, 4), (3, 1))
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """The claim in the terms of the proof kernel."""

    lhs: Term
    rhs: Term
    regions: Mapping[str, Region]


def propose_proof(claimed: Claimed, budget: Budget) -> Method | None:
    """A method that should prove the claim, or ``None``."""
    method: Method | None = _identity(claimed, budget)
    if method is None and not claimed.regions:
        method = _exponential(claimed, budget)
    if method is None and claimed.regions:
        method = _equal_squares(claimed, budget)
    if method is None:
        method = _constant_difference(claimed, budget)
    return method


def propose_rational(claimed: Claimed, budget: Budget) -> Identity | None:
    """The identity of two rational functions, or ``None``."""
    facts = nonzero_facts(claimed.lhs, claimed.rhs)
    return propose_identity(claimed.lhs, claimed.rhs, claimed.regions, facts, budget)


def _identity(claimed: Claimed, budget: Budget) -> Identity | None:
    facts = nonzero_facts(claimed.lhs, claimed.rhs)
    for logarithmic in (False, True):
        found = propose_identity(claimed.lhs, claimed.rhs, claimed.regions, facts, budget, logarithmic=logarithmic)
        if found is not None:
            return found
    return None


def _equal_squares(claimed: Claimed, budget: Budget) -> EqualSquares | None:
    signs = Signs(claimed.regions, nonzero_facts(claimed.lhs, claimed.rhs))
    if not (signs.nonnegative(claimed.lhs) and signs.nonnegative(claimed.rhs)):
        return None
    squares = terms.power(claimed.lhs, terms.TWO), terms.power(claimed.rhs, terms.TWO)
    identity = _identity(Claimed(*squares, claimed.regions), budget)
    return None if identity is None else EqualSquares(identity)


def _exponential(claimed: Claimed, budget: Budget) -> ExponentialOfDifference | None:
    for multiplier in _MULTIPLIERS:
        scaled = terms.mul((multiplier, terms.subtract(claimed.lhs, claimed.rhs)))
        identity = _identity(Claimed(terms.call("exp", scaled), terms.ONE, {}), budget)
        if identity is not None:
            return ExponentialOfDifference(terms.write(multiplier), identity, _PRECISION)
    return None


def _constant_difference(claimed: Claimed, budget: Budget) -> ConstantDifference | None:
    for name, region in claimed.regions.items():
        if region.complex or region.integer:
            continue
        try:
            found = _constant_in(claimed, name, region, budget)
        except CertificateError:
            continue
        if found is not None:
            return found
    return None


def _constant_in(claimed: Claimed, name: str, region: Region, budget: Budget) -> ConstantDifference | None:
    left, right = plain(claimed.lhs), plain(claimed.rhs)
    slopes = differentiate(left, name), differentiate(right, name)
    breaks = tuple(sorted(set(_breaks((left, right), name, region))))
    anchors: list[Anchor] = []
    for component in split_region(region, breaks):
        here = {**claimed.regions, name: component}
        signs = Signs(here)
        require_smooth(left, name, signs)
        require_smooth(right, name, signs)
        values = [*_continuous_ends(component, (left, right), name, claimed), *_values_in(component)]
        anchor = _anchor(claimed, name, iter(values), budget)
        if anchor is None:
            return None
        anchors.append(anchor)
    for cut in (*breaks, *_closed_ends(region)):
        anchor = _anchor(claimed, name, iter((cut,)), budget)
        anchors.extend([anchor] if anchor else [])
    derivative = _slope_identity(slopes, {**claimed.regions, name: region}, name, breaks, budget)
    return None if derivative is None else ConstantDifference(name, derivative, breaks, tuple(anchors))


def _slope_identity(
    slopes: tuple[Term, Term], regions: dict[str, Region], name: str, breaks: tuple[Fraction, ...], budget: Budget
) -> Identity | None:
    interiors = split_region(regions[name], breaks)
    here = {**regions, name: interiors[0] if len(interiors) == 1 else regions[name]}
    return _identity(Claimed(*slopes, here), budget)


def _closed_ends(region: Region) -> tuple[Fraction, ...]:
    ends = ((region.lower, region.lower_closed), (region.upper, region.upper_closed))
    return tuple(end for end, closed in ends if end is not None and closed)


def _values_in(region: Region) -> Iterator[Fraction]:
    inside = (value for value in _ANCHORS if region.contains(value, Fraction(0)))
    yield from itertools.islice(inside, 4)
    if region.lower is not None and region.upper is not None:
        yield (region.lower + region.upper) / 2
    elif region.lower is not None:
        yield region.lower + 1
    elif region.upper is not None:
        yield region.upper - 1


def _continuous_ends(component: Region, sides: tuple[Term, Term], name: str, claimed: Claimed) -> Iterator[Fraction]:
    for end in (component.lower, component.upper):
        if end is None:
            continue
        signs = Signs({**claimed.regions, name: closed_at(component, end)})
        try:
            for side in sides:
                require_continuous(side, name, signs)
        except CertificateError:
            continue
        yield end


def _anchor(claimed: Claimed, name: str, values: Iterator[Fraction], budget: Budget) -> Anchor | None:
    others = {other: region for other, region in claimed.regions.items() if other != name}
    for value in values:
        there = {terms.symbol(name): terms.number(value)}
        lhs, rhs = terms.substitute(claimed.lhs, there), terms.substitute(claimed.rhs, there)
        if not others and not (_defined(lhs) and _defined(rhs)):
            continue
        here = Claimed(lhs, rhs, others)
        method: Method | None = _identity(here, budget)
        if method is None:
            method = _constant_difference(here, budget) if others else _exponential(here, budget)
        if method is not None:
            return Anchor(value, method)
    return None


def _defined(term: Term) -> bool:
    try:
        enclose(term, {}, 64)
    except UndefinedError:
        return False
    return True


def _breaks(sides: tuple[Term, Term], name: str, region: Region) -> Iterator[Fraction]:
    """Rational zeros of bases of negative powers, of ``1 - z`` and ``1 + z`` and of arguments of ``abs``."""
    for term in terms.postorder(*sides):
        if term.head == "pow" or term.head in ("abs", "log"):
            candidates: tuple[Term, ...] = (term.args[0],)
        elif term.head in ("asin", "acos", "atanh"):
            candidates = (terms.subtract(terms.ONE, term.args[0]), terms.add((terms.ONE, term.args[0])))
        else:
            continue
        for candidate in candidates:
            for root in _rational_roots(candidate, name):
                if region.contains(root, Fraction(0)) and root not in (region.lower, region.upper):
                    yield root


def _rational_roots(term: Term, name: str) -> Iterator[Fraction]:
    polynomial = _polynomial(term, name)
    if polynomial is None or not 0 < polynomial.degree() <= 12:
        return
    for factor, _ in polynomial.factor()[1]:
        if factor.degree() == 1:
            yield Fraction(int(-factor[0].p * factor[1].q), int(factor[0].q * factor[1].p))


def _polynomial(root: Term, name: str) -> fmpq_poly | None:
    done: dict[Term, fmpq_poly | None] = {}
    for term in terms.postorder(root):
        parts = [done[part] for part in term.args]
        known = [part for part in parts if part is not None]
        done[term] = _polynomial_node(term, known, name) if len(known) == len(parts) else None
    return done[root]


def _polynomial_node(term: Term, parts: list[fmpq_poly], name: str) -> fmpq_poly | None:
    match term.head:
        case "num":
            return fmpq_poly([term.number.numerator]) / term.number.denominator
        case "symbol" if term.name == name:
            return fmpq_poly([0, 1])
        case "add":
            total = fmpq_poly([0])
            for part in parts:
                total = total + part
            return total
        case "mul":
            total = fmpq_poly([1])
            for part in parts:
                total = total * part
            return total if total.degree() <= 12 else None
        case "pow" if term.args[1].is_number and term.args[1].number in range(1, 7):
            return parts[0] ** int(term.args[1].number) if parts[0].degree() <= 6 else None
        case _:
            return None
