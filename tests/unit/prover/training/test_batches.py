"""Lessons as batches: every example once an epoch, answers alone in the loss, an order that can be gone on with."""

from itertools import islice

import numpy as np

from trivium.prover.training import Corpus, Lesson
from trivium.prover.training.batches import IGNORED, Example, encode, endless, padded, plan
from trivium.prover.training.corpus import tactic_lesson
from trivium.prover.training.tokenizer import train_tokenizer

RANDOM = np.random.default_rng(0)
EXAMPLES = [
    Example(np.full(length, place, dtype=np.int32), 1 + length // 2)
    for place, length in enumerate(RANDOM.integers(4, 90, size=700))
]


def test_an_epoch_has_every_example_once_within_the_budget() -> None:
    batches = plan(EXAMPLES, 512, seed=1, epoch=0)
    assert sorted(place for batch in batches for place in batch) == list(range(len(EXAMPLES)))
    sizes = [len(batch) * max(len(EXAMPLES[place].tokens) for place in batch) for batch in batches]
    assert max(sizes) <= 512
    read = sum(len(example.tokens) for example in EXAMPLES)
    assert sum(sizes) < 1.15 * read  # texts of about the same length go together


def test_the_order_is_told_by_seed_and_epoch() -> None:
    def order(seed: int, epoch: int) -> list[int]:
        return [int(place) for batch in plan(EXAMPLES, 512, seed, epoch) for place in batch]

    assert order(1, 0) == order(1, 0)
    assert order(1, 0) != order(1, 1)
    assert order(1, 0) != order(2, 0)


def test_what_is_gone_on_with_has_the_batches_that_were_left() -> None:
    everything = [batch.tokens for batch in islice(endless(EXAMPLES, 512, 3), 150)]
    for start in (1, 70, 149):
        later = next(endless(EXAMPLES, 512, 3, start))
        np.testing.assert_array_equal(later.tokens, everything[start])


def test_labels_are_the_next_tokens_of_answers() -> None:
    batch = padded([Example(np.array([5, 6, 7, 8]), 2), Example(np.array([9, 10]), 1)])
    assert batch.tokens.tolist() == [[5, 6, 7, 8], [9, 10, 0, 0]]
    assert batch.labels.tolist() == [[IGNORED, 7, 8, IGNORED], [10, IGNORED, IGNORED, IGNORED]]


def test_long_prompts_keep_their_end_and_long_answers_are_left_out() -> None:
    goal, long = tactic_lesson("h : a = b\n" * 60 + "⊢ a = b", "exact h"), Lesson("[GOAL]p[PROOFSTEP]", "simp; " * 200)
    tokenizer = train_tokenizer(Corpus((goal,)), 512)
    (example,) = encode(tokenizer, [goal, long], 128)
    assert len(example.tokens) == 128
    assert tokenizer.decode(example.tokens.tolist()).endswith("⊢ a = bexact h")
