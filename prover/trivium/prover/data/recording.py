"""Proof sessions that remember the states that they showed, so that a proof has a trace without another run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from trivium.prover.lean.session import (
    WALL,
    Backend,
    Crash,
    Done,
    Forbidden,
    Progress,
    ProofSession,
    SourceCheck,
    TacticOutcome,
    Timeout,
)

_PATIENCE = 900.0
"""Seconds that a tactic may take, however busy the machine is."""


@dataclass(slots=True)
class Record:
    """What the sessions of one search showed."""

    roots: dict[str, str] = field(default_factory=dict)
    """The first state of each declaration, as Lean shows it."""
    steps: dict[tuple[str, str], str] = field(default_factory=dict)
    """The state after a tactic on a state, both as Lean shows them; empty where no goal was left."""


@dataclass(frozen=True, slots=True)
class RecordingBackend:
    """A backend whose sessions are recorded, with a limit of its own on the work of a tactic."""

    inner: Backend
    record: Record
    heartbeats: int

    @property
    def name(self) -> str:
        """Of the inner backend."""
        return self.inner.name

    def open(self, header: str = "", heartbeats: int = 0) -> RecordingSession:
        """A session; raises as the inner backend."""
        return RecordingSession(self.inner.open(header, self.heartbeats), self.record)


@dataclass(slots=True)
class RecordingSession:
    """See `lean.session.ProofSession`."""

    inner: ProofSession
    record: Record
    _texts: dict[int, str] = field(default_factory=dict)

    def start(self, statement: str) -> TacticOutcome:
        """The first state."""
        outcome = self.inner.start(statement)
        if isinstance(outcome, Progress):
            self._texts[outcome.state.id] = outcome.state.text
            self.record.roots[statement] = outcome.state.text
        return outcome

    def apply(self, state: int, tactics: Sequence[str], wall: float = WALL) -> list[TacticOutcome]:
        """What each tactic comes to; Lean's own count limits it, not the time of a busy machine."""
        outcomes = self.inner.apply(state, tactics, max(wall, _PATIENCE))
        for tactic, outcome in zip(tactics, outcomes, strict=True):
            if isinstance(outcome, Progress | Done):
                self._texts[outcome.state.id] = outcome.state.text
                self.record.steps[self._texts.get(state, ""), tactic] = outcome.state.text
        return outcomes

    def script(self, state: int) -> str:
        """The declaration so far."""
        return self.inner.script(state)

    def check(self, source: str, wall: float = WALL) -> SourceCheck | Timeout | Crash | Forbidden:
        """What Lean says of a text, however busy the machine is."""
        return self.inner.check(source, max(wall, _PATIENCE))

    def drop(self, states: Sequence[int]) -> None:
        """Forget states."""
        self.inner.drop(states)
        for state in states:
            self._texts.pop(state, None)

    def close(self) -> None:
        """End the session."""
        self.inner.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
