"""Suggestions for a goal: candidates of the policies that Lean accepts on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trivium.prover.errors import InvalidTarget
from trivium.prover.lean.session import Backend, Done, LeanError, Progress
from trivium.prover.search.ledger import Ledger, SearchBudget
from trivium.prover.search.policy import GoalContext, Kind, Policy
from trivium.prover.search.target import Target

_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Suggested:
    """A tactic that Lean accepts."""

    tactic: str
    closes: bool
    """It closes the first goal."""
    goals: str
    """What is left, as Lean shows it."""
    policy: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Suggestions for one goal, those that close it first."""

    goal: str
    suggestions: tuple[Suggested, ...]


def suggestions(
    backend: Backend,
    target: Target,
    tactics: Sequence[str],
    policies: Sequence[Policy],
    budget: SearchBudget,
    count: int,
) -> Suggestions:
    """Try candidates on the goal that the tactics lead to; raises InvalidTarget where Lean refuses these."""
    ledger = Ledger(budget)
    with backend.open(target.header) as session:
        outcome = session.start(target.declaration())
        for tactic in tactics:
            if not isinstance(outcome, Progress):
                break
            (outcome,) = session.apply(outcome.state.id, [tactic], ledger.tactic_wall())
        if isinstance(outcome, Done):
            return Suggestions("", ())
        if not isinstance(outcome, Progress) or not outcome.state.goals:
            words = outcome.message.splitlines()[0] if isinstance(outcome, LeanError) else "no goal to work on"
            raise InvalidTarget(f"Lean does not accept what is there: {words}")
        state = outcome.state
        context = GoalContext(target.declaration(), state.goals[0], len(tactics))
        found: list[Suggested] = []
        for policy in policies:
            for candidate in policy.propose(context, _CANDIDATES):
                if ledger.exhausted() or sum(s.closes for s in found) >= count:
                    break
                (result,) = session.apply(state.id, [candidate.text], ledger.tactic_wall())
                if isinstance(result, Progress | Done):
                    closes = len(result.state.goals) < len(state.goals)
                    if closes or candidate.kind is Kind.TACTIC:
                        found.append(Suggested(candidate.text, closes, result.state.text, policy.name))
    found.sort(key=lambda s: (not s.closes, len(s.tactic.splitlines())))
    return Suggestions(state.goals[0].text, tuple(found[:count]))
