"""A policy of the service: a backend with a name, a limit, a breaker, an account and, where wanted, a record."""

from __future__ import annotations

import asyncio
import json
import os
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeVar

from trivium.prover.policy.question import Question
from trivium.services.policy.backend import Answer, Backend, Effort, Experience, Scores
from trivium.services.policy.breaker import Breaker
from trivium.services.policy.errors import PolicyFailure, closed, overloaded, too_slow, unsupported

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Limits:
    """What is allowed to one policy."""

    concurrency: int = 8
    """Questions at once."""
    waiting: int = 256
    """Questions that wait for their turn; more are refused."""
    timeout: float = 120.0
    """Seconds for one question at most."""


@dataclass(slots=True)
class Policy:
    """A named backend. Every failure of its backend is a PolicyFailure."""

    name: str
    backend: Backend
    limits: Limits = field(default_factory=Limits)
    log: Path | None = None
    """File for questions and answers, one JSON object a line; nothing of them is kept when None."""
    counts: Counter[str] = field(default_factory=Counter)
    breaker: Breaker = field(default_factory=lambda: Breaker(lambda: asyncio.get_running_loop().time()))
    _turns: asyncio.Semaphore | None = None
    _waiting: int = 0

    async def propose(self, question: Question, effort: Effort) -> Answer:
        """Candidates; raises PolicyFailure."""
        nature = self.backend.nature
        if question.kind not in nature.kinds:
            raise unsupported(self.name, question.kind.name)
        answer = await self._ask(lambda: self.backend.propose(question, effort), effort)
        self.counts["candidates"] += len(answer.proposals)
        self.counts["rejected"] += sum(answer.rejected.values())
        self.counts["prompt_tokens"] += answer.prompt_tokens
        self.counts["completion_tokens"] += answer.completion_tokens
        if self.log is not None:
            await asyncio.to_thread(_write, self.log, question, effort, answer)
        return answer

    async def score(self, question: Question, candidates: Sequence[str], effort: Effort) -> Scores:
        """Log-probabilities; raises PolicyFailure."""
        if not self.backend.nature.scores:
            raise unsupported(self.name, "Score")
        scores = await self._ask(lambda: self.backend.score(question, candidates, effort), effort)
        self.counts["prompt_tokens"] += scores.prompt_tokens
        return scores

    def learn(self, experience: Experience) -> None:
        """Hand on what became of candidates."""
        self.backend.learn(experience)

    async def _ask(self, ask: Callable[[], Awaitable[Result]], effort: Effort) -> Result:
        pause = self.breaker.closed_for
        if pause > 0:
            raise closed(self.name, pause, self.breaker.failure)
        self.counts["questions"] += 1
        seconds = min(self.limits.timeout, effort.until - asyncio.get_running_loop().time())
        self.breaker.begin()
        try:
            async with asyncio.timeout(seconds), self._turn():
                result = await ask()
        except TimeoutError:
            raise self._failed(too_slow(max(0.0, seconds))) from None
        except PolicyFailure as failure:
            raise self._failed(failure) from None
        except BaseException:
            self.breaker.gave_up()
            raise
        self.breaker.succeeded()
        return result

    def _failed(self, failure: PolicyFailure) -> PolicyFailure:
        self.counts["failures"] += 1
        if failure.sick:
            self.breaker.failed(str(failure))
        else:
            self.breaker.gave_up()
        return failure

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        if self._turns is None:
            self._turns = asyncio.Semaphore(self.limits.concurrency)
        if self._turns.locked() and self._waiting >= self.limits.waiting:
            # our own limit says nothing of the backend: it must not open the breaker
            raise overloaded(f"{self._waiting} questions wait for {self.name}", sick=False)
        self._waiting += 1
        try:
            await self._turns.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._turns.release()


def question_key(question: Question) -> str:
    """A question in canonical form, by which a recorded answer is found again."""
    plain = {**asdict(question), "kind": question.kind.name}
    return json.dumps({key: value for key, value in plain.items() if value}, sort_keys=True, ensure_ascii=False)


def _write(path: Path, question: Question, effort: Effort, answer: Answer) -> None:
    line = {
        "question": json.loads(question_key(question)),
        "count": effort.count,
        "seed": effort.seed,
        "answers": [asdict(proposal) for proposal in answer.proposals],
        "rejected": dict(answer.rejected),
        "prompt_tokens": answer.prompt_tokens,
        "completion_tokens": answer.completion_tokens,
    }
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
