"""A language server of Lean over one text that changes: what stands before a change is not elaborated again.

It is the worker that `lean --server` starts for each open file, spoken to directly: one process instead of two.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from trivium.prover.errors import ServerLost
from trivium.prover.lean.child import ALLOCATOR, Confinement, Launcher, Limits, kill_group, process_options
from trivium.prover.lean.core_build import PROGRAM, Core, embedded_command
from trivium.prover.lean.json_rpc import Connection
from trivium.prover.lean.message import Message, Position, Severity
from trivium.prover.lean.toolchain import Toolchain

_OPTIONS = ["-Dserver.reportDelayMs=0"]
"""Without it the server holds messages back for 200 ms, so that an editor has fewer of them."""
_URI = "file:///Main.lean"
"""The document; no such file exists."""
_START_WALL = 20.0
_CPU_SECONDS = 3600
_SEVERITY = {1: Severity.ERROR, 2: Severity.WARNING, 3: Severity.INFORMATION, 4: Severity.INFORMATION}


class LeanServer:
    """A running server with one document.

    A server that overran its deadline, ended or said nonsense raises ServerLost; it can then only be closed. Its text
    must have passed `gate.screen`. Nothing that it says is a verdict: `check_file` gives those.
    """

    def __init__(self, toolchain: Toolchain, core: Core | None, launcher: Launcher, limits: Limits) -> None:
        """Start the server; `core` is that of the embedded toolchain. Raises ServerLost."""
        self._lines: list[str] = []
        self._version = 0
        self._process = _start(toolchain, core, launcher, limits)
        self._connection = Connection(self._process)
        try:
            deadline = time.monotonic() + _START_WALL
            parameters: dict[str, object] = {"processId": None, "rootUri": None, "capabilities": {}}
            self._connection.request("initialize", parameters, deadline)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def process_id(self) -> int:
        """The process group of the server."""
        return self._process.pid

    def check(self, text: str, wall: float) -> tuple[Message, ...]:
        """Make `text` the document and elaborate it within `wall` seconds: its messages, in order."""
        deadline = time.monotonic() + wall
        self._version += 1
        document: dict[str, object] = {"uri": _URI, "version": self._version}
        if self._version == 1:
            opened = {"textDocument": {**document, "languageId": "lean4", "text": text}}
            self._connection.notify("textDocument/didOpen", opened, deadline)
        else:
            changed = {"textDocument": document, "contentChanges": [{"text": text}]}
            self._connection.notify("textDocument/didChange", changed, deadline)
        self._lines = text.split("\n")
        request = self._connection.request("textDocument/waitForDiagnostics", document, deadline)
        diagnostics: list[object] = []
        for message in self._connection.messages(deadline):
            if message.get("id") == request:
                _result(message)
                break
            if message.get("method") == "textDocument/publishDiagnostics":
                published = _object(message.get("params"))
                if published.get("version") == self._version:
                    diagnostics = _array(published.get("diagnostics"))
        found = [self._message(_object(diagnostic)) for diagnostic in diagnostics]
        return tuple(sorted(found, key=lambda message: (message.start.line, message.start.column)))

    def goals(self, place: Position, wall: float) -> tuple[str, ...] | None:
        """The goals at a place of a tactic proof, in Lean's words; None where there is no tactic proof."""
        deadline = time.monotonic() + wall
        line = self._lines[place.line - 1] if place.line <= len(self._lines) else ""
        character = len(line[: place.column].encode("utf-16-le")) // 2
        parameters: dict[str, object] = {
            "textDocument": {"uri": _URI},
            "position": {"line": place.line - 1, "character": character},
        }
        answer = self._answer(self._connection.request("$/lean/plainGoal", parameters, deadline), deadline)
        if answer is None:
            return None
        return tuple(str(goal) for goal in _array(_object(answer).get("goals")))

    def close(self) -> None:
        """End the server at once."""
        kill_group(self._process)
        self._connection.close()

    def _answer(self, request: int, deadline: float) -> object:
        for message in self._connection.messages(deadline):
            if message.get("id") == request and "method" not in message:
                return _result(message)
        raise ServerLost("the Lean server did not answer")

    def _message(self, diagnostic: Mapping[str, object]) -> Message:
        extent = _object(diagnostic.get("fullRange", diagnostic.get("range")))
        number = diagnostic.get("severity")
        severity = _SEVERITY.get(number if isinstance(number, int) else 1, Severity.ERROR)
        start, end = (self._position(_object(extent.get(edge))) for edge in ("start", "end"))
        return Message(severity, start, end, str(diagnostic.get("message", "")), kind="")

    def _position(self, place: Mapping[str, object]) -> Position:
        """A place as Lean's messages count it; the protocol counts lines from 0 and columns in UTF-16 units."""
        line, character = place.get("line"), place.get("character")
        if not isinstance(line, int) or not isinstance(character, int):
            raise ServerLost("the Lean server told a message without a place")
        text = self._lines[line] if line < len(self._lines) else ""
        column = len(text.encode("utf-16-le")[: 2 * character].decode("utf-16-le", "ignore"))
        return Position(line + 1, column)


def _start(toolchain: Toolchain, core: Core | None, launcher: Launcher, limits: Limits) -> subprocess.Popen[bytes]:
    arguments = ["--worker", *_OPTIONS, *process_options(limits), _URI]
    environment = dict(ALLOCATOR)
    if core:
        command = embedded_command(toolchain.path, *arguments)
        readable = [PROGRAM, toolchain.path.parent, core.path]
        environment["LEAN_PATH"] = str(core.path)
    else:
        command = [str(toolchain.path), *arguments]
        readable = [toolchain.path.parent.parent]
    confinement = Confinement(tuple(readable), (), limits.memory_bytes, _CPU_SECONDS)
    return subprocess.Popen(  # noqa: S603 - a command of our own making
        launcher.wrap(command, confinement),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        cwd="/",
        start_new_session=True,
    )


def _result(message: Mapping[str, object]) -> object:
    if "error" in message:
        raise ServerLost(f"the Lean server refused: {_object(message['error']).get('message', '')}")
    return message.get("result")


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ServerLost("the Lean server wrote a message of another shape")
    return value


def _array(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ServerLost("the Lean server wrote a message of another shape")
    return value
