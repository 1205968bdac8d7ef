"""Figures of statements without constructions: damped Gauss-Newton on the assumptions, with restarts.

An equation over directions or log-lengths is the imaginary or real part of a sum of complex logarithms of differences
of points, so that residuals and derivatives are the same few array operations for both.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import cast

import numpy as np
import numpy.typing as npt
from flint import acb, arb

from trivium.geometry.builder.arithmetic import precision
from trivium.geometry.builder.legibility import legibility
from trivium.geometry.errors import FigureError
from trivium.geometry.language.problem import Problem
from trivium.geometry.predicates.equation import Equation, System, equations_of

FloatArray = npt.NDArray[np.float64]
ComplexArray = npt.NDArray[np.complex128]
_STEPS = 80
_LAST_STEPS = 12
_NEAR = 1e-5
"""Residual from which on undamped steps are taken."""
_STUCK = 1e9
"""Damping at which a step no longer moves anything."""
_ZERO = 1e-13
"""Largest residual at which no step is tried any more."""
_CLOSE = 1e-9
"""Largest residual of a solution in double precision, where steps no longer help: short sides cost digits."""
_CANDIDATES = 4
"""Solutions from random starts among which the one in most general position is taken."""
_SPACINGS = (0.06, 0.03, 0.01, 0.002)
"""Least distance of two points, in units of the figure's size, for the first attempts and the later ones."""


class Conditions:
    """The assumptions of a problem as equations in the coordinates of its points."""

    def __init__(self, problem: Problem) -> None:
        self.names = problem.points
        self._texts: list[str] = []
        self._equations: list[Equation] = []
        for number, predicate in enumerate(problem.assumed, start=1):
            for equation in equations_of(predicate):
                self._equations.append(equation)
                self._texts.append(f"assumption {number} ({predicate})")
        index = {name: k for k, name in enumerate(self.names)}
        terms = [(row, index[v[0]], index[v[1]], float(c)) for row, e in enumerate(self._equations) for v, c in e.terms]
        self._row, self._from, self._to = (np.array([t[k] for t in terms], dtype=np.int64) for k in range(3))
        self._factor = np.array([t[3] for t in terms])
        self._angular = np.array([e.system is System.ANGLE for e in self._equations], dtype=bool)
        self._constant = np.array([_number(e) for e in self._equations])

    def __len__(self) -> int:
        return len(self._equations)

    def residuals(self, z: ComplexArray) -> FloatArray:
        """Left sides minus right sides, angles in units of pi to the nearest integer; shape (equations,)."""
        gap = np.log(z[self._to] - z[self._from])
        total = np.zeros(len(self), dtype=np.complex128)
        np.add.at(total, self._row, self._factor * gap)
        left = np.where(self._angular, total.imag / math.pi, total.real) - self._constant
        return np.where(self._angular, left - np.round(left), left)  # type: ignore[no-any-return]

    def jacobian(self, z: ComplexArray) -> FloatArray:
        """Derivatives by x and then y of every point; shape (equations, 2 * points)."""
        slope = self._factor / (z[self._to] - z[self._from])
        by_point = np.zeros((len(self), len(z)), dtype=np.complex128)
        np.add.at(by_point, (self._row, self._to), slope)
        np.add.at(by_point, (self._row, self._from), -slope)
        angular = self._angular[:, None]
        by_x = np.where(angular, by_point.imag / math.pi, by_point.real)
        by_y = np.where(angular, by_point.real / math.pi, -by_point.imag)
        return np.hstack([by_x, by_y])

    def worst(self, z: ComplexArray) -> str:
        """The assumption that is farthest from being met."""
        return self._texts[int(np.argmax(np.abs(self.residuals(z))))]

    def precise(self, z: Sequence[acb]) -> list[arb]:
        """The residuals at the precision of the flint context."""
        index = {name: k for k, name in enumerate(self.names)}
        return [_precise(e, [z[index[v[1]]] - z[index[v[0]]] for v, _ in e.terms]) for e in self._equations]


def _number(equation: Equation) -> float:
    if equation.system is System.ANGLE:
        return float(sum(v for _, v in equation.constant))
    return sum(float(v) * math.log(q) for q, v in equation.constant)


def _precise(equation: Equation, gaps: Sequence[acb]) -> arb:
    angular = equation.system is System.ANGLE
    total = arb(0)
    for gap, (_, c) in zip(gaps, equation.terms, strict=True):
        part = gap.log().imag / arb.pi() if angular else abs(gap).log()
        total += part * c.numerator / c.denominator
    for key, amount in equation.constant:
        total -= arb(amount.numerator) / amount.denominator * (1 if angular else arb(key).log())
    return total - round(float(total.mid())) if angular else total


