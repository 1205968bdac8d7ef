"""Finds certificates: Farkas combinations, with products and squares where asked, cuts and cases of integers."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import gcd, lcm

from flint import fmpq, fmpz_mpoly

from trivium.prover.errors import NotProvable
from trivium.prover.reflection.certificate import (
    Certificate,
    Close,
    Cone,
    Const,
    Cut,
    Fact,
    Product,
    Sign,
    Split,
    Square,
    Sum,
    Times,
    bound_of,
)
from trivium.prover.reflection.expression import Add, Expression, Mul, Neg, Num, Sub, Var
from trivium.prover.reflection.farkas import Combination, Point, farkas
from trivium.prover.reflection.linear import Problem, theorem
from trivium.prover.reflection.polynomial import PolynomialRing, monomial
from trivium.prover.reflection.theorem import Domain, Kind, Theorem

MAX_CANDIDATES = 600


@dataclass(frozen=True, slots=True)
class Countermodel:
    """Values of the variables under which the hypotheses hold and the goal does not."""

    values: Mapping[str, fmpq]


class NoCertificate(NotProvable):
    """No certificate was found within the limits; the claim may hold all the same."""


class Refuted(NotProvable):
    """The claim does not follow: a countermodel shows it."""

    def __init__(self, countermodel: Countermodel) -> None:
        listed = ", ".join(f"{name} = {value}" for name, value in countermodel.values.items())
        super().__init__(f"false for {listed or 'no variables'}")
        self.countermodel = countermodel


@dataclass(frozen=True, slots=True)
class Effort:
    """How far to look."""

    products: bool = False
    """Also multiply facts with each other, equations with variables, and add squares of variables and differences."""
    cases: int = 50
    """Case distinctions over the integers."""


def prove(name: str, problem: Problem, effort: Effort | None = None) -> Theorem:
    """The theorem that the goal of a problem follows.

    Raises InvalidExpression for what the checkers do not take, Refuted where a countermodel was found, NoCertificate
    where nothing was found.
    """
    effort = effort or Effort()
    certificates = [refute(problem, problem.facts(opposite), effort) for opposite in problem.opposites()]
    return theorem(name, problem, certificates)


def refute(problem: Problem, facts: Sequence[Sign], effort: Effort) -> Certificate:
    """A certificate that facts contradict each other; raises Refuted and NoCertificate."""
    search = _Search(PolynomialRing(problem.scope.names), effort, problem.domain is Domain.INT)
    return search.refute(list(facts), range(len(facts)))


@dataclass(slots=True)
class _Search:
    """The state of one search."""

    ring: PolynomialRing
    effort: Effort
    integers: bool
    cases: int = field(default=0, init=False)

    def refute(self, facts: list[Sign], used: Sequence[int]) -> Certificate:
        """A certificate from the facts with the numbers `used`; the others are weaker than one of them."""
        if not self.integers:
            return self._close(facts, used)
        cuts: list[tuple[Cone, int, int, Expression]] = []
        kept = []
        for number in used:
            found = list(self._tighten(facts[number], number))
            for cut in found:
                kept.append(len(facts))
                facts.append(Sign(Kind.LE, self.ring.polynomial(cut[3])))
                cuts.append(cut)
            if not found or facts[number].kind is Kind.EQ:
                kept.append(number)
        certificate = self._close(facts, kept)
        for cone, divisor, slack, bound in reversed(cuts):
            certificate = Cut(cone, divisor, slack, bound, certificate)
        return certificate

    def _tighten(self, fact: Sign, number: int) -> Iterator[tuple[Cone, int, int, Expression]]:
        """The next integer bounds that a fact implies, where they say more than the fact."""
        polynomial = fact.polynomial
        constant = int(polynomial[(0,) * self.ring.context.nvars()])
        divisor = gcd(*(int(value) for exponents, value in polynomial.terms() if any(exponents)))
        if divisor == 0 or (fact.kind is not Kind.LT and constant % divisor == 0):
            return
        strict = int(fact.kind is Kind.LT)
        for sign in (1, -1) if fact.kind is Kind.EQ else (1,):
            floor = (sign * constant - strict) // divisor
            rest = self._divided(sign * (polynomial - constant), divisor) + floor
            slack = divisor * floor + divisor - sign * constant
            cone: Cone = Fact(1, number)
            if fact.kind is Kind.EQ:
                cone = Times(Num(1) if sign > 0 else Neg(Num(1)), number)
            yield cone, divisor, slack, self.ring.expression(rest)

    def _divided(self, polynomial: fmpz_mpoly, divisor: int) -> fmpz_mpoly:
        quotient, _ = divmod(polynomial, self.ring.context.constant(divisor))
        return quotient

    def _close(self, facts: list[Sign], used: Sequence[int]) -> Certificate:
        units = list(self._units(facts, used))
        answer = farkas([self._sign(cone, kind, facts) for cone, kind in units])
        if isinstance(answer, Combination):
            return _close(answer, units)
        return self._branch(facts, used, answer)

    def _sign(self, cone: Cone, kind: Kind, facts: Sequence[Sign]) -> Sign:
        match cone:
            case Fact(_, number):
                return facts[number]
            case _:
                return Sign(kind, bound_of(cone, facts, self.ring).polynomial)

    def _units(self, facts: Sequence[Sign], used: Sequence[int]) -> Iterator[tuple[Cone, Kind]]:
        """What may be added up: facts and, where asked, products and squares."""
        for number in used:
            yield Fact(1, number), facts[number].kind
        if not self.effort.products:
            return
        yield from itertools.islice(self._products(facts, used), MAX_CANDIDATES)

    def _products(self, facts: Sequence[Sign], used: Sequence[int]) -> Iterator[tuple[Cone, Kind]]:
        names = [Var(name) for name in self.ring.names]
        for variable in names:
            yield Square(variable), Kind.LE
        for left, right in itertools.combinations(names, 2):
            yield Square(Sub(left, right)), Kind.LE
            yield Square(Add(left, right)), Kind.LE
        bounds = [number for number in used if facts[number].kind is not Kind.EQ]
        for one, two in itertools.combinations_with_replacement(bounds, 2):
            strict = facts[one].kind is facts[two].kind is Kind.LT
            yield Product(Fact(1, one), Fact(1, two)), Kind.LT if strict else Kind.LE
        for number in used:
            if facts[number].kind is Kind.EQ:
                for variable in names:
                    yield Times(variable, number), Kind.EQ

    def _branch(self, facts: list[Sign], used: Sequence[int], point: Point) -> Certificate:
        """Cases at a monomial whose value is no integer; a countermodel where all is linear and whole."""
        linear = all(sum(m) == 1 for m in point.values)
        broken = next(((m, v) for m, v in sorted(point.values.items()) if v.denominator != 1), None)
        if linear and (broken is None or not self.integers):
            raise Refuted(self._countermodel(point))
        if broken is None or not self.integers or self.cases >= self.effort.cases:
            raise NoCertificate("no certificate was found within the limits")
        self.cases += 1
        exponents, value = broken
        limit = int(value.numerator // value.denominator) + 1
        expression = Sub(monomial(self.ring.names, exponents, 1), Num(limit) if limit >= 0 else Neg(Num(-limit)))
        difference = self.ring.polynomial(expression)
        below = self.refute([*facts, Sign(Kind.LT, -difference)], [*used, len(facts)])
        above = self.refute([*facts, Sign(Kind.LE, difference)], [*used, len(facts)])
        return Split(expression, below, above)

    def _countermodel(self, point: Point) -> Countermodel:
        values = dict.fromkeys(self.ring.names, fmpq(0))
        for exponents, value in point.values.items():
            values[self.ring.names[exponents.index(1)]] = value
        return Countermodel(values)


def _close(answer: Combination, units: Sequence[tuple[Cone, Kind]]) -> Close:
    scale = lcm(int(answer.constant.denominator), *(int(v.denominator) for v in answer.multipliers.values()))
    parts = [
        _multiple(units[number], int((value * scale).numerator)) for number, value in sorted(answer.multipliers.items())
    ]
    return Close(_total(parts), int((answer.constant * scale).numerator))


def _multiple(unit: tuple[Cone, Kind], multiple: int) -> Cone:
    cone, kind = unit
    number: Expression = Num(multiple) if multiple >= 0 else Neg(Num(-multiple))
    match cone:
        case Fact(_, index) if kind is Kind.EQ:
            return Times(number, index)
        case Fact(_, index):
            return Fact(multiple, index)
        case Times(factor, index):
            return Times(Mul(number, factor), index)
        case _:
            return Product(Const(multiple), cone)


def _total(parts: Sequence[Cone]) -> Cone:
    """The sum of cones, in pairs, so that it is not deep."""
    if not parts:
        return Const(0)
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return Sum(_total(parts[:middle]), _total(parts[middle:]))
