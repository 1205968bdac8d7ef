"""Computer algebra systems as confined processes: raced, the fastest first, none of them trusted."""

from __future__ import annotations

import contextlib
import dataclasses
import importlib.util
import itertools
import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import trivium.cas
from trivium.cas.errors import InputError
from trivium.cas.reader import read_expression
from trivium.cas.solve import Problem, Proposal
from trivium.cas.solve.dialects import DIALECTS, Dialect, UnsupportedError
from trivium.cas.solve.problem import derivatives
from trivium.cas.solve.trees import to_plain
from trivium.services.sandbox import Launcher, best_launcher

MAX_OUTPUT = 1 << 20
_GLANCE = 0.1
"""Seconds between two looks at what comes from elsewhere."""
_MEMORY = 1 << 30
_CPU_SECONDS = 600
_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "giac": ("{script}",),
    "maxima": ("--very-quiet", "--batch-string={script}"),
    "fricas": ("-nosman",),
}
"""The arguments of each program; one without the script is given it on standard input."""


@dataclass(frozen=True, slots=True)
class _Confinement:
    """What such a program may see: itself, and the checker's own reader of trees."""

    readable: tuple[Path, ...] = (Path(trivium.cas.__file__).parents[2],)
    writable: tuple[Path, ...] = ()
    memory_bytes: int = _MEMORY
    cpu_seconds: int = _CPU_SECONDS


@dataclass(frozen=True, slots=True)
class External:
    """A program that is installed here."""

    dialect: Dialect
    program: Path


def installed(environment: Mapping[str, str]) -> tuple[External, ...]:
    """The external systems found on the caller's path, or in the wheel of one."""
    found = []
    for name, dialect in DIALECTS.items():
        program = shutil.which(name, path=environment.get("PATH", os.defpath)) or _in_wheel(name)
        if program:
            found.append(External(dialect, Path(program)))
    return tuple(found)


def _in_wheel(name: str) -> str | None:
    spec = importlib.util.find_spec("sage_wheels")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return next((str(path) for place in places if (path := Path(place) / "bin" / name).is_file()), None)


