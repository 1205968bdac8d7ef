"""Proposals for exponentials, logarithms and general powers: exponents split over monomials, arguments factored."""

from __future__ import annotations

import math
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.expansions import companion
from trivium.cas.certificate.field import Ratio
from trivium.cas.certificate.terms import PI, I, Term
from trivium.cas.certificate.unity import root_of_unity
from trivium.cas.decide.attempt import Attempt, RestartError
from trivium.cas.decide.factors import factored, split_by_sign
from trivium.cas.errors import CertificateError

_HALF = Fraction(1, 2)


def introduce_imaginary_unit(attempt: Attempt) -> None:
    """``I``, as a power of the root of unity where one is used."""
    order = attempt.hints.order
    if not order:
        attempt.step("kernel", I)
        return
    zeta = root_of_unity(order)
    if not attempt.ledger.knows(zeta):
        attempt.step("kernel", zeta)
    attempt.step("imaginary unit", I, None, ((zeta, Fraction(order, 4)),))


def introduce_exponential(attempt: Attempt, term: Term) -> None:
    """``exp`` of a sum as a product."""
    value = attempt.ensure(term.args[0])
    powers: list[tuple[Term, Fraction]] = []
    for coefficient, atom in attempt.monomials(value):
        powers.extend(_exponential_factor(attempt, coefficient, atom))
    if len(powers) == 1 and powers[0] == (term, Fraction(1)):
        return
    if not attempt.ledger.knows(term):
        attempt.step("exponential", term, None, tuple(powers))


def _exponential_factor(attempt: Attempt, coefficient: Fraction, atom: Term) -> list[tuple[Term, Fraction]]:
    imaginary, rest = _split_imaginary(atom)
    if imaginary and rest == PI:
        return ensure_turn(attempt, coefficient)
    if atom.head == "log":
        attempt.ensure(terms.power(atom.args[0], terms.number(coefficient)))
        return [(atom, coefficient)]
    inner = rest if imaginary else atom
    stands_for = companion(inner)
    if stands_for is not None and (I in _factors(stands_for[0])) == imaginary:
        attempt.ensure(stands_for[0])
        attempt.ensure(stands_for[1])
        if coefficient.denominator == 1:
            return [(inner, coefficient)]
        atom = stands_for[0]
    return _exponential_kernel(attempt, coefficient, atom)


def ensure_turn(attempt: Attempt, half_turns: Fraction) -> list[tuple[Term, Fraction]]:
    """The factors of ``exp(I*pi*r)``."""
    if half_turns.denominator <= 2:
        attempt.ensure(terms.mul((I, PI)))
        return [(PI, half_turns)]
    attempt.require_order(2 * half_turns.denominator)
    zeta = root_of_unity(attempt.hints.order)
    attempt.ensure(terms.mul((I, PI)))
    return [(zeta, half_turns * attempt.hints.order / 2)]


def _exponential_kernel(attempt: Attempt, coefficient: Fraction, atom: Term) -> list[tuple[Term, Fraction]]:
    quantum = attempt.hints.quanta.get(atom)
    common = abs(coefficient) if quantum is None else _common_divisor(quantum, coefficient)
    attempt.hints.quanta[atom] = common
    if quantum is not None and common != quantum:
        raise RestartError
    kernel = terms.call("exp", terms.mul((terms.number(common), atom)))
    if not attempt.ledger.knows(kernel):
        attempt.ensure(kernel.args[0])
        attempt.step("kernel", kernel)
    return [(kernel, coefficient / common)]


