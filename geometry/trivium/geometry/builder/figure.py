"""Figures of a problem: its constructions evaluated one after another from free parameters and choices.

A figure is determined by its `Script`. The same script gives the same figure in double precision and in balls of any
precision; a script with its parameters moved a little gives another figure of the same shape, with the same choices.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trivium.geometry.builder.arithmetic import Arithmetic, Balls, Machine, cross, dot, precision
from trivium.geometry.builder.legibility import legibility
from trivium.geometry.builder.loci import Choices, Circle, Line, Locus, meet, project
from trivium.geometry.builder.sketches import SKETCHES
from trivium.geometry.builder.solving import place, settle, sharpen
from trivium.geometry.errors import FigureError
from trivium.geometry.language.problem import Application, Clause, Problem


@dataclass(frozen=True, slots=True)
class Script:
    """What determines a figure."""

    draws: tuple[float, ...]
    """Free parameters, in the order in which they are drawn."""
    choices: tuple[int, ...]
    """Which of several alternatives is taken, in order."""
    coordinates: tuple[tuple[str, complex], ...] = ()
    """Where points are wished to lie."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Points of the plane that fulfil the constructions of a problem."""

    points: Mapping[str, complex]
    script: Script


@dataclass(frozen=True, slots=True)
class Margins:
    """What counts as degenerate, in units of the figure's size."""

    distance: float
    """Least distance of two points."""
    spread: float
    """Largest distance of a point from the origin, in units of the first points' size."""


_MARGINS = (Margins(0.06, 6.0), Margins(0.03, 12.0), Margins(0.01, 30.0), Margins(0.002, 100.0))
_SAME = 1e-6
"""Distance below which two points are one, whatever the margins."""
_PARALLEL = 1e-4
"""Least sine of an angle for three points not to count as collinear."""


class _Pencil:
    """Draws free parameters: recorded ones first, then fresh ones."""

    def __init__(self, numbers: Arithmetic, script: Script, rng: random.Random | None) -> None:
        self.numbers = numbers
        self._draws: Iterator[float] = iter(script.draws)
        self._choices: Iterator[int] = iter(script.choices)
        self._rng = rng
        self.draws: list[float] = []
        self.choices: list[int] = []
        self.wishes = dict(script.coordinates)

    def draw(self, low: float, high: float) -> float:
        value = next(self._draws, None)
        if value is None:
            value = self._random().uniform(low, high)
        self.draws.append(value)
        return self.numbers.real(value)

    def choose(self, allowed: list[int]) -> int:
        """One of several alternatives, by number; the recorded one where there is a record."""
        choice = next(self._choices, None)
        if choice is None:
            choice = self._random().choice(allowed)
        self.choices.append(choice)
        return choice

    def _random(self) -> random.Random:
        if self._rng is None:
            raise ValueError("the script is too short")
        return self._rng


