"""Models behind an OpenAI-compatible endpoint, such as vLLM's: `/v1/completions` and `/v1/chat/completions`."""

from __future__ import annotations

import asyncio
import json
import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from trivium.prover.policy.answer import Unusable
from trivium.prover.policy.question import Proposal, Question
from trivium.prover.policy.template import Prompt, Reading, Template
from trivium.services.policy.backend import Answer, Effort, Experience, Nature, Scores, best
from trivium.services.policy.errors import (
    PolicyFailure,
    nonsense,
    overloaded,
    refused,
    too_slow,
    unavailable,
    unsupported,
)

_LARGEST = 32 << 20
"""Bytes of the largest response."""
_TRIES = 3
_FIRST_PAUSE = 0.2
_LONGEST_PAUSE = 5.0
_BUSY = frozenset({429, 503})
_TRANSIENT = _BUSY | {408, 502, 504}
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Served:
    """A model on a server."""

    url: str
    """Up to and with `/v1`."""
    model: str
    template: Template
    key: str = field(default="", repr=False)
    """Bearer token; never told to anyone but the server."""
    beam: bool = False
    """vLLM's beam search instead of drawing."""
    temperature: float | None = None
    """That of the template when None."""
    connections: int = 8


class OpenaiBackend:
    """Asks a model server over HTTP."""

    def __init__(self, settings: Served, jitter: random.Random | None = None) -> None:
        self._settings = settings
        self._jitter = jitter or random.Random()  # noqa: S311 - spreads retries, keeps no secret
        self._client: httpx.AsyncClient | None = None

    @property
    def nature(self) -> Nature:
        """What the template says."""
        s = self._settings
        scores = any(not prompt.chat for prompt in s.template.prompts.values())
        return Nature("openai", s.template.kinds, s.model, deterministic=False, scores=scores)

    async def start(self) -> None:
        """Open the client; the server is not asked before the first question."""
        headers = {"authorization": f"Bearer {self._settings.key}"} if self._settings.key else {}
        self._client = httpx.AsyncClient(
            headers=headers,
            timeout=None,  # noqa: S113 - every request has a deadline of its own
            trust_env=False,
            limits=httpx.Limits(max_connections=self._settings.connections),
        )

    async def close(self) -> None:
        """End what is under way."""
        if self._client is not None:
            await self._client.aclose()

    async def propose(self, question: Question, effort: Effort) -> Answer:
        """What the model says, `effort.count` times; raises PolicyFailure."""
        prompt = self._prompt(question)
        s = self._settings
        body: dict[str, object] = {
            "model": s.model,
            "n": effort.count,
            "max_tokens": min(prompt.tokens, effort.tokens or prompt.tokens),
            "seed": effort.seed % 2**63,
        }
        if s.beam:
            body |= {"use_beam_search": True, "temperature": 0.0}
        else:
            heat = prompt.temperature if s.temperature is None else s.temperature
            body |= {"temperature": heat, "top_p": prompt.top_p}
        if prompt.stop:
            body["stop"] = list(prompt.stop)
        if prompt.chat:
            body |= {"messages": prompt.messages(question), "logprobs": True}
            found = await self._post("/chat/completions", body, effort)
        else:
            body |= {"prompt": prompt.text(question), "logprobs": 1}
            found = await self._post("/completions", body, effort)
        return _answer(found, prompt, question, effort.count)

    async def score(self, question: Question, candidates: Sequence[str], effort: Effort) -> Scores:
        """Sums of vLLM's `prompt_logprobs` over what the candidates add to the prompt."""
        prompt = self._prompt(question)
        if prompt.chat:
            raise unsupported(self._settings.model, "Score with a chat template")
        before = prompt.text(question)
        body = {
            "model": self._settings.model,
            "prompt": [before, *(before + candidate + prompt.end for candidate in candidates)],
            "max_tokens": 1,
            "temperature": 0.0,
            "prompt_logprobs": 0,
        }
        found = await self._post("/completions", body, effort)
        choices = sorted(_list(found, "choices"), key=lambda choice: choice.get("index", 0))
        if len(choices) != len(candidates) + 1:
            raise nonsense(f"{len(choices)} answers to {len(candidates) + 1} prompts")
        first, *rest = [_tokens(choice) for choice in choices]
        logprobs = tuple(math.fsum(logprob for _, logprob in tokens[_shared(first, tokens) :]) for tokens in rest)
        return Scores(logprobs, _count(found, "prompt_tokens"))

    def learn(self, experience: Experience) -> None:
        """The model stays as it is."""

    def _prompt(self, question: Question) -> Prompt:
        prompt = self._settings.template.prompt(question)
        if prompt is None:
            raise unsupported(self._settings.template.name, "repair" if question.attempt else question.kind.name)
        return prompt

    async def _post(self, path: str, body: Mapping[str, object], effort: Effort) -> dict[str, Any]:
        """The JSON answer; what may pass is tried again while there is time."""
        loop = asyncio.get_running_loop()
        pause = _FIRST_PAUSE
        for attempt in range(1, _TRIES + 1):
            left = effort.until - loop.time()
            if left <= 0:
                raise too_slow(0.0)
            try:
                async with asyncio.timeout(left):
                    return await self._once(path, body)
            except TimeoutError:
                raise too_slow(left) from None
            except _Transient as transient:
                wait = max(transient.after, pause * (1 + self._jitter.random()))
                if attempt == _TRIES or loop.time() + wait >= effort.until:
                    raise transient.failure from None
                await asyncio.sleep(wait)
                pause = min(2 * pause, _LONGEST_PAUSE)
        raise AssertionError("the last try raises")

    async def _once(self, path: str, body: Mapping[str, object]) -> dict[str, Any]:
        if self._client is None:
            raise unavailable("the client is closed")
        data = bytearray()
        try:
            async with self._client.stream("POST", self._settings.url + path, json=body) as response:
                async for part in response.aiter_bytes():
                    data += part
                    if len(data) > _LARGEST:
                        raise nonsense(f"an answer of more than {_LARGEST} bytes")
        except httpx.HTTPError as error:
            words = f"{self._settings.model} is not reached: {type(error).__name__}"
            raise _Transient(unavailable(words)) from None
        if response.status_code != httpx.codes.OK:
            raise self._refusal(response, bytes(data))
        try:
            found = json.loads(data)
        except ValueError:
            raise nonsense("an answer that is no JSON") from None
        if not isinstance(found, dict):
            raise nonsense("an answer that is no JSON object")
        return found

    def _refusal(self, response: httpx.Response, data: bytes) -> Exception:
        """What a status means; the server's words are told where they cannot hold a key."""
        status = response.status_code
        who = self._settings.model
        if status in _TRANSIENT:
            after = _seconds(response.headers.get("retry-after", ""))
            words = f"{who}: HTTP {status}"
            failure = overloaded(words, after or 1.0) if status in _BUSY else unavailable(words)
            return _Transient(failure, after)
        if status >= 500:
            return _Transient(unavailable(f"{who}: HTTP {status}"))
        if status in (401, 403):
            return refused(f"{who}: HTTP {status}: the key is missing or not accepted")
        words = data[:4096].decode("utf-8", "replace")
        if self._settings.key:
            words = words.replace(self._settings.key, "…")
        return refused(f"{who}: HTTP {status}: {' '.join(words.split())[:_SHOWN]}")


