"""A small model in this process: questions of all searches that wait at the same time are one batch."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from trivium.prover.policy import sampler, template
from trivium.prover.policy.answer import Unusable
from trivium.prover.policy.checkpoint import Checkpoint, CheckpointError
from trivium.prover.policy.question import Proposal, Question
from trivium.services.policy.backend import Answer, Effort, Experience, Nature, Scores, best
from trivium.services.policy.configuration import ConfigurationError
from trivium.services.policy.errors import unavailable, unsupported


@dataclass(frozen=True, slots=True)
class Embedding:
    """How a checkpoint is used."""

    checkpoint: Path
    precision: str = ""
    """"int8" or "fp32"; the smaller one that is there when empty."""
    template: template.Template | None = None
    """That of the checkpoint when None."""
    threads: int = 1
    beam: bool = False
    """Beam search instead of drawing."""
    batch: int = 32
    """Texts that are written at once."""
    temperature: float | None = None
    """That of the template when None."""


@dataclass(eq=False, slots=True)
class _Waiting:
    """A question in the queue."""

    request: sampler.Request
    until: float
    answer: asyncio.Future[list[sampler.Sample]]


class EmbeddedBackend:
    """Runs a checkpoint by onnxruntime, in one thread."""

    def __init__(self, settings: Embedding) -> None:
        self._settings = settings
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="policy-model")
        self._queue: list[_Waiting] = []
        self._arrived = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._model: Checkpoint | None = None
        self._template: template.Template | None = None
        self.batches = 0
        """Batches so far."""

    @property
    def nature(self) -> Nature:
        """What the checkpoint says of itself."""
        kinds = self._template.kinds if self._template else ()
        name = f"{self._model.name} ({self._model.precision})" if self._model else ""
        return Nature("embedded", kinds, name, scores=True)

    async def start(self) -> None:
        """Load the checkpoint; raises ConfigurationError."""
        s = self._settings
        loop = asyncio.get_running_loop()
        try:
            self._model = await loop.run_in_executor(
                self._thread, lambda: Checkpoint(s.checkpoint, s.precision, s.threads)
            )
            self._template = s.template or template.load(self._model.template)
        except (CheckpointError, template.TemplateError) as error:
            raise ConfigurationError(str(error)) from None
        except ImportError as error:
            raise ConfigurationError(f"the extra `model` is not installed: {error}") from None
        self._task = asyncio.create_task(self._work())

    async def close(self) -> None:
        """End the thread after its batch."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def propose(self, question: Question, effort: Effort) -> Answer:
        """Draw, or search by beams; raises PolicyFailure."""
        prompt = self._prompt(question)
        s = self._settings
        tokens = min(prompt.tokens, effort.tokens or prompt.tokens)
        heat = prompt.temperature if s.temperature is None else s.temperature
        request = sampler.Request(
            prompt.text(question), effort.count, heat, prompt.top_p, tokens, prompt.stop, effort.seed, s.beam
        )
        waiting = _Waiting(request, effort.until, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        self._arrived.set()
        try:
            samples = await waiting.answer
        finally:
            if waiting in self._queue:
                self._queue.remove(waiting)
        return _answer(samples, prompt, question, effort.count)

    async def score(self, question: Question, candidates: Sequence[str], effort: Effort) -> Scores:
        """What the model gives to each candidate and its end."""
        prompt = self._prompt(question)
        texts = [candidate + prompt.end for candidate in candidates]
        model = self._loaded()
        logprobs = await self._run(lambda: sampler.score(model, prompt.text(question), texts))
        return Scores(tuple(logprobs))

    def learn(self, experience: Experience) -> None:
        """Its weights stay as they are."""

    def _prompt(self, question: Question) -> template.Prompt:
        prompt = self._template.prompt(question) if self._template else None
        if prompt is None:
            raise unsupported(self._loaded().name, "repair" if question.attempt else question.kind.name)
        return prompt

    def _loaded(self) -> Checkpoint:
        if self._model is None:
            raise unavailable("the checkpoint is not loaded")
        return self._model

    async def _run(self, work: Callable[[], list[float]]) -> list[float]:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            while batch := self._take():
                self.batches += 1
                latest = max(waiting.until for waiting in batch)

                def expired(batch: Sequence[_Waiting] = batch, latest: float = latest) -> bool:
                    # read from the model's thread: a clock, and flags that only ever turn true
                    return loop.time() > latest or all(waiting.answer.done() for waiting in batch)

                try:
                    found = await loop.run_in_executor(self._thread, self._generate, batch, expired)
                except Exception as error:  # noqa: BLE001 - onnxruntime raises classes of its own; the service lives on
                    found = None
                    failure = unavailable(f"the model failed: {type(error).__name__}")
                for number, waiting in enumerate(batch):
                    if waiting.answer.done():
                        continue
                    if found is None:
                        waiting.answer.set_exception(failure)
                    else:
                        waiting.answer.set_result(found[number])

    def _generate(self, batch: Sequence[_Waiting], expired: Callable[[], bool]) -> list[list[sampler.Sample]]:
        return sampler.generate(self._loaded(), [waiting.request for waiting in batch], expired)

    def _take(self) -> list[_Waiting]:
        """The next questions that fit into one batch, at least one."""
        taken: list[_Waiting] = []
        room = self._settings.batch
        while self._queue and (not taken or self._queue[0].request.count <= room):
            waiting = self._queue.pop(0)
            if not waiting.answer.done():
                taken.append(waiting)
                room -= waiting.request.count
        return taken


def _answer(samples: Sequence[sampler.Sample], prompt: template.Prompt, question: Question, count: int) -> Answer:
    found: list[Proposal] = []
    rejected: dict[str, int] = {}
    for sample in samples:
        if not sample.finished:
            rejected["UNFINISHED"] = rejected.get("UNFINISHED", 0) + 1
            continue
        try:
            found.append(Proposal(prompt.candidate(sample.text, question), sample.logprob, tokens=sample.tokens))
        except Unusable as unusable:
            rejected[unusable.reason] = rejected.get(unusable.reason, 0) + 1
    written = sum(sample.tokens for sample in samples)
    return Answer(best(found, count), rejected, completion_tokens=written)
