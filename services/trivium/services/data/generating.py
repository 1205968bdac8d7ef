"""Generates statements into a folder, a batch of the kind `data.generate`, and counts what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trivium.prover.data import Status
from trivium.services.batch.batch import Batch
from trivium.services.batch.manifest import Manifest
from trivium.services.batch.processes import Processes
from trivium.services.batch.results import results
from trivium.services.batch.running import run
from trivium.services.batch.shards import decode, name_of
from trivium.services.runtime.operation import EngineSettings

KIND = "data.generate"
_COUNTED = ("status", "family", "split", "env", "tier", "reason", "source")


@dataclass(frozen=True, slots=True)
class Course:
    """How far a data set has come."""

    statements: int
    """New ones that no filter refused, with their outcomes."""
    wanted: int
    remaining: float | None
    """Seconds; None where it cannot be told."""
    complete: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What is in a data set."""

    statements: int
    drawn: int
    """Statements that were drawn, with those that were left out."""
    counts: Mapping[str, Mapping[str, int]]
    """Of the statements, by the values of a column."""
    refused: Mapping[str, int]
    """Of those that were left out, by reason."""

    @property
    def plain(self) -> dict[str, Any]:
        """In JSON values."""
        return {
            "statements": self.statements,
            "drawn": self.drawn,
            **{name: dict(values) for name, values in self.counts.items()},
            "refused": dict(self.refused),
        }


def generate(
    out: Path,
    configuration: Mapping[str, Any],
    seed: int,
    engine: EngineSettings,
    processes: int = 0,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Course]:
    """Generate statements into a folder, or go on where an earlier run of the same configuration and seed has ended.

    Raises ConfigurationError, BrokenBatchError where the folder holds another batch, BusyError where another process
    works in it.
    """
    batch = Batch.create(out, KIND, configuration, seed)
    for told in run(batch, Processes(processes), engine, cancelled):
        yield Course(told.results, told.wanted or 0, told.remaining, told.complete)


def summary(out: Path) -> Summary:
    """The counts of the data set in a folder, as far as it has come; raises BrokenBatchError."""
    batch = Batch.open(out)
    counts: dict[str, Counter[str]] = {name: Counter() for name in _COUNTED}
    failures: Counter[str] = Counter()
    statements = 0
    for row in results(batch, ["failure", *_COUNTED]):
        if row["failure"]:
            failures[row["failure"].partition(":")[0]] += 1
            continue
        statements += 1
        for name in _COUNTED:
            counts[name][row[name] or "-"] += 1
    drawn, refused = 0, Counter[str]()
    for shard in Manifest(batch.storage).entries:
        for row in decode(batch.storage.read(name_of(shard)) or b"", ["status", "reason"]):
            drawn += 1
            if row["status"] == Status.REJECTED:
                refused[row["reason"]] += 1
    repeated = drawn - statements - refused.total() - failures.total()
    told = {name: dict(found.most_common()) for name, found in counts.items()}
    return Summary(statements, drawn, told, {**refused, **failures, "REPEATED_OR_BEYOND_COUNT": repeated})
