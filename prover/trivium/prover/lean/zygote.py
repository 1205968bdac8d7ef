"""A Lean that is warm: a sandboxed process that has the core imported and forks a child for each piece of work.

Each child starts from the untouched state after the import, so nothing passes from one text to another, and a child
that is killed costs the next text nothing. The zygote itself never elaborates a text that is not its own. Where it
has died, the next child is had from another one.
"""

from __future__ import annotations

import itertools
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from trivium.prover.errors import ProverError
from trivium.prover.lean.child import ALLOCATOR, Confinement, Launcher, Limits
from trivium.prover.lean.core_build import Core
from trivium.prover.lean.native import frames
from trivium.prover.lean.toolchain import Toolchain

_PROGRAM = Path(__file__).parent / "native"
_PACKAGE = Path(__file__).parents[1]
_START_PATIENCE = 30.0
_DEATH_NOTICE = 2.0
_LARGEST_EVENT = 1 << 16
_THREADS = 2
_REMEMBERED = 1000
_MEMORY_BYTES = 8 << 30
"""Data that the zygote and its children may have at most; a child's own limit is the request's."""
_CPU_SECONDS = 1 << 30
_END = "Lean.Parser.Command.eoi"


class ZygoteError(ProverError):
    """The warm Lean could not be started, or is gone."""


class ChildTimedOutError(ProverError):
    """A child has not answered in time and was killed."""


class ChildDiedError(ProverError):
    """A child has died; carries its exit status (negative: the signal) and its last words.

    `killed` where it was ended from outside, such as by a machine that is out of memory: that need not be the fault of
    what it was asked.
    """

    def __init__(self, status: int, words: str) -> None:
        first = words.strip().splitlines()[0][:200] if words.strip() else ""
        how = f"ended by {signal.Signals(-status).name}" if status < 0 else f"exited with status {status}"
        super().__init__(f"{how}: {first}" if first else how)
        self.status = status
        self.killed = status == -signal.SIGKILL


@dataclass(frozen=True, slots=True)
class Answer:
    """What a child says to one request."""

    values: dict[str, object]
    data: bytes
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Elaborated:
    """What Lean says of a text."""

    messages: tuple[bytes, ...]
    """Lines as `lean --json` prints them."""
    overflowed: bool
    """There were more messages than the limit on their bytes allows."""
    commands: int
    complete: bool
    """Lean read the text to its end."""
    mentions_sorry: bool
    """A declaration of the text contains `sorryAx`."""
    module: bytes
    """The compiled module; empty where it was not wanted or cannot be."""
    module_error: str
    cpu_seconds: float


