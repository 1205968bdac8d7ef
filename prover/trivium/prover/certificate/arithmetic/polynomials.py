"""Polynomials over the rationals in atoms: the normal form of arithmetic terms.

The casts ℕ → ℤ → ℚ → ℝ → ℂ are injective and keep sums and products, so a term and its cast have the same polynomial.
Whatever is no sum, product or power is an atom: `f x`, `x % 7`, `√x`, `x⁻¹`, `2 ^ n`, a truncated difference. Atoms
are told apart by their text, in which arguments are written as polynomials: `f (x + 1)` and `f (1 + x)` are one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from trivium.prover.certificate.arithmetic.errors import Rejected
from trivium.prover.certificate.arithmetic.terms import BINDERS, INTEGERS, NUMBERS, C, N, Sort, Term, alpha, num, show

Monomial: TypeAlias = tuple[tuple[str, int], ...]
Polynomial: TypeAlias = dict[Monomial, Fraction]

ONE: Monomial = ()
MAX_MONOMIALS = 4_000
MAX_DEGREE = 400
MAX_BITS = 40_000


def constant(value: Fraction | int) -> Polynomial:
    """The constant polynomial."""
    return {ONE: Fraction(value)} if value else {}


def add(left: Polynomial, right: Polynomial, factor: Fraction | int = 1) -> Polynomial:
    """`left + factor * right`."""
    total = dict(left)
    for monomial, coefficient in right.items():
        value = total.get(monomial, Fraction(0)) + factor * coefficient
        if value:
            total[monomial] = value
        else:
            total.pop(monomial, None)
    return total


def multiply(left: Polynomial, right: Polynomial) -> Polynomial:
    """The product; raises Rejected beyond the size limits."""
    if len(left) * len(right) > MAX_MONOMIALS * 50:
        raise Rejected("a polynomial is too large")
    total: dict[Monomial, Fraction] = {}
    for one, a in left.items():
        for two, b in right.items():
            monomial = _times(one, two)
            total[monomial] = total.get(monomial, Fraction(0)) + a * b
    if len(total) > MAX_MONOMIALS:
        raise Rejected("a polynomial is too large")
    return {monomial: value for monomial, value in total.items() if value}


def power(base: Polynomial, exponent: int) -> Polynomial:
    """`base ^ exponent`; raises Rejected beyond the size limits."""
    if len(base) == 1:
        ((monomial, value),) = base.items()
        bits = max(value.numerator.bit_length(), value.denominator.bit_length())
        if value not in (1, -1) and bits * exponent > MAX_BITS:
            raise Rejected("a number is too large")
        return {tuple((atom, degree * exponent) for atom, degree in monomial) if exponent else ONE: value**exponent}
    if exponent > MAX_DEGREE:
        raise Rejected("a power is too large")
    result, square = constant(1), base
    while exponent:
        if exponent & 1:
            result = multiply(result, square)
        exponent >>= 1
        if exponent:
            square = multiply(square, square)
    return result


def _times(one: Monomial, two: Monomial) -> Monomial:
    if not one:
        return two
    if not two:
        return one
    degrees = dict(one)
    for atom, degree in two:
        degrees[atom] = degrees.get(atom, 0) + degree
    return tuple(sorted(degrees.items()))


def as_constant(polynomial: Polynomial) -> Fraction | None:
    """The value of a constant polynomial, else None."""
    if not polynomial:
        return Fraction(0)
    return polynomial.get(ONE) if len(polynomial) == 1 else None


def text_of(polynomial: Polynomial) -> str:
    """One text for each polynomial."""
    parts = [
        f"{value}" + "".join(f"*{atom}" + (f"^{degree}" if degree > 1 else "") for atom, degree in monomial)
        for monomial, value in sorted(polynomial.items())
    ]
    return " + ".join(parts) or "0"


_SHARED_TEXT = {"sub": "nsub", "div": "idiv", "mod": "imod"}


class Normalizer:
    """Makes polynomials of terms, and remembers for each atom a term that it stands for."""

    def __init__(self) -> None:
        self.atoms: dict[str, Term] = {}
        self._known: dict[Term, Polynomial] = {}

    def polynomial(self, term: Term) -> Polynomial:
        """The polynomial of a number-valued term; raises Rejected beyond the size limits."""
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._compute(term)
        return known

    def is_integral(self, monomial: Monomial) -> bool:
        """Whether the monomial takes integer values."""
        return all(self.atoms[atom].sort in INTEGERS for atom, _ in monomial)

    def is_real(self, polynomial: Polynomial) -> bool:
        """Whether no atom of the polynomial is a complex number."""
        return all(self.atoms[atom].sort != C for monomial in polynomial for atom, _ in monomial)

    def term(self, polynomial: Polynomial, sort: Sort) -> Term:
        """A term of the given sort for a polynomial."""
        total: Term | None = None
        for monomial, value in sorted(polynomial.items()):
            part = self._monomial(monomial, abs(value), sort)
            if total is None:
                total = part if value > 0 else Term("neg", sort, (part,))
            else:
                total = Term("add" if value > 0 else "sub", sort, (total, part))
        return total if total is not None else num(0, sort)

    def _monomial(self, monomial: Monomial, value: Fraction, sort: Sort) -> Term:
        part = num(value.numerator, sort)
        if value.denominator != 1:
            part = Term("div", sort, (part, num(value.denominator, sort)))
        for atom, degree in monomial:
            factor = self.atoms[atom]
            factor = factor if factor.sort == sort else Term("cast", sort, (factor,))
            factor = factor if degree == 1 else Term("pow", sort, (factor, num(degree, N)))
            part = factor if part == num(1, sort) else Term("mul", sort, (part, factor))
        return part

    def _compute(self, term: Term) -> Polynomial:
        match term.op:
            case "num":
                return constant(term.value)
            case "add" | "mul":
                left, right = map(self.polynomial, term.args)
                return add(left, right) if term.op == "add" else multiply(left, right)
            case "sub":
                return self._difference(term)
            case "mod":
                return self._remainder(term)
            case "neg":
                return add({}, self.polynomial(term.args[0]), -1)
            case "cast":
                return self.polynomial(term.args[0])
            case "div" if term.sort not in INTEGERS:
                return multiply(self.polynomial(term.args[0]), self._inverse(self.polynomial(term.args[1]), term.sort))
            case "inv":
                return self._inverse(self.polynomial(term.args[0]), term.sort)
            case "pow" | "zpow" | "rpow":
                return self._power(term)
            case _:
                return self._atom(term)

    def _difference(self, term: Term) -> Polynomial:
        """A difference; of natural numbers only where it is a sum of natural numbers, otherwise an atom."""
        difference = add(self.polynomial(term.args[0]), self.polynomial(term.args[1]), -1)
        if term.sort != N or all(
            value > 0 and all(self.atoms[atom].sort == N for atom, _ in monomial)
            for monomial, value in difference.items()
        ):
            return difference
        return self._atom(term)

    def _remainder(self, term: Term) -> Polynomial:
        """A remainder modulo a numeral: coefficients are reduced first."""
        modulus = as_constant(self.polynomial(term.args[1]))
        dividend = self.polynomial(term.args[0])
        if modulus is None or modulus <= 0 or any(value.denominator != 1 for value in dividend.values()):
            return self._atom(term)
        reduced = {monomial: value % modulus for monomial, value in dividend.items() if value % modulus}
        value = as_constant(reduced)
        if value is not None:
            return constant(value)
        return self._atom(Term("mod", term.sort, (self.term(reduced, term.sort), term.args[1])))

    def _inverse(self, polynomial: Polynomial, sort: Sort) -> Polynomial:
        if not polynomial:
            return {}
        if len(polynomial) == 1:
            ((monomial, value),) = polynomial.items()
            result = constant(1 / value)
            for atom, degree in monomial:
                base = self.atoms[atom]
                inverse = base.args[0] if base.op == "inv" else None
                if inverse is not None:
                    part = self.polynomial(inverse)
                else:
                    operand = base if base.sort == sort else Term("cast", sort, (base,))
                    part = self._register(f"inv({atom})", Term("inv", sort, (operand,)))
                result = multiply(result, power(part, degree))
            return result
        leading = polynomial[min(polynomial)]
        monic = {monomial: value / leading for monomial, value in polynomial.items()}
        inverted = self._register(f"inv({text_of(monic)})", Term("inv", sort, (self.term(monic, sort),)))
        return multiply(constant(1 / leading), inverted)

    def _power(self, term: Term) -> Polynomial:
        base, exponent = self.polynomial(term.args[0]), self.polynomial(term.args[1])
        value = as_constant(exponent)
        if value is not None and value.denominator == 1:
            if value >= 0:
                return power(base, int(value))
            return power(self._inverse(base, term.sort), -int(value))
        if term.op != "pow" or not all(v.denominator == 1 and v > 0 for v in exponent.values()):
            return self._atom(term)
        result = constant(1)
        for monomial, times in exponent.items():
            if monomial == ONE:
                result = multiply(result, power(base, int(times)))
                continue
            part = Term("pow", term.sort, (term.args[0], self.term({monomial: Fraction(1)}, N)))
            result = multiply(result, power(self._atom(part), int(times)))
        return result

    def _atom(self, term: Term) -> Polynomial:
        if term.op == "var":
            return self._register(term.name, term)
        if term.op in BINDERS or not all(a.sort in NUMBERS for a in term.args):
            return self._register(show(alpha(term)), term)
        arguments = ", ".join(text_of(self.polynomial(a)) for a in term.args)
        return self._register(f"{_SHARED_TEXT.get(term.op, term.op)}{term.name}({arguments})", term)

    def _register(self, text: str, term: Term) -> Polynomial:
        known = self.atoms.get(text)
        if known is None or NUMBERS.index(term.sort) < NUMBERS.index(known.sort):
            self.atoms[text] = term
        return {((text, 1),): Fraction(1)}


def tightened(polynomial: Polynomial, normalizer: Normalizer, strict: bool) -> Polynomial | None:
    """For an integer-valued polynomial p with p ≥ 0 (or p > 0 where strict), a stronger q with q ≥ 0; else None."""
    if not all(normalizer.is_integral(monomial) for monomial in polynomial):
        return None
    scale = math.lcm(*(value.denominator for value in polynomial.values()))
    whole = {monomial: int(value * scale) for monomial, value in polynomial.items()}
    last = whole.pop(ONE, 0) - (1 if strict else 0)
    content = math.gcd(*whole.values()) or 1
    result = {monomial: Fraction(value // content) for monomial, value in whole.items()}
    return add(result, constant(last // content))


def evaluate_at(polynomial: Polynomial, values: Mapping[str, Fraction]) -> Fraction:
    """The value of a polynomial where every atom has one."""
    return sum(
        (c * math.prod((values[a] ** d for a, d in m), start=Fraction(1)) for m, c in polynomial.items()), Fraction(0)
    )
