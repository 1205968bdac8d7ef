"""Proposes the steps of an identity proof to the proof kernel, which accepts or refuses each.

Functions are written through exponentials; exponents are split over monomials; radicands and arguments of
logarithms are factored. Nothing here is trusted: the ledger checks every step as it is made.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from flint import fmpq, fmpq_mpoly, fmpz

from trivium.cas.certificate import terms
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.expansions import companion, expand
from trivium.cas.certificate.field import CapacityError, Ratio
from trivium.cas.certificate.ledger import ODD, Ledger, Powers, root_of_unity
from trivium.cas.certificate.model import Identity, Step
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.signs import NEGATIVE, POSITIVE
from trivium.cas.certificate.terms import PI, I, Term
from trivium.cas.decide.budget import Budget
from trivium.cas.errors import CertificateError

MAX_RESTARTS = 12
MAX_ORDER = 240
MAX_DEPTH = 60
_INVERSE = frozenset({"asin", "atan", "asinh", "acosh", "atanh"})
_OPAQUE_CONSTANTS = frozenset({"pi", "EulerGamma", "Catalan"})
_HALF = Fraction(1, 2)
_ROOT_ORDERS = {2: 8, 3: 12, 5: 20}


class RestartError(Exception):
    """Something was learnt that must be known from the beginning."""


@dataclass(slots=True)
class Hints:
    """What is carried from one attempt to the next."""

    quanta: dict[Term, Fraction] = field(default_factory=dict)
    """For each exponent, the common divisor of its coefficients."""
    order: int = 0
    """The order of the root of unity, 0 where none is needed."""
    first: list[Term] = field(default_factory=list)
    """Terms whose kernels must come before others."""
    capacity: int = 16


def propose_identity(
    lhs: Term,
    rhs: Term,
    regions: Mapping[str, Region],
    facts: Iterable[Term],
    budget: Budget,
    *,
    logarithmic: bool = False,
) -> Identity | None:
    """The steps of a proof that the sides are equal, or ``None``; inverse functions as logarithms on request."""
    hints = Hints()
    for _ in range(MAX_RESTARTS):
        proposer = Proposer(Ledger(regions, facts, hints.capacity), hints, budget, logarithmic)
        try:
            for term in (*hints.first, lhs, rhs):
                proposer.ensure(term)
            if proposer.ledger.equal(lhs, rhs):
                return Identity(tuple(proposer.steps))
        except RestartError:
            continue
        except CapacityError:
            hints.capacity *= 2
            continue
        except CertificateError:
            return None
        return None
    return None


class Proposer:
    """One attempt."""

    def __init__(self, ledger: Ledger, hints: Hints, budget: Budget, logarithmic: bool) -> None:
        self.ledger = ledger
        self.steps: list[Step] = []
        self._hints = hints
        self._budget = budget
        self._logarithmic = logarithmic
        self._kernels: list[Term] = []
        self._depth = 0

    def ensure(self, root: Term) -> Ratio:
        """Give every transcendental subterm a value; raises :class:`CertificateError` where that fails."""
        self._budget.require_time()
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise CertificateError("nested too deeply to be normalised")
        for term in _arithmetic_leaves(root):
            if not self.ledger.knows(term):
                self._special(term)
        self._depth -= 1
        return self.ledger.value(root)

    def _step(self, rule: str, term: Term, value: Term | None = None, powers: Powers = ()) -> None:
        self.ledger.apply(rule, term, value, powers)
        if rule == "kernel":
            self._kernels.append(term)
        written = tuple((terms.write(base), times) for base, times in powers)
        self.steps.append(Step(rule, terms.write(term), terms.write(value) if value else "", written))

    def _special(self, term: Term) -> None:
        match term.head:
            case "const" if term == I:
                self._imaginary_unit()
            case "symbol":
                self._step("kernel", term)
            case "const" if term.name in _OPAQUE_CONSTANTS:
                self._step("kernel", term)
            case "exp":
                self._exponential(term)
            case "log":
                self._logarithm(term)
            case "pow":
                self._power(term)
            case "rgamma":
                self._gamma(term)
            case "abs" if self.ledger.signs.of(term.args[0]) & (NEGATIVE | POSITIVE) == NEGATIVE | POSITIVE:
                self._absolute(term)
            case _:
                meaning = None
                if term.head not in _INVERSE or self._logarithmic:
                    meaning = expand(term, self.ledger.signs)
                if meaning is None:
                    self._opaque(term)
                else:
                    self.ensure(meaning)
                    self._step("definition", term)

    def _opaque(self, term: Term) -> None:
        """A kernel, or the same as one whose arguments are equal."""
        values = [self.ensure(part) for part in term.args]
        for other in self._kernels:
            if other.head == term.head and len(other.args) == len(term.args) and other.args:
                theirs = [self.ledger.value(part) for part in other.args]
                if all(self.ledger.field.equal(a, b) for a, b in zip(values, theirs, strict=True)):
                    self._step("congruence", term, other)
                    return
                if other.head in ODD and self.ledger.field.is_zero(self.ledger.field.add(values[0], theirs[0])):
                    self._step("odd function", term, other)
                    return
        if term.head == "const":
            raise CertificateError("not a number")
        self._step("kernel", term)

    def _imaginary_unit(self) -> None:
        order = self._hints.order
        if not order:
            self._step("kernel", I)
            return
        zeta = root_of_unity(order)
        if not self.ledger.knows(zeta):
            self._step("kernel", zeta)
        self._step("imaginary unit", I, None, ((zeta, Fraction(order, 4)),))

    def _require_order(self, order: int) -> None:
        needed = math.lcm(order, self._hints.order or 1, 4)
        if needed != self._hints.order:
            if needed > MAX_ORDER:
                raise CertificateError("a root of unity of too high an order")
            self._hints.order = needed
            raise RestartError

    # exponentials

    def _exponential(self, term: Term) -> None:
        value = self.ensure(term.args[0])
        powers: list[tuple[Term, Fraction]] = []
        for coefficient, atom in self._monomials(value):
            powers.extend(self._exponential_factor(coefficient, atom))
        if len(powers) == 1 and powers[0] == (term, Fraction(1)):
            return
        if not self.ledger.knows(term):
            self._step("exponential", term, None, tuple(powers))

    def _exponential_factor(self, coefficient: Fraction, atom: Term) -> list[tuple[Term, Fraction]]:
        imaginary, rest = _split_imaginary(atom)
        if imaginary and rest == PI:
            return self._turn(coefficient)
        if atom.head == "log":
            self.ensure(terms.power(atom.args[0], terms.number(coefficient)))
            return [(atom, coefficient)]
        inner = rest if imaginary else atom
        stands_for = companion(inner)
        if stands_for is not None and coefficient.denominator == 1 and (I in _factors(stands_for[0])) == imaginary:
            self.ensure(stands_for[0])
            self.ensure(stands_for[1])
            return [(inner, coefficient)]
        return self._exponential_kernel(coefficient, atom)

    def _turn(self, half_turns: Fraction) -> list[tuple[Term, Fraction]]:
        if half_turns.denominator <= 2:
            self.ensure(terms.mul((I, PI)))
            return [(PI, half_turns)]
        self._require_order(2 * half_turns.denominator)
        zeta = root_of_unity(self._hints.order)
        self.ensure(terms.mul((I, PI)))
        return [(zeta, half_turns * self._hints.order / 2)]

    def _exponential_kernel(self, coefficient: Fraction, atom: Term) -> list[tuple[Term, Fraction]]:
        quantum = self._hints.quanta.get(atom)
        common = abs(coefficient) if quantum is None else _common_divisor(quantum, coefficient)
        self._hints.quanta[atom] = common
        if quantum is not None and common != quantum:
            raise RestartError
        kernel = terms.call("exp", terms.mul((terms.number(common), atom)))
        if not self.ledger.knows(kernel):
            self.ensure(kernel.args[0])
            self._step("kernel", kernel)
        return [(kernel, coefficient / common)]

    def _monomials(self, value: Ratio) -> list[tuple[Fraction, Term]]:
        """The value as rational multiples of products of kernels over its denominator."""
        below = self._polynomial_term(value.denominator)
        inverse = () if below == terms.ONE else (terms.power(below, terms.MINUS_ONE),)
        rows = []
        for monomial, coefficient in value.numerator.to_dict().items():
            atom = terms.mul((*self._kernel_powers(monomial), *inverse))
            scale = atom.args[0].number if atom.head == "mul" and atom.args[0].is_number else Fraction(1)
            rows.append((_fraction(coefficient) * scale, terms.mul((terms.number(1 / scale), atom))))
        return rows

    def _kernel_powers(self, monomial: tuple[int, ...]) -> list[Term]:
        last = len(monomial) - 1
        found = []
        for index, kernel in enumerate(self._kernels):
            times = int(monomial[last - index])
            if times:
                quarter = self._hints.order // 4
                if self._hints.order and kernel == root_of_unity(self._hints.order) and times == quarter:
                    found.append(I)
                else:
                    found.append(terms.power(kernel, terms.number(times)))
        return found

    def _polynomial_term(self, polynomial: fmpq_mpoly) -> Term:
        rows = [
            terms.mul((terms.number(_fraction(coefficient)), *self._kernel_powers(monomial)))
            for monomial, coefficient in polynomial.to_dict().items()
        ]
        return terms.add(rows)

    # factors of radicands and of arguments of logarithms

    def _factored(self, value: Ratio) -> tuple[Fraction, list[tuple[Term, int]]]:
        """A constant and irreducible factors with their multiplicities."""
        content, above = value.numerator.factor()
        scale, below = value.denominator.factor()
        factors = [(self._polynomial_term(factor), int(times)) for factor, times in above]
        factors += [(self._polynomial_term(factor), -int(times)) for factor, times in below]
        return _fraction(content) / _fraction(scale), factors

    def _split_by_sign(
        self, constant: Fraction, factors: list[tuple[Term, int]], *, even_as_absolute: bool
    ) -> tuple[bool, list[tuple[Term, Fraction]], list[tuple[Term, int]]]:
        """Whether a minus sign is left over, the factors that are not negative, and the others."""
        negative = constant < 0
        positive = [(terms.number(prime), Fraction(times)) for prime, times in _prime_powers(abs(constant))]
        others = []
        for factor, times in factors:
            mask = self.ledger.signs.of(factor)
            if mask and not mask & NEGATIVE:
                positive.append((factor, Fraction(times)))
            elif mask and not mask & POSITIVE:
                positive.append((self._opposite(factor), Fraction(times)))
                negative ^= times % 2 == 1
            elif mask and even_as_absolute and times % 2 == 0:
                positive.append((terms.call("abs", factor), Fraction(times)))
            else:
                others.append((factor, times))
        return negative, positive, others

    def _opposite(self, factor: Term) -> Term:
        rows = factor.args if factor.head == "add" else (factor,)
        return terms.add(terms.negate(row) for row in rows)

    def _logarithm(self, term: Term) -> None:
        value = self.ensure(term.args[0])
        if self._angular_logarithm(term, value):
            return
        constant, factors = self._factored(value)
        negative, positive, others = self._split_by_sign(constant, factors, even_as_absolute=True)
        powers = [self._logarithm_base(base, times) for base, times in positive]
        if others:
            free = terms.mul(
                [terms.number(-1 if negative else 1), *(terms.power(f, terms.number(k)) for f, k in others)]
            )
            if not positive or len(positive) == 0 or free == term.args[0]:
                self._opaque(term)
                return
            powers.append((free, Fraction(1)))
        elif negative:
            powers.append((PI, Fraction(1)))
            self.ensure(terms.mul((I, PI)))
        if [base for base, _ in powers] == [term.args[0]]:
            self._opaque(term)
            return
        for base, times in powers:
            if base != PI:
                self.ensure(base if base.head == "exp" else terms.call("log", base))
                self.ensure(terms.power(base, terms.number(times)))
        if not self.ledger.knows(term):
            self._step("logarithm", term, None, tuple(powers))

    def _logarithm_base(self, base: Term, times: Fraction) -> tuple[Term, Fraction]:
        """A root as a fraction of the logarithm of its radicand."""
        if base.head == "pow" and base.args[1].is_number and self.ledger.signs.nonnegative(base.args[0]):
            return base.args[0], times * base.args[1].number
        return base, times

    def _angular_logarithm(self, term: Term, value: Ratio) -> bool:
        """``log(c) = log(abs(c)) + I*angle`` for a constant whose angle is a simple fraction of a turn."""
        argument = term.args[0]
        if terms.symbols(argument) or self.ledger.signs.real(argument):
            return False
        try:
            ball = enclose(argument, {}, 128)
        except UndefinedError:
            return False
        turn = Fraction(float(ball.arg().mid()) / math.pi).limit_denominator(60)
        norm = Fraction(float((abs(ball) ** 2).mid())).limit_denominator(10**6)
        self._turn(turn)
        size = terms.number(norm)
        powers: list[tuple[Term, Fraction]] = [(PI, turn)]
        if turn.denominator > 2:
            self.ensure(terms.call("exp", terms.mul((terms.number(turn), I, PI))))
        if norm != 1:
            self.ensure(terms.call("log", size))
            self.ensure(terms.power(size, terms.number(_HALF)))
            powers.append((size, _HALF))
        try:
            self._step("logarithm", term, None, tuple(powers))
        except CertificateError:
            return False
        return True

    def _absolute(self, term: Term) -> None:
        constant, factors = self._factored(self.ensure(term.args[0]))
        parts = [terms.number(abs(constant))]
        for factor, times in factors:
            known = self.ledger.signs.nonnegative(factor)
            base = factor if known else terms.call("abs", factor)
            parts.append(terms.power(base, terms.number(times)))
        value = terms.mul(parts)
        if value == term or (value.head == "abs" and value.args[0] == term.args[0]):
            self._opaque(term)
            return
        self.ensure(value)
        if not self.ledger.knows(term):
            self._step("absolute value", term, value)

    # powers

    def _power(self, term: Term) -> None:
        base, exponent = term.args
        if exponent.is_number:
            if exponent.number.numerator == 1:
                self._root(term, exponent.number.denominator)
            else:
                self.ensure(terms.power(base, terms.number(Fraction(1, exponent.number.denominator))))
                self._step("power of a root", term)
            return
        if not self.ledger.signs.nonzero(base):
            self._opaque(term)
            return
        self.ensure(terms.call("exp", terms.mul((exponent, terms.call("log", base)))))
        self._step("power", term)

    def _root(self, term: Term, degree: int) -> None:
        value = self.ensure(term.args[0])
        if degree == 2 and self._denested(term, value):
            return
        constant, factors = self._factored(value)
        negative, positive, others = self._split_by_sign(constant, factors, even_as_absolute=degree == 2)
        parts = [self._root_part(base, times / degree) for base, times in positive]
        if others:
            signed = terms.number(-1 if negative else 1)
            rest = terms.mul([signed, *(terms.power(f, terms.number(k)) for f, k in others)])
            parts.append(terms.power(rest, terms.number(Fraction(1, degree))))
        elif negative:
            parts.append(I if degree == 2 else terms.call("exp", terms.mul((terms.number(Fraction(1, degree)), I, PI))))
        proposed = terms.mul(parts)
        if proposed == term:
            self._root_kernel(term, degree)
            return
        self.ensure(proposed)
        if not self.ledger.knows(term):
            self._step("root", term, proposed)

    def _root_part(self, base: Term, exponent: Fraction) -> Term:
        whole = math.floor(exponent)
        rest = exponent - whole
        parts = [terms.power(base, terms.number(piece)) for piece in (Fraction(whole), rest) if piece]
        return terms.mul(parts)

    def _root_kernel(self, term: Term, degree: int) -> None:
        radicand = term.args[0]
        if degree == 2 and radicand.is_number and self._hints.order and radicand.number in _ROOT_ORDERS:
            prime = int(radicand.number)
            self._require_order(_ROOT_ORDERS[prime])
            self.ensure(I)
            self._step("root", term, _quadratic_root(prime, self._hints.order))
            return
        self._opaque(term)

    def _denested(self, term: Term, value: Ratio) -> bool:
        """``sqrt(a + b*sqrt(c)) = sqrt(d) + sqrt(e)`` where ``a**2 - b**2*c`` is a square."""
        if terms.symbols(term) or not value.denominator.is_one() or len(value.numerator) != 2:
            return False
        rows = self._monomials(value)
        rational = [scale for scale, atom in rows if atom == terms.ONE]
        surds = [(scale, atom) for scale, atom in rows if atom.head == "pow"]
        if len(rational) != 1 or len(surds) != 1 or surds[0][1].args[1].number != _HALF:
            return False
        (scale, atom), a = surds[0], rational[0]
        if not atom.args[0].is_number:
            return False
        root = _rational_root(a * a - scale * scale * atom.args[0].number)
        if root is None or a <= 0:
            return False
        halves = [terms.power(terms.number((a + sign * root) / 2), terms.number(_HALF)) for sign in (1, -1)]
        second = halves[1] if scale > 0 else terms.negate(halves[1])
        proposed = terms.add((halves[0], second))
        self.ensure(proposed)
        self._step("root", term, proposed)
        return True

    def _gamma(self, term: Term) -> None:
        if expand(term, self.ledger.signs) is not None:
            self.ensure(expand(term, self.ledger.signs) or term)
            self._step("definition", term)
            return
        argument = self.ensure(term.args[0])
        for other in [kernel for kernel in self._kernels if kernel.head == "rgamma"]:
            gap = self._constant(self.ledger.field.subtract(self.ledger.value(other.args[0]), argument))
            if gap is None or gap.denominator != 1:
                continue
            if gap < 0:
                self._hints.first.insert(0, term)
                raise RestartError
            if gap == 0:
                self._step("congruence", term, other)
            else:
                self._step("gamma shift", term, None, ((other, gap),))
            return
        if argument.numerator.is_constant() and self._numeric_gamma(term, argument):
            return
        self._step("kernel", term)

    def _numeric_gamma(self, term: Term, argument: Ratio) -> bool:
        """Half-integers shift to ``1/gamma(1/2)``, other fractions to their value in ``(0, 1]`` plus one."""
        value = self._constant(argument)
        if value is None or value.denominator != 2 or value > _HALF:
            return False
        half = terms.call("rgamma", terms.HALF)
        self.ensure(half)
        self._step("gamma shift", term, None, ((half, _HALF - value),))
        return True

    def _constant(self, value: Ratio) -> Fraction | None:
        if not value.numerator.is_constant() or not value.denominator.is_one():
            return None
        return Fraction(0) if value.numerator.is_zero() else _fraction(value.numerator.leading_coefficient())


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


def _factors(term: Term) -> tuple[Term, ...]:
    return term.args if term.head == "mul" else (term,)


def _split_imaginary(atom: Term) -> tuple[bool, Term]:
    factors = _factors(atom)
    if I not in factors:
        return False, atom
    return True, terms.mul(factor for factor in factors if factor != I)


def _fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def _common_divisor(left: Fraction, right: Fraction) -> Fraction:
    denominator = math.lcm(left.denominator, right.denominator)
    return Fraction(math.gcd(int(left * denominator), int(right * denominator)), denominator)


def _prime_powers(value: Fraction) -> list[tuple[int, int]]:
    """Primes with their exponents; numbers too large to factor quickly stay whole."""
    found = []
    for number, sign in ((value.numerator, 1), (value.denominator, -1)):
        if number == 1:
            continue
        parts = fmpz(number).factor() if number.bit_length() <= 160 else [(number, 1)]
        found += [(int(prime), sign * int(times)) for prime, times in parts]
    return found


def _rational_root(value: Fraction) -> Fraction | None:
    if value < 0:
        return None
    root = Fraction(math.isqrt(value.numerator), math.isqrt(value.denominator))
    return root if root * root == value else None


def _quadratic_root(prime: int, order: int) -> Term:
    """``sqrt(2)``, ``sqrt(3)`` or ``sqrt(5)`` by Gauss sums of a root of unity."""
    zeta = root_of_unity(order)
    step = order // (5 if prime == 5 else _ROOT_ORDERS[prime])
    pair = terms.add((terms.power(zeta, terms.number(step)), terms.power(zeta, terms.number(-step))))
    return terms.add((terms.ONE, terms.mul((terms.TWO, pair)))) if prime == 5 else pair
