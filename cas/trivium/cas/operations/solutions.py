"""Solution sets: wrong answers, missing ones, and completeness."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from flint import acb, fmpq_poly

from trivium.cas.certificate import terms
from trivium.cas.certificate.calculus import differentiate, plain
from trivium.cas.certificate.enclosures import UndefinedError, enclose_box
from trivium.cas.certificate.intervals import interval
from trivium.cas.certificate.operations.evidence import Evidence
from trivium.cas.certificate.operations.replay import at
from trivium.cas.certificate.operations.solutions import MAX_DEGREE, both_at, divides_by_zero, require_monotonic
from trivium.cas.certificate.regularity import conditions
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import Term, subtract
from trivium.cas.domain.variables import Kind
from trivium.cas.errors import CertificateError
from trivium.cas.operations.attempt import Attempt
from trivium.cas.operations.prover import Prover
from trivium.cas.operations.rational import as_fraction, univariate

_MAX_CELLS = 4_000
_SMALLEST = Fraction(1, 1 << 24)


def solutions_evidence(attempt: Attempt) -> Iterator[Evidence]:
    """What proves or refutes that the answers are all the solutions."""
    task = attempt.task
    yield from _wrong_answers(attempt)
    variable = task.word("variable")
    others = {name: region for name, region in attempt.regions(variable).items() if name != variable}
    point = next(attempt.sample(*sorted(others))) if others else {}
    prover = Prover(others, point, attempt.budget)
    proved = True
    for index, answer in enumerate(task.terms("answer")):
        sides = both_at(task, answer)
        if not prover.show_equal(f"answer {index}", *sides, others):
            attempt.notes.append(f"answer {index + 1} was not proved to be a solution")
            proved = False
    if not others:
        yield from _counted(attempt, prover, proved=proved)
    elif proved:
        yield from _monotonic(attempt, prover)
        yield from _factored(attempt, prover)


def _wrong_answers(attempt: Attempt) -> Iterator[Evidence]:
    task = attempt.task
    variable = task.word("variable")
    others = [name for name in attempt.question.domains if name != variable]
    points = list(attempt.sample(*others)) if others else [{}]
    for index, answer in enumerate(task.terms("answer")):
        sides = both_at(task, answer)
        for point in points:
            values = [attempt.value(term, point) for term in (answer, *sides)]
            if values[0] is None:
                continue
            outside = _outside(attempt, values[0]) or (not others and divides_by_zero(sides))
            differ = values[1] is not None and values[2] is not None and not (values[1] - values[2]).contains(0)
            if outside or differ:
                yield Evidence("answer", False, {"answer": (str(index),)}, point=point)
                return
            attempt.points += 1


def _outside(attempt: Attempt, value: acb) -> bool:
    domain = attempt.question.domains[attempt.task.word("variable")]
    if domain.kind is Kind.COMPLEX:
        return False
    below = domain.lower is not None and bool(value.real < float(domain.lower) - 1e-9)
    above = domain.upper is not None and bool(value.real > float(domain.upper) + 1e-9)
    no_integer = domain.kind is Kind.INTEGER and not value.real.contains_integer()
    return not value.imag.contains(0) or below or above or no_integer


def _counted(attempt: Attempt, prover: Prover, *, proved: bool) -> Iterator[Evidence]:
    """By the roots of a polynomial, or by a subdivision of a bounded interval."""
    task = attempt.task
    variable = task.word("variable")
    difference = subtract(task.term("left"), task.term("right"))
    fraction = as_fraction(difference, attempt.regions(variable), attempt.budget)
    polynomial = None if fraction is None else univariate(fraction.numerator, variable)
    if fraction is not None and polynomial is not None:
        yield from _missing_root(attempt, prover, polynomial)
        if proved:
            coefficients = [terms.number(value) for value in polynomial]
            prover.note("coefficients", coefficients)
            prover.note("denominator", [fraction.denominator])
            region = attempt.regions(variable)
            left = terms.mul((difference, fraction.denominator))
            if prover.show_equal("polynomial", left, fraction.numerator, region):
                yield Evidence("polynomial", True, prover.terms, prover.equalities)
            else:
                yield from _factored(attempt, prover)
        return
    if proved:
        yield from _monotonic(attempt, prover)
    yield from _subdivided(attempt, prover, plain(difference), proved=proved)


def _missing_root(attempt: Attempt, prover: Prover, coefficients: list[Fraction]) -> Iterator[Evidence]:
    """A root that is no answer: a rational one exactly, a real one by a change of sign."""
    polynomial = fmpq_poly([0]) + sum(
        (fmpq_poly([0] * k + [c.numerator]) / c.denominator for k, c in enumerate(coefficients)), fmpq_poly([0])
    )
    if not 0 < polynomial.degree() <= MAX_DEGREE:
        return
    task = attempt.task
    variable = task.word("variable")
    answers = [attempt.value(answer, {}) for answer in task.terms("answer")]
    for factor, _ in polynomial.factor()[1]:
        for pair in factor.complex_roots():
            root = pair[0]  # type: ignore[index]  # the stub of flint
            if any(answer is None or answer.overlaps(root) for answer in answers):
                continue
            middle = Fraction(float(root.real.mid())).limit_denominator(10**9)
            if factor.degree() == 1:
                exact = -Fraction(int(factor[0].p), int(factor[0].q)) / Fraction(int(factor[1].p), int(factor[1].q))
                solution = terms.number(exact)
                sides = both_at(task, solution)
                if prover.show_equal("missing", *sides, {}):
                    yield Evidence("missing", False, {"missing": (terms.write(solution),)}, prover.equalities)
            elif root.imag.contains(0):
                yield Evidence("sign change", False, cells=((middle - _SMALLEST, middle + _SMALLEST),))
            elif attempt.question.domains[variable].kind is Kind.COMPLEX and factor.degree() == 2:
                yield from _quadratic_root(attempt, prover, factor)


def _quadratic_root(attempt: Attempt, prover: Prover, factor: fmpq_poly) -> Iterator[Evidence]:
    task = attempt.task
    c, b, a = (Fraction(int(factor[k].p), int(factor[k].q)) for k in range(3))
    for sign in (1, -1):
        root = terms.power(terms.number(b * b - 4 * a * c), terms.HALF)
        top = terms.add((terms.number(-b), terms.mul((terms.number(sign), root))))
        solution = terms.mul((terms.number(1 / (2 * a)), top))
        sides = both_at(task, solution)
        if prover.show_equal("missing", *sides, {}):
            yield Evidence("missing", False, {"missing": (terms.write(solution),)}, prover.equalities)


def _monotonic(attempt: Attempt, prover: Prover) -> Iterator[Evidence]:
    try:
        require_monotonic(attempt.task)
    except CertificateError:
        return
    yield Evidence("monotonic", True, equalities=prover.equalities, point=prover.point)


def _factored(attempt: Attempt, prover: Prover) -> Iterator[Evidence]:
    """The difference as a product over the answers, each taken as often as it divides."""
    task = attempt.task
    variable = task.word("variable")
    regions = attempt.regions(variable)
    difference = subtract(task.term("left"), task.term("right"))
    fraction = as_fraction(difference, regions, attempt.budget)
    if fraction is None:
        attempt.notes.append("the equation is not a rational one")
        return
    answers = task.terms("answer")
    degree, leading = fraction.leading(variable)
    if not answers or degree > 12:
        attempt.notes.append("no factorisation was found")
        return
    prover.note("leading", [leading])
    prover.note("denominator", [fraction.denominator])
    left = terms.mul((difference, fraction.denominator))
    x = terms.symbol(variable)
    for times in _compositions(degree, len(answers)):
        factors = (terms.power(subtract(x, a), terms.number(k)) for a, k in zip(answers, times, strict=True))
        if prover.show_equal("factors", left, terms.mul((leading, *factors)), regions):
            row = tuple(map(Fraction, times))
            yield Evidence("factors", True, prover.terms, prover.equalities, point=prover.point, cells=(row,))
            return
    attempt.notes.append("the answers do not multiply to the equation")


def _compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    cuts = itertools.combinations(range(1, total), parts - 1)
    for cut in itertools.islice(cuts, 60):
        yield tuple(b - a for a, b in itertools.pairwise((0, *cut, total)))


def _subdivided(attempt: Attempt, prover: Prover, difference: Term, *, proved: bool) -> Iterator[Evidence]:
    task = attempt.task
    variable = task.word("variable")
    region = attempt.regions(variable)[variable]
    if region.lower is None or region.upper is None or region.complex or region.integer:
        attempt.notes.append("no polynomial, and no bounded interval of real numbers")
        return
    slope = plain(differentiate(difference, variable))
    needed = conditions(difference, variable, Signs({variable: region}))
    answers = [attempt.value(answer, {}) for answer in task.terms("answer")]
    cells: list[tuple[Fraction, ...]] = []
    waiting = [(region.lower, region.upper)]
    while waiting:
        attempt.budget.require_time()
        lower, upper = waiting.pop()
        box = {variable: interval(lower, upper)}
        if _excludes_zero(difference, box):
            cells.append((lower, upper, Fraction(0)))
            continue
        inside = [a for a in answers if a is not None and box[variable].real.overlaps(a.real)]
        smooth = all(_holds(condition.term, box, condition.holds_on) for condition in needed)
        whole = len(inside) == 1 and bool(box[variable].real.contains(inside[0].real))
        if smooth and whole and _excludes_zero(slope, box):
            cells.append((lower, upper, Fraction(1)))
            continue
        if not inside and smooth and _changes_sign(attempt, difference, variable, lower, upper):
            yield Evidence("sign change", False, cells=((lower, upper),))
        if len(cells) > _MAX_CELLS or upper - lower < _SMALLEST:
            attempt.notes.append("the subdivision did not end")
            return
        cut = lower + (upper - lower) * Fraction(31, 64)  # an answer in the middle must not lie on a boundary
        waiting += [(cut, upper), (lower, cut)]
    if proved:
        yield Evidence("subdivision", True, prover.terms, prover.equalities, cells=tuple(cells))


def _excludes_zero(term: Term, box: dict[str, acb]) -> bool:
    return _holds(term, box, lambda ball: not ball.contains(0))


def _holds(term: Term, box: dict[str, acb], test: object) -> bool:
    try:
        return bool(test(enclose_box(term, box, 64)))  # type: ignore[operator]
    except UndefinedError:
        return False


def _changes_sign(attempt: Attempt, difference: Term, variable: str, lower: Fraction, upper: Fraction) -> bool:
    ends = [attempt.value(at(difference, variable, terms.number(end)), {}) for end in (lower, upper)]
    if ends[0] is None or ends[1] is None:
        return False
    left, right = ends[0].real, ends[1].real
    return bool((left < 0 and right > 0) or (left > 0 and right < 0))
