"""Texts from a small model: drawn or by beam search, many prompts at once, and the log-probabilities of given texts.

What is drawn for a prompt depends on its seed and its number among the samples, and not on what else is in the batch
(but for the last bits of floating point, which depend on the shape of a batch).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from trivium.prover.policy.checkpoint import Checkpoint, Floats

_TAIL = 64
"""Tokens that are decoded anew to look for a stop string."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted for one prompt."""

    prompt: str
    count: int = 1
    temperature: float = 1.0
    """0 takes the most likely token."""
    top_p: float = 1.0
    tokens: int = 96
    """The most tokens of a text."""
    stop: tuple[str, ...] = ()
    """A text ends before the first of these."""
    seed: int = 0
    beam: bool = False
    """Beam search as wide as `count` instead of drawing."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A text, with the natural logarithm of the model's own probability of its tokens and, where drawn, its end."""

    text: str
    logprob: float
    tokens: int
    finished: bool
    """It came to an end; otherwise there were no tokens left for it."""


@dataclass(slots=True)
class _Row:
    """A text under way."""

    request: int
    number: int
    room: int
    random: np.random.Generator
    tokens: list[int] = field(default_factory=list)
    logprob: float = 0.0
    text: str | None = None
    """Set when a stop string ended it."""
    ended: bool = False


def generate(
    model: Checkpoint, requests: Sequence[Request], expired: Callable[[], bool] = lambda: False
) -> list[list[Sample]]:
    """Samples for each request, the most likely first; those that `expired` cut off are left out."""
    drawn = [number for number, request in enumerate(requests) if not request.beam]
    found: list[list[Sample]] = [[] for _ in requests]
    if drawn:
        for number, samples in zip(drawn, _draw(model, [requests[n] for n in drawn], expired), strict=True):
            found[number] = samples
    for number, request in enumerate(requests):
        if request.beam:
            found[number] = _beams(model, request, expired)
    return [sorted(samples, key=lambda sample: -sample.logprob) for samples in found]


def score(model: Checkpoint, prompt: str, texts: Sequence[str]) -> list[float]:
    """The natural logarithm of the probability of each text after a prompt."""
    before = fitting(model, prompt, 0)
    whole = [model.encode(prompt + text)[-model.shape.positions :] for text in texts]
    logits, _ = model.start(whole)
    found = []
    for row, tokens in enumerate(whole):
        given = _common(before, tokens)
        steps = log_softmax(logits[row, -len(tokens) :][max(given - 1, 0) : -1])
        found.append(float(sum(step[token] for step, token in zip(steps, tokens[max(given, 1) :], strict=True))))
    return found


def fitting(model: Checkpoint, prompt: str, tokens: int) -> list[int]:
    """The tokens of a prompt; of one that is too long the last ones, for the goal stands at the end of a state."""
    room = max(1, model.shape.positions - tokens)
    return model.encode(prompt)[-room:]


def log_softmax(logits: Floats) -> npt.NDArray[np.float64]:
    """Along the last axis."""
    shifted = logits.astype(np.float64) - logits.max(axis=-1, keepdims=True)
    found: npt.NDArray[np.float64] = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return found


def _common(first: Sequence[int], second: Sequence[int]) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )


def _draw(model: Checkpoint, requests: Sequence[Request], expired: Callable[[], bool]) -> list[list[Sample]]:
    prompts = [fitting(model, request.prompt, request.tokens) for request in requests]
    logits, cache = model.start(prompts)
    rows = [
        _Row(at, number, min(request.tokens, model.shape.positions - len(prompts[at])), _random(request, number))
        for at, request in enumerate(requests)
        for number in range(request.count)
    ]
    found: list[list[Sample]] = [[] for _ in requests]
    at = [row.request for row in rows]
    last = log_softmax(logits[at, -1])
    cache = cache.rows(at)
    while rows and not expired():
        for place, row in enumerate(rows):
            _extend(model, requests[row.request], row, last[place])
        alive = [place for place, row in enumerate(rows) if not row.ended]
        for row in rows:
            if row.ended:
                found[row.request].append(_sample(model, row))
        if len(alive) < len(rows):
            rows = [rows[place] for place in alive]
            cache = cache.rows(alive)
        if rows:
            stepped, cache = model.go_on([row.tokens[-1] for row in rows], cache)
            last = log_softmax(stepped)
    return found


def _random(request: Request, number: int) -> np.random.Generator:
    """Of one sample: its seed, its prompt and its number decide."""
    key = hashlib.sha256(f"{request.seed}\n{number}\n{request.prompt}".encode()).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(key[:16], "big")))


