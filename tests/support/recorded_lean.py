"""Programs that hold proof states, replayed from transcripts: each line has a question and its answer.

The programs are not here. The answers were written after their sources and their own tests: REPL of August 2026,
Pantograph of July 2025 and as PyPantograph 0.3.15 asks for it, the REPL inside lean-dojo 4.20.0.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, TracebackType

TRANSCRIPTS = Path(__file__).parents[1] / "data" / "prover" / "transcripts"


class Recording:
    """The answers of a transcript, and how often its program was started and ended."""

    def __init__(self, name: str) -> None:
        lines = (TRANSCRIPTS / f"{name}.jsonl").read_text("utf-8").splitlines()
        self.answers = {json.dumps(ask, sort_keys=True): answer for ask, answer in map(json.loads, lines)}
        self.started = 0
        self.running = 0
        self.arguments: Sequence[str] = ()

    def start(self, arguments: Sequence[str] = ()) -> RecordedProcess:
        """A program that answers what is recorded, and nothing else."""
        self.started += 1
        self.running += 1
        self.arguments = arguments
        return RecordedProcess(self)

    def answer(self, request: object) -> Mapping[str, object]:
        """What was answered; raises TimeoutError and BrokenPipeError where that was recorded."""
        answer = self.answers[json.dumps(request, sort_keys=True)]
        if answer == "timeout":
            raise TimeoutError
        if answer == "death":
            raise BrokenPipeError(32, "Broken pipe")
        assert isinstance(answer, dict)
        return answer


class RecordedProcess:
    """See `trivium.prover.lean.repl.JsonProcess`."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._closed = False

    def ask(self, request: Mapping[str, object], patience: float) -> Mapping[str, object]:
        return self._recording.answer(request)

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._recording.running -= 1


@dataclass(frozen=True)
class TacticState:
    """As in lean-dojo."""

    pp: str
    id: int = field(compare=False)
    message: str | None = field(default=None, compare=False)


@dataclass(frozen=True)
class ProofFinished:
    """As in lean-dojo."""

    tactic_state_id: int
    message: str | None = field(default=None, compare=False)


@dataclass(frozen=True)
class ProofGivenUp:
    """As in lean-dojo."""


@dataclass(frozen=True)
class LeanError:
    """As in lean-dojo."""

    error: str


class DojoCrashError(Exception):
    """As in lean-dojo."""

    @property
    def is_out_of_memory(self) -> bool:
        return str(self) == "OOM"


class DojoTacticTimeoutError(Exception):
    """As in lean-dojo."""


class DojoInitError(Exception):
    """As in lean-dojo."""


def recorded_dojo(recording: Recording) -> ModuleType:
    """What the adapter uses of the package `lean_dojo`, over the lines of a recording."""

    class Dojo:
        def __init__(self, entry: tuple[object, Path, str], timeout: float) -> None:
            self.theorem = entry[2]

        def __enter__(self) -> tuple[Dojo, TacticState]:
            if self.theorem != "swap":
                raise DojoInitError(f"Failed to locate the theorem with `{self.theorem}` as its fully qualified name.")
            recording.start()
            first = recording.answer("start")
            return self, TacticState(str(first["tacticState"]), 0)

        def __exit__(
            self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
        ) -> None:
            recording.running -= 1

        def run_tac(self, state: TacticState, tactic: str) -> object:
            try:
                answer = recording.answer({"sid": state.id, "cmd": tactic})
            except TimeoutError:
                raise DojoTacticTimeoutError from None
            except BrokenPipeError:
                raise DojoCrashError("Unexpected EOF") from None
            if answer["error"] is not None:
                given_up = "proof contains `sorry`" in str(answer["error"])
                return ProofGivenUp() if given_up else LeanError(str(answer["error"]).strip())
            if answer["tacticState"] == "no goals":
                return ProofFinished(int(str(answer["sid"])))
            return TacticState(str(answer["tacticState"]), int(str(answer["sid"])))

    package = ModuleType("lean_dojo")
    package.__dict__.update(
        Dojo=Dojo,
        Theorem=lambda repository, file, name: (repository, file, name),
        TacticState=TacticState,
        ProofFinished=ProofFinished,
        ProofGivenUp=ProofGivenUp,
        LeanError=LeanError,
        DojoCrashError=DojoCrashError,
        DojoTacticTimeoutError=DojoTacticTimeoutError,
        DojoInitError=DojoInitError,
    )
    return package