def introduce_logarithm(attempt: Attempt, term: Term) -> None:
    """The logarithm of the factors of the argument."""
    value = attempt.ensure(term.args[0])
    if _angular_logarithm(attempt, term, value):
        return
    constant, factors = factored(attempt, value)
    negative, positive, others = split_by_sign(attempt, constant, factors)
    powers = [_logarithm_base(attempt, base, times) for base, times in positive]
    if others:
        free = terms.mul([terms.number(-1 if negative else 1), *(terms.power(f, terms.number(k)) for f, k in others)])
        if not positive or free == term.args[0]:
            attempt.opaque(term)
            return
        powers.append((free, Fraction(1)))
    elif negative:
        powers.append((PI, Fraction(1)))
        attempt.ensure(terms.mul((I, PI)))
    if [base for base, _ in powers] == [term.args[0]]:
        attempt.opaque(term)
        return
    for base, times in powers:
        if base != PI:
            attempt.ensure(base if base.head == "exp" else terms.call("log", base))
            attempt.ensure(terms.power(base, terms.number(times)))
    if not attempt.ledger.knows(term):
        attempt.step("logarithm", term, None, tuple(powers))


def _logarithm_base(attempt: Attempt, base: Term, times: Fraction) -> tuple[Term, Fraction]:
    """A root as a fraction of the logarithm of its radicand."""
    if base.head == "pow" and base.args[1].is_number and attempt.ledger.signs.nonnegative(base.args[0]):
        return base.args[0], times * base.args[1].number
    return base, times


def _angular_logarithm(attempt: Attempt, term: Term, value: Ratio) -> bool:
    """``log(c) = log(abs(c)) + I*angle`` for a constant whose angle is a simple fraction of a turn."""
    argument = term.args[0]
    if terms.symbols(argument) or attempt.ledger.signs.real(argument):
        return False
    try:
        ball = enclose(argument, {}, 128)
    except UndefinedError:
        return False
    turn = Fraction(float(ball.arg().mid()) / math.pi).limit_denominator(60)
    norm = Fraction(float((abs(ball) ** 2).mid())).limit_denominator(10**6)
    ensure_turn(attempt, turn)
    size = terms.number(norm)
    powers: list[tuple[Term, Fraction]] = [(PI, turn)]
    if turn.denominator > 2:
        attempt.ensure(terms.call("exp", terms.mul((terms.number(turn), I, PI))))
    if norm != 1:
        attempt.ensure(terms.call("log", size))
        attempt.ensure(terms.power(size, terms.number(_HALF)))
        powers.append((size, _HALF))
    try:
        attempt.step("logarithm", term, None, tuple(powers))
    except CertificateError:
        return False
    return True


def introduce_power(attempt: Attempt, term: Term) -> None:
    """A power by its logarithm, where the base cannot vanish; of a product or an exponential by parts."""
    base, exponent = term.args
    signs = attempt.ledger.signs
    if base.head == "exp" and (signs.integer(exponent) or signs.real(base.args[0])):
        attempt.ensure(terms.call("exp", terms.mul((base.args[0], exponent))))
    elif base.head == "mul" and signs.integer(exponent):
        for factor in base.args:
            attempt.ensure(terms.power(factor, exponent))
    elif signs.nonzero(base):
        attempt.ensure(terms.call("exp", terms.mul((exponent, terms.call("log", base)))))
    else:
        _simplified_power(attempt, term)
        return
    if not attempt.ledger.knows(term):
        attempt.step("power", term)


def _simplified_power(attempt: Attempt, term: Term) -> None:
    """The power of what the base is in kernels."""
    base = attempt.term_of(attempt.ensure(term.args[0]))
    other = terms.power(base, term.args[1])
    if base == term.args[0] or other.head != "pow":
        attempt.opaque(term)
        return
    attempt.ensure(other)
    attempt.ensure(term.args[1])
    if not attempt.ledger.knows(term):
        attempt.step("congruence", term, other)


def _factors(term: Term) -> tuple[Term, ...]:
    return term.args if term.head == "mul" else (term,)


def _split_imaginary(atom: Term) -> tuple[bool, Term]:
    factors = _factors(atom)
    if I not in factors:
        return False, atom
    return True, terms.mul(factor for factor in factors if factor != I)


def _common_divisor(left: Fraction, right: Fraction) -> Fraction:
    denominator = math.lcm(left.denominator, right.denominator)
    return Fraction(math.gcd(int(left * denominator), int(right * denominator)), denominator)
