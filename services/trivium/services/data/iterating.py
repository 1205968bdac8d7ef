"""Expert iteration: statements are drawn and proved, a model learns the proofs, and helps to prove the next statements.

    exam/             statements of the held-out families, which nothing is trained on; the same for every seed
    round-0/data      a batch `data.generate`, proved without a model
    round-0/model     trained from random weights on these proofs: the policy that the rounds begin with
    round-0/held-out  a batch `data.evaluate`: what it proves by itself
    round-1/…         the same, with the model of the round before, which is asked where all else finds no proof;
                      trained from that model on the proofs of all rounds so far
    report.json, report.svg

Every stage is a pure function of the settings, and is gone on with where it was ended.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from trivium.prover.data.evaluation import Allowance
from trivium.prover.data.families import GENERATORS, HELD_OUT, MATHLIB_FAMILIES
from trivium.prover.training import Progress, Training, check_extra
from trivium.services.batch.errors import BrokenBatchError
from trivium.services.data.evaluating import Contender, evaluate, write_report
from trivium.services.data.generating import generate
from trivium.services.data.measuring import Exam
from trivium.services.data.rounds import Round, plot, reported
from trivium.services.data.statements import Item
from trivium.services.data.training import train
from trivium.services.local import default_engine
from trivium.services.policy.hosted import hosted

MODEL = "model"
"""The name of the policy."""
SETTINGS, REPORT, PLOT = "iteration.json", "report.json", "report.svg"
LEARNT = tuple(name for name in GENERATORS if name not in (*HELD_OUT, *MATHLIB_FAMILIES))
"""The families that statements are drawn from."""
_EXAM_SEED = 20_000
_STATEMENTS_PER_ITEM = 16


@dataclass(frozen=True, slots=True)
class Iteration:
    """The settings of a loop; they determine all that comes of it."""

    rounds: int
    """After round 0."""
    count: int
    """Statements that are drawn a round."""
    held_out: int
    """Statements of the exam, undecided ones among them."""
    size: str
    """Of the model, as `prove data train` names it."""
    steps: int
    """Of training in each round."""
    seed: int
    exam: str = ""
    """A data set whose held-out statements are the exam; one is made when empty."""
    samples: int = 24
    """That the model may write for a statement which nothing else has proved."""
    allowance: Allowance = field(default_factory=Allowance)
    """For a statement of the exam."""

    def stage_seed(self, stage: str, number: int) -> int:
        """The seed of a stage of a round."""
        return int.from_bytes(hashlib.sha256(f"{self.seed}/{stage}/{number}".encode()).digest()[:6])


@dataclass(frozen=True, slots=True)
class Course:
    """How far the loop is."""

    round: int | None
    """None while the exam is made."""
    words: str


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop in its folder."""

    out: Path
    asked: Iteration
    environ: Mapping[str, str]
    processes: int = 0
    told: Callable[[Course], None] = lambda course: None
    """Hears how far it is."""
    cancelled: Callable[[], bool] = lambda: False

    def run(self) -> dict[str, Any]:
        """Carry out what is missing; the report, which is written to the folder after each round, too.

        Raises BatchError where the folder holds another loop or a batch cannot be carried out, LoadError and its
        ConfigurationError where a model cannot be served, TrainingError where one cannot be trained.
        """
        self._training(0).check()
        check_extra()  # before anything is drawn
        self._begin()
        statements = self._exam()
        rounds: list[Round] = []
        report: dict[str, Any] = {}
        for number in range(self.asked.rounds + 1):
            self._draw(number)
            self._train(number)
            self._measure(number, statements)
            rounds.append(Round.read(self.out / f"round-{number}", number))
            report = reported(rounds, asdict(self.asked), {str(item["id"]) for item in statements})
            write_report(self.out / REPORT, report)
            (self.out / PLOT).write_text(plot([report]), "utf-8")
        return report

    def _begin(self) -> None:
        """Write the settings down, or compare them."""
        file, asked = self.out / SETTINGS, json.loads(json.dumps(asdict(self.asked)))
        if not file.is_file():
            self.out.mkdir(parents=True, exist_ok=True)
            write_report(file, asked)
        elif json.loads(file.read_text("utf-8")) != asked:
            raise BrokenBatchError(f"{self.out} holds a loop of other settings: see {SETTINGS}")

    def _exam(self) -> Sequence[Item]:
        """The statements of the exam, which is made where there is none."""
        folder = Path(self.asked.exam) if self.asked.exam else self.out / "exam"
        if not self.asked.exam:
            configuration = {"count": self.asked.held_out, "families": [*HELD_OUT]}
            self._generate(folder, configuration, _EXAM_SEED, None)
        return Exam(folder).statements()

    def _draw(self, number: int) -> None:
        """The statements of a round with their outcomes."""
        configuration: dict[str, Any] = {"count": self.asked.count, "families": [*LEARNT]}
        if number:
            configuration |= {"policies": [MODEL], "samples": self.asked.samples}
        self._generate(self._folder(number, "data"), configuration, self.asked.stage_seed("data", number), number)

    def _generate(self, folder: Path, configuration: Mapping[str, Any], seed: int, number: int | None) -> None:
        """A data set, with the help of the model of the round before where there is one."""
        models = {MODEL: self._folder(number - 1, "model")} if number else {}
        sizes = {"statements_per_item": min(_STATEMENTS_PER_ITEM, configuration["count"]), "items_per_shard": 1}
        with hosted(models, self.environ) if models else nullcontext() as service:
            digests = {"digests": {name: service.digests[name] for name in models}} if service else {}
            asked = {**configuration, **sizes, **digests}
            engine = default_engine(self.environ, service.line if service else None)
            for course in generate(folder, asked, seed, engine, self.processes, self.cancelled):
                self.told(Course(number, f"{course.statements} of {course.wanted} statements"))

    def _training(self, number: int) -> Training:
        return Training(
            self.asked.size,
            steps=self.asked.steps,
            seed=self.asked.stage_seed("training", number),
            start=self._folder(number - 1, "model") if number else None,
            threads=1,
            name=f"round {number} of seed {self.asked.seed}",
        )

    def _train(self, number: int) -> None:
        """Train on the proofs of all rounds so far, from the model of the round before."""

        def note(progress: Progress) -> None:
            self.told(Course(number, f"training, step {progress.step} of {progress.steps}, loss {progress.loss:.2f}"))

        data = [self._folder(earlier, "data") for earlier in range(number + 1)]
        train(data, None, self._training(number), self._folder(number, "model"), note, self.cancelled)

    def _measure(self, number: int, statements: Sequence[Item]) -> None:
        """What the model proves of the exam by itself."""
        with hosted({MODEL: self._folder(number, "model")}, self.environ) as service:
            course = evaluate(
                self._folder(number, "held-out"),
                statements,
                Contender((MODEL,)),
                service.digests,
                self.asked.allowance,
                self.asked.seed,
                default_engine(self.environ, service.line),
                self.processes,
                self.cancelled,
            )
            for told in course:
                self.told(Course(number, f"{told.done} of {told.statements} held-out statements"))

    def _folder(self, number: int, stage: str) -> Path:
        return self.out / f"round-{number}" / stage


def run_loop(
    out: Path,
    settings: Mapping[str, Any],
    allowance: Mapping[str, int],
    environ: Mapping[str, str],
    processes: int,
    told: Callable[[str], None],
) -> dict[str, Any]:
    """A loop from plain values; see `Loop.run`. `told` hears how far it is, in words."""

    def say(course: Course) -> None:
        told(f"{'the exam' if course.round is None else f'round {course.round}'}: {course.words}")

    asked = Iteration(**settings, allowance=Allowance(**allowance))
    return Loop(out, asked, environ, processes, say).run()
