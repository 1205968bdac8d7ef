"""Inequalities: signs first, then a subdivision of the box."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.calculus import differentiate, plain
from trivium.cas.certificate.model import Point
from trivium.cas.certificate.operations.evidence import Evidence
from trivium.cas.certificate.operations.inequalities import (
    MAX_EXTENT,
    MAX_ZERO,
    Sides,
    box_of,
    grows,
    halves,
    has_sign,
    on_box,
    surplus,
)
from trivium.cas.certificate.operations.replay import at
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.regularity import conditions, extent
from trivium.cas.certificate.sign_sets import NEGATIVE, ZERO
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import Term
from trivium.cas.domain.points import cell_points
from trivium.cas.errors import CertificateError
from trivium.cas.operations.attempt import Attempt
from trivium.cas.operations.limit import PRECISIONS
from trivium.cas.operations.prover import Prover

MAX_LEAVES = 6_000
_DEPTH = 24
_ZERO_DENOMINATOR = 60


def inequality_evidence(attempt: Attempt) -> Iterator[Evidence]:
    """What proves or refutes an inequality on the domain of its variables."""
    difference, strict = surplus(attempt.task)
    witness: Point | None = None
    for precision in PRECISIONS:
        for point in _points(attempt):
            ball = attempt.value(difference, point, precision)
            if ball is None or not ball.imag.is_zero():
                continue
            if ball.real < 0 or (strict and ball.real <= 0):
                yield Evidence("point", proves=False, point=point, precision=precision)
                return
            attempt.points += precision == PRECISIONS[0]
            witness = witness or point
    if witness is None:
        attempt.nowhere_defined = True
        return
    mask = Signs(attempt.regions()).of(difference)
    if mask and not mask & NEGATIVE and not (strict and mask & ZERO):
        yield Evidence("sign", proves=True, point=witness)
        return
    prover = Prover(attempt.regions(), witness, attempt.budget)
    subdivision = _Subdivision(attempt, prover, plain(difference), strict)
    found = subdivision.leaves()
    if subdivision.refuting is not None:
        yield Evidence("point", proves=False, point=subdivision.refuting)
    elif found is not None:
        yield Evidence("subdivision", True, zeros=prover.zeros, point=witness, cells=tuple(found))


def _points(attempt: Attempt) -> Iterator[Point]:
    yield from attempt.sample()
    trees = (*attempt.question.expressions["left"], *attempt.question.expressions["right"])
    yield from itertools.islice(cell_points(trees, attempt.question.domains), 24)


class _Subdivision:
    """One bisection of the box, with the zeros of the difference that were guessed."""

    def __init__(self, attempt: Attempt, prover: Prover, difference: Term, strict: bool) -> None:
        self._attempt = attempt
        self._prover = prover
        self._difference = difference
        self._strict = strict
        self.refuting: Point | None = None
        """The middle of a box at which the inequality fails."""

    def leaves(self) -> list[tuple[Fraction, ...]] | None:
        """The rows of the leaves in the order of the halving, ``None`` where it did not end."""
        try:
            waiting = [(box_of(self._attempt.task), 0)]
        except CertificateError as error:
            self._attempt.notes.append(error.reason)
            return None
        found: list[tuple[Fraction, ...]] = []
        while waiting:
            self._attempt.budget.require_time()
            sides, depth = waiting.pop()
            kind = self._leaf(sides)
            if kind is not None:
                found.append((Fraction(depth), *kind))
                continue
            if self._fails_in_the_middle(sides):
                return None
            if depth >= _DEPTH or len(found) + len(waiting) > MAX_LEAVES:
                self._attempt.notes.append("the subdivision did not end")
                return None
            first, second = halves(sides)
            waiting += [(second, depth + 1), (first, depth + 1)]
        return found

    def _fails_in_the_middle(self, sides: Sides) -> bool:
        for part in (Fraction(1, 2), Fraction(0), Fraction(1)):
            point = {name: (lower + (upper - lower) * part, Fraction(0)) for name, lower, upper in sides}
            inside = all((value, zero) in self._attempt.question.domains[n] for n, (value, zero) in point.items())
            ball = self._attempt.value(self._difference, point) if inside else None
            if ball is not None and ball.imag.is_zero() and (ball.real < 0 or (self._strict and ball.real <= 0)):
                self.refuting = point
                return True
        return False

    def _leaf(self, sides: Sides) -> tuple[Fraction, ...] | None:
        if has_sign(on_box(self._difference, sides), strict=self._strict):
            return (Fraction(0),)
        if self._strict or len(sides) != 1:
            return None
        return self._at_zero(sides)

    def _at_zero(self, sides: Sides) -> tuple[Fraction, ...] | None:
        """A leaf of one variable around a zero of the difference, of any order."""
        name, lower, upper = sides[0]
        for place in self._zeros(name, lower, upper):
            slope = self._difference
            for order in range(1, MAX_ZERO + 1):
                if (
                    extent(slope)[0] > MAX_EXTENT
                    or not self._vanishes(slope, name, place)
                    or not self._smooth(slope, sides)
                ):
                    break
                slope = plain(differentiate(slope, name))
                if grows(on_box(slope, sides), place, order, (lower, upper)):
                    return (Fraction(1), place, Fraction(order))
        return None

    def _zeros(self, name: str, lower: Fraction, upper: Fraction) -> Iterator[Fraction]:
        for place in _simple_between(lower, upper):
            value = self._attempt.value(at(self._difference, name, terms.number(place)), {})
            if value is not None and value.contains(0):
                yield place

    def _smooth(self, term: Term, sides: Sides) -> bool:
        for needed in conditions(term, sides[0][0], Signs({sides[0][0]: Region()})):
            ball = on_box(needed.term, sides)
            if ball is None or not needed.holds_on(ball):
                return False
        return True

    def _vanishes(self, term: Term, name: str, place: Fraction) -> bool:
        try:
            return self._prover.vanishes(at(term, name, terms.number(place)))
        except CertificateError:
            return False


def _simple_between(lower: Fraction, upper: Fraction) -> Iterator[Fraction]:
    """Fractions with small denominators in an interval, simplest first."""
    seen: set[Fraction] = set()
    for denominator in range(1, _ZERO_DENOMINATOR + 1):
        first = -(-lower.numerator * denominator // lower.denominator)
        for numerator in range(first, first + 3):
            value = Fraction(numerator, denominator)
            if lower <= value <= upper and value not in seen:
                seen.add(value)
                yield value
        if len(seen) > 12:
            return
