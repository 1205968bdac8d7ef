"""Finite and infinite sums."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.asymptotics import T
from trivium.cas.certificate.model import Point
from trivium.cas.certificate.operations.evidence import Evidence
from trivium.cas.certificate.operations.replay import INFINITY, at, is_infinite
from trivium.cas.certificate.operations.sums import damped, index_region
from trivium.cas.certificate.reading import read_term
from trivium.cas.certificate.series import DepthError
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import MINUS_ONE, ONE, Term, add, negate, power, subtract
from trivium.cas.certificate.totality import require_defined
from trivium.cas.errors import CertificateError
from trivium.cas.operations.attempt import Attempt
from trivium.cas.operations.infinite import known_series, tail_evidence
from trivium.cas.operations.integral import settle
from trivium.cas.operations.prover import DEPTHS, Prover
from trivium.cas.operations.questions import OperationQuestion
from trivium.cas.operations.telescopers import telescopers
from trivium.cas.operations.wording import collected, readable

_MOST_ADDED = 400


def sum_valid_when(question: OperationQuestion) -> tuple[str, ...]:
    """Where a sum with a symbolic upper limit is claimed."""
    task = question.task
    if task.term("upper") == INFINITY:
        return ()
    length = collected(add((task.term("upper"), negate(task.term("lower")), ONE)))
    if Signs(task.regions()).nonnegative(length):
        return ()
    return (f"{readable(length)} >= 0",)


def sum_evidence(attempt: Attempt) -> Iterator[Evidence]:
    """What proves or refutes a sum."""
    task = attempt.task
    if task.term("upper") != INFINITY:
        yield from _evaluations(attempt)
    answer = task.term("answer")
    point = next(attempt.sample()) if is_infinite(answer) else attempt.defined_point(answer)
    if point is None:
        attempt.nowhere_defined = True
        return
    for telescoper in itertools.chain(_inductive(attempt), map(read_term, attempt.hints), telescopers(attempt)):
        yield from _telescoping(attempt, telescoper, point)
    if task.term("upper") == INFINITY:
        yield from known_series(attempt, point)
        yield from tail_evidence(attempt)


def _integer(attempt: Attempt, field: str, point: Point) -> int | None:
    value = attempt.value(attempt.task.term(field), point)
    whole = None if value is None else value.real.unique_fmpz()
    return None if whole is None else int(whole)


def _evaluations(attempt: Attempt) -> Iterator[Evidence]:
    """Refutations by adding up at points where the sum is short."""
    task = attempt.task
    for point in attempt.sample():
        first, last = _integer(attempt, "lower", point), _integer(attempt, "upper", point)
        if first is None or last is None or not first - 1 <= last <= first + _MOST_ADDED:
            continue
        answer = attempt.value(task.term("answer"), point)
        total_ball = _added(attempt, point, first, last)
        if answer is None or total_ball is None:
            continue
        if not (total_ball - answer).contains(0):  # type: ignore[operator]
            yield Evidence("evaluation", proves=False, point=point)
            return
        attempt.points += 1


def _added(attempt: Attempt, point: Point, first: int, last: int) -> object | None:
    total_ball = None
    for index in range(first, last + 1):
        attempt.budget.require_time()
        here = {**point, attempt.task.word("variable"): (Fraction(index), Fraction(0))}
        value = attempt.value(attempt.task.term("summand"), here)
        if value is None:
            return None
        total_ball = value if total_ball is None else total_ball + value
    return 0 if total_ball is None else total_ball


def _inductive(attempt: Attempt) -> Iterator[Term]:
    """The answer itself as a telescoper, where the upper limit is a free variable that the summand does not know."""
    task = attempt.task
    upper, summand = task.term("upper"), task.term("summand")
    names = terms.symbols(upper)
    if len(names) == 1:
        (name,) = names
        shift = subtract(upper, terms.symbol(name))
        offset = _folded(shift)
        if offset is not None and name not in terms.symbols(summand, task.term("lower")):
            before = add((terms.symbol(task.word("variable")), terms.number(-1 - offset)))
            yield at(task.term("answer"), name, before)


def _folded(shift: Term) -> Fraction | None:
    """``n + c - n`` as the number ``c``."""
    if shift.head != "add":
        return None
    numbers = [part.number for part in shift.args if part.is_number]
    others = [part for part in shift.args if not part.is_number]
    opposite = len(others) == 2 and others[1] == negate(others[0])
    return sum(numbers, Fraction(0)) if opposite else None


def _telescoping(attempt: Attempt, telescoper: Term, point: Point) -> Iterator[Evidence]:
    for depth in DEPTHS[:3]:
        prover = Prover(attempt.regions(), point, attempt.budget)
        prover.depth = depth
        prover.note("telescoper", [telescoper])
        try:
            found = _telescoped(attempt, prover, telescoper)
        except DepthError:
            continue
        except CertificateError as error:
            attempt.notes.append(error.reason)
            return
        if found is not None:
            yield from settle(attempt, prover, "telescoping", found)
        return


def _telescoped(attempt: Attempt, prover: Prover, telescoper: Term) -> list[Term] | None:
    task, variable = attempt.task, attempt.task.word("variable")
    summand, lower, upper = task.term("summand"), task.term("lower"), task.term("upper")
    regions = {**prover.regions, variable: index_region(lower, prover.regions)}
    following = at(telescoper, variable, add((terms.symbol(variable), ONE)))
    require_defined(Signs(regions), telescoper, following, summand)
    if not prover.show_equal("difference", subtract(following, telescoper), summand, regions):
        attempt.notes.append("no telescoping sum was proved")
        return None
    if upper != INFINITY:
        last = at(telescoper, variable, add((upper, ONE)))
    else:
        bounded, extra = damped(telescoper, variable, regions)
        last = prover.limit("scales", at(bounded, variable, power(T, MINUS_ONE)), {**prover.regions, **extra})
    return [last, negate(at(telescoper, variable, lower))]
