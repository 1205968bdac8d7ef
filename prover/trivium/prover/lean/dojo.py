"""Proof sessions over the package `lean-dojo`: its `Dojo` runs one process for each theorem of a traced repository.

A statement is the theorem of its name in that repository: what else it says is not read there, and counts where the
whole script is judged. The package cannot forget states, takes its limit of time when a theorem is opened, and removes
the limit on heartbeats. It needs Python below 3.13 (extra `lean`).
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Protocol

from trivium.prover.errors import ProverError
from trivium.prover.lean.foreign_session import ForeignSession, ProtocolError, Reply, Stood, one_tactic
from trivium.prover.lean.session import HEARTBEATS, WALL, LeanError, SourceCheck

_NAME = re.compile(r"\s*(?:theorem|lemma)\s+([^\s({\[:⦃]+)")


class DojoUnavailableError(ProverError):
    """The package is not installed, or it cannot open a repository or a theorem."""


class Dojo(Protocol):
    """The package's environment of one theorem."""

    def run_tac(self, state: object, tactic: str) -> object:
        """What a tactic comes to, as a value of the package."""
        ...


Opened = AbstractContextManager[tuple[Dojo, object]]
"""An environment before it is entered; entered it gives itself and its first state."""


@dataclass(frozen=True, slots=True)
class DojoBackend:
    """Sessions about the theorems of one file of a traced repository."""

    name: str
    package: ModuleType
    """`lean_dojo`; see `dojo_package`."""
    repository: object
    """A `LeanGitRepo` of the package."""
    file: Path
    wall: float = WALL
    """Seconds for each tactic."""

    def open(self, header: str = "", heartbeats: int = HEARTBEATS) -> ForeignSession:
        """A session; raises ProtocolError for a header: a theorem of a repository has the one of its file."""
        if header.strip():
            raise ProtocolError("a theorem of a repository has the header of its file")
        return ForeignSession(lambda: _Dojos(self))

    def opened(self, theorem: str) -> Opened:
        """The environment of a theorem, not yet entered."""
        package = self.package
        entry = package.Theorem(self.repository, self.file, theorem)
        environment: Opened = package.Dojo(entry, timeout=self.wall)
        return environment


def dojo_package() -> ModuleType:
    """The package; raises DojoUnavailableError where it is not installed."""
    try:
        return importlib.import_module("lean_dojo")
    except ImportError as error:
        words = "lean-dojo is not installed: pip install 'trivium[lean]', with Python below 3.13"
        raise DojoUnavailableError(words) from error


class _Dojos:
    """See `foreign_session.Peer`: the environments of the theorems that were started."""

    def __init__(self, backend: DojoBackend) -> None:
        self._backend = backend
        self._package = backend.package
        self._open: list[Opened] = []

    def start(self, statement: str, wall: float) -> Reply:
        """The first state of the theorem of that name; raises DojoUnavailableError where it cannot be opened."""
        named = _NAME.match(statement)
        if named is None:
            return LeanError("a statement without a name")
        environment = self._backend.opened(named[1])
        try:
            dojo, state = environment.__enter__()
        except self._package.DojoInitError as error:
            raise DojoUnavailableError(str(error)) from error
        self._open.append(environment)
        return self._read(dojo, state)

    def apply(self, there: object, tactic: str, wall: float) -> Reply:
        """What a tactic comes to."""
        assert isinstance(there, tuple)
        dojo, state = there
        try:
            return self._read(dojo, dojo.run_tac(state, one_tactic(tactic)))
        except self._package.DojoTacticTimeoutError:
            raise TimeoutError from None
        except self._package.DojoCrashError as error:
            raise OSError("out of memory" if error.is_out_of_memory else str(error)) from error

    def check(self, source: str, wall: float) -> SourceCheck:
        """Not offered: the package checks proofs of its theorems only, by the words of a warning."""
        raise ProtocolError("lean-dojo checks no texts")

    def drop(self, there: Sequence[object]) -> None:
        """The package cannot."""

    def close(self) -> None:
        """End the processes."""
        while self._open:
            self._open.pop().__exit__(None, None, None)

    def _read(self, dojo: Dojo, result: object) -> Reply:
        package = self._package
        if isinstance(result, package.TacticState):
            return Stood((dojo, result), str(result.pp))
        if isinstance(result, package.ProofFinished):
            return Stood((dojo, result), "")
        if isinstance(result, package.ProofGivenUp):
            return Stood((dojo, result), "", holes=True)
        if isinstance(result, package.LeanError):
            return LeanError(str(result.error))
        raise ProtocolError(f"a result that is none: {type(result).__name__}")
