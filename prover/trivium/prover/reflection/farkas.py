"""Farkas' alternative over the rational numbers, exactly: multipliers that refute facts, or a point that fulfils them.

A system of signs of polynomials is linear in its monomials. The simplex method (first phase, Bland's rule) looks for
non-negative multipliers under which the polynomials add up to a contradiction; where there are none its dual values are
a point. See Schrijver, Theory of Linear and Integer Programming, chapters 7 and 11.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from flint import fmpq

from trivium.prover.reflection.certificate import Sign
from trivium.prover.reflection.theorem import Kind

Monomial: TypeAlias = tuple[int, ...]
"""The exponents of the variables."""


@dataclass(frozen=True, slots=True)
class Combination:
    """Multipliers of facts, by their number, whose sum is `-constant`; those of equations may be negative."""

    multipliers: dict[int, fmpq]
    constant: fmpq


@dataclass(frozen=True, slots=True)
class Point:
    """Values of the monomials that fulfil all facts; monomials that are not named do not occur."""

    values: dict[Monomial, fmpq]


@dataclass(slots=True)
class _Tableau:
    """The equations of the multipliers, solved for a basis; the columns of the artificial variables come last."""

    rows: list[list[fmpq]]
    right: list[fmpq]
    basis: list[int]
    costs: list[fmpq]
    """Reduced costs; artificial variables cost one, others nothing."""
    structural: int

    def solve(self) -> None:
        """Pivot until no column improves."""
        while (column := self._entering()) is not None:
            row = self._leaving(column)
            if row is None:  # the costs are bounded below by zero
                raise AssertionError("an unbounded first phase")
            self._pivot(row, column)

    def _entering(self) -> int | None:
        return next((j for j in range(self.structural) if self.costs[j] < 0), None)

    def _leaving(self, column: int) -> int | None:
        best: tuple[fmpq, int, int] | None = None
        for i, row in enumerate(self.rows):
            if row[column] > 0:
                candidate = (self.right[i] / row[column], self.basis[i], i)
                if best is None or candidate[:2] < best[:2]:
                    best = candidate
        return None if best is None else best[2]

    def _pivot(self, pivot: int, column: int) -> None:
        scale = 1 / self.rows[pivot][column]
        support = [(j, value * scale) for j, value in enumerate(self.rows[pivot]) if value]
        self.rows[pivot] = [value * scale for value in self.rows[pivot]]
        self.right[pivot] *= scale
        for i, row in enumerate(self.rows):
            if i != pivot and row[column]:
                factor = row[column]
                for j, value in support:
                    row[j] -= factor * value
                self.right[i] -= factor * self.right[pivot]
        factor = self.costs[column]
        for j, value in support:
            self.costs[j] -= factor * value
        self.basis[pivot] = column


def farkas(facts: Sequence[Sign]) -> Combination | Point:
    """Multipliers of facts that add up to a contradiction, or values of the monomials that fulfil the facts."""
    coefficients = [_terms(fact) for fact in facts]
    monomials = sorted({m for terms in coefficients for m in terms if any(m)})
    place = {monomial: row for row, monomial in enumerate(monomials)}
    height = len(monomials) + 2
    columns: list[list[fmpq]] = []
    meaning: list[tuple[int, int]] = []
    for number, (fact, terms) in enumerate(zip(facts, coefficients, strict=True)):
        for sign in (1, -1) if fact.kind is Kind.EQ else (1,):
            column = [fmpq(0)] * height
            for monomial, value in terms.items():
                column[place[monomial] if any(monomial) else height - 2] = sign * value
            column[-1] = fmpq(1 if fact.kind is Kind.LT else 0)
            columns.append(column)
            meaning.append((number, sign))
    columns.append([fmpq(0)] * (height - 2) + [fmpq(1), fmpq(1)])
    tableau = _first_phase(columns, height)
    tableau.solve()
    if any(index >= len(columns) and tableau.right[i] for i, index in enumerate(tableau.basis)):
        return _point(tableau, monomials)
    multipliers: dict[int, fmpq] = {}
    constant = fmpq(0)
    for i, index in enumerate(tableau.basis):
        if index < len(meaning):
            number, sign = meaning[index]
            multipliers[number] = multipliers.get(number, fmpq(0)) + sign * tableau.right[i]
        elif index == len(meaning):
            constant = tableau.right[i]
    return Combination({number: value for number, value in multipliers.items() if value}, constant)


def _terms(fact: Sign) -> dict[Monomial, fmpq]:
    return {tuple(map(int, exponents)): fmpq(value) for exponents, value in fact.polynomial.terms()}


def _first_phase(columns: list[list[fmpq]], height: int) -> _Tableau:
    rows = [[column[i] for column in columns] + [fmpq(int(i == j)) for j in range(height)] for i in range(height)]
    right = [fmpq(0)] * (height - 1) + [fmpq(1)]
    costs = [-sum(column, fmpq(0)) for column in columns] + [fmpq(0)] * height
    return _Tableau(rows, right, [len(columns) + i for i in range(height)], costs, len(columns))


def _point(tableau: _Tableau, monomials: Sequence[Monomial]) -> Point:
    """The dual values: non-positive on every column, hence a point once divided by that of the constants."""
    dual = [1 - cost for cost in tableau.costs[tableau.structural :]]
    return Point({monomial: dual[row] / dual[-2] for row, monomial in enumerate(monomials)})
