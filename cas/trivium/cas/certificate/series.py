"""Arithmetic of truncated asymptotic series at ``t -> 0+`` in a fixed basis of scales.

A basis is a list of germs, each tending to zero and each smaller than every power of the next; a monomial is a
tuple of rational exponents, compared lexicographically (van der Hoeven, Transseries and Real Differential Algebra,
chapter 3; Gruntz, On Computing Limits in a Symbolic Manipulation System, 1996). The error of a series bounds what
was left out: the remainder is at most a constant times the error monomial, for all small ``t``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.terms import ONE, ZERO, Term
from trivium.cas.errors import CertificateError

MAX_WORK = 100_000
"""Products of rows in one expansion."""

Exponents = tuple[Fraction, ...]


class DepthError(CertificateError):
    """Every known coefficient vanishes: more terms are needed."""


@dataclass(frozen=True, slots=True)
class Series:
    """Rows of exponents and coefficients, increasing, and the error; ``None`` where nothing was left out."""

    rows: tuple[tuple[Exponents, Term], ...]
    error: Exponents | None = None

    @property
    def exactly_zero(self) -> bool:
        """Whether nothing is there."""
        return not self.rows and self.error is None

    @property
    def low(self) -> Exponents:
        """A monomial that bounds the whole series."""
        if self.rows:
            return self.rows[0][0]
        if self.error is None:
            raise CertificateError("the zero series has no order")
        return self.error


@dataclass(frozen=True, slots=True)
class Leading:
    """The first term that does not vanish."""

    exponents: Exponents
    coefficient: Term


class Arithmetic:
    """Series of ``size`` scales with at most ``depth`` rows; ``vanishes`` decides whether a coefficient is zero."""

    def __init__(self, size: int, depth: int, vanishes: Callable[[Term], bool]) -> None:
        self.depth = depth
        self.nought: Exponents = (Fraction(0),) * size
        self.zero = Series(())
        self._vanishes = vanishes
        self._work = 0

    def constant(self, value: Term) -> Series:
        """A constant."""
        return self.zero if value == ZERO else Series(((self.nought, value),))

    def monomial(self, index: int, exponent: Fraction, coefficient: Term = ONE) -> Series:
        """A power of one scale."""
        exponents = [Fraction(0)] * len(self.nought)
        exponents[index] = exponent
        return Series(((tuple(exponents), coefficient),))

    def unknown(self, error: Exponents) -> Series:
        """Whatever is bounded by a monomial."""
        return Series((), error)

    def add(self, *parts: Series) -> Series:
        """The sum."""
        rows: dict[Exponents, list[Term]] = {}
        for part in parts:
            for exponents, coefficient in part.rows:
                rows.setdefault(exponents, []).append(coefficient)
        return self._trim({e: terms.add(found) for e, found in rows.items()}, least(part.error for part in parts))

    def scale(self, factor: Term, series: Series) -> Series:
        """A constant multiple."""
        if factor == ZERO:
            return self.zero
        return Series(tuple((e, distribute(factor, c)) for e, c in series.rows), series.error)

    def negate(self, series: Series) -> Series:
        """The opposite."""
        return self.scale(terms.MINUS_ONE, series)

    def multiply(self, left: Series, right: Series) -> Series:
        """The product."""
        if left.exactly_zero or right.exactly_zero:
            return self.zero
        self._spend(len(left.rows) * len(right.rows))
        rows: dict[Exponents, list[Term]] = {}
        for e, c in left.rows:
            for f, d in right.rows:
                rows.setdefault(plus(e, f), []).append(distribute(c, d))
        errors = []
        if right.error is not None:
            errors.append(plus(left.low, right.error))
        if left.error is not None:
            errors.append(plus(left.error, right.low))
        return self._trim({e: terms.add(found) for e, found in rows.items()}, least(errors))

    def _spend(self, products: int) -> None:
        self._work += products
        if self._work > MAX_WORK:
            raise CertificateError("an expansion takes too much work")

    def leading(self, series: Series) -> Leading | None:
        """The first term that does not vanish, ``None`` where the series is exactly zero; raises DepthError."""
        for exponents, coefficient in series.rows:
            if not self._vanishes(coefficient):
                return Leading(exponents, coefficient)
        if series.error is None:
            return None
        raise DepthError("an expansion needs more terms")

    def tail(self, series: Series, leading: Leading) -> Series:
        """``e`` in ``series = leading*(1 + e)``."""
        inverse = terms.power(leading.coefficient, terms.MINUS_ONE)
        rows = {
            minus(exponents, leading.exponents): distribute(inverse, coefficient)
            for exponents, coefficient in series.rows
            if exponents > leading.exponents
        }
        error = None if series.error is None else minus(series.error, leading.exponents)
        return self._trim(rows, error)

    def compose(self, coefficients: Sequence[Term], small: Series) -> Series:
        """``sum(c[k]*small**k) + O(small**len(c))`` for a series that tends to zero."""
        if small.exactly_zero:
            return self.constant(coefficients[0])
        if small.low <= self.nought:
            raise DepthError("an argument is not known to tend to zero")
        total = self.constant(coefficients[0])
        factor = self.constant(ONE)
        for coefficient in coefficients[1:]:
            factor = self.multiply(factor, small)
            total = self.add(total, self.scale(coefficient, factor))
        remainder = tuple(len(coefficients) * exponent for exponent in small.low)
        return self.add(total, self.unknown(remainder))

    def _trim(self, rows: Mapping[Exponents, Term], error: Exponents | None) -> Series:
        kept = [(e, rows[e]) for e in sorted(rows) if rows[e] != ZERO and (error is None or e < error)]
        if len(kept) > self.depth:
            error = kept[self.depth][0]
            kept = kept[: self.depth]
        return Series(tuple(kept), error)


def plus(left: Exponents, right: Exponents) -> Exponents:
    """The exponents of a product."""
    return tuple(a + b for a, b in zip(left, right, strict=True))


def minus(left: Exponents, right: Exponents) -> Exponents:
    """The exponents of a quotient."""
    return tuple(a - b for a, b in zip(left, right, strict=True))


def least(errors: Iterable[Exponents | None]) -> Exponents | None:
    """The largest of some error monomials: the least exponents."""
    found = [error for error in errors if error is not None]
    return min(found) if found else None


def distribute(factor: Term, term: Term) -> Term:
    """A product, with a number multiplied into a sum so that like numbers fold."""
    if factor.is_number and term.head == "add":
        return terms.add(terms.mul((factor, part)) for part in term.args)
    if term.is_number and factor.head == "add":
        return distribute(term, factor)
    return terms.mul((factor, term))
