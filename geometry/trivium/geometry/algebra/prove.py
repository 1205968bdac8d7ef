"""Algebraic proofs of a problem: plans modulo a prime, replayed exactly by the checker."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from trivium.geometry.algebra.lemmas import lemmas
from trivium.geometry.algebra.plans import Plan, Step, Turning, best_plans, hypotheses_of
from trivium.geometry.algebra.sample import Hypotheses
from trivium.geometry.certificate.algebraic.check import check
from trivium.geometry.certificate.algebraic.model import AlgebraicCertificate, Direction, Placement
from trivium.geometry.certificate.model import Acceptance, Fact, Figure
from trivium.geometry.certificate.model import Step as CertifiedStep
from trivium.geometry.certificate.statement import digest
from trivium.geometry.deduction.state import State
from trivium.geometry.errors import ExtractionError
from trivium.geometry.language.problem import Problem
from trivium.geometry.predicates.equation import Equation, equations_of
from trivium.geometry.proof.extraction import extract

_TRIALS = (200, 400, 800, 1600, 3200)
_REPLAYS = 12
"""Plans of each round that are replayed."""
_PRODUCTS = (10**5, 10**6, 10**7, 3 * 10**7, 3 * 10**7)
"""How large polynomials may grow in each round, in terms of one product."""


def prove_algebraically(
    problem: Problem,
    figures: Sequence[Figure],
    seed: int,
    expired: Callable[[], bool],
    closed: State | None = None,
    rounds_before: int = 2,
) -> tuple[AlgebraicCertificate, Acceptance] | None:
    """A certificate that the checker has accepted; None where none was found.

    Args:
        problem: what is to be shown.
        figures: at least three figures of one shape, which fulfil the hypotheses and show the goal.
        seed: of the random orders; the same seed gives the same certificate as long as the time lasts.
        expired: whether the time is up.
        closed: what deduction knows of the figure; its facts serve where the hypotheses alone do not.
        rounds_before: rounds with the hypotheses alone before that.
    """
    goal = [e for g in problem.goals for e in equations_of(g)]
    try:
        given = Hypotheses([e for fact in problem.hypotheses for e in equations_of(fact)])
        Hypotheses(goal)  # raises where a goal has no polynomial
    except ValueError:
        return None
    quest = _Quest(problem, figures, goal, random.Random(seed), expired)  # noqa: S311 - orders, not secrets
    found = quest.go(given, _TRIALS[:rounds_before])
    if found is None and closed is not None:
        found = quest.go(Hypotheses([*given.equations, *lemmas(closed)]), _TRIALS, closed)
    return found or quest.go(given, _TRIALS[rounds_before:])


@dataclass(eq=False)
class _Quest:
    """The search for one problem's plan."""

    problem: Problem
    figures: Sequence[Figure]
    goal: Sequence[Equation]
    rng: random.Random
    expired: Callable[[], bool]

    def go(
        self, hypotheses: Hypotheses, trials: Sequence[int], closed: State | None = None
    ) -> tuple[AlgebraicCertificate, Acceptance] | None:
        """Rounds of plans from some hypotheses, each of more trials and larger polynomials."""
        tried = set[Plan]()
        for count in trials:
            plans = best_plans(self.problem.points, hypotheses, self.goal, self.rng, count, self.expired)
            fresh = [plan for plan in plans if plan not in tried][:_REPLAYS]
            tried.update(fresh)
            for plan in fresh:
                if self.expired():
                    return None
                found = self._replayed(hypotheses, plan, _PRODUCTS[_TRIALS.index(count)], closed)
                if found is not None:
                    return found
        return None

    def _replayed(
        self, hypotheses: Hypotheses, plan: Plan, products: int, closed: State | None
    ) -> tuple[AlgebraicCertificate, Acceptance] | None:
        certificate = AlgebraicCertificate(
            self.problem.name,
            self.problem.statement,
            digest(self.problem.source),
            tuple(self.figures),
            plan.origin,
            plan.unit,
            tuple(_certified(step, hypotheses) for step in plan.steps),
            () if closed is None else _proved(closed, hypotheses, plan, self._given),
        )
        verdict = check(certificate, self.problem.source, expired=self.expired, most_products=products)
        return (certificate, verdict) if isinstance(verdict, Acceptance) else None

    @cached_property
    def _given(self) -> frozenset[Equation]:
        return frozenset(e for fact in self.problem.hypotheses for e in equations_of(fact))


def _proved(closed: State, hypotheses: Hypotheses, plan: Plan, given: frozenset[Equation]) -> tuple[CertifiedStep, ...]:
    """The steps of deduction for the facts of a plan that are no hypotheses; none where one cannot be extracted."""
    used = {hypotheses.equations[n] for step in plan.steps for n in hypotheses_of(step)}
    facts = [closed.numbered(e) for e in hypotheses.equations if e in used and e not in given]
    try:
        return extract(closed, facts) if facts else ()
    except ExtractionError:
        return ()


def _certified(step: Step, hypotheses: Hypotheses) -> Direction | Placement:
    equations = hypotheses.equations
    if isinstance(step, Turning):
        a, b = step.line
        return Direction((a, b), None if step.hypothesis is None else _fact(equations[step.hypothesis]))
    facts = tuple(_fact(equations[s]) for s in step.sources if isinstance(s, int))
    lines = tuple(s for s in step.sources if isinstance(s, str))
    return Placement(step.point, facts, lines, step.through, step.split)


def _fact(equation: Equation) -> Fact:
    return Fact(equation.system.value, equation.terms, equation.constant)
