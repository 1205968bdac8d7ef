"""Goals that ask for a value: what the figures suggest, as goals that state it."""

from __future__ import annotations

import cmath
import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from trivium.geometry.predicates.predicate import SIGNATURES, Predicate

_CLOSE = 1e-7
_FINEST = 360
"""Largest denominator of an angle in degrees."""
_LARGEST = 400
"""Largest denominator of the square of a ratio."""


def is_question(goal: Predicate) -> bool:
    """Whether a goal asks for a value."""
    return bool(SIGNATURES[goal.name].found_as)


def suggested(goal: Predicate, figures: Sequence[Mapping[str, complex]]) -> Predicate | str:
    """The goal that states the value which all figures show, or in words why there is none."""
    angle = goal.name == "acompute"
    values = [_angle(goal, f) if angle else _ratio(goal, f) for f in figures]
    apart = max(abs(v - values[0]) for v in values)
    if min(apart, abs(apart - 180) if angle else apart) > _CLOSE * max(1.0, abs(values[0])):
        shown = " in one figure and ".join(f"{v:.4f}" for v in values[:2])
        return f"{goal}: not determined, it is {shown} in another"
    answer = _degrees(goal, values[0]) if angle else _quotient(goal, values[0])
    return answer or f"{goal}: about {values[0]:.8f} in every figure, which is no value of a simple form"


def _angle(goal: Predicate, figure: Mapping[str, complex]) -> float:
    a, b, c, d = (figure[p] for p in goal.points)
    turn = math.degrees(cmath.phase((d - c) / (b - a))) % 180
    return 0.0 if 180 - turn < _CLOSE else turn


def _ratio(goal: Predicate, figure: Mapping[str, complex]) -> float:
    a, b, c, d = (figure[p] for p in goal.points)
    return abs(b - a) / abs(d - c)


def _degrees(goal: Predicate, value: float) -> Predicate | None:
    near = Fraction(value).limit_denominator(_FINEST)
    return Predicate("aconst", goal.points, near) if abs(value - near) < _CLOSE else None


def _quotient(goal: Predicate, value: float) -> Predicate | None:
    for name, power in (("rconst", 1), ("r2const", 2)):
        near = Fraction(value**power).limit_denominator(_LARGEST)
        if near > 0 and abs(value**power / near - 1) < _CLOSE:
            return Predicate(name, goal.points, near)
    return None
