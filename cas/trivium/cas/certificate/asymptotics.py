"""The expansion of a term at ``t -> 0+``: limits, Taylor coefficients and the behaviour at infinity.

The scales are ``exp(-phi)`` for each given ``phi`` (fastest first), ``t``, ``1/log(1/t)`` and ``1/log(log(1/t))``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from flint import acb, arb, fmpq, fmpq_poly

from trivium.cas.certificate import terms
from trivium.cas.certificate.calculus import differentiate, plain
from trivium.cas.certificate.elementary import ODD
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.expansions import expand
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.regularity import conditions, extent
from trivium.cas.certificate.series import Arithmetic, DepthError, Leading, Series, plus
from trivium.cas.certificate.sign_sets import NEGATIVE, POSITIVE
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import HALF, MINUS_ONE, ONE, PI, TWO, ZERO, Term, add, call, mul, negate, power
from trivium.cas.errors import CertificateError

MAX_EXTENT = 4_000
"""Nodes, written out, of a function that is differentiated once more."""

T = terms.symbol("t_near")
"""The variable that tends to zero from above."""

NEAR = Fraction(1, 2**20)
"""The bound of ``t`` within which signs are decided."""

_ARGUMENT = "_z"
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
        self._regions = {**regions, T.name: near}
        self._vanishes = vanishes
        self._exponential = tuple(scales)
        self._series = Arithmetic(len(scales) + 3, min(depth, MAX_DEPTH), vanishes)
        self._done: dict[Term, Series] = {}
        first = len(scales)
        self._logarithms = [
            self._series.monomial(first + 1, Fraction(-1), MINUS_ONE),
            self._series.monomial(first + 2, Fraction(-1), MINUS_ONE),
        ]
        self._exponents: list[Series] = []
        if scales:
            slower = Expansion(regions, scales[1:], depth, vanishes)
            self._exponents = [self._widen(series) for series in slower._phases()]
            self._exponents.insert(0, self._phase(self._widen(slower.expand(scales[0]))))

    def expand(self, root: Term) -> Series:
        """The series of a term; raises :class:`CertificateError`, of which DepthError and ScaleError can be mended."""
        for term in terms.postorder(root):
            if term not in self._done:
                self._done[term] = self._expand(term)
        return self._done[root]

    def limit(self, root: Term) -> Term:
        """The limit of a term, ``oo`` or ``-oo`` where it is infinite."""
        series, nought = self.expand(root), self._series.nought
        growing = Series(tuple(row for row in series.rows if row[0] < nought))
        leading = self._series.leading(growing)
        if leading is not None:
            return mul((terms.number(self._sign(leading.coefficient)), terms.constant("oo")))
        if series.error is not None and series.error <= nought:
            raise DepthError("the expansion does not reach the constant term")
        return add(coefficient for exponents, coefficient in series.rows if exponents == nought)

    def order(self, root: Term, least: Fraction) -> bool:
        """Whether a term is ``O(t**least)``."""
        bound = self._series.monomial(len(self._exponential), least).low
        series = self.expand(root)
        for exponents, coefficient in series.rows:
            if exponents >= bound:
                return True
            if not self._vanishes(coefficient):
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
        leading = self._series.leading(series)
        slowest = self._series.monomial(len(self._exponential) + 1, Fraction(-1)).low
        bounds = [slowest, *(self._lead(other).exponents for other in self._exponents)]
        if leading is None or self._sign(leading.coefficient) < 0 or leading.exponents >= min(bounds):
            raise CertificateError("the scales of the expansion are not in order")
        return series

    def _lead(self, series: Series) -> Leading:
        leading = self._series.leading(series)
        if leading is None:
            raise CertificateError("a function is taken at an argument that is zero")
        return leading

    def _sign(self, coefficient: Term) -> int:
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
            return self._series.constant(term)
        if term == T:
            return self._series.monomial(len(self._exponential), Fraction(1))
        parts = [self._done[part] for part in term.args]
        match term.head:
            case "add":
                return self._series.add(*parts)
            case "mul":
                total = parts[0]
                for part in parts[1:]:
                    total = self._series.multiply(total, part)
                return total
            case "pow":
                return self._power(term, *parts)
            case "exp":
                return self._exp(parts[0])
            case "log":
                return self._log(parts[0], real=self.signs.real(term.args[0]))
            case _ if len(parts) == 1 and term.head in self._functions():
                return self._functions()[term.head](term, parts[0])
            case _:
                return self._other(term, parts)

    def _again(self, term: Term) -> Series:
        return self.expand(term)

    # powers, exponentials, logarithms

    def _power(self, term: Term, base: Series, exponent: Series) -> Series:
        if not exponent.exactly_zero and T.name in terms.symbols(term.args[1]):
            return self._again(call("exp", mul((term.args[1], call("log", term.args[0])))))
        return self.raise_to(base, term.args[1], real=self.signs.real(term.args[0]))

    def raise_to(self, base: Series, exponent: Term, *, real: bool) -> Series:
        """A series to a constant power, on the principal branch."""
        if exponent == ZERO:
            return self._series.constant(ONE)
        whole = exponent.is_number and exponent.number.denominator == 1
        leading = self._series.leading(base)
        if leading is None:
            if exponent.is_number and exponent.number > 0:
                return self._series.zero
            raise CertificateError("zero to a power that is not positive")
        if not whole:
            self._require_off_cut(leading.coefficient, real)
        if not exponent.is_number:
            if leading.exponents != self._series.nought:
                return self._exp(self._series.scale(exponent, self._log(base, real=real)))
            scaled = leading.exponents
        else:
            scaled = tuple(exponent.number * part for part in leading.exponents)
        tail = self._series.tail(base, leading)
        count = self._series.depth + 1
        if whole and exponent.number > 0:
            count = min(count, int(exponent.number) + 1)
        binomials = [ONE]
        for index in range(1, count):
            previous = add((exponent, terms.number(1 - index)))
            binomials.append(mul((binomials[-1], previous, terms.number(Fraction(1, index)))))
        grown = self._series.compose(binomials, tail)
        if whole and exponent.number > 0 and count == exponent.number + 1:
            grown = self._exact_power(tail, int(exponent.number))
        factor = Series(((scaled, power(leading.coefficient, exponent)),))
        return self._series.multiply(factor, grown)

    def _exact_power(self, tail: Series, exponent: int) -> Series:
        base = self._series.add(self._series.constant(ONE), tail)
        total = base
        for _ in range(exponent - 1):
            total = self._series.multiply(total, base)
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
        leading = self._lead(argument)
        self._require_off_cut(leading.coefficient, real)
        parts = [self._series.constant(_log_of(leading.coefficient))]
        for index, exponent in enumerate(leading.exponents):
            if exponent:
                parts.append(self._series.scale(terms.number(exponent), self._log_of_scale(index)))
        coefficients = [ZERO]
        coefficients += [terms.number(Fraction((-1) ** (k + 1), k)) for k in range(1, self._series.depth + 1)]
        parts.append(self._series.compose(coefficients, self._series.tail(argument, leading)))
        return self._series.add(*parts)

    def _log_of_scale(self, index: int) -> Series:
        if index < len(self._exponents):
            return self._series.negate(self._exponents[index])
        if index - len(self._exponents) < len(self._logarithms):
            return self._logarithms[index - len(self._exponents)]
        raise CertificateError("a logarithm of a logarithm of a logarithm")

    def _exp(self, argument: Series) -> Series:
        if argument.error is not None and argument.error <= self._series.nought:
            raise DepthError("an exponent is not known up to a part that tends to zero")
        infinite = Series(tuple(row for row in argument.rows if row[0] < self._series.nought))
        finite = Series(tuple(row for row in argument.rows if row[0] >= self._series.nought), argument.error)
        exponents = self._series.nought
        for _ in range(2 * len(self._series.nought) + 4):
            if not infinite.rows and infinite.error is not None and infinite.error > self._series.nought:
                finite = self._series.add(finite, infinite)
                break
            leading = self._series.leading(infinite)
            if leading is None:
                break
            if leading.exponents >= self._series.nought:
                finite, infinite = self._series.add(finite, infinite), self._series.zero
                break
            index, times, logarithm = self._rate(leading, infinite)
            exponents = plus(exponents, self._series.monomial(index, times).low)
            rest = self._series.add(infinite, self._series.scale(terms.number(-times), logarithm))
            infinite = Series(tuple(row for row in rest.rows if row[0] != leading.exponents), rest.error)
        else:
            raise CertificateError("an exponent is too long")
        constant = terms.add(c for e, c in finite.rows if e == self._series.nought)
        small = Series(tuple(row for row in finite.rows if row[0] > self._series.nought), finite.error)
        coefficients = [ONE]
        for index in range(1, self._series.depth + 1):
            coefficients.append(terms.number(coefficients[-1].number / index))
        factor = Series(((exponents, ONE if constant == ZERO else call("exp", constant)),))
        return self._series.multiply(factor, self._series.compose(coefficients, small))

    def _rate(self, leading: Leading, infinite: Series) -> tuple[int, Fraction, Series]:
        """The scale whose logarithm leads as the argument does, and the rational ratio of the two."""
        for index in range(len(self._series.nought) - 1):
            logarithm = self._log_of_scale(index)
            other = self._lead(logarithm)
            if other.exponents == leading.exponents:
                ratio = self._ratio(leading.coefficient, other.coefficient)
                if ratio is not None:
                    return index, ratio, logarithm
        written = self.write(infinite)
        raise ScaleError(written if self._sign(leading.coefficient) > 0 else negate(written))

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
        if guess is None or not self._vanishes(terms.subtract(left, mul((terms.number(guess), right)))):
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

    # functions

    def _functions(self) -> Mapping[str, Callable[[Term, Series], Series]]:
        return {
            "sin": self._sine,
            "cos": self._cosine,
            "tan": lambda z, _: self._again(terms.divide(call("sin", z.args[0]), call("cos", z.args[0]))),
            "abs": self._absolute,
            "sign": self._sign_function,
            "atan": self._atan,
            "asin": self._asin,
            "acosh": self._acosh,
            "asinh": self._asinh,
            "atanh": lambda z, _: self._again(_atanh_by_logarithms(z.args[0])),
            "rgamma": self._rgamma,
            "erf": self._erf,
            "erfc": self._erfc,
            "Si": self._si,
        }

    def _split(self, argument: Series) -> tuple[Term, Series] | None:
        """The finite limit of an argument and the rest, ``None`` where it is infinite."""
        infinite = Series(tuple(row for row in argument.rows if row[0] < self._series.nought))
        if self._series.leading(infinite) is not None:
            return None
        if argument.error is not None and argument.error <= self._series.nought:
            raise DepthError("an argument is not known up to a part that tends to zero")
        constant = terms.add(c for e, c in argument.rows if e == self._series.nought)
        small = Series(tuple(row for row in argument.rows if row[0] > self._series.nought), argument.error)
        return constant, small

    def _certainly_zero(self, constant: Term) -> bool:
        try:
            return self._vanishes(constant)
        except CertificateError:
            return False

    def _bounded(self, term: Term) -> Series:
        if not self.signs.real(term.args[0]):
            raise CertificateError("an oscillation that may not be bounded")
        return self._series.unknown(self._series.nought)

    def _sine(self, term: Term, argument: Series) -> Series:
        return self._circular(term, argument, 0)

    def _cosine(self, term: Term, argument: Series) -> Series:
        return self._circular(term, argument, 1)

    def _circular(self, term: Term, argument: Series, shift: int) -> Series:
        split = self._split(argument)
        if split is None:
            return self._bounded(term)
        constant, small = split
        at_zero = self._certainly_zero(constant)
        sine, cosine = (ZERO, ONE) if at_zero else (call("sin", constant), call("cos", constant))
        cycle = [sine, cosine, negate(sine), negate(cosine)]
        coefficients, factor = [], Fraction(1)
        for index in range(self._series.depth + 1):
            factor = factor / index if index else factor
            coefficients.append(distributed(terms.number(factor), cycle[(index + shift) % 4]))
        return self._series.compose(coefficients, small)

    def _absolute(self, term: Term, argument: Series) -> Series:
        if not self.signs.real(term.args[0]):
            raise CertificateError("abs of a number that may not be real")
        leading = self._series.leading(argument)
        if leading is None:
            return self._series.zero
        return argument if self._sign(leading.coefficient) > 0 else self._series.negate(argument)

    def _sign_function(self, term: Term, argument: Series) -> Series:
        if not self.signs.real(term.args[0]):
            raise CertificateError("the sign of a number that may not be real")
        return self._series.constant(terms.number(self._sign(self._lead(argument).coefficient)))

    def _infinite_sign(self, term: Term, argument: Series) -> int:
        """1 or -1 for a real argument that tends to an infinity, 0 for one with a finite limit."""
        if self._split(argument) is not None:
            return 0
        if not self.signs.real(term.args[0]):
            raise CertificateError(f"{term.head} of an infinite argument that may not be real")
        return self._sign(self._lead(argument).coefficient)

    def _atan(self, term: Term, argument: Series) -> Series:
        sign = self._infinite_sign(term, argument)
        if not sign:
            return self._taylor(term, argument)
        turned = call("atan", power(term.args[0], MINUS_ONE))
        return self._again(add((mul((terms.number(Fraction(sign, 2)), PI)), negate(turned))))

    def _asin(self, term: Term, argument: Series) -> Series:
        split = self._split(argument)
        for sign in (1, -1):
            if split is not None and split[0] == terms.number(sign) and self.signs.real(term.args[0]):
                inner = mul((HALF, terms.subtract(ONE, mul((terms.number(sign), term.args[0])))))
                half = call("asin", power(inner, HALF))
                return self._again(mul((terms.number(sign), add((mul((HALF, PI)), mul((terms.number(-2), half)))))))
        return self._taylor(term, argument)

    def _acosh(self, term: Term, argument: Series) -> Series:
        inside = terms.subtract(power(term.args[0], TWO), ONE)
        if self._infinite_sign(term, argument) > 0:
            return self._again(call("log", add((term.args[0], power(inside, HALF)))))
        split = self._split(argument)
        if split is not None and split[0] == ONE and self.signs.nonnegative(terms.subtract(term.args[0], ONE)):
            return self._again(mul((TWO, call("asinh", power(mul((HALF, terms.subtract(term.args[0], ONE))), HALF)))))
        return self._taylor(term, argument)

    def _asinh(self, term: Term, argument: Series) -> Series:
        sign = self._infinite_sign(term, argument)
        if not sign:
            return self._taylor(term, argument)
        if sign < 0:
            return self._series.negate(self._again(call("asinh", negate(term.args[0]))))
        inside = add((power(term.args[0], TWO), ONE))
        return self._again(call("log", add((term.args[0], power(inside, HALF)))))

    def _rgamma(self, term: Term, argument: Series) -> Series:
        if self._infinite_sign(term, argument) > 0:
            return self._stirling(term.args[0], argument)
        split = self._split(argument)
        if split is not None and split[0].is_number and split[0].number <= 0 and split[0].number.denominator == 1:
            count = 1 - int(split[0].number)
            shifted = call("rgamma", add((term.args[0], terms.number(count))))
            return self._again(mul((*(add((term.args[0], terms.number(k))) for k in range(count)), shifted)))
        return self._taylor(term, argument)

    def _stirling(self, z: Term, argument: Series) -> Series:
        """``exp(-log gamma(z))`` for ``z -> oo`` (DLMF 5.11.1, the error bounded by the first term left out)."""
        half_turn = mul((HALF, call("log", mul((TWO, PI)))))
        rows = [mul((terms.subtract(z, HALF), call("log", z))), negate(z), half_turn]
        bernoulli = _bernoulli(2 * self._series.depth)
        for k in range(1, self._series.depth):
            factor = bernoulli[2 * k] / (2 * k * (2 * k - 1))
            rows.append(mul((terms.number(factor), power(z, terms.number(1 - 2 * k)))))
        low = self._again(power(z, terms.number(1 - 2 * self._series.depth))).low
        whole = self._series.add(self._again(add(rows)), self._series.unknown(low))
        return self._exp(self._series.negate(whole))

    def _erf(self, term: Term, argument: Series) -> Series:
        sign = self._infinite_sign(term, argument)
        if not sign:
            return self._taylor(term, argument)
        if sign < 0:
            return self._series.negate(self._again(call("erf", negate(term.args[0]))))
        return self._series.add(
            self._series.constant(ONE), self._series.negate(self._again(call("erfc", term.args[0])))
        )

    def _erfc(self, term: Term, argument: Series) -> Series:
        sign = self._infinite_sign(term, argument)
        z = term.args[0]
        if not sign:
            return self._taylor(term, argument)
        if sign < 0:
            return self._series.add(
                self._series.constant(TWO), self._series.negate(self._again(call("erfc", negate(z))))
            )
        return self._erfc_at_infinity(z)

    def _erfc_at_infinity(self, z: Term) -> Series:
        """DLMF 7.12.1, the error bounded by the first term left out."""
        factor = self._again(mul((call("exp", negate(power(z, TWO))), power(z, MINUS_ONE), power(PI, negate(HALF)))))
        rows, coefficient = [ONE], Fraction(1)
        for k in range(1, self._series.depth):
            coefficient *= Fraction(1 - 2 * k, 2)
            rows.append(mul((terms.number(coefficient), power(z, terms.number(-2 * k)))))
        low = self._again(power(z, terms.number(-2 * self._series.depth))).low
        return self._series.multiply(factor, self._series.add(self._again(add(rows)), self._series.unknown(low)))

    def _si(self, term: Term, argument: Series) -> Series:
        sign = self._infinite_sign(term, argument)
        if not sign:
            return self._taylor(term, argument)
        low = self._again(power(term.args[0], MINUS_ONE)).low
        limit = self._series.constant(mul((terms.number(Fraction(sign, 2)), PI)))
        return self._series.add(limit, self._series.unknown(low))

    def _other(self, term: Term, parts: list[Series]) -> Series:
        simpler = plain(term)
        if simpler == term:
            meaning = expand(term, self.signs)
            simpler = meaning if meaning is not None else term
        if simpler != term:
            return self._again(simpler)
        if len(parts) == 2 and T.name not in terms.symbols(term.args[0]):
            return self._taylor(term, parts[1])
        if len(parts) == 1:
            return self._taylor(term, parts[0])
        raise CertificateError(f"no rule for the expansion of {term.head}")

    def _taylor(self, term: Term, argument: Series) -> Series:
        """The Taylor series of an analytic function at the limit of its argument."""
        split = self._split(argument)
        if split is None:
            raise CertificateError(f"no rule for {term.head} at infinity")
        constant, small = split
        if self._certainly_zero(constant):
            constant = ZERO
        z = terms.symbol(_ARGUMENT)
        function = terms.rebuild(term, (*term.args[:-1], z))
        at = {z: constant}
        self._require_regular(function, constant, real=self.signs.real(term.args[-1]))
        first = ZERO if constant == ZERO and term.head in ODD else terms.substitute(function, at)
        coefficients, factor = [first], Fraction(1)
        for index in range(1, min(self._series.depth, 10) + 1):
            if extent(function)[0] > MAX_EXTENT:
                raise CertificateError("a derivative of a function is too large")
            function, factor = differentiate(plain(function), _ARGUMENT), factor / index
            coefficients.append(distributed(terms.number(factor), terms.substitute(function, at)))
        return self._series.compose([_folded(value) for value in coefficients], small)

    def _require_regular(self, function: Term, constant: Term, *, real: bool) -> None:
        region = Region()
        region.complex = not real
        signs = Signs({**self._regions, _ARGUMENT: region})
        for condition in conditions(function, _ARGUMENT, signs, complex_variable=not real):
            there = terms.substitute(condition.term, {terms.symbol(_ARGUMENT): constant})
            if condition.relation != "off the cut":
                mask = self.signs.of(there)
                if mask == POSITIVE or (mask == NEGATIVE and condition.relation == "nonzero"):
                    continue
            if terms.symbols(there):
                raise CertificateError(f"{function.head} may not be analytic at the limit of its argument")
            try:
                ball = enclose(there, {}, 128)
            except UndefinedError as error:
                raise CertificateError("the limit of an argument has no value") from error
            if not condition.holds_on(ball):
                raise CertificateError(f"{function.head} may not be analytic at the limit of its argument")


def distributed(factor: Term, term: Term) -> Term:
    """A multiple of a term."""
    return ZERO if term == ZERO else mul((factor, term))


def _folded(term: Term) -> Term:
    """Zero where a factor is the number zero."""
    if term.head == "mul" and term.args[0] == ZERO and all(_plainly_defined(part) for part in term.args[1:]):
        return ZERO
    return term


def _plainly_defined(term: Term) -> bool:
    if terms.symbols(term):
        return False
    try:
        enclose(term, {}, 64)
    except UndefinedError:
        return False
    return True


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


def _atanh_by_logarithms(z: Term) -> Term:
    return mul((HALF, terms.subtract(call("log", add((ONE, z))), call("log", terms.subtract(ONE, z)))))


def _bernoulli(most: int) -> list[Fraction]:
    found = []
    for index in range(most + 1):
        value = fmpq_poly.bernoulli_poly(index)(0)
        found.append(Fraction(int(value.p), int(value.q)))
    return found
