"""Polynomials with integer coefficients in the parameters of a figure, and their values in the figures shown.

The generators are `x` and `y` (a point under consideration), the square root of 3, and parameters. A parameter that
is a root of a quadratic polynomial in earlier ones has a relation, by which polynomials are reduced.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flint import Ordering, arb, fmpz, fmpz_mpoly, fmpz_mpoly_ctx

from trivium.geometry.certificate.model import CertificateError

_ZERO, _NONZERO = arb("1e-40"), arb("1e-15")
_FIXED = 3


class Ring:
    """The polynomials, and for each figure the values of the generators in it.

    A polynomial whose value matters must be plainly zero (below 1e-40 of the sum of its terms' sizes) or plainly
    different from zero (above 1e-15 of it) in every figure; otherwise CertificateError is raised.
    """

    def __init__(self, parameters: int, figures: int, expired: Callable[[], bool], most_products: int) -> None:
        names = ["x", "y", "root3", *(f"u{i + 1}" for i in range(parameters))]
        self._context = fmpz_mpoly_ctx.get(names, Ordering.degrevlex)
        self._generators = self._context.gens()
        self._used = _FIXED
        self._expired = expired
        self._most_products = most_products
        self.x, self.y, self.root3 = self._generators[:_FIXED]
        self.zero, self.one = self.number(0), self.number(1)
        self._relations: list[tuple[int, fmpz_mpoly, fmpz_mpoly]] = [(2, self.one, self.number(-3))]
        self._values = [[arb(0), arb(0), arb(3).sqrt()] for _ in range(figures)]

    def number(self, value: int) -> fmpz_mpoly:
        return self._context.constant(value)

    def parameter(self, values: Sequence[arb]) -> fmpz_mpoly:
        """The next parameter, with its value in each figure."""
        if self._used == len(self._generators):
            raise CertificateError("more parameters than were counted")
        for row, value in zip(self._values, values, strict=True):
            row.append(value)
        self._used += 1
        return self._generators[self._used - 1]

    def root(self, a: fmpz_mpoly, b: fmpz_mpoly, c: fmpz_mpoly, values: Sequence[arb]) -> fmpz_mpoly:
        """A new parameter r with a r^2 + b r + c = 0."""
        self.require_nonzero(a)
        r = self.parameter(values)
        self._relations.append((self._used - 1, a, b * r + c))
        if not all(self._is_zero(a * r**2 + b * r + c)):
            raise CertificateError("a figure does not show the root")
        return r

    def stand_at(self, places: Sequence[tuple[arb, arb]]) -> None:
        """Give x and y the coordinates of a point in each figure."""
        for row, (x, y) in zip(self._values, places, strict=True):
            row[0], row[1] = x, y

    def product(self, *factors: fmpz_mpoly) -> fmpz_mpoly:
        """The product; raises CertificateError where it would be too large or the time is up."""
        result = factors[0]
        for factor in factors[1:]:
            if self._expired():
                raise CertificateError("the time to replay the certificate ran out")
            if len(result) * len(factor) > self._most_products:
                raise CertificateError("the polynomials grow too large")
            result *= factor
        return result

    def coefficients(self, polynomial: fmpz_mpoly, *generators: int) -> dict[tuple[int, ...], fmpz_mpoly]:
        """The coefficients by the exponents of the generators with these numbers (0 is x, 1 is y)."""
        parts: dict[tuple[int, ...], dict[tuple[int, ...], fmpz]] = {}
        for exponents, coefficient in polynomial.to_dict().items():
            rest = list(exponents)
            for g in generators:
                rest[g] = 0
            parts.setdefault(tuple(int(exponents[g]) for g in generators), {})[tuple(rest)] = coefficient
        return {key: self._context.from_dict(part) for key, part in parts.items()}

    def reduced(self, *polynomials: fmpz_mpoly) -> tuple[fmpz_mpoly, ...]:
        """The pseudo-remainders by the relations: all are multiplied by one factor, not zero in the figures."""
        rest = polynomials
        for number, lead, tail in reversed(self._relations):
            while (degree := max(p.degrees()[number] for p in rest)) >= 2:
                rest = tuple(self._lowered(p, number, degree, lead, tail) for p in rest)
        return rest

    def _lowered(
        self, polynomial: fmpz_mpoly, number: int, degree: int, lead: fmpz_mpoly, tail: fmpz_mpoly
    ) -> fmpz_mpoly:
        """`lead` times the polynomial, with its terms of this degree in a root rewritten by the root's relation."""
        parts = self.coefficients(polynomial, number)
        root = self._generators[number]
        top = parts.pop((degree,), None)
        rest = sum((self.product(p, root**e) for (e,), p in parts.items()), self.zero)
        rest = self.product(lead, rest)
        return rest if top is None else rest - self.product(top, tail, root ** (degree - 2))

    def primitive(self, *polynomials: fmpz_mpoly) -> tuple[fmpz_mpoly, ...]:
        """Reduced, without their common factor.

        For proportions, such as the coordinates over a denominator, of which one is known not to be zero: then
        the common factor is not zero either.
        """
        polynomials = self.reduced(*polynomials)
        factor = self._common(polynomials)
        return polynomials if factor.is_one() else tuple(_exactly(p, factor) for p in polynomials)

    def equation(self, *coefficients: fmpz_mpoly) -> tuple[fmpz_mpoly, ...]:
        """The coefficients of an equation, reduced and without their common factor, which must not be zero."""
        coefficients = self.reduced(*coefficients)
        factor = self._common(coefficients)
        if factor.is_one():
            return coefficients
        self.require_nonzero(factor)
        return tuple(_exactly(c, factor) for c in coefficients)

    def _common(self, polynomials: Sequence[fmpz_mpoly]) -> fmpz_mpoly:
        factor = self.zero
        for p in sorted(polynomials, key=len):
            if self._expired():
                raise CertificateError("the time to replay the certificate ran out")
            factor = factor.gcd(p)
            if factor.is_one():
                break
        return self.one if factor.is_zero() else factor

    def vanishing_factor(self, polynomial: fmpz_mpoly) -> fmpz_mpoly:
        """The irreducible factor that is zero in every figure; the others must be different from zero in each."""
        constant, factors = polynomial.factor()
        if self.product(self.number(int(constant)), *(f for f, power in factors for _ in range(power))) != polynomial:
            raise CertificateError("the factors do not multiply to the polynomial")
        zero = [f for f, _ in factors if all(self._is_zero(f))]
        if len(zero) != 1:
            raise CertificateError("the figures do not single out a factor")
        for f, _ in factors:
            if f is not zero[0]:
                self.require_nonzero(f)
        return zero[0]

    def require_nonzero(self, polynomial: fmpz_mpoly) -> None:
        """Raises CertificateError where the polynomial is not plainly different from zero in some figure."""
        if polynomial.is_zero() or any(self._is_zero(polynomial)):
            raise CertificateError("a polynomial by which is divided vanishes in a figure")

    def values(self, polynomial: fmpz_mpoly) -> list[arb]:
        """The value in each figure."""
        return [value for value, _ in self._evaluated(polynomial)]

    def _is_zero(self, polynomial: fmpz_mpoly) -> list[bool]:
        found = []
        for value, size in self._evaluated(polynomial):
            if abs(value) <= size * _ZERO:
                found.append(True)
            elif abs(value) > size * _NONZERO:
                found.append(False)
            else:
                raise CertificateError("a figure leaves open whether a polynomial is zero")
        return found

    def _evaluated(self, polynomial: fmpz_mpoly) -> list[tuple[arb, arb]]:
        """Value and sum of the sizes of the terms, in each figure."""
        terms = polynomial.to_dict()
        results = []
        for row in self._values:
            total, size = arb(0), arb(0)
            for exponents, coefficient in terms.items():
                term = arb(coefficient)
                for base, power in zip(row, exponents, strict=False):
                    if power:
                        term *= base ** int(power)
                total += term
                size += abs(term)
            results.append((total, size))
        return results


def _exactly(dividend: fmpz_mpoly, divisor: fmpz_mpoly) -> fmpz_mpoly:
    quotient, remainder = divmod(dividend, divisor)
    if not remainder.is_zero():
        raise CertificateError("a common factor does not divide")
    return quotient
