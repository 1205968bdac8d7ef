"""Signs of polynomials: a sum as a quotient of polynomials in its atoms, and isolated real roots."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpq_poly

from trivium.cas.certificate import terms
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.sign_sets import ANY, NEGATIVE, POSITIVE, ZERO, integer_power_mask, product_mask, sum_mask
from trivium.cas.certificate.terms import Term

MAX_DEGREE = 24
MAX_TERMS = 60
MAX_ATOMS = 8

Quotient = tuple[fmpq_mpoly, fmpq_mpoly]


def as_quotient(root: Term) -> tuple[Quotient, list[Term]] | None:
    """A term as a quotient of polynomials in its atoms, or ``None`` where it is too large or identically zero."""
    atoms: dict[Term, int] = {}
    parts = list(_arithmetic(root, atoms))
    if not 0 < len(atoms) <= MAX_ATOMS:
        return None
    context = fmpq_mpoly_ctx.get(tuple(f"a{i}" for i in range(len(atoms))), Ordering.lex)
    generators, one = context.gens(), context.constant(1)
    done: dict[Term, Quotient] = {atom: (generators[index], one) for atom, index in atoms.items()}
    for term in parts:
        if term in done:
            continue
        if term.is_number:
            done[term] = context.constant(fmpq(term.number.numerator, term.number.denominator)), one
            continue
        found = _combine(term, [done[part] for part in term.args[: 1 if term.head == "pow" else None]])
        if found is None:
            return None
        done[term] = found
    top, bottom = done[root]
    return None if top.is_zero() or bottom.is_zero() else ((top, bottom), list(atoms))


def _arithmetic(root: Term, atoms: dict[Term, int]) -> list[Term]:
    """The arithmetic nodes, children first; everything else is an atom."""
    order: list[Term] = []
    stack: list[tuple[Term, bool]] = [(root, False)]
    while stack:
        term, ready = stack.pop()
        whole = term.head == "pow" and term.args[1].is_number and term.args[1].number.denominator == 1
        if ready or term.is_number:
            order.append(term)
        elif term.head in ("add", "mul"):
            stack.append((term, True))
            stack.extend((part, False) for part in term.args)
        elif whole and abs(term.args[1].number) <= MAX_DEGREE:
            stack.append((term, True))
            stack.append((term.args[0], False))
        else:
            atoms.setdefault(term, len(atoms))
    return order


def _combine(term: Term, parts: list[Quotient]) -> Quotient | None:
    total = parts[0]
    if term.head == "pow":
        times = int(term.args[1].number)
        top, bottom = total if times >= 0 else (total[1], total[0])
        if len(top) > 1 and len(top) ** min(abs(times), 4) > 4 * MAX_TERMS:
            return None
        return _small((top ** abs(times), bottom ** abs(times)))
    for top, bottom in parts[1:]:
        if (len(top) + len(bottom)) * (len(total[0]) + len(total[1])) > 8 * MAX_TERMS:
            return None
        if term.head == "mul":
            total = (total[0] * top, total[1] * bottom)
        elif bottom == total[1]:
            total = (total[0] + top, bottom)
        else:
            total = (total[0] * bottom + top * total[1], total[1] * bottom)
    return _small(total)


def _small(quotient: Quotient) -> Quotient | None:
    return quotient if max(len(part) for part in quotient) <= MAX_TERMS else None


def as_term(polynomial: fmpq_mpoly, atoms: list[Term]) -> Term:
    """A polynomial in atoms as a term."""
    rows = []
    for monomial, coefficient in polynomial.to_dict().items():
        factors = [terms.number(Fraction(int(coefficient.p), int(coefficient.q)))]
        factors += [terms.power(a, terms.number(int(k))) for a, k in zip(atoms, monomial, strict=True) if k]
        rows.append(terms.mul(factors))
    return terms.add(rows)


Canonical = frozenset[tuple[Fraction, frozenset[tuple[Term, int]]]]
"""A polynomial up to a factor: monic rows of coefficients and powers of atoms."""


def canonical(polynomial: fmpq_mpoly, atoms: list[Term]) -> Canonical:
    """The polynomial divided by the coefficient of its first row in an order of the atoms that is always the same."""
    rows = [
        (frozenset((a, int(k)) for a, k in zip(atoms, monomial, strict=True) if k), coefficient)
        for monomial, coefficient in polynomial.to_dict().items()
    ]
    first = min(rows, key=lambda row: sorted((terms.write(a), k) for a, k in row[0]))[1]
    return frozenset((Fraction(int((c / first).p), int((c / first).q)), powers) for powers, c in rows)


def irreducible_factors(term: Term) -> Iterator[Canonical]:
    """The factors of the numerator of a term."""
    read = as_quotient(term)
    if read is not None:
        (top, _), atoms = read
        for factor, _ in top.factor()[1]:
            yield canonical(factor, atoms)


def rows_sign(polynomial: fmpq_mpoly, masks: list[int]) -> int:
    """The sign of a sum of rows, from the signs of the atoms."""
    signs = []
    for monomial, coefficient in polynomial.to_dict().items():
        sign = POSITIVE if coefficient > 0 else NEGATIVE
        for mask, times in zip(masks, monomial, strict=True):
            if times:
                sign = product_mask(sign, integer_power_mask(mask, int(times)))
        signs.append(sign)
    return sum_mask(signs)


def univariate_sign(factor: fmpq_mpoly, place: int, region: Region | None, mask: int) -> int:
    """The sign of an irreducible polynomial in one atom over the atom's range, from its isolated real roots."""
    if factor.total_degree() > MAX_DEGREE:
        return ANY
    coefficients = [fmpq(0)] * (int(factor.total_degree()) + 1)
    for monomial, coefficient in factor.to_dict().items():
        coefficients[int(monomial[place])] = coefficient
    polynomial = fmpq_poly(coefficients)
    if region is None:
        region = _region_of_mask(mask)
    if polynomial.degree() == 1:
        return _linear_sign(polynomial, region)
    pairs = polynomial.complex_roots()
    roots = [root.real for root, _ in pairs if root.imag.contains(0)]  # type: ignore[misc, has-type]  # flint stub
    if any(_may_lie_in(root, region) for root in roots):
        return ANY
    return POSITIVE if polynomial(_inner_point(region)) > 0 else NEGATIVE


