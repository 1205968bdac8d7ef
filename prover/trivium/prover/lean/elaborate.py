"""Runs Lean over one text, in a process that has seen no other: a fresh one, or the child of a warm one."""

from __future__ import annotations

import os
import secrets
import tempfile
import time
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Protocol

from trivium.prover.lean.child import (
    ALLOCATOR,
    Confinement,
    Finished,
    Launcher,
    Limits,
    process_options,
    run_child,
)
from trivium.prover.lean.core_build import PROGRAM, Core, embedded_command
from trivium.prover.lean.header import imports_of
from trivium.prover.lean.message import Message, UnreadableLineError, read_message
from trivium.prover.lean.toolchain import Toolchain
from trivium.prover.lean.zygote import Child, ChildDiedError, ChildTimedOutError, Elaborated, Zygote

_SORRY_NAME = b"sorryAx"
_CLOSING_WORD = "#check"


class Stop(Enum):
    """What ended Lean before its time."""

    WALL = "time limit reached"
    OUTPUT = "output limit reached"
    DEATH = "Lean died"
    KILLED = "Lean was killed from outside"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of Lean over a text."""

    messages: tuple[Message, ...]
    stop: Stop | None
    detail: str
    """About the stop; empty where there was none."""
    failed: bool
    """Lean ended with the status of a text that has errors."""
    reached_end: bool
    mentions_sorry: bool
    """What was compiled names `sorryAx`."""
    module: bytes
    """The compiled module; empty where there is none."""
    seconds: float
    cpu_seconds: float


class Elaborator(Protocol):
    """Elaborates texts that the gate has let pass."""

    def run(self, source: str, limits: Limits, *, module: bool) -> Run:
        """What Lean says of a text, with its compiled module where that is wanted."""
        ...


@dataclass(frozen=True, slots=True)
class WarmLean:
    """The embedded Lean; each text in a new child of the zygote.

    Where the child is killed from outside, which need not be the fault of the text, another one is tried, once.
    """

    zygote: Zygote
    strict: bool = False
    """A name that nobody declares is an error (`autoImplicit false`), where plain Lean may take it for a variable."""

    def run(self, source: str, limits: Limits, *, module: bool) -> Run:
        """What Lean says of a text; raises ZygoteError where no child can be had."""
        run = self._once(source, limits, module=module)
        if run.stop is not Stop.KILLED:
            return run
        return self._once(source, limits.after(run.seconds), module=module)

    def _once(self, source: str, limits: Limits, *, module: bool) -> Run:
        with self.zygote.spawn(limits, imports_of(source)) as child:
            return elaborate_in(child, source, limits, module=module, strict=self.strict)


@dataclass(frozen=True, slots=True)
class FreshLean:
    """Any Lean, started anew for each text."""

    toolchain: Toolchain
    core: Core | None
    """Of the embedded one."""
    launcher: Launcher

    def run(self, source: str, limits: Limits, *, module: bool) -> Run:
        """What Lean says of a text; raises OSError where it cannot be started."""
        run = self._run(source, limits, closing=True)
        lines = source.count("\n") + 1
        if any(message.start.line > lines or _CLOSING_WORD in message.text for message in run.messages):
            # the closing line took part in an error at the end of the text: ask for the messages of the text alone
            run = self._run(source, limits, closing=False)
        return run

    def _run(self, source: str, limits: Limits, *, closing: bool) -> Run:
        nonce = f"end_{secrets.token_hex(16)}"
        with tempfile.TemporaryDirectory(prefix="trivium-lean-") as folder:
            file, olean = Path(folder, "Main.lean"), Path(folder, "Main.olean")
            end = f"\n\n{_CLOSING_WORD} fun ({nonce} : Prop) => {nonce}\n" if closing else ""
            file.write_text(source + end, "utf-8")
            command = self._command("--json", *process_options(limits), "-o", str(olean), str(file))
            libraries = (self.core.path,) if self.core else self.toolchain.libraries
            path = {"LEAN_PATH": os.pathsep.join(map(str, libraries))} if libraries else {}
            environment = {**ALLOCATOR, **path}
            confinement = Confinement(self._readable(), (Path(folder),), limits.memory_bytes, _cpu_seconds(limits))
            finished = run_child(command, self.launcher, confinement, environment, limits)
            compiled = olean.read_bytes() if olean.is_file() else b""
        return _finished(finished, limits, nonce, compiled)

    def _command(self, *arguments: str) -> list[str]:
        if self.core is not None:
            return embedded_command(self.toolchain.path, *arguments)
        return [str(self.toolchain.path), *arguments]

    def _readable(self) -> tuple[Path, ...]:
        if self.core is not None:
            return (PROGRAM, self.toolchain.path.parent, self.core.path)
        return (self.toolchain.path.parent.parent, *self.toolchain.libraries)


def elaborate_in(child: Child, source: str, limits: Limits, *, module: bool, strict: bool = False) -> Run:
    """What Lean says of a text in a child; after a stop by the wall, by death or from outside the child is gone."""
    begin = time.monotonic()
    try:
        answer = child.elaborate(source, limits.wall, module=module, strict=strict, output=limits.output_bytes)
        run = _completed(answer, limits)
    except ChildTimedOutError:
        run = _stopped(Stop.WALL, f"Lean did not end within {limits.wall:g} s")
    except ChildDiedError as error:
        run = _stopped(Stop.KILLED if error.killed else Stop.DEATH, f"Lean {error}")
    except UnreadableLineError as error:
        run = _stopped(Stop.DEATH, f"a line of Lean's output is no message: {error}")
    return replace(run, seconds=time.monotonic() - begin)


def _completed(answer: Elaborated, limits: Limits) -> Run:
    messages = tuple(read_message(line) for line in answer.messages)
    stop, detail = None, ""
    if answer.overflowed:
        stop, detail = Stop.OUTPUT, f"Lean wrote more than {limits.output_bytes} bytes"
    elif answer.module_error:
        stop, detail = Stop.DEATH, f"Lean could not write the module: {answer.module_error}"
    return Run(
        messages=messages,
        stop=stop,
        detail=detail,
        failed=False,
        reached_end=answer.complete,
        mentions_sorry=answer.mentions_sorry,
        module=answer.module,
        seconds=0.0,
        cpu_seconds=answer.cpu_seconds,
    )


def _stopped(stop: Stop, detail: str) -> Run:
    return Run(
        messages=(),
        stop=stop,
        detail=detail,
        failed=True,
        reached_end=False,
        mentions_sorry=False,
        module=b"",
        seconds=0.0,
        cpu_seconds=0.0,
    )


def _finished(finished: Finished, limits: Limits, nonce: str, compiled: bytes) -> Run:
    messages, unreadable = _read_output(finished.stdout)
    own = tuple(message for message in messages if nonce not in message.text)
    stop, detail = _stop_of(finished, limits, unreadable)
    return Run(
        messages=own,
        stop=stop,
        detail=detail,
        failed=finished.exit_code != 0,
        reached_end=len(own) < len(messages),
        mentions_sorry=_SORRY_NAME in compiled,
        module=compiled,
        seconds=finished.seconds,
        cpu_seconds=finished.cpu_seconds,
    )


def _stop_of(finished: Finished, limits: Limits, unreadable: str) -> tuple[Stop | None, str]:
    if finished.timed_out:
        return Stop.WALL, f"Lean did not end within {limits.wall:g} s"
    if finished.overflowed:
        return Stop.OUTPUT, f"Lean wrote more than {limits.output_bytes} bytes"
    if finished.exit_code not in (0, 1):
        words = finished.stderr.decode("utf-8", "replace").strip().splitlines()
        told = f": {words[0][:200]}" if words else ""
        return Stop.DEATH, f"Lean ended with status {finished.exit_code}{told}"
    if unreadable:
        return Stop.DEATH, f"a line of Lean's output is no message: {unreadable}"
    return None, ""


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
