"""Lessons as tokens, and their order: texts of about the same length go together, and a seed says which when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from trivium.prover.policy.question import Ask
from trivium.prover.training.corpus import Lesson, longest_answer

IGNORED = -100
"""The label of a token that does not count in the loss."""
_POOL = 50
"""Batches whose texts are sorted by length together."""
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """A lesson as tokens."""

    tokens: npt.NDArray[np.int32]
    given: int
    """How many of them are the prompt."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some examples, the shorter ones filled up at the end."""

    tokens: Integers
    """[rows, length]"""
    labels: Integers
    """[rows, length]: the token that comes next, where it belongs to an answer."""


def encode(tokenizer: Tokenizer, lessons: Sequence[Lesson], positions: int) -> list[Example]:
    """The lessons whose answers are not too long; of a long prompt the end is kept, as when the model is asked."""
    prompts = tokenizer.encode_batch_fast([lesson.prompt for lesson in lessons])
    answers = tokenizer.encode_batch_fast([lesson.answer for lesson in lessons])
    longest = min(max(map(longest_answer, (Ask.TACTIC, Ask.PROOF))), positions // 2)
    found = []
    for prompt, answer in zip(prompts, answers, strict=True):
        if len(answer.ids) <= longest:
            kept = prompt.ids[-(positions - len(answer.ids)) :]
            found.append(Example(np.array([*kept, *answer.ids], dtype=np.int32), len(kept)))
    return found


def plan(examples: Sequence[Example], budget: int, seed: int, epoch: int) -> list[Integers]:
    """The batches of an epoch: places of examples, filled up to at most `budget` tokens."""
    random = np.random.default_rng([seed, epoch])
    lengths = np.array([len(example.tokens) for example in examples])
    order = random.permutation(len(examples))
    pool = max(1, _POOL * budget // max(1, int(lengths.mean())))
    batches: list[Integers] = []
    for start in range(0, len(order), pool):
        some = order[start : start + pool]
        some = some[np.argsort(lengths[some], kind="stable")]
        batches += _cut(some, lengths, budget)
    return [batches[at] for at in random.permutation(len(batches))]


def endless(examples: Sequence[Example], budget: int, seed: int, start: int = 0) -> Iterator[Batch]:
    """The batches of epoch after epoch; the first `start` are left out."""
    before = 0
    for epoch in count():
        batches = plan(examples, budget, seed, epoch)
        for places in batches[max(0, start - before) :]:
            yield padded([examples[at] for at in places])
        before += len(batches)


def padded(examples: Sequence[Example]) -> Batch:
    """Examples as one batch."""
    longest = max(len(example.tokens) for example in examples)
    tokens = np.zeros((len(examples), longest), dtype=np.int64)
    labels = np.full((len(examples), longest), IGNORED, dtype=np.int64)
    for row, example in enumerate(examples):
        tokens[row, : len(example.tokens)] = example.tokens
        answered = range(max(example.given, 1), len(example.tokens))
        labels[row, answered.start - 1 : answered.stop - 1] = example.tokens[answered.start :]
    return Batch(tokens, labels)


def _cut(places: Integers, lengths: Integers, budget: int) -> Iterator[Integers]:
    """Places in order of length, as many together as fit."""
    start = 0
    for end in range(1, len(places) + 1):
        if end == len(places) or (end + 1 - start) * lengths[places[end]] > budget:
            yield places[start:end]
            start = end
