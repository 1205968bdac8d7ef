"""How far a run is, and what it came to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from trivium.prover.training.corpus import Source
from trivium.prover.training.errors import HeldElsewhereError

REPORT = "report.json"
Curve = tuple[tuple[int, float], ...]
"""Steps, each with the loss there in nats a token of an answer."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    step: int
    steps: int
    """Of all; 0 where minutes decide."""
    loss: float
    """Of late, in nats a token of an answer."""
    tokens: int
    seconds: float
    remaining: float | None
    """Seconds; None where it cannot be told."""
    validation: float | None
    """The last loss on lessons that are not trained on."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run came to."""

    name: str
    size: str
    """The name of its size; empty for a model that was continued."""
    parameters: int
    steps: int
    epochs: float
    tokens: int
    """That the model has read, repetitions among them."""
    seconds: float
    device: str
    precision: str
    threads: int
    seed: int
    rate: float
    batch: int
    loss: float
    """On training lessons at the end, in nats a token of an answer."""
    validation: float | None
    """On lessons that were not trained on; None where there are none."""
    curve: Curve
    validations: Curve
    lessons: int
    valid_lessons: int
    left_out: int
    """Lessons with answers that are too long."""
    corpus_sha256: str
    weights_sha256: str
    start: str
    """Name, steps and SHA-256 of what it went on from; empty for none."""
    sources: tuple[Source, ...]

    def plain(self) -> dict[str, object]:
        """In JSON values."""
        return asdict(self)

    def write(self, folder: Path) -> None:
        """Write `report.json`; raises OSError."""
        (folder / REPORT).write_text(json.dumps(self.plain(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Report:
        """From `report.json`; raises HeldElsewhereError for what is none."""
        try:
            told = json.loads((folder / REPORT).read_text(encoding="utf-8"))
            values = {field.name: told[field.name] for field in fields(cls)}
            for name in ("curve", "validations"):
                values[name] = tuple((int(step), float(loss)) for step, loss in values[name])
            values["sources"] = tuple(_source(source) for source in values["sources"])
            return cls(**values)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise HeldElsewhereError(f"{folder / REPORT} cannot be read: {error}") from None


def _source(told: Mapping[str, object]) -> Source:
    return Source(**told)  # type: ignore[arg-type]
