"""The least context of a theorem: nothing can be left out of it, and the goal is out of reach in it.

A theorem is first restricted to the points that its goal rests on; what else its proof uses is auxiliary. Then every
construction is weakened as long as the goal still follows. What follows from less follows from more, so that no
weakening is tried twice.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trivium.geometry.builder.figure import draw
from trivium.geometry.builder.measure import residual
from trivium.geometry.certificate.model import Step
from trivium.geometry.deduction.closure import Closure, Ending
from trivium.geometry.deduction.plane import Plane
from trivium.geometry.deduction.state import State
from trivium.geometry.errors import ExtractionError, FigureError
from trivium.geometry.language.problem import Clause
from trivium.geometry.predicates.equation import equations_of
from trivium.geometry.predicates.predicate import Predicate
from trivium.geometry.proof.extraction import extract
from trivium.geometry.propose.clauses import facts, needed, old_points, sketch, weaker
from trivium.geometry.propose.finds import Find

_SEED = 0
_MOST_AUXILIARY = 3
_DRAWS = 4
_FIGURES = 3
_CLEARLY = 1e-4
"""A residual that no error of double precision reaches in a figure that can be read."""


@dataclass(frozen=True, slots=True)
class Theorem:
    """A statement with its auxiliary points and its proof, in one figure."""

    context: tuple[Clause, ...]
    auxiliary: tuple[Clause, ...]
    goal: Predicate
    places: Mapping[str, complex]
    """The points of context and auxiliary points."""
    steps: tuple[Step, ...]


def minimal(find: Find, rng: random.Random) -> Theorem | None:
    """The theorem of a find in its least context; None where it has no auxiliary points, or too many."""
    split = _split(find.clauses, find.clauses, find)
    steps = _extracted(_closed(*split, find), find)
    if steps is None:
        return None
    split, closure = _used(split[0], split[1], steps), None
    for made in reversed(split[0]):
        current = next((c for c in split[0] if c.points == made.points), None)
        if current is not None:
            split, closure = _weakened(split, closure, current, find, rng)
    return _theorem(split, closure or _closed(*split, find), find)


_Split = tuple[tuple[Clause, ...], tuple[Clause, ...]]


def _weakened(
    split: _Split, closure: Closure | None, made: Clause, find: Find, rng: random.Random
) -> tuple[_Split, Closure | None]:
    """The first of the weaker contexts in which the goal follows, with its closure; else the same as before."""
    for less in weaker(made):
        clauses = tuple(less if c is made else c for c in split[0])
        other = _split(clauses, (*clauses, *split[1]), find)
        if not _conceivable(other[0], find.goal, rng):
            continue
        closed = _closed(*other, find)
        if closed is not None:
            return other, closed
    return split, closure


def _conceivable(context: Sequence[Clause], goal: Predicate, rng: random.Random) -> bool:
    """Whether not all figures drawn at random speak clearly against a goal; they cost a fraction of a closure.

    One figure is not enough: it may have chosen another common point of two curves.
    """
    sketched, equations = sketch(context, goal), equations_of(goal)
    for _ in range(_FIGURES):
        try:
            figure = draw(sketched, rng, _DRAWS)
        except FigureError:
            return True
        if all(residual(e, figure.points) < _CLEARLY for e in equations):
            return True
    return False


def _theorem(split: _Split, closure: Closure | None, find: Find) -> Theorem | None:
    steps = _extracted(closure, find)
    if steps is None:
        return None
    context, auxiliary = _used(*split, steps)
    if not 0 < len(auxiliary) <= _MOST_AUXILIARY:
        return None
    points = [p for c in (*context, *auxiliary) for p in c.points]
    return Theorem(context, auxiliary, find.goal, {p: find.places[p] for p in points}, steps)


def _split(context: Sequence[Clause], clauses: Sequence[Clause], find: Find) -> _Split:
    """What the goal rests on, and those of the other points that constructions determine from it."""
    kept = needed(context, find.goal.points)
    made = {p for c in kept for p in c.points}
    known, rest = set(made), []
    for other in clauses:
        if not set(other.points) <= known and _determined(other) and old_points(other) <= known:
            known |= set(other.points)
            rest.append(other)
    return kept, tuple(rest)


def _determined(made: Clause) -> bool:
    return len(made.applications) == 2 or made.applications[0].construction.name in _SINGLE


_SINGLE = frozenset(
    ("midpoint", "mirror", "foot", "reflect", "parallelogram", "circumcenter", "orthocenter", "incenter")
)
"""Constructions that determine their point alone."""


def _used(context: tuple[Clause, ...], auxiliary: tuple[Clause, ...], steps: Sequence[Step]) -> _Split:
    """The same with the auxiliary points that a proof names, and those that these rest on."""
    named = {p for step in steps for variable, _ in step.fact.terms for p in variable}
    named |= {p for step in steps for p in step.points}
    made = {p for c in context for p in c.points}
    return context, tuple(c for c in needed((*context, *auxiliary), named) if not set(c.points) <= made)


def closure_of(context: Sequence[Clause], auxiliary: Sequence[Clause], places: Mapping[str, complex]) -> Closure:
    """The figure of clauses with what they give, not closed yet."""
    points = [p for c in (*context, *auxiliary) for p in c.points]
    state = State(Plane({p: places[p] for p in points}), _SEED)
    for predicate in facts((*context, *auxiliary)):
        for equation in equations_of(predicate):
            state.assume(state.numbered(equation))
    return Closure(state)


def _closed(context: Sequence[Clause], auxiliary: Sequence[Clause], find: Find) -> Closure | None:
    closure = closure_of(context, auxiliary, find.places)
    goals = [closure.state.numbered(e) for e in equations_of(find.goal)]
    return closure if closure.run(goals) is Ending.GOAL else None


def _extracted(closure: Closure | None, find: Find) -> tuple[Step, ...] | None:
    """The proof of the goal from a closure that knows it."""
    if closure is None:
        return None
    try:
        return extract(closure.state, [closure.state.numbered(e) for e in equations_of(find.goal)])
    except ExtractionError:
        return None
