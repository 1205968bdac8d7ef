"""Limits and series: expansions at the point, deeper until they decide."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from trivium.cas.certificate.model import Point
from trivium.cas.certificate.operations.evidence import Evidence
from trivium.cas.certificate.operations.limits import order_of, scales_name, sides_of, value_name
from trivium.cas.certificate.operations.replay import approach, at, is_infinite
from trivium.cas.certificate.series import DepthError
from trivium.cas.certificate.terms import Term, subtract
from trivium.cas.errors import CertificateError
from trivium.cas.operations.attempt import Attempt
from trivium.cas.operations.prover import DEPTHS, Prover

PRECISIONS = (128, 512)


def limit_evidence(attempt: Attempt) -> Iterator[Evidence]:
    """What proves or refutes a limit."""
    task = attempt.task
    answer = task.term("answer")
    point = {} if is_infinite(answer) else attempt.defined_point(answer)
    if point is None:
        attempt.nowhere_defined = True
        return
    point = point or next(attempt.sample())
    sides = sides_of(task.term("point"), task.word("direction"))
    for depth in DEPTHS:
        prover = Prover(attempt.regions(), point, attempt.budget)
        prover.depth = depth
        try:
            yield from _limit_at_depth(attempt, prover, sides)
        except DepthError:
            continue
        except CertificateError as error:
            attempt.notes.append(error.reason)
        return
    attempt.notes.append("the expansion is too deep")


def _limit_at_depth(attempt: Attempt, prover: Prover, sides: tuple[int, ...]) -> Iterator[Evidence]:
    task, point = attempt.task, attempt.task.term("point")
    answer, proved = task.term("answer"), True
    for side in sides:
        moved = at(task.term("expression"), task.word("variable"), approach(point, side))
        found = prover.limit(scales_name(side), moved)
        if is_infinite(found) or is_infinite(answer):
            if found != answer:
                prover.note("found", [found])
                yield evidence("expansion", prover, proves=False, only=scales_name(side))
                return
        else:
            different = apart(attempt, found, answer)
            if different is not None:
                prover.note("found", [found])
                yield evidence("expansion", prover, proves=False, only=scales_name(side), apart_at=different)
                return
            if not prover.show_equal(value_name(side), found, answer, prover.regions):
                attempt.notes.append("the limit was found, but not proved equal to the answer")
                proved = False
    if proved:
        yield evidence("expansion", prover, proves=True)


def apart(attempt: Attempt, left: Term, right: Term) -> tuple[Point, int] | None:
    """A point and a precision at which the balls of two terms do not meet."""
    for precision in PRECISIONS:
        for point in attempt.sample():
            a, b = attempt.value(left, point, precision), attempt.value(right, point, precision)
            if a is None or b is None:
                continue
            if not (a - b).contains(0):
                return point, precision
            attempt.points += precision == PRECISIONS[0]
            if not attempt.question.domains:
                break
    return None


def evidence(
    strategy: str,
    prover: Prover,
    *,
    proves: bool,
    only: str = "",
    apart_at: tuple[Point, int] | None = None,
) -> Evidence:
    """Evidence from what a prover has shown; ``only`` names the one group of scales that a refutation needs."""
    point, precision = apart_at or (prover.point, PRECISIONS[0])
    kept = {name: found for name, found in prover.terms.items() if not only or name in (only, "found")}
    equalities = prover.equalities if proves else {}
    return Evidence(strategy, proves, kept, equalities, prover.zeros, point, precision, prover.depth)


def series_evidence(attempt: Attempt) -> Iterator[Evidence]:
    """What proves or refutes a series expansion."""
    task = attempt.task
    order = Fraction(order_of(task.word("order")))
    difference = subtract(task.term("expression"), task.term("answer"))
    for depth in DEPTHS:
        prover = Prover(attempt.regions(), next(attempt.sample()), attempt.budget)
        prover.depth = depth
        try:
            for side in sides_of(task.term("point"), "both"):
                moved = at(difference, task.word("variable"), approach(task.term("point"), side))
                if not prover.expanded(scales_name(side), moved).order(moved, order):
                    yield evidence("expansion", prover, proves=False, only=scales_name(side))
                    return
            yield evidence("expansion", prover, proves=True)
        except DepthError:
            continue
        except CertificateError as error:
            attempt.notes.append(error.reason)
        return
    attempt.notes.append("the expansion is too deep")
