"""Finite and infinite sums.

``sum(t, k, a, U)`` runs over the integers from ``a`` to ``U``; it is claimed where ``U >= a - 1``, and the empty sum
is zero. Strategies:

* ``telescoping``: term ``telescoper`` T with ``T(k + 1) - T(k) = t(k)`` (equality ``difference``), so that the sum is
  ``T(U + 1) - T(a)``, or ``lim T - T(a)`` with the ``scales`` of the limit (equality ``value``). Every ``T(k)`` and
  ``t(k)`` must be defined.
* ``series``: the summand is a constant times a row of :mod:`~trivium.cas.certificate.operations.power_series`
  (terms ``row``, ``z``, ``factor``; equalities ``summand`` and ``value``), whose first terms are taken away.
* ``evaluation`` (refutes): the sum at a point, added up.
* ``tail`` (refutes an infinite sum): a partial sum, and a bound of the rest by a ratio or by ``C/k**2``.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from flint import acb, arb, fmpq

from trivium.cas.certificate import terms
from trivium.cas.certificate.asymptotics import T
from trivium.cas.certificate.operations.integrals import compare
from trivium.cas.certificate.operations.power_series import ROWS
from trivium.cas.certificate.operations.replay import INFINITY, OWN, Replay, at
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import MINUS_ONE, ONE, Term, add, call, mul, negate, power, subtract
from trivium.cas.certificate.totality import require_defined
from trivium.cas.errors import CertificateError

MAX_TERMS = 20_000
MAX_FIRST = 50
"""The most first terms that are taken away from a known series."""


def replay_sum(replay: Replay) -> None:
    """Refuse unless the sum is the answer (or, to refute, certainly another value)."""
    match replay.evidence.strategy:
        case "telescoping":
            _telescoping(replay)
        case "series":
            _series(replay)
        case "evaluation" if not replay.evidence.proves:
            _evaluation(replay)
        case "tail" if not replay.evidence.proves:
            _tail(replay)
        case _:
            raise CertificateError("unknown strategy")


def index_region(lower: Term, regions: Mapping[str, Region]) -> Region:
    """A region that holds every index of summation from the lower limit on."""
    region = Region()
    region.integer = True
    if lower.is_number:
        region.above(Fraction(lower.number), closed=True)
        return region
    if lower.head == "symbol" and regions[lower.name].lower is not None:
        below = regions[lower.name]
        region.above(Fraction(below.lower or 0), closed=below.lower_closed)
    return region


def require_integers(replay: Replay) -> None:
    """Refuse unless both limits are integers, the upper one or infinite."""
    signs = Signs(replay.regions)
    lower, upper = replay.task.term("lower"), replay.task.term("upper")
    if not signs.integer(lower) or not (upper == INFINITY or signs.integer(upper)):
        raise CertificateError("the limits of a sum are integers")


def _telescoping(replay: Replay) -> None:
    task = replay.task
    variable, summand = task.word("variable"), task.term("summand")
    lower, upper = task.term("lower"), task.term("upper")
    require_integers(replay)
    telescoper = replay.only("telescoper")
    if not terms.symbols(telescoper) <= terms.symbols(summand, lower, upper) | {variable}:
        raise CertificateError("the telescoper speaks of a variable that does not occur")
    regions = {**replay.regions, variable: index_region(lower, replay.regions)}
    following = at(telescoper, variable, add((terms.symbol(variable), ONE)))
    require_defined(Signs(regions), telescoper, following, summand)
    replay.require_identity("difference", subtract(following, telescoper), summand, regions)
    first = at(telescoper, variable, lower)
    if upper == INFINITY:
        last = _limit(replay, telescoper, variable, regions)
    else:
        last = at(telescoper, variable, add((upper, ONE)))
    compare(replay, "value", [last, negate(first)])


def _series(replay: Replay) -> None:
    task = replay.task
    variable, summand, lower = task.word("variable"), task.term("summand"), task.term("lower")
    name = replay.evidence.terms.get("row", ("",))[0]
    if name not in ROWS or task.term("upper") != INFINITY or not lower.is_number:
        raise CertificateError("a known series runs from a number to infinity")
    row, z, factor = ROWS[name], replay.only("z"), replay.only("factor")
    first = lower.number
    if first.denominator != 1 or not row.start <= first <= row.start + MAX_FIRST:
        raise CertificateError("a known series begins at its start or little later")
    if not terms.symbols(z, factor) <= replay.regions.keys():
        raise CertificateError("a known series is taken at a constant")
    signs = Signs(replay.regions)
    if not signs.real(z) or not row.converges(signs, z):
        raise CertificateError("the series may not converge")
    regions = {**replay.regions, variable: index_region(lower, replay.regions)}
    k = terms.symbol(variable)
    require_defined(Signs(regions), summand)
    replay.require_identity("summand", summand, mul((factor, row.term(k, z))), regions)
    skipped = [negate(row.term(terms.number(index), z)) for index in range(row.start, int(first))]
    compare(replay, "value", [mul((factor, add((row.value(z), *skipped))))])


def _limit(replay: Replay, telescoper: Term, variable: str, regions: Mapping[str, Region]) -> Term:
    bounded, extra = damped(telescoper, variable, regions)
    moved = at(bounded, variable, power(T, MINUS_ONE))
    return replay.expansion("scales", {**replay.regions, **extra}).limit(moved)


def damped(root: Term, variable: str, regions: Mapping[str, Region]) -> tuple[Term, dict[str, Region]]:
    """A term of a real variable that bounds powers of negative numbers and of ``|g| < 1`` as they occur in a sum.

    ``(-r)**e`` is ``r**e`` times something bounded; ``g**e`` with ``-1 < g < 1`` is at most ``exp(-c*e)`` for some
    ``c > 0``. The oscillation ``sin`` of the variable stands for what is known to be bounded and nothing else.
    """
    signs, extra = Signs(regions), dict[str, Region]()
    wave = call("sin", terms.symbol(variable))
    replaced: dict[Term, Term] = {}
    for term in terms.postorder(root):
        if term.head != "pow" or variable in terms.symbols(term.args[0]) or variable not in terms.symbols(term.args[1]):
            continue
        base, exponent = term.args
        if not signs.integer(exponent):
            continue
        if base.is_number and base.number < 0:
            replaced[term] = mul((power(terms.number(-base.number), exponent), wave))
        elif not signs.positive(base):
            name = f"{OWN}{len(extra)}"
            if name in regions:
                raise CertificateError(f"{name} is the checker's own variable")
            if not (signs.positive(add((ONE, base))) and signs.positive(subtract(ONE, base))):
                raise CertificateError("a power of a number that may not be smaller than 1")
            extra[name] = Region()
            extra[name].above(Fraction(0), closed=False)
            replaced[term] = mul((call("exp", mul((MINUS_ONE, terms.symbol(name), exponent))), wave))
    return terms.substitute(root, replaced), extra


def whole_number(value: acb) -> int:
    """The integer that a ball holds; raises :class:`CertificateError`."""
    whole = value.real.unique_fmpz()
    if whole is None or not value.imag.is_zero():
        raise CertificateError("a limit of the sum is not an integer at the point")
    return int(whole)


def partial_sum(replay: Replay, first: int, last: int) -> acb:
    """The ball of the sum of the terms from ``first`` to ``last`` at the point."""
    if last - first > MAX_TERMS:
        raise CertificateError("too many terms to add up")
    task, total = replay.task, acb(0)
    for index in range(first, last + 1):
        point = {**replay.evidence.point, task.word("variable"): (Fraction(index), Fraction(0))}
        total = total + replay.value(task.term("summand"), point)
    return total


def _evaluation(replay: Replay) -> None:
    task, point = replay.task, replay.evidence.point
    require_integers(replay)
    replay.require_inside(replay.regions)
    first, last = (whole_number(replay.value(task.term(field), point)) for field in ("lower", "upper"))
    if last < first - 1:
        raise CertificateError("the sum is not claimed at the point")
    if (partial_sum(replay, first, last) - replay.value(task.term("answer"), point)).contains(0):
        raise CertificateError("the balls of the sum and of the answer meet")


def _tail(replay: Replay) -> None:
    """Cells: one row (N, bound) with the bound of the ratio, or of ``k**2*t(k)``, as term ``bound`` says."""
    task, point = replay.task, replay.evidence.point
    require_integers(replay)
    replay.require_inside(replay.regions)
    if task.term("upper") != INFINITY or len(replay.evidence.cells) != 1 or len(replay.evidence.cells[0]) != 2:
        raise CertificateError("a tail has a first index and a bound")
    start, bound = replay.evidence.cells[0]
    first = whole_number(replay.value(task.term("lower"), point))
    if start.denominator != 1 or start <= max(first, 1) or bound < 0:
        raise CertificateError("a tail begins after the first term")
    here = {terms.symbol(n): _exact_value(v) for n, v in point.items()}
    summand = terms.substitute(task.term("summand"), here)
    rest = tail_bound(replay, summand, int(start), bound)
    whole = partial_sum(replay, first, int(start) - 1) + acb(arb(0, rest), arb(0, rest))
    if (whole - replay.value(task.term("answer"), point)).contains(0):
        raise CertificateError("the balls of the sum and of the answer meet")


def _exact_value(value: tuple[Fraction, Fraction]) -> Term:
    return add((terms.number(value[0]), mul((terms.number(value[1]), terms.I)))) if value[1] else terms.number(value[0])


def tail_bound(replay: Replay, summand: Term, start: int, bound: Fraction) -> arb:
    """What the terms from ``start`` on are at most together; refuses where the bound does not hold."""
    variable = replay.task.word("variable")
    k = terms.symbol(variable)
    region = Region()
    region.integer = True
    region.above(Fraction(start), closed=True)
    regions = {variable: region}
    limit = terms.number(bound)
    if "ratio" in replay.evidence.terms:
        ratio = replay.only("ratio")
        if bound >= 1 or not terms.symbols(ratio) <= {variable}:
            raise CertificateError("a ratio is below one")
        following = at(summand, variable, add((k, ONE)))
        require_defined(Signs(regions), summand, following, ratio)
        replay.require_identity("ratio", following, mul((ratio, summand)), regions)
        _require_between(ratio, limit, regions)
        first = replay.value(at(summand, variable, terms.number(start)), {})
        return abs(first) * arb(fmpq(1)) / (1 - _ball(bound))
    scaled = replay.only("scaled")
    if not terms.symbols(scaled) <= {variable}:
        raise CertificateError("a bound speaks of another variable")
    require_defined(Signs(regions), summand, scaled)
    replay.require_identity("scaled", mul((k, k, summand)), scaled, regions)
    _require_between(scaled, limit, regions)
    return _ball(bound) / (start - 1)


def _require_between(term: Term, limit: Term, regions: Mapping[str, Region]) -> None:
    signs = Signs(regions)
    if not (signs.nonnegative(subtract(limit, term)) and signs.nonnegative(add((limit, term)))):
        raise CertificateError("the bound of the tail is not certain")


def _ball(value: Fraction) -> arb:
    return arb(fmpq(value.numerator, value.denominator))
