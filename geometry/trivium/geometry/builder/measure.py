"""How far a figure is from fulfilling an equation."""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterable, Mapping

from trivium.geometry.predicates.equation import Constant, Equation, System

TOLERANCE = 1e-7
"""A residual below it counts as zero in double precision."""


def residual(equation: Equation, points: Mapping[str, complex]) -> float:
    """The absolute value of left side minus right side; for angles the distance to the nearest integer.

    Infinite where a pair of points coincides.
    """
    total = -_value(equation.constant, equation.system)
    for variable, coefficient in equation.terms:
        if len(variable) == 1:
            raise ValueError("a position has no size")
        gap = points[variable[1]] - points[variable[0]]
        if abs(gap) < 1e-12:
            return math.inf
        total += float(coefficient) * _measure(equation.system, gap)
    return abs(total - round(total)) if equation.system is System.ANGLE else abs(total)


def holds(equations: Iterable[Equation], points: Mapping[str, complex]) -> bool:
    """Whether a figure fulfils all equations."""
    return all(residual(e, points) < TOLERANCE for e in equations)


def _measure(system: System, gap: complex) -> float:
    if system is System.ANGLE:
        return cmath.phase(gap) / math.pi
    if system is System.RATIO:
        return math.log(abs(gap))
    return abs(gap) if system is System.LENGTH else abs(gap) ** 2


def _value(constant: Constant, system: System) -> float:
    if system is System.ANGLE:
        return float(sum(v for _, v in constant))
    return sum(float(v) * math.log(q) for q, v in constant)
