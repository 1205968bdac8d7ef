"""The search for auxiliary points: streams of tries, a policy's proposals, and the fewest points that do."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from trivium.geometry.deduction.closure import Closure, Ending
from trivium.geometry.search.figure import Addition, extended, fresh_names
from trivium.geometry.search.node import Goal, Prospects
from trivium.geometry.search.policy import Policy, Position
from trivium.geometry.search.proposals import proposed
from trivium.geometry.search.race import Inline, Processes, Race, Runner
from trivium.geometry.search.streams import streams_of
from trivium.geometry.search.task import Task
from trivium.geometry.search.tree import STREAMS

MOST_POINTS = 40
"""Points of the largest figure that is searched: beyond it a try is a matter of seconds."""
_ALONE = 64
"""Tries of each stream before processes are started: most problems need no more."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a search is done."""

    processes: int = 1
    """How many processes try at once; the answer does not depend on it. 0 for as many as there are cores."""
    tries: int | None = None
    """The most tries; None leaves it to the clock. With it, the same seed gives the same answer on any machine."""
    policy: Policy | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search has found."""

    closure: Closure | None
    """The figure with the auxiliary points, in which the goal is known; None for no solution."""
    additions: tuple[Addition, ...]
    tries: int
    advised: tuple[str, ...] = ()
    """The set of the policy that solved it, as it was given; empty where none did."""


class Search:
    """Looks for auxiliary points with which the goals of a task follow.

    `closure` is the task's, closed; `on_tries` is told from time to time how many tries there were. The first solution
    in the order of the tries is minimised: no point of it can be left out.
    """

    def __init__(
        self,
        task: Task,
        closure: Closure,
        statement: str,
        settings: Settings,
        expired: Callable[[], bool],
        on_tries: Callable[[int], None],
    ) -> None:
        self._task = task
        self._closure = closure
        self._statement = statement
        self._settings = settings
        self._expired = expired
        self._on_tries = on_tries
        self._race = Race()
        self._inline: Inline | None = None
        self._limit = settings.tries
        self._position = Position(statement, dict(task.points))
        self._heard: set[tuple[str, ...]] = set()
        self._advice: tuple[Addition, ...] = ()
        self._advised: tuple[str, ...] = ()

    def look(self, tries: int | None = None) -> Found:
        """Goes on until there is a solution, `tries` or those of the settings are used up, or time is up."""
        limits = [limit for limit in (tries, self._settings.tries) if limit is not None]
        self._limit = min(limits, default=None)
        if self._inline is None:
            if self._settings.policy is not None:
                self._ask(self._settings.policy)
            if self._advice:
                return replace(self._minimised(self._advice, 1), advised=self._advised)
            self._inline = Inline(streams_of(self._closure, self._task, range(STREAMS)), self._expired)
        several = min(self._settings.processes or os.cpu_count() or 1, STREAMS)
        self._race.run(self._inline, lambda r: self._goes_on(r) and (several == 1 or r.total < _ALONE * STREAMS))
        tries_alone = self._race.total
        if several > 1 and not self._race.won and not self._advice and self._goes_on(self._race):
            self._race = self._spread(Processes(self._task, several), tries_alone)
        made = max(tries_alone, self._race.total)
        if self._advice:
            return replace(self._minimised(self._advice, made), advised=self._advised)
        if not self._race.won or self._race.best is None:
            return Found(None, (), made)
        return self._minimised(tuple(self._race.best.additions), made)

    def _spread(self, runner: Runner, before: int) -> Race:
        """The streams from their beginning in processes; nothing is counted twice."""
        race = Race()
        try:
            race.run(runner, lambda r: self._goes_on(r, before))
        finally:
            runner.close()
        return race

    def _goes_on(self, race: Race, before: int = 0) -> bool:
        self._on_tries(max(race.total, before))
        if self._listens():
            return False
        return not self._expired() and (self._limit is None or min(race.tries.values()) * STREAMS < self._limit)

    def _ask(self, policy: Policy) -> None:
        """Takes over a policy's opinion of the candidates, where what it proposes at once does not solve it."""
        if self._listens():
            return
        goal = Goal.of(self._task.goals, self._closure)
        prospects = Prospects.of(self._closure, goal)
        clauses = [str(prospects.addition(k, self._closure, "x").clause()) for k in range(len(prospects))]
        factors = tuple(float(f) for f in policy.priors(self._position, clauses))
        if len(factors) == len(clauses):
            self._task = replace(self._task, factors=factors)

    def _listens(self) -> bool:
        """Tries what the policy has proposed since the last time; whether a set of it solves the problem."""
        policy = self._settings.policy
        if policy is None or self._advice:
            return bool(self._advice)
        for clauses in policy.points(self._position):
            said = tuple(clauses)
            if said in self._heard:
                continue
            self._heard.add(said)
            for additions in proposed([said], self._closure.state.plane, self._position.points):
                if self._expired():
                    return False
                if self._solves(additions) is not None:
                    self._advice, self._advised = additions, said
                    return True
        return False

    def _solves(self, additions: Sequence[Addition]) -> Closure | None:
        closure = self._closure
        for addition in additions:
            closure = extended(closure, addition)
        return closure if closure.run(self._task.goals) is Ending.GOAL else None

    def _minimised(self, additions: tuple[Addition, ...], tries: int) -> Found:
        """The additions without those that can be left out, the later ones first; renamed in order."""
        for addition in reversed(additions):
            without = _without(additions, addition.name)
            if without and not self._expired() and self._solves(without) is not None:
                additions = without
        fresh = fresh_names(self._closure.state.plane.names)
        names = {addition.name: next(fresh) for addition in additions}
        additions = tuple(addition.renamed(names) for addition in additions)
        return Found(self._solves(additions), additions, tries)


def _without(additions: Sequence[Addition], name: str) -> tuple[Addition, ...]:
    """The additions without one and those that are made from it."""
    gone, kept = {name}, []
    for addition in additions:
        if addition.name in gone or gone & set(addition.operands):
            gone.add(addition.name)
        else:
            kept.append(addition)
    return tuple(kept)