def place(problem: Problem, rng: random.Random, tries: int, expired: Callable[[], bool]) -> dict[str, complex]:
    """Points that meet the assumptions and are apart; near the coordinates of the text where it has them.

    Raises FigureError, naming the assumption that fails or the points that meet, where `tries` starts give none.
    """
    conditions = Conditions(problem)
    wished = [z for _, z in problem.declared]
    failure = FigureError(0, "", "no time to draw a figure")
    found: list[ComplexArray] = []
    for attempt in range(tries):
        if expired():
            break
        start = _start(wished, rng, 0.0 if attempt == 0 else 0.05 * attempt)
        try:
            z = _solved(conditions, start)
            # coordinates of the text are taken as they are; a figure of our own shall be easy to read
            level = min(attempt * len(_SPACINGS) // tries, len(_SPACINGS) - 1) if None in wished else -1
            _check_apart(conditions.names, z, _SPACINGS[level])
        except FigureError as error:
            failure = error
            continue
        found.append(z)
        if None not in wished or len(found) == _CANDIDATES:
            break
    if not found:
        raise failure
    best = min(found, key=lambda z: (_flat(z), -legibility([complex(p) for p in z])))
    return {name: complex(p) for name, p in zip(conditions.names, best, strict=True)}


def settle(problem: Problem, points: Mapping[str, complex]) -> dict[str, complex]:
    """The figure nearest to some points, by Newton steps; raises FigureError where these do not end in one."""
    conditions = Conditions(problem)
    z = _solved(conditions, np.array([points[name] for name in conditions.names]))
    _check_apart(conditions.names, z, _SPACINGS[-1])
    return {name: complex(p) for name, p in zip(conditions.names, z, strict=True)}


def sharpen(problem: Problem, points: Mapping[str, complex], bits: int) -> dict[str, complex]:
    """The figure of some points to nearly so many bits, as `flint.acb` without radius; raises FigureError.

    The Jacobian in double precision is kept: each step gains the digits in which it is right.
    """
    conditions = Conditions(problem)
    machine = np.array([points[name] for name in conditions.names])
    inverse = np.linalg.pinv(conditions.jacobian(machine), rcond=1e-9).tolist()
    count = len(machine)
    with precision(bits):
        z = [acb(p.real, p.imag) for p in machine.tolist()]
        for _ in range(bits // 16 + 8):
            left = conditions.precise(z)
            if all(abs(r) < arb(2) ** (24 - bits) for r in left):
                return dict(zip(conditions.names, cast("list[complex]", z), strict=True))
            step = [sum((arb(c) * r for c, r in zip(row, left, strict=True)), arb(0)).mid() for row in inverse]
            z = [acb((p.real - step[k]).mid(), (p.imag - step[k + count]).mid()) for k, p in enumerate(z)]
    raise FigureError(0, "", "the assumptions hold in double precision only: they depend on each other or clash")


def _start(wished: Sequence[complex | None], rng: random.Random, noise: float) -> ComplexArray:
    placed = [z for z in wished if z is not None]
    size = max((abs(a - b) for a, b in combinations(placed, 2)), default=1.0) or 1.0
    middle = sum(placed) / len(placed) if placed else 0j
    points = []
    for z in wished:
        if z is None:
            points.append(middle + size * complex(rng.uniform(-1, 1), rng.uniform(-1, 1)))
        else:
            points.append(z + size * noise * complex(rng.gauss(0, 1), rng.gauss(0, 1)))
    return np.array(points, dtype=np.complex128)


def _solved(conditions: Conditions, start: ComplexArray) -> ComplexArray:
    """A solution near a start; raises FigureError where there is none.

    Levenberg's damped steps lead near it, undamped least-squares steps to the end.
    """
    z, damping = start, 1e-2
    with np.errstate(all="ignore"):
        left = conditions.residuals(z)
        for _ in range(_STEPS):
            size = float(left @ left)
            if size < _NEAR**2 or not math.isfinite(size) or damping > _STUCK:
                break
            slope = conditions.jacobian(z)
            new = z - _complex(_damped(slope, left, damping * size**0.5))
            after = conditions.residuals(new)
            if float(after @ after) < size:
                z, left, damping = new, after, damping / 8
            else:
                damping *= 4
        for _ in range(_LAST_STEPS):
            if not float(np.abs(left).max(initial=0.0)) > _ZERO or not float(left @ left) < 1e-4:
                break
            step, *_ = np.linalg.lstsq(conditions.jacobian(z), left, rcond=1e-10)
            new = z - _complex(step.astype(np.float64))
            after = conditions.residuals(new)
            if not float(after @ after) < float(left @ left):
                break
            z, left = new, after
    if not np.isfinite(left).all():
        raise FigureError(0, "", "points coincide on the way to a figure")
    if float(np.abs(left).max(initial=0.0)) > _CLOSE:
        raise FigureError(0, conditions.worst(z), "cannot be met together with the others from here")
    return z


def _damped(slope: FloatArray, left: FloatArray, damping: float) -> FloatArray:
    """The step that makes up for the residuals, shorter where it is uncertain; shape (2 * points,)."""
    matrix = slope.T @ slope
    matrix[np.diag_indices_from(matrix)] += damping
    return np.linalg.solve(matrix, slope.T @ left).astype(np.float64)


def _complex(step: FloatArray) -> ComplexArray:
    count = len(step) // 2
    return np.asarray(step[:count] + 1j * step[count:], dtype=np.complex128)


def _check_apart(names: Sequence[str], z: ComplexArray, spacing: float) -> None:
    gaps = np.abs(z[:, None] - z[None, :])
    size = float(gaps.max(initial=0.0))
    np.fill_diagonal(gaps, np.inf)
    k = int(np.argmin(gaps)) if len(z) > 1 else 0
    if len(z) > 1 and not gaps.flat[k] > spacing * size:
        one, two = divmod(k, len(z))
        raise FigureError(0, "", f"points {names[one]} and {names[two]} coincide")


def _flat(z: ComplexArray) -> int:
    """The number of collinear triples: of several figures, that with the fewest is in the most general position."""
    if len(z) < 3:
        return 0
    a, b, c = np.array(list(combinations(range(len(z)), 3))).T
    u, v = z[b] - z[a], z[c] - z[a]
    return int((np.abs((np.conj(u) * v).imag) < 1e-6 * np.abs(u) * np.abs(v)).sum())
