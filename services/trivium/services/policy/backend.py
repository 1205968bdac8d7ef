"""The seam behind which proposers stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from trivium.prover.policy.question import Ask, Proposal, Question


@dataclass(frozen=True, slots=True)
class Effort:
    """How much may be spent on an answer."""

    count: int = 8
    """Candidates at most."""
    tokens: int = 0
    """Tokens of one answer at most; 0 leaves it to the policy."""
    seed: int = 0
    until: float = 0.0
    """Event loop's time after which the answer is of no use."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Candidates, the most likely first, and what they cost."""

    proposals: tuple[Proposal, ...] = ()
    rejected: Mapping[str, int] = field(default_factory=dict)
    """How many texts of a model were no candidate, by reason."""
    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Scores:
    """The natural logarithm of each candidate's probability."""

    logprobs: tuple[float, ...]
    prompt_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Nature:
    """What a backend is."""

    backend: str
    """Its kind, such as "openai"."""
    kinds: tuple[Ask, ...]
    model: str = ""
    deterministic: bool = True
    scores: bool = False


@dataclass(frozen=True, slots=True)
class Experience:
    """What became of candidates of one source on a question."""

    source: str
    question: Question
    tried: int
    accepted: int


class Backend(Protocol):
    """Proposes. Its methods belong to one event loop, on which it computes nothing; each raises PolicyFailure."""

    @property
    def nature(self) -> Nature:
        """What it is."""
        ...

    async def start(self) -> None:
        """Make ready."""

    async def close(self) -> None:
        """End what `start` began."""

    async def propose(self, question: Question, effort: Effort) -> Answer:
        """Candidates; cancelling it ends the work as far as it can be ended."""
        ...

    async def score(self, question: Question, candidates: Sequence[str], effort: Effort) -> Scores:
        """What it thinks of candidates."""
        ...

    def learn(self, experience: Experience) -> None:
        """Take note of what became of candidates."""


def best(proposals: Sequence[Proposal], count: int) -> tuple[Proposal, ...]:
    """The most likely ones, each text once; of equal ones the first."""
    found: dict[str, Proposal] = {}
    for proposal in proposals:
        known = found.get(proposal.text)
        if known is None or proposal.logprob > known.logprob:
            found[proposal.text] = proposal
    return tuple(sorted(found.values(), key=lambda proposal: -proposal.logprob)[:count])
