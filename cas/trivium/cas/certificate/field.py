"""Rational functions of kernels over the rationals, modulo the algebraic relations of the kernels."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import comb

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from trivium.cas.errors import CertificateError

MAX_TERMS = 6_000
MAX_WORK = 600_000


class TooLargeError(CertificateError):
    """A polynomial would grow beyond what is multiplied out."""


class CapacityError(CertificateError):
    """More kernels than the field was made for."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """Numerator over denominator; the denominator is not zero."""

    numerator: fmpq_mpoly
    denominator: fmpq_mpoly


@dataclass(frozen=True, slots=True)
class _Relation:
    """``denominator * generator**degree = numerator``."""

    index: int
    degree: int
    numerator: fmpq_mpoly
    denominator: fmpq_mpoly
    divisor: fmpq_mpoly | None
    """The monic relation itself, where the denominator is one."""


@functools.lru_cache(maxsize=64)
def _polynomials(capacity: int) -> tuple[fmpq_mpoly_ctx, tuple[fmpq_mpoly, ...]]:
    """The ring of polynomials in so many generators, and these."""
    context = fmpq_mpoly_ctx.get(tuple(f"g{capacity - 1 - i}" for i in range(capacity)), Ordering.lex)
    return context, tuple(reversed(context.gens()))


class Field:
    """Arithmetic of :class:`Ratio` with at most ``capacity`` generators; later generators lead the order.

    ``is_zero_constant`` decides about polynomials in the generators of constants: exponents by generator, coefficient.
    """

    def __init__(self, capacity: int, is_zero_constant: Callable[[Mapping[tuple[int, ...], fmpq]], bool]) -> None:
        self._is_zero_constant = is_zero_constant
        self._constants: set[int] = set()
        self._products: list[fmpq_mpoly] = []
        self._context, self._generators = _polynomials(max(capacity, 1))
        self._used = 0
        self._relations: list[_Relation] = []
        self._one = self._context.constant(1)
        self.zero = Ratio(self._context.constant(0), self._one)
        self.one = Ratio(self._one, self._one)

    def number(self, value: Fraction) -> Ratio:
        """A rational constant."""
        return Ratio(self._context.constant(fmpq(value.numerator, value.denominator)), self._one)

    def generator(self, *, constant: bool = False) -> tuple[int, Ratio]:
        """A new generator and its index; ``constant`` where it stands for an algebraic number."""
        if self._used >= len(self._generators):
            raise CapacityError("too many kernels")
        index = self._used
        self._used += 1
        if constant:
            self._constants.add(index)
        return index, Ratio(self._generators[index], self._one)

    def relate(self, index: int, degree: int, value: Ratio) -> None:
        """Impose ``generator**degree = value``; the value holds lower powers and earlier generators only."""
        divisor = None
        if value.denominator.is_one():
            divisor = self._generators[index] ** degree - value.numerator
        self._relations.insert(0, _Relation(index, degree, value.numerator, value.denominator, divisor))
        self._relations.sort(key=lambda relation: -relation.index)

    def relate_product(self, value: Ratio) -> None:
        """Impose ``value = 0``, a relation between products of generators."""
        numerator = self._reduce(value.numerator)[0]
        if not numerator.is_zero():
            self._products.append(numerator)

    def add(self, left: Ratio, right: Ratio) -> Ratio:
        """The sum."""
        if left.denominator == right.denominator:
            return self._lowest(left.numerator + right.numerator, left.denominator)
        top = self._times(left.numerator, right.denominator) + self._times(right.numerator, left.denominator)
        return self._lowest(top, self._times(left.denominator, right.denominator))

    def sum(self, values: Iterable[Ratio]) -> Ratio:
        """The sum of many."""
        total = self.zero
        for value in values:
            total = self.add(total, value)
        return total

    def multiply(self, left: Ratio, right: Ratio) -> Ratio:
        """The product."""
        top = self._times(left.numerator, right.numerator)
        return self._lowest(top, self._times(left.denominator, right.denominator))

    def subtract(self, left: Ratio, right: Ratio) -> Ratio:
        """The difference."""
        return self.add(left, Ratio(-right.numerator, right.denominator))

    def invert(self, value: Ratio) -> Ratio:
        """The reciprocal; raises :class:`CertificateError` where the value is identically zero."""
        if self.is_zero(value):
            raise CertificateError("a denominator vanishes identically")
        return Ratio(value.denominator, value.numerator)

    def power(self, base: Ratio, exponent: int) -> Ratio:
        """An integer power."""
        if exponent < 0:
            base, exponent = self.invert(base), -exponent
        top, bottom = self._raise(base.numerator, exponent), self._raise(base.denominator, exponent)
        return self._lowest(top, bottom)

    def is_zero(self, value: Ratio) -> bool:
        """Whether the value is zero modulo the relations."""
        rest = self._reduce(value.numerator)[0]
        for relation in self._products:
            rest = divmod(rest, relation)[1]
        return rest.is_zero() or self._vanishes(rest)

    def _vanishes(self, polynomial: fmpq_mpoly) -> bool:
        """Whether every coefficient, a polynomial in algebraic constants, is zero."""
        last = len(self._generators) - 1
        if not any(polynomial.degrees()[last - index] for index in self._constants):
            return False
        groups: dict[tuple[int, ...], dict[tuple[int, ...], fmpq]] = {}
        for monomial, coefficient in polynomial.to_dict().items():
            powers = tuple(int(monomial[last - index]) for index in range(self._used))
            free = tuple(0 if k in self._constants else n for k, n in enumerate(powers))
            constant = tuple(n if k in self._constants else 0 for k, n in enumerate(powers))
            groups.setdefault(free, {})[constant] = coefficient
        return all(self._is_zero_constant(rows) for rows in groups.values())

    def equal(self, left: Ratio, right: Ratio) -> bool:
        """Whether two values are the same modulo the relations."""
        return left == right or self.is_zero(self.subtract(left, right))

    def _times(self, left: fmpq_mpoly, right: fmpq_mpoly) -> fmpq_mpoly:
        if len(left) * len(right) > MAX_WORK:
            raise TooLargeError("a product is too large to be multiplied out")
        product = left * right
        if len(product) > MAX_TERMS:
            raise TooLargeError("a product is too large to be multiplied out")
        return product

    def _raise(self, base: fmpq_mpoly, exponent: int) -> fmpq_mpoly:
        size = len(base)
        if size > 1 and (exponent > 400 or comb(size + exponent - 1, exponent) > MAX_TERMS):
            return self._raise_reducing(base, exponent)
        if exponent > 10**6:
            raise TooLargeError("a power is too large to be multiplied out")
        return base**exponent

    def _raise_reducing(self, base: fmpq_mpoly, exponent: int) -> fmpq_mpoly:
        """Powers of algebraic numbers stay small when the relations are used on the way."""
        monic = all(relation.divisor is not None for relation in self._relations)
        if not monic or not self._relations or exponent > 400:
            raise TooLargeError("a power is too large to be multiplied out")
        result = self._one
        for bit in bin(exponent)[2:]:
            result = self._reduce(self._times(result, result))[0]
            if bit == "1":
                result = self._reduce(self._times(result, base))[0]
        return result

    def _lowest(self, top: fmpq_mpoly, bottom: fmpq_mpoly) -> Ratio:
        if self._relations:
            (top, above), (bottom, below) = self._reduce(top), self._reduce(bottom)
            if not above.is_one():
                bottom = self._times(bottom, above)
            if not below.is_one():
                top = self._times(top, below)
        if bottom.is_zero():
            raise CertificateError("a denominator vanishes identically")
        if bottom.is_constant():
            return Ratio(top / bottom.leading_coefficient(), self._one)
        common = top.gcd(bottom)
        if not common.is_constant():
            top, bottom = divmod(top, common)[0], divmod(bottom, common)[0]
        lead = bottom.leading_coefficient()
        return Ratio(top / lead, bottom / lead) if lead != 1 else Ratio(top, bottom)

    def _reduce(self, polynomial: fmpq_mpoly) -> tuple[fmpq_mpoly, fmpq_mpoly]:
        """A polynomial equal to ``polynomial * factor`` with low powers only, and the factor."""
        factor = self._one
        for relation in self._relations:
            if relation.divisor is not None:
                polynomial = divmod(polynomial, relation.divisor)[1]
                continue
            scale, polynomial = self._reduce_by(polynomial, relation)
            factor = factor * scale
        return polynomial, factor

    def _reduce_by(self, polynomial: fmpq_mpoly, relation: _Relation) -> tuple[fmpq_mpoly, fmpq_mpoly]:
        place = len(self._generators) - 1 - relation.index
        layers: dict[int, dict[tuple[int, ...], fmpq]] = {}
        for monomial, coefficient in polynomial.to_dict().items():
            times, rest = divmod(int(monomial[place]), relation.degree)
            lowered = (*monomial[:place], rest, *monomial[place + 1 :])
            layers.setdefault(times, {})[lowered] = coefficient
        most = max(layers, default=0)
        if most == 0:
            return self._one, polynomial
        total = self._context.constant(0)
        for times, terms in layers.items():
            layer = self._context.from_dict(terms)
            weight = self._raise(relation.numerator, times) * self._raise(relation.denominator, most - times)
            total = total + self._times(layer, weight)
        return self._raise(relation.denominator, most), total
