"""Nearest neighbours over recorded traces."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from trivium.prover.policy.knn import KnnIndex, TraceError
from trivium.prover.policy.question import Ask, Question
from trivium.services.policy.backend import Answer, Effort, Experience, Nature, Scores
from trivium.services.policy.configuration import ConfigurationError
from trivium.services.policy.errors import unavailable, unsupported


class KnnBackend:
    """Tactics of goals that are like the one at hand."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._index: KnnIndex | None = None

    @property
    def nature(self) -> Nature:
        """What it is."""
        size = f"{len(self._index)} traces" if self._index is not None else ""
        return Nature("knn", (Ask.TACTIC,), size)

    async def start(self) -> None:
        """Read the index; raises ConfigurationError."""
        try:
            self._index = await asyncio.to_thread(KnnIndex.load, self._path)
        except TraceError as error:
            raise ConfigurationError(str(error)) from None

    async def close(self) -> None:
        """Forget the index."""
        self._index = None

    async def propose(self, question: Question, effort: Effort) -> Answer:
        """Tactics of the neighbours."""
        index = self._index
        if index is None:
            raise unavailable("the index is not loaded")
        return Answer(tuple(await asyncio.to_thread(index.propose, question.state, effort.count)))

    async def score(self, question: Question, candidates: Sequence[str], effort: Effort) -> Scores:
        """Votes are no probabilities of what nobody voted for."""
        raise unsupported("knn", "Score")

    def learn(self, experience: Experience) -> None:
        """It learns from traces alone."""
