"""Exact sample points of a domain: generic ones, and one in every sign cell that can be isolated."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from flint import fmpq, fmpq_poly

from trivium.cas.certificate.model import Point
from trivium.cas.domain.variables import Domain, Kind
from trivium.cas.reader.syntax import (
    Call,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    children,
    is_whole,
    postorder,
)

GENERIC_POINTS = 16
MAX_CELL_POINTS = 48
_MAX_DEGREE = 40
_ZERO = Fraction(0)

_UNIT_FRACTIONS = [Fraction(*pair) for pair in ((3, 7), (5, 6), (1, 9), (2, 3), (7, 11), (1, 2), (13, 14), (2, 11))]
_REALS = [Fraction(*pair) for pair in (
    (5, 7), (-4, 3), (13, 6), (-2, 9), (17, 5), (-19, 6), (1, 8), (-23, 3),
    (2, 1), (-1, 2), (1, 1), (0, 1), (11, 1), (-1, 1), (1, 2), (-7, 1),
)]  # fmt: skip
_INTEGERS = [3, -2, 5, 0, 1, -5, 2, 7, -1, 4, 8, -3, 6, 9, -7, 12]
_IMAGINARY = [Fraction(*pair) for pair in (
    (2, 3), (-7, 5), (1, 4), (-1, 3), (9, 2), (0, 1), (-11, 3), (3, 8),
    (1, 1), (0, 1), (-2, 1), (1, 2), (0, 1), (-1, 1), (7, 1), (5, 4),
)]  # fmt: skip


@functools.lru_cache(maxsize=64)
def values_in(domain: Domain, count: int = GENERIC_POINTS) -> tuple[tuple[Fraction, Fraction], ...]:
    """At least one and up to ``count`` distinct values of the domain, spread out."""
    if domain.kind is Kind.COMPLEX:
        return tuple(zip(_REALS, _IMAGINARY, strict=True))[:count]
    candidates = _integers(domain) if domain.kind is Kind.INTEGER else _reals(domain)
    chosen = dict.fromkeys(value for value in candidates if (value, _ZERO) in domain)
    return tuple((value, _ZERO) for value in itertools.islice(chosen, count))


def _integers(domain: Domain) -> Iterator[Fraction]:
    yield from map(Fraction, _INTEGERS)
    if domain.lower is not None:
        yield from (Fraction(math.floor(domain.lower) + step) for step in range(GENERIC_POINTS))
    if domain.upper is not None:
        yield from (Fraction(math.ceil(domain.upper) - step) for step in range(GENERIC_POINTS))


def _reals(domain: Domain) -> Iterator[Fraction]:
    lower, upper = domain.lower, domain.upper
    if lower is not None and upper is not None:
        yield from (lower + (upper - lower) * part for part in _UNIT_FRACTIONS)
        yield from (end for end in (lower, upper))
        yield from (lower + (upper - lower) * Fraction(k, 17) for k in range(1, 17))
    elif lower is not None:
        yield from (lower + abs(value) for value in _REALS)
        yield from (lower + abs(value) + 2 for value in _REALS)
    elif upper is not None:
        yield from (upper - abs(value) for value in _REALS)
        yield from (upper - abs(value) - 2 for value in _REALS)
    else:
        yield from _REALS


def generic_points(domains: Mapping[str, Domain]) -> Iterator[Point]:
    """Points that give the variables unrelated values, then equal ones."""
    if not domains:
        yield {}
        return
    columns = {name: values_in(domain) for name, domain in domains.items()}
    longest = max(len(values) for values in columns.values())
    strides = {name: 1 + 2 * index for index, name in enumerate(columns)}
    count = longest if len(columns) == 1 else max(longest, GENERIC_POINTS)
    for turn in range(count):
        yield {
            name: values[(turn * strides[name] + index * 3) % len(values)]
            for index, (name, values) in enumerate(columns.items())
        }


def cell_points(expressions: Sequence[Expression], domains: Mapping[str, Domain]) -> Iterator[Point]:
    """Points between and beside the real roots of denominators, radicands and arguments of branching functions."""
    real = [name for name, domain in domains.items() if domain.kind is Kind.REAL]
    critical = _critical(expressions)
    others = itertools.islice(generic_points(domains), 3 if len(domains) > 1 else 1)
    emitted = 0
    for base in others:
        for name in real:
            for value in _cells(critical, name, base, domains[name]):
                if emitted >= MAX_CELL_POINTS:
                    return
                emitted += 1
                yield {**base, name: (value, _ZERO)}


def _critical(expressions: Sequence[Expression]) -> list[Expression]:
    """Subexpressions whose sign decides a branch or definedness."""
    found: dict[Expression, None] = {}
    for root in expressions:
        for node in postorder(root):
            match node:
                case Quotient(_, denominator):
                    found[denominator] = None
                case Power(base, exponent) if not is_whole(exponent):
                    found[base] = None
                case Call(name, arguments) if name in _BRANCHING:
                    found.update(dict.fromkeys(arguments))
                    if name in _BRANCHING_AT_ONE:
                        one = Number(Fraction(1))
                        found.update({Sum((part, Negation(one))): None for part in arguments})
                        found.update({Sum((part, one)): None for part in arguments})
                    if len(arguments) == 2:
                        found[Sum((arguments[0], Negation(arguments[1])))] = None
                case _:
                    continue
    return list(found)


_BRANCHING = frozenset(
    [
        "sqrt",
        "cbrt",
        "log",
        "abs",
        "sign",
        "arg",
        "Max",
        "Min",
        "asin",
        "acos",
        "acosh",
        "atanh",
        "asec",
        "acsc",
        "acot",
        "acoth",
        "asech",
        "acsch",
        "atan2",
        "gamma",
        "loggamma",
        "Ei",
        "Ci",
        "Chi",
        "li",
        "atan",
    ]
)
_BRANCHING_AT_ONE = frozenset({"asin", "acos", "acosh", "atanh", "asec", "acsc", "acoth", "asech", "li"})


def _cells(critical: Sequence[Expression], name: str, base: Point, domain: Domain) -> list[Fraction]:
    """A value in each cell that the isolated roots cut the domain into, and near each root."""
    roots: list[float] = []
    for expression in critical:
        polynomials = _polynomials(expression, name, base)
        for polynomial in polynomials or ():
            roots.extend(_real_roots(polynomial))
    finite = sorted({root for root in roots if math.isfinite(root)})
    if not finite:
        return []
    middles = [(a + b) / 2 for a, b in itertools.pairwise(finite) if b > a]
    outside = [finite[0] - 1, finite[-1] + 1]
    beside = [root + side for root in finite for side in (-1 / 64, 1 / 64)]
    exact = [Fraction(value).limit_denominator(10**6) for value in (*middles, *outside, *beside, *finite)]
    return [value for value in dict.fromkeys(exact) if (value, _ZERO) in domain]


def _real_roots(polynomial: fmpq_poly) -> Iterator[float]:
    if not 0 < polynomial.degree() <= _MAX_DEGREE:
        return
    for pair in polynomial.complex_roots():
        root = pair[0]  # type: ignore[index]  # the stub of flint lacks the multiplicity
        if root.imag.contains(0):
            yield float(root.real.mid())


def _polynomials(root: Expression, name: str, base: Point) -> tuple[fmpq_poly, fmpq_poly] | None:
    """Numerator and denominator of an expression as polynomials in one variable, the others at the base point."""
    done: list[tuple[fmpq_poly, fmpq_poly] | None] = []
    for node in postorder(root):
        count = len(children(node))
        parts = done[len(done) - count :]
        del done[len(done) - count :]
        known = [part for part in parts if part is not None]
        done.append(_ratio(node, known, name, base) if len(known) == count else None)
    return done[0]


def _ratio(
    node: Expression, parts: list[tuple[fmpq_poly, fmpq_poly]], name: str, base: Point
) -> tuple[fmpq_poly, fmpq_poly] | None:
    one = fmpq_poly([1])
    match node:
        case Number(value):
            return fmpq_poly([fmpq(value.numerator, value.denominator)]), one
        case Symbol(variable):
            if variable == name:
                return fmpq_poly([0, 1]), one
            real, imaginary = base[variable]
            return None if imaginary else (fmpq_poly([fmpq(real.numerator, real.denominator)]), one)
        case Negation():
            return -parts[0][0], parts[0][1]
        case Sum():
            total = parts[0]
            for top, bottom in parts[1:]:
                total = (total[0] * bottom + top * total[1], total[1] * bottom)
            return _small(total)
        case Product():
            total = parts[0]
            for top, bottom in parts[1:]:
                total = (total[0] * top, total[1] * bottom)
            return _small(total)
        case Quotient():
            (a, b), (c, d) = parts
            return _small((a * d, b * c)) if not c.is_zero() else None
        case Power(_, exponent) if isinstance(exponent, Number) and exponent.value in range(_MAX_DEGREE):
            times = int(exponent.value)
            return _small((parts[0][0] ** times, parts[0][1] ** times))
        case _:
            return None


def _small(ratio: tuple[fmpq_poly, fmpq_poly]) -> tuple[fmpq_poly, fmpq_poly] | None:
    return ratio if max(part.degree() for part in ratio) <= _MAX_DEGREE else None
