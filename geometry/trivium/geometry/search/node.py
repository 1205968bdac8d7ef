"""Nodes of the search tree: a closed figure, its candidates, and what is known of each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from trivium.geometry.deduction.closure import Closure
from trivium.geometry.deduction.facts import Fact, IntArray
from trivium.geometry.deduction.plane import FloatArray
from trivium.geometry.search.figure import Addition
from trivium.geometry.search.generation import Candidates, generate, joined
from trivium.geometry.search.scoring import PRIORS, keys, scored, usable

_MOST_AT_ROOT = 6000
_MOST = 1500
"""Candidates that a node keeps."""
_MOST_NEW = 600
"""Of which are new with its last point."""
_SHARPNESS = 1.5
"""The power of the surplus in the prior."""
_AT_GOAL = 1.5
"""Factor for a candidate all of whose operands are points of the goal."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be shown, and the points it names."""

    facts: tuple[Fact, ...]
    points: frozenset[int]

    @classmethod
    def of(cls, facts: Sequence[Fact], closure: Closure) -> Goal:
        """The goal with the end points of its variables."""
        ends = closure.state.plane.ends
        return cls(tuple(facts), frozenset(int(p) for f in facts for v, _ in f.terms for p in ends[v]))


@dataclass(slots=True)
class Prospects:
    """The candidates of a figure with their priors, best first."""

    candidates: Candidates
    surplus: FloatArray
    prior: FloatArray
    """Adds up to 1."""

    @classmethod
    def of(cls, closure: Closure, goal: Goal, parent: Prospects | None = None) -> Prospects:
        """Of a figure whose last point is new to the parent's, or of one without a parent."""
        plane = closure.state.plane
        first = 0 if parent is None else plane.count - 1
        found, worth = scored(plane, usable(plane, generate(plane, first)), _MOST_NEW if first else _MOST_AT_ROOT)
        if parent is not None:
            found, worth = joined([parent.candidates, found]), np.concatenate([parent.surplus, worth])
            apart = np.abs(found.z - plane.z[-1]) > 2e-3
            found, worth = found.at(apart), worth[apart]
            _, once = np.unique(keys(found.z), return_index=True)
            found, worth = found.at(np.sort(once)), worth[np.sort(once)]
        prior = _priors(found, worth, goal, first)
        order = np.argsort(-prior, kind="stable")[: _MOST if first else _MOST_AT_ROOT]
        prior = prior[order]
        return cls(found.at(order), worth[order], prior / max(float(prior.sum()), 1e-300))

    def weighed(self, factors: Sequence[float]) -> Prospects:
        """The same with other priors, best first again."""
        prior = self.prior * np.maximum(np.array(factors, dtype=np.float64), 0.0)
        order = np.argsort(-prior, kind="stable")
        prior = prior[order] / max(float(prior.sum()), 1e-300)
        return Prospects(self.candidates.at(order), self.surplus[order], prior)

    def __len__(self) -> int:
        return len(self.prior)

    def addition(self, number: int, closure: Closure, name: str) -> Addition:
        """A candidate as a point to be added under a name."""
        names = closure.state.plane.names
        operands = tuple(names[o] for o in self.candidates.operands[number].tolist() if o >= 0)
        return Addition(name, int(self.candidates.kind[number]), operands, complex(self.candidates.z[number]))


def _priors(candidates: Candidates, worth: FloatArray, goal: Goal, first: int) -> FloatArray:
    at_goal = np.isin(candidates.operands, [-1, *goal.points]).all(axis=1)
    # a point that uses the last one is the natural next step
    last = (candidates.operands >= first).any(axis=1) if first else np.zeros(len(worth), dtype=bool)
    prior: FloatArray = PRIORS[candidates.kind] * (0.3 + worth) ** _SHARPNESS
    prior *= np.where(at_goal, _AT_GOAL, 1.0) * np.where(last, 2.0, 1.0)
    return prior


@dataclass(slots=True, eq=False)
class Node:
    """A set of auxiliary points. The closure and the candidates may be dropped, and are then made again."""

    parent: Node | None
    """The set without the last point; None for the root."""
    additions: tuple[Addition, ...]
    value: float
    closure: Closure | None
    deep: bool
    """Whether the closure is one under all rules."""
    prospects: Prospects | None = None
    """Made when the node is first expanded."""
    visits: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """Of each candidate."""
    worth: FloatArray = field(default_factory=lambda: np.zeros(0))
    """The sum of the values seen below each candidate."""
    children: dict[int, Node] = field(default_factory=dict)

    def start(self, prospects: Prospects) -> None:
        """Takes the candidates; they are the same, in the same order, whenever they are made again."""
        self.prospects = prospects
        if not len(self.visits):
            self.visits = np.zeros(len(prospects), dtype=np.int64)
            self.worth = np.zeros(len(prospects))

    def best(self, exploration: float) -> int:
        """The candidate to follow by the rule PUCT (Rosin; Silver et al.), the first of equals; -1 for none."""
        assert self.prospects is not None
        if not len(self.prospects):
            return -1
        total = int(self.visits.sum())
        # what was not tried counts like the node itself
        mean = np.where(self.visits > 0, self.worth / np.maximum(self.visits, 1), self.value)
        chosen = mean + exploration * self.prospects.prior * math.sqrt(total + 1) / (1 + self.visits)
        return int(np.argmax(chosen))


def progress(closure: Closure, root: Closure, goal: Goal) -> float:
    """How much closer to the goal a figure is than the root, from 0 to 1.

    Counted are new facts about the points of the problem, and what is left of the goal's linear forms when
    everything known is used.
    """
    gained = closure.state.gained(root.state)
    left, before = (sum(_left(c, f) for f in goal.facts) for c in (closure, root))
    nearer = max(0.0, 1.0 - left / max(before, 1))
    return 0.7 * (1.0 - math.exp(-gained / 4.0)) + 0.3 * nearer


def _left(closure: Closure, fact: Fact) -> int:
    return len(closure.state.tables[fact.system].residual(fact.terms))
