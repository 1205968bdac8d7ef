"""Antiderivatives and definite integrals.

An antiderivative is right where its derivative is the integrand: on every component of the domain on which both are
defined and the conditions of :func:`conditions_of` hold. Strategy ``derivative``: equality ``derivative``, or, to
refute, a point at which the conditions hold and the two differ.

A definite integral is proved or refuted by strategy ``antiderivative``: terms ``antiderivative``, ``breaks``
(constants in the order of the interval) and the scales at each end of each piece; equalities ``derivative K`` for
each piece and ``value``. The antiderivative must be smooth on each open piece; the integral is the sum of the
differences of its limits, so that improper integrals are settled as well. It is refuted also by strategy
``enclosure``: a ball around the integral at the point does not meet the answer.

Ends may depend on parameters, where they are real and certainly increasing. What has to hold on such a piece is then
shown for ``lower + (upper - lower)*t`` with ``0 < t < 1``, or a distance ``t > 0`` from the one end that is finite.

Strategy ``reflection`` proves as ``antiderivative`` does, from ``(f(x) + f(lower + upper - x))/2``, which has the same
integral over a finite interval as ``f`` where ``f`` is continuous on the closed interval.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from flint import acb, arb, fmpq

from trivium.cas.certificate import terms
from trivium.cas.certificate.asymptotics import T
from trivium.cas.certificate.calculus import differentiate, plain
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.intervals import Span, holds_between
from trivium.cas.certificate.operations.replay import MINUS_INFINITY, Replay, approach, at, is_infinite
from trivium.cas.certificate.operations.tasks import Task
from trivium.cas.certificate.quadrature import integrate
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.regularity import Condition, conditions
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import Term, add, mul, negate, subtract
from trivium.cas.errors import CertificateError

MAX_BREAKS = 16
_GRID = 1 << 40


def conditions_of(task: Task) -> list[Condition]:
    """Where the derivative of an antiderivative is the one that its formula gives."""
    variable = task.word("variable")
    regions = task.regions((variable,))
    return conditions(plain(task.term("answer")), variable, Signs(regions), complex_variable=regions[variable].complex)


def replay_antiderivative(replay: Replay) -> None:
    """Refuse unless the derivative of the answer is the integrand, or differs from it at the point."""
    replay.require_strategy("derivative")
    task = replay.task
    variable = task.word("variable")
    regions = task.regions((variable,))
    if regions[variable].integer:
        raise CertificateError("the variable of an integral is not an integer")
    needed = conditions_of(task)
    slope = differentiate(plain(task.term("answer")), variable)
    if replay.evidence.proves:
        replay.require_equal("derivative", slope, task.term("integrand"), regions)
        return
    replay.require_inside(regions)
    point = {name: replay.evidence.point[name] for name in regions}
    replay.value(task.term("answer"), point)
    for condition in needed:
        if not condition.holds_on(replay.value(condition.term, point)):
            raise CertificateError(f"the derivative may be another at the point: {condition}")
    if (replay.value(slope, point) - replay.value(task.term("integrand"), point)).contains(0):
        raise CertificateError("the balls of the derivative and of the integrand meet")


@dataclass(frozen=True, slots=True)
class Piece:
    """An interval of integration from ``lower`` to ``upper``, which may be infinite."""

    lower: Term
    upper: Term

    @property
    def constant(self) -> bool:
        """Whether neither end depends on a parameter."""
        return not terms.symbols(self.lower, self.upper)


def pieces_of(lower: Term, upper: Term, breaks: tuple[Term, ...], regions: Mapping[str, Region]) -> list[Piece]:
    """The intervals between the ends and the breaks; refuses ends that are not certainly increasing."""
    if len(breaks) > MAX_BREAKS:
        raise CertificateError("too many pieces")
    if not terms.symbols(*breaks) <= regions.keys():
        raise CertificateError("a break depends on a variable that is not free")
    ends = [lower, *breaks, upper]
    for left, right in itertools.pairwise(ends):
        if not _below(left, right, Signs(regions)):
            raise CertificateError("the ends of the interval are not certainly increasing")
    return [Piece(left, right) for left, right in itertools.pairwise(ends)]


def _below(left: Term, right: Term, signs: Signs) -> bool:
    if not all(is_infinite(end) or not terms.symbols(end) or signs.real(end) for end in (left, right)):
        return False
    if is_infinite(left) or is_infinite(right):
        return (left == MINUS_INFINITY or not is_infinite(left)) and right != MINUS_INFINITY
    if terms.symbols(left, right):
        return signs.positive(subtract(right, left))
    return _constant(left).real < _constant(right).real


def _constant(term: Term) -> acb:
    if terms.symbols(term):
        raise CertificateError("the ends of the interval depend on a variable")
    try:
        value = enclose(term, {}, 128)
    except UndefinedError as error:
        raise CertificateError("an end of the interval has no value") from error
    if not value.imag.is_zero():
        raise CertificateError("an end of the interval may not be real")
    return value


def region_of(piece: Piece) -> Region:
    """A region that holds the open piece, with rational ends; refuses ends with parameters."""
    region = Region()
    if not is_infinite(piece.lower):
        region.above(_rounded(piece.lower, up=False), closed=not piece.lower.is_number)
    if not is_infinite(piece.upper):
        region.below(_rounded(piece.upper, up=True), closed=not piece.upper.is_number)
    return region


def _rounded(end: Term, *, up: bool) -> Fraction:
    if end.is_number:
        return end.number
    scaled = _constant(end).real * _GRID
    whole = (scaled.ceil() if up else scaled.floor()).unique_fmpz()
    if whole is None:
        raise CertificateError("an end of the interval is too close to a fraction")
    return Fraction(int(whole), _GRID)


@dataclass(frozen=True, slots=True)
class Frame:
    """A variable that runs through a piece: the variable of integration itself, or a part of the piece."""

    place: Term
    """The variable of integration in terms of the one that runs."""

    variable: str
    region: Region
    """Holds what the variable runs through."""


def frame_of(piece: Piece, variable: str) -> Frame:
    """The frame of a piece: the variable itself, or for ends with parameters a part of the piece or a distance."""
    if piece.constant:
        return Frame(terms.symbol(variable), variable, region_of(piece))
    region = Region()
    region.above(Fraction(0), closed=False)
    if is_infinite(piece.upper):
        return Frame(add((piece.lower, T)), T.name, region)
    if is_infinite(piece.lower):
        return Frame(subtract(piece.upper, T), T.name, region)
    region.below(Fraction(1), closed=False)
    return Frame(add((piece.lower, mul((subtract(piece.upper, piece.lower), T)))), T.name, region)


def require_smooth_on(
    antiderivative: Term,
    variable: str,
    piece: Piece,
    regions: Mapping[str, Region],
    vanishes: Callable[[Term], bool],
) -> None:
    """Refuse unless a plain antiderivative is continuously differentiable on the open piece."""
    frame = frame_of(piece, variable)
    moved = at(antiderivative, variable, frame.place)
    ends = [None if is_infinite(end) else end for end in (piece.lower, piece.upper)]
    span = Span(frame.variable, frame.region, *(ends if piece.constant else (None, None)))
    for condition in conditions(moved, frame.variable, Signs({**regions, frame.variable: frame.region})):
        if not holds_between(condition, span, regions, vanishes):
            raise CertificateError(f"the antiderivative may not be smooth on the interval: {condition}")


def require_continuous_within(integrand: Term, variable: str, piece: Piece, regions: Mapping[str, Region]) -> None:
    """Refuse unless a plain integrand is continuous on the closed piece, which is finite."""
    if is_infinite(piece.lower) or is_infinite(piece.upper):
        raise CertificateError("an interval that is reflected is finite")
    part = Region()
    part.above(Fraction(0), closed=True)
    part.below(Fraction(1), closed=True)
    moved = at(integrand, variable, add((piece.lower, mul((subtract(piece.upper, piece.lower), T)))))
    signs = Signs({**regions, T.name: part})
    for condition in conditions(moved, T.name, signs):
        if not condition.certain(signs):
            raise CertificateError(f"the integrand may not be continuous on the closed interval: {condition}")


def reflected_mean(integrand: Term, variable: str, piece: Piece) -> Term:
    """``(f(x) + f(lower + upper - x))/2``."""
    mirrored = subtract(add((piece.lower, piece.upper)), terms.symbol(variable))
    return mul((terms.HALF, add((integrand, at(integrand, variable, mirrored)))))


def ends_name(index: int, side: str) -> str:
    """The name under which the evidence gives the scales at an end of a piece."""
    return f"scales {index} {side}"


def replay_integral(replay: Replay) -> None:
    """Refuse unless the integral is the answer (or, to refute, certainly another value)."""
    match replay.evidence.strategy:
        case "antiderivative":
            _by_antiderivative(replay, replay.task.term("integrand"))
        case "reflection":
            _by_reflection(replay)
        case "enclosure" if not replay.evidence.proves:
            _by_enclosure(replay)
        case _:
            raise CertificateError("unknown strategy")


def _by_reflection(replay: Replay) -> None:
    task = replay.task
    variable, integrand = task.word("variable"), plain(task.term("integrand"))
    (whole,) = pieces_of(task.term("lower"), task.term("upper"), (), replay.regions)
    require_continuous_within(integrand, variable, whole, replay.regions)
    _by_antiderivative(replay, reflected_mean(integrand, variable, whole))


def _by_antiderivative(replay: Replay, integrand: Term) -> None:
    task, variable = replay.task, replay.task.word("variable")
    antiderivative = plain(replay.only("antiderivative"))
    known = terms.symbols(task.term("integrand"), task.term("lower"), task.term("upper"))
    if not terms.symbols(antiderivative) <= known | {variable}:
        raise CertificateError("the antiderivative speaks of a variable that does not occur")
    slope = differentiate(antiderivative, variable)
    total: list[Term] = []
    pieces = pieces_of(task.term("lower"), task.term("upper"), replay.found("breaks"), replay.regions)
    for index, piece in enumerate(pieces):
        require_smooth_on(antiderivative, variable, piece, replay.regions, replay.vanishes)
        frame = frame_of(piece, variable)
        here = {**replay.regions, frame.variable: frame.region}
        left, right = at(slope, variable, frame.place), at(integrand, variable, frame.place)
        replay.require_identity(f"derivative {index}", left, right, here)
        for end, side, sign in ((piece.upper, "upper", -1), (piece.lower, "lower", 1)):
            moved = at(antiderivative, variable, approach(end, sign))
            limit = replay.expansion(ends_name(index, side), replay.regions).limit(moved)
            total.append(negate(limit) if side == "lower" else limit)
    compare(replay, "value", total)


def compare(replay: Replay, name: str, parts: list[Term]) -> None:
    """Refuse unless the sum of limits is the answer, or, to refute, certainly is not.

    Where limits are infinite with both signs there is no value, and every answer is refuted.
    """
    answer = replay.task.term("answer")
    infinite = {part for part in parts if is_infinite(part)}
    if infinite or is_infinite(answer):
        if (infinite == {answer}) != replay.evidence.proves:
            raise CertificateError("one of the value and the answer is infinite")
    elif replay.evidence.proves:
        replay.require_equal(name, add(parts), answer, replay.regions)
    else:
        replay.require_inside(replay.regions)
        replay.require_apart(add(parts), answer)


def _by_enclosure(replay: Replay) -> None:
    task = replay.task
    replay.require_inside(replay.regions)
    lower, upper = task.term("lower"), task.term("upper")
    pieces_of(lower, upper, (), replay.regions)
    if is_infinite(lower) or is_infinite(upper):
        raise CertificateError("an enclosure is for finite intervals")
    ball = enclosure_of(task, replay.evidence.point, replay.evidence.precision)
    if not ball.is_finite() or (ball - replay.value(task.term("answer"), replay.evidence.point)).contains(0):
        raise CertificateError("the ball around the integral meets the answer")


def enclosure_of(task: Task, point: Mapping[str, tuple[Fraction, Fraction]], precision: int) -> acb:
    """A ball around the integral at a point of the other variables; not finite where none was found."""
    boxes = {name: acb(arb(_fmpq(real)), arb(_fmpq(imaginary))) for name, (real, imaginary) in point.items()}
    lower, upper = (_end_at(task.term(field), point, precision) for field in ("lower", "upper"))
    return integrate(task.term("integrand"), task.word("variable"), (lower, upper), boxes, precision)


def _end_at(end: Term, point: Mapping[str, tuple[Fraction, Fraction]], precision: int) -> acb:
    try:
        value = enclose(end, point, precision)
    except UndefinedError as error:
        raise CertificateError("an end of the interval has no value") from error
    if not value.imag.is_zero():
        raise CertificateError("an end of the interval may not be real")
    return value


def _fmpq(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)
