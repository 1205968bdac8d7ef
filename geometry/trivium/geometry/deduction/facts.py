"""Facts inside the closure: equations over numbered variables, single ones and many of one shape, and inferences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from trivium.geometry.predicates.equation import Constant, System

IntArray = npt.NDArray[np.int64]
Terms: TypeAlias = tuple[tuple[int, int], ...]
"""Variables by number, with integer coefficients. Pairs of points (points, in the position system) count from 0 on,
sines of angles, which stand among the log-lengths, from -1 down."""


@dataclass(frozen=True, slots=True)
class Fact:
    """The sum of the terms equals `constant` (modulo 1 for angles)."""

    system: System
    terms: Terms
    constant: Constant = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Equations of one system that have the same number of terms."""

    system: System
    variables: IntArray
    """Shape (equations, terms); a variable may occur twice."""
    coefficients: IntArray
    """Shape (equations, terms), or (terms,) where all equations have the same."""
    constant: Constant = ()
    """The constant of every equation."""
    constants: tuple[Constant, ...] = ()
    """One constant an equation, where they differ."""

    def fact(self, row: int) -> Fact:
        """One of the equations."""
        coefficients = self.coefficients if self.coefficients.ndim == 1 else self.coefficients[row]
        terms = collected(zip(self.variables[row].tolist(), coefficients.tolist(), strict=True))
        return Fact(self.system, terms, self.constants[row] if self.constants else self.constant)


@dataclass(frozen=True, slots=True)
class Inferences:
    """A rule applied to many tuples of points; row by row the premises give the conclusions."""

    rule: str
    points: IntArray
    """Shape (inferences, points of the rule's template)."""
    premises: tuple[Rows, ...]
    conclusions: tuple[Rows, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An accepted equation with its reason."""

    fact: Fact
    rule: str
    points: tuple[int, ...]
    premises: tuple[Fact, ...]


SUM_AND_DIFFERENCE = np.array([1, 1, -1], dtype=np.int64)
DIFFERENCE = np.array([1, -1], dtype=np.int64)
PROPORTION = np.array([1, -1, -1, 1], dtype=np.int64)
"""Coefficients of a - b = c - d, for the variables a, b, c, d."""


def columns(*arrays: IntArray) -> IntArray:
    """Arrays of one length side by side, shape (length, arrays); `numpy.stack` takes far longer for short ones."""
    table: IntArray = np.empty((len(arrays[0]), len(arrays)), dtype=np.int64)
    for k, array in enumerate(arrays):
        table[:, k] = array
    return table


def rows(system: System, *variables: IntArray, coefficients: IntArray, constant: Constant = ()) -> Rows:
    """Equations from one array of variables a term."""
    return Rows(system, columns(*variables), coefficients, constant)


def one(system: System, terms: Iterable[tuple[int, int]], constant: Constant = ()) -> Rows:
    """A single equation as rows."""
    table = np.array(list(terms), dtype=np.int64).reshape(-1, 2)
    return Rows(system, table[None, :, 0], table[:, 1], constant)


def collected(terms: Iterable[tuple[int, int]]) -> Terms:
    """Like terms added up, in order, without zeros."""
    total: dict[int, int] = {}
    for variable, coefficient in terms:
        total[variable] = total.get(variable, 0) + coefficient
    return tuple(sorted((v, c) for v, c in total.items() if c))
