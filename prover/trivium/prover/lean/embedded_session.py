"""Proof sessions on the embedded Lean: each state is an elaborated text, from which longer ones go on."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from trivium.prover.lean.child import Limits
from trivium.prover.lean.gate import screen
from trivium.prover.lean.goal import read_goals
from trivium.prover.lean.header import imports_of
from trivium.prover.lean.message import Message, Severity, read_message
from trivium.prover.lean.script import Script
from trivium.prover.lean.session import (
    HEARTBEATS,
    WALL,
    Crash,
    CrashKind,
    Done,
    Forbidden,
    Progress,
    SourceCheck,
    TacticOutcome,
    TacticState,
    Timeout,
    crash_kind,
)
from trivium.prover.lean.session_text import LEAVES_THE_PROOF, goals_left, refusal, with_options
from trivium.prover.lean.zygote import Child, ChildDiedError, ChildTimedOutError, Elaborated, Zygote

_START_WALL = 30.0
_LIFETIME = 24 * 3600.0
"""Wall seconds from which the processor time of a session's process is limited."""


@dataclass(frozen=True, slots=True)
class EmbeddedBackend:
    """Sessions of the embedded Lean, each in a child of a zygote."""

    zygote: Zygote
    memory_bytes: int = 2 << 30

    @property
    def name(self) -> str:
        """Of the backend."""
        return self.zygote.toolchain.identity

    def open(self, header: str = "", heartbeats: int = HEARTBEATS) -> EmbeddedSession:
        """A session; raises InvalidSource for a header that must not reach Lean."""
        screen(header, embedded=True)
        text = with_options(header, f"maxHeartbeats {heartbeats}", "linter.all false")
        return EmbeddedSession(self.zygote, text, self.memory_bytes)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A state that can be elaborated again at any time."""

    script: Script
    commands: int
    """How many commands its text has."""


class EmbeddedSession:
    """See `session.ProofSession`."""

    def __init__(self, zygote: Zygote, header: str, memory_bytes: int) -> None:
        self._zygote = zygote
        self._header = header
        self._limits = Limits(wall=_LIFETIME, memory_bytes=memory_bytes)
        self._numbers = itertools.count(1)
        self._states: dict[int, _Kept] = {}
        self._child: Child | None = None
        self._elaborated: set[int] = set()
        """States that the child has: after its death there are none."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self, statement: str) -> TacticOutcome:
        """The first state of a proof."""
        return refusal(statement, embedded=True) or self._run(Script(self._header, statement.strip()), 0, _START_WALL)

    def apply(self, state: int, tactics: Sequence[str], wall: float = WALL) -> list[TacticOutcome]:
        """What each tactic comes to."""
        script = self._states[state].script
        return [refusal(tactic, embedded=True) or self._run(script.then(tactic), state, wall) for tactic in tactics]

    def script(self, state: int) -> str:
        """The declaration so far."""
        return self._states[state].script.declaration

    def check(self, source: str, wall: float = WALL) -> SourceCheck | Timeout | Crash | Forbidden:
        """What Lean says of a text."""
        refused = refusal(source, embedded=True)
        if refused is not None:
            return refused
        answer = self._ask(self._header + source, 0, 0, wall)
        if isinstance(answer, Timeout | Crash):
            return answer
        moved = -self._header.count("\n")
        return SourceCheck(tuple(message.moved(moved) for message in answer.messages), answer.complete)

    def drop(self, states: Sequence[int]) -> None:
        """Forget states."""
        for state in states:
            self._states.pop(state, None)
            self._forget(state)

    def close(self) -> None:
        """End the session."""
        if self._child is not None:
            self._child.close()
            self._child = None
        self._elaborated.clear()

    def _run(self, script: Script, parent: int, wall: float) -> TacticOutcome:
        """What a script comes to; tried again where its process was killed from outside."""
        outcome = self._once(script, parent, wall)
        killed = isinstance(outcome, Crash) and outcome.kind is CrashKind.KILLED
        return self._once(script, parent, wall) if killed else outcome

    def _once(self, script: Script, parent: int, wall: float) -> TacticOutcome:
        if parent and parent not in self._elaborated:  # its process has died
            self._ask(self._states[parent].script.source, 0, parent, wall)
        number = next(self._numbers)
        answer = self._ask(script.source, parent, number, wall)
        if isinstance(answer, Timeout | Crash):
            return answer
        outcome = _outcome(number, script, answer, self._states[parent].commands if parent else answer.commands)
        if isinstance(outcome, Progress | Done):
            self._states[number] = _Kept(script, answer.commands)
        else:
            self._forget(number)
        return outcome

    def _ask(self, source: str, parent: int, number: int, wall: float) -> _Answer | Timeout | Crash:
        try:
            if self._child is None:
                self._child = self._zygote.spawn(self._limits, imports_of(self._header))
            answer = self._child.elaborate(source, wall, start=parent, keep=number)
        except ChildTimedOutError as error:
            self.close()
            return Timeout(str(error))
        except ChildDiedError as error:
            self.close()
            return Crash(CrashKind.KILLED if error.killed else crash_kind(str(error)), str(error))
        if number:
            self._elaborated.add(number)
        return _read(answer)

    def _forget(self, state: int) -> None:
        if state in self._elaborated and self._child is not None:
            self._elaborated.discard(state)
            with suppress(ChildTimedOutError, ChildDiedError):
                self._child.ask({"do": "drop", "state": state}, b"", _START_WALL)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What Lean says of a text."""

    messages: tuple[Message, ...]
    commands: int
    to_the_end: bool
    uses_sorry: bool

    @property
    def errors(self) -> tuple[Message, ...]:
        return tuple(message for message in self.messages if message.severity is Severity.ERROR)

    @property
    def complete(self) -> bool:
        return self.to_the_end and not self.errors and not self.uses_sorry


def _read(answer: Elaborated) -> _Answer:
    messages = tuple(read_message(line) for line in answer.messages)
    return _Answer(messages, answer.commands, answer.complete, answer.mentions_sorry)


def _outcome(number: int, script: Script, answer: _Answer, commands: int) -> TacticOutcome:
    open_goals = goals_left(answer.messages, script)
    if not isinstance(open_goals, str):
        return open_goals
    if not answer.to_the_end or answer.commands != commands:
        return LEAVES_THE_PROOF
    state = TacticState(number, read_goals(open_goals), open_goals)
    return Progress(state) if open_goals else Done(state, answer.uses_sorry)
