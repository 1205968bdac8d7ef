"""Rules of the proof kernel for exponentials, logarithms, powers, definitions and inverse functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.expansions import companion, expand
from trivium.cas.certificate.field import Ratio
from trivium.cas.certificate.terms import HALF, ONE, PI, I, Powers, Term, add, call, mul, subtract
from trivium.cas.certificate.unity import root_of_unity_order
from trivium.cas.certificate.values import Rule, Values
from trivium.cas.errors import CertificateError

ODD = frozenset({"asin", "atan", "asinh", "atanh", "erf", "erfi", "Si", "Shi"})


def _imaginary_unit(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """``I = exp(2*pi*I/N)**(N/4)``."""
    if term != I or len(powers) != 1:
        raise CertificateError("this rule gives a value to I")
    order = root_of_unity_order(powers[0][0])
    if order is None or powers[0][1] != Fraction(order, 4) or order % 4:
        raise CertificateError("not the power of a root of unity that is I")
    return ledger.field.power(ledger.known(powers[0][0]), order // 4)


def _definition(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """The function is what its definition says."""
    meaning = expand(term, ledger.signs)
    if meaning is None:
        raise CertificateError(f"{terms.write(term)[:200]} has no definition on this domain")
    return ledger.value(meaning)


def _congruence(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """The same function at equal arguments."""
    if value is None or term.head != value.head or len(term.args) != len(value.args) or not term.args:
        raise CertificateError("not the same function")
    if not all(ledger.equal(mine, other) for mine, other in zip(term.args, value.args, strict=True)):
        raise CertificateError("the arguments are not equal")
    return ledger.known(value)


def _odd_function(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """``f(-z) = -f(z)``; the principal inverse functions are odd on their cuts as well."""
    if value is None or term.head != value.head or term.head not in ODD:
        raise CertificateError("not the same odd function")
    total = ledger.field.add(ledger.value(term.args[0]), ledger.value(value.args[0]))
    if not ledger.field.is_zero(total):
        raise CertificateError("the arguments are not opposite")
    return ledger.field.subtract(ledger.field.zero, ledger.known(value))


def _exponential(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """``exp`` of a sum of multiples is the product of powers."""
    if term.head != "exp":
        raise CertificateError("this rule is for exp")
    field = ledger.field
    total, product = field.zero, field.one
    for base, times in powers:
        exponent, factor = _exponential_part(ledger, base, times)
        total = field.add(total, exponent)
        product = field.multiply(product, factor)
    if not field.equal(total, ledger.value(term.args[0])):
        raise CertificateError("the exponents do not add up")
    return product


def _exponential_part(ledger: Values, base: Term, times: Fraction) -> tuple[Ratio, Ratio]:
    field = ledger.field
    scale = field.number(times)
    if base.head == "exp" and times.denominator == 1:
        return field.multiply(scale, ledger.value(base.args[0])), field.power(ledger.known(base), int(times))
    if base.head == "log":
        factor = ledger.value(terms.power(base.args[0], terms.number(times)))
        return field.multiply(scale, ledger.known(base)), factor
    if base == PI:
        return field.multiply(scale, ledger.value(mul((I, PI)))), _turn(ledger, times)
    stands_for = companion(base)
    if stands_for is None or times.denominator != 1:
        raise CertificateError(f"{terms.write(base)[:200]} is no factor of an exponential")
    exponent = field.multiply(scale, ledger.value(stands_for[0]))
    return exponent, field.power(ledger.value(stands_for[1]), int(times))


def _turn(ledger: Values, half_turns: Fraction) -> Ratio:
    """``exp(I*pi*r)``."""
    if half_turns.denominator <= 2:
        return ledger.field.power(ledger.value(I), int(2 * half_turns) % 4)
    return ledger.value(call("exp", mul((terms.number(half_turns), I, PI))))


def _power(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """``b**e = exp(e*log(b))`` where ``b`` is not zero; ``exp(w)**e = exp(w*e)`` for real ``w`` or integer ``e``.

    For integer ``e``, the power of a product is the product of powers.
    """
    if term.head == "pow" and term.args[0].head == "exp":
        inner, exponent = term.args[0].args[0], term.args[1]
        if ledger.signs.integer(exponent) or ledger.signs.real(inner):
            return ledger.known(call("exp", mul((inner, exponent))))
    if term.head == "pow" and term.args[0].head == "mul" and ledger.signs.integer(term.args[1]):
        product = ledger.field.one
        for factor in term.args[0].args:
            product = ledger.field.multiply(product, ledger.value(terms.power(factor, term.args[1])))
        return product
    if term.head != "pow" or not ledger.signs.nonzero(term.args[0]):
        raise CertificateError("the base of a power may vanish")
    return ledger.known(call("exp", mul((term.args[1], call("log", term.args[0])))))


def _logarithm(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """The logarithm of a product of positive factors, at most one other factor, and a turn."""
    if term.head != "log":
        raise CertificateError("this rule is for log")
    field = ledger.field
    total, product, free = field.zero, field.one, 0
    decreasing = any(times < 0 for _, times in powers)
    for base, times in powers:
        if base == PI:
            if not -1 < times <= 1:
                raise CertificateError("a turn beyond the principal branch")
            part = field.multiply(field.number(times), ledger.value(mul((I, PI))))
            factor, free = _turn(ledger, times), free + 1
        else:
            part, factor = _logarithm_part(ledger, base, times)
            if not _has_real_logarithm(ledger, base, decreasing):
                if not 0 < times <= 1:
                    raise CertificateError(f"{terms.write(base)[:200]} may not be positive")
                free += 1
        total, product = field.add(total, part), field.multiply(product, factor)
    if free > 1:
        raise CertificateError("the angles of two factors may add up beyond the principal branch")
    if not field.equal(product, ledger.value(term.args[0])):
        raise CertificateError("the factors do not multiply to the argument")
    return total


def _logarithm_part(ledger: Values, base: Term, times: Fraction) -> tuple[Ratio, Ratio]:
    scale = ledger.field.number(times)
    factor = ledger.value(terms.power(base, terms.number(times)))
    if base.head == "exp":
        if not ledger.signs.real(base.args[0]):
            raise CertificateError("the logarithm of an exponential that may not be real")
        return ledger.field.multiply(scale, ledger.value(base.args[0])), factor
    return ledger.field.multiply(scale, ledger.known(call("log", base))), factor


def _has_real_logarithm(ledger: Values, base: Term, decreasing: bool) -> bool:
    if ledger.signs.positive(base):
        return True
    return ledger.signs.nonnegative(base) and (not decreasing or ledger.signs.nonzero(base))


def _inverse_function(ledger: Values, term: Term, value: Term | None, powers: Powers) -> Ratio:
    """``f(a) = v`` where ``v`` is real, in the range of the principal branch, and the inverse takes it to ``a``."""
    if value is None or term.head not in _INVERSES:
        raise CertificateError("this rule is for inverse functions")
    inverse, bounds = _INVERSES[term.head]
    if not ledger.signs.real(value):
        raise CertificateError(f"{terms.write(value)[:200]} may not be real")
    for bound, strict in bounds(value):
        if not (ledger.signs.positive(bound) if strict else ledger.signs.nonnegative(bound)):
            raise CertificateError(f"{terms.write(value)[:200]} may lie outside the principal range")
    if not ledger.field.equal(ledger.value(inverse(value)), ledger.value(term.args[0])):
        raise CertificateError("the inverse function gives another argument")
    return ledger.value(value)


_QUARTER_TURN = mul((HALF, PI))


def _between_quarter_turns(value: Term, strict: bool) -> tuple[tuple[Term, bool], ...]:
    return (subtract(_QUARTER_TURN, value), strict), (add((_QUARTER_TURN, value)), strict)


_INVERSES: Mapping[str, tuple[Callable[[Term], Term], Callable[[Term], tuple[tuple[Term, bool], ...]]]] = {
    "asin": (lambda v: call("sin", v), lambda v: _between_quarter_turns(v, strict=False)),
    "acos": (lambda v: call("cos", v), lambda v: ((v, False), (subtract(PI, v), False))),
    "atan": (lambda v: call("tan", v), lambda v: _between_quarter_turns(v, strict=True)),
    "asinh": (lambda v: call("sinh", v), lambda v: ()),
    "acosh": (lambda v: call("cosh", v), lambda v: ((v, False),)),
    "atanh": (lambda v: call("tanh", v), lambda v: ()),
    "log": (lambda v: call("exp", v), lambda v: ()),
    "LambertW": (lambda v: mul((v, call("exp", v))), lambda v: ((add((ONE, v)), False),)),
}
"""Per function: its inverse, and what must not be negative (positive where strict) of a value."""

ELEMENTARY_RULES: Mapping[str, Rule] = {
    "imaginary unit": _imaginary_unit,
    "definition": _definition,
    "congruence": _congruence,
    "odd function": _odd_function,
    "exponential": _exponential,
    "power": _power,
    "logarithm": _logarithm,
    "inverse function": _inverse_function,
}
