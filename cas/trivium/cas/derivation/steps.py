"""Decides one step: equal formulas, equivalent equations, or why not."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from flint import acb, fmpq_poly

from trivium.cas.certificate import terms
from trivium.cas.certificate.definedness import nonzero_facts
from trivium.cas.certificate.derivations import INJECTIVE, Line, Source, StepEvidence, applied, claims
from trivium.cas.certificate.enclosures import UndefinedError, enclose, enclose_box
from trivium.cas.certificate.intervals import interval
from trivium.cas.certificate.model import Point
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import MINUS_ONE, Term, mul, power
from trivium.cas.decide.budget import Budget
from trivium.cas.decide.methods import Claimed, propose_proof
from trivium.cas.derivation.kinds import StepKind
from trivium.cas.derivation.lines import DerivationQuestion
from trivium.cas.domain.points import cell_points, generic_points
from trivium.cas.operations.rational import as_fraction, univariate

_PRECISIONS = (128, 512)
_CELLS = 24
_MAX_COEFFICIENTS = 41
_GRID = tuple(Fraction(k, 8) for k in range(-80, 81))


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a step; INCORRECT is told apart later."""

    kind: StepKind
    detail: str = ""
    evidence: StepEvidence | None = None


class Steps:
    """The steps of one derivation."""

    def __init__(self, question: DerivationQuestion, source: Source) -> None:
        self._question = question
        self._source = source

    def judge(self, number: int, before: int, budget: Budget) -> Found:
        """What is to be said of a line held against the one before it."""
        line = self._source.lines[number - 1]
        previous = self._source.lines[before - 1] if before else None
        repeated = self._repeats(line)
        if repeated is not None and previous is not None:
            return self._redundant(line, previous, repeated, budget)
        if line.is_equation and previous is None:
            return self._equal(line, None, budget) if number == 1 else self._remark(line, budget)
        if previous is None or not line.is_equation:
            return self._equal(line, previous, budget)
        return self._equation(line, previous, budget)

    def _repeats(self, line: Line) -> int | None:
        """The number of an earlier line that says the same, written the same."""
        here = self._question.lines[line.number - 1]
        for number, other in enumerate(self._question.lines[: line.number - 1], start=1):
            same = (other.left, other.right) == (here.left, here.right)
            if same or (here.left is not None and (other.right, other.left) == (here.left, here.right)):
                return number
        return None

    def _redundant(self, line: Line, previous: Line, repeated: int, budget: Budget) -> Found:
        words = f"the same as line {repeated}"
        if line.is_equation:
            return Found(StepKind.REDUNDANT, words, StepEvidence(line.number, "same", repeated))
        found = self._equal(line, previous, budget)
        return Found(StepKind.REDUNDANT, words, found.evidence) if found.kind is StepKind.SOUND else found

    def _remark(self, line: Line, budget: Budget) -> Found:
        """An equation among formulas: it stands for itself, and is of use only where formulas go on from it."""
        found = self._equal(line, None, budget)
        used = any(after == line.number for after in claims(self._source.lines).values())
        if found.kind is StepKind.SOUND and not used:
            return Found(StepKind.IRRELEVANT, "true for itself, and used by no other line", found.evidence)
        return found

    # formulas

    def _equal(self, line: Line, previous: Line | None, budget: Budget) -> Found:
        if line.left is not None:
            left, right, before = line.left, line.right, 0
        elif previous is not None:
            left, right, before = previous.right, line.right, previous.number
        else:
            return Found(StepKind.SOUND)
        witness: Point | None = None
        for precision in _PRECISIONS:
            for point in self._points():
                budget.require_time()
                a, b = self._value(left, point, precision), self._value(right, point, precision)
                if a is None or b is None:
                    continue
                witness = witness or point
                if not (a - b).contains(0):
                    evidence = StepEvidence(line.number, "differ", before, point=point, precision=precision)
                    return Found(StepKind.INCORRECT, "the formulas differ", evidence)
        if witness is None:
            return Found(StepKind.SKIPPED, "there is no point where both formulas are defined")
        method = propose_proof(Claimed(left, right, self._source.regions), budget)
        if method is None:
            return Found(StepKind.SKIPPED, "not refuted, and no proof was found: a jump")
        return Found(
            StepKind.SOUND, "", StepEvidence(line.number, "equal", before, equalities={"equal": method}, point=witness)
        )

    def _points(self) -> Iterator[Point]:
        domains = self._question.domains
        yield from generic_points(domains)
        trees = [side for line in self._question.lines for side in (line.left, line.right) if side is not None]
        yield from itertools.islice(cell_points(trees, domains), _CELLS)

    def _value(self, term: Term, point: Point, precision: int = 128) -> acb | None:
        try:
            return enclose(term, point, precision, real_valued=self._source.real_valued)
        except (UndefinedError, KeyError, ZeroDivisionError):
            return None

    # equations

    def _equation(self, line: Line, previous: Line, budget: Budget) -> Found:
        wrong = self._lost_solution(line, previous, budget)
        if wrong is not None:
            lost = self._multiple(line, previous, budget)
            words = "a solution of the line before does not solve this one"
            one_way = lost is not None and lost.kind is StepKind.ONE_WAY and not self._contradicts(line, budget)
            return Found(StepKind.ONE_WAY if one_way else StepKind.INCORRECT, words, wrong)
        found = self._multiple(line, previous, budget) or self._function(line, previous, budget)
        if found is not None and found.kind is StepKind.SOUND:
            return found
        alone = self._equal(line, None, budget)
        if alone.kind is StepKind.SOUND and self._equal(previous, None, budget).kind is not StepKind.SOUND:
            return Found(StepKind.IRRELEVANT, "true for itself: it says nothing of the equation before", alone.evidence)
        if found is not None:
            return found
        gained = self._lost_solution(previous, line, budget)
        if gained is not None:
            return Found(StepKind.ONE_WAY, "this line has a solution that the line before has not")
        return Found(StepKind.SKIPPED, "not refuted, and not shown to be equivalent: a jump")

    def _contradicts(self, line: Line, budget: Budget) -> bool:
        """Whether an equation plainly has no solution: its difference is a number."""
        fraction = as_fraction(line.difference, self._source.regions, budget)
        return fraction is not None and not terms.symbols(fraction.numerator)

    def _multiple(self, line: Line, previous: Line, budget: Budget) -> Found | None:
        regions = self._source.regions
        ratio = mul((line.difference, power(previous.difference, MINUS_ONE)))
        fraction = as_fraction(ratio, regions, budget)
        if fraction is None:
            return None
        numerator, denominator = fraction.numerator, fraction.denominator
        left = mul((denominator, line.difference))
        right = mul((numerator, previous.difference))
        if not self._is_simpler(fraction.numerator, fraction.denominator, line, previous):
            return None
        method = propose_proof(Claimed(left, right, regions), budget)
        if method is None:
            return None
        signs = Signs(regions, nonzero_facts(line.difference, previous.difference))
        gains, loses = not signs.nonzero(numerator), not signs.nonzero(denominator)
        if gains and loses:
            return None
        if gains or loses:
            words = "gain" if gains else "lose"
            return Found(StepKind.ONE_WAY, f"a factor that may vanish: the step may {words} solutions")
        if not self._same_domain(line, previous):
            return Found(StepKind.ONE_WAY, "one equation is undefined where the other may hold")
        written = {"numerator": terms.write(numerator), "denominator": terms.write(denominator)}
        evidence = StepEvidence(line.number, "equivalent", previous.number, written, {"multiple": method})
        return Found(StepKind.SOUND, "", evidence)

    def _is_simpler(self, numerator: Term, denominator: Term, line: Line, previous: Line) -> bool:
        """Whether the ratio is more than the two equations written over each other."""
        sizes = [
            sum(1 for _ in terms.postorder(t)) for t in (numerator, denominator, line.difference, previous.difference)
        ]
        variables = terms.symbols(line.difference, previous.difference)
        constant = not terms.symbols(numerator, denominator) & variables
        return constant or sizes[0] + sizes[1] < sizes[2] + sizes[3]

    def _same_domain(self, line: Line, previous: Line) -> bool:
        mine, theirs = nonzero_facts(line.difference), nonzero_facts(previous.difference)
        signs = Signs(self._source.regions, mine & theirs)
        return all(signs.nonzero(fact) for fact in mine ^ theirs)

    def _function(self, line: Line, previous: Line, budget: Budget) -> Found | None:
        for outer, inner, result in (("after", previous, line), ("before", line, previous)):
            assert inner.left is not None
            assert result.left is not None
            signs = Signs(self._source.regions, nonzero_facts(inner.left, inner.right, result.left, result.right))
            tests = {"real": signs.real, "positive": signs.positive, "nonnegative": signs.nonnegative}
            for name, kind in INJECTIVE.items():
                pair = applied(name, inner.left), applied(name, inner.right)
                if not self._agree(pair[0], result.left) or not self._agree(pair[1], result.right):
                    continue
                methods = [
                    propose_proof(Claimed(a, b, self._source.regions), budget)
                    for a, b in ((pair[0], result.left), (pair[1], result.right))
                ]
                if methods[0] is None or methods[1] is None:
                    continue
                if not all(tests[kind](side) for side in (inner.left, inner.right)):
                    return Found(StepKind.ONE_WAY, f"{name} of sides that may not be {kind}")
                evidence = StepEvidence(
                    line.number,
                    "function",
                    previous.number,
                    {"function": name, "outer": outer},
                    {"left": methods[0], "right": methods[1]},
                )
                return Found(StepKind.SOUND, "", evidence)
        return None

    def _agree(self, left: Term, right: Term) -> bool:
        seen = 0
        for point in itertools.islice(generic_points(self._question.domains), 6):
            a, b = self._value(left, point), self._value(right, point)
            if a is not None and b is not None:
                seen += 1
                if not (a - b).contains(0):
                    return False
        return seen > 0

    def _lost_solution(self, line: Line, previous: Line, budget: Budget) -> StepEvidence | None:
        """An exact solution of one equation, or an interval with one, where the other certainly fails."""
        assert line.left is not None
        for point in self._solutions_of(previous.difference, budget):
            held = self._value(previous.difference, point)
            if held is None or not held.is_zero():
                continue
            a, b = self._value(line.left, point), self._value(line.right, point)
            if a is not None and b is not None and not (a - b).contains(0):
                return StepEvidence(line.number, "solution", previous.number, point=point)
        if len(self._source.regions) == 1:
            return self._root_between(line, previous, budget)
        return None

    def _solutions_of(self, difference: Term, budget: Budget) -> Iterator[Point]:
        """Exact rational solutions: rational roots, with the other variables at sample points."""
        for name, region in self._source.regions.items():
            if region.complex:
                continue
            for point in itertools.islice(generic_points(self._question.domains), 6):
                budget.require_time()
                there = {
                    terms.symbol(other): terms.number(value[0])
                    for other, value in point.items()
                    if other != name and not value[1]
                }
                if len(there) != len(point) - 1:
                    continue
                fraction = as_fraction(terms.substitute(difference, there), {name: region}, budget)
                coefficients = None if fraction is None else univariate(fraction.numerator, name)
                for root in _rational_roots(coefficients or []):
                    if region.contains(root, Fraction(0)):
                        yield {**point, name: (root, Fraction(0))}
                if len(self._source.regions) == 1:
                    break

    def _root_between(self, line: Line, previous: Line, budget: Budget) -> StepEvidence | None:
        (name,) = self._source.regions
        region = self._source.regions[name]
        if region.complex or region.integer:
            return None
        values = [(x, self._value(previous.difference, {name: (x, Fraction(0))}, 64)) for x in self._grid(name)]
        for (x, a), (y, b) in itertools.pairwise(values):
            if a is None or b is None or not _opposite(a, b):
                continue
            cell = (x, y)
            for _ in range(40):
                budget.require_time()
                if self._fails_on(line, name, cell):
                    return StepEvidence(line.number, "root", previous.number, cell=cell)
                narrower = self._halved(previous, name, cell)
                if narrower is None:
                    break
                cell = narrower
        return None

    def _grid(self, name: str) -> list[Fraction]:
        region = self._source.regions[name]
        places = sorted({*_GRID, *(point[name][0] for point in generic_points(self._question.domains))})
        return [place for place in places if region.contains(place, Fraction(0))]

    def _halved(self, previous: Line, name: str, cell: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction] | None:
        middle = cell[0] + (cell[1] - cell[0]) * Fraction(31, 64)
        ends = [self._value(previous.difference, {name: (x, Fraction(0))}) for x in (cell[0], middle, cell[1])]
        if any(end is None for end in ends):
            return None
        if ends[0] is not None and ends[1] is not None and _opposite(ends[0], ends[1]):
            return cell[0], middle
        if ends[1] is not None and ends[2] is not None and _opposite(ends[1], ends[2]):
            return middle, cell[1]
        return None

    def _fails_on(self, line: Line, name: str, cell: tuple[Fraction, Fraction]) -> bool:
        try:
            return not enclose_box(line.difference, {name: interval(*cell)}, 64).contains(0)
        except UndefinedError:
            return False


def _opposite(left: acb, right: acb) -> bool:
    if not (left.imag.is_zero() and right.imag.is_zero()):
        return False
    return bool((left.real < 0 and right.real > 0) or (left.real > 0 and right.real < 0))


def _rational_roots(coefficients: list[Fraction]) -> Iterator[Fraction]:
    polynomial = fmpq_poly([0])
    if len(coefficients) > _MAX_COEFFICIENTS:
        return
    for k, c in enumerate(coefficients):
        polynomial = polynomial + fmpq_poly([0] * k + [c.numerator]) / c.denominator
    if polynomial.degree() <= 0:
        return
    for factor, _ in polynomial.factor()[1]:
        if factor.degree() == 1:
            yield -Fraction(int(factor[0].p), int(factor[0].q)) / Fraction(int(factor[1].p), int(factor[1].q))
