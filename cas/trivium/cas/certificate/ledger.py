"""The proof kernel: a ledger of terms and their values, to which a step adds one only when its rule allows it.

A value is a rational function of kernels. Rules hold wherever every subterm of the claim is defined; each rule
says on which condition, and refuses with :class:`CertificateError` where that is not certain on the domain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from flint import fmpq

from trivium.cas.certificate import separation, terms
from trivium.cas.certificate.elementary import ELEMENTARY_RULES
from trivium.cas.certificate.field import Field, Ratio
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.relations import add_relations
from trivium.cas.certificate.roots import ROOT_RULES
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.special import SPECIAL_RULES
from trivium.cas.certificate.terms import Powers, Term
from trivium.cas.errors import CertificateError

MAX_EXPONENT = 10**6
_ARITHMETIC = frozenset({"num", "add", "mul"})
_RULES = {**ELEMENTARY_RULES, **ROOT_RULES, **SPECIAL_RULES}
RULE_NAMES = frozenset({"kernel", *_RULES})


class Ledger:
    """Values of terms on a domain, built step by step."""

    def __init__(self, regions: Mapping[str, Region], facts: Iterable[Term], capacity: int) -> None:
        self.signs = Signs(regions, facts)
        self.field = Field(capacity, self._is_zero_constant)
        self.kernels: list[Term] = []
        """The terms that stand for themselves; the place of each is the index of its generator."""
        self._values: dict[Term, Ratio] = {}

    def knows(self, term: Term) -> bool:
        """Whether a step has given the term a value."""
        return term in self._values

    def apply(self, rule: str, term: Term, value: Term | None = None, powers: Powers = ()) -> Ratio:
        """Add the value of ``term`` by ``rule``; raises :class:`CertificateError` where the rule does not allow it."""
        if rule not in RULE_NAMES:
            raise CertificateError(f"unknown rule {rule!r}")
        if term in self._values:
            raise CertificateError(f"{terms.write(term)} has a value already")
        if rule == "kernel":
            return self._kernel(term)
        found = _RULES[rule](self, term, value, powers)
        self._values[term] = found
        return found

    def value(self, root: Term) -> Ratio:
        """The value of a term whose transcendental subterms all have one; raises :class:`CertificateError`."""
        stack: list[tuple[Term, bool]] = [(root, False)]
        while stack:
            term, ready = stack.pop()
            if term in self._values:
                continue
            below = self._below(term)
            if ready or not below:
                self._values[term] = self._arithmetic(term)
            else:
                stack.append((term, True))
                stack.extend((part, False) for part in below)
        return self._values[root]

    def known(self, term: Term) -> Ratio:
        """The value that a step has given to the term; raises :class:`CertificateError` where none has."""
        if term not in self._values:
            raise CertificateError(f"no step gives a value to {terms.write(term)[:200]}")
        return self._values[term]

    def equal(self, left: Term, right: Term) -> bool:
        """Whether two terms have the same value."""
        return self.field.equal(self.value(left), self.value(right))

    def _below(self, term: Term) -> tuple[Term, ...]:
        if term.head in _ARITHMETIC:
            return term.args
        if term.head == "pow" and _integer_exponent(term) is not None:
            return term.args[:1]
        raise CertificateError(f"no step gives a value to {terms.write(term)[:200]}")

    def _arithmetic(self, term: Term) -> Ratio:
        parts = [self._values[part] for part in self._below(term)]
        match term.head:
            case "num":
                return self.field.number(term.number)
            case "add":
                return self.field.sum(parts)
            case "mul":
                total = parts[0]
                for part in parts[1:]:
                    total = self.field.multiply(total, part)
                return total
            case _:
                return self.field.power(parts[0], _integer_exponent(term) or 0)

    def _kernel(self, term: Term) -> Ratio:
        """A term stands for itself; it brings the relations that its head implies."""
        if term.head in _ARITHMETIC or _integer_exponent(term) is not None:
            raise CertificateError("arithmetic is not a kernel")
        index, generator = self.field.generator(constant=separation.is_algebraic(term))
        self.kernels.append(term)
        self._values[term] = generator
        add_relations(self, term, index)
        return generator

    def _is_zero_constant(self, rows: Mapping[tuple[int, ...], fmpq]) -> bool:
        """Whether a polynomial in algebraic constants is zero, given by its monomials over the kernels."""
        parts = []
        for monomial, coefficient in rows.items():
            scale = terms.number(Fraction(int(coefficient.p), int(coefficient.q)))
            powers = (terms.power(self.kernels[k], terms.number(int(n))) for k, n in enumerate(monomial) if n)
            parts.append(terms.mul((scale, *powers)))
        return separation.is_zero(terms.add(parts))


def _integer_exponent(term: Term) -> int | None:
    if term.head != "pow" or not term.args[1].is_number or term.args[1].number.denominator != 1:
        return None
    exponent = int(term.args[1].number)
    if abs(exponent) > MAX_EXPONENT:
        raise CertificateError("an exponent is too large to be multiplied out")
    return exponent
