"""Several policies as one: each goal's features decide, by what was accepted before, whose candidates come first."""

from __future__ import annotations

import asyncio
import math
import re
from collections import defaultdict
from collections.abc import Sequence

from trivium.prover.policy.question import Ask, Proposal, Question
from trivium.services.policy.backend import Answer, Effort, Experience, Nature, Scores, best
from trivium.services.policy.errors import PolicyFailure, unsupported
from trivium.services.policy.policy import Policy

_HEADS = "∀∃∧∨¬↔→=≠≤<≥>∣"
_TYPES = ("Nat", "Int", "Rat", "Real", "ℕ", "ℤ", "ℚ", "ℝ", "Prop", "Finset", "Set", "List")
_DOUBT = 2.0
"""Tries that stand for no experience: a member starts as if one of two had been accepted."""


def features(question: Question) -> tuple[str, ...]:
    """What a bandit tells goals apart by: the kind, the first connective of the target, the types it speaks of."""
    target = question.state.partition("⊢")[2] or question.declaration.rpartition(" : ")[2] or question.problem
    head = next((character for character in target if character in _HEADS), "")
    named = [name for name in _TYPES if re.search(rf"(?<!\w){name}(?!\w)", question.state or question.declaration)]
    return (question.kind.name, f"{question.kind.name} {head}", f"{question.kind.name} {head} {' '.join(named)}")


class EnsembleBackend:
    """Asks its members at once; one that fails is missing from that answer, and that is all.

    The weight of a member is the mean of its acceptance (with a prior of one in two) over the features of the goal, the
    more specific ones counting as far as there is experience.
    """

    def __init__(self, members: Sequence[Policy]) -> None:
        self._members = tuple(members)
        self._tried: dict[tuple[str, str], float] = defaultdict(float)
        self._accepted: dict[tuple[str, str], float] = defaultdict(float)

    @property
    def nature(self) -> Nature:
        """What its members can do."""
        natures = [member.backend.nature for member in self._members]
        kinds = tuple(kind for kind in Ask if any(kind in nature.kinds for nature in natures))
        model = ", ".join(member.name for member in self._members)
        return Nature("ensemble", kinds, model, all(nature.deterministic for nature in natures))

    async def start(self) -> None:
        """Its members are started by the service."""

    async def close(self) -> None:
        """And closed."""

    async def propose(self, question: Question, effort: Effort) -> Answer:
        """Candidates of all members that answer; raises the failure of the last one where none does."""
        asked = [member for member in self._members if question.kind in member.backend.nature.kinds]
        found = await asyncio.gather(*(member.propose(question, effort) for member in asked), return_exceptions=True)
        merged: list[Proposal] = []
        rejected: dict[str, int] = {}
        prompt = completion = 0
        for member, answer in zip(asked, found, strict=True):
            if isinstance(answer, BaseException):
                if not isinstance(answer, PolicyFailure):
                    raise answer
                continue
            shift = math.log(self.weight(member.name, question))
            merged += [Proposal(p.text, p.logprob + shift, p.source or member.name, p.tokens) for p in answer.proposals]
            prompt += answer.prompt_tokens
            completion += answer.completion_tokens
            for reason, count in answer.rejected.items():
                rejected[reason] = rejected.get(reason, 0) + count
        failures = [answer for answer in found if isinstance(answer, PolicyFailure)]
        if failures and len(failures) == len(found):
            raise failures[-1]
        return Answer(best(merged, effort.count), rejected, prompt, completion)

    async def score(self, question: Question, candidates: Sequence[str], effort: Effort) -> Scores:
        """The scores of its members have no common scale."""
        raise unsupported("ensemble", "Score")

    def learn(self, experience: Experience) -> None:
        """Book it under each feature of the goal."""
        for feature in features(experience.question):
            self._tried[experience.source, feature] += experience.tried
            self._accepted[experience.source, feature] += experience.accepted

    def weight(self, member: str, question: Question) -> float:
        """Between 0 and 1: how often its candidates were accepted on goals like this one."""
        estimate = 0.5
        for feature in features(question):
            tried, accepted = self._tried[member, feature], self._accepted[member, feature]
            estimate = (accepted + _DOUBT * estimate) / (tried + _DOUBT)
        return max(estimate, 1e-3)
