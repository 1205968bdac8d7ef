"""The whole of `prove data evaluate`: the policy service beside it, a batch for each contender, the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trivium.prover.data import Split
from trivium.prover.data.evaluation import Allowance
from trivium.services.data.evaluating import (
    Contender,
    Course,
    check_contenders,
    evaluate,
    report,
    score,
    write_report,
)
from trivium.services.data.statements import Item, StatementsError, of_data, of_file
from trivium.services.local import default_engine
from trivium.services.policy.hosted import hosted

REPORT = "report.json"


@dataclass(frozen=True, slots=True)
class Exam:
    """The statements that are asked."""

    data: Path | None = None
    """A data set, of which a split is taken."""
    split: str = Split.HELD_OUT.value
    file: Path | None = None
    """Or a file with a statement a line; see `statements.of_file`."""
    core_only: bool = False
    limit: int = 0
    """Only so many, the first ones; 0 for all."""

    def statements(self) -> Sequence[Item]:
        """As items; raises BatchError."""
        if self.data is not None:
            return of_data(self.data, Split(self.split), self.limit)
        if self.file is not None:
            return of_file(self.file, core_only=self.core_only, limit=self.limit)
        raise StatementsError("neither a data set nor a file")


@dataclass(frozen=True, slots=True)
class Measurement:
    """What is to be measured."""

    out: Path
    exam: Exam
    contenders: Sequence[Contender]
    """Each is compared with the first."""
    checkpoints: Mapping[str, Path] = field(default_factory=dict)
    """Policies that stand in no file, by their names."""
    allowance: Allowance = field(default_factory=Allowance)
    seed: int = 0
    processes: int = 0


def measurement(
    out: Path,
    exam: Exam,
    contenders: Sequence[str],
    checkpoints: Mapping[str, Path],
    allowance: Mapping[str, int],
    seed: int,
    processes: int,
) -> Measurement:
    """A measurement from plain values; raises BatchError for contenders without a policy."""
    read = [Contender.read(text) for text in contenders]
    if not all(contender.policies for contender in read) or not read:
        raise StatementsError("no policy to measure")
    return Measurement(out, exam, read, checkpoints, Allowance(**allowance), seed, processes)


def measure(asked: Measurement, environ: Mapping[str, str]) -> Iterator[Course | Mapping[str, Any]]:
    """How far it is, now and then, and at last the report, which is written to the folder, too.

    Raises LoadError where the policy service cannot start, its ConfigurationError for a policy that cannot be set up,
    LineError where it does not answer, BatchError for what cannot be measured.
    """
    statements = asked.exam.statements()
    with hosted(asked.checkpoints, environ) as service:
        check_contenders(asked.contenders, service.line)
        engine = default_engine(environ, service.line)
        for contender in asked.contenders:
            yield from evaluate(
                asked.out / contender.folder,
                statements,
                contender,
                service.digests,
                asked.allowance,
                asked.seed,
                engine,
                asked.processes,
            )
    scores = [score(asked.out / contender.folder, contender) for contender in asked.contenders]
    told = report(scores, asked.allowance, asked.seed)
    write_report(asked.out / REPORT, told)
    yield told