class _Transient(Exception):  # noqa: N818 - may pass
    def __init__(self, failure: PolicyFailure, after: float = 0.0) -> None:
        super().__init__(str(failure))
        self.failure = failure
        self.after = after


def _seconds(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 60.0)
    except ValueError:
        return 0.0


def _answer(found: Mapping[str, Any], prompt: Prompt, question: Question, count: int) -> Answer:
    proposals: list[Proposal] = []
    rejected: dict[str, int] = {}
    choices = _list(found, "choices")
    for choice in choices:
        text, logprobs = _text(choice, chat=prompt.chat)
        if choice.get("finish_reason") == "length" and prompt.reading is not Reading.LEAN_BLOCK:
            rejected["UNFINISHED"] = rejected.get("UNFINISHED", 0) + 1
            continue
        try:
            logprob = math.fsum(logprobs) if logprobs else -math.log(len(choices) + 1)
            proposals.append(Proposal(prompt.candidate(text, question), logprob, tokens=len(logprobs)))
        except Unusable as unusable:
            rejected[unusable.reason] = rejected.get(unusable.reason, 0) + 1
    return Answer(best(proposals, count), rejected, _count(found, "prompt_tokens"), _count(found, "completion_tokens"))


def _text(choice: Mapping[str, Any], *, chat: bool) -> tuple[str, list[float]]:
    """What a choice says, and the log-probabilities of its tokens where the server gives them."""
    told = choice.get("logprobs") or {}
    if chat:
        text = (choice.get("message") or {}).get("content") or ""
        logprobs = [token.get("logprob") for token in told.get("content") or ()]
    else:
        text = choice.get("text") or ""
        logprobs = told.get("token_logprobs") or []
    if not isinstance(text, str):
        raise nonsense("a choice without a text")
    return text, [float(logprob) for logprob in logprobs if isinstance(logprob, int | float)]


def _tokens(choice: Mapping[str, Any]) -> list[tuple[str, float]]:
    """Ids and log-probabilities of the tokens of a prompt; the first one has none."""
    given = choice.get("prompt_logprobs")
    if not isinstance(given, list) or not given:
        raise nonsense("the server gives no prompt_logprobs")
    found = [("", 0.0)]
    for entry in given[1:]:
        # with the token itself there may come the most likely ones; it is the first
        token, told = next(iter(entry.items()))
        found.append((token, float(told["logprob"])))
    return found


def _shared(first: Sequence[tuple[str, float]], second: Sequence[tuple[str, float]]) -> int:
    """How many tokens two texts begin with together."""
    pairs = zip(first, second, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a[0] != b[0]), min(len(first), len(second)))


def _list(found: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    value = found.get(key)
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise nonsense(f"an answer without {key}")
    return value


def _count(found: Mapping[str, Any], key: str) -> int:
    value = (found.get("usage") or {}).get(key)
    return value if isinstance(value, int) else 0
