"""A run from its corpus to a checkpoint; what was begun is gone on with, what is done is done."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from trivium.prover.training.begun import Begun
from trivium.prover.training.corpus import Corpus
from trivium.prover.training.errors import MissingExtraError, TrainingError
from trivium.prover.training.report import REPORT, Progress, Report
from trivium.prover.training.settings import Training

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_MODULES = ("torch", "transformers", "tokenizers", "onnx", "onnxruntime", "safetensors")


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
    check_extra()
    from trivium.prover.training.loop import Loop
    from trivium.prover.training.publication import publish

    begun.write(folder)
    loop = Loop.open(training, _tokenizer(training, corpus, folder), corpus, folder)
    loop.run(told, cancelled)
    return publish(loop, training, corpus, folder)


def check_extra() -> None:
    """Raise MissingExtraError where a part of the extra `train` is not installed."""
    for module in _MODULES:
        if find_spec(module) is None:
            raise MissingExtraError(f"training needs {module}: pip install 'trivium[train]'")


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
