"""Algebraic relations of kernels: what a kernel's head says of its powers, and of its products with other kernels."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import fmpz_poly

from trivium.cas.certificate import terms
from trivium.cas.certificate.expansions import companion
from trivium.cas.certificate.field import Ratio
from trivium.cas.certificate.terms import MINUS_ONE, ONE, PI, TWO, I, Term, add, call, divide, mul, negate, subtract
from trivium.cas.certificate.unity import root_of_unity_order
from trivium.cas.certificate.values import Values
from trivium.cas.errors import CertificateError

MAX_CYCLOTOMIC = 360


def add_relations(ledger: Values, term: Term, index: int) -> None:
    """Impose on the generator of a new kernel what is certain of it."""
    power = _power_relation(ledger, term)
    if power is not None:
        ledger.field.relate(index, *power)
    for left, right in _product_relations(ledger, term):
        ledger.field.relate_product(ledger.field.subtract(ledger.value(left), ledger.value(right)))


def _power_relation(ledger: Values, term: Term) -> tuple[int, Ratio] | None:
    """A degree and the value of the kernel to that degree."""
    field = ledger.field
    if term == I:
        return 2, field.number(Fraction(-1))
    if term.head == "pow" and term.args[1].is_number and term.args[1].number.numerator == 1:
        return term.args[1].number.denominator, ledger.value(term.args[0])
    if term.head == "abs" and ledger.signs.real(term.args[0]):
        return 2, field.power(ledger.value(term.args[0]), 2)
    if term.head == "exp":
        order = root_of_unity_order(term)
        if order is not None:
            return _cyclotomic(ledger, order, ledger.value(term))
        turn = _integer_multiple_of_turn(ledger, term.args[0])
        if turn is not None:
            return turn.denominator * (1 if turn.numerator % 2 == 0 else 2), field.one
        return _root_of_companion(ledger, term.args[0])
    return None


def _root_of_companion(ledger: Values, exponent: Term) -> tuple[int, Ratio] | None:
    """``exp(w/q)**q`` where ``exp(w)`` is algebraic, as for ``w = I*acos(x)``."""
    if exponent.head != "mul" or not exponent.args[0].is_number or exponent.args[0].number.numerator != 1:
        return None
    rest = exponent.args[1:]
    inner = [part for part in rest if part != I]
    stands_for = companion(inner[0]) if len(inner) == 1 else None
    if stands_for is None or stands_for[0] != mul(rest) or not all(map(ledger.knows, _leaves(stands_for[1]))):
        return None
    return exponent.args[0].number.denominator, ledger.value(stands_for[1])


def _cyclotomic(ledger: Values, order: int, generator: Ratio) -> tuple[int, Ratio]:
    if order > MAX_CYCLOTOMIC:
        raise CertificateError("a root of unity of too high an order")
    field, polynomial = ledger.field, fmpz_poly.cyclotomic(order)
    degree = int(polynomial.degree())
    lower = (
        field.multiply(field.number(Fraction(-int(polynomial[k]))), field.power(generator, k)) for k in range(degree)
    )
    return degree, field.sum(lower)


def _integer_multiple_of_turn(ledger: Values, argument: Term) -> Fraction | None:
    """``r`` where the argument is ``r*I*pi*n`` with a certain integer ``n``, not a number."""
    if argument.head != "mul" or I not in argument.args or PI not in argument.args:
        return None
    rest = list(argument.args)
    rest.remove(I)
    rest.remove(PI)
    scale = rest.pop(0).number if rest and rest[0].is_number else Fraction(1)
    return scale if rest and all(ledger.signs.integer(part) for part in rest) else None


def _product_relations(ledger: Values, term: Term) -> Iterator[tuple[Term, Term]]:
    """Equal terms that become expressible with this kernel; each holds wherever its subterms are defined."""
    match term.head:
        case "sign" | "abs" if ledger.signs.real(term.args[0]):
            size, sign = call("abs", term.args[0]), call("sign", term.args[0])
            candidates = [(mul((size, sign)), term.args[0]), (mul((sign, term.args[0])), size)]
        case "LambertW":
            # W(z)*exp(W(z)) = z
            candidates = [(mul((term, call("exp", term))), term.args[0])]
        case "exp" if term.args[0].head == "LambertW":
            candidates = [(mul((term, term.args[0])), term.args[0].args[0])]
        case "besselj" | "bessely":
            candidates = list(_wronskians(term, "besselj", "bessely", (ONE, MINUS_ONE), divide(TWO, PI)))
            candidates += _neighbours(term)
        case "besseli" | "besselk":
            candidates = list(_wronskians(term, "besseli", "besselk", (ONE, ONE), ONE))
        case "elliptic_k" | "elliptic_e" if _inside_unit(ledger, term.args[0]):
            candidates = [_legendre(term.args[0])]
        case _:
            return
    for left, right in candidates:
        if all(ledger.knows(part) for part in _leaves(left, right)):
            yield left, right


def _wronskians(
    term: Term, first: str, second: str, signs: tuple[Term, Term], scale: Term
) -> Iterator[tuple[Term, Term]]:
    """``J[n+1]*Y[n] - J[n]*Y[n+1] = 2/(pi*z)`` and ``I[n+1]*K[n] + I[n]*K[n+1] = 1/z`` (DLMF 10.5.2, 10.28.2).

    Both are multiplied by ``z``.
    """
    order, z = term.args
    for lower in (order, subtract(order, ONE)):
        upper = add((lower, ONE))
        one = mul((signs[0], z, call(first, upper, z), call(second, lower, z)))
        two = mul((signs[1], z, call(first, lower, z), call(second, upper, z)))
        yield add((one, two)), scale


def _neighbours(term: Term) -> Iterator[tuple[Term, Term]]:
    """``z*(J[n-1] + J[n+1]) = 2*n*J[n]``, and of ``Y`` (DLMF 10.6.1)."""
    order, z = term.args
    for shift in (-1, 0, 1):
        middle = add((order, terms.number(shift)))
        around = [call(term.head, add((middle, terms.number(step))), z) for step in (-1, 1)]
        yield mul((z, add(around))), mul((TWO, middle, call(term.head, middle, z)))


def _inside_unit(ledger: Values, m: Term) -> bool:
    return ledger.signs.positive(m) and ledger.signs.positive(subtract(ONE, m))


def _legendre(m: Term) -> tuple[Term, Term]:
    """Legendre's relation ``E(m)*K(1-m) + E(1-m)*K(m) - K(m)*K(1-m) = pi/2`` (DLMF 19.7.1)."""
    other = subtract(ONE, m)
    k, e, k1, e1 = (call(name, z) for z in (m, other) for name in ("elliptic_k", "elliptic_e"))
    return add((mul((e, k1)), mul((e1, k)), negate(mul((k, k1))))), divide(PI, TWO)


def _leaves(*roots: Term) -> Iterator[Term]:
    """The terms below that are not sums, products or numbers."""
    stack = list(roots)
    while stack:
        term = stack.pop()
        if term.head in ("add", "mul") or (term.head == "pow" and term.args[1].is_number):
            stack.extend(part for part in term.args if not part.is_number)
        elif not term.is_number:
            yield term
