"""Algebraic proofs of a problem: plans modulo a prime, replayed exactly by the checker."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from trivium.geometry.algebra.plans import Plan, Step, Turning, best_plans
from trivium.geometry.algebra.sample import Hypotheses
from trivium.geometry.certificate.algebraic.check import check
from trivium.geometry.certificate.algebraic.model import AlgebraicCertificate, Direction, Placement
from trivium.geometry.certificate.model import Acceptance, Fact, Figure
from trivium.geometry.certificate.statement import digest
from trivium.geometry.language.problem import Problem
from trivium.geometry.predicates.equation import Equation, equations_of

_TRIALS = (200, 400, 800, 1600, 3200)
_REPLAYS = 12
"""Plans of each round that are replayed."""
_PRODUCTS = (10**5, 10**6, 10**7, 3 * 10**7, 3 * 10**7)
"""How large polynomials may grow in each round, in terms of one product."""


def prove_algebraically(
    problem: Problem, figures: Sequence[Figure], seed: int, expired: Callable[[], bool]
) -> tuple[AlgebraicCertificate, Acceptance] | None:
    """A certificate that the checker has accepted; None where none was found.

    Args:
        problem: what is to be shown.
        figures: at least three figures of one shape, which fulfil the hypotheses and show the goal.
        seed: of the random orders; the same seed gives the same certificate as long as the time lasts.
        expired: whether the time is up.
    """
    try:
        hypotheses = Hypotheses([e for fact in problem.hypotheses for e in equations_of(fact)])
        goal = [e for g in problem.goals for e in equations_of(g)]
        Hypotheses(goal)  # raises where a goal has no polynomial
    except ValueError:
        return None
    rng, tried = random.Random(seed), set[Plan]()  # noqa: S311 - orders, not secrets
    for trials, products in zip(_TRIALS, _PRODUCTS, strict=True):
        replayed = 0
        for plan in best_plans(problem.points, hypotheses, goal, rng, trials, expired):
            if expired() or replayed == _REPLAYS:
                break
            if plan in tried:
                continue
            tried.add(plan)
            replayed += 1
            certificate = _certificate(problem, hypotheses, figures, plan)
            verdict = check(certificate, problem.source, expired=expired, most_products=products)
            if isinstance(verdict, Acceptance):
                return certificate, verdict
    return None


def _certificate(
    problem: Problem, hypotheses: Hypotheses, figures: Sequence[Figure], plan: Plan
) -> AlgebraicCertificate:
    return AlgebraicCertificate(
        problem.name,
        problem.statement,
        digest(problem.source),
        tuple(figures),
        plan.origin,
        plan.unit,
        tuple(_certified(step, hypotheses) for step in plan.steps),
    )


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
