"""The steps of a run, and its state on disk: what is killed goes on to the same weights."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from tokenizers import Tokenizer

from trivium.prover.training.batches import Example, encode, endless, padded, plan
from trivium.prover.training.corpus import Corpus
from trivium.prover.training.errors import StoppedError, TrainingError
from trivium.prover.training.model import (
    Model,
    device_of,
    earlier_model,
    loss_of,
    new_model,
    optimizer_of,
    precision_of,
    step,
)
from trivium.prover.training.report import Progress
from trivium.prover.training.settings import Training

STATE = "state.pt"
_WARM_UP = 0.04
"""The part of a run in which the rate grows."""
_LOWEST = 0.05
"""The rate at the end, as a share of the highest."""
_SMOOTH = 0.95
_VALID = 256
"""Lessons of which the loss is told on the way; at the end all of them."""


@dataclass(slots=True)
class Loop:
    """A run under way."""

    training: Training
    folder: Path
    model: Model
    optimizer: torch.optim.Optimizer
    rate: float
    """The highest one."""
    device: torch.device
    precision: str
    examples: Sequence[Example]
    valid: Sequence[Example]
    steps: int
    """Of all; 0 where minutes decide."""
    step: int = 0
    loss: float = math.nan
    """Smoothed."""
    tokens: int = 0
    seconds: float = 0.0
    curve: list[tuple[int, float]] = field(default_factory=list)
    validations: list[tuple[int, float]] = field(default_factory=list)

    @classmethod
    def open(cls, training: Training, tokenizer: Tokenizer, corpus: Corpus, folder: Path) -> Loop:
        """A new run, or the one whose state is in the folder; raises TrainingError."""
        if training.threads:
            torch.set_num_threads(training.threads)
        device, size = device_of(training.device), training.model
        examples = encode(tokenizer, corpus.train, size.positions)
        if not examples:
            raise TrainingError("no lessons: every answer is too long for the model")
        if training.start is not None:
            model = earlier_model(training.start)
        else:
            model = new_model(size, tokenizer, training.seed)
        model.to(device).train()
        valid = encode(tokenizer, corpus.valid, size.positions)
        loop = cls(
            training,
            folder,
            model,
            optimizer_of(model, size.rate),
            size.rate,
            device,
            precision_of(device),
            examples,
            valid,
            _steps(training, examples),
        )
        loop._resume()
        return loop

    def run(self, told: Callable[[Progress], None], cancelled: Callable[[], bool]) -> None:
        """Train to the end; raises StoppedError once cancelled."""
        before, begin = self.seconds, time.monotonic()
        batches = endless(self.examples, self.training.batch, self.training.seed, self.step)
        while self.share < 1:
            batch = next(batches)
            loss = loss_of(self.model, batch, self.device, self.precision)
            step(self.model, self.optimizer, loss, self.rate * rate_at(self.share))
            value = loss.item()
            if not math.isfinite(value):
                raise TrainingError(f"the loss is {value} after {self.step} steps: try a lower rate")
            self.step += 1
            self.tokens += batch.tokens.size
            self.loss = value if math.isnan(self.loss) else _SMOOTH * self.loss + (1 - _SMOOTH) * value
            self.seconds = before + time.monotonic() - begin
            if self.step % self.training.every == 0 or self.share >= 1:
                self._keep()
            told(self.progress)
            if cancelled() and self.share < 1:
                self.save()
                raise StoppedError(self.step)

    @property
    def share(self) -> float:
        """How much of the run is done, from 0 to 1."""
        return self.step / self.steps if self.steps else self.seconds / (60 * self.training.minutes)

    @property
    def epochs(self) -> float:
        """How often each example has been read."""
        return self.step / len(plan(self.examples, self.training.batch, self.training.seed, 0))

    @property
    def progress(self) -> Progress:
        """How far it is."""
        remaining = self.seconds / self.share - self.seconds if self.share > 0 else None
        last = self.validations[-1][1] if self.validations else None
        return Progress(self.step, self.steps, self.loss, self.tokens, self.seconds, remaining, last)

    def validation(self, most: int) -> float | None:
        """The loss on lessons that are not trained on, in nats a token; None where there are none."""
        chosen = sorted(self.valid[:most], key=lambda example: len(example.tokens))
        total, counted = 0.0, 0
        self.model.eval()
        with torch.no_grad():
            for start in range(0, len(chosen), 16):
                batch = padded(chosen[start : start + 16])
                answered = int((batch.labels >= 0).sum())
                total += answered * loss_of(self.model, batch, self.device, self.precision).item()
                counted += answered
        self.model.train()
        return total / counted if counted else None

    def save(self) -> None:
        """Keep the state, so that either the old one is there or the new one."""
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            **{name: getattr(self, name) for name in _KEPT},
        }
        fresh = self.folder / f"{STATE}.new"
        with fresh.open("wb") as file:
            torch.save(state, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.folder / STATE)

    def _keep(self) -> None:
        self.curve.append((self.step, self.loss))
        found = self.validation(_VALID)
        if found is not None:
            self.validations.append((self.step, found))
        self.save()

    def _resume(self) -> None:
        file = self.folder / STATE
        if not file.exists():
            return
        state = torch.load(file, map_location=self.device, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        for name in _KEPT:
            setattr(self, name, state[name])


_KEPT = ("precision", "step", "loss", "tokens", "seconds", "curve", "validations")


def rate_at(share: float) -> float:
    """The learning rate at a part of the run, as a share of the highest: it grows, then falls as a cosine does.

    >>> [round(rate_at(share), 2) for share in (0.02, 0.04, 0.52, 1.0)]
    [0.5, 1.0, 0.53, 0.05]
    """
    if share < _WARM_UP:
        return max(share, 0.001) / _WARM_UP
    fallen = (1 - math.cos(math.pi * (share - _WARM_UP) / (1 - _WARM_UP))) / 2
    return 1 - (1 - _LOWEST) * fallen


def _steps(training: Training, examples: Sequence[Example]) -> int:
    if training.minutes:
        return 0
    return training.steps or math.ceil(training.passes * len(plan(examples, training.batch, training.seed, 0)))
