"""Measures policies: the same statements, the same budget of counts, a batch of the kind `data.evaluate` for each.

What is measured is a contender: some policies that search together, and nothing else beside them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from trivium.prover.data.evaluation import BUILT_IN, Allowance
from trivium.services.batch.batch import Batch
from trivium.services.batch.errors import ConfigurationError
from trivium.services.batch.processes import Processes
from trivium.services.batch.results import results
from trivium.services.batch.running import run
from trivium.services.batch.storage import Folder
from trivium.services.data.comparison import Interval, Tried, by_family, difference, rate
from trivium.services.data.statements import Item
from trivium.services.policy.line import Line
from trivium.services.runtime.operation import EngineSettings, Violation

KIND = "data.evaluate"
_PER_SHARD = 8
_COLUMNS = ("failure", "id", "family", "solved", "tactics", "samples", "tokens")


@dataclass(frozen=True, slots=True)
class Contender:
    """Policies that search together, such as `portfolio+small`."""

    policies: tuple[str, ...]

    @property
    def name(self) -> str:
        """The policies, with a plus between them."""
        return "+".join(self.policies)

    @property
    def folder(self) -> str:
        """The name of its batch's folder."""
        return f"{self.name[:60]}-{hashlib.sha256(self.name.encode()).hexdigest()[:8]}"

    @classmethod
    def read(cls, text: str) -> Contender:
        """From names with a plus between them."""
        return cls(tuple(name.strip() for name in text.split("+") if name.strip()))


@dataclass(frozen=True, slots=True)
class Course:
    """How far the measurement is."""

    contender: str
    done: int
    statements: int
    remaining: float | None
    """Seconds for this contender; None where it cannot be told."""


@dataclass(frozen=True, slots=True)
class Score:
    """What a contender came to."""

    contender: str
    tried: tuple[Tried, ...]
    failures: Mapping[str, int]
    """Statements whose search a policy has failed, by the reason: they count for nothing."""

    def plain(self, than: Score, seed: int) -> dict[str, Any]:
        """In JSON values, with the difference to another score."""
        gained = difference(self.tried, than.tried, seed)
        return {
            "contender": self.contender,
            "statements": len(self.tried),
            "solved": sum(one.solved for one in self.tried),
            "rate": asdict(rate(self.tried, seed)),
            "difference": asdict(gained) if than is not self else asdict(Interval(0.0, 0.0, 0.0)),
            "families": {family: list(counts) for family, counts in by_family(self.tried).items()},
            "tactics": sum(one.tactics for one in self.tried),
            "samples": sum(one.samples for one in self.tried),
            "tokens": sum(one.tokens for one in self.tried),
            "failures": dict(self.failures),
        }


def check_contenders(contenders: Sequence[Contender], line: Path | None) -> None:
    """Raises ConfigurationError for a policy that there is not; LineError where its service does not answer."""
    wanted = [name for contender in contenders for name in contender.policies if name not in BUILT_IN]
    known = {policy.name for policy in Line(line).describe(30.0).policies} if line and wanted else set[str]()
    for name in wanted:
        if name not in known:
            words = f"no policy {name!r}; there are {', '.join([*BUILT_IN, *sorted(known - {*BUILT_IN})])}"
            raise ConfigurationError([Violation("policies", words, "NO_POLICY")])


def evaluate(
    out: Path,
    statements: Sequence[Item],
    contender: Contender,
    digests: Mapping[str, str],
    allowance: Allowance,
    seed: int,
    engine: EngineSettings,
    processes: int = 0,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Course]:
    """Measure a contender in a folder, or go on where an earlier run of the same has ended.

    Raises ConfigurationError, BrokenBatchError where the folder holds another batch, BusyError where another process
    works in it.
    """
    configuration = {
        "policies": [*contender.policies],
        "digests": {name: digests[name] for name in contender.policies if name in digests},
        "items_per_shard": max(1, min(_PER_SHARD, len(statements) // 8)),
        **asdict(allowance),
    }
    batch = Batch.create(out, KIND, configuration, seed, statements)
    for told in run(batch, Processes(processes), engine, cancelled):
        yield Course(contender.name, told.items, len(statements), told.remaining)


def score(out: Path, contender: Contender) -> Score:
    """What is in the folder of a measurement; raises BrokenBatchError."""
    tried, failures = list[Tried](), dict[str, int]()
    for row in results(Batch.open(out), _COLUMNS):
        if row["failure"]:
            failures[row["failure"]] = failures.get(row["failure"], 0) + 1
        else:
            tried.append(Tried(**{name: row[name] for name in _COLUMNS[1:]}))
    return Score(contender.name, tuple(tried), failures)


def report(scores: Sequence[Score], allowance: Allowance, seed: int) -> dict[str, Any]:
    """The scores in JSON values, each with its difference to the first."""
    return {
        "allowance": asdict(allowance),
        "seed": seed,
        "contenders": [one.plain(scores[0], seed) for one in scores],
    }


def write_report(path: Path, told: Mapping[str, Any]) -> None:
    """The report as a file that is there whole or not at all."""
    text = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
    Folder(path.parent).write(path.name, text.encode())