class Zygote:
    """Starts the process; children are had from `spawn`. Use it as a context manager, or call `close`.

    Args:
        library: the embedded Lean.
        core: its compiled core.
        launcher: what confines the process and its children.

    Raises ZygoteError where it cannot be started.
    """

    def __init__(self, toolchain: Toolchain, core: Core, launcher: Launcher) -> None:
        self.toolchain = toolchain
        self.core = core
        self.layers = launcher.layers()
        self._launcher = launcher
        self._closed = False
        self._scratch = tempfile.TemporaryDirectory(prefix="trivium-lean-")
        self._numbers = itertools.count(1)
        self._deaths: dict[int, ChildDiedError] = {}
        self._alive: set[int] = set()
        try:
            self._start()
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
    def running(self) -> bool:
        """Whether the process lives, as far as it is known here."""
        return not self._lost and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Of the process that was started: the zygote itself, or what confines it."""
        return self._process.pid

    @property
    def children(self) -> int:
        """How many children live, as far as it is known here."""
        self._hear(0.0)
        return len(self._alive)

    def spawn(self, limits: Limits, imports: Sequence[str] = ()) -> Child:
        """A new child for texts that import the given modules beside the core, sorted; they are imported only once.

        Raises ZygoteError where the zygote is gone and another one cannot be started, or this one was closed.
        """
        if self._closed:
            raise ZygoteError("the warm Lean was closed")
        while self._hear(0.0):  # a zygote whose words nobody hears would wait for ever
            pass
        if not self.running:
            self._start_again()
        number = next(self._numbers)
        ours, theirs = socket.socketpair()
        order = {
            "do": "fork",
            "child": number,
            "imports": list(imports),
            "memory_bytes": limits.memory_bytes,
            "threads": _THREADS,
            "cpu_seconds": int(limits.wall * (os.cpu_count() or 1)) + 5,
        }
        with theirs:
            try:
                socket.send_fds(self._orders, [json.dumps(order).encode()], [theirs.fileno()])
            except OSError as error:
                ours.close()
                raise ZygoteError(f"the warm Lean is gone: {error.strerror}") from error
        self._alive.add(number)
        return Child(self, number, ours)

    def close(self) -> None:
        """End the process and all its children; there will be no others."""
        self._closed = True
        self._end()
        self._scratch.cleanup()

    def kill(self, number: int) -> None:
        """Kill a child."""
        with suppress(OSError):
            self._orders.send(json.dumps({"do": "kill", "child": number}).encode())

    def death_of(self, number: int) -> ChildDiedError:
        """How a child ended, waited for a while."""
        self._await_death(number)
        return self._deaths.pop(number, None) or ChildDiedError(-signal.SIGKILL, "the warm Lean is gone")

    def _await_death(self, number: int) -> None:
        deadline = time.monotonic() + _DEATH_NOTICE
        while number in self._alive and (left := deadline - time.monotonic()) > 0:
            if not self._hear(left):
                break
        if number in self._alive:  # who does not tell of a death is dying too, or is not to be relied on
            self._lost = True

    def _start(self) -> None:
        self._orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._lost = False
        with theirs:
            self._process = self._spawned(theirs)
        self._await_ready()

    def _start_again(self) -> None:
        self._end()
        self._alive.clear()
        for left in Path(self._scratch.name).iterdir():
            left.unlink()
        self._start()

    def _end(self) -> None:
        process = getattr(self, "_process", None)
        if process is None:
            return
        self._orders.close()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def _spawned(self, theirs: socket.socket) -> subprocess.Popen[bytes]:
        scratch = Path(self._scratch.name)
        command = [sys.executable, "-I", "-S", str(_PROGRAM), str(self.toolchain.path), str(scratch)]
        readable = (_PACKAGE, self.toolchain.path.parent, self.core.path)
        confinement = Confinement(readable, (scratch,), _MEMORY_BYTES, _CPU_SECONDS)
        return subprocess.Popen(  # noqa: S603 - a command of our own making
            self._launcher.wrap(command, confinement),
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**ALLOCATOR, "LEAN_PATH": str(self.core.path)},
            cwd="/",
            start_new_session=True,
        )

    def _await_ready(self) -> None:
        event = self._event(_START_PATIENCE)
        if event is None or "ready" not in event:
            told = event["failed"] if event and "failed" in event else "it said nothing"
            raise ZygoteError(f"the warm Lean could not be started: {told}")

    def _hear(self, patience: float) -> bool:
        """Take note of an event; False where there is none."""
        event = self._event(patience)
        if event is None:
            return False
        number, status = event["child"], event["status"]
        assert isinstance(number, int)
        assert isinstance(status, int)
        self._alive.discard(number)
        if len(self._deaths) > _REMEMBERED:  # of children that nobody has asked about
            self._deaths.clear()
        self._deaths[number] = ChildDiedError(status, str(event["words"]))
        return True

    def _event(self, patience: float) -> dict[str, object] | None:
        self._orders.settimeout(patience or None)
        try:
            message = self._orders.recv(_LARGEST_EVENT, 0 if patience else socket.MSG_DONTWAIT)
        except (TimeoutError, BlockingIOError):
            return None
        except OSError:
            message = b""
        finally:
            self._orders.settimeout(None)
        if not message:
            self._lost = True
            self._alive.clear()
            return None
        event = json.loads(message)
        return event if isinstance(event, dict) else None


class Child:
    """A child of the zygote, asked one request after another."""

    def __init__(self, zygote: Zygote, number: int, connection: socket.socket) -> None:
        self._zygote = zygote
        self.number = number
        """Of the child, among those of its zygote."""
        self.resident_bytes = 0
        """In memory after the last answer, what it shares with the zygote included."""
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ask(self, request: dict[str, object], data: bytes, wall: float) -> Answer:
        """The answer to a request.

        Raises ChildTimedOutError after `wall` seconds and ChildDiedError; the child is dead in both cases.
        """
        self._connection.settimeout(max(wall, 1e-3))
        deadline = time.monotonic() + wall
        try:
            frames.send(self._connection, request, data)
            answer = self._receive(deadline)
        except TimeoutError:
            self.close()
            raise ChildTimedOutError(f"Lean did not end within {wall:g} s") from None
        except OSError:
            answer = None
        if answer is None:
            death = self._zygote.death_of(self.number)
            self.close()
            raise death
        values, module = answer
        cpu, resident = values.get("cpu"), values.get("resident")
        self.resident_bytes = resident if isinstance(resident, int) else 0
        return Answer(values, module, float(cpu) if isinstance(cpu, float | int) else 0.0)

    def elaborate(
        self,
        source: str,
        wall: float,
        *,
        start: int = 0,
        keep: int = 0,
        module: bool = False,
        strict: bool = False,
        output: int = 8 << 20,
    ) -> Elaborated:
        """What Lean says of a text; raises as `ask`.

        Args:
            source: the text; the gate has let it pass.
            wall: seconds it may take.
            start: a kept state from which to go on as far as the texts agree; 0 for none.
            keep: a number under which to keep the state of this text; 0 to forget it.
            module: whether the compiled module is wanted; there is one only for a text without errors.
            strict: whether a name that nobody declares is an error rather than a variable.
            output: bytes of messages that are read.
        """
        request = {"do": "elaborate", "from": start, "keep": keep, "output_bytes": output}
        answer = self.ask({**request, "module": module, "strict": strict}, source.encode("utf-8"), wall)
        messages, count, commands = (answer.values[key] for key in ("messages", "count", "commands"))
        assert isinstance(messages, list)
        assert isinstance(count, int)
        assert isinstance(commands, int)
        return Elaborated(
            messages=tuple(str(line).encode() for line in messages),
            overflowed=count > len(messages),
            commands=commands,
            complete=answer.values["last"] == _END,
            mentions_sorry=bool(answer.values["sorry"]),
            module=answer.data,
            module_error=str(answer.values["module_error"]),
            cpu_seconds=answer.cpu_seconds,
        )

    def close(self) -> None:
        """Kill the child."""
        self._connection.close()
        self._zygote.kill(self.number)

    def _receive(self, deadline: float) -> tuple[dict[str, object], bytes] | None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._connection, selectors.EVENT_READ)
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
        self._connection.settimeout(max(1e-3, deadline - time.monotonic()))
        return frames.receive(self._connection)
