"""The built-in tactics as a policy: no weights, the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from trivium.prover.lean.goal import read_goals
from trivium.prover.policy.question import Ask, Proposal, Question
from trivium.prover.search.policy import GoalContext, Kind, PolicyBudget
from trivium.prover.search.portfolio import PortfolioPolicy
from trivium.services.policy.backend import Answer, Effort, Experience, Nature, Scores, best
from trivium.services.policy.errors import unsupported


class PortfolioBackend:
    """Closers and steps by the shape of the goal."""

    @property
    def nature(self) -> Nature:
        """What it is."""
        return Nature("portfolio", (Ask.TACTIC,))

    async def start(self) -> None:
        """Nothing to do."""

    async def close(self) -> None:
        """Nothing to do."""

    async def propose(self, question: Question, effort: Effort) -> Answer:
        """Tactics for the first goal."""
        goals = read_goals(question.state)
        if not goals:
            return Answer()
        policy = PortfolioPolicy("Mathlib" in question.header)
        context = GoalContext(question.declaration, goals[0], question.steps, question.state, question.header)
        found = policy.propose(context, Kind.TACTIC, effort.count, PolicyBudget(seed=effort.seed))
        return Answer(best([Proposal(entry.text, entry.logprob) for entry in found], effort.count))

    async def score(self, question: Question, candidates: Sequence[str], effort: Effort) -> Scores:
        """It has no opinion of others' tactics."""
        raise unsupported("portfolio", "Score")

    def learn(self, experience: Experience) -> None:
        """It learns nothing."""
