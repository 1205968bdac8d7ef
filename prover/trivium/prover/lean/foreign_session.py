"""Proof sessions over another program that holds proof states: their scripts are kept here.

Where the program is lost, at the wall or by its own death, another one is started, and states are made again as they
are needed. What such a program says of a state guides a search and never decides.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from trivium.prover.errors import ProverError
from trivium.prover.lean.check import says_sorry
from trivium.prover.lean.goal import read_goals
from trivium.prover.lean.message import Message, Severity, UnreadableLineError, message_of
from trivium.prover.lean.script import Script
from trivium.prover.lean.session import (
    WALL,
    Crash,
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
from trivium.prover.lean.session_text import refusal


class ProtocolError(ProverError):
    """A program has answered what its protocol does not know, or refused a header."""


@dataclass(frozen=True, slots=True)
class Stood:
    """A state that the program holds."""

    there: object
    """The program's own name of it."""
    goals: str
    """As Lean shows them; empty where none is left."""
    holes: bool = False
    """The proof so far depends on `sorry`."""


Reply = Stood | LeanError | Timeout


class Peer(Protocol):
    """A running program; its methods raise TimeoutError at the wall, and OSError where the program is gone."""

    def start(self, statement: str, wall: float) -> Reply:
        """The first state of a proof of a declaration without its body."""
        ...

    def apply(self, there: object, tactic: str, wall: float) -> Reply:
        """What a tactic comes to."""
        ...

    def check(self, source: str, wall: float) -> SourceCheck:
        """What Lean says of a text."""
        ...

    def drop(self, there: Sequence[object]) -> None:
        """Forget states, where the program can."""
        ...

    def close(self) -> None:
        """End the program; it may be called twice."""
        ...


class ForeignSession:
    """See `session.ProofSession`; raises ProtocolError for answers that are none."""

    def __init__(self, begin: Callable[[], Peer]) -> None:
        self._begin = begin
        self._numbers = itertools.count(1)
        self._scripts: dict[int, Script] = {}
        self._parents: dict[int, int] = {}
        self._peer: Peer | None = None
        self._there: dict[int, object] = {}
        """The program's own name of a state; after its death there are none."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self, statement: str) -> TacticOutcome:
        """The first state of a proof."""
        return refusal(statement, embedded=False) or self._outcome(Script("", statement.strip()), None, WALL)

    def apply(self, state: int, tactics: Sequence[str], wall: float = WALL) -> list[TacticOutcome]:
        """What each tactic comes to."""
        script = self._scripts[state]
        return [
            refusal(tactic, embedded=False) or self._outcome(script.then(tactic), state, wall) for tactic in tactics
        ]

    def script(self, state: int) -> str:
        """The declaration so far."""
        return self._scripts[state].declaration

    def check(self, source: str, wall: float = WALL) -> SourceCheck | Timeout | Crash | Forbidden:
        """What Lean says of a text."""
        refused = refusal(source, embedded=False)
        if refused is not None:
            return refused
        try:
            return self._running().check(source, wall)
        except (TimeoutError, OSError) as error:
            return self._lost(error, wall)

    def drop(self, states: Sequence[int]) -> None:
        """Forget states."""
        there = [self._there[state] for state in states if state in self._there]
        for state in states:
            for known in (self._scripts, self._parents, self._there):
                known.pop(state, None)
        if there and self._peer is not None:
            try:
                self._peer.drop(there)
            except OSError:  # a TimeoutError is one
                self.close()

    def close(self) -> None:
        """End the program."""
        if self._peer is not None:
            self._peer.close()
        self._peer = None
        self._there.clear()

    def _outcome(self, script: Script, parent: int | None, wall: float) -> TacticOutcome:
        number = next(self._numbers)
        try:
            reply = self._reply(script, parent, wall)
        except (TimeoutError, OSError) as error:
            return self._lost(error, wall)
        if not isinstance(reply, Stood):
            return reply
        self._scripts[number] = script
        self._there[number] = reply.there
        if parent is not None:
            self._parents[number] = parent
        state = TacticState(number, read_goals(reply.goals), reply.goals)
        return Progress(state) if reply.goals else Done(state, reply.holes)

    def _reply(self, script: Script, parent: int | None, wall: float) -> Reply:
        if parent is None:
            return self._running().start(script.statement, wall)
        there = self._restored(parent, wall)
        return self._running().apply(there, script.steps[-1], wall)

    def _restored(self, state: int, wall: float) -> object:
        """The program's name of a state, made again where another one had it."""
        if state not in self._there:
            reply = self._reply(self._scripts[state], self._parents.get(state), wall)
            if not isinstance(reply, Stood):
                raise ProtocolError("a state could not be made again")
            self._there[state] = reply.there
        return self._there[state]

    def _running(self) -> Peer:
        if self._peer is None:
            self._peer = self._begin()
        return self._peer

    def _lost(self, error: OSError, wall: float) -> Timeout | Crash:
        self.close()
        if isinstance(error, TimeoutError):
            return Timeout(f"Lean did not end within {wall:g} s")
        words = error.strerror or str(error)
        return Crash(crash_kind(words), words)


def one_tactic(block: str) -> str:
    """A block of tactics as the one tactic that these programs read."""
    text = block.strip("\n")
    return f"(\n{text}\n)" if "\n" in text else text


def read_messages(told: object) -> tuple[Message, ...]:
    """The messages of an answer; raises ProtocolError."""
    if told is None:
        return ()
    if not isinstance(told, list):
        raise ProtocolError("messages that are no list")
    try:
        return tuple(message_of(item) for item in told)
    except UnreadableLineError as error:
        raise ProtocolError(f"a message that is none: {error}") from error


def first_error(messages: Iterable[Message]) -> LeanError | None:
    """The first error among messages."""
    for message in messages:
        if message.severity is Severity.ERROR:
            return LeanError(message.text)
    return None


def checked(messages: tuple[Message, ...], *, holes: bool) -> SourceCheck:
    """What messages, and holes that were told apart from them, say of a text."""
    open_ends = holes or any(says_sorry(message) for message in messages)
    return SourceCheck(messages, first_error(messages) is None and not open_ends)
