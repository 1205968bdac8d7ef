"""Training of small models that propose tactics and proofs; torch is loaded by `train` alone.

A corpus of lessons, a tokenizer made of it, a Llama of a few million parameters, and a folder in which it all ends: a
checkpoint for vLLM, for onnxruntime, and for more training. Needs the extra `train`.
"""

from trivium.prover.training.corpus import Corpus, Lesson, Source, lessons_of_row
from trivium.prover.training.errors import HeldElsewhereError, MissingExtraError, StoppedError, TrainingError
from trivium.prover.training.report import Progress, Report
from trivium.prover.training.run import check_extra, train
from trivium.prover.training.settings import Training, sizes

__all__ = [
    "Corpus",
    "HeldElsewhereError",
    "Lesson",
    "MissingExtraError",
    "Progress",
    "Report",
    "Source",
    "StoppedError",
    "Training",
    "TrainingError",
    "check_extra",
    "lessons_of_row",
    "sizes",
    "train",
]
