"""Exact linear algebra over monomials: equations eliminated, and Farkas combinations of inequalities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from flint import fmpq

Key = TypeVar("Key")
Row: TypeAlias = "dict[Key, fmpq]"
Combination: TypeAlias = dict[int, fmpq]
"""Multiples of numbered sources."""


@dataclass(slots=True)
class Reduced(Generic[Key]):
    """A row and the combination of sources that it is."""

    row: dict[Key, fmpq]
    sources: Combination


def combine(target: dict[Key, fmpq], other: Mapping[Key, fmpq], factor: fmpq) -> None:
    """Add a multiple of a row to another in place."""
    for key, value in other.items():
        total = target.get(key)
        total = factor * value if total is None else total + factor * value
        if total == 0:
            target.pop(key, None)
        else:
            target[key] = total


class Elimination(Generic[Key]):
    """Equations in echelon form; each remembers how it was combined."""

    def __init__(self, order: Callable[[Key], object]) -> None:
        self._order = order
        self.pivots: dict[Key, Reduced[Key]] = {}

    def add(self, source: int, row: Mapping[Key, fmpq]) -> Reduced[Key] | None:
        """Take in an equation `row = 0`; returns it where it reduces to nothing new, else None."""
        reduced = self.reduce(row)
        reduced.sources[source] = reduced.sources.get(source, fmpq(0)) + 1
        if not reduced.row:
            return reduced
        pivot = max(reduced.row, key=self._order)  # type: ignore[arg-type]
        scale = 1 / reduced.row[pivot]
        reduced.row = {key: value * scale for key, value in reduced.row.items()}
        reduced.sources = {index: value * scale for index, value in reduced.sources.items()}
        self.pivots[pivot] = reduced
        return None

    def reduce(self, row: Mapping[Key, fmpq]) -> Reduced[Key]:
        """Remove every pivot from a row. The result is the row plus the combination of sources."""
        left = dict(row)
        sources: Combination = {}
        pending = [key for key in left if key in self.pivots]
        while pending:
            pivot = max(pending, key=self._order)  # type: ignore[arg-type]
            found = self.pivots[pivot]
            factor = -left[pivot]
            combine(left, found.row, factor)
            combine(sources, found.sources, factor)
            pending = [key for key in left if key in self.pivots]
        return Reduced(left, sources)


def farkas(
    rows: Sequence[Mapping[Key, fmpq]], strict: Iterable[int], out_of_time: Callable[[], bool]
) -> Combination | None:
    """Multipliers ≥ 0 for the rows (each says `row ≥ 0`) whose sum is zero, one of a strict row being positive.

    The constant row belongs to `rows` as a strict one. None where there are none, or where time runs out.
    """
    strict_rows = set(strict)
    keys = {key for row in rows for key in row}
    tableau = _Tableau(len(rows))
    for key in keys:
        tableau.equation({index: row[key] for index, row in enumerate(rows) if key in row}, fmpq(0))
    tableau.equation({index: fmpq(1) for index in strict_rows}, fmpq(1))
    return tableau.solution(out_of_time)


class _Tableau:
    """Phase one of the simplex method with Bland's rule, on sparse exact rows."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.rows: list[dict[int, fmpq]] = []
        self.values: list[fmpq] = []

    def equation(self, row: dict[int, fmpq], value: fmpq) -> None:
        self.rows.append(row)
        self.values.append(value)

    def solution(self, out_of_time: Callable[[], bool]) -> Combination | None:
        basis = [self.columns + index for index in range(len(self.rows))]
        cost: dict[int, fmpq] = {}
        for row in self.rows:
            combine(cost, row, fmpq(1))
        remaining = sum(self.values, fmpq(0))
        turns = 0
        while remaining > 0:
            turns += 1
            entering = self._entering(cost, bland=turns > 60)
            if entering is None or out_of_time():
                return None
            leaving = self._leaving(entering, basis)
            if leaving is None:
                return None
            remaining -= self._pivot(leaving, entering, cost)
            basis[leaving] = entering
        return {
            column: value for column, value in zip(basis, self.values, strict=True) if value and column < self.columns
        }

    @staticmethod
    def _entering(cost: Mapping[int, fmpq], *, bland: bool) -> int | None:
        positive = [column for column, value in cost.items() if value > 0]
        if not positive:
            return None
        return min(positive) if bland else max(positive, key=lambda column: (cost[column], -column))

    def _leaving(self, entering: int, basis: Sequence[int]) -> int | None:
        best: tuple[fmpq, int] | None = None
        chosen = None
        for index, row in enumerate(self.rows):
            entry = row.get(entering)
            if entry is not None and entry > 0:
                rank = (self.values[index] / entry, basis[index])
                if best is None or rank < best:
                    best, chosen = rank, index
        return chosen

    def _pivot(self, leaving: int, entering: int, cost: dict[int, fmpq]) -> fmpq:
        scale = 1 / self.rows[leaving][entering]
        row = {column: value * scale for column, value in self.rows[leaving].items()}
        value = self.values[leaving] * scale
        self.rows[leaving], self.values[leaving] = row, value
        for index, other in enumerate(self.rows):
            entry = other.get(entering)
            if index != leaving and entry is not None:
                combine(other, row, -entry)
                self.values[index] -= entry * value
        gain = cost[entering]
        combine(cost, row, -gain)
        return gain * value
