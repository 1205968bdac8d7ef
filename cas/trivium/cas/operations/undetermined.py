"""Linear combinations with undetermined coefficients, solved in the field of the proof kernel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from flint import fmpq, fmpq_mat, fmpq_mpoly

from trivium.cas.certificate.field import CapacityError, Field, Ratio
from trivium.cas.certificate.ledger import Ledger
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.terms import Term
from trivium.cas.decide.attempt import Attempt, Hints, RestartError
from trivium.cas.decide.budget import Budget
from trivium.cas.decide.proposer import introduce
from trivium.cas.errors import CertificateError

_RESTARTS = 10
_MAX_ROWS = 1_500
_MAX_DENOMINATOR = 1_500
"""Terms of a common denominator, before it is multiplied out."""


def combination(
    target: Term, candidates: Sequence[Term], regions: Mapping[str, Region], budget: Budget
) -> list[Fraction] | None:
    """Rational ``c`` with ``target = sum(c[j]*candidates[j])``, ``None`` where there are none or it stays open."""
    hints = Hints()
    for _ in range(_RESTARTS):
        attempt = Attempt(Ledger(regions, frozenset(), hints.capacity), hints, budget, introduce)
        try:
            for first in hints.first:
                attempt.ensure(first)
            values = [attempt.ensure(term) for term in (target, *candidates)]
            return _solved(attempt.ledger.field, values)
        except RestartError:
            continue
        except CapacityError:
            hints.capacity *= 2
            continue
        except CertificateError:
            return None
    return None


def _solved(field: Field, values: list[Ratio]) -> list[Fraction] | None:
    """The coefficients by Gaussian elimination over the monomials of the numerators."""
    numerators = _over_one_denominator(field, values)
    if numerators is None:
        return None
    rows: dict[tuple[int, ...], dict[int, fmpq]] = {}
    for column, polynomial in enumerate(numerators):
        for monomial, coefficient in polynomial.to_dict().items():
            rows.setdefault(tuple(map(int, monomial)), {})[column] = coefficient
    if len(rows) > _MAX_ROWS:
        return None
    width = len(numerators)
    order = [*range(1, width), 0]
    matrix = fmpq_mat(len(rows), width, [row.get(column, fmpq(0)) for row in rows.values() for column in order])
    reduced, rank = matrix.rref()
    found = [Fraction(0)] * (width - 1)
    for index in range(rank):
        pivot = next(column for column in range(width) if reduced[index, column] != 0)
        if pivot == width - 1:
            return None
        value = reduced[index, width - 1]
        found[pivot] = Fraction(int(value.p), int(value.q))
    return found


def _over_one_denominator(field: Field, values: list[Ratio]) -> list[fmpq_mpoly] | None:
    """The numerators over a common denominator, reduced by the relations of the kernels."""
    whole = values[0].denominator
    for value in values[1:]:
        rest = divmod(value.denominator, whole.gcd(value.denominator))[0]
        if len(whole) * len(rest) > _MAX_DENOMINATOR:
            return None
        whole = whole * rest
    one = field.one.numerator
    scaled = [
        field.multiply(Ratio(value.numerator, one), Ratio(divmod(whole, value.denominator)[0], one)) for value in values
    ]
    return [value.numerator for value in scaled] if all(value.denominator.is_one() for value in scaled) else None
