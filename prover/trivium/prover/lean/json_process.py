"""Programs that answer JSON with JSON on their standard streams: the community's REPL, and Pantograph."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from trivium.prover.errors import ProverError
from trivium.prover.lean.child import ALLOCATOR, Confinement, Launcher, kill_group

_CHUNK = 1 << 16
_LARGEST = 64 << 20
"""Bytes of the largest answer that is read."""
_LAST_WORDS = 2000
_READY = b"ready."
_LIFETIME_CPU = 1 << 30


class NotStartedError(ProverError):
    """A program could not be started, or did not say that it is ready."""


@dataclass(frozen=True, slots=True)
class JsonProgram:
    """How a program is started and confined."""

    command: tuple[str, ...]
    launcher: Launcher
    readable: tuple[Path, ...]
    """What it may read: itself, its Lean and the libraries."""
    lean_path: str = ""
    """The folders of the libraries, as `LEAN_PATH` names them."""
    memory_bytes: int = 8 << 30
    start_wall: float = 120.0
    """Seconds until it has said that it is ready; the import of Mathlib may take a minute."""

    def repl(self, arguments: Sequence[str] = ()) -> JsonProcess:
        """The community's REPL: questions and answers end with an empty line. Raises NotStartedError."""
        return JsonProcess(self, arguments, end=b"\n\n")

    def pantograph(self, arguments: Sequence[str] = ()) -> JsonProcess:
        """Pantograph, once it is ready: questions and answers are lines. Raises NotStartedError."""
        process = JsonProcess(self, arguments, end=b"\n")
        try:
            said = process.receive(self.start_wall)
        except OSError as error:
            process.close()
            raise NotStartedError(f"{self.command[0]} did not say that it is ready: {error}") from error
        if said != _READY:
            process.close()
            raise NotStartedError(f"{self.command[0]} said {said[:200]!r} where it should be ready")
        return process


class JsonProcess:
    """A running program; see `repl.JsonProcess`."""

    def __init__(self, program: JsonProgram, arguments: Sequence[str], end: bytes) -> None:
        self._end = end
        self._read = b""
        self._words = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        confinement = Confinement(program.readable, (), program.memory_bytes, _LIFETIME_CPU)
        path = {"LEAN_PATH": program.lean_path} if program.lean_path else {}
        try:
            self._process = subprocess.Popen(  # noqa: S603 - a program that the user names
                program.launcher.wrap([*program.command, *arguments], confinement),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._words,
                env={**ALLOCATOR, **path},
                cwd="/",
                start_new_session=True,
            )
        except OSError as error:
            self._words.close()
            raise NotStartedError(f"{program.command[0]} cannot be started: {error.strerror}") from error

    def ask(self, request: Mapping[str, object], patience: float) -> Mapping[str, object]:
        """The answer to a request; raises TimeoutError, and OSError where the process is gone or says no JSON."""
        assert self._process.stdin is not None
        deadline = time.monotonic() + patience
        try:
            self._process.stdin.write(json.dumps(request, ensure_ascii=False).encode() + self._end)
            self._process.stdin.flush()
        except OSError:
            raise self._death() from None
        answer = self.receive(max(0.0, deadline - time.monotonic()))
        try:
            value = json.loads(answer)
        except (ValueError, RecursionError) as error:
            raise OSError(f"an answer that is no JSON: {answer[:200]!r}") from error
        if not isinstance(value, dict):
            raise OSError("an answer that is no object")
        return value

    def receive(self, patience: float) -> bytes:
        """The next answer as text; raises as `ask`."""
        stream = self._process.stdout
        assert stream is not None
        deadline = time.monotonic() + patience
        with selectors.DefaultSelector() as selector:
            selector.register(stream, selectors.EVENT_READ)
            while (found := self._taken()) is None:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise TimeoutError
                chunk = os.read(stream.fileno(), _CHUNK)
                if not chunk:
                    raise self._death()
                self._read += chunk
                if len(self._read) > _LARGEST:
                    raise OSError("an answer that is too long")
        return found

    def close(self) -> None:
        """Kill the process and all that it started."""
        kill_group(self._process)
        for stream in (self._process.stdin, self._process.stdout, self._words):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:  # what was not sent is of no use to it any more
                    continue

    def _taken(self) -> bytes | None:
        """The first whole answer of what was read; None where there is none yet."""
        while self._read:
            answer, end, rest = self._read.partition(self._end)
            if not end:
                return None
            self._read = rest
            if answer.strip():
                return answer.strip()
        return None

    def _death(self) -> OSError:
        kill_group(self._process)
        self._words.seek(0, os.SEEK_END)
        self._words.seek(max(0, self._words.tell() - _LAST_WORDS))
        words = self._words.read().decode("utf-8", "replace").strip()
        how = f"the process ended with status {self._process.returncode}"
        return OSError(f"{how}: {words}" if words else how)
