"""Solution sets.

A solution set is right when every answer solves the equation, and there is no other solution in the domain:

* ``polynomial``: ``(left - right)*denominator`` is a polynomial in the variable with rational coefficients (terms
  ``coefficients`` from the constant one, ``denominator``; equality ``polynomial``); its roots in the domain are
  isolated and counted;
* ``factors``: it is ``leading*(x - s1)**m1*(x - s2)**m2…`` with the answers as roots (cells: the multiplicities);
* ``monotonic``: the difference is strictly monotonic on the whole domain and there is one answer, or it has no zero;
* ``subdivision``: on each cell of a bounded interval the difference does not vanish, or it is strictly monotonic and
  holds exactly one answer.

It is refuted by an answer that is none (``answer``), by a solution that is missing (``missing``), or by a change of
sign away from every answer (``sign change``).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from flint import acb, arb, fmpq, fmpq_poly

from trivium.cas.certificate import terms
from trivium.cas.certificate.calculus import differentiate, plain
from trivium.cas.certificate.definedness import nonzero_facts
from trivium.cas.certificate.enclosures import UndefinedError, enclose, enclose_box
from trivium.cas.certificate.intervals import interval
from trivium.cas.certificate.operations.replay import Replay, at
from trivium.cas.certificate.operations.tasks import Task
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.regularity import conditions
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import Term, add, mul, power, subtract
from trivium.cas.errors import CertificateError

MAX_DEGREE = 60
_PRECISION = 128


def both_at(task: Task, value: Term) -> tuple[Term, Term]:
    """Both sides of an equation with a value for its variable."""
    variable = task.word("variable")
    return at(task.term("left"), variable, value), at(task.term("right"), variable, value)


def replay_solutions(replay: Replay) -> None:
    """Refuse unless the answers are all the solutions in the domain, or certainly are not."""
    strategy = replay.evidence.strategy
    if replay.evidence.proves:
        if strategy not in _COMPLETE:
            raise CertificateError("unknown strategy")
        _require_solutions(replay)
        _COMPLETE[strategy](replay)
    else:
        if strategy not in _REFUTING:
            raise CertificateError("unknown strategy")
        _REFUTING[strategy](replay)


def _others(replay: Replay) -> dict[str, Region]:
    return {name: region for name, region in replay.regions.items() if name != replay.task.word("variable")}


def _region(replay: Replay) -> Region:
    found = replay.task.regions((replay.task.word("variable"),))
    return found[replay.task.word("variable")]


def _require_solutions(replay: Replay) -> None:
    """Every answer lies in the domain, solves the equation, and is different from every other."""
    task, others = replay.task, _others(replay)
    answers = task.terms("answer")
    for index, answer in enumerate(answers):
        if task.word("variable") in terms.symbols(answer):
            raise CertificateError("an answer speaks of the variable itself")
        if not lies_in(answer, _region(replay), others):
            raise CertificateError("an answer may lie outside the domain")
        sides = both_at(task, answer)
        replay.require_equal(f"answer {index}", *sides, others)
    if not others:
        balls = [replay.value(answer, {}) for answer in answers]
        if any((a - b).contains(0) for i, a in enumerate(balls) for b in balls[:i]):
            raise CertificateError("two answers may be the same")


def lies_in(answer: Term, region: Region, others: Mapping[str, Region]) -> bool:
    """Whether a number certainly lies in a domain."""
    if answer.is_number:
        return region.contains(answer.number, Fraction(0))
    if region.complex:
        return True
    signs = Signs(others)
    if not signs.real(answer) or (region.integer and not signs.integer(answer)):
        return False
    above = region.lower is None or signs.positive(subtract(answer, terms.number(region.lower)))
    below = region.upper is None or signs.positive(subtract(terms.number(region.upper), answer))
    return above and below


def _polynomial(replay: Replay) -> None:
    task, region = replay.task, _region(replay)
    if _others(replay):
        raise CertificateError("a polynomial with parameters")
    coefficients = [_rational(term) for term in replay.found("coefficients")]
    polynomial = fmpq_poly([fmpq(c.numerator, c.denominator) for c in coefficients])
    if not 0 <= polynomial.degree() <= MAX_DEGREE:
        raise CertificateError("a polynomial that vanishes, or of too high a degree")
    variable = terms.symbol(task.word("variable"))
    written = add(mul((terms.number(c), power(variable, terms.number(k)))) for k, c in enumerate(coefficients) if c)
    denominator = replay.only("denominator")
    replay.require_wherever_asked({variable.name: region}, denominator)
    difference = mul((subtract(task.term("left"), task.term("right")), denominator))
    replay.require_identity("polynomial", difference, written, {variable.name: region})
    answers = [replay.value(answer, {}) for answer in task.terms("answer")]
    roots = _roots(polynomial)
    if any(sum(bool(root.overlaps(answer)) for root in roots) != 1 for answer in answers):
        raise CertificateError("an answer was not told apart from other roots")
    for root in roots:
        if not _matched(replay, root, polynomial, answers):
            raise CertificateError("a solution may be missing")


def _rational(term: Term) -> Fraction:
    if not term.is_number:
        raise CertificateError("a coefficient is not rational")
    return term.number


def _roots(polynomial: fmpq_poly) -> list[acb]:
    """Disjoint balls around the distinct complex roots."""
    found: list[acb] = []
    for factor, _ in polynomial.factor()[1]:
        found += [pair[0] for pair in factor.complex_roots()]  # type: ignore[index]  # the stub of flint
    for index, root in enumerate(found):
        if any(root.overlaps(other) for other in found[:index]):
            raise CertificateError("two roots were not told apart")
    return found


def _matched(replay: Replay, root: acb, polynomial: fmpq_poly, answers: list[acb]) -> bool:
    """Whether a root lies outside the domain, or is an answer, or is no solution of the equation itself."""
    region = _region(replay)
    if not region.complex and not root.imag.contains(0):
        return True
    if not region.complex and _outside(root.real, region):
        return True
    if sum(bool(root.overlaps(answer)) for answer in answers) == 1:
        return True
    guess = Fraction(float(root.real.mid())).limit_denominator(10**6)
    exact = fmpq(guess.numerator, guess.denominator)
    is_root = polynomial(exact) == 0 and bool(root.contains(acb(arb(exact))))
    return is_root and _is_no_solution(replay, guess)


def _outside(root: arb, region: Region) -> bool:
    below = region.lower is not None and bool(root < fmpq(region.lower.numerator, region.lower.denominator))
    above = region.upper is not None and bool(root > fmpq(region.upper.numerator, region.upper.denominator))
    return below or above or (region.integer and not root.contains_integer())


def _is_no_solution(replay: Replay, value: Fraction) -> bool:
    """Whether the equation is undefined at a rational root of the polynomial, or the root lies outside the domain."""
    if not _region(replay).contains(value, Fraction(0)):
        return True
    task = replay.task
    sides = both_at(task, terms.number(value))
    try:
        for side in sides:
            enclose(side, {}, _PRECISION)
    except UndefinedError:
        return divides_by_zero(sides)
    return False


def divides_by_zero(sides: tuple[Term, Term]) -> bool:
    """Whether a denominator is exactly zero, so that a side has no value."""
    for term in terms.postorder(*sides):
        if term.head == "pow" and term.args[1].is_number and term.args[1].number < 0:
            try:
                if enclose(term.args[0], {}, _PRECISION).is_zero():
                    return True
            except UndefinedError:
                continue
    return False


def _factors(replay: Replay) -> None:
    task, others = replay.task, _others(replay)
    answers, variable = task.terms("answer"), terms.symbol(task.word("variable"))
    if len(replay.evidence.cells) != 1 or len(replay.evidence.cells[0]) != len(answers):
        raise CertificateError("every answer has a multiplicity")
    leading = replay.only("leading")
    facts = nonzero_facts(task.term("left"), task.term("right"))
    if variable.name in terms.symbols(leading) or not Signs(others, facts).nonzero(leading):
        raise CertificateError("the leading coefficient may vanish")
    product = [leading]
    for answer, times in zip(answers, replay.evidence.cells[0], strict=True):
        if times.denominator != 1 or not 0 < times <= MAX_DEGREE:
            raise CertificateError("a multiplicity is a positive integer")
        product.append(power(subtract(variable, answer), terms.number(times)))
    regions, denominator = {**others, variable.name: _region(replay)}, replay.only("denominator")
    replay.require_wherever_asked(regions, leading, denominator)
    difference = mul((subtract(task.term("left"), task.term("right")), denominator))
    replay.require_identity("factors", difference, mul(product), regions)


def _subdivision(replay: Replay) -> None:
    """Cells: rows (lower, upper, kind) that adjoin; kind 1 is a monotonic cell with one answer."""
    task, region = replay.task, _region(replay)
    if _others(replay) or region.lower is None or region.upper is None or region.complex or region.integer:
        raise CertificateError("a subdivision is for one real variable in a bounded interval")
    difference = plain(subtract(task.term("left"), task.term("right")))
    variable = task.word("variable")
    signs = Signs({variable: region})
    if not signs.real(difference):
        raise CertificateError("the difference may not be real")
    needed = conditions(difference, variable, signs)
    slope = plain(differentiate(difference, variable))
    reached = region.lower
    for cell in replay.evidence.cells:
        if len(cell) != 3 or cell[0] != reached or cell[1] <= cell[0]:
            raise CertificateError("the cells do not adjoin")
        reached = cell[1]
        box = {variable: interval(cell[0], cell[1])}
        if cell[2] == 0:
            _require_nonzero(difference, box)
            continue
        for condition in needed:
            if not condition.holds_on(_on(condition.term, box)):
                raise CertificateError("the difference may not be smooth on a cell")
        _require_nonzero(slope, box)
        if _held(replay, cell[0], cell[1]) != 1:
            raise CertificateError("a monotonic cell does not hold exactly one answer")
    if reached != region.upper:
        raise CertificateError("the cells do not reach the end of the domain")


def _held(replay: Replay, lower: Fraction, upper: Fraction) -> int:
    """How many answers certainly lie in a closed cell."""
    place = interval(lower, upper).real
    return sum(bool(place.contains(replay.value(a, {}).real)) for a in replay.task.terms("answer"))


def _on(term: Term, box: Mapping[str, acb]) -> acb:
    try:
        return enclose_box(term, box, 64)
    except UndefinedError as error:
        raise CertificateError("a term may not be defined on a cell") from error


def _require_nonzero(term: Term, box: Mapping[str, acb]) -> None:
    if _on(term, box).contains(0):
        raise CertificateError("a term may vanish on a cell")


def _not_an_answer(replay: Replay) -> None:
    task, others = replay.task, _others(replay)
    replay.require_inside(others)
    texts = replay.evidence.terms.get("answer", ())
    index = int(texts[0]) if len(texts) == 1 and texts[0].isdigit() else -1
    if not 0 <= index < len(task.parts["answer"]):
        raise CertificateError("there is no such answer")
    answer = task.terms("answer")[index]
    value = replay.value(answer, replay.evidence.point)
    region = _region(replay)
    if not region.complex and (not value.imag.contains(0) or _outside(value.real, region)):
        return
    sides = both_at(task, answer)
    if terms.symbols(*sides) or not divides_by_zero(sides):
        replay.require_apart_at(*sides)


def _missing(replay: Replay) -> None:
    task, others = replay.task, _others(replay)
    replay.require_inside(others)
    solution = replay.only("missing")
    if not terms.symbols(solution) <= others.keys() or not lies_in(solution, _region(replay), others):
        raise CertificateError("the missing solution may lie outside the domain")
    sides = both_at(task, solution)
    replay.require_equal("missing", *sides, others)
    _require_apart_from_answers(replay, replay.value(solution, replay.evidence.point))


def _require_apart_from_answers(replay: Replay, value: acb) -> None:
    for answer in replay.task.terms("answer"):
        if (replay.value(answer, replay.evidence.point) - value).contains(0):
            raise CertificateError("the missing solution may be an answer")


def _sign_change(replay: Replay) -> None:
    task, region = replay.task, _region(replay)
    if _others(replay) or len(replay.evidence.cells) != 1 or len(replay.evidence.cells[0]) != 2:
        raise CertificateError("a change of sign has two ends")
    lower, upper = replay.evidence.cells[0]
    variable = task.word("variable")
    if not all(region.contains(end, Fraction(0)) for end in (lower, upper)) or lower >= upper or region.integer:
        raise CertificateError("the ends lie outside the domain")
    difference = plain(subtract(task.term("left"), task.term("right")))
    signs = Signs({variable: Region()})
    if not signs.real(difference):
        raise CertificateError("the difference may not be real")
    box = {variable: interval(lower, upper)}
    for condition in conditions(difference, variable, signs):
        if not condition.holds_on(_on(condition.term, box)):
            raise CertificateError("the difference may not be continuous between the ends")
    ends = [replay.value(at(difference, variable, terms.number(end)), {}).real for end in (lower, upper)]
    if not ((ends[0] < 0 and ends[1] > 0) or (ends[0] > 0 and ends[1] < 0)):
        raise CertificateError("the difference does not change its sign")
    _require_apart_from_answers(replay, box[variable])


def _monotonic(replay: Replay) -> None:
    require_monotonic(replay.task)


def require_monotonic(task: Task) -> None:
    """Refuse unless the difference is strictly monotonic on the domain and has one answer, or never vanishes."""
    regions = task.regions((task.word("variable"),))
    region = regions[task.word("variable")]
    difference = plain(subtract(task.term("left"), task.term("right")))
    variable, answers = task.word("variable"), task.terms("answer")
    facts = nonzero_facts(task.term("left"), task.term("right"))
    constant = frozenset(fact for fact in facts if variable not in terms.symbols(fact))  # others divide the domain
    signs = Signs(regions, constant)
    if not answers:
        if not signs.nonzero(difference):
            raise CertificateError("the difference may vanish")
        return
    if len(answers) != 1 or region.complex or region.integer or not signs.real(difference):
        raise CertificateError("one answer to an equation of real numbers is expected")
    for condition in conditions(difference, variable, signs):
        if not condition.certain(signs):
            raise CertificateError("the difference may not be smooth on the domain")
    if not signs.nonzero(plain(differentiate(difference, variable))):
        raise CertificateError("the difference may not be monotonic")


_COMPLETE = {"monotonic": _monotonic, "polynomial": _polynomial, "factors": _factors, "subdivision": _subdivision}
_REFUTING = {"answer": _not_an_answer, "missing": _missing, "sign change": _sign_change}
