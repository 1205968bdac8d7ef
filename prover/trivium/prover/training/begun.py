"""What a folder is for: the settings, data and start of the run that it holds."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from trivium.prover.training.corpus import Corpus
from trivium.prover.training.errors import HeldElsewhereError, TrainingError
from trivium.prover.training.settings import Training

RUN = "training.json"
_FORMAT = 1
_WEIGHTS = "model.safetensors"


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