def _may_lie_in(root: object, region: Region) -> bool:
    below = region.lower is not None and root < fmpq(region.lower.numerator, region.lower.denominator)  # type: ignore[operator]
    above = region.upper is not None and root > fmpq(region.upper.numerator, region.upper.denominator)  # type: ignore[operator]
    return not (below or above)


def _linear_sign(polynomial: fmpq_poly, region: Region) -> int:
    root = -polynomial[0] / polynomial[1]
    cut = Fraction(int(root.p), int(root.q))
    mask = ANY
    if region.lower is not None and cut <= region.lower:
        mask = POSITIVE | (ZERO if cut == region.lower and region.lower_closed else 0)
    if region.upper is not None and cut >= region.upper:
        mask = NEGATIVE | (ZERO if cut == region.upper and region.upper_closed else 0)
    return mask if polynomial[1] > 0 else product_mask(mask, NEGATIVE)


def _region_of_mask(mask: int) -> Region:
    region = Region()
    if not mask & NEGATIVE:
        region.above(Fraction(0), closed=bool(mask & ZERO))
    if not mask & POSITIVE:
        region.below(Fraction(0), closed=bool(mask & ZERO))
    return region


def _inner_point(region: Region) -> fmpq:
    if region.lower is not None and region.upper is not None:
        middle = (region.lower + region.upper) / 2
    elif region.lower is not None:
        middle = region.lower + 1
    else:
        middle = region.upper - 1 if region.upper is not None else Fraction(0)
    return fmpq(middle.numerator, middle.denominator)
