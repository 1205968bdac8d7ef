"""Antiderivatives and definite integrals."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.calculus import differentiate, plain
from trivium.cas.certificate.model import Point
from trivium.cas.certificate.operations.evidence import Evidence
from trivium.cas.certificate.operations.integrals import (
    Piece,
    conditions_of,
    enclosure_of,
    ends_name,
    frame_of,
    pieces_of,
    reflected_mean,
    region_of,
    require_continuous_within,
    require_smooth_on,
)
from trivium.cas.certificate.operations.replay import approach, at, is_infinite
from trivium.cas.certificate.reading import Region, read_term
from trivium.cas.certificate.regularity import Condition
from trivium.cas.certificate.series import DepthError
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import Term, add, negate
from trivium.cas.decide.methods import _breaks
from trivium.cas.domain.points import cell_points
from trivium.cas.errors import CertificateError
from trivium.cas.operations.attempt import Attempt
from trivium.cas.operations.integrate import antiderivatives
from trivium.cas.operations.limit import PRECISIONS, apart, evidence
from trivium.cas.operations.prover import DEPTHS, Prover
from trivium.cas.operations.questions import OperationQuestion
from trivium.cas.operations.wording import condition_text

_CELLS = 24


def antiderivative_valid_when(question: OperationQuestion) -> tuple[str, ...]:
    """Where the proposed antiderivative is differentiable by its formula, beside being defined."""
    try:
        found = conditions_of(question.task)
    except CertificateError:
        return ()
    signs = Signs(question.task.regions((question.task.word("variable"),)))
    return tuple(condition_text(condition) for condition in found if not condition.certain(signs))


def antiderivative_evidence(attempt: Attempt) -> Iterator[Evidence]:
    """What proves or refutes that the derivative of the answer is the integrand."""
    task = attempt.task
    variable, integrand, answer = task.word("variable"), task.term("integrand"), task.term("answer")
    needed = conditions_of(task)
    slope = differentiate(plain(answer), variable)
    witness: Point | None = None
    for precision in PRECISIONS:
        for point in _points(attempt):
            found = _difference(attempt, point, precision, (slope, integrand), needed)
            if found is None:
                continue
            if found:
                yield Evidence("derivative", proves=False, point=point, precision=precision)
                return
            attempt.points += precision == PRECISIONS[0]
            witness = witness or point
    if witness is None:
        attempt.nowhere_defined = True
        return
    prover = Prover(attempt.regions(variable), witness, attempt.budget)
    if prover.show_equal("derivative", slope, integrand, prover.regions):
        yield Evidence("derivative", True, equalities=prover.equalities, point=witness)
    else:
        attempt.notes.append("the derivative was not proved equal to the integrand")


def _points(attempt: Attempt) -> Iterator[Point]:
    yield from attempt.sample()
    trees = (*attempt.question.expressions["integrand"], *attempt.question.expressions["answer"])
    yield from itertools.islice(cell_points(trees, attempt.question.domains), _CELLS)


def _difference(
    attempt: Attempt, point: Point, precision: int, sides: tuple[Term, Term], needed: list[Condition]
) -> bool | None:
    """Whether two terms certainly differ at a point, ``None`` where that says nothing."""
    left, right = (attempt.value(side, point, precision) for side in sides)
    if left is None or right is None:
        return None
    if (left - right).contains(0):
        return False
    balls = [attempt.value(condition.term, point, precision) for condition in needed]
    holds = all(ball is not None and c.holds_on(ball) for c, ball in zip(needed, balls, strict=True))
    defined = attempt.value(attempt.task.term("answer"), point, precision) is not None
    return True if holds and defined else None


def integral_evidence(attempt: Attempt) -> Iterator[Evidence]:
    """What proves or refutes a definite integral."""
    task = attempt.task
    lower, upper, answer = task.term("lower"), task.term("upper"), task.term("answer")
    (piece,) = pieces_of(lower, upper, (), attempt.regions())
    point = next(attempt.sample()) if is_infinite(answer) else attempt.defined_point(answer)
    if point is None:
        attempt.nowhere_defined = True
        return
    if not (is_infinite(lower) or is_infinite(upper) or is_infinite(answer)):
        yield from _enclosures(attempt)
    integrand = task.term("integrand")
    for proposed in itertools.chain(map(read_term, attempt.hints), _proposed(attempt, integrand, piece)):
        yield from _by_antiderivative(attempt, plain(proposed), point)
    yield from _by_reflection(attempt, piece, point)


def _proposed(attempt: Attempt, integrand: Term, piece: Piece) -> Iterator[Term]:
    region = region_of(piece) if piece.constant else _around(piece, attempt)
    return antiderivatives(integrand, attempt.task.word("variable"), region, attempt)


def _around(piece: Piece, attempt: Attempt) -> Region:
    """Positive numbers where the lower end is none of the negative ones, else every real number."""
    region = Region()
    if not is_infinite(piece.lower) and Signs(attempt.regions()).nonnegative(piece.lower):
        region.above(Fraction(0), closed=False)
    return region


def _by_reflection(attempt: Attempt, piece: Piece, point: Point) -> Iterator[Evidence]:
    """From ``x`` to ``lower + upper - x``."""
    variable, integrand = attempt.task.word("variable"), plain(attempt.task.term("integrand"))
    try:
        require_continuous_within(integrand, variable, piece, attempt.regions())
    except CertificateError as error:
        attempt.notes.append(error.reason)
        return
    mean = reflected_mean(integrand, variable, piece)
    for proposed in itertools.chain(map(read_term, attempt.hints), _proposed(attempt, mean, piece)):
        yield from _by_antiderivative(attempt, plain(proposed), point, mean)


def _enclosures(attempt: Attempt) -> Iterator[Evidence]:
    for point in itertools.islice(attempt.sample(), 3):
        answer = attempt.value(attempt.task.term("answer"), point, 96)
        if answer is None:
            continue
        ball = enclosure_of(attempt.task, point, 96)
        if ball.is_finite() and not (ball - answer).contains(0):
            yield Evidence("enclosure", proves=False, point=point, precision=96)
            return
        attempt.points += bool(ball.is_finite())
        if not attempt.question.domains:
            return


def _by_antiderivative(
    attempt: Attempt, antiderivative: Term, point: Point, mean: Term | None = None
) -> Iterator[Evidence]:
    """Evidence from an antiderivative of the integrand, or of its mean with its reflection."""
    for depth in DEPTHS[:3]:
        prover = Prover(attempt.regions(), point, attempt.budget)
        prover.depth = depth
        prover.note("antiderivative", [antiderivative])
        try:
            found = _value(attempt, prover, antiderivative, mean or attempt.task.term("integrand"))
        except DepthError:
            continue
        except CertificateError as error:
            attempt.notes.append(error.reason)
            return
        if found is not None:
            yield from settle(attempt, prover, "reflection" if mean else "antiderivative", found)
        return


def settle(attempt: Attempt, prover: Prover, strategy: str, parts: list[Term]) -> Iterator[Evidence]:
    """Evidence for or against the answer, given the limits whose sum is the value."""
    answer = attempt.task.term("answer")
    infinite = {part for part in parts if is_infinite(part)}
    if infinite or is_infinite(answer):
        prover.note("found", list(infinite) if len(infinite) == 1 else [] if infinite else [add(parts)])
        yield evidence(strategy, prover, proves=True) if infinite == {answer} else _refuting(strategy, prover)
        return
    found = add(parts)
    different = apart(attempt, found, answer)
    if different is not None:
        prover.note("found", [found])
        yield _refuting(strategy, prover, different)
    elif prover.show_equal("value", found, answer, prover.regions):
        yield evidence(strategy, prover, proves=True)
    else:
        attempt.notes.append("the value was found, but not proved equal to the answer")


def _refuting(strategy: str, prover: Prover, different: tuple[Point, int] | None = None) -> Evidence:
    point, precision = different or (prover.point, PRECISIONS[0])
    return Evidence(strategy, False, prover.terms, prover.equalities, prover.zeros, point, precision, prover.depth)


def _value(attempt: Attempt, prover: Prover, antiderivative: Term, integrand: Term) -> list[Term] | None:
    """The limits at the ends of the pieces; ``None`` where the derivative is not the integrand."""
    task = attempt.task
    variable = task.word("variable")
    slope = differentiate(antiderivative, variable)
    whole = Piece(task.term("lower"), task.term("upper"))
    cuts: tuple[Term, ...] = ()
    if whole.constant:
        breaks = sorted(set(_breaks((antiderivative, plain(integrand)), variable, region_of(whole))))
        cuts = tuple(terms.number(value) for value in breaks)
    prover.note("breaks", cuts)
    parts: list[Term] = []
    for index, piece in enumerate(pieces_of(whole.lower, whole.upper, cuts, prover.regions)):
        require_smooth_on(antiderivative, variable, piece, prover.regions, prover.vanishes)
        frame = frame_of(piece, variable)
        here = {**prover.regions, frame.variable: frame.region}
        sides = [at(side, variable, frame.place) for side in (slope, integrand)]
        if not prover.show_equal(f"derivative {index}", sides[0], sides[1], here):
            attempt.notes.append("a proposed antiderivative was not proved to be one")
            return None
        for end, side, sign in ((piece.upper, "upper", -1), (piece.lower, "lower", 1)):
            limit = prover.limit(ends_name(index, side), at(antiderivative, variable, approach(end, sign)))
            parts.append(negate(limit) if side == "lower" else limit)
    return parts
