"""What is certain of the sign of a real term on the domain.

A sign is a set of possibilities: any of negative, zero, positive. The rules are sound but incomplete; a term that
is not known to be real has no sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpq_poly

from trivium.cas.certificate import terms
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.terms import Term

NEGATIVE, ZERO, POSITIVE = 1, 2, 4
ANY = NEGATIVE | ZERO | POSITIVE

_PRECISIONS = (128, 1024)
_MAX_POLYNOMIAL_DEGREE = 24
_MAX_POLYNOMIAL_TERMS = 60
_ALWAYS_REAL = frozenset(
    [
        "exp",
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "sinh",
        "cosh",
        "tanh",
        "coth",
        "sech",
        "csch",
        "atan",
        "acot",
        "asinh",
        "acsch",
        "gamma",
        "rgamma",
        "digamma",
        "factorial",
        "erf",
        "erfc",
        "erfi",
        "Si",
        "Shi",
        "airyai",
        "airybi",
        "floor",
        "ceiling",
        "sign",
        "Max",
        "Min",
        "Ei",
        "abs",
        "re",
        "im",
        "arg",
        "atan2",
        "binomial",
    ]
)
_SIGN_OF_ARGUMENT = frozenset({"sinh", "tanh", "atan", "asinh", "erf", "erfi", "Si", "Shi", "sign", "csch", "coth"})
_POSITIVE_OF_REAL = frozenset({"exp", "cosh", "sech", "erfc"})
_UNIT_RANGE = frozenset({"sin", "cos", "tanh", "erf"})


class Signs:
    """The signs of terms, given the domains and the terms that are known not to vanish."""

    def __init__(self, regions: Mapping[str, Region], nonzero: Iterable[Term] = ()) -> None:
        self._regions = regions
        self._nonzero = frozenset(nonzero)
        self._known: dict[Term, int] = {}

    def of(self, root: Term) -> int:
        """The possible signs of a term; 0 where it is not known to be real."""
        for term in terms.postorder(root):
            if term not in self._known:
                mask = self._sign(term)
                self._known[term] = mask & ~ZERO if term in self._nonzero else mask
        return self._known[root]

    def real(self, term: Term) -> bool:
        """Whether the term is certainly real where it is defined."""
        return self.of(term) != 0

    def nonnegative(self, term: Term) -> bool:
        """Whether the term is certainly real and at least zero where it is defined."""
        mask = self.of(term)
        return mask != 0 and not mask & NEGATIVE

    def positive(self, term: Term) -> bool:
        """Whether the term is certainly positive where it is defined."""
        return self.of(term) == POSITIVE

    def nonzero(self, term: Term) -> bool:
        """Whether the term certainly does not vanish where it is defined."""
        if term in self._nonzero or term.head == "exp":
            return True
        if term.head == "mul":
            return all(self.nonzero(factor) for factor in term.args)
        if term.head == "pow":
            return self.nonzero(term.args[0])
        mask = self.of(term)
        if mask:
            return not mask & ZERO
        return not terms.symbols(term) and _constant_nonzero(term)

    def integer(self, term: Term) -> bool:
        """Whether the term is certainly an integer."""
        match term.head:
            case "num":
                return term.number.denominator == 1
            case "symbol":
                return self._regions[term.name].integer
            case "add" | "mul":
                return all(self.integer(part) for part in term.args)
            case _:
                return False

    def _sign(self, term: Term) -> int:
        match term.head:
            case "num":
                return _sign_of(term.number)
            case "const":
                return 0 if term.name in ("I", "oo") else POSITIVE
            case "symbol":
                return _region_sign(self._regions[term.name])
            case "add":
                return self._sum(term)
            case "mul":
                return self._product(term)
            case "pow":
                return self._power(term)
            case _:
                return self._call(term)

    def _sum(self, term: Term) -> int:
        masks = [self._known[part] for part in term.args]
        if not all(masks):
            return 0
        mask = _sum_mask(masks)
        if mask != ANY:
            return mask
        if not terms.symbols(term):
            return _constant_sign(term)
        return self._bounded(term) or self._polynomial(term) or ANY

    def _bounded(self, term: Term) -> int:
        """A number plus multiples of functions that range in [-1, 1]."""
        low = high = Fraction(0)
        for part in term.args:
            if part.is_number:
                low, high = low + part.number, high + part.number
                continue
            factor, rest = (part.args[0].number, part.args[1:]) if _scaled(part) else (Fraction(1), (part,))
            if not all(_unit_range(other) for other in rest):
                return 0
            low, high = low - abs(factor), high + abs(factor)
        if low >= 0:
            return POSITIVE | (ZERO if low == 0 else 0)
        return NEGATIVE | (ZERO if high == 0 else 0) if high <= 0 else 0

    def _product(self, term: Term) -> int:
        mask = POSITIVE
        for part in term.args:
            other = self._known[part]
            if not other:
                return 0
            mask = _product_mask(mask, other)
        return mask

    def _power(self, term: Term) -> int:
        base, exponent = term.args
        base_mask = self._known[base]
        if not base_mask:
            return 0
        if exponent.is_number and exponent.number.denominator == 1:
            return _integer_power_mask(base_mask, int(exponent.number))
        if base_mask & NEGATIVE or not self._known[exponent]:
            return self._integer_exponent(base_mask, exponent)
        return base_mask if base_mask == POSITIVE or self.positive(exponent) else POSITIVE | ZERO

    def _integer_exponent(self, base_mask: int, exponent: Term) -> int:
        return ANY if self.integer(exponent) and base_mask else 0

    def _call(self, term: Term) -> int:
        masks = [self._known[part] for part in term.args]
        if term.head in ("re", "im", "arg"):
            return ANY
        if term.head == "abs":
            return POSITIVE if self.nonzero(term.args[0]) else POSITIVE | ZERO
        if not all(masks):
            return 0
        return self._real_call(term, masks)

    def _real_call(self, term: Term, masks: list[int]) -> int:
        argument = term.args[0]
        match term.head:
            case "log":
                return 0 if masks[0] & NEGATIVE else self._shifted(argument, -1)
            case "asin" | "acos" | "atanh":
                inside = all(self._shifted(part, 1) & ~NEGATIVE == self._shifted(part, 1) != 0
                             for part in (argument, terms.negate(argument)))  # fmt: skip
                return 0 if not inside else POSITIVE | ZERO if term.head == "acos" else masks[0]
            case "acosh":
                above = self._shifted(argument, -1)
                return 0 if not above or above & NEGATIVE else POSITIVE | ZERO
            case "gamma" | "factorial" | "rgamma" if self._positive_gamma(term, masks[0]):
                return POSITIVE
            case "conjugate":
                return masks[0]
            case _ if term.head in _POSITIVE_OF_REAL:
                return POSITIVE
            case _ if term.head in _SIGN_OF_ARGUMENT:
                return masks[0]
            case _:
                return ANY if term.head in _ALWAYS_REAL else 0

    def _positive_gamma(self, term: Term, mask: int) -> bool:
        return mask == POSITIVE or (term.head == "factorial" and not mask & NEGATIVE)

    def _shifted(self, term: Term, shift: int) -> int:
        return self.of(terms.add((term, terms.number(shift))))

    def _polynomial(self, term: Term) -> int:
        """The sign of a sum through the factors of the polynomial that it is in its atoms."""
        read = _as_polynomial(term)
        if read is None:
            return 0
        polynomial, atoms = read
        content, factors = polynomial.factor()
        mask = _sign_of(Fraction(int(content.p), int(content.q)))
        for factor, times in factors:
            other = self._factor_sign(factor, atoms, whole=len(factors) == 1 and times == 1)
            if not other:
                return 0
            mask = _product_mask(mask, _integer_power_mask(other, int(times)))
        return mask

    def _factor_sign(self, factor: fmpq_mpoly, atoms: list[Term], whole: bool) -> int:
        used = [i for i, degree in enumerate(factor.degrees()) if degree]
        if len(used) == 1:
            atom = atoms[used[0]]
            region = self._regions[atom.name] if atom.head == "symbol" else None
            return _univariate_sign(factor, used[0], region, self._known[atom])
        if whole:
            return _sum_mask([self._monomial_sign(m, c, atoms) for m, c in factor.to_dict().items()])
        return self.of(_as_term(factor, atoms))

    def _monomial_sign(self, monomial: tuple[int, ...], coefficient: fmpq, atoms: list[Term]) -> int:
        mask = POSITIVE if coefficient > 0 else NEGATIVE
        for atom, times in zip(atoms, monomial, strict=True):
            if times:
                mask = _product_mask(mask, _integer_power_mask(self._known[atom], int(times)))
        return mask


def _sign_of(value: Fraction) -> int:
    return POSITIVE if value > 0 else NEGATIVE if value < 0 else ZERO


def _region_sign(region: Region) -> int:
    if region.complex:
        return 0
    mask = ANY
    if region.lower is not None and region.lower >= 0:
        mask &= ~NEGATIVE
        if region.lower > 0 or not region.lower_closed:
            mask &= ~ZERO
    if region.upper is not None and region.upper <= 0:
        mask &= ~POSITIVE
        if region.upper < 0 or not region.upper_closed:
            mask &= ~ZERO
    return mask


def _sum_mask(masks: list[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    if union & NEGATIVE and union & POSITIVE:
        return ANY
    strict = any(not mask & ZERO for mask in masks)
    return union & ~ZERO if strict else union


def _product_mask(left: int, right: int) -> int:
    mask = (left | right) & ZERO
    if (left & POSITIVE and right & POSITIVE) or (left & NEGATIVE and right & NEGATIVE):
        mask |= POSITIVE
    if (left & POSITIVE and right & NEGATIVE) or (left & NEGATIVE and right & POSITIVE):
        mask |= NEGATIVE
    return mask


def _integer_power_mask(base: int, exponent: int) -> int:
    if exponent == 0:
        return POSITIVE
    mask = base
    if exponent % 2 == 0:
        mask = (base & ZERO) | (POSITIVE if base & (POSITIVE | NEGATIVE) else 0)
    return mask & ~ZERO if exponent < 0 else mask


def _scaled(term: Term) -> bool:
    return term.head == "mul" and term.args[0].is_number


def _unit_range(term: Term) -> bool:
    if term.head == "pow" and term.args[1].is_number and term.args[1].number > 0:
        return term.args[1].number.denominator == 1 and _unit_range(term.args[0])
    return term.head in _UNIT_RANGE


def _constant_sign(term: Term) -> int:
    for precision in _PRECISIONS:
        try:
            value = enclose(term, {}, precision).real
        except UndefinedError:
            continue
        if value > 0:
            return POSITIVE
        if value < 0:
            return NEGATIVE
    return ANY


def _constant_nonzero(term: Term) -> bool:
    try:
        return not enclose(term, {}, _PRECISIONS[0]).contains(0)
    except UndefinedError:
        return False


def _as_polynomial(term: Term) -> tuple[fmpq_mpoly, list[Term]] | None:
    """A sum as a polynomial in its atoms, or ``None`` where it is too large."""
    atoms: dict[Term, int] = {}
    rows = _rows(term, atoms)
    if rows is None or len(rows) > _MAX_POLYNOMIAL_TERMS or not 0 < len(atoms) <= 8:
        return None
    context = fmpq_mpoly_ctx.get(tuple(f"a{i}" for i in range(len(atoms))), Ordering.lex)
    total = context.constant(0)
    generators = context.gens()
    for coefficient, powers in rows:
        row = context.constant(fmpq(coefficient.numerator, coefficient.denominator))
        for index, times in powers.items():
            row = row * generators[index] ** times
        total = total + row
    return None if total.is_zero() else (total, list(atoms))


_Row = tuple[Fraction, dict[int, int]]


def _rows(term: Term, atoms: dict[Term, int]) -> list[_Row] | None:
    """The expanded rows of a term: coefficient and powers of atoms."""
    match term.head:
        case "num":
            return [(term.number, {})]
        case "add":
            parts = [_rows(part, atoms) for part in term.args]
            return None if any(part is None for part in parts) else [row for part in parts for row in part or ()]
        case "mul":
            return _product_rows([_rows(part, atoms) for part in term.args])
        case "pow" if term.args[1].is_number and term.args[1].number in range(1, _MAX_POLYNOMIAL_DEGREE + 1):
            times = int(term.args[1].number)
            base = _rows(term.args[0], atoms)
            if base is not None and len(base) == 1:
                coefficient, powers = base[0]
                return [(coefficient**times, {index: power * times for index, power in powers.items()})]
            return _product_rows([base] * times)
        case _:
            return [(Fraction(1), {atoms.setdefault(term, len(atoms)): 1})]


def _product_rows(parts: list[list[_Row] | None]) -> list[_Row] | None:
    total: list[_Row] = [(Fraction(1), {})]
    for part in parts:
        if part is None or len(total) * len(part) > 4 * _MAX_POLYNOMIAL_TERMS:
            return None
        total = [(c * d, _join(p, q)) for c, p in total for d, q in part]
    return total


def _join(left: dict[int, int], right: dict[int, int]) -> dict[int, int]:
    return {index: left.get(index, 0) + right.get(index, 0) for index in left | right}


def _as_term(polynomial: fmpq_mpoly, atoms: list[Term]) -> Term:
    rows = []
    for monomial, coefficient in polynomial.to_dict().items():
        factors = [terms.number(Fraction(int(coefficient.p), int(coefficient.q)))]
        factors += [terms.power(a, terms.number(int(k))) for a, k in zip(atoms, monomial, strict=True) if k]
        rows.append(terms.mul(factors))
    return terms.add(rows)


def _univariate_sign(factor: fmpq_mpoly, place: int, region: Region | None, mask: int) -> int:
    """The sign of an irreducible polynomial in one atom over the atom's range, from its isolated real roots."""
    if factor.total_degree() > _MAX_POLYNOMIAL_DEGREE:
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
    return mask if polynomial[1] > 0 else _product_mask(mask, NEGATIVE)


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
