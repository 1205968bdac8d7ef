"""Refutation: an exact point of the domain at which the balls of the two sides are disjoint."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flint import acb, arb

from trivium.cas.certificate.model import Ball, DomainRefutation, Point, Refutation
from trivium.cas.certificate.same_domain import undefined_at
from trivium.cas.certificate.terms import Term
from trivium.cas.decide.budget import Budget
from trivium.cas.decide.enclosure import Program
from trivium.cas.domain.points import cell_points, generic_points
from trivium.cas.reader.equation import Question

PRECISIONS = (128, 512, 2048)
_DIGITS = 24


@dataclass(slots=True)
class Search:
    """The state of the search: what was tried, and where both sides are defined."""

    points: int = 0
    """Points at which both sides were defined and not seen to differ."""

    witness: Point | None = None
    """A point at which both sides are defined."""

    undefined: int = 0
    """Points at which a side had no value."""


class Refuter:
    """The two sides of a question, compiled once."""

    def __init__(self, question: Question, budget: Budget) -> None:
        self._question = question
        self._budget = budget
        self._lhs, self._rhs = Program(question.lhs), Program(question.rhs)
        self.search = Search()
        self._generic = generic_points(question.domains)
        self._tried: list[Point] = []
        self._one_sided: list[tuple[Point, str]] = []

    def at_generic_points(self, count: int | None = None) -> Refutation | None:
        """A refutation at a point with unrelated small values: one of the next `count`, or of all that are left."""
        return self._at(itertools.islice(self._generic, count), PRECISIONS[0])

    def at_cell_points(self) -> Refutation | None:
        """A refutation at a point chosen beside the roots of what decides a branch."""
        sides = (self._question.lhs, self._question.rhs)
        return self._at(cell_points(sides, self._question.domains), PRECISIONS[0])

    def at_higher_precision(self, count: int) -> Refutation | None:
        """A refutation at the first ``count`` points tried, with more bits."""
        for precision in PRECISIONS[1:]:
            found = self._at(list(itertools.islice(self._tried, count)), precision, again=True)
            if found is not None:
                return found
        return None

    def at_other_domains(self, lhs: Term, rhs: Term) -> DomainRefutation | None:
        """A point among those tried at which one side is defined and the other one certainly is not."""
        real_valued = self._question.options.real_valued
        for point, side in self._one_sided:
            self._budget.require_time()
            if undefined_at(lhs if side == "lhs" else rhs, point, real_valued=real_valued):
                return DomainRefutation(point, side)
        return None

    def _at(self, points: Iterable[Point], precision: int, *, again: bool = False) -> Refutation | None:
        for point in points:
            self._budget.require_time()
            sides = self._enclose(point, precision)
            if not again:
                self._tried.append(point)
                self._note(point, defined=sides is not None)
            if sides is not None and not (sides[0] - sides[1]).contains(0):
                return Refutation(point, precision, record(sides[0]), record(sides[1]))
        return None

    def _note(self, point: Point, *, defined: bool) -> None:
        if not defined:
            self.search.undefined += 1
            return
        self.search.points += 1
        if self.search.witness is None:
            self.search.witness = point

    def _enclose(self, point: Point, precision: int) -> tuple[acb, acb] | None:
        real_valued = self._question.options.real_valued
        lhs = self._lhs.enclose(point, precision, real_valued=real_valued)
        same_domain = self._question.options.same_domain
        if lhs is None and not same_domain:
            return None
        rhs = self._rhs.enclose(point, precision, real_valued=real_valued)
        if lhs is None or rhs is None:
            if same_domain and (lhs is None) != (rhs is None):
                self._one_sided.append((point, "lhs" if lhs is None else "rhs"))
            return None
        return lhs, rhs


def record(ball: acb) -> Ball:
    """A ball as decimal text."""
    return Ball(*_decimal(ball.real), *_decimal(ball.imag))


def _decimal(ball: arb) -> Iterator[str]:
    middle, radius, exponent = ball.mid_rad_10exp(_DIGITS)
    yield _scientific(int(middle), int(exponent))
    yield _scientific(int(radius), int(exponent))


def _scientific(whole: int, exponent: int) -> str:
    if whole == 0:
        return "0"
    while whole % 10 == 0:
        whole, exponent = whole // 10, exponent + 1
    if exponent == 0:
        return str(whole)
    digits = str(abs(whole))
    shift = exponent + len(digits) - 1
    sign = "-" if whole < 0 else ""
    if -6 <= shift < len(digits):
        text = digits.rjust(-exponent + 1, "0") if exponent < 0 else digits
        return f"{sign}{text[:exponent]}.{text[exponent:]}" if exponent < 0 else f"{sign}{digits}{'0' * exponent}"
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{fraction}e{shift}"
