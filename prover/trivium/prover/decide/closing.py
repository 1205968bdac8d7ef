"""Contradictions among the literals of a branch: linear, by products of inequalities and squares, in the ideal."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq

from trivium.prover.certificate.arithmetic import model
from trivium.prover.certificate.arithmetic.calculus import Branch
from trivium.prover.certificate.arithmetic.literals import NONNEGATIVE, NONZERO, POSITIVE, ZERO, Literal, side_of
from trivium.prover.certificate.arithmetic.polynomials import (
    ONE,
    Monomial,
    Normalizer,
    Polynomial,
    add,
    as_constant,
    constant,
    multiply,
)
from trivium.prover.certificate.arithmetic.terms import NUMBERS, C, R, Term
from trivium.prover.decide.linear import Combination, Elimination, farkas

Clock = Callable[[], bool]
_MAX_COLUMNS = 1_500


@dataclass(frozen=True, slots=True)
class Candidate:
    """A polynomial with a known sign and the part of a certificate that it is."""

    polynomial: Polynomial
    part: model.Part
    strict: bool


def degree_of(polynomial: Polynomial) -> int:
    """The total degree."""
    return max((sum(d for _, d in monomial) for monomial in polynomial), default=0)


def order(monomial: Monomial) -> tuple[int, Monomial]:
    """Monomials by degree, then by name."""
    return sum(degree for _, degree in monomial), monomial


def as_row(polynomial: Polynomial) -> dict[Monomial, fmpq]:
    """A polynomial as a row over its monomials."""
    return {monomial: fmpq(value.numerator, value.denominator) for monomial, value in polynomial.items()}


def _quotient(monomial: Monomial, divisor: Monomial) -> Monomial | None:
    degrees = dict(monomial)
    for atom, degree in divisor:
        left = degrees.get(atom, 0) - degree
        if left < 0:
            return None
        degrees[atom] = left
    return tuple(sorted((atom, degree) for atom, degree in degrees.items() if degree))


def _fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))


@dataclass(slots=True)
class Closer:
    """Looks for a combination of the active literals of a branch that is contradictory."""

    branch: Branch
    active: Sequence[int]
    out_of_time: Clock

    @property
    def _normalizer(self) -> Normalizer:
        return self.branch.shared.normalizer

    def _literals(self, *kinds: str) -> list[tuple[int, Literal]]:
        literals = self.branch.literals
        return [(i, literals[i]) for i in self.active if i in literals and literals[i].kind in kinds]

    def linear(self) -> model.Combine | None:
        """A combination of the literals themselves."""
        return self._farkas(self._inequalities(), self._equations(()))

    def parity(self) -> model.Combine | None:
        """An equation between integers whose coefficients have a common divisor that its constant has not."""
        for index, literal in self._literals(ZERO):
            sides = [side_of(literal, side, self._normalizer) for side in "+-"]
            if sides[0] is None or sides[1] is None:
                continue
            total = as_constant(add(sides[0].polynomial, sides[1].polynomial))
            if total is not None and total < 0:
                return model.Combine(tuple(model.Part(Fraction(1), ((index, side),)) for side in "+-"))
        return None

    def products(self, *, rich: bool = True) -> model.Combine | None:
        """A combination of literals, products of two inequalities, and squares."""
        inequalities = self._inequalities()
        hints = [h for c in inequalities for h in self._completed_squares(add({}, c.polynomial, -1))]
        candidates = [*inequalities]
        degrees = [degree_of(c.polynomial) for c in inequalities]
        degrees += [d for _, e in self._literals(ZERO) if (d := degree_of(e.polynomial)) <= 4]
        limit = max(2, *degrees) if degrees else 2
        for one, two in itertools.combinations_with_replacement(inequalities, 2):
            if degree_of(one.polynomial) + degree_of(two.polynomial) <= limit:
                part = model.Part(Fraction(1), one.part.facts + two.part.facts)
                candidates.append(Candidate(multiply(one.polynomial, two.polynomial), part, one.strict and two.strict))
        for term in [*hints, *(self._squares(limit) if rich else ())]:
            polynomial = self._normalizer.polynomial(term)
            candidates.append(Candidate(multiply(polynomial, polynomial), model.Part(Fraction(1), (), (term,)), False))
        if rich:
            for term in self._squares(limit - 1, few=True):
                square = self._normalizer.polynomial(term)
                square = multiply(square, square)
                for one in inequalities:
                    if degree_of(one.polynomial) + degree_of(square) <= limit:
                        part = model.Part(Fraction(1), one.part.facts, (term,))
                        candidates.append(Candidate(multiply(one.polynomial, square), part, False))
        if len(candidates) > _MAX_COLUMNS:
            return None
        monomials = {m for c in candidates for m in c.polynomial}
        multipliers = self._multipliers(limit, monomials)
        return self._farkas(candidates, self._equations(multipliers, limit))

    def ideal(self, extra: int = 0) -> model.Combine | None:
        """A multiple of equations that is 1, or a product of polynomials that are not zero."""
        equations = self._literals(ZERO)
        if not equations:
            return None
        nonzero = [(i, literal.polynomial) for i, literal in self._literals(NONZERO, POSITIVE)]
        targets: list[tuple[tuple[int, ...], Polynomial]] = [((), constant(1))]
        targets += [((i,), p) for i, p in nonzero]
        targets += [((i, j), multiply(p, q)) for (i, p), (j, q) in itertools.combinations(nonzero, 2)][:30]
        if len(nonzero) in (3, 4):
            product = constant(1)
            for _, p in nonzero:
                product = multiply(product, p)
            targets.append((tuple(i for i, _ in nonzero), product))
        top = max(degree_of(p) for _, p in targets)
        top = max(top, *(degree_of(literal.polynomial) for _, literal in equations)) + extra
        atoms = {m for _, literal in equations for m in literal.polynomial}
        atoms |= {m for _, p in targets for m in p}
        multipliers = self._multipliers(top, atoms)
        columns = self._equations(multipliers, top)
        if columns is None:
            return None
        elimination: Elimination[Monomial] = Elimination(order)
        for number, candidate in enumerate(columns):
            elimination.add(number, as_row(candidate.polynomial))
            if self.out_of_time():
                return None
        for indices, polynomial in targets:
            reduced = elimination.reduce(as_row(polynomial))
            if not reduced.row:
                factors = {number: -value for number, value in reduced.sources.items()}
                return model.Combine(self._parts(columns, factors), indices)
        return None

    def _inequalities(self) -> list[Candidate]:
        found = []
        for index, literal in self._literals(NONNEGATIVE, POSITIVE):
            if self._normalizer.is_real(literal.polynomial):
                part = model.Part(Fraction(1), ((index, ""),))
                found.append(Candidate(literal.polynomial, part, literal.kind == POSITIVE))
        return found

    def _equations(self, multipliers: Iterable[Monomial], limit: int = 0) -> list[Candidate] | None:
        """The equations, and their multiples by monomials up to a degree; None where there are too many."""
        found = []
        for index, literal in self._literals(ZERO):
            part = model.Part(Fraction(1), ((index, ""),))
            found.append(Candidate(literal.polynomial, part, False))
            degree = degree_of(literal.polynomial)
            for monomial in multipliers:
                if sum(d for _, d in monomial) + degree <= limit:
                    multiple = multiply(literal.polynomial, {monomial: Fraction(1)})
                    term = self._term(monomial)
                    found.append(Candidate(multiple, model.Part(Fraction(1), ((index, ""),), (), term), False))
            if len(found) > _MAX_COLUMNS:
                return None
        return found

    def _multipliers(self, limit: int, monomials: Iterable[Monomial]) -> list[Monomial]:
        """Monomials in the atoms that occur, below a degree."""
        atoms = sorted({atom for monomial in monomials for atom, _ in monomial})
        least = min((degree_of(literal.polynomial) for _, literal in self._literals(ZERO)), default=limit)
        found: list[Monomial] = []
        for degree in range(1, max(limit - least, 0) + 1):
            for choice in itertools.combinations_with_replacement(atoms, degree):
                found.append(tuple(sorted((atom, choice.count(atom)) for atom in set(choice))))
                if len(found) > 400:
                    return found
        return found

    def _completed_squares(self, polynomial: Polynomial) -> list[Term]:
        """Polynomials whose squares appear when squares are completed in a polynomial one after another."""
        found: list[Term] = []
        rest = polynomial
        while rest and len(found) < 8:
            leading = self._leading_square(rest)
            if leading is None:
                break
            root, factor = leading
            form: Polynomial = {root: Fraction(1)}
            for monomial, value in rest.items():
                quotient = _quotient(monomial, root)
                if quotient is not None and quotient != root:
                    form = add(form, {quotient: value / (2 * factor)})
            if len(form) > 12:
                break
            found.append(self._normalizer.term(form, R))
            rest = add(rest, multiply(form, form), -factor)
        return found

    def _leading_square(self, polynomial: Polynomial) -> tuple[Monomial, Fraction] | None:
        """The root and the coefficient of the largest monomial that is a square, where it is positive."""
        for monomial in sorted(polynomial, key=order, reverse=True):
            if monomial and all(degree % 2 == 0 for _, degree in monomial):
                if polynomial[monomial] < 0:
                    return None
                return tuple((atom, degree // 2) for atom, degree in monomial), polynomial[monomial]
        return None

    def _squares(self, limit: int, *, few: bool = False) -> list[Term]:
        """Terms whose squares may help: monomials, and sums and differences of two."""
        atoms = sorted({a for i in self.active if i in self.branch.literals for a in self._real_atoms(i)})
        if len(atoms) > 8:
            return []
        basis: list[Monomial] = [ONE]
        for degree in range(1, limit // 2 + 1):
            for choice in itertools.combinations_with_replacement(atoms, degree):
                basis.append(tuple(sorted((atom, choice.count(atom)) for atom in set(choice))))
        if len(basis) > 16:
            basis = basis[:16]
        polynomials: list[Polynomial] = [{m: Fraction(1)} for m in basis[1:]]
        if not few or len(basis) <= 5:
            for one, two in itertools.combinations(basis, 2):
                polynomials += [{one: Fraction(1), two: Fraction(sign)} for sign in (1, -1)]
        return [self._normalizer.term(p, R) for p in polynomials]

    def _real_atoms(self, index: int) -> set[str]:
        polynomial = self.branch.literals[index].polynomial
        return {a for m in polynomial for a, _ in m if self._normalizer.atoms[a].sort != C}

    def _term(self, monomial: Monomial) -> Term:
        sorts = [self._normalizer.atoms[atom].sort for atom, _ in monomial]
        return self._normalizer.term({monomial: Fraction(1)}, max([R, *sorts], key=NUMBERS.index))

    def _farkas(self, candidates: Sequence[Candidate], equations: Sequence[Candidate] | None) -> model.Combine | None:
        if equations is None:
            return None
        elimination: Elimination[Monomial] = Elimination(order)
        offset = len(candidates)
        for number, equation in enumerate(equations):
            left = elimination.add(offset + number, as_row(equation.polynomial))
            if left is None and ONE in elimination.pivots:
                sources = elimination.pivots[ONE].sources
                return model.Combine(self._parts([*candidates, *equations], sources))
            if self.out_of_time():
                return None
        one = Candidate(constant(1), model.Part(Fraction(1)), True)
        reduced = [elimination.reduce(as_row(c.polynomial)) for c in (*candidates, one)]
        strict = [i for i, c in enumerate((*candidates, one)) if c.strict]
        found = farkas([r.row for r in reduced], strict, self.out_of_time)
        if found is None:
            return None
        factors: Combination = {}
        constant_factor = found.pop(len(candidates), None)
        for index, value in found.items():
            factors[index] = factors.get(index, fmpq(0)) + value
            for source, weight in reduced[index].sources.items():
                factors[source] = factors.get(source, fmpq(0)) + value * weight
        if constant_factor is not None:
            for source, weight in reduced[-1].sources.items():
                factors[source] = factors.get(source, fmpq(0)) + constant_factor * weight
        return model.Combine(self._parts([*candidates, *equations], factors))

    def _parts(self, candidates: Sequence[Candidate], factors: Combination) -> tuple[model.Part, ...]:
        parts = []
        for index, value in sorted(factors.items()):
            if value != 0:
                part = candidates[index].part
                parts.append(model.Part(_fraction(value), part.facts, part.squares, part.multiplier))
        return tuple(parts)
