"""The expansion of a term at ``t -> 0+``: limits, Taylor coefficients and the behaviour at infinity.

The scales are ``exp(-phi)`` for each given ``phi`` (fastest first), ``t``, ``1/log(1/t)`` and ``1/log(log(1/t))``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from flint import acb, arb, fmpq

from trivium.cas.certificate import terms
from trivium.cas.certificate.asymptotic_functions import FUNCTIONS, NEAR_VARIABLE, expand_other
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.regularity import extent
from trivium.cas.certificate.series import Arithmetic, DepthError, Leading, Series, plus
from trivium.cas.certificate.sign_sets import NEGATIVE, POSITIVE
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import MINUS_ONE, ONE, ZERO, Term, add, call, mul, negate, power
from trivium.cas.errors import CertificateError

T = terms.symbol(NEAR_VARIABLE)
"""The variable that tends to zero from above."""

NEAR = Fraction(1, 2**20)
"""The bound of ``t`` within which signs are decided."""

MAX_DEPTH = 24
MAX_SCALES = 8
MAX_NESTING = 60


class ScaleError(CertificateError):
    """An exponential needs a scale of its own; ``infinite`` is the logarithm of its inverse."""

    def __init__(self, infinite: Term) -> None:
        self.infinite = infinite
        super().__init__("an exponential grows at a rate that is not among the scales")


class Expansion:
    """Expands terms in ``t``; ``vanishes`` decides which constant coefficients are zero."""

    def __init__(
        self, regions: Mapping[str, Region], scales: Sequence[Term], depth: int, vanishes: Callable[[Term], bool]
    ) -> None:
        if len(scales) > MAX_SCALES or any(extent(scale)[1] > MAX_NESTING for scale in scales):
            raise CertificateError("an expansion in too many scales, or in one that is nested too deeply")
        near = Region()
        near.above(Fraction(0), closed=False)
        near.below(NEAR, closed=False)
        self.signs = Signs({**regions, T.name: near})
        self.regions = {**regions, T.name: near}
        self.vanishes = vanishes
        self._exponential = tuple(scales)
        self.arithmetic = Arithmetic(len(scales) + 3, min(depth, MAX_DEPTH), vanishes)
        self._done: dict[Term, Series] = {}
        first = len(scales)
        self._logarithms = [
            self.arithmetic.monomial(first + 1, Fraction(-1), MINUS_ONE),
            self.arithmetic.monomial(first + 2, Fraction(-1), MINUS_ONE),
        ]
        self._exponents: list[Series] = []
        if scales:
            slower = Expansion(regions, scales[1:], depth, vanishes)
            self._exponents = [self._widen(series) for series in slower._phases()]
            self._exponents.insert(0, self._phase(self._widen(slower.expand(scales[0]))))

    def expand(self, root: Term) -> Series:
        """The series of a term; raises :class:`CertificateError`, of which DepthError and ScaleError can be mended."""
        if root not in self._done:
            split = _moduli(root, self.signs)
            for term in terms.postorder(split):
                if term not in self._done:
                    self._done[term] = self._expand(term)
            self._done[root] = self._done[split]
        return self._done[root]

    def limit(self, root: Term) -> Term:
        """The limit of a term, ``oo`` or ``-oo`` where it is infinite."""
        series, nought = self.expand(root), self.arithmetic.nought
        growing = Series(tuple(row for row in series.rows if row[0] < nought))
        leading = self.arithmetic.leading(growing)
        if leading is not None:
            return mul((terms.number(self.sign(leading.coefficient)), terms.constant("oo")))
        if series.error is not None and series.error <= nought:
            raise DepthError("the expansion does not reach the constant term")
        return add(coefficient for exponents, coefficient in series.rows if exponents == nought)

    def order(self, root: Term, least: Fraction) -> bool:
        """Whether a term is ``O(t**least)``."""
        bound = self.arithmetic.monomial(len(self._exponential), least).low
        series = self.expand(root)
        for exponents, coefficient in series.rows:
            if exponents >= bound:
                return True
            if not self.vanishes(coefficient):
                return False
        if series.error is None or series.error >= bound:
            return True
        raise DepthError("the expansion does not reach the order")

    def _phases(self) -> list[Series]:
        return self._exponents

    def _widen(self, series: Series) -> Series:
        rows = tuple(((Fraction(0), *exponents), coefficient) for exponents, coefficient in series.rows)
        return Series(rows, None if series.error is None else (Fraction(0), *series.error))

    def _phase(self, series: Series) -> Series:
        """The exponent of the fastest scale; refuses one that is not positive, infinite and faster than the rest."""
        leading = self.arithmetic.leading(series)
        slowest = self.arithmetic.monomial(len(self._exponential) + 1, Fraction(-1)).low
        bounds = [slowest, *(self.lead(other).exponents for other in self._exponents)]
        if leading is None or self.sign(leading.coefficient) < 0 or leading.exponents >= min(bounds):
            raise CertificateError("the scales of the expansion are not in order")
        return series

    def lead(self, series: Series) -> Leading:
        """The first term that does not vanish; refuses the zero series."""
        leading = self.arithmetic.leading(series)
        if leading is None:
            raise CertificateError("a function is taken at an argument that is zero")
        return leading

    def sign(self, coefficient: Term) -> int:
        """1 or -1; refuses a coefficient whose sign is not certain."""
        mask = self.signs.of(coefficient)
        if mask == POSITIVE:
            return 1
        if mask == NEGATIVE:
            return -1
        raise CertificateError(f"the sign of {terms.write(coefficient)[:120]} is not certain")

    def _expand(self, term: Term) -> Series:
        if T.name not in terms.symbols(term):
            if any(part.head == "const" and part.name == "oo" for part in terms.postorder(term)):
                raise CertificateError("infinity is not a number")
            return self.arithmetic.constant(term)
        if term == T:
            return self.arithmetic.monomial(len(self._exponential), Fraction(1))
        parts = [self._done[part] for part in term.args]
        match term.head:
            case "add":
                return self.arithmetic.add(*parts)
            case "mul":
                total = parts[0]
                for part in parts[1:]:
                    total = self.arithmetic.multiply(total, part)
                return total
            case "pow":
                return self._power(term, *parts)
            case "exp":
                return self.exponential(parts[0])
            case "log":
                return self._log(parts[0], real=self.signs.real(term.args[0]))
            case _ if term.head in FUNCTIONS:
                return FUNCTIONS[term.head](self, term, parts[0])
            case _:
                return expand_other(self, term, parts)

    # powers, exponentials, logarithms

    def _power(self, term: Term, base: Series, exponent: Series) -> Series:
        if not exponent.exactly_zero and T.name in terms.symbols(term.args[1]):
            return self.expand(call("exp", mul((term.args[1], call("log", term.args[0])))))
        return self.raise_to(base, term.args[1], real=self.signs.real(term.args[0]))

    def raise_to(self, base: Series, exponent: Term, *, real: bool) -> Series:
        """A series to a constant power, on the principal branch."""
        if exponent == ZERO:
            return self.arithmetic.constant(ONE)
        whole = exponent.is_number and exponent.number.denominator == 1
        leading = self.arithmetic.leading(base)
        if leading is None:
            if exponent.is_number and exponent.number > 0:
                return self.arithmetic.zero
            raise CertificateError("zero to a power that is not positive")
        if not whole:
            self._require_off_cut(leading.coefficient, real)
        if not exponent.is_number:
            if leading.exponents != self.arithmetic.nought:
                return self.exponential(self.arithmetic.scale(exponent, self._log(base, real=real)))
            scaled = leading.exponents
        else:
            scaled = tuple(exponent.number * part for part in leading.exponents)
        tail = self.arithmetic.tail(base, leading)
        count = self.arithmetic.depth + 1
        if whole and exponent.number > 0:
            count = min(count, int(exponent.number) + 1)
        binomials = [ONE]
        for index in range(1, count):
            previous = add((exponent, terms.number(1 - index)))
            binomials.append(mul((binomials[-1], previous, terms.number(Fraction(1, index)))))
        grown = self.arithmetic.compose(binomials, tail)
        if whole and exponent.number > 0 and count == exponent.number + 1:
            grown = self._exact_power(tail, int(exponent.number))
        factor = Series(((scaled, power(leading.coefficient, exponent)),))
        return self.arithmetic.multiply(factor, grown)

    def _exact_power(self, tail: Series, exponent: int) -> Series:
        base = self.arithmetic.add(self.arithmetic.constant(ONE), tail)
        total = base
        for _ in range(exponent - 1):
            total = self.arithmetic.multiply(total, base)
        return total

    def _require_off_cut(self, coefficient: Term, real: bool) -> None:
        """The leading coefficient decides the branch: off the cut, or on it while the whole argument stays real."""
        mask = self.signs.of(coefficient)
        if mask == POSITIVE or (real and mask == NEGATIVE):
            return
        if not terms.symbols(coefficient):
            try:
                ball = enclose(coefficient, {}, 128)
            except UndefinedError as error:
                raise CertificateError("a leading coefficient has no value") from error
            if ball.real > 0 or ball.imag > 0 or ball.imag < 0:
                return
        raise CertificateError("an argument may tend to the branch cut")

    def _log(self, argument: Series, *, real: bool) -> Series:
        leading = self.lead(argument)
        self._require_off_cut(leading.coefficient, real)
        parts = [self.arithmetic.constant(_log_of(leading.coefficient))]
        for index, exponent in enumerate(leading.exponents):
            if exponent:
                parts.append(self.arithmetic.scale(terms.number(exponent), self._log_of_scale(index)))
        coefficients = [ZERO]
        coefficients += [terms.number(Fraction((-1) ** (k + 1), k)) for k in range(1, self.arithmetic.depth + 1)]
        parts.append(self.arithmetic.compose(coefficients, self.arithmetic.tail(argument, leading)))
        return self.arithmetic.add(*parts)

    def _log_of_scale(self, index: int) -> Series:
        if index < len(self._exponents):
            return self.arithmetic.negate(self._exponents[index])
        if index - len(self._exponents) < len(self._logarithms):
            return self._logarithms[index - len(self._exponents)]
        raise CertificateError("a logarithm of a logarithm of a logarithm")

    def exponential(self, argument: Series) -> Series:
        """The exponential of a series; raises ScaleError where it grows at a rate of its own."""
        if argument.error is not None and argument.error <= self.arithmetic.nought:
            raise DepthError("an exponent is not known up to a part that tends to zero")
        infinite = Series(tuple(row for row in argument.rows if row[0] < self.arithmetic.nought))
        finite = Series(tuple(row for row in argument.rows if row[0] >= self.arithmetic.nought), argument.error)
        exponents = self.arithmetic.nought
        for _ in range(2 * len(self.arithmetic.nought) + 4):
            if not infinite.rows and infinite.error is not None and infinite.error > self.arithmetic.nought:
                finite = self.arithmetic.add(finite, infinite)
                break
            leading = self.arithmetic.leading(infinite)
            if leading is None:
                break
            if leading.exponents >= self.arithmetic.nought:
                finite, infinite = self.arithmetic.add(finite, infinite), self.arithmetic.zero
                break
            index, times, logarithm = self._rate(leading, infinite)
            exponents = plus(exponents, self.arithmetic.monomial(index, times).low)
            rest = self.arithmetic.add(infinite, self.arithmetic.scale(terms.number(-times), logarithm))
            infinite = Series(tuple(row for row in rest.rows if row[0] != leading.exponents), rest.error)
        else:
            raise CertificateError("an exponent is too long")
        constant = terms.add(c for e, c in finite.rows if e == self.arithmetic.nought)
        small = Series(tuple(row for row in finite.rows if row[0] > self.arithmetic.nought), finite.error)
        coefficients = [ONE]
        for index in range(1, self.arithmetic.depth + 1):
            coefficients.append(terms.number(coefficients[-1].number / index))
        factor = Series(((exponents, ONE if constant == ZERO else call("exp", constant)),))
        return self.arithmetic.multiply(factor, self.arithmetic.compose(coefficients, small))

    def _rate(self, leading: Leading, infinite: Series) -> tuple[int, Fraction, Series]:
        """The scale whose logarithm leads as the argument does, and the rational ratio of the two."""
        for index in range(len(self.arithmetic.nought) - 1):
            logarithm = self._log_of_scale(index)
            other = self.lead(logarithm)
            if other.exponents == leading.exponents:
                ratio = self._ratio(leading.coefficient, other.coefficient)
                if ratio is not None:
                    return index, ratio, logarithm
        written = self.write(infinite)
        raise ScaleError(written if self.sign(leading.coefficient) > 0 else negate(written))

    def _ratio(self, left: Term, right: Term) -> Fraction | None:
        """The ratio of two coefficients where it is rational."""
        if left.is_number and right.is_number:
            return left.number / right.number
        (a, x), (b, y) = _scaled(left), _scaled(right)
        if x == y:
            return a / b
        if terms.symbols(left, right):
            return None
        guess = _rational_near(terms.divide(left, right))
        if guess is None or not self.vanishes(terms.subtract(left, mul((terms.number(guess), right)))):
            return None
        return guess

    def write(self, series: Series) -> Term:
        """The rows of a series as a term in ``t``."""
        inner = call("log", power(T, MINUS_ONE))
        scales = [call("exp", negate(phase)) for phase in self._exponential]
        scales += [T, power(inner, MINUS_ONE), power(call("log", inner), MINUS_ONE)]
        return add(
            mul((c, *(power(s, terms.number(e)) for s, e in zip(scales, exponents, strict=True) if e)))
            for exponents, c in series.rows
        )


def _moduli(root: Term, signs: Signs) -> Term:
    """``abs`` of a product as a product, and ``abs(g**e) = abs(g)**e`` for real ``e``, of every complex ``g``."""
    if not any(term.head == "abs" and term.args[0].head in ("mul", "pow") for term in terms.postorder(root)):
        return root
    done: dict[Term, Term] = {}
    for term in terms.postorder(root):
        args = tuple(done[part] for part in term.args)
        done[term] = _modulus(args[0], signs) if term.head == "abs" else terms.rebuild(term, args)
    return done[root]


def _modulus(term: Term, signs: Signs) -> Term:
    if term.head == "mul":
        return mul(_modulus(part, signs) for part in term.args)
    if term.head == "pow" and signs.real(term.args[1]) and not signs.real(term):
        return power(_modulus(term.args[0], signs), term.args[1])
    return call("abs", term)


def _log_of(coefficient: Term) -> Term:
    return ZERO if coefficient == ONE else call("log", coefficient)


def _scaled(term: Term) -> tuple[Fraction, Term]:
    if term.head == "mul" and term.args[0].is_number:
        return term.args[0].number, mul(term.args[1:])
    return Fraction(1), term


def _rational_near(term: Term) -> Fraction | None:
    """A simple rational number in a narrow ball around a constant."""
    try:
        ball = enclose(term, {}, 128)
    except UndefinedError:
        return None
    guess = Fraction(float(ball.real.mid())).limit_denominator(64)
    difference = ball - acb(arb(fmpq(guess.numerator, guess.denominator)))
    return guess if difference.contains(0) else None