@dataclass(slots=True)
class _Process:
    """A confined child and what it has printed."""

    engine: str
    child: subprocess.Popen[bytes]
    output: bytearray = field(default_factory=bytearray)
    asked: Problem | None = None
    """What an external system was asked."""
    helps: bool = False
    """It was asked for the antiderivative that helps to check an answer."""

    @property
    def pipe(self) -> IO[bytes]:
        if self.child.stdout is None:
            raise ValueError("a child without a pipe")
        return self.child.stdout

    def end(self) -> None:
        """Kill its process group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()
        for stream in (self.child.stdin, self.child.stdout):
            if stream is not None:
                stream.close()


def _at_home() -> tuple[str, ...]:
    """FriCAS and Maxima are shell scripts that want a home and a path."""
    env = shutil.which("env", path=os.defpath)
    return (env, "HOME=/tmp", f"PATH={os.defpath}") if env else ()


def _start(engine: str, command: list[str], launcher: Launcher, script: str | None) -> _Process:
    child = subprocess.Popen(  # noqa: S603 - a program of our choice, behind the launcher
        launcher.wrap(command, _Confinement()),
        stdin=subprocess.PIPE if script is not None else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        start_new_session=True,
    )
    process = _Process(engine, child)
    if script and child.stdin is not None:
        child.stdin.write(script.encode())
        child.stdin.close()
    os.set_blocking(process.pipe.fileno(), False)
    return process


class Solvers:
    """The systems of one worker process; SymPy stays loaded between problems."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._launcher = best_launcher(environment)
        self._externals = installed(environment)
        self._sympy: _Process | None = None
        self._number = 0
        """Of the problem that SymPy was asked last."""
        self._busy = False

    @property
    def engines(self) -> tuple[str, ...]:
        """The names of the systems that can be asked."""
        return ("sympy", *(external.dialect.engine for external in self._externals))

    def close(self) -> None:
        """End what still runs."""
        if self._sympy is not None:
            self._sympy.end()
            self._sympy = None

    def propose(
        self,
        problem: Problem,
        deadline: float,
        substitution: str = "",
        others: Callable[[], Iterable[Proposal]] = tuple,
    ) -> Generator[Proposal, None, None]:
        """What the systems propose, as it comes, until ``deadline``, a time of :func:`time.monotonic`.

        ``others`` is asked now and then for what came from elsewhere in the meantime.
        """
        running = {} if substitution else dict(self._start_externals(problem))
        sympy = self._ask_sympy(problem, substitution)
        running[sympy.pipe.fileno()] = sympy
        try:
            yield from _helped(self._gather(running, deadline, others))
        finally:
            for process in running.values():
                if process is not self._sympy:
                    process.end()
            if self._busy:
                self._give_up_sympy()

    def _give_up_sympy(self) -> None:
        """End what SymPy works on; the process itself stays loaded."""
        self._busy = False
        if self._sympy is not None and self._sympy.child.poll() is None and self._sympy.child.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._sympy.child.stdin.write(b"null\n")
                self._sympy.child.stdin.flush()

    def _start_externals(self, problem: Problem) -> Iterator[tuple[int, _Process]]:
        helping = [_antiderivative_of(problem)] if problem.operation == "integral" else []
        for external, asked in itertools.product(self._externals, [problem, *helping]):
            dialect = external.dialect
            try:
                script = dialect.write(asked)
            except UnsupportedError:
                continue
            arguments = [part.format(script=script) for part in _SCRIPTS[dialect.engine]]
            piped = script if not any("{script}" in part for part in _SCRIPTS[dialect.engine]) else None
            command = [*_at_home(), str(external.program), *arguments]
            process = _start(dialect.engine, command, self._launcher, piped)
            process.asked, process.helps = asked, asked is not problem
            yield process.pipe.fileno(), process

    def _ask_sympy(self, problem: Problem, substitution: str) -> _Process:
        if self._sympy is None or self._sympy.child.poll() is not None:
            command = [sys.executable, "-I", "-m", "trivium.cas.solve.sympy_child"]
            self._sympy = _start("sympy", command, self._launcher, "")
        self._number += 1
        task = {
            "number": self._number,
            "operation": problem.operation,
            "expression": to_plain(problem.expression),
            "variable": problem.variable,
            "bounds": [to_plain(bound) for bound in problem.bounds],
            "direction": problem.direction,
            "order": problem.order,
            "assume": {name: str(domain) for name, domain in problem.domains.items()},
            "derivatives": derivatives(problem) if problem.function else None,
            "substitution": to_plain(read_expression(substitution, "substitution")) if substitution else None,
        }
        self._busy = True
        if self._sympy.child.stdin is not None:
            self._sympy.child.stdin.write(json.dumps(task).encode() + b"\n")
            self._sympy.child.stdin.flush()
        return self._sympy

    def _gather(
        self, running: dict[int, _Process], deadline: float, others: Callable[[], Iterable[Proposal]]
    ) -> Iterator[Proposal]:
        with selectors.DefaultSelector() as selector:
            for number in running:
                selector.register(number, selectors.EVENT_READ)
            while running and (left := deadline - time.monotonic()) > 0:
                yield from others()
                for key, _ in selector.select(min(left, _GLANCE)):
                    process = running[key.fd]
                    ended = _read_more(process)
                    if process is self._sympy:
                        yield from self._sympy_lines(process)
                        ended = ended or not self._busy
                    elif ended:
                        yield from _external_answer(process)
                    if ended:
                        selector.unregister(key.fd)
                        del running[key.fd]
                        if process is not self._sympy or self._busy:
                            process.end()

    def _sympy_lines(self, process: _Process) -> Iterator[Proposal]:
        while b"\n" in process.output:
            line, _, rest = bytes(process.output).partition(b"\n")
            process.output[:] = rest
            try:
                number, *answer = json.loads(line)
            except ValueError:  # what a worker that was ended left behind
                continue
            if number == self._number and not answer:
                self._busy = False
                return
            if number == self._number:
                yield Proposal("sympy", answer[0], tuple(answer[1]))


def _read_more(process: _Process) -> bool:
    """Read what is there; whether the output has ended, or is too long."""
    try:
        data = os.read(process.pipe.fileno(), 1 << 16)
    except BlockingIOError:
        return False
    process.output += data
    return not data or len(process.output) > MAX_OUTPUT


def _external_answer(process: _Process) -> Iterator[Proposal]:
    """The answer; an antiderivative that only helps comes as a hint without one."""
    dialect, asked = DIALECTS[process.engine], process.asked
    if asked is None:
        return
    try:
        text = dialect.read(process.output.decode("ascii", "replace"), asked)
    except (InputError, UnsupportedError):
        return
    yield Proposal(process.engine, "", (text,)) if process.helps else Proposal(process.engine, text)


def _antiderivative_of(problem: Problem) -> Problem:
    return dataclasses.replace(problem, operation="antiderivative", bounds=())


def _helped(proposals: Iterator[Proposal]) -> Iterator[Proposal]:
    """Each answer at once, and again with each hint that comes from another system."""
    answers: list[Proposal] = []
    hints: list[str] = []
    for proposal in proposals:
        if not proposal.answer:
            hints += proposal.hints
            yield from (with_hints(known, proposal.hints) for known in answers)
            continue
        answers.append(proposal)
        yield with_hints(proposal, tuple(hints)) if hints else proposal


def with_hints(proposal: Proposal, hints: tuple[str, ...]) -> Proposal:
    """The proposal with further hints."""
    return dataclasses.replace(proposal, hints=(*proposal.hints, *hints))
