"""Exact combinations: how an equation follows from the accepted equations of a table."""

from __future__ import annotations

from fractions import Fraction

from flint import nmod_mat

from trivium.geometry.deduction.facts import Terms
from trivium.geometry.deduction.table import PRIME, Table
from trivium.geometry.errors import ExtractionError

_LARGEST_DENOMINATOR = 4096
_BOUND = PRIME // (4 * _LARGEST_DENOMINATOR)


class Combinations:
    """Finds combinations in one table.

    The accepted equations are linearly independent, so that a combination is unique; it is found modulo the table's
    prime, lifted to the rationals and confirmed there.
    """

    def __init__(self, table: Table) -> None:
        self._rows = table.rows
        self._column = {variable: k for k, variable in enumerate(table.pivots)}
        size = len(table.rows)
        entries = [[0] * size for _ in range(size)]
        for k, terms in enumerate(table.rows):
            for variable, coefficient in terms:
                column = self._column.get(variable)
                if column is not None:
                    entries[k][column] = coefficient % PRIME
        self._inverse = nmod_mat(size, size, [e for row in entries for e in row], PRIME).inv().table() if size else []

    def of(self, terms: Terms) -> dict[int, Fraction]:
        """The factor of each accepted equation, by its number in the table, zeros left out.

        Raises ExtractionError where no exact combination is found.
        """
        factors = [0] * len(self._rows)
        for variable, coefficient in terms:
            column = self._column.get(variable)
            if column is not None:
                for k, entry in enumerate(self._inverse[column]):
                    factors[k] += coefficient * int(entry)
        found = {k: _lifted(f % PRIME) for k, f in enumerate(factors) if f % PRIME}
        self._confirm(found, terms)
        return found

    def _confirm(self, factors: dict[int, Fraction], terms: Terms) -> None:
        total: dict[int, Fraction] = {}
        for k, factor in factors.items():
            for variable, coefficient in self._rows[k]:
                total[variable] = total.get(variable, Fraction(0)) + factor * coefficient
        if {v: c for v, c in total.items() if c} != dict(terms):
            raise ExtractionError("no exact combination of accepted equations gives a premise")


def _lifted(residue: int) -> Fraction:
    """The fraction of small numerator and denominator with this residue (Wang's rational reconstruction)."""
    r, s, u, v = PRIME, residue, 0, 1
    while s > _BOUND:
        quotient = r // s
        r, s, u, v = s, r - quotient * s, v, u - quotient * v
    if v == 0 or abs(v) > _LARGEST_DENOMINATOR:
        raise ExtractionError("a coefficient has no small fraction")
    return Fraction(s, v)
