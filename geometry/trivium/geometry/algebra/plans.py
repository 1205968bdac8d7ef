"""Orders in which the points of a figure can be placed, sought at random and tried modulo a prime."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from trivium.geometry.algebra.field import PRIME
from trivium.geometry.algebra.options import Kind, Option, option_for
from trivium.geometry.algebra.sample import Hypotheses, InconsistentError, Pair, Sample, Source
from trivium.geometry.predicates.equation import Equation, System

_MOST_ROOTS = 3
_APPETITES = (0.02, 0.1, 0.3)
"""How often a free point is preferred to one on a curve."""
_TASTES: tuple[tuple[Kind | None, ...], ...] = (
    (Kind.CURVE, Kind.SPLIT, Kind.ROOT, None),
    (Kind.CURVE, None, Kind.SPLIT, Kind.ROOT),
    (Kind.SPLIT, Kind.ROOT, Kind.CURVE, None),
    (None, Kind.CURVE, Kind.SPLIT, Kind.ROOT),
)
"""What is placed first where no point is determined; None is a line of unknown direction."""


@dataclass(frozen=True, slots=True)
class Turning:
    """A line with the hypothesis that gives its direction, or with a slope that is a parameter."""

    line: Pair
    hypothesis: int | None


@dataclass(frozen=True, slots=True)
class Placing:
    """A point with what places it; see `trivium.geometry.certificate.algebraic.model.Placement`."""

    point: str
    sources: tuple[Source, ...]
    through: tuple[str, ...]
    split: bool
    kind: Kind


Step: TypeAlias = Turning | Placing


@dataclass(frozen=True, slots=True)
class Plan:
    """A way to give every point and line that matters its coordinates, by which the goal held modulo the prime."""

    origin: str
    unit: str
    steps: tuple[Step, ...]

    @property
    def cost(self) -> tuple[int, int, int]:
        """Roots and factorings, parameters, steps: what the size of the polynomials grows with."""
        hard = sum(isinstance(s, Placing) and s.kind in (Kind.ROOT, Kind.SPLIT) for s in self.steps)
        return hard, sum(map(_parameters, self.steps)), len(self.steps)


def hypotheses_of(step: Step) -> tuple[int, ...]:
    """The numbers of the hypotheses that a step uses."""
    if isinstance(step, Turning):
        return () if step.hypothesis is None else (step.hypothesis,)
    return tuple(s for s in step.sources if isinstance(s, int))


def _parameters(step: Step) -> int:
    if isinstance(step, Turning):
        return int(step.hypothesis is None)
    return max(0, 2 - len(step.sources))


def plans(
    points: Sequence[str], hypotheses: Hypotheses, goal: Sequence[Equation], rng: random.Random
) -> Iterator[Plan | None]:
    """Plans without end, None for each trial that leads to none."""
    while True:
        yield _Trial(points, hypotheses, goal, rng).run()


class _Trial:
    def __init__(
        self, points: Sequence[str], hypotheses: Hypotheses, goal: Sequence[Equation], rng: random.Random
    ) -> None:
        self._hypotheses, self._goal, self._rng = hypotheses, goal, rng
        self._sample = Sample(hypotheses)
        self._appetite = rng.choice(_APPETITES)
        self._taste = rng.choice(_TASTES)
        self._origin, self._unit = rng.sample(list(points), 2)
        self._left = [p for p in points if p not in (self._origin, self._unit)]
        self._steps: list[Step] = []

    def run(self) -> Plan | None:
        try:
            self._put(self._origin, (0, 0))
            self._put(self._unit, (1, 0))
            while not self._arrived():
                self._advance()
        except InconsistentError:
            return None
        if not self._sample.holds(self._goal):
            return None
        return Plan(self._origin, self._unit, self._needed())

    def _arrived(self) -> bool:
        sample = self._sample
        return all(
            sample.knows(pair) if e.system is System.ANGLE else all(p in sample.places for p in pair)
            for e in self._goal
            for pair, _ in e.terms
        )

    def _put(self, point: str, place: tuple[int, int]) -> None:
        self._sample.put(point, place)
        self._note_derived()

    def _note_derived(self) -> None:
        self._steps += [Turning(line, number) for line, number in self._sample.derived.items()]
        self._sample.derived.clear()

    def _advance(self) -> None:
        choice = self._choice()
        if not isinstance(choice, tuple):
            raise InconsistentError("no point can be placed")
        if isinstance(choice[0], tuple):
            line = choice[0]
            self._steps.append(Turning(line, None))
            self._sample.direct(line, (1, self._rng.randrange(PRIME)))
            self._note_derived()
            return
        point, option = choice
        if option.place is None:
            raise InconsistentError("the roots are not in the field")
        self._steps.append(Placing(point, option.sources, option.through, option.split, option.kind))
        self._left.remove(point)
        self._put(point, option.place)

    def _choice(self) -> tuple[str, Option] | tuple[Pair, None] | None:
        """What to place next: a point that is determined, else something at random, by taste and appetite."""
        kinds: dict[Kind, list[tuple[str, Option]]] = {}
        for point in self._left:
            option = option_for(self._sample, point, self._rng)
            if option.kind is Kind.PLACE:
                return point, option
            kinds.setdefault(option.kind, []).append((point, option))
        if sum(isinstance(s, Placing) and s.kind in (Kind.ROOT, Kind.SPLIT) for s in self._steps) >= _MOST_ROOTS:
            kinds.pop(Kind.ROOT, None)
            kinds.pop(Kind.SPLIT, None)
        order: list[Kind | None] = [*self._taste, Kind.FREE]
        if self._rng.random() < self._appetite:
            order.insert(0, Kind.FREE)
        for kind in order:
            if kind is None:
                lines = self._open_lines()
                if lines:
                    return self._rng.choice(lines), None
            elif kind in kinds:
                return self._rng.choice(kinds[kind])
        return None

    def _open_lines(self) -> list[Pair]:
        """Lines of unknown direction, through a placed point where there are such."""
        lines = [line for line in self._hypotheses.on_line if not self._sample.knows(line)]
        started = [(a, b) for a, b in lines if a in self._sample.places or b in self._sample.places]
        return list(started or lines)

    def _needed(self) -> tuple[Step, ...]:
        """The steps on which the goal rests."""
        placed, lines = {self._origin, self._unit}, set[Pair]()
        asked: list[set[str | Pair]] = []
        for step in self._steps:
            asked.append(self._asked(step, placed, lines))
            if isinstance(step, Turning):
                lines.add(step.line)
            else:
                placed.add(step.point)
        needed = _named(self._goal, "", placed, lines)
        kept: list[Step] = []
        for step, asks in zip(reversed(self._steps), reversed(asked), strict=True):
            if (step.line if isinstance(step, Turning) else step.point) in needed:
                kept.append(step)
                needed |= asks
        return tuple(reversed(kept))

    def _asked(self, step: Step, placed: set[str], lines: set[Pair]) -> set[str | Pair]:
        """The points and lines on which a step rests."""
        equations = self._hypotheses.equations
        if isinstance(step, Turning):
            given = [] if step.hypothesis is None else [equations[step.hypothesis]]
            return _named(given, "", placed, lines) - {step.line}
        named = _named([equations[s] for s in step.sources if isinstance(s, int)], step.point, placed, lines)
        named.update(step.through)
        for start in (s for s in step.sources if isinstance(s, str)):
            named |= {start, (min(start, step.point), max(start, step.point))}
        return named


def _named(equations: Sequence[Equation], unknown: str, placed: set[str], lines: set[Pair]) -> set[str | Pair]:
    """What must be known for the polynomials of equations: a line of known direction counts as one."""
    named: set[str | Pair] = set()
    for e in equations:
        for pair, _ in e.terms:
            if e.system is System.ANGLE and not set(pair) <= placed and pair in lines:
                named.add(pair)
            else:
                named.update(p for p in pair if p != unknown)
    return named


def best_plans(
    points: Sequence[str],
    hypotheses: Hypotheses,
    goal: Sequence[Equation],
    rng: random.Random,
    trials: int,
    expired: Callable[[], bool],
) -> list[Plan]:
    """The different plans that so many trials give, the cheapest first."""
    found: dict[Plan, None] = {}
    for _, plan in zip(range(trials), plans(points, hypotheses, goal, rng), strict=False):
        if plan is not None:
            found[plan] = None
        if expired():
            break
    return sorted(found, key=lambda plan: plan.cost)
