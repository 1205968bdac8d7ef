"""Proof sessions: the one interface behind which every Lean is asked for proof states.

A session never decides: that no goal is left is a claim, and the whole proof goes to the checker as a text
(`ProofSession.script`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from types import TracebackType
from typing import Protocol, Self

from trivium.prover.lean.goal import Goal
from trivium.prover.lean.message import Message

HEARTBEATS = 200_000
"""Lean's own count of the work that one tactic may do (`maxHeartbeats`), the same on every machine."""
WALL = 10.0
"""Seconds until the process that runs a tactic is killed; the session goes on in another."""


@dataclass(frozen=True, slots=True)
class TacticState:
    """A state of a proof: goals that are left, the first one first."""

    id: int
    """Number of the state in its session."""
    goals: tuple[Goal, ...]
    text: str
    """The goals as Lean shows them."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The tactic went through and left goals."""

    state: TacticState


@dataclass(frozen=True, slots=True)
class Done:
    """The tactic went through, and Lean shows no goal that is left."""

    state: TacticState
    uses_sorry: bool = False
    """The proof depends on `sorry`: it proves nothing."""


@dataclass(frozen=True, slots=True)
class LeanError:
    """Lean refused the tactic."""

    message: str
    line: int = 0
    """Line of the error in the tactic, from 1; 0 where it is not known."""
    column: int = 0


@dataclass(frozen=True, slots=True)
class Timeout:
    """A limit of time or work was reached."""

    limit: str
    """Which, in words."""


class CrashKind(Enum):
    """How a process ended."""

    OUT_OF_MEMORY = "out of memory"
    STACK_OVERFLOW = "stack overflow"
    SIGNAL = "signal"
    KILLED = "killed from outside"


def crash_kind(words: str) -> CrashKind:
    """What the last words of a process tell of its end."""
    told = words.lower()
    if "stack overflow" in told:
        return CrashKind.STACK_OVERFLOW
    if "memory" in told or "bad_alloc" in told:
        return CrashKind.OUT_OF_MEMORY
    return CrashKind.SIGNAL


@dataclass(frozen=True, slots=True)
class Crash:
    """The process died on the tactic; the session goes on in another."""

    kind: CrashKind
    detail: str


@dataclass(frozen=True, slots=True)
class Forbidden:
    """The tactic was not given to Lean."""

    rule: str
    reason: str


TacticOutcome = Progress | Done | LeanError | Timeout | Crash | Forbidden


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """What Lean says of a whole text, in a session; no verdict."""

    messages: tuple[Message, ...]
    complete: bool
    """Read to its end without an error or a `sorry`."""


class ProofSession(Protocol):
    """Proof states of one environment. Not to be shared among threads."""

    def start(self, statement: str) -> TacticOutcome:
        """The first state of a proof of a declaration without its body, such as `theorem a (n : Nat) : n = n`.

        Progress in the ordinary case; LeanError for a statement that does not elaborate.
        """
        ...

    def apply(self, state: int, tactics: Sequence[str], wall: float = WALL) -> list[TacticOutcome]:
        """What each tactic, tried on the same state, comes to; raises KeyError for a state that is not there.

        A tactic may have several lines, or be the whole rest of the proof; each may take `wall` seconds.
        """
        ...

    def script(self, state: int) -> str:
        """The declaration with the tactics that led to a state, as a Lean text; raises KeyError."""
        ...

    def check(self, source: str, wall: float = WALL) -> SourceCheck | Timeout | Crash | Forbidden:
        """What Lean says of a text."""
        ...

    def drop(self, states: Sequence[int]) -> None:
        """Forget states; unknown ones are ignored."""
        ...

    def close(self) -> None:
        """End the session; it may be called twice."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Backend(Protocol):
    """A way to run Lean."""

    @property
    def name(self) -> str:
        """Of the backend, for reports."""
        ...

    def open(self, header: str = "", heartbeats: int = HEARTBEATS) -> ProofSession:
        """A session whose texts start with `header` (imports, `open`, `set_option`, definitions).

        `heartbeats` limits each tactic; 0 is no limit.

        Raises ProverError where no session can be had.
        """
        ...
