"""Checks a Lean file: elaborates it in a killable child and judges what came back.

A file is accepted only when Lean ended by itself with success, every line of its output was a message, none was an
error, nothing depends on `sorry`, and Lean read the text to its end. Everything else is an outcome with its reason;
a crash, a timeout or a flood is never a success.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from trivium.prover.lean.child import ALLOCATOR, Confinement, Finished, Launcher, Limits, process_options, run_child
from trivium.prover.lean.core_build import PROGRAM, Core, embedded_command, ensure_core
from trivium.prover.lean.gate import declared_axioms, screen, states_nothing
from trivium.prover.lean.message import Message, Severity, UnreadableLineError, read_message
from trivium.prover.lean.toolchain import Toolchain

_SORRY_TAG = "hasSorry"
_SORRY_WORDS = ("declaration uses `sorry`", "declaration uses 'sorry'")
_SORRY_NAME = b"sorryAx"
_CLOSING_WORD = "#check"


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


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of Lean over a text."""

    finished: Finished
    messages: tuple[Message, ...]
    unreadable: str
    mentions_sorry: bool
    reached_end: bool


def check_file(
    source: str, name: str, toolchain: Toolchain, launcher: Launcher, limits: Limits, cache_dir: Path
) -> CheckReport:
    """Elaborate a Lean text.

    Raises InvalidSource for a text that must not reach Lean and CoreBuildError where the embedded core cannot be built.
    """
    source = source.removeprefix("\ufeff").replace("\r\n", "\n")
    screen(source, embedded=toolchain.embedded)
    core = ensure_core(toolchain, cache_dir, launcher) if toolchain.embedded else None
    run = _elaborate(source, toolchain, core, launcher, limits, closing=True)
    lines = source.count("\n") + 1
    if any(message.start.line > lines or _CLOSING_WORD in message.text for message in run.messages):
        # the closing line took part in an error at the end of the text: ask again for the messages of the text alone
        run = _elaborate(source, toolchain, core, launcher, limits, closing=False)
    outcome, detail = _judge(run, limits)
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
        seconds=run.finished.seconds,
        cpu_seconds=run.finished.cpu_seconds,
    )


def _elaborate(
    source: str, toolchain: Toolchain, core: Core | None, launcher: Launcher, limits: Limits, *, closing: bool
) -> _Run:
    nonce = f"end_{secrets.token_hex(16)}"
    with tempfile.TemporaryDirectory(prefix="trivium-lean-") as folder:
        file, olean = Path(folder, "Main.lean"), Path(folder, "Main.olean")
        end = f"\n\n{_CLOSING_WORD} fun ({nonce} : Prop) => {nonce}\n" if closing else ""
        file.write_text(source + end, "utf-8")
        arguments = ["--json", *process_options(limits), "-o", str(olean), str(file)]
        readable = [PROGRAM, toolchain.path.parent] if core else [toolchain.path.parent.parent]
        if core:
            readable.append(core.path)
        command = embedded_command(toolchain.path, *arguments) if core else [str(toolchain.path), *arguments]
        confinement = Confinement(tuple(readable), (Path(folder),), limits.memory_bytes, _cpu_seconds(limits))
        environment = {**ALLOCATOR, **({"LEAN_PATH": str(core.path)} if core else {})}
        finished = run_child(command, launcher, confinement, environment, limits)
        mentions_sorry = olean.is_file() and _SORRY_NAME in olean.read_bytes()
    messages, unreadable = _read_output(finished.stdout)
    own = tuple(message for message in messages if nonce not in message.text)
    return _Run(finished, own, unreadable, mentions_sorry, reached_end=len(own) < len(messages))


def _cpu_seconds(limits: Limits) -> int:
    """Processor time that no honest run reaches within its wall time."""
    return int(limits.wall * (os.cpu_count() or 1)) + 5


def _read_output(output: bytes) -> tuple[tuple[Message, ...], str]:
    messages: list[Message] = []
    for line in output.splitlines():
        try:
            messages.append(read_message(line))
        except UnreadableLineError:
            return tuple(messages), line[:200].decode("utf-8", "replace")
    return tuple(messages), ""


def _judge(run: _Run, limits: Limits) -> tuple[Outcome, str]:
    finished = run.finished
    errors = [message for message in run.messages if message.severity is Severity.ERROR]
    if finished.timed_out:
        return Outcome.TIMED_OUT, f"Lean did not end within {limits.wall:g} s"
    if finished.overflowed:
        return Outcome.OUTPUT_LIMIT, f"Lean wrote more than {limits.output_bytes} bytes"
    if finished.exit_code not in (0, 1):
        words = finished.stderr.decode("utf-8", "replace").strip().splitlines()
        return Outcome.CRASHED, f"Lean ended with status {finished.exit_code}" + (
            f": {words[0][:200]}" if words else ""
        )
    if errors:
        first = errors[0]
        return Outcome.REJECTED, f"{first.start.line}:{first.start.column}: {first.text.splitlines()[0]}"
    if run.unreadable:
        return Outcome.CRASHED, f"a line of Lean's output is no message: {run.unreadable}"
    if finished.exit_code != 0:
        return Outcome.CRASHED, f"Lean ended with status {finished.exit_code} without an error message"
    if not run.reached_end:
        return Outcome.CUT_SHORT, "Lean stopped before the end of the text"
    if run.mentions_sorry or any(_says_sorry(message) for message in run.messages):
        return Outcome.SORRY, "the text depends on `sorry`"
    return Outcome.ACCEPTED, ""


def _says_sorry(message: Message) -> bool:
    return _SORRY_TAG in message.kind or any(words in message.text for words in _SORRY_WORDS)


def _important_first(messages: tuple[Message, ...], limit: int) -> tuple[Message, ...]:
    """The messages in the order of the file; where there are too many, errors are kept before others."""
    if len(messages) <= limit:
        return messages
    ranked = sorted(enumerate(messages), key=lambda item: (item[1].severity is not Severity.ERROR, item[0]))
    return tuple(message for _, message in sorted(ranked[:limit], key=lambda item: item[0]))
