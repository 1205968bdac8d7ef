"""Recorded answers: what a policy with a log once said, said again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import grpc

from trivium.prover.policy.question import Ask, Proposal, Question
from trivium.services.policy.backend import Answer, Effort, Experience, Nature, Scores, best
from trivium.services.policy.configuration import ConfigurationError
from trivium.services.policy.errors import PolicyFailure, unsupported
from trivium.services.policy.policy import question_key


class ReplayBackend:
    """Answers from the log of another policy; a question that was not asked then has none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._answers: dict[str, list[Proposal]] = {}

    @property
    def nature(self) -> Nature:
        """What it is."""
        return Nature("replay", tuple(Ask), self._path.name)

    async def start(self) -> None:
        """Read the log; raises ConfigurationError with the line."""
        try:
            text = self._path.read_text(encoding="utf-8")
        except OSError as error:
            raise ConfigurationError(f"{self._path}: {error.strerror}") from None
        for number, line in enumerate(text.splitlines(), 1):
            try:
                row = json.loads(line)
                key = json.dumps(row["question"], sort_keys=True, ensure_ascii=False)
                self._answers.setdefault(key, []).extend(Proposal(**entry) for entry in row["answers"])
            except (ValueError, KeyError, TypeError) as error:
                raise ConfigurationError(f"{self._path}: line {number}: no recorded answer: {error}") from None

    async def close(self) -> None:
        """Nothing to do."""

    async def propose(self, question: Question, effort: Effort) -> Answer:
        """What was recorded for the same question."""
        found = self._answers.get(question_key(question))
        if found is None:
            raise PolicyFailure(grpc.StatusCode.NOT_FOUND, "NOT_RECORDED", "no answer to this question was recorded")
        return Answer(best(found, effort.count))

    async def score(self, question: Question, candidates: Sequence[str], effort: Effort) -> Scores:
        """Scores are not recorded."""
        raise unsupported("replay", "Score")

    def learn(self, experience: Experience) -> None:
        """It learns nothing."""
