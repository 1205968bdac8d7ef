"""What a worker keeps between calls: the warm Lean, the verifier, and the sessions that it has met."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress

from trivium.prover.errors import ProverError
from trivium.prover.lean.core_build import Core, core_folder
from trivium.prover.lean.durable_session import DurableSession
from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.lean.environments import Environments
from trivium.prover.lean.session_log import LoggedSession, SessionLog
from trivium.prover.lean.toolchain import Toolchain
from trivium.prover.retrieve import PremiseLibrary, library_of, library_of_core
from trivium.prover.search.goal_store import GoalStore
from trivium.prover.search.goal_table import GoalTable
from trivium.prover.verify import ProofVerifier
from trivium.services.runtime.operation import EngineSettings
from trivium.services.sandbox import Restricted, best_launcher

_SESSIONS_KEPT = 16
"""Sessions that one worker keeps in memory; others are made again from the log."""


class NoSandboxError(Exception):
    """Lean may not run for strangers on this machine."""


class Leans:
    """The Leans of a worker process; raises NoSandboxError where none may run."""

    def __init__(self, settings: EngineSettings) -> None:
        launcher = best_launcher(settings.environment)
        if isinstance(launcher, Restricted) and not settings.allow_unsandboxed_lean:
            raise NoSandboxError("no layer on this machine cuts Lean off from network and files")
        self.environments = Environments(settings.environment, launcher, settings.cache_dir)
        self.log = SessionLog(settings.cache_dir / "lean-sessions.sqlite")
        self._store = GoalStore(settings.cache_dir / "lean-goals.sqlite")
        self.goals = GoalTable(store=self._store)
        """What searches have met."""
        self._cache_dir = settings.cache_dir
        self._verifier: ProofVerifier | None = None
        self._premises: tuple[Core | Toolchain, PremiseLibrary] | None = None
        self._sessions: OrderedDict[str, DurableSession] = OrderedDict()

    def verifier(self, toolchain: str) -> ProofVerifier:
        """Judges proofs; raises NoToolchain, CoreBuildError, ZygoteError."""
        zygote = self.environments.embedded(toolchain)
        if self._verifier is None or self._verifier.zygote is not zygote:
            self._verifier = ProofVerifier(zygote)
        return self._verifier

    def premises(self, name: str) -> tuple[PremiseLibrary, Toolchain]:
        """What can be retrieved from a toolchain's library; raises NoToolchain, CoreBuildError, UnreadableLibrary."""
        toolchain = self.environments.get(name)
        core = self.environments.core(toolchain)
        key = core or toolchain
        if self._premises is None or self._premises[0] != key:
            library = (
                library_of(toolchain, self._cache_dir)
                if core is None
                else library_of_core(core, toolchain.commit, self._cache_dir)
            )
            self._premises = key, library
        return self._premises[1], toolchain

    def session(self, logged: LoggedSession) -> DurableSession:
        """A logged session in this process; raises as `verifier`."""
        zygote = self.environments.embedded(logged.toolchain)
        known = self._sessions.pop(logged.name, None)
        if known is None or not isinstance(known.backend, EmbeddedBackend) or known.backend.zygote is not zygote:
            known = DurableSession(self.log, logged, EmbeddedBackend(zygote))
        self._sessions[logged.name] = known
        if len(self._sessions) > _SESSIONS_KEPT:
            self._sessions.popitem(last=False)[1].close()
        return known

    def forget(self, name: str) -> None:
        """End what this process has of a session."""
        known = self._sessions.pop(name, None)
        if known is not None:
            known.close()

    def close(self) -> None:
        """End everything that runs."""
        for session in self._sessions.values():
            session.close()
        self._sessions.clear()
        self._store.close()
        self.environments.close()


_KEPT: dict[str, Leans] = {}


def leans(settings: EngineSettings) -> Leans:
    """The Leans of this process for the given settings; raises NoSandboxError."""
    key = repr((settings.cache_dir, sorted(settings.environment.items()), settings.allow_unsandboxed_lean))
    if key not in _KEPT:
        _KEPT[key] = Leans(settings)
    return _KEPT[key]


def warm_up(settings: EngineSettings) -> None:
    """Start the default Lean before the first call, unless its core has still to be built.

    What hinders it is told to the call that needs it.
    """
    with suppress(ProverError, NoSandboxError, OSError):
        environments = leans(settings).environments
        toolchain = environments.get()
        if toolchain.embedded and core_folder(toolchain, settings.cache_dir).is_dir():
            environments.warm(toolchain)


def close_all() -> None:
    """End every Lean of this process."""
    while _KEPT:
        _KEPT.popitem()[1].close()
