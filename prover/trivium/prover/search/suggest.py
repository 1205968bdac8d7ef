"""Suggestions for a goal: candidates of the policies that Lean accepts on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trivium.prover.errors import InvalidTarget
from trivium.prover.lean.session import Backend, Done, LeanError, Progress
from trivium.prover.search.ledger import Ledger, SearchBudget
from trivium.prover.search.policy import Candidate, GoalContext, Kind, Policy
from trivium.prover.search.proposals import Asked, Proposals
from trivium.prover.search.target import Target


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
        declaration = target.declaration()
        context = GoalContext(declaration, state.goals[0], tuple(tactics), state.text, target.header)
        found: list[Suggested] = []
        proposals = Proposals(policies, ledger)
        kinds = (Kind.TACTIC, Kind.PROOF) if not tactics else (Kind.TACTIC,)
        asked = [proposals.ask(context, kind) for kind in kinds]
        for candidate in _arriving(asked, proposals, ledger):
            if sum(s.closes for s in found) >= count:
                break
            (result,) = session.apply(state.id, [candidate.text], ledger.tactic_wall())
            if isinstance(result, Progress | Done):
                closes = len(result.state.goals) < len(state.goals)
                if closes or candidate.kind is Kind.TACTIC:
                    found.append(Suggested(candidate.text, closes, result.state.text, candidate.source))
        proposals.close()
    found.sort(key=lambda s: (not s.closes, len(s.tactic.splitlines())))
    return Suggestions(state.goals[0].text, tuple(found[:count]))


def _arriving(asked: Sequence[Asked], proposals: Proposals, ledger: Ledger) -> Iterator[Candidate]:
    """Candidates as they come, until all have come or the time is up."""
    while True:
        for part in asked:
            for candidate in part.take():
                if ledger.exhausted():
                    return
                yield candidate
        if ledger.exhausted() or not any(part.waiting for part in asked):
            return
        proposals.wait(min(0.2, max(0.0, ledger.left)))
