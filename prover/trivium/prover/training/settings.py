"""How a model is trained, and the sizes that models have."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from trivium.prover.policy.checkpoint import CheckpointError, Shape
from trivium.prover.training.errors import TrainingError

DEVICES = ("auto", "cpu", "cuda")
_EPOCHS = 3.0
_CONTINUED = 1 / 3
"""The rate of a model that was trained before, as a share of that of a new one."""


@dataclass(frozen=True, slots=True)
class Size:
    """The sizes of a Llama; see `sizes.toml`."""

    vocabulary: int
    width: int
    inner: int
    layers: int
    heads: int
    kv_heads: int
    positions: int
    rate: float


@cache
def sizes() -> Mapping[str, Size]:
    """The sizes that models may have, by name."""
    table = tomllib.loads(files(__package__).joinpath("sizes.toml").read_text("utf-8"))
    return {name: Size(**values) for name, values in table.items()}


@dataclass(frozen=True, slots=True)
class Training:
    """How a model is trained. With a corpus it determines the weights on one machine, unless `minutes` is given.

    Exactly one of `steps`, `epochs` and `minutes` says when it ends; three epochs where none does.
    """

    size: str = "small"
    """A name of `sizes.toml`; of no account with `start`."""
    steps: int = 0
    epochs: float = 0.0
    minutes: float = 0.0
    seed: int = 0
    start: Path | None = None
    """An earlier checkpoint, whose sizes and tokenizer are kept."""
    device: str = "auto"
    """`cpu`, `cuda`, or `auto` for a GPU where there is one."""
    threads: int = 0
    """Of torch on a CPU; as many as it takes by itself if 0."""
    batch: int = 4096
    """Tokens a step, those that fill up shorter texts among them."""
    rate: float = 0.0
    """The highest learning rate; that of the size if 0, a third of it with `start`."""
    every: int = 100
    """Steps after which the state is kept, so that a run that is killed loses no more."""
    name: str = ""
    """Of the model; that of the folder if empty."""

    def check(self) -> None:
        """Raises TrainingError for settings that make no sense."""
        if self.size not in sizes():
            raise TrainingError(f"no size {self.size!r}; there are {', '.join(sizes())}")
        if self.device not in DEVICES:
            raise TrainingError(f"no device {self.device!r}; there are {', '.join(DEVICES)}")
        ends = [name for name in ("steps", "epochs", "minutes") if getattr(self, name)]
        if len(ends) > 1:
            raise TrainingError(f"{' and '.join(ends)} both say when to end; give one of them")
        for name, least in (("steps", 0), ("epochs", 0), ("minutes", 0), ("threads", 0), ("rate", 0), ("every", 1)):
            if not getattr(self, name) >= least:
                raise TrainingError(f"{name} must be at least {least}, not {getattr(self, name)}")
        if self.batch < self.model.positions:
            raise TrainingError(f"a batch must hold at least one text of {self.model.positions} tokens")

    @property
    def passes(self) -> float:
        """Epochs that are wanted; 0 where steps or minutes decide."""
        return 0.0 if self.steps or self.minutes else self.epochs or _EPOCHS

    @property
    def model(self) -> Size:
        """The size of the model and its learning rate; raises TrainingError where `start` is no checkpoint."""
        size = sizes()[self.size]
        if self.start is not None:
            try:
                size = _size_of(Shape.read(self.start))
            except CheckpointError as error:
                raise TrainingError(f"not to go on from: {error}") from None
        return replace(size, rate=self.rate or size.rate)


def _size_of(shape: Shape) -> Size:
    """The size of a model that was trained before, with a lower rate than that of the known size most like it."""
    width = shape.heads * shape.head_width
    like = min(sizes().values(), key=lambda size: abs(size.width - width))
    return replace(
        like,
        vocabulary=shape.vocabulary,
        width=width,
        layers=shape.layers,
        heads=shape.heads,
        kv_heads=shape.kv_heads,
        positions=shape.positions,
        rate=like.rate * _CONTINUED,
    )
