"""Terms as quotients of polynomials, read off the proof kernel's normal form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.definedness import nonzero_facts
from trivium.cas.certificate.field import CapacityError
from trivium.cas.certificate.ledger import Ledger
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.terms import Term
from trivium.cas.decide.attempt import Attempt, Hints, RestartError
from trivium.cas.decide.budget import Budget
from trivium.cas.decide.proposer import introduce
from trivium.cas.errors import CertificateError

_RESTARTS = 8


@dataclass(frozen=True, slots=True)
class Fractional:
    """Numerator and denominator, expanded, in lowest terms."""

    numerator: Term
    denominator: Term

    def leading(self, variable: str) -> tuple[int, Term]:
        """The degree of the numerator in a variable, and the coefficient of its highest power."""
        rows = self.numerator.args if self.numerator.head == "add" else (self.numerator,)
        degrees = [_degree(row, variable) for row in rows]
        most = max(degrees)
        x = terms.symbol(variable)
        tops = [_without(row, x) for row, degree in zip(rows, degrees, strict=True) if degree == most]
        return most, terms.add(tops)


def as_fraction(root: Term, regions: Mapping[str, Region], budget: Budget) -> Fractional | None:
    """The term as a quotient of polynomials in its kernels, ``None`` where the kernel does not take it."""
    hints = Hints()
    for _ in range(_RESTARTS):
        attempt = Attempt(Ledger(regions, nonzero_facts(root), hints.capacity), hints, budget, introduce)
        try:
            for first in hints.first:
                attempt.ensure(first)
            value = attempt.ensure(root)
        except RestartError:
            continue
        except CapacityError:
            hints.capacity *= 2
            continue
        except CertificateError:
            return None
        return Fractional(attempt.polynomial_term(value.numerator), attempt.polynomial_term(value.denominator))
    return None


def univariate(polynomial: Term, variable: str) -> list[Fraction] | None:
    """The rational coefficients of a polynomial in one variable, from the constant one."""
    rows = polynomial.args if polynomial.head == "add" else (polynomial,)
    x = terms.symbol(variable)
    found: dict[int, Fraction] = {}
    for row in rows:
        degree = _degree(row, variable)
        rest = _without(row, x)
        if not rest.is_number:
            return None
        found[degree] = found.get(degree, Fraction(0)) + rest.number
    return [found.get(k, Fraction(0)) for k in range(max(found, default=0) + 1)]


def _degree(row: Term, variable: str) -> int:
    degree = 0
    for factor in row.args if row.head == "mul" else (row,):
        if factor == terms.symbol(variable):
            degree += 1
        elif factor.head == "pow" and factor.args[0] == terms.symbol(variable) and factor.args[1].is_number:
            degree += int(factor.args[1].number)
    return degree


def _without(row: Term, x: Term) -> Term:
    factors = row.args if row.head == "mul" else (row,)
    return terms.mul(f for f in factors if f != x and not (f.head == "pow" and f.args[0] == x))
