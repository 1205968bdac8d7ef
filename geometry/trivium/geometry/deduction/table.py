"""A linear system whose rank grows: reduced forms modulo a prime, and their fingerprints.

The design follows the "fingerprint" idea: every variable keeps its reduced form, and the value of that form at one
random point. Two linear forms are equal modulo the equations exactly when their fingerprints are, up to a chance of
about 2**-31 a comparison; a proof never rests on it, since its combinations are found again over the rationals.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np

from trivium.geometry.deduction.facts import IntArray, Terms, collected

PRIME = (1 << 31) - 1
_Form: TypeAlias = dict[int, int]
"""A combination of free variables modulo the prime; never changed once it is made."""


class Table:
    """One linear system; constants are not kept here.

    A reduced form is a combination of free variables; nearly all have few terms, and few forms change with an
    equation. The newest variable of an equation is the one eliminated; the variables that existed before a point was
    added therefore stay expressed in one another.
    """

    __slots__ = ("_before", "_forms", "_raw", "_users", "pivots", "prints", "sines")

    def __init__(self) -> None:
        self._forms: dict[int, _Form] = {}
        """The reduced forms; a variable without one is its own."""
        self._users: dict[int, frozenset[int]] = {}
        """The variables in whose forms a free variable occurs; only in its own where nothing is said."""
        self._before: list[int] = []
        """How many pairs or points there were when each sine was added."""
        self._raw: list[tuple[IntArray, IntArray]] = []
        self.prints: IntArray = np.zeros(0, dtype=np.int64)
        """Fingerprint of each variable, shape (variables,); that of sine number -k stands at -k."""
        self.pivots: list[int] = []
        """The variable that each accepted equation eliminated."""
        self.sines = 0

    def copy(self) -> Table:
        """A table that can grow on its own."""
        twin = Table()
        twin._forms, twin._users, twin._before = self._forms.copy(), self._users.copy(), self._before.copy()
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
        at = len(self.prints) - self.sines
        prints = rng.integers(1, PRIME, count, dtype=np.int64)
        self.prints = np.concatenate([self.prints[:at], prints, self.prints[at:]])
        if sines:
            self.sines += count
            self._before += [at] * count

    def values(self, variables: IntArray, coefficients: IntArray) -> IntArray:
        """The fingerprints of left sides, zero for those that are known; shape (equations,)."""
        found: IntArray = np.add.reduce(self.prints[variables] * coefficients, axis=-1) % PRIME
        return found

    def knows(self, terms: Terms) -> bool:
        """Whether the left side is a combination of accepted left sides."""
        return sum(coefficient * int(self.prints[variable]) for variable, coefficient in terms) % PRIME == 0

    def residual(self, terms: Terms) -> tuple[int, ...]:
        """The free variables of the reduced form of a left side."""
        return tuple(self._reduced(terms))

    def add(self, variables: IntArray, coefficients: IntArray) -> list[int]:
        """Accepts equations, shapes as in `Rows`; returns the numbers of those whose left sides were not known."""
        values = self.values(variables, coefficients)
        accepted: list[int] = []
        for k in values.nonzero()[0].tolist():
            row, factors = variables[k], coefficients if coefficients.ndim == 1 else coefficients[k]
            value = int(factors @ self.prints[row]) % PRIME if accepted else int(values[k])
            if value and self._accept(list(zip(row.tolist(), factors.tolist(), strict=True)), value):
                self._raw.append((row, factors))
                accepted.append(k)
        return accepted

    def _accept(self, terms: Iterable[tuple[int, int]], value: int) -> bool:
        form = self._reduced(terms)
        if not form:
            return False
        pivot = max(form, key=self._age)
        inverse = pow(form.pop(pivot), -1, PRIME)
        # the pivot as a combination of the others, and the fingerprint it loses
        instead = [(v, -c * inverse % PRIME) for v, c in form.items()]
        loss = value * inverse % PRIME
        users = self._users.pop(pivot, None) or frozenset((pivot,))
        cancelled: list[tuple[int, int]] = []
        for user in users:
            changed = self._forms[user].copy() if user in self._forms else {user: 1}
            factor = changed.pop(pivot)
            for v, c in instead:
                after = (changed.get(v, 0) + factor * c) % PRIME
                if after:
                    changed[v] = after
                else:
                    # a product of non-zero residues is not zero: the variable was there
                    del changed[v]
                    cancelled.append((v, user))
            self._forms[user] = changed
            self.prints[user] = (int(self.prints[user]) - factor * loss) % PRIME
        for v, _ in instead:
            self._users[v] = self._users.get(v, frozenset((v,))) | users
        for v, user in cancelled:
            self._users[v] -= {user}
        self.pivots.append(pivot)
        return True

    def _age(self, variable: int) -> tuple[int, int]:
        """In the order in which variables were added: a sine follows the pairs that there were before it."""
        return (variable + 1, 0) if variable >= 0 else (self._before[-variable - 1], -variable)

    def _reduced(self, terms: Iterable[tuple[int, int]]) -> _Form:
        form: _Form = {}
        for variable, coefficient in terms:
            known = self._forms.get(variable)
            if known is None:
                form[variable] = form.get(variable, 0) + coefficient
                continue
            for v, c in known.items():
                form[v] = form.get(v, 0) + coefficient * c
        return {v: c % PRIME for v, c in form.items() if c % PRIME}
