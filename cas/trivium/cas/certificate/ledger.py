"""The proof kernel: a ledger of terms and their values, to which a step adds one only when its rule allows it.

A value is a rational function of kernels. Rules hold wherever every subterm of the claim is defined; each rule
method says on which condition, and refuses with :class:`CertificateError` where that is not certain on the domain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from flint import fmpz_poly

from trivium.cas.certificate import terms
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.expansions import companion, expand
from trivium.cas.certificate.field import Field, Ratio
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import PI, I, Term
from trivium.cas.errors import CertificateError

Powers = tuple[tuple[Term, Fraction], ...]

MAX_EXPONENT = 10**6
MAX_SHIFT = 300
MAX_CYCLOTOMIC = 360
ODD = frozenset({"asin", "atan", "asinh", "atanh", "erf", "erfi", "Si", "Shi"})
_ARITHMETIC = frozenset({"num", "add", "mul"})


def nonzero_facts(*roots: Term) -> frozenset[Term]:
    """Terms that cannot vanish where every subterm of the roots is defined."""
    facts: set[Term] = set()
    for term in terms.postorder(*roots):
        if (term.head == "pow" and term.args[1].is_number and term.args[1].number < 0) or term.head == "log":
            facts |= _factors(term.args[0])
    return frozenset(facts)


def _factors(term: Term) -> set[Term]:
    found = {term}
    stack = [term]
    while stack:
        part = stack.pop()
        below: tuple[Term, ...] = ()
        if part.head == "mul":
            below = part.args
        elif part.head in ("abs", "conjugate") or (part.head == "pow" and _is_positive_number(part.args[1])):
            below = part.args[:1]
        found.update(below)
        stack.extend(below)
    return found


def _is_positive_number(term: Term) -> bool:
    return term.is_number and term.number > 0


class Ledger:
    """Values of terms on a domain, built step by step."""

    def __init__(self, regions: Mapping[str, Region], facts: Iterable[Term], capacity: int) -> None:
        self.signs = Signs(regions, facts)
        self.field = Field(capacity)
        self._values: dict[Term, Ratio] = {}
        self._rules: Mapping[str, Callable[[Term, Term | None, Powers], Ratio]] = {
            "kernel": self._kernel,
            "imaginary unit": self._imaginary_unit,
            "definition": self._definition,
            "congruence": self._congruence,
            "odd function": self._odd_function,
            "exponential": self._exponential,
            "power": self._power,
            "root": self._root,
            "power of a root": self._power_of_root,
            "logarithm": self._logarithm,
            "absolute value": self._absolute,
            "gamma shift": self._gamma_shift,
        }

    def knows(self, term: Term) -> bool:
        """Whether a step has given the term a value."""
        return term in self._values

    def apply(self, rule: str, term: Term, value: Term | None = None, powers: Powers = ()) -> Ratio:
        """Add the value of ``term`` by ``rule``; raises :class:`CertificateError` where the rule does not allow it."""
        if rule not in self._rules:
            raise CertificateError(f"unknown rule {rule!r}")
        if term in self._values:
            raise CertificateError(f"{terms.write(term)} has a value already")
        found = self._rules[rule](term, value, powers)
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

    def _kernel(self, term: Term, value: Term | None, powers: Powers) -> Ratio:
        """A term stands for itself; it brings the algebraic relation that its head implies."""
        if term.head in _ARITHMETIC or _integer_exponent(term) is not None:
            raise CertificateError("arithmetic is not a kernel")
        relation = self._relation(term)
        index, generator = self.field.generator()
        if relation is not None:
            self.field.relate(index, *relation(generator))
        return generator

    def _relation(self, term: Term) -> Callable[[Ratio], tuple[int, Ratio]] | None:
        if term == I:
            return lambda _: (2, self.field.number(Fraction(-1)))
        if term.head == "pow" and term.args[1].is_number and term.args[1].number.numerator == 1:
            base = self.value(term.args[0])
            degree = term.args[1].number.denominator
            return lambda _: (degree, base)
        if term.head == "abs" and self.signs.real(term.args[0]):
            square = self.field.power(self.value(term.args[0]), 2)
            return lambda _: (2, square)
        if term.head == "exp":
            order = root_of_unity_order(term)
            if order is not None:
                return lambda generator: self._cyclotomic(order, generator)
            if self._is_integer_half_turn(term.args[0]):
                whole_turns = any(part.is_number and part.number % 2 == 0 for part in term.args[0].args)
                return lambda _: (1 if whole_turns else 2, self.field.one)
        return None

    def _cyclotomic(self, order: int, generator: Ratio) -> tuple[int, Ratio]:
        if order > MAX_CYCLOTOMIC:
            raise CertificateError("a root of unity of too high an order")
        polynomial = fmpz_poly.cyclotomic(order)
        degree = int(polynomial.degree())
        lower = (
            self.field.multiply(self.field.number(Fraction(-int(polynomial[k]))), self.field.power(generator, k))
            for k in range(degree)
        )
        return degree, self.field.sum(lower)

    def _is_integer_half_turn(self, argument: Term) -> bool:
        """Whether the argument is ``I*pi*n`` with a certain integer ``n``."""
        if argument.head != "mul" or I not in argument.args or PI not in argument.args:
            return False
        rest = list(argument.args)
        rest.remove(I)
        rest.remove(PI)
        return all(self.signs.integer(part) for part in rest)

    def _imaginary_unit(self, term: Term, value: Term | None, powers: Powers) -> Ratio:
        """``I = exp(2*pi*I/N)**(N/4)``."""
        if term != I or len(powers) != 1:
            raise CertificateError("this rule gives a value to I")
        order = root_of_unity_order(powers[0][0])
        if order is None or powers[0][1] != Fraction(order, 4) or order % 4:
            raise CertificateError("not the power of a root of unity that is I")
        return self.field.power(self._known(powers[0][0]), order // 4)

    def _definition(self, term: Term, value: Term | None, powers: Powers) -> Ratio:
        """The function is what its definition says."""
        meaning = expand(term, self.signs)
        if meaning is None:
            raise CertificateError(f"{terms.write(term)[:200]} has no definition on this domain")
        return self.value(meaning)

    def _congruence(self, term: Term, value: Term | None, powers: Powers) -> Ratio:
        """The same function at equal arguments."""
        if value is None or term.head != value.head or len(term.args) != len(value.args) or not term.args:
            raise CertificateError("not the same function")
        if not all(self.equal(mine, other) for mine, other in zip(term.args, value.args, strict=True)):
            raise CertificateError("the arguments are not equal")
        return self._known(value)

    def _odd_function(self, term: Term, value: Term | None, powers: Powers) -> Ratio:
        """``f(-z) = -f(z)``; the principal inverse functions are odd on their cuts as well."""
        if value is None or term.head != value.head or term.head not in ODD:
            raise CertificateError("not the same odd function")
        total = self.field.add(self.value(term.args[0]), self.value(value.args[0]))
        if not self.field.is_zero(total):
            raise CertificateError("the arguments are not opposite")
        return self.field.subtract(self.field.zero, self._known(value))

    def _exponential(self, term: Term, value: Term | None, powers: Powers) -> Ratio:
        """``exp`` of a sum of multiples is the product of powers."""
        if term.head != "exp":
            raise CertificateError("this rule is for exp")
        total, product = self.field.zero, self.field.one
        for base, times in powers:
            exponent, factor = self._exponential_part(base, times)
            total = self.field.add(total, exponent)
            product = self.field.multiply(product, factor)
        if not self.field.equal(total, self.value(term.args[0])):
            raise CertificateError("the exponents do not add up")
        return product

    def _exponential_part(self, base: Term, times: Fraction) -> tuple[Ratio, Ratio]:
        scale = self.field.number(times)
        if base.head == "exp" and times.denominator == 1:
            exponent = self.field.multiply(scale, self.value(base.args[0]))
            return exponent, self.field.power(self._known(base), int(times))
        if base.head == "log":
            exponent = self.field.multiply(scale, self._known(base))
            return exponent, self.value(terms.power(base.args[0], terms.number(times)))
        if base == PI:
            exponent = self.field.multiply(scale, self.value(terms.mul((I, PI))))
            return exponent, self._turn(times)
        stands_for = companion(base)
        if stands_for is None or times.denominator != 1:
            raise CertificateError(f"{terms.write(base)[:200]} is no factor of an exponential")
        exponent = self.field.multiply(scale, self.value(stands_for[0]))
        return exponent, self.field.power(self.value(stands_for[1]), int(times))

    def _turn(self, half_turns: Fraction) -> Ratio:
        """``exp(I*pi*r)``."""
        if half_turns.denominator <= 2:
            return self.field.power(self.value(I), int(2 * half_turns) % 4)
        return self.value(terms.call("exp", terms.mul((terms.number(half_turns), I, PI))))

    def _power(self, term: Term, value: Term | None, powers: Powers) -> Ratio:
        """``b**e = exp(e*log(b))`` where ``b`` is not zero."""
        if term.head != "pow" or not self.signs.nonzero(term.args[0]):
            raise CertificateError("the base of a power may vanish")
        return self._known(terms.call("exp", terms.mul((term.args[1], terms.call("log", term.args[0])))))

    def _root(self, term: Term, value: Term | None, powers: Powers) -> Ratio:
        """``b**(1/q) = v`` when ``v**q = b`` and the angle of ``v`` lies in ``(-pi/q, pi/q]``."""
        if term.head != "pow" or value is None or not term.args[1].is_number or term.args[1].number.numerator != 1:
            raise CertificateError("this rule is for roots")
        degree = term.args[1].number.denominator
        found = self.value(value)
        if not self.field.equal(self.field.power(found, degree), self.value(term.args[0])):
            raise CertificateError("the power of the root is not the radicand")
        if not self._principal(value, degree):
            raise CertificateError("the root may not be the principal one")
        return found

    def _principal(self, value: Term, degree: int) -> bool:
        factors = value.args if value.head == "mul" else (value,)
        turned = [factor for factor in factors if not self.signs.nonnegative(factor)]
        if not turned or self.signs.nonnegative(value):
            return True
        if not terms.symbols(value) and _inside_sector(value, degree):
            return True
        return len(turned) == 1 and _turn_within(turned[0], degree)

    def _power_of_root(self, term: Term, value: Term | None, powers: Powers) -> Ratio:
        """``b**(p/q) = (b**(1/q))**p``."""
        if term.head != "pow" or not term.args[1].is_number:
            raise CertificateError("this rule is for rational powers")
        exponent = term.args[1].number
        if exponent.denominator == 1 or exponent.numerator == 1 or abs(exponent.numerator) > MAX_EXPONENT:
            raise CertificateError("this rule is for rational powers")
        root = terms.power(term.args[0], terms.number(Fraction(1, exponent.denominator)))
        return self.field.power(self._known(root), exponent.numerator)

    def _logarithm(self, term: Term, value: Term | None, powers: Powers) -> Ratio:
        """The logarithm of a product of positive factors, at most one other factor, and a turn."""
        if term.head != "log":
            raise CertificateError("this rule is for log")
        total, product, free = self.field.zero, self.field.one, 0
        decreasing = any(times < 0 for _, times in powers)
        for base, times in powers:
            if base == PI:
                if not -1 < times <= 1:
                    raise CertificateError("a turn beyond the principal branch")
                part, factor, free = self._angle(times), self._turn(times), free + 1
            else:
                part, factor = self._logarithm_part(base, times)
                if not self._has_real_logarithm(base, decreasing):
                    if not 0 < times <= 1:
                        raise CertificateError(f"{terms.write(base)[:200]} may not be positive")
                    free += 1
            total, product = self.field.add(total, part), self.field.multiply(product, factor)
        if free > 1:
            raise CertificateError("the angles of two factors may add up beyond the principal branch")
        if not self.field.equal(product, self.value(term.args[0])):
            raise CertificateError("the factors do not multiply to the argument")
        return total

    def _angle(self, half_turns: Fraction) -> Ratio:
        return self.field.multiply(self.field.number(half_turns), self.value(terms.mul((I, PI))))

    def _logarithm_part(self, base: Term, times: Fraction) -> tuple[Ratio, Ratio]:
        scale = self.field.number(times)
        factor = self.value(terms.power(base, terms.number(times)))
        if base.head == "exp":
            if not self.signs.real(base.args[0]):
                raise CertificateError("the logarithm of an exponential that may not be real")
            return self.field.multiply(scale, self.value(base.args[0])), factor
        return self.field.multiply(scale, self._known(terms.call("log", base))), factor

    def _has_real_logarithm(self, base: Term, decreasing: bool) -> bool:
        if self.signs.positive(base):
            return True
        return self.signs.nonnegative(base) and (not decreasing or self.signs.nonzero(base))

    def _absolute(self, term: Term, value: Term | None, powers: Powers) -> Ratio:
        """``abs(a) = v`` when both are real, ``v`` is not negative and the squares agree."""
        if term.head != "abs" or value is None or not self.signs.real(term.args[0]):
            raise CertificateError("this rule is for abs of a real number")
        if not self.signs.nonnegative(value):
            raise CertificateError("an absolute value may be negative")
        found = self.value(value)
        if not self.field.equal(self.field.power(found, 2), self.field.power(self.value(term.args[0]), 2)):
            raise CertificateError("the squares differ")
        return found

    def _gamma_shift(self, term: Term, value: Term | None, powers: Powers) -> Ratio:
        """``1/gamma(z) = z*(z+1)*...*(z+n-1) / gamma(z+n)``."""
        if term.head != "rgamma" or len(powers) != 1 or powers[0][0].head != "rgamma":
            raise CertificateError("this rule is for rgamma")
        shifted, count = powers[0]
        if count.denominator != 1 or not 0 < count <= MAX_SHIFT:
            raise CertificateError("a shift that is not a small positive integer")
        argument = self.value(term.args[0])
        if not self.field.equal(self.field.add(argument, self.field.number(count)), self.value(shifted.args[0])):
            raise CertificateError("the arguments do not differ by the shift")
        product = self._known(shifted)
        for index in range(int(count)):
            product = self.field.multiply(product, self.field.add(argument, self.field.number(Fraction(index))))
        return product

    def _known(self, term: Term) -> Ratio:
        if term not in self._values:
            raise CertificateError(f"no step gives a value to {terms.write(term)[:200]}")
        return self._values[term]


def root_of_unity_order(term: Term) -> int | None:
    """``N`` for the term ``exp(2*pi*I/N)`` with ``N > 2``."""
    if term.head != "exp" or term.args[0].head != "mul" or len(term.args[0].args) != 3:
        return None
    first, *rest = term.args[0].args
    if not first.is_number or set(rest) != {I, PI} or first.number <= 0 or (2 / first.number).denominator != 1:
        return None
    order = int(2 / first.number)
    return order if order > 2 else None


def root_of_unity(order: int) -> Term:
    """The term ``exp(2*pi*I/N)``."""
    return terms.call("exp", terms.mul((terms.number(Fraction(2, order)), I, PI)))


def _integer_exponent(term: Term) -> int | None:
    if term.head != "pow" or not term.args[1].is_number or term.args[1].number.denominator != 1:
        return None
    exponent = int(term.args[1].number)
    if abs(exponent) > MAX_EXPONENT:
        raise CertificateError("an exponent is too large to be multiplied out")
    return exponent


def _turn_within(factor: Term, degree: int) -> bool:
    """Whether the angle of a factor certainly lies in ``(-pi/degree, pi/degree]``."""
    if factor == I:
        return degree == 2
    if factor.head == "pow" and factor.args[1].is_number:
        exponent = factor.args[1].number
        return 0 < exponent <= Fraction(1, degree)
    if factor.head == "exp" and factor.args[0].head == "mul" and len(factor.args[0].args) == 3:
        first, *rest = factor.args[0].args
        bound = Fraction(1, degree)
        return first.is_number and set(rest) == {I, PI} and -bound < first.number <= bound
    return False


def _inside_sector(value: Term, degree: int) -> bool:
    try:
        ball = enclose(value, {}, 128)
    except UndefinedError:
        return False
    if ball.contains(0):
        return False
    # the angle of ball**degree would wrap; so the angle itself is bounded, by its own enclosure
    angle = ball.arg() * degree
    limit = enclose(PI, {}, 128).real
    return bool(-limit < angle and angle < limit)
