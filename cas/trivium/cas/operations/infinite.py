"""Infinite sums that do not telescope: known series, and refutations by a partial sum and a bound of the rest."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.model import Point
from trivium.cas.certificate.operations.evidence import Evidence
from trivium.cas.certificate.operations.power_series import ROWS
from trivium.cas.certificate.operations.replay import Replay, at
from trivium.cas.certificate.operations.sums import index_region, replay_sum
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import MINUS_ONE, ONE, Term, add, mul, negate, power, subtract
from trivium.cas.errors import CertificateError
from trivium.cas.operations.attempt import Attempt
from trivium.cas.operations.integral import settle
from trivium.cas.operations.prover import Prover
from trivium.cas.operations.rational import as_fraction
from trivium.cas.operations.telescopers import positive_part

_STARTS = (12, 60, 400, 3000)
_RATIOS = (Fraction(1, 2), Fraction(9, 10))


def known_series(attempt: Attempt, point: Point) -> Iterator[Evidence]:
    """Proofs by a row of the table of known series."""
    task = attempt.task
    variable, summand, lower = task.word("variable"), task.term("summand"), task.term("lower")
    if not lower.is_number or lower.number.denominator != 1:
        return
    k = terms.symbol(variable)
    index = index_region(lower, attempt.regions())
    regions = {**attempt.regions(), variable: index}
    narrowed = {**{name: positive_part(region) for name, region in attempt.regions().items()}, variable: index}
    for name, row in ROWS.items():
        if lower.number < row.start:
            continue
        for z in _arguments(name, summand, variable, narrowed, attempt):
            if not Signs(attempt.regions()).real(z) or not row.converges(Signs(attempt.regions()), z):
                continue
            factor = _constant(mul((summand, power(row.term(k, z), MINUS_ONE))), variable, narrowed, attempt)
            if factor is None:
                continue
            prover = Prover(attempt.regions(), point, attempt.budget)
            prover.terms["row"] = (name,)
            prover.note("z", [z])
            prover.note("factor", [factor])
            if prover.show_equal("summand", summand, mul((factor, row.term(k, z))), regions):
                skipped = [negate(row.term(terms.number(i), z)) for i in range(row.start, int(lower.number))]
                yield from settle(attempt, prover, "series", [mul((factor, add((row.value(z), *skipped))))])


def _arguments(name: str, summand: Term, variable: str, regions: dict[str, Region], attempt: Attempt) -> Iterator[Term]:
    """What a series may be taken at: from the ratio of two terms that follow each other, and that of the row at one."""
    if name.startswith("zeta"):
        yield ONE
        return
    k = terms.symbol(variable)
    following = add((k, ONE))
    row = ROWS[name]
    mine = mul((at(summand, variable, following), power(summand, MINUS_ONE)))
    theirs = mul((row.term(following, ONE), power(row.term(k, ONE), MINUS_ONE)))
    if name not in ("exp", "log", "geometric"):
        yield from _bases(summand, variable, regions, attempt)
    found = _constant(mul((mine, power(theirs, MINUS_ONE))), variable, regions, attempt)
    if found is None:
        return
    if name in ("exp", "log", "geometric"):
        yield found
    else:
        root = _square_root(found)
        if root is not None:
            yield root


def _bases(summand: Term, variable: str, regions: dict[str, Region], attempt: Attempt) -> Iterator[Term]:
    """What is squared from one term to the next in a symbolic power."""
    following = add((terms.symbol(variable), ONE))
    for term in terms.postorder(summand):
        if term.head == "pow" and variable in terms.symbols(term.args[1]) - terms.symbols(term.args[0]):
            step = subtract(at(term.args[1], variable, following), term.args[1])
            found = _constant(mul((terms.HALF, step)), variable, regions, attempt)
            if found is not None:
                yield power(term.args[0], found)


def _square_root(term: Term) -> Term | None:
    if term.is_number:
        if term.number < 0:
            return None
        above, below = math.isqrt(term.number.numerator), math.isqrt(term.number.denominator)
        exact = Fraction(above, below)
        return terms.number(exact) if exact * exact == term.number else power(term, terms.HALF)
    if term.head == "pow" and term.args[1] == terms.TWO:
        return term.args[0]
    return power(term, terms.HALF)


def _constant(term: Term, variable: str, regions: dict[str, Region], attempt: Attempt) -> Term | None:
    """The term without the variable, where it is constant in it."""
    fraction = as_fraction(term, regions, attempt.budget)
    if fraction is None or variable in terms.symbols(fraction.numerator, fraction.denominator):
        return None
    return mul((fraction.numerator, power(fraction.denominator, MINUS_ONE)))


def tail_evidence(attempt: Attempt) -> Iterator[Evidence]:
    """Refutations at a point of the parameters, by adding up and bounding the rest."""
    for point in itertools.islice(attempt.sample(), 3):
        for evidence in _tails(attempt, point):
            attempt.budget.require_time()
            try:
                replay_sum(Replay(attempt.task, evidence))
            except CertificateError as error:
                attempt.notes.append(error.reason)
                continue
            yield evidence
            return
        if not attempt.question.domains:
            return


def _tails(attempt: Attempt, point: Point) -> Iterator[Evidence]:
    task = attempt.task
    variable = task.word("variable")
    k = terms.symbol(variable)
    here = {terms.symbol(name): terms.number(value[0]) for name, value in point.items() if not value[1]}
    summand = terms.substitute(task.term("summand"), here)
    region = Region()
    region.integer = True
    region.above(Fraction(_STARTS[0]), closed=True)
    regions = {variable: region}
    prover = Prover(regions, {variable: (Fraction(_STARTS[0]), Fraction(0))}, attempt.budget)
    quotient = mul((at(summand, variable, add((k, ONE))), power(summand, MINUS_ONE)))
    ratio = _simplified(quotient, regions, attempt)
    if ratio is not None and prover.show_equal(
        "ratio", at(summand, variable, add((k, ONE))), mul((ratio, summand)), regions
    ):
        named = {"ratio": (terms.write(ratio),)}
        for start, bound in itertools.product(_STARTS[:2], _RATIOS):
            yield Evidence("tail", False, named, prover.equalities, point=point, cells=((Fraction(start), bound),))
    scaled = _simplified(mul((k, k, summand)), regions, attempt)
    if scaled is not None and prover.show_equal("scaled", mul((k, k, summand)), scaled, regions):
        value = attempt.value(scaled, {variable: (Fraction(_STARTS[0]), Fraction(0))})
        if value is not None and abs(value) < 10**6:
            bound = Fraction(math.ceil(float(abs(value).upper())) + 1)
            named = {"scaled": (terms.write(scaled),)}
            for start in _STARTS[1:]:
                yield Evidence("tail", False, named, prover.equalities, point=point, cells=((Fraction(start), bound),))


def _simplified(term: Term, regions: dict[str, Region], attempt: Attempt) -> Term | None:
    fraction = as_fraction(term, regions, attempt.budget)
    if fraction is None:
        return None
    return mul((fraction.numerator, power(fraction.denominator, MINUS_ONE)))