def _extend(model: Checkpoint, request: Request, row: _Row, logprobs: npt.NDArray[np.float64]) -> None:
    if row.room <= 0:
        row.ended = True
        return
    token = _token(request, row.random, logprobs)
    row.logprob += float(logprobs[token])
    row.tokens.append(token)
    row.ended = token == model.shape.end or len(row.tokens) >= row.room
    if request.stop and token != model.shape.end:
        tail = model.decode(row.tokens[-_TAIL:])
        if any(stop in tail for stop in request.stop):
            text = model.decode(row.tokens)
            row.text = text[: min(text.index(stop) for stop in request.stop if stop in text)]
            row.ended = True


def _token(request: Request, random: np.random.Generator, logprobs: npt.NDArray[np.float64]) -> int:
    if request.temperature <= 0:
        return int(np.argmax(logprobs))
    heated = np.exp((logprobs - logprobs.max()) / request.temperature)
    heated /= heated.sum()
    if request.top_p < 1:
        order = np.argsort(-heated, kind="stable")
        kept = order[: int(np.searchsorted(np.cumsum(heated[order]), request.top_p)) + 1]
        cut = np.zeros_like(heated)
        cut[kept] = heated[kept]
        heated = cut / cut.sum()
    return min(int(np.searchsorted(np.cumsum(heated), random.random())), len(heated) - 1)


def _sample(model: Checkpoint, row: _Row) -> Sample:
    finished = row.text is not None or row.tokens[-1:] == [model.shape.end]
    tokens = row.tokens[:-1] if row.tokens[-1:] == [model.shape.end] else row.tokens
    text = row.text if row.text is not None else model.decode(tokens)
    return Sample(text, row.logprob, len(row.tokens), finished)


@dataclass(frozen=True, slots=True)
class _Beam:
    tokens: tuple[int, ...]
    logprob: float
    text_logprob: float = 0.0
    """Without the end, as vLLM tells it of beams."""

    def worth(self, length: int) -> float:
        return self.logprob / max(length, 1)


def _beams(model: Checkpoint, request: Request, expired: Callable[[], bool]) -> list[Sample]:
    """Beam search as vLLM does it: twice as many continuations as beams, ranked by the mean over prompt and text."""
    prompt = fitting(model, request.prompt, request.tokens)
    logits, cache = model.start([prompt])
    beams, done = [_Beam((), 0.0)], list[_Beam]()
    last = log_softmax(logits[:, -1])
    room = min(request.tokens, model.shape.positions - len(prompt))
    for step in range(room):
        if expired():
            break
        grown: list[tuple[_Beam, int]] = []
        for place, beam in enumerate(beams):
            for token in np.argsort(-last[place], kind="stable")[: 2 * request.count]:
                longer = _Beam((*beam.tokens, int(token)), beam.logprob + float(last[place, token]), beam.logprob)
                if token == model.shape.end:
                    done.append(longer)
                else:
                    grown.append((longer, place))
        grown.sort(key=lambda entry: -entry[0].logprob)
        grown = grown[: request.count]
        done.sort(key=lambda beam: -beam.worth(len(prompt) + len(beam.tokens) - 1))
        beams = [beam for beam, _ in grown]
        if not beams or _settled(done, beams, request.count, len(prompt), room):
            break
        if step + 1 < room:
            stepped, cache = model.go_on([beam.tokens[-1] for beam in beams], cache.rows([at for _, at in grown]))
            last = log_softmax(stepped)
    else:
        done += beams  # what is not finished has its rank as well, and is told as unfinished
        done.sort(key=lambda beam: -beam.worth(len(prompt) + len(_written(model, beam))))
    return [_of_beam(model, beam) for beam in done[: request.count]]


def _written(model: Checkpoint, beam: _Beam) -> tuple[int, ...]:
    return beam.tokens[:-1] if beam.tokens[-1:] == (model.shape.end,) else beam.tokens


def _of_beam(model: Checkpoint, beam: _Beam) -> Sample:
    written = _written(model, beam)
    finished = len(written) < len(beam.tokens)
    logprob = beam.text_logprob if finished else beam.logprob
    return Sample(model.decode(written), logprob, len(beam.tokens), finished)


def _settled(done: Sequence[_Beam], beams: Sequence[_Beam], width: int, prompt: int, room: int) -> bool:
    """Whether no beam that goes on can be worth more than the worst of those that are kept."""
    if len(done) < width:
        return False
    worst = done[width - 1].worth(prompt + len(done[width - 1].tokens) - 1)
    return max(beam.logprob for beam in beams) / (prompt + room) <= worst
