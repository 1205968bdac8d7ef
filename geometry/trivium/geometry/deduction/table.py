"""A linear system whose rank grows: reduced forms modulo a prime, and their fingerprints.

The design follows the "fingerprint" idea: every variable keeps its reduced form, and the value of that form at one
random point. Two linear forms are equal modulo the equations exactly when their fingerprints are, up to a chance of
about 2**-31 a comparison; a proof never rests on it, since its combinations are found again over the rationals.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from trivium.geometry.deduction.facts import Terms

PRIME = (1 << 31) - 1
IntArray = npt.NDArray[np.int64]


class Table:
    """One linear system over `size` variables; constants are not kept here."""

    __slots__ = ("_reduced", "pivots", "prints", "rows")

    def __init__(self, size: int, rng: np.random.Generator) -> None:
        self._reduced: IntArray = np.eye(size, dtype=np.int64)
        self.prints: IntArray = rng.integers(1, PRIME, size, dtype=np.int64)
        """Fingerprint of each variable, shape (size,)."""
        self.pivots: list[int] = []
        """The variable that each accepted equation eliminated."""
        self.rows: list[Terms] = []
        """The accepted equations, linearly independent."""

    @property
    def rank(self) -> int:
        """Number of independent equations."""
        return len(self.rows)

    def extend(self, rng: np.random.Generator) -> int:
        """Adds a variable and returns its number."""
        size = self._reduced.shape[0]
        if size == len(self.prints):
            room = max(32, size // 2)
            grown = np.zeros((size + room, size + room), dtype=np.int64)
            grown[:size, :size] = self._reduced
            grown[range(size, size + room), range(size, size + room)] = 1
            self._reduced = grown
        number = len(self.prints)
        self.prints = np.append(self.prints, rng.integers(1, PRIME, 1, dtype=np.int64))
        return number

    def knows(self, terms: Terms) -> bool:
        """Whether the left side is a combination of accepted left sides."""
        return self._print(terms) == 0

    def _print(self, terms: Terms) -> int:
        prints = self.prints
        return sum(coefficient * int(prints[variable]) for variable, coefficient in terms) % PRIME

    def add(self, terms: Terms) -> bool:
        """Accepts an equation; returns False where its left side was known."""
        value = self._print(terms)
        if value == 0:
            return False
        form = np.zeros(self._reduced.shape[0], dtype=np.int64)
        for variable, coefficient in terms:
            form += coefficient * self._reduced[variable]
            form %= PRIME
        support = np.flatnonzero(form)
        pivot = int(support[-1])
        inverse = pow(int(form[pivot]), PRIME - 2, PRIME)
        column = self._reduced[:, pivot]
        touched = np.flatnonzero(column)
        factors = column[touched] * inverse % PRIME
        block = np.ix_(touched, support)
        self._reduced[block] = (self._reduced[block] - factors[:, None] * form[support]) % PRIME
        self.prints[touched] = (self.prints[touched] - factors * value) % PRIME
        self.pivots.append(pivot)
        self.rows.append(terms)
        return True
