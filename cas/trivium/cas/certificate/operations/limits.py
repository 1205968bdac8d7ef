"""Limits and series: the checker expands at the point itself.

Strategy ``expansion``: terms ``scales +`` and ``scales -`` (the exponential scales on each side), equality ``value +``
or ``value -`` for a finite limit. To refute, the one side that is named in the terms is enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from trivium.cas.certificate.operations.replay import Replay, approach, at, is_infinite
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import Term, subtract
from trivium.cas.errors import CertificateError

SIDES: Mapping[str, tuple[int, ...]] = {"+": (1,), "-": (-1,), "both": (1, -1)}
MAX_ORDER = 20


def sides_of(point: Term, direction: str) -> tuple[int, ...]:
    """The sides from which a point is approached: one at an infinity."""
    if direction not in SIDES:
        raise CertificateError(f"unknown direction {direction!r}")
    return (1,) if is_infinite(point) else SIDES[direction]


def scales_name(side: int) -> str:
    """The name under which the evidence gives the scales of a side."""
    return "scales +" if side > 0 else "scales -"


def value_name(side: int) -> str:
    """The name of the equality that gives the value on a side."""
    return "value +" if side > 0 else "value -"


def _require_real(point: Term, regions: Mapping[str, Region]) -> None:
    if not is_infinite(point) and not Signs(regions).real(point):
        raise CertificateError("the point may not be real")


def replay_limit(replay: Replay) -> None:
    """Refuse unless the expansion on each side tends to the answer (or, to refute, on one side to something else)."""
    replay.require_strategy("expansion")
    task = replay.task
    point, answer = task.term("point"), task.term("answer")
    _require_real(point, replay.regions)
    sides = sides_of(point, task.word("direction"))
    if not replay.evidence.proves:
        sides = tuple(side for side in sides if scales_name(side) in replay.evidence.terms)[:1]
        if not sides:
            raise CertificateError("no side is named on which the limit is another")
    for side in sides:
        moved = at(task.term("expression"), task.word("variable"), approach(point, side))
        found = replay.expansion(scales_name(side), replay.regions).limit(moved)
        _compare(replay, found, answer, value_name(side))


def _compare(replay: Replay, found: Term, answer: Term, name: str) -> None:
    if is_infinite(found) or is_infinite(answer):
        if (found == answer) != replay.evidence.proves:
            raise CertificateError(
                "the limit is not the answer" if replay.evidence.proves else "the limit is the answer"
            )
        if not is_infinite(answer):
            replay.require_inside(replay.regions)
            replay.value(answer, replay.evidence.point)
    elif replay.evidence.proves:
        replay.require_equal(name, found, answer, replay.regions)
    else:
        replay.require_apart(found, answer)


def replay_series(replay: Replay) -> None:
    """Refuse unless the expression minus the answer is ``O((x - p)**n)`` on both sides.

    To refute, some coefficient of the difference below the order must certainly not vanish.
    """
    replay.require_strategy("expansion")
    task = replay.task
    point, order = task.term("point"), order_of(task.word("order"))
    _require_real(point, replay.regions)
    difference = subtract(task.term("expression"), task.term("answer"))
    sides = sides_of(point, "both")
    if not replay.evidence.proves:
        sides = tuple(side for side in sides if scales_name(side) in replay.evidence.terms)[:1]
        if not sides:
            raise CertificateError("no side is named on which the series is another")
    for side in sides:
        moved = at(difference, task.word("variable"), approach(point, side))
        agrees = replay.expansion(scales_name(side), replay.regions).order(moved, Fraction(order))
        if agrees != replay.evidence.proves:
            raise CertificateError("the series agree" if agrees else "the series differ below the order")


def order_of(text: str) -> int:
    """The order of a series; raises :class:`CertificateError`."""
    if not text.isdigit() or not 0 < int(text) <= MAX_ORDER:
        raise CertificateError(f"the order of a series is a number from 1 to {MAX_ORDER}")
    return int(text)
