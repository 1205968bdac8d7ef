"""Proposed antiderivatives, by undetermined coefficients (after Risch and Norman).

The antiderivative is sought as a combination of products of the functions that occur in the integrand and in its
derivatives, over its denominator, of logarithms of the factors of the denominator, and of a few special functions.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from flint import fmpq_poly

from trivium.cas.certificate import terms
from trivium.cas.certificate.calculus import differentiate, plain
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import HALF, MINUS_ONE, ONE, PI, TWO, Term, add, call, mul, negate, power
from trivium.cas.errors import CertificateError, OutOfTimeError
from trivium.cas.operations.attempt import Attempt
from trivium.cas.operations.rational import as_fraction, univariate
from trivium.cas.operations.undetermined import combination

_MAX_CANDIDATES = 90
_SECONDS = 1.2
_PARTNERS = {"sin": "cos", "cos": "sin", "sinh": "cosh", "cosh": "sinh"}
_GROWING = frozenset({"log", "atan", "asin", "acos", "asinh", "acosh", "atanh", "erf", "erfc", "Si", "Ci", "Ei"})
_FUNCTIONS = _GROWING | _PARTNERS.keys() | {"exp", "tan", "tanh", "abs", "LambertW"}


def antiderivatives(integrand: Term, variable: str, region: Region, attempt: Attempt) -> Iterator[Term]:
    """Terms that may be antiderivatives on a region; each is checked before it counts."""
    try:
        found = _by_coefficients(plain(integrand), variable, {**attempt.regions(), variable: region}, attempt)
    except OutOfTimeError:
        attempt.budget.require_time()
        return
    except CertificateError:
        return
    if found is not None:
        yield found


def _by_coefficients(integrand: Term, variable: str, regions: dict[str, Region], attempt: Attempt) -> Term | None:
    budget = attempt.budget.slice(_SECONDS)
    for bonus in (0, 1):
        candidates = list(itertools.islice(_candidates(integrand, variable, regions, attempt, bonus), _MAX_CANDIDATES))
        slopes, kept = [], []
        for candidate in dict.fromkeys(candidates):
            try:
                slopes.append(differentiate(plain(candidate), variable))
                kept.append(candidate)
            except CertificateError:
                continue
        found = combination(integrand, slopes, regions, budget)
        if found is not None:
            return add(mul((terms.number(c), term)) for c, term in zip(found, kept, strict=True) if c)
    return None


def _candidates(
    integrand: Term, variable: str, regions: dict[str, Region], attempt: Attempt, bonus: int
) -> Iterator[Term]:
    x = terms.symbol(variable)
    atoms = _atoms(integrand, variable)
    yield from _special(atoms, x)
    yield from _of_denominator(integrand, variable, regions, attempt)
    fraction = as_fraction(integrand, regions, attempt.budget)
    below = _repeated(fraction.denominator, x) if fraction is not None else ONE
    inverse = power(below, MINUS_ONE)
    degree = _degree(integrand, x) + 1 + bonus
    for product in _products(integrand, atoms, bonus):
        for exponent in range(degree + 1):
            row = mul((power(x, terms.number(exponent)), product)) if exponent else product
            yield row
            if below != ONE:
                yield mul((row, inverse))


def _atoms(root: Term, variable: str) -> list[Term]:
    """The functions of the variable that occur, with those that their derivatives bring."""
    found: dict[Term, None] = {}
    for term in terms.postorder(root):
        if variable not in terms.symbols(term):
            continue
        radical = term.head == "pow" and not (term.args[1].is_number and term.args[1].number.denominator == 1)
        if term.head in _FUNCTIONS or radical:
            found[_root_of(term) if radical else term] = None
            if term.head in _PARTNERS:
                found[call(_PARTNERS[term.head], *term.args)] = None
    return list(found)


def _root_of(term: Term) -> Term:
    """The positive root that a fractional power is a power of; any other power as it is."""
    exponent = term.args[1]
    if not exponent.is_number:
        return term
    return power(term.args[0], terms.number(Fraction(1, exponent.number.denominator)))


def _degree(root: Term, x: Term) -> int:
    most = 1
    for term in terms.postorder(root):
        if term.head == "pow" and term.args[0] == x and term.args[1].is_number and term.args[1].number > 0:
            most = max(most, min(int(term.args[1].number), 6))
    return most


def _products(root: Term, atoms: list[Term], bonus: int) -> Iterator[Term]:
    """Products of the atoms, with powers as high as they occur (one more of what integrals raise)."""
    highest = []
    for atom in atoms:
        most = 1
        for term in terms.postorder(root):
            if term.head == "pow" and term.args[0] == atom and term.args[1].is_number:
                most = max(most, min(abs(int(term.args[1].number)), 4))
            if term.head == "pow" and term.args[0] == atom.args[0] and atom.head == "pow" and term.args[1].is_number:
                most = max(most, min(abs(term.args[1].number.numerator), 5))
        highest.append(most + (1 if atom.head in _GROWING else bonus))
    partners = sum(atom.head in _PARTNERS for atom in atoms)
    limit = max(highest, default=0) + max(len(atoms) - partners, 0)
    ranges = [range(most + 1) for most in highest]
    powers = sorted((p for p in itertools.product(*ranges) if sum(p) <= limit), key=sum)
    for exponents in powers[:60]:
        yield mul(power(a, terms.number(e)) for a, e in zip(atoms, exponents, strict=True) if e)


def _special(atoms: list[Term], x: Term) -> Iterator[Term]:
    for atom in atoms:
        inner = atom.args[0]
        if atom.head == "exp":
            yield from _of_exponential(inner, x)
        elif atom.head in ("sin", "cos"):
            yield call("Si" if atom.head == "sin" else "Ci", inner)
            yield call("log", call("abs", call("cos", inner)))
            yield call("log", call("abs", call("sin", inner)))
        elif atom.head == "tan":
            yield call("log", call("abs", call("cos", inner)))
        elif atom.head in ("sinh", "cosh", "tanh"):
            yield call("log", call("cosh", inner))
            yield call("Shi", inner)
        elif atom.head == "log":
            yield call("log", call("abs", atom))
            yield call("log", atom)
        elif atom.head in ("atan", "acot"):
            yield call("log", add((ONE, power(inner, TWO))))
        elif atom.head in ("asin", "acos"):
            yield power(add((ONE, negate(power(inner, TWO)))), HALF)
            yield mul((x, power(add((ONE, negate(power(inner, TWO)))), HALF)))
        elif atom.head == "pow" and atom.args[1] == HALF:
            yield from _of_root(inner, x)


def _of_exponential(inner: Term, x: Term) -> Iterator[Term]:
    yield call("Ei", inner)
    name = x.name
    slope = plain(differentiate(inner, name))
    curvature = plain(differentiate(slope, name))
    if not terms.symbols(curvature) and curvature != terms.ZERO:
        rate = power(mul((MINUS_ONE, HALF, curvature)), HALF)
        centre = mul((negate(slope), power(curvature, MINUS_ONE)))
        offset = negate(add((centre, mul((MINUS_ONE, x)))))
        yield mul((power(PI, HALF), call("erf", mul((rate, offset)))))
        if inner == negate(power(x, TWO)):
            yield mul((power(PI, HALF), call("erf", x)))


def _of_root(inner: Term, x: Term) -> Iterator[Term]:
    """``sqrt(a*x**2 + b)``: inverse sines, and the logarithm of the root plus the variable."""
    root = power(inner, HALF)
    yield call("log", call("abs", add((x, root))))
    yield call("asinh", x)
    yield call("asin", x)
    yield call("acosh", x)
    for square in (part.number for part in inner.args if part.is_number and part.number > 0):
        yield call("asin", mul((x, power(terms.number(square), negate(HALF)))))
        yield call("asinh", mul((x, power(terms.number(square), negate(HALF)))))


def _of_denominator(integrand: Term, variable: str, regions: dict[str, Region], attempt: Attempt) -> Iterator[Term]:
    """Logarithms of what the integrand divides by, and arc tangents of irreducible quadratic factors."""
    x = terms.symbol(variable)
    bases = [t.args[0] for t in terms.postorder(integrand) if t.head == "pow" and _negative(t.args[1])]
    signs = Signs(regions)
    for base in bases:
        for factor in _factors(base, variable, regions, attempt):
            if variable in terms.symbols(factor):
                yield call("log", factor if signs.positive(factor) else call("abs", factor))
                yield from _arc_tangents(factor, x)


def _negative(exponent: Term) -> bool:
    return exponent.is_number and exponent.number < 0


def _factors(base: Term, variable: str, regions: dict[str, Region], attempt: Attempt) -> Iterator[Term]:
    fraction = as_fraction(base, regions, attempt.budget)
    coefficients = None if fraction is None else univariate(fraction.numerator, variable)
    if coefficients is None:
        yield base
        return
    polynomial = fmpq_poly([0])
    for k, c in enumerate(coefficients[:30]):
        polynomial = polynomial + fmpq_poly([0] * k + [c.numerator]) / c.denominator
    x = terms.symbol(variable)
    for factor, _ in polynomial.factor()[1]:
        numbers = [Fraction(int(c.p), int(c.q)) for c in factor.coeffs()]
        yield add(mul((terms.number(c), power(x, terms.number(k)) if k else ONE)) for k, c in enumerate(numbers))


def _arc_tangents(factor: Term, x: Term) -> Iterator[Term]:
    slope = plain(differentiate(factor, x.name))
    curvature = plain(differentiate(slope, x.name))
    if terms.symbols(curvature) or curvature == terms.ZERO:
        return
    at_zero = terms.substitute(factor, {x: terms.ZERO})
    linear = terms.substitute(slope, {x: terms.ZERO})
    below = add((mul((TWO, curvature, at_zero)), negate(power(linear, TWO))))
    if below.is_number and below.number < 0:
        root = power(terms.number(-below.number), HALF)
        ratio = mul((add((slope, negate(root))), power(add((slope, root)), MINUS_ONE)))
        yield mul((power(root, MINUS_ONE), call("log", call("abs", ratio))))
        return
    inverse = power(power(below, HALF), MINUS_ONE)
    yield mul((inverse, call("atan", mul((slope, inverse)))))


def _repeated(denominator: Term, x: Term) -> Term:
    """The denominator that the rational part of an antiderivative may have."""
    return denominator if x.name in terms.symbols(denominator) else ONE
