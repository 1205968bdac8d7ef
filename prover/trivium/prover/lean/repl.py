"""Proof sessions over the JSON protocol of the community's Lean REPL (`cmd`/`env`, `tactic`/`proofState`).

What it says of a state guides a search and never decides: its tactic mode is known to accept what is no proof. The
protocol has no limit on heartbeats and no way to end a tactic: after the wall its process is replaced, and states are
made again as they are needed.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from trivium.prover.errors import ProverError
from trivium.prover.lean.goal import read_goals
from trivium.prover.lean.message import Message, Severity, UnreadableLineError, message_of
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
)

_ERROR = "Lean error:\n"
_HOLE = "sorry"


class ReplError(ProverError):
    """The REPL has answered what its protocol does not know, or refused a header."""


class ReplProcess(Protocol):
    """A running REPL."""

    def ask(self, request: Mapping[str, object], patience: float) -> Mapping[str, object]:
        """The answer to a request; raises TimeoutError, and OSError where the process is gone."""
        ...

    def close(self) -> None:
        """End it."""
        ...


@dataclass(frozen=True, slots=True)
class ReplBackend:
    """Sessions that each have a REPL of their own."""

    name: str
    start: Callable[[], ReplProcess]

    def open(self, header: str = "", heartbeats: int = HEARTBEATS) -> ReplSession:
        """A session; `heartbeats` is not kept by this protocol. Raises ReplError for a header with an error."""
        return ReplSession(self.start, header)


class ReplSession:
    """See `session.ProofSession`."""

    def __init__(self, start: Callable[[], ReplProcess], header: str) -> None:
        self._start = start
        self._header = header
        self._numbers = itertools.count(1)
        self._scripts: dict[int, Script] = {}
        self._parents: dict[int, int] = {}
        self._process: ReplProcess | None = None
        self._environment: object = None
        self._there: dict[int, object] = {}
        """The process's own number of a state."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self, statement: str) -> TacticOutcome:
        """The first state of a proof."""
        return self._guarded(lambda: self._first(Script("", statement.strip()), None), WALL)

    def apply(self, state: int, tactics: Sequence[str], wall: float = WALL) -> list[TacticOutcome]:
        """What each tactic comes to."""
        script = self._scripts[state]
        return [self._guarded(lambda t=tactic: self._next(script, state, t, wall), wall) for tactic in tactics]  # type: ignore[misc]

    def script(self, state: int) -> str:
        """The declaration so far."""
        return self._scripts[state].declaration

    def check(self, source: str, wall: float = WALL) -> SourceCheck | Timeout | Crash | Forbidden:
        """What Lean says of a text."""
        try:
            answer = self._command(source, wall)
        except TimeoutError:
            return self._late(wall)
        except OSError as error:
            return self._lost(error)
        messages = _messages(answer)
        clean = not any(message.severity is Severity.ERROR for message in messages)
        return SourceCheck(messages, clean and not _has_holes(answer, messages))

    def drop(self, states: Sequence[int]) -> None:
        """Forget states; the protocol cannot free them in the process."""
        for state in states:
            self._scripts.pop(state, None)
            self._parents.pop(state, None)
            self._there.pop(state, None)

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.close()
        self._process, self._environment = None, None
        self._there.clear()

    def _guarded(self, step: Callable[[], TacticOutcome], wall: float) -> TacticOutcome:
        try:
            return step()
        except TimeoutError:
            return self._late(wall)
        except OSError as error:
            return self._lost(error)

    def _late(self, wall: float) -> Timeout:
        self.close()
        return Timeout(f"Lean did not end within {wall:g} s")

    def _lost(self, error: OSError) -> Crash:
        self.close()
        return Crash(CrashKind.SIGNAL, error.strerror or str(error))

    def _first(self, script: Script, number: int | None) -> TacticOutcome:
        answer = self._command(f"{script.statement} := by {_HOLE}", WALL)
        errors = [message for message in _messages(answer) if message.severity is Severity.ERROR]
        holes = answer.get("sorries")
        if errors or not isinstance(holes, list) or len(holes) != 1:
            return LeanError(errors[0].text if errors else "the statement has holes of its own")
        return self._keep(script, None, holes[0].get("proofState"), str(holes[0].get("goal", "")), number, holes=False)

    def _next(self, script: Script, parent: int, tactic: str, wall: float, number: int | None = None) -> TacticOutcome:
        there = self._restored(parent, wall)
        block = tactic.strip("\n")
        sent = f"({block})" if "\n" in block else block
        answer = self._running().ask({"tactic": sent, "proofState": there}, wall)
        if "message" in answer:
            return LeanError(str(answer["message"]).removeprefix(_ERROR))
        errors = [message for message in _messages(answer) if message.severity is Severity.ERROR]
        if errors:
            return LeanError(errors[0].text)
        goals = answer.get("goals")
        if not isinstance(goals, list) or "proofState" not in answer:
            raise ReplError("an answer to a tactic without goals")
        holes = bool(answer.get("sorries")) or _HOLE in str(answer.get("proofStatus", ""))
        text = "\n\n".join(str(goal) for goal in goals)
        return self._keep(script.then(tactic), parent, answer["proofState"], text, number, holes=holes)

    def _keep(
        self, script: Script, parent: int | None, there: object, goals: str, number: int | None, *, holes: bool
    ) -> TacticOutcome:
        number = next(self._numbers) if number is None else number
        self._scripts[number] = script
        self._there[number] = there
        if parent is not None:
            self._parents[number] = parent
        state = TacticState(number, read_goals(goals), goals)
        return Progress(state) if goals else Done(state, holes)

    def _restored(self, state: int, wall: float) -> object:
        """The process's number of a state, made again where another process had it."""
        if state not in self._there:
            script, parent = self._scripts[state], self._parents.get(state)
            if parent is None:
                self._first(script, state)
            else:
                before = Script(script.header, script.statement, script.steps[:-1])
                self._next(before, parent, script.steps[-1], wall, state)
        return self._there[state]

    def _command(self, text: str, patience: float) -> Mapping[str, object]:
        process = self._running()
        request: dict[str, object] = {"cmd": text}
        if self._environment is not None:
            request["env"] = self._environment
        return process.ask(request, patience)

    def _running(self) -> ReplProcess:
        if self._process is None:
            self._process = self._start()
            if self._header.strip():
                answer = self._process.ask({"cmd": self._header}, WALL)
                errors = [message for message in _messages(answer) if message.severity is Severity.ERROR]
                if errors or "env" not in answer:
                    raise ReplError(errors[0].text if errors else "a header without an environment")
                self._environment = answer["env"]
        return self._process


def _messages(answer: Mapping[str, object]) -> tuple[Message, ...]:
    told = answer.get("messages", [])
    if not isinstance(told, list):
        raise ReplError("messages that are no list")
    try:
        return tuple(message_of(item) for item in told)
    except UnreadableLineError as error:
        raise ReplError(f"a message that is none: {error}") from error


def _has_holes(answer: Mapping[str, object], messages: tuple[Message, ...]) -> bool:
    return bool(answer.get("sorries")) or any("declaration uses" in message.text for message in messages)
