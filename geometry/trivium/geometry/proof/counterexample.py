"""Figures that refute, as certificates: which coordinates are taken as exact, and which follow."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from trivium.geometry.certificate import model
from trivium.geometry.certificate.statement import digest, read
from trivium.geometry.language.problem import Problem

FloatArray = npt.NDArray[np.float64]
_LEAST_PIVOT = 1e-7


def counterexample(
    problem: Problem, points: Mapping[str, complex], figure: model.Figure
) -> model.GeometryCounterexample | None:
    """The certificate that the goal fails in a figure; None where the hypotheses repeat each other.

    `points` are the same figure in double precision.
    """
    names = problem.points
    slopes = _slopes(read(problem.statement).defined, names, points)
    following = _pivots(slopes)
    if following is None:
        return None
    exact = [(name, axis) for axis in (0, 1) for k, name in enumerate(names) if k + axis * len(names) not in following]
    return model.GeometryCounterexample(
        problem.name,
        problem.statement,
        digest(problem.source),
        figure,
        tuple(name for name, axis in exact if axis == 0),
        tuple(name for name, axis in exact if axis == 1),
    )


def _slopes(equations: Sequence[model.Fact], names: Sequence[str], points: Mapping[str, complex]) -> FloatArray:
    """The derivatives of the equations by every x and then every y; shape (equations, 2 * points)."""
    index = {name: k for k, name in enumerate(names)}
    rows = np.zeros((len(equations), 2 * len(names)))
    for row, equation in zip(rows, equations, strict=True):
        for (start, end), coefficient in equation.terms:
            slope = float(coefficient) / (points[end] - points[start])
            for name, sign in ((end, 1), (start, -1)):
                by_x, by_y = sign * slope, sign * slope * 1j
                angular = equation.system == "angle"
                row[index[name]] += by_x.imag if angular else by_x.real
                row[index[name] + len(names)] += by_y.imag if angular else by_y.real
    return rows


def _pivots(slopes: FloatArray) -> set[int] | None:
    """Columns in which the rows are independent, by complete pivoting; None where the rows are not."""
    rows = slopes / np.maximum(np.abs(slopes).max(axis=1, keepdims=True, initial=0.0), math.ulp(1))
    left, found = list(range(len(rows))), set[int]()
    while left:
        block = np.abs(rows[left])
        place = int(block.argmax())
        row, column = left[place // rows.shape[1]], place % rows.shape[1]
        if not block.flat[place] > _LEAST_PIVOT:
            return None
        left.remove(row)
        found.add(column)
        rows[left] -= np.outer(rows[left, column] / rows[row, column], rows[row])
    return found