@dataclass(slots=True)
class _Attempt:
    """One figure under construction."""

    pencil: _Pencil
    margins: Margins | None
    """None where the script is known to be good."""
    points: dict[str, complex] = field(default_factory=dict)

    def clause(self, clause: Clause) -> None:
        results = [self._sketch(a) for a in clause.applications]
        new = self._solve(clause, results)
        for name, point in zip(clause.points, new, strict=True):
            if self.margins is not None:
                self._check_margin(clause, name, point)
            self.points[name] = point

    def _sketch(self, application: Application) -> Locus | Choices:
        old = [self.points[p] for p in application.old_points]
        extra = [] if application.value is None else [application.value]
        return SKETCHES[application.construction.name](self.pencil, *old, *extra)

    def _solve(self, clause: Clause, results: list[Locus | Choices]) -> tuple[complex, ...]:
        wish = self.pencil.wishes.get(clause.points[0])
        determined = next((r for r in results if isinstance(r, Choices)), None)
        if determined is not None:
            return self._pick(list(determined.alternatives), clause, wish)
        loci = [r for r in results if not isinstance(r, Choices)]
        if len(loci) == 2:
            return self._pick([(p,) for p in meet(loci[0], loci[1], self.pencil.numbers)], clause, wish)
        return (self._on(loci[0], wish),)

    def _pick(
        self, alternatives: list[tuple[complex, ...]], clause: Clause, wish: complex | None
    ) -> tuple[complex, ...]:
        if wish is not None and len(clause.points) == len(clause.coordinates) and not clause.applications[0].old_points:
            return tuple(self._wished(name) for name in clause.points)
        if len(alternatives) == 1:
            return alternatives[0]
        if self.margins is None:
            return self._recorded(alternatives)
        if wish is not None:
            near = min(range(len(alternatives)), key=lambda k: abs(alternatives[k][0] - wish))
            return alternatives[self.pencil.choose([near])]
        allowed = [k for k, new in enumerate(alternatives) if all(self._distance(p) > _SAME for p in new)]
        if not allowed:
            raise ArithmeticError("every intersection is a point that exists already")
        return alternatives[self.pencil.choose(allowed)]

    def _recorded(self, alternatives: list[tuple[complex, ...]]) -> tuple[complex, ...]:
        """The recorded alternative; the other one where that is a point which exists already.

        "The other common point" of two curves is first or second by the direction of a line, which turns round where a
        point runs through infinity.
        """
        choice = self.pencil.choose([])
        if any(self._distance(p) < _SAME for p in alternatives[choice]):
            free = [k for k, new in enumerate(alternatives) if all(self._distance(p) > _SAME for p in new)]
            if len(free) == 1:
                self.pencil.choices[-1] = choice = free[0]
        return alternatives[choice]

    def _wished(self, name: str) -> complex:
        wish = self.pencil.wishes[name]
        return self.pencil.numbers.point(self.pencil.numbers.real(wish.real), self.pencil.numbers.real(wish.imag))

    def _on(self, locus: Locus, wish: complex | None) -> complex:
        """A point of a locus: the nearest to the wish, or a drawn one."""
        numbers = self.pencil.numbers
        if isinstance(locus, Circle):
            if wish is None:
                return locus.centre + numbers.turn(self.pencil.draw(0, 2)) * numbers.sqrt(locus.square)
            out = numbers.point(numbers.real(wish.real), numbers.real(wish.imag)) - locus.centre
            return locus.centre + out * (numbers.sqrt(locus.square) / numbers.sqrt(dot(out, out)))
        if wish is not None:
            return project(numbers.point(numbers.real(wish.real), numbers.real(wish.imag)), locus)
        return self._on_line(locus)

    def _on_line(self, line: Line) -> complex:
        length = self.pencil.draw(0.3, 1.7) if line.ray else self.pencil.draw(-1, 1.8)
        return line.start + line.along * length

    def _distance(self, point: complex) -> float:
        return min((abs(point - other) for other in self.points.values()), default=1.0)

    def _check_margin(self, clause: Clause, name: str, point: complex) -> None:
        assert self.margins is not None
        first = next(iter(self.points.values()), 0j)
        size = max([1e-9, *(abs(first - other) for other in self.points.values())])
        scale = size if len(self.points) > 2 else 1.0
        if not abs(point) < self.margins.spread * max(scale, 1.0):
            raise FigureError(clause.number, str(clause), f"point {name} falls far outside the figure")
        if self._distance(point) < self.margins.distance * min(scale, 1.0):
            near = min(self.points, key=lambda other: abs(self.points[other] - point))
            raise FigureError(clause.number, str(clause), f"point {name} coincides with {near}")


