"""A run from its corpus to a checkpoint; what was begun is gone on with, what is done is done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trivium.prover.training.corpus import Corpus
from trivium.prover.training.errors import HeldElsewhereError, MissingExtraError, TrainingError
from trivium.prover.training.report import REPORT, Progress, Report
from trivium.prover.training.settings import Training

if TYPE_CHECKING:
    from tokenizers import Tokenizer

RUN = "training.json"
_FORMAT = 1
_WEIGHTS = "model.safetensors"


def train(
    training: Training,
    corpus: Corpus,
    folder: Path,
    told: Callable[[Progress], None] = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Train a model into a folder, or go on where a run of the same settings and corpus has ended.

    Afterwards the folder is a checkpoint (see `trivium.prover.policy.checkpoint`) with a model card `README.md`,
    `report.json` and `loss.svg`. A run that is complete is not repeated; its report is returned.

    Args:
        training: what is to be done.
        corpus: what it learns from.
        folder: is made where it is missing.
        told: hears of every step.
        cancelled: asked after every step.

    Raises TrainingError: settings that make no sense, no lessons, the extra `train` is missing (MissingExtraError), the
    folder holds something else (HeldElsewhereError), `start` is no checkpoint. Raises StoppedError once `cancelled`,
    with the state kept.
    """
    training.check()
    if not corpus.train:
        raise TrainingError("no lessons: no row of the data has the split `train`, an outcome and a proof")
    begun = Begun.of(training, corpus)
    begun.check(folder)
    if (folder / REPORT).exists():
        return Report.read(folder)
    try:
        from trivium.prover.training.loop import Loop
        from trivium.prover.training.publication import publish
    except ModuleNotFoundError as error:
        words = f"training needs {error.name}: pip install 'trivium[train]'"
        raise MissingExtraError(words) from None
    begun.write(folder)
    loop = Loop.open(training, _tokenizer(training, corpus, folder), corpus, folder)
    loop.run(told, cancelled)
    return publish(loop, training, corpus, folder)


@dataclass(frozen=True, slots=True)
class Begun:
    """What a run is told apart by."""

    settings: dict[str, object]
    corpus: str
    start: str

    @classmethod
    def of(cls, training: Training, corpus: Corpus) -> Begun:
        """From what was asked for; raises TrainingError where the start is no checkpoint."""
        names = ("size", "steps", "epochs", "minutes", "seed", "batch", "rate")
        settings = {name: getattr(training, name) for name in names}
        return cls(settings, corpus.sha256, start_of(training))

    @property
    def text(self) -> str:
        """In JSON."""
        told = {"format": _FORMAT, "settings": self.settings, "corpus_sha256": self.corpus, "start": self.start}
        return json.dumps(told, indent=1) + "\n"

    def check(self, folder: Path) -> None:
        """Raises HeldElsewhereError where the folder is for something else."""
        file = folder / RUN
        if file.exists():
            if file.read_text(encoding="utf-8") != self.text:
                raise HeldElsewhereError(
                    f"{folder} holds a run with other settings or other data: name another folder"
                    " (and this one as the checkpoint to go on from, to train it further)"
                )
        elif folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise HeldElsewhereError(f"{folder} is not empty and holds no run of training: name another folder")

    def write(self, folder: Path) -> None:
        """Note in the folder what it is for; raises TrainingError where it cannot be written."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / RUN).write_text(self.text, encoding="utf-8")
        except OSError as error:
            raise TrainingError(f"{folder} cannot be written: {error}") from None


def start_of(training: Training) -> str:
    """SHA-256 of the weights that a run goes on from; empty for none. Raises TrainingError."""
    if training.start is None:
        return ""
    try:
        return hashlib.sha256((training.start / _WEIGHTS).read_bytes()).hexdigest()
    except OSError as error:
        raise TrainingError(f"{training.start} is no checkpoint to go on from: {error}") from None


def _tokenizer(training: Training, corpus: Corpus, folder: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    from trivium.prover.training.tokenizer import save_tokenizer, train_tokenizer

    if training.start is not None:
        file = training.start / "tokenizer.json"
        try:
            tokenizer = Tokenizer.from_file(str(file))
        except Exception as error:  # noqa: BLE001 - the library raises bare exceptions
            raise TrainingError(f"{file} cannot be read: {error}") from None
    else:
        tokenizer = train_tokenizer(corpus, training.model.vocabulary)
    save_tokenizer(tokenizer, folder, training.model.positions)
    return tokenizer
