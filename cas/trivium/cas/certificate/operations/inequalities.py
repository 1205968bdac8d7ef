"""Inequalities on the domain of their variables.

With ``d`` the larger side minus the smaller one: strategy ``sign`` (the signs of ``d`` on the domain suffice) or
``subdivision``: a bounded box is halved along its widest side; each leaf is a row (depth, kind, numbers …), in the
order of the halving. Kinds: 0, the ball of ``d`` on the leaf has the sign; 1, for one variable, ``d`` and its
derivatives below an order vanish at a point, and the next one has the sign that Taylor's formula needs on the leaf
(the row goes on with the point and the order). Refuted by strategy ``point``.
"""

from __future__ import annotations

from fractions import Fraction

from flint import acb

from trivium.cas.certificate import terms
from trivium.cas.certificate.calculus import differentiate, plain
from trivium.cas.certificate.enclosures import UndefinedError, enclose_box
from trivium.cas.certificate.intervals import interval
from trivium.cas.certificate.operations.replay import Replay, at
from trivium.cas.certificate.operations.tasks import Task
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.regularity import conditions, extent
from trivium.cas.certificate.sign_sets import NEGATIVE, ZERO
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import Term, subtract
from trivium.cas.errors import CertificateError

MAX_DEPTH = 40
MAX_LEAVES = 20_000
MAX_EXTENT = 4_000
"""Nodes, written out, of a derivative that is differentiated once more."""

MAX_ZERO = 8
"""The highest order of a zero of the difference."""

_PRECISION = 64

Sides = tuple[tuple[str, Fraction, Fraction], ...]


def surplus(task: Task) -> tuple[Term, bool]:
    """What must be positive (or not negative), and whether strictly."""
    left, right, relation = task.term("left"), task.term("right"), task.word("relation")
    if relation not in ("<", "<=", ">", ">="):
        raise CertificateError("unknown relation")
    difference = subtract(left, right) if relation.startswith(">") else subtract(right, left)
    return difference, relation in ("<", ">")


def box_of(task: Task) -> Sides:
    """The domain as a bounded box; raises :class:`CertificateError` where it is none."""
    sides = []
    for name, region in task.regions().items():
        if region.complex or region.lower is None or region.upper is None:
            raise CertificateError("a subdivision is for a bounded box of real numbers")
        sides.append((name, region.lower, region.upper))
    return tuple(sides)


def halves(sides: Sides) -> tuple[Sides, Sides]:
    """A box in two halves along its widest side."""
    widest = max(range(len(sides)), key=lambda index: (sides[index][2] - sides[index][1], -index))
    name, lower, upper = sides[widest]
    middle = (lower + upper) / 2
    return (
        (*sides[:widest], (name, lower, middle), *sides[widest + 1 :]),
        (*sides[:widest], (name, middle, upper), *sides[widest + 1 :]),
    )


def on_box(term: Term, sides: Sides) -> acb | None:
    """A ball around the values of a term on a box, ``None`` where there is none."""
    try:
        return enclose_box(term, {name: interval(lower, upper) for name, lower, upper in sides}, _PRECISION)
    except UndefinedError:
        return None


def has_sign(ball: acb | None, *, strict: bool) -> bool:
    """Whether a ball is real and positive (or not negative)."""
    if ball is None or not ball.imag.is_zero():
        return False
    return bool(ball.real > 0 or (not strict and ball.real >= 0))


def replay_inequality(replay: Replay) -> None:
    """Refuse unless the inequality holds wherever both sides are defined, or fails at the point."""
    difference, strict = surplus(replay.task)
    match replay.evidence.strategy:
        case "sign" if replay.evidence.proves:
            mask = Signs(replay.regions).of(difference)
            if not mask or mask & NEGATIVE or (strict and mask & ZERO):
                raise CertificateError("the sign of the difference is not certain")
            replay.require_inside(replay.regions)
            replay.value(difference, replay.evidence.point)
        case "subdivision" if replay.evidence.proves:
            _subdivision(replay, plain(difference), strict)
        case "point" if not replay.evidence.proves:
            replay.require_inside(replay.regions)
            ball = replay.value(difference, replay.evidence.point)
            if not ball.imag.is_zero() or not (ball.real < 0 or (strict and ball.real <= 0)):
                raise CertificateError("the inequality may hold at the point")
        case _:
            raise CertificateError("unknown strategy")


def _subdivision(replay: Replay, difference: Term, strict: bool) -> None:
    leaves = iter(replay.evidence.cells)
    if len(replay.evidence.cells) > MAX_LEAVES:
        raise CertificateError("too many leaves")
    waiting = [(box_of(replay.task), 0)]
    leaf: tuple[Fraction, ...] | None = None
    while waiting:
        sides, depth = waiting.pop()
        leaf = leaf or next(leaves, None)
        if leaf is None or len(leaf) < 2 or depth > leaf[0] or depth > MAX_DEPTH:
            raise CertificateError("the leaves do not cover the box")
        if depth < leaf[0]:
            first, second = halves(sides)
            waiting += [(second, depth + 1), (first, depth + 1)]
            continue
        _require_leaf(replay, difference, strict, sides, leaf)
        leaf = None
    if next(leaves, None) is not None:
        raise CertificateError("there are leaves beyond the box")


def _require_leaf(replay: Replay, difference: Term, strict: bool, sides: Sides, leaf: tuple[Fraction, ...]) -> None:
    if leaf[1] == 0:
        if not has_sign(on_box(difference, sides), strict=strict):
            raise CertificateError("the difference may not have its sign on a leaf")
        return
    if strict or len(sides) != 1 or len(leaf) != 4 or leaf[1] != 1 or leaf[3] not in range(1, MAX_ZERO + 1):
        raise CertificateError("a leaf of an unknown kind")
    name, lower, upper = sides[0]
    place, order = leaf[2], int(leaf[3])
    if not lower <= place <= upper:
        raise CertificateError("a zero lies outside its leaf")
    slope = difference
    for _ in range(order):
        if extent(slope)[0] > MAX_EXTENT:
            raise CertificateError("a derivative of the difference is too large")
        _require_smooth(slope, name, sides)
        if not replay.vanishes(at(slope, name, terms.number(place))):
            raise CertificateError("a derivative does not vanish at the zero of a leaf")
        slope = plain(differentiate(slope, name))
    if not grows(on_box(slope, sides), place, order, (lower, upper)):
        raise CertificateError("the difference may not grow away from its zero")


def _require_smooth(term: Term, name: str, sides: Sides) -> None:
    for needed in conditions(term, name, Signs({name: Region()})):
        ball = on_box(needed.term, sides)
        if ball is None or not needed.holds_on(ball):
            raise CertificateError("the difference may not be smooth on a leaf")


def grows(derivative: acb | None, place: Fraction, order: int, ends: tuple[Fraction, Fraction]) -> bool:
    """Whether ``derivative*(x - place)**order`` is certainly not negative between the ends."""
    if derivative is None or not derivative.imag.is_zero():
        return False
    if order % 2 == 0 or place == ends[0]:
        return bool(derivative.real >= 0)
    return place == ends[1] and bool(derivative.real <= 0)
