"""Exact values of expressions: fractions of integer polynomials, computed as the checkers compute them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import Ordering, fmpz_mpoly, fmpz_mpoly_ctx

from trivium.prover.reflection.expression import Add, Div, Expression, Mul, Neg, Num, Pow, Sub, Var, fold


@dataclass(frozen=True, slots=True)
class Fraction:
    """A numerator and a denominator."""

    numerator: fmpz_mpoly
    denominator: fmpz_mpoly


@dataclass(frozen=True, slots=True)
class PolynomialRing:
    """Integer polynomials in named variables."""

    names: tuple[str, ...]

    @property
    def context(self) -> fmpz_mpoly_ctx:
        """The ring as python-flint knows it."""
        return fmpz_mpoly_ctx.get(list(self.names) or ["unused"], Ordering.degrevlex)

    def fraction(self, expression: Expression) -> Fraction:
        """The fraction that `Trivium.Field.Expr.fraction` makes of an expression, its denominators multiplied."""
        context = self.context
        one = context.constant(1)
        gens = dict(zip(self.names, context.gens(), strict=False))

        def combine(node: Expression, inner: tuple[Fraction, ...]) -> Fraction:
            match node:
                case Num(value):
                    return Fraction(context.constant(value), one)
                case Var(name):
                    return Fraction(gens[name], one)
                case Neg():
                    return Fraction(-inner[0].numerator, inner[0].denominator)
                case Pow(_, exponent):
                    return Fraction(inner[0].numerator ** exponent, inner[0].denominator ** exponent)
            left, right = inner
            match node:
                case Add():
                    crossed = left.numerator * right.denominator + right.numerator * left.denominator
                    return Fraction(crossed, left.denominator * right.denominator)
                case Sub():
                    crossed = left.numerator * right.denominator - right.numerator * left.denominator
                    return Fraction(crossed, left.denominator * right.denominator)
                case Mul():
                    return Fraction(left.numerator * right.numerator, left.denominator * right.denominator)
                case Div():
                    return Fraction(left.numerator * right.denominator, left.denominator * right.numerator)
            raise AssertionError(node)

        return fold(expression, combine)

    def polynomial(self, expression: Expression) -> fmpz_mpoly:
        """The polynomial of an expression without quotients."""
        return self.fraction(expression).numerator

    def expression(self, polynomial: fmpz_mpoly) -> Expression:
        """A sum of terms that is this polynomial."""
        total: Expression | None = None
        for exponents, coefficient in polynomial.terms():
            term = monomial(self.names, exponents, abs(int(coefficient)))
            if total is None:
                total = term if coefficient > 0 else Neg(term)
            else:
                total = Add(total, term) if coefficient > 0 else Sub(total, term)
        return Num(0) if total is None else total


def monomial(names: Sequence[str], exponents: Sequence[int], coefficient: int) -> Expression:
    """A product of a natural number and powers of variables."""
    factors: list[Expression] = [
        Var(name) if exponent == 1 else Pow(Var(name), int(exponent))
        for name, exponent in zip(names, exponents, strict=False)
        if exponent
    ]
    if coefficient != 1 or not factors:
        factors.insert(0, Num(coefficient))
    product = factors[0]
    for factor in factors[1:]:
        product = Mul(product, factor)
    return product