def draw(problem: Problem, rng: random.Random, tries: int, expired: Callable[[], bool] = lambda: False) -> Figure:
    """A non-degenerate figure in double precision.

    Raises FigureError, naming the clause and the reason of the last failure, where `tries` attempts give none or
    `expired` says that time is up.
    """
    if problem.declared:
        return _settled(place(problem, rng, tries, expired))
    failure = FigureError(0, "", "no time to draw a figure")
    for attempt in range(tries):
        margins = _MARGINS[min(attempt * len(_MARGINS) // max(tries, 1), len(_MARGINS) - 1)]
        if expired():
            break
        try:
            return _attempt(problem, Script((), (), _wishes(problem)), rng, margins, Machine())
        except FigureError as error:
            failure = error
    raise failure


def most_legible(
    problem: Problem, figure: Figure, rng: random.Random, tries: int, accepts: Callable[[Figure], bool]
) -> Figure:
    """The most legible of a figure and of others with the same choices that `accepts` admits, out of `tries` drawn."""
    best, score = figure, legibility(list(figure.points.values()))
    for _ in range(tries if figure.script.draws else 0):
        try:
            script = Script((), figure.script.choices, figure.script.coordinates)
            other = _attempt(problem, script, rng, _MARGINS[0], Machine())
        except FigureError:
            continue
        found = legibility(list(other.points.values()))
        if found > score and accepts(other):
            best, score = other, found
    return best


def redraw(problem: Problem, script: Script) -> Figure:
    """The figure of a script in double precision; raises FigureError where the script gives none."""
    if problem.declared:
        return _settled(settle(problem, dict(script.coordinates)))
    return _attempt(problem, script, None, None, Machine())


def _settled(points: Mapping[str, complex]) -> Figure:
    """The figure of a statement without constructions; its script is where its points lie."""
    return Figure(points, Script((), (), tuple(points.items())))


def enclose(problem: Problem, script: Script, bits: int) -> Mapping[str, complex]:
    """The points of a script as balls of so many bits (`flint.acb`); raises FigureError where it gives none.

    Without constructions, the balls are points at which the assumptions hold to nearly so many bits.
    """
    if problem.declared:
        return sharpen(problem, dict(script.coordinates), bits)
    with precision(bits):
        return _attempt(problem, script, None, None, Balls()).points


def construct(clauses: Sequence[Clause], points: Mapping[str, complex], script: Script, bits: int = 0) -> Figure:
    """The points with those that clauses add; balls of so many bits (`flint.acb`), if any, else double precision.

    The clauses leave nothing free; which of several alternatives is meant, the choices of the script say. Raises
    FigureError where a clause has no point, or not that many alternatives.
    """
    with precision(bits or 53):
        attempt = _Attempt(_Pencil(Balls() if bits else Machine(), script, None), None, dict(points))
        for clause in clauses:
            try:
                attempt.clause(clause)
            except (ArithmeticError, ValueError, IndexError) as error:
                raise FigureError(clause.number, str(clause), str(error)) from error
        return Figure(attempt.points, Script((), tuple(attempt.pencil.choices)))


def moved(script: Script, rng: random.Random, amount: float) -> Script:
    """The script with each free parameter moved by about `amount`."""
    return Script(
        tuple(d + rng.gauss(0, amount) for d in script.draws),
        script.choices,
        tuple((n, z + complex(rng.gauss(0, amount), rng.gauss(0, amount))) for n, z in script.coordinates),
    )


def _wishes(problem: Problem) -> tuple[tuple[str, complex], ...]:
    return tuple(wish for clause in problem.clauses for wish in clause.coordinates)


def _attempt(
    problem: Problem, script: Script, rng: random.Random | None, margins: Margins | None, numbers: Arithmetic
) -> Figure:
    pencil = _Pencil(numbers, script, rng)
    attempt = _Attempt(pencil, margins)
    for clause in problem.clauses:
        try:
            if margins is not None:
                _check_requirements(clause, attempt.points)
            attempt.clause(clause)
        except (ArithmeticError, ValueError) as error:
            reason = "two lines are parallel" if isinstance(error, ZeroDivisionError) else str(error)
            raise FigureError(clause.number, str(clause), reason) from error
    return Figure(attempt.points, Script(tuple(pencil.draws), tuple(pencil.choices), script.coordinates))


def _check_requirements(clause: Clause, points: Mapping[str, complex]) -> None:
    for application in clause.applications:
        for requirement in application.requirements():
            if not _holds(requirement, points):
                raise FigureError(clause.number, str(clause), f"needs {' '.join(requirement)}")


def _holds(requirement: tuple[str, ...], points: Mapping[str, complex]) -> bool:
    name, *z = requirement[0], *(points[p] for p in requirement[1:])
    if name == "diff":
        return bool(abs(z[0] - z[1]) > 1e-9)
    if name == "ncoll":
        return _sine(z[1] - z[0], z[2] - z[0]) > _PARALLEL
    u, v = z[1] - z[0], z[3] - z[2]
    if name == "npara":
        return _sine(u, v) > _PARALLEL
    if name == "nperp":
        return _sine(u * 1j, v) > _PARALLEL
    if name == "perp":
        return _sine(u * 1j, v) < 1e-9
    return bool(abs(abs(u) - abs(v)) < 1e-9 * max(abs(u), 1))


def _sine(u: complex, v: complex) -> float:
    size = abs(u) * abs(v)
    return abs(cross(u, v)) / size if size > 1e-12 else 0.0
