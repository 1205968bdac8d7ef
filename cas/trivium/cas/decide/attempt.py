"""One attempt at an identity proof: the ledger that accepts or refuses each step, and what was learnt before."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from flint import fmpq, fmpq_mpoly

from trivium.cas.certificate import terms
from trivium.cas.certificate.elementary import ODD
from trivium.cas.certificate.field import Ratio
from trivium.cas.certificate.ledger import Ledger
from trivium.cas.certificate.model import Step
from trivium.cas.certificate.terms import I, Powers, Term
from trivium.cas.certificate.unity import root_of_unity
from trivium.cas.decide.budget import Budget
from trivium.cas.errors import CertificateError

MAX_ORDER = 240
MAX_DEPTH = 60


class RestartError(Exception):
    """Something was learnt that must be known from the beginning."""


@dataclass(slots=True)
class Hints:
    """What is carried from one attempt to the next."""

    quanta: dict[Term, Fraction] = field(default_factory=dict)
    """For each exponent, the common divisor of its coefficients."""
    degrees: dict[Term, int] = field(default_factory=dict)
    """For each radicand that is not negative, the common multiple of the degrees of its roots."""
    order: int = 0
    """The order of the root of unity, 0 where none is needed."""
    first: list[Term] = field(default_factory=list)
    """Terms whose kernels must come before others."""
    capacity: int = 16


class Attempt:
    """Gives terms values, one step after another; ``introduce`` proposes the steps for a transcendental term."""

    def __init__(
        self, ledger: Ledger, hints: Hints, budget: Budget, introduce: Callable[[Attempt, Term], None]
    ) -> None:
        self.ledger = ledger
        self.hints = hints
        self.steps: list[Step] = []
        self._budget = budget
        self._introduce = introduce
        self._depth = 0

    def ensure(self, root: Term) -> Ratio:
        """Give every transcendental subterm a value; raises :class:`CertificateError` where that fails."""
        self._budget.require_time()
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise CertificateError("nested too deeply to be normalised")
        for term in _arithmetic_leaves(root):
            if not self.ledger.knows(term):
                self._introduce(self, term)
        self._depth -= 1
        return self.ledger.value(root)

    def step(self, rule: str, term: Term, value: Term | None = None, powers: Powers = ()) -> None:
        """Take a step, if the ledger accepts it."""
        self.ledger.apply(rule, term, value, powers)
        written = tuple((terms.write(base), times) for base, times in powers)
        self.steps.append(Step(rule, terms.write(term), terms.write(value) if value else "", written))

    def define(self, term: Term, meaning: Term) -> None:
        """Give the term the value of its definition."""
        self.ensure(meaning)
        if not self.ledger.knows(term):
            self.step("definition", term)

    def opaque(self, term: Term) -> None:
        """Make the term a kernel, or the same as one whose arguments are equal."""
        values = [self.ensure(part) for part in term.args]
        for other in self.ledger.kernels:
            if other.head == term.head and len(other.args) == len(term.args) and other.args:
                theirs = [self.ledger.value(part) for part in other.args]
                if all(self.ledger.field.equal(a, b) for a, b in zip(values, theirs, strict=True)):
                    self.step("congruence", term, other)
                    return
                if other.head in ODD and self.ledger.field.is_zero(self.ledger.field.add(values[0], theirs[0])):
                    self.step("odd function", term, other)
                    return
        if term.head == "const":
            raise CertificateError("not a number")
        self.step("kernel", term)

    def require_order(self, order: int) -> None:
        """Start again unless the root of unity has an order that ``order`` divides."""
        needed = math.lcm(order, self.hints.order or 1, 4)
        if needed != self.hints.order:
            if needed > MAX_ORDER:
                raise CertificateError("a root of unity of too high an order")
            self.hints.order = needed
            raise RestartError

    def constant(self, value: Ratio) -> Fraction | None:
        """The rational number that a value is, or ``None``."""
        if not value.numerator.is_constant() or not value.denominator.is_one():
            return None
        return Fraction(0) if value.numerator.is_zero() else fraction(value.numerator.leading_coefficient())

    def monomials(self, value: Ratio) -> list[tuple[Fraction, Term]]:
        """The value as rational multiples of products of kernels over its denominator."""
        below = self.polynomial_term(value.denominator)
        inverse = () if below == terms.ONE else (terms.power(below, terms.MINUS_ONE),)
        rows = []
        for monomial, coefficient in value.numerator.to_dict().items():
            atom = terms.mul((*self._kernel_powers(monomial), *inverse))
            scale = atom.args[0].number if atom.head == "mul" and atom.args[0].is_number else Fraction(1)
            rows.append((fraction(coefficient) * scale, terms.mul((terms.number(1 / scale), atom))))
        return rows

    def polynomial_term(self, polynomial: fmpq_mpoly) -> Term:
        """A polynomial in kernels as a term."""
        return terms.add(self.monomial_term(*row) for row in polynomial.to_dict().items())

    def monomial_term(self, monomial: tuple[int, ...], coefficient: fmpq) -> Term:
        """A monomial in kernels as a term."""
        return terms.mul((terms.number(fraction(coefficient)), *self._kernel_powers(monomial)))

    def term_of(self, value: Ratio) -> Term:
        """A value as a term."""
        return terms.divide(self.polynomial_term(value.numerator), self.polynomial_term(value.denominator))

    def _kernel_powers(self, monomial: tuple[int, ...]) -> list[Term]:
        last = len(monomial) - 1
        found = []
        for index, kernel in enumerate(self.ledger.kernels):
            times = int(monomial[last - index])
            if times:
                quarter = self.hints.order // 4
                if self.hints.order and kernel == root_of_unity(self.hints.order) and times == quarter:
                    found.append(I)
                else:
                    found.append(terms.power(kernel, terms.number(times)))
        return found


def fraction(value: fmpq) -> Fraction:
    """An exact rational of flint as one of Python's."""
    return Fraction(int(value.p), int(value.q))


def _arithmetic_leaves(root: Term) -> list[Term]:
    """The maximal subterms that are not sums, products or integer powers, in order."""
    found: dict[Term, None] = {}
    stack = [root]
    while stack:
        term = stack.pop()
        integer_power = term.head == "pow" and term.args[1].is_number and term.args[1].number.denominator == 1
        if term.head in ("add", "mul"):
            stack.extend(reversed(term.args))
        elif integer_power:
            stack.append(term.args[0])
        elif term.head != "num":
            found[term] = None
    return list(found)
