"""A search for a point at which an equality fails, for as long as there is time."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator
from fractions import Fraction

from trivium.cas.certificate.check import check
from trivium.cas.certificate.model import Certificate, Claim, Point, Refusal, Refutation
from trivium.cas.decide.budget import Budget, Clock
from trivium.cas.decide.enclosure import Program
from trivium.cas.decide.judgement import Judgement, Outcome, Refuted, Unknown, UnknownReason
from trivium.cas.decide.refute import PRECISIONS, Refuter, record
from trivium.cas.domain.conditions import valid_when
from trivium.cas.domain.variables import Domain, Kind
from trivium.cas.errors import OutOfTimeError
from trivium.cas.reader.equation import Question

MAX_POINTS = 20_000
_SIZES = (2, 5, 12, 40, 200, 10**4, 10**7)


def search_counterexample(
    question: Question, *, seed: int, deadline: float, clock: Clock = time.monotonic
) -> Judgement:
    """Refuted at the first point that is found, or unknown; the same seed tries the same points."""
    started = clock()
    budget = Budget(deadline, clock)
    counts = {"points": 0}
    try:
        outcome = _search(question, random.Random(seed), budget, counts)  # noqa: S311 - sample points, no secret
    except OutOfTimeError:
        outcome = _open(counts)
    return Judgement(outcome, question.statement, valid_when(question), counts, clock() - started)


def _open(counts: dict[str, int]) -> Unknown:
    if not counts["points"]:
        return Unknown(UnknownReason.NOWHERE_DEFINED, "no point was found where both sides are defined")
    return Unknown(UnknownReason.NOT_REFUTED, f"not refuted at {counts['points']} points")


def _search(question: Question, source: random.Random, budget: Budget, counts: dict[str, int]) -> Outcome:
    refuter = Refuter(question, budget)
    found = refuter.at_generic_points() or refuter.at_cell_points()
    counts["points"] = refuter.search.points
    if found is None:
        found = _at_random_points(question, source, budget, counts)
    if found is None:
        return _open(counts)
    certificate = Certificate(Claim(question.statement, question.source_sha256), found)
    answer = check(certificate, question.source)
    if isinstance(answer, Refusal):
        return Unknown(UnknownReason.CHECKER_REFUSED, f"the checker refused the certificate: {answer.reason}")
    return Refuted(certificate)


def _at_random_points(
    question: Question, source: random.Random, budget: Budget, counts: dict[str, int]
) -> Refutation | None:
    sides = Program(question.lhs), Program(question.rhs)
    real_valued = question.options.real_valued
    for point in itertools.islice(_random_points(question, source), MAX_POINTS):
        budget.require_time()
        for precision in PRECISIONS[:2]:
            lhs, rhs = (side.enclose(point, precision, real_valued=real_valued) for side in sides)
            if lhs is None or rhs is None:
                continue
            if not (lhs - rhs).contains(0):
                return Refutation(point, precision, record(lhs), record(rhs))
            counts["points"] += precision == PRECISIONS[0]
    return None


def _random_points(question: Question, source: random.Random) -> Iterator[Point]:
    if not question.domains:
        yield {}
        return
    while True:
        yield {name: _value(domain, source) for name, domain in question.domains.items()}


def _value(domain: Domain, source: random.Random) -> tuple[Fraction, Fraction]:
    while True:
        size = source.choice(_SIZES)
        if domain.kind is Kind.COMPLEX:
            return _rational(source, size), _rational(source, size)
        value = Fraction(source.randint(-size, size)) if domain.kind is Kind.INTEGER else _rational(source, size)
        moved = _moved_inside(value, domain)
        if (moved, Fraction(0)) in domain:
            return moved, Fraction(0)


def _rational(source: random.Random, size: int) -> Fraction:
    return Fraction(source.randint(-size * 8, size * 8), source.randint(1, 16))


def _moved_inside(value: Fraction, domain: Domain) -> Fraction:
    lower, upper = domain.lower, domain.upper
    whole = domain.kind is Kind.INTEGER
    if lower is not None and upper is not None:
        part = abs(value) - int(abs(value)) or Fraction(1, 2)
        return Fraction(round(lower + (upper - lower) * part)) if whole else lower + (upper - lower) * part
    if lower is not None:
        return Fraction(int(lower)) + abs(value) if whole else lower + abs(value)
    return value if upper is None else Fraction(int(upper)) - abs(value) if whole else upper - abs(value)
