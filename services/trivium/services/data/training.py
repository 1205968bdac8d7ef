"""The corpus of data sets and of the LeanDojo benchmark, and the training of a model on it."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from trivium.prover.data.decontamination import Benchmarks, shipped
from trivium.prover.data.row import LICENCE, Split
from trivium.prover.policy.knn import TraceError
from trivium.prover.policy.traces import leandojo_traces
from trivium.prover.training import (
    Corpus,
    HeldElsewhereError,
    Lesson,
    MissingExtraError,
    Progress,
    Report,
    Source,
    StoppedError,
    Training,
    TrainingError,
    lessons_of_row,
)
from trivium.prover.training import train as train_model
from trivium.prover.training.corpus import once, tactic_lesson
from trivium.services.batch.batch import Batch
from trivium.services.batch.manifest import Manifest
from trivium.services.batch.results import results
from trivium.services.data.generating import KIND

__all__ = [
    "HeldElsewhereError",
    "MissingExtraError",
    "Progress",
    "Report",
    "StoppedError",
    "Training",
    "TrainingError",
    "corpus_of",
    "train",
]

_COLUMNS = ("failure", "key", "status", "split", "nl", "formal", "negation", "proof", "trace")
_LEANDOJO_VALID = 500
"""Lessons of the benchmark's validation split on which the loss is told."""
_LEANDOJO_LICENCE = "MIT (lean-dojo); the proofs are Mathlib's, Apache-2.0"


def train(
    data: Sequence[Path],
    leandojo: Path | None,
    training: Training,
    folder: Path,
    told: Callable[[Progress], None] = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Train on data sets and, unless it is None, on the LeanDojo benchmark.

    Raises BatchError, TrainingError and StoppedError; see `corpus_of` and `trivium.prover.training.train`.
    """
    training.check()
    return train_model(training, corpus_of(data, leandojo), folder, told, cancelled)


def corpus_of(data: Sequence[Path], leandojo: Path | None = None) -> Corpus:
    """The lessons of data sets (batches of the kind `data.generate`) and of a split of the LeanDojo benchmark.

    Of a data set, rows of the split `train` are learned from and rows of `valid` are validated on; no others are read.
    A statement counts once, whichever folders hold it. A row with a hash of a benchmark is left out.

    Args:
        data: folders; a batch that is not complete is read as far as it has come.
        leandojo: a folder with `train.json` and `val.json`, such as `leandojo_benchmark_4/novel_premises`.

    Raises BatchError for a folder that holds no batch, TrainingError for another kind of batch, and for files of the
    benchmark that cannot be read.
    """
    train, valid, sources = list[Lesson](), list[Lesson](), list[Source]()
    known = set[str]()
    for folder in data:
        some, others, source = _data_set(folder, known, shipped())
        train, valid, sources = train + some, valid + others, [*sources, source]
    if leandojo is not None:
        some, others, source = _leandojo(leandojo)
        train, valid, sources = train + some, valid + others, [*sources, source]
    learned = once(train)
    return Corpus(learned, tuple(set_apart(valid, learned)), tuple(sources))


def set_apart(valid: Sequence[Lesson], train: Sequence[Lesson]) -> Iterator[Lesson]:
    """The lessons to validate on that are not learned: two statements may go through the same goal."""
    learned = set(train)
    return (lesson for lesson in once(valid) if lesson not in learned)


def _data_set(folder: Path, known: set[str], benchmarks: Benchmarks) -> tuple[list[Lesson], list[Lesson], Source]:
    batch = Batch.open(folder)
    if batch.kind != KIND:
        raise TrainingError(f"{folder} holds a batch of the kind {batch.kind}; `prove data generate` makes {KIND}")
    found: dict[str, list[Lesson]] = {Split.TRAIN: [], Split.VALID: []}
    rows, left_out = 0, Counter[str]()
    for row in results(batch, _COLUMNS):
        if row["failure"] or row["split"] not in found:
            left_out["failed" if row["failure"] else f"in the split {row['split']}"] += 1
        elif row["key"] in known:
            left_out["in an earlier data set"] += 1
        elif benchmarks.holds(row["key"], row["formal"], row["nl"]):
            left_out["in a benchmark"] += 1
        else:
            known.add(row["key"])
            lessons = list(lessons_of_row(row))
            found[row["split"]] += lessons
            if not lessons:
                left_out["without a proof"] += 1
            elif row["split"] == Split.TRAIN:
                rows += 1
    entries = sorted(Manifest(batch.storage).entries.items())
    digest = hashlib.sha256("".join(f"{shard} {entry.sha256}\n" for shard, entry in entries).encode()).hexdigest()
    lessons = found[Split.TRAIN]
    about = f"synthetic statements of `prove data generate`, seed {batch.seed}"
    name = folder.resolve().name
    return lessons, found[Split.VALID], Source(name, digest, LICENCE, rows, len(lessons), dict(left_out), about)


def _leandojo(folder: Path) -> tuple[list[Lesson], list[Lesson], Source]:
    try:
        train = [tactic_lesson(trace.state, trace.tactic) for trace in leandojo_traces(folder / "train.json")]
        others = itertools.islice(leandojo_traces(folder / "val.json"), _LEANDOJO_VALID)
        valid = [tactic_lesson(trace.state, trace.tactic) for trace in others]
        digest = _sha256(folder / "train.json")
    except (TraceError, OSError, KeyError, TypeError) as error:
        raise TrainingError(f"{folder} is no split of the LeanDojo benchmark: {error}") from None
    name = f"LeanDojo benchmark 4, {folder.resolve().name}"
    about = "goals and tactics of Mathlib, its training part"
    return train, valid, Source(name, digest, _LEANDOJO_LICENCE, len(train), len(train), {}, about)


def _sha256(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
