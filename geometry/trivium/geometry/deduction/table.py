"""A linear system whose rank grows: reduced forms modulo a prime, and their fingerprints.

The design follows the "fingerprint" idea: every variable keeps its reduced form, and the value of that form at one
random point. Two linear forms are equal modulo the equations exactly when their fingerprints are, up to a chance of
about 2**-31 a comparison; a proof never rests on it, since its combinations are found again over the rationals.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from trivium.geometry.deduction.facts import IntArray, Terms, collected

PRIME = (1 << 31) - 1
_MOST_DEAD = 24
"""Columns of eliminated variables that a table carries along before it drops them."""


class Table:
    """One linear system; constants are not kept here.

    A reduced form is a combination of the free variables, so that a form has a column for each of these only: the
    more is known, the cheaper an equation. The newest variable of an equation is the one eliminated; the variables
    that existed before a point was added therefore stay expressed in one another.
    """

    __slots__ = ("_columns", "_dead", "_forms", "_raw", "pivots", "prints", "sines")

    def __init__(self) -> None:
        self._forms: IntArray = np.zeros((0, 0), dtype=np.int64)
        """Shape (variables, columns); the forms of sines stand at the end, the latest first."""
        self._columns: IntArray = np.zeros(0, dtype=np.int64)
        self._dead = 0
        self._raw: list[tuple[IntArray, IntArray]] = []
        self.prints: IntArray = np.zeros(0, dtype=np.int64)
        """Fingerprint of each variable, shape (variables,); that of sine number -k stands at -k."""
        self.pivots: list[int] = []
        """The variable that each accepted equation eliminated."""
        self.sines = 0

    def copy(self) -> Table:
        """A table that can grow on its own."""
        twin = Table()
        self._compact()
        twin._forms, twin._columns = self._forms.copy(), self._columns
        twin._raw, twin.pivots = self._raw.copy(), self.pivots.copy()
        twin.prints, twin.sines = self.prints.copy(), self.sines
        return twin

    @property
    def rank(self) -> int:
        """Number of independent equations."""
        return len(self.pivots)

    @property
    def rows(self) -> list[Terms]:
        """The accepted equations, linearly independent."""
        return [collected(zip(v.tolist(), c.tolist(), strict=True)) for v, c in self._raw]

    def extend(self, count: int, rng: np.random.Generator, *, sines: bool = False) -> None:
        """Adds free variables: pairs or points, or sines."""
        if not count:
            return
        self._compact()
        rows, width = self._forms.shape
        at = 0 if not rows else rows - self.sines
        forms = np.zeros((rows + count, width + count), dtype=np.int64)
        forms[:at, :width], forms[at + count :, :width] = self._forms[:at], self._forms[at:]
        fresh = np.arange(at, at + count)
        # the latest sine stands first, so that its number counts from the end
        forms[fresh, np.arange(width, width + count)[:: -1 if sines else 1]] = 1
        prints = rng.integers(1, PRIME, count, dtype=np.int64)
        self.prints = np.concatenate([self.prints[:at], prints, self.prints[at:]])
        numbers = -self.sines - 1 - np.arange(count) if sines else fresh
        self._forms, self._columns = forms, np.concatenate([self._columns, numbers])
        self.sines += count if sines else 0

    def values(self, variables: IntArray, coefficients: IntArray) -> IntArray:
        """The fingerprints of left sides, zero for those that are known; shape (equations,)."""
        found: IntArray = (self.prints[variables] * coefficients).sum(axis=-1) % PRIME
        return found

    def knows(self, terms: Terms) -> bool:
        """Whether the left side is a combination of accepted left sides."""
        return sum(coefficient * int(self.prints[variable]) for variable, coefficient in terms) % PRIME == 0

    def residual(self, terms: Terms) -> list[int]:
        """The free variables of the reduced form of a left side."""
        total = sum((c * self._forms[v] for v, c in terms), np.zeros(len(self._columns), dtype=np.int64)) % PRIME
        return [int(v) for v in self._columns[np.flatnonzero(total)]]

    def add(self, variables: IntArray, coefficients: IntArray) -> list[int]:
        """Accepts equations, shapes as in `Rows`; returns the numbers of those whose left sides were not known."""
        values = self.values(variables, coefficients)
        accepted: list[int] = []
        for k in np.flatnonzero(values).tolist():
            row, factors = variables[k], coefficients if coefficients.ndim == 1 else coefficients[k]
            value = int(factors @ self.prints[row]) % PRIME if accepted else int(values[k])
            if value and self._accept(row, factors, value):
                accepted.append(k)
        return accepted

    def _accept(self, row: IntArray, coefficients: IntArray, value: int) -> bool:
        form = coefficients @ self._forms[row] % PRIME
        support = np.flatnonzero(form)
        if not len(support):
            return False
        pivot = int(support[-1])
        inverse = pow(int(form[pivot]), -1, PRIME)
        column = self._forms[:, pivot]
        touched = np.flatnonzero(column)
        factors = column[touched] * inverse % PRIME
        block = self._forms[touched]
        block -= factors[:, None] * form
        block %= PRIME
        self._forms[touched] = block
        self.prints[touched] = (self.prints[touched] - factors * value) % PRIME
        self.pivots.append(int(self._columns[pivot]))
        self._raw.append((row, coefficients))
        self._columns = self._columns.copy()
        self._columns[pivot] = _ELIMINATED
        self._dead += 1
        if self._dead > _MOST_DEAD:
            self._compact()
        return True

    def _compact(self) -> None:
        if self._dead:
            live = self._columns != _ELIMINATED
            self._forms, self._columns, self._dead = self._forms[:, live], self._columns[live], 0


_ELIMINATED = np.iinfo(np.int64).min


def free_columns(tables: Sequence[Table]) -> int:
    """How many free variables tables have together."""
    return sum(len(t.prints) - t.rank for t in tables)
