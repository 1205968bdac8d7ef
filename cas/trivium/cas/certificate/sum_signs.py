"""Signs of sums: bounds of their parts, a root against the rest, factors of polynomials, balls over boxes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import inf

from flint import fmpq, fmpq_mpoly

from trivium.cas.certificate import terms
from trivium.cas.certificate.boxes import boxes
from trivium.cas.certificate.enclosures import UndefinedError, enclose_box
from trivium.cas.certificate.polynomial_signs import (
    Canonical,
    as_quotient,
    as_term,
    canonical,
    irreducible_factors,
    rows_sign,
    univariate_sign,
)
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.sign_sets import (
    ANY,
    NEGATIVE,
    POSITIVE,
    ZERO,
    integer_power_mask,
    product_mask,
    sign_of,
)
from trivium.cas.certificate.terms import HALF, PI, TWO, Term

_BOX_PRECISION = 64
_MAX_SQUARINGS = 3
_UNIT_RANGE = frozenset({"sin", "cos", "tanh", "erf"})
_OPEN_UNIT_RANGE = frozenset({"tanh", "erf"})


class SumSigns(ABC):
    """The rules for sums, over what is known of their parts."""

    def __init__(self, regions: Mapping[str, Region], nonzero: Iterable[Term] = ()) -> None:
        self._regions = regions
        self._nonzero = frozenset(nonzero)
        self._known: dict[Term, int] = {}
        self._squarings = 0
        self._factors: frozenset[Canonical] | None = None

    @abstractmethod
    def of(self, root: Term) -> int:
        """The possible signs of a term; 0 where it is not known to be real."""

    @abstractmethod
    def positive(self, term: Term) -> bool:
        """Whether the term is certainly positive where it is defined."""

    @abstractmethod
    def nonzero(self, term: Term) -> bool:
        """Whether the term certainly does not vanish where it is defined."""

    def sum_of_either_sign(self, term: Term) -> int:
        """The signs of a sum whose parts have both."""
        mask = ANY
        for rule in (self._bounded, self._root_against_rest, self._polynomial, self._boxed):
            found = rule(term)
            if found:
                mask &= found
                if mask in (NEGATIVE, ZERO, POSITIVE):
                    return mask
        return mask or ANY

    def _bounded(self, term: Term) -> int:
        """A number plus multiples of functions that range in [-1, 1]."""
        low: Fraction = Fraction(0)
        high: Fraction | float = Fraction(0)
        above = below = False  # whether the lowest and the highest of these values are certainly not taken
        for part in term.args:
            if part.is_number:
                low, high = low + part.number, high + part.number
                continue
            factor, rest = (part.args[0].number, part.args[1:]) if _scaled(part) else (Fraction(1), (part,))
            if len(rest) == 1 and rest[0].head == "cosh" and factor > 0:
                low, high = low + factor, inf
                above = above or self.nonzero(rest[0].args[0])
                continue
            if not all(self._unit_range(other) for other in rest):
                return 0
            low, high = low - abs(factor), high + abs(factor)
            falls = 1 if factor < 0 else -1
            if len(rest) > 1:  # a product is 1 or -1 only where every factor is one of them
                inside = any(self._avoids(other, 1) and self._avoids(other, -1) for other in rest)
                above, below = above or inside, below or inside
                continue
            above = above or self._avoids(rest[0], falls)
            below = below or self._avoids(rest[0], -falls)
        if low >= 0:
            return POSITIVE | (ZERO if low == 0 and not above else 0)
        return NEGATIVE | (ZERO if high == 0 and not below else 0) if high <= 0 else 0

    def _unit_range(self, term: Term) -> bool:
        """Whether the values of a function, a variable or a power of it lie in [-1, 1]."""
        if term.head == "pow" and term.args[1].is_number and term.args[1].number > 0:
            return term.args[1].number.denominator == 1 and self._unit_range(term.args[0])
        return term.head in _UNIT_RANGE or (term.head == "symbol" and _within_one(self._regions[term.name]))

    def _avoids(self, term: Term, extreme: int) -> bool:
        """Whether a value of a function, a variable or a power of it is certainly not 1, or not -1."""
        if term.head == "pow":
            return self._avoids(term.args[0], 1) and self._avoids(term.args[0], -1)
        match term.head:
            case "symbol":
                return not self._regions[term.name].contains(Fraction(extreme), Fraction(0))
            case "cos":
                return self.nonzero(terms.call("sin", term.args[0])) or self._within_turn(term.args[0], extreme)
            case "sin":
                return self.nonzero(terms.call("cos", term.args[0]))
            case _:
                return term.head in _OPEN_UNIT_RANGE

    def _within_turn(self, angle: Term, extreme: int) -> bool:
        """Whether an angle lies where the cosine is not 1 (-1): inside the nearest turn (half turn) around 0."""
        bound = terms.mul((TWO, PI)) if extreme == 1 else PI
        inside = self.positive(terms.subtract(bound, angle)) and self.positive(terms.add((bound, angle)))
        return inside and (extreme == -1 or self.nonzero(angle))

    def _root_against_rest(self, term: Term) -> int:
        """A square root ``R >= 0`` plus a rest: positive where ``R**2 > rest**2``; exact where the rest is negative."""
        if self._squarings >= _MAX_SQUARINGS:
            return 0
        for part in term.args:
            mask = self._known[part]
            squared = _squared(part)
            if squared is None or ANY in (mask, mask | ZERO):
                continue
            rest = terms.add(other for other in term.args if other is not part)
            negative = bool(mask & NEGATIVE)
            self._squarings += 1
            larger = self.of(terms.subtract(squared, _squared(rest) or terms.power(rest, TWO)))
            against = self.of(rest)
            self._squarings -= 1
            if larger and not larger & NEGATIVE:
                return product_mask(larger | POSITIVE, NEGATIVE) if negative else larger | POSITIVE
            if larger and against and not against & (NEGATIVE if negative else POSITIVE):
                return product_mask(larger, NEGATIVE) if negative else larger
        return 0

    def _boxed(self, term: Term) -> int:
        """The sign of the balls over the boxes that a bounded domain is cut into."""
        mask = 0
        for box in boxes(self._regions, terms.symbols(term)):
            try:
                value = enclose_box(term, box, _BOX_PRECISION)
            except UndefinedError:
                return ANY
            if value.real > 0:
                mask |= POSITIVE
            elif value.real < 0:
                mask |= NEGATIVE
            else:
                return ANY
        return mask or ANY

    def _polynomial(self, term: Term) -> int:
        """The sign of a sum through the factors of the polynomials whose quotient it is."""
        read = as_quotient(term)
        if read is None:
            return 0
        (top, bottom), atoms = read
        mask = self._factored(top, atoms, whole=bool(bottom.is_constant()))
        if mask and not bottom.is_one():
            below = self._factored(bottom, atoms, whole=False)
            mask = product_mask(mask, below & ~ZERO) if below else 0
        return mask

    def _factored(self, polynomial: fmpq_mpoly, atoms: list[Term], whole: bool) -> int:
        content, factors = polynomial.factor()
        mask = sign_of(Fraction(int(content.p), int(content.q)))
        for factor, times in factors:
            other = self._factor_sign(factor, atoms, whole=whole and len(factors) == 1 and times == 1)
            if not other:
                return 0
            mask = product_mask(mask, integer_power_mask(other, int(times)))
        return mask

    def _factor_sign(self, factor: fmpq_mpoly, atoms: list[Term], whole: bool) -> int:
        mask = self._sign_of_factor(factor, atoms, whole)
        return mask & ~ZERO if mask & ZERO and canonical(factor, atoms) in self._nonzero_factors() else mask

    def _nonzero_factors(self) -> frozenset[Canonical]:
        """The irreducible factors of what is known not to vanish."""
        if self._factors is None:
            self._factors = frozenset(factor for fact in self._nonzero for factor in irreducible_factors(fact))
        return self._factors

    def _sign_of_factor(self, factor: fmpq_mpoly, atoms: list[Term], whole: bool) -> int:
        used = [i for i, degree in enumerate(factor.degrees()) if degree]
        if len(used) == 1:
            atom = atoms[used[0]]
            region = self._regions[atom.name] if atom.head == "symbol" else None
            mask = self._known[atom] if atom in self._known else self.of(atom)
            return univariate_sign(factor, used[0], region, mask) if mask else 0
        if not whole:
            return self.of(as_term(factor, atoms))
        masks = [self._known[atom] for atom in atoms]
        return rows_sign(factor, masks) & self._shifted_rows(factor, atoms, masks)

    def _shifted_rows(self, factor: fmpq_mpoly, atoms: list[Term], masks: list[int]) -> int:
        """As of a sum of rows, with each variable counted from an end of its interval."""
        context = factor.context()
        moved, signs = [], []
        for generator, atom, mask in zip(context.gens(), atoms, masks, strict=True):
            region = self._regions[atom.name] if atom.head == "symbol" else None
            end = None if region is None else region.lower if region.lower is not None else region.upper
            if region is None or end is None:
                moved.append(generator)
                signs.append(mask)
                continue
            rising = region.lower is not None
            closed = region.lower_closed if rising else region.upper_closed
            moved.append(context.constant(fmpq(end.numerator, end.denominator)) + (generator if rising else -generator))
            signs.append(POSITIVE | (ZERO if closed else 0))
        return rows_sign(factor.compose(*moved), signs)


def _scaled(term: Term) -> bool:
    return term.head == "mul" and term.args[0].is_number


def _within_one(region: Region) -> bool:
    if region.complex or region.lower is None or region.upper is None:
        return False
    return region.lower >= -1 and region.upper <= 1


def _squared(term: Term) -> Term | None:
    """The square of a product with a square root in it; ``None`` where there is none."""
    factors = term.args if term.head == "mul" else (term,)
    if not any(factor.head == "pow" and factor.args[1] == HALF for factor in factors):
        return None
    return terms.mul(
        factor.args[0] if factor.head == "pow" and factor.args[1] == HALF else terms.power(factor, TWO)
        for factor in factors
    )
