"""Proof sessions over anything that elaborates whole texts: each tactic costs the elaboration of the proof so far.

Slow and universal: it serves every toolchain through `lean --json`, and servers that only check files.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from trivium.prover.lean.check import Outcome, judge
from trivium.prover.lean.child import Limits
from trivium.prover.lean.elaborate import Elaborator, Run, Stop
from trivium.prover.lean.gate import DECLARING, screen, words
from trivium.prover.lean.goal import read_goals
from trivium.prover.lean.message import Severity
from trivium.prover.lean.script import Script
from trivium.prover.lean.session import (
    HEARTBEATS,
    WALL,
    Crash,
    CrashKind,
    Done,
    Forbidden,
    LeanError,
    Progress,
    SourceCheck,
    TacticOutcome,
    TacticState,
    Timeout,
    crash_kind,
)
from trivium.prover.lean.session_text import LEAVES_THE_PROOF, goals_left, refusal, with_options


@dataclass(frozen=True, slots=True)
class FileBackend:
    """Sessions of an elaborator."""

    name: str
    elaborator: Elaborator
    embedded: bool
    """Whether the gate of the embedded Lean stands before it."""
    memory_bytes: int = 2 << 30

    def open(self, header: str = "", heartbeats: int = HEARTBEATS) -> FileSession:
        """A session; raises InvalidSource for a header that must not reach Lean."""
        screen(header, embedded=self.embedded)
        return FileSession(self, with_options(header, f"maxHeartbeats {heartbeats}"))


class FileSession:
    """See `session.ProofSession`."""

    def __init__(self, backend: FileBackend, header: str) -> None:
        self._backend = backend
        self._header = header
        self._numbers = itertools.count(1)
        self._scripts: dict[int, Script] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self, statement: str) -> TacticOutcome:
        """The first state of a proof."""
        return self._refusal(statement) or self._outcome(Script(self._header, statement.strip()), WALL)

    def apply(self, state: int, tactics: Sequence[str], wall: float = WALL) -> list[TacticOutcome]:
        """What each tactic comes to."""
        script = self._scripts[state]
        return [
            self._refusal(tactic) or _leaves_the_proof(tactic) or self._outcome(script.then(tactic), wall)
            for tactic in tactics
        ]

    def script(self, state: int) -> str:
        """The declaration so far."""
        return self._scripts[state].declaration

    def check(self, source: str, wall: float = WALL) -> SourceCheck | Timeout | Crash | Forbidden:
        """What Lean says of a text."""
        refused = self._refusal(source)
        if refused is not None:
            return refused
        run = self._run(self._header + source, wall)
        stopped = _stopped(run)
        if stopped is not None:
            return stopped
        moved = -self._header.count("\n")
        return SourceCheck(tuple(item.moved(moved) for item in run.messages), judge(run)[0] is Outcome.ACCEPTED)

    def drop(self, states: Sequence[int]) -> None:
        """Forget states."""
        for state in states:
            self._scripts.pop(state, None)

    def close(self) -> None:
        """Nothing runs between two questions."""

    def _run(self, source: str, wall: float) -> Run:
        limits = replace(Limits(wall=wall), memory_bytes=self._backend.memory_bytes)
        return self._backend.elaborator.run(source, limits, module=False)

    def _outcome(self, script: Script, wall: float) -> TacticOutcome:
        run = self._run(script.source, wall)
        stopped = _stopped(run)
        if stopped is not None:
            return stopped
        open_goals = goals_left(run.messages, script)
        if not isinstance(open_goals, str):
            return open_goals
        if not run.reached_end:
            return LEAVES_THE_PROOF
        number = next(self._numbers)
        self._scripts[number] = script
        state = TacticState(number, read_goals(open_goals), open_goals)
        return Progress(state) if open_goals else Done(state, judge(run)[0] is Outcome.SORRY)

    def _refusal(self, text: str) -> Forbidden | None:
        return refusal(text, embedded=self._backend.embedded)


def _stopped(run: Run) -> Timeout | Crash | None:
    if run.stop is Stop.WALL:
        return Timeout(run.detail)
    if run.stop is not None and not any(message.severity is Severity.ERROR for message in run.messages):
        return Crash(CrashKind.KILLED if run.stop is Stop.KILLED else crash_kind(run.detail), run.detail)
    return None


def _leaves_the_proof(tactic: str) -> LeanError | None:
    """A text that declares something is no tactic; Lean would read it as the next command."""
    for word in words(tactic):
        if word.text in DECLARING or word.text.startswith("#"):
            return LEAVES_THE_PROOF
    return None
