"""Checks a Lean file: elaborates it in a killable child and judges what came back.

A file is accepted only when Lean ended by itself with success, every line of its output was a message, none was an
error, nothing depends on `sorry`, and Lean read the text to its end. Everything else is an outcome with its reason;
a crash, a timeout or a flood is never a success.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from trivium.prover.lean.check_lane import CheckLane
from trivium.prover.lean.child import Launcher, Limits
from trivium.prover.lean.core_build import Core, ensure_core
from trivium.prover.lean.elaborate import FreshLean, Run, Stop
from trivium.prover.lean.gate import declared_axioms, screen, states_nothing
from trivium.prover.lean.message import Message, Severity
from trivium.prover.lean.toolchain import Toolchain

_SORRY_TAG = "hasSorry"
_SORRY_WORDS = ("declaration uses `sorry`", "declaration uses 'sorry'")


class Outcome(Enum):
    """What became of a file."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SORRY = "contains sorry"
    CUT_SHORT = "not read to its end"
    TIMED_OUT = "time limit reached"
    OUTPUT_LIMIT = "output limit reached"
    CRASHED = "Lean died"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What Lean says of a file, and under which conditions."""

    name: str
    outcome: Outcome
    detail: str
    """The reason in words; empty for an accepted file."""
    messages: tuple[Message, ...]
    messages_left_out: int
    axioms: tuple[str, ...]
    """The axioms that the text declares: an accepted file holds relative to them."""
    vacuous: bool
    """The text declares nothing."""
    toolchain: Toolchain
    core_hash: str
    """SHA-256 of the sources of the embedded core; empty for a toolchain with a library of its own."""
    sandbox: tuple[str, ...]
    seconds: float
    cpu_seconds: float

    @property
    def accepted(self) -> bool:
        """Whether Lean elaborated the whole file without an error or a `sorry`."""
        return self.outcome is Outcome.ACCEPTED


def check_file(
    source: str,
    name: str,
    toolchain: Toolchain,
    launcher: Launcher,
    limits: Limits,
    cache_dir: Path,
    warm: CheckLane | None = None,
) -> CheckReport:
    """Elaborate a Lean text, in the lane of a warm Lean where one is given, and else in a fresh process.

    Raises InvalidSource for a text that must not reach Lean and CoreBuildError where the embedded core cannot be built.
    """
    source = normalized(source)
    screen(source, embedded=toolchain.embedded)
    if warm is not None:
        core: Core | None = warm.zygote.core
        run = warm.run(source, limits, module=False)
    else:
        core = ensure_core(toolchain, cache_dir, launcher) if toolchain.embedded else None
        run = FreshLean(toolchain, core, launcher).run(source, limits, module=False)
    outcome, detail = judge(run)
    kept = _important_first(run.messages, limits.messages)
    return CheckReport(
        name=name,
        outcome=outcome,
        detail=detail,
        messages=kept,
        messages_left_out=len(run.messages) - len(kept),
        axioms=declared_axioms(source),
        vacuous=states_nothing(source),
        toolchain=toolchain,
        core_hash=core.source_hash if core else "",
        sandbox=launcher.layers(),
        seconds=run.seconds,
        cpu_seconds=run.cpu_seconds,
    )


def normalized(source: str) -> str:
    """The text without a byte order mark and with the line ends that Lean counts."""
    return source.removeprefix("\ufeff").replace("\r\n", "\n")


def judge(run: Run) -> tuple[Outcome, str]:
    """What a run came to, and in words why where that is no acceptance."""
    errors = [message for message in run.messages if message.severity is Severity.ERROR]
    if run.stop in (Stop.WALL, Stop.OUTPUT):
        return _STOPS[run.stop], run.detail
    if errors:
        first = errors[0]
        return Outcome.REJECTED, f"{first.start.line}:{first.start.column}: {first.text.splitlines()[0]}"
    if run.stop is not None:
        return _STOPS[run.stop], run.detail
    if run.failed:
        return Outcome.CRASHED, "Lean ended with the status of an error, and told none"
    if not run.reached_end:
        return Outcome.CUT_SHORT, "Lean stopped before the end of the text"
    if run.mentions_sorry or any(says_sorry(message) for message in run.messages):
        return Outcome.SORRY, "the text depends on `sorry`"
    return Outcome.ACCEPTED, ""


_STOPS = {
    Stop.WALL: Outcome.TIMED_OUT,
    Stop.OUTPUT: Outcome.OUTPUT_LIMIT,
    Stop.DEATH: Outcome.CRASHED,
    Stop.KILLED: Outcome.CRASHED,
}


def says_sorry(message: Message) -> bool:
    """Whether a message says that a declaration depends on `sorry`."""
    return _SORRY_TAG in message.kind or any(words in message.text for words in _SORRY_WORDS)


def _important_first(messages: tuple[Message, ...], limit: int) -> tuple[Message, ...]:
    """The messages in the order of the file; where there are too many, errors are kept before others."""
    if len(messages) <= limit:
        return messages
    ranked = sorted(enumerate(messages), key=lambda item: (item[1].severity is not Severity.ERROR, item[0]))
    return tuple(message for _, message in sorted(ranked[:limit], key=lambda item: item[0]))
