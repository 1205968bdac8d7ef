"""How functions expand at ``t -> 0+``, given the series of their arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from flint import fmpq_poly

from trivium.cas.certificate import terms
from trivium.cas.certificate.calculus import differentiate, plain
from trivium.cas.certificate.elementary import ODD
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.expander import Expander
from trivium.cas.certificate.expansions import expand
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.regularity import conditions, extent
from trivium.cas.certificate.series import DepthError, Series
from trivium.cas.certificate.sign_sets import NEGATIVE, POSITIVE
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import HALF, MINUS_ONE, ONE, PI, TWO, ZERO, Term, add, call, mul, negate, power
from trivium.cas.errors import CertificateError

_ARGUMENT = "_z"
NEAR_VARIABLE = "t_near"
"""The name of the variable that tends to zero."""

MAX_EXTENT = 4_000
"""Nodes, written out, of a function that is differentiated once more."""


def _split(within: Expander, argument: Series) -> tuple[Term, Series] | None:
    """The finite limit of an argument and the rest, ``None`` where it is infinite."""
    infinite = Series(tuple(row for row in argument.rows if row[0] < within.arithmetic.nought))
    if within.arithmetic.leading(infinite) is not None:
        return None
    if argument.error is not None and argument.error <= within.arithmetic.nought:
        raise DepthError("an argument is not known up to a part that tends to zero")
    constant = terms.add(c for e, c in argument.rows if e == within.arithmetic.nought)
    small = Series(tuple(row for row in argument.rows if row[0] > within.arithmetic.nought), argument.error)
    return constant, small


def _certainly_zero(within: Expander, constant: Term) -> bool:
    try:
        return within.vanishes(constant)
    except CertificateError:
        return False


def _bounded(within: Expander, term: Term) -> Series:
    if not within.signs.real(term.args[0]):
        raise CertificateError("an oscillation that may not be bounded")
    return within.arithmetic.unknown(within.arithmetic.nought)


def _circular(within: Expander, term: Term, argument: Series, shift: int) -> Series:
    split = _split(within, argument)
    if split is None:
        return _bounded(within, term)
    constant, small = split
    at_zero = _certainly_zero(within, constant)
    sine, cosine = (ZERO, ONE) if at_zero else (call("sin", constant), call("cos", constant))
    cycle = [sine, cosine, negate(sine), negate(cosine)]
    coefficients, factor = [], Fraction(1)
    for index in range(within.arithmetic.depth + 1):
        factor = factor / index if index else factor
        coefficients.append(distributed(terms.number(factor), cycle[(index + shift) % 4]))
    return within.arithmetic.compose(coefficients, small)


def _absolute(within: Expander, term: Term, argument: Series) -> Series:
    if not within.signs.real(term.args[0]):
        raise CertificateError("abs of a number that may not be real")
    leading = within.arithmetic.leading(argument)
    if leading is None:
        return within.arithmetic.zero
    return argument if within.sign(leading.coefficient) > 0 else within.arithmetic.negate(argument)


def _sign_function(within: Expander, term: Term, argument: Series) -> Series:
    if not within.signs.real(term.args[0]):
        raise CertificateError("the sign of a number that may not be real")
    return within.arithmetic.constant(terms.number(within.sign(within.lead(argument).coefficient)))


def _infinite_sign(within: Expander, term: Term, argument: Series) -> int:
    """1 or -1 for a real argument that tends to an infinity, 0 for one with a finite limit."""
    if _split(within, argument) is not None:
        return 0
    if not within.signs.real(term.args[0]):
        raise CertificateError(f"{term.head} of an infinite argument that may not be real")
    return within.sign(within.lead(argument).coefficient)


def _atan(within: Expander, term: Term, argument: Series) -> Series:
    sign = _infinite_sign(within, term, argument)
    if not sign:
        return _taylor(within, term, argument)
    turned = call("atan", power(term.args[0], MINUS_ONE))
    return within.expand(add((mul((terms.number(Fraction(sign, 2)), PI)), negate(turned))))


def _asin(within: Expander, term: Term, argument: Series) -> Series:
    split = _split(within, argument)
    for sign in (1, -1):
        at_branch_point = split is not None and _certainly_zero(within, terms.subtract(split[0], terms.number(sign)))
        if at_branch_point and within.signs.real(term.args[0]):
            inner = mul((HALF, terms.subtract(ONE, mul((terms.number(sign), term.args[0])))))
            half = call("asin", power(inner, HALF))
            return within.expand(mul((terms.number(sign), add((mul((HALF, PI)), mul((terms.number(-2), half)))))))
    return _taylor(within, term, argument)


def _acosh(within: Expander, term: Term, argument: Series) -> Series:
    inside = terms.subtract(power(term.args[0], TWO), ONE)
    if _infinite_sign(within, term, argument) > 0:
        return within.expand(call("log", add((term.args[0], power(inside, HALF)))))
    split = _split(within, argument)
    if split is not None and split[0] == ONE and within.signs.nonnegative(terms.subtract(term.args[0], ONE)):
        return within.expand(mul((TWO, call("asinh", power(mul((HALF, terms.subtract(term.args[0], ONE))), HALF)))))
    return _taylor(within, term, argument)


def _asinh(within: Expander, term: Term, argument: Series) -> Series:
    sign = _infinite_sign(within, term, argument)
    if not sign:
        return _taylor(within, term, argument)
    if sign < 0:
        return within.arithmetic.negate(within.expand(call("asinh", negate(term.args[0]))))
    inside = add((power(term.args[0], TWO), ONE))
    return within.expand(call("log", add((term.args[0], power(inside, HALF)))))


def _rgamma(within: Expander, term: Term, argument: Series) -> Series:
    if _infinite_sign(within, term, argument) > 0:
        return _stirling(within, term.args[0], argument)
    split = _split(within, argument)
    if split is not None and split[0].is_number and split[0].number <= 0 and split[0].number.denominator == 1:
        count = 1 - int(split[0].number)
        shifted = call("rgamma", add((term.args[0], terms.number(count))))
        return within.expand(mul((*(add((term.args[0], terms.number(k))) for k in range(count)), shifted)))
    return _taylor(within, term, argument)


def _stirling(within: Expander, z: Term, argument: Series) -> Series:
    """``exp(-log gamma(z))`` for ``z -> oo`` (DLMF 5.11.1, the error bounded by the first term left out)."""
    half_turn = mul((HALF, call("log", mul((TWO, PI)))))
    rows = [mul((terms.subtract(z, HALF), call("log", z))), negate(z), half_turn]
    bernoulli = _bernoulli(2 * within.arithmetic.depth)
    for k in range(1, within.arithmetic.depth):
        factor = bernoulli[2 * k] / (2 * k * (2 * k - 1))
        rows.append(mul((terms.number(factor), power(z, terms.number(1 - 2 * k)))))
    low = within.expand(power(z, terms.number(1 - 2 * within.arithmetic.depth))).low
    whole = within.arithmetic.add(within.expand(add(rows)), within.arithmetic.unknown(low))
    return within.exponential(within.arithmetic.negate(whole))


def _erf(within: Expander, term: Term, argument: Series) -> Series:
    sign = _infinite_sign(within, term, argument)
    if not sign:
        return _taylor(within, term, argument)
    if sign < 0:
        return within.arithmetic.negate(within.expand(call("erf", negate(term.args[0]))))
    return within.arithmetic.add(
        within.arithmetic.constant(ONE), within.arithmetic.negate(within.expand(call("erfc", term.args[0])))
    )


def _erfc(within: Expander, term: Term, argument: Series) -> Series:
    sign = _infinite_sign(within, term, argument)
    z = term.args[0]
    if not sign:
        return _taylor(within, term, argument)
    if sign < 0:
        return within.arithmetic.add(
            within.arithmetic.constant(TWO), within.arithmetic.negate(within.expand(call("erfc", negate(z))))
        )
    return _erfc_at_infinity(within, z)


def _erfc_at_infinity(within: Expander, z: Term) -> Series:
    """DLMF 7.12.1, the error bounded by the first term left out."""
    factor = within.expand(mul((call("exp", negate(power(z, TWO))), power(z, MINUS_ONE), power(PI, negate(HALF)))))
    rows, coefficient = [ONE], Fraction(1)
    for k in range(1, within.arithmetic.depth):
        coefficient *= Fraction(1 - 2 * k, 2)
        rows.append(mul((terms.number(coefficient), power(z, terms.number(-2 * k)))))
    low = within.expand(power(z, terms.number(-2 * within.arithmetic.depth))).low
    return within.arithmetic.multiply(
        factor, within.arithmetic.add(within.expand(add(rows)), within.arithmetic.unknown(low))
    )


def _si(within: Expander, term: Term, argument: Series) -> Series:
    sign = _infinite_sign(within, term, argument)
    if not sign:
        return _taylor(within, term, argument)
    low = within.expand(power(term.args[0], MINUS_ONE)).low
    limit = within.arithmetic.constant(mul((terms.number(Fraction(sign, 2)), PI)))
    return within.arithmetic.add(limit, within.arithmetic.unknown(low))


def _taylor(within: Expander, term: Term, argument: Series) -> Series:
    """The Taylor series of an analytic function at the limit of its argument."""
    split = _split(within, argument)
    if split is None:
        raise CertificateError(f"no rule for {term.head} at infinity")
    constant, small = split
    if _certainly_zero(within, constant):
        constant = ZERO
    z = terms.symbol(_ARGUMENT)
    function = terms.rebuild(term, (*term.args[:-1], z))
    at = {z: constant}
    _require_regular(within, function, constant, real=within.signs.real(term.args[-1]))
    first = ZERO if constant == ZERO and term.head in ODD else terms.substitute(function, at)
    coefficients, factor = [first], Fraction(1)
    for index in range(1, min(within.arithmetic.depth, 10) + 1):
        if extent(function)[0] > MAX_EXTENT:
            raise CertificateError("a derivative of a function is too large")
        function, factor = differentiate(plain(function), _ARGUMENT), factor / index
        coefficients.append(distributed(terms.number(factor), terms.substitute(function, at)))
    return within.arithmetic.compose([_folded(value) for value in coefficients], small)


def _require_regular(within: Expander, function: Term, constant: Term, *, real: bool) -> None:
    region = Region()
    region.complex = not real
    signs = Signs({**within.regions, _ARGUMENT: region})
    for condition in conditions(function, _ARGUMENT, signs, complex_variable=not real):
        there = terms.substitute(condition.term, {terms.symbol(_ARGUMENT): constant})
        if condition.relation != "off the cut":
            mask = within.signs.of(there)
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


def expand_other(within: Expander, term: Term, parts: list[Series]) -> Series:
    """The series of any other function: by its definition, or its Taylor series at the limit of its argument."""
    simpler = plain(term)
    if simpler == term:
        meaning = expand(term, within.signs)
        simpler = meaning if meaning is not None else term
    if simpler != term:
        return within.expand(simpler)
    if len(parts) == 2 and NEAR_VARIABLE not in terms.symbols(term.args[0]):
        return _taylor(within, term, parts[1])
    if len(parts) == 1:
        return _taylor(within, term, parts[0])
    raise CertificateError(f"no rule for the expansion of {term.head}")


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


def _atanh_by_logarithms(z: Term) -> Term:
    return mul((HALF, terms.subtract(call("log", add((ONE, z))), call("log", terms.subtract(ONE, z)))))


def _bernoulli(most: int) -> list[Fraction]:
    found = []
    for index in range(most + 1):
        value = fmpq_poly.bernoulli_poly(index)(0)
        found.append(Fraction(int(value.p), int(value.q)))
    return found


FUNCTIONS: Mapping[str, Callable[[Expander, Term, Series], Series]] = {
    "sin": lambda within, z, argument: _circular(within, z, argument, 0),
    "cos": lambda within, z, argument: _circular(within, z, argument, 1),
    "tan": lambda within, z, _: within.expand(terms.divide(call("sin", z.args[0]), call("cos", z.args[0]))),
    "abs": _absolute,
    "sign": _sign_function,
    "atan": _atan,
    "asin": _asin,
    "acosh": _acosh,
    "asinh": _asinh,
    "atanh": lambda within, z, _: within.expand(_atanh_by_logarithms(z.args[0])),
    "rgamma": _rgamma,
    "erf": _erf,
    "erfc": _erfc,
    "Si": _si,
}
"""What is known of functions beyond their Taylor series: behaviour at infinity, at poles and at ends."""
