"""The compiled core of the embedded Lean: built on first use into a cache, safe among many processes."""

from __future__ import annotations

import errno
import fcntl
import functools
import hashlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from trivium.prover.errors import CoreBuildError
from trivium.prover.lean.child import ALLOCATOR, Confinement, Launcher, Limits, process_options, run_child
from trivium.prover.lean.packaged import FOLDER, packaged_core
from trivium.prover.lean.toolchain import Toolchain

SOURCES = Path(__file__).parent / "core"
PROGRAM = Path(__file__).parent / "embedded_main.py"
ROOT = "Init"
LIBRARY = "own core, tiers A to D: logic, numbers, lists; simp, omega, decide, grind; proofs by reflection"
"""What the embedded toolchain offers, in words."""
_BUILDING = "building-"
_IMPORT = re.compile(r"^import ([\w.]+)$", re.MULTILINE)
_ROOM = 1 << 20
"""Bytes below which a disk counts as full; a compiled module takes less."""
_BUILD_LIMITS = Limits(wall=120.0)


@dataclass(frozen=True, slots=True)
class Core:
    """A compiled core."""

    path: Path
    """The folder that `LEAN_PATH` names."""
    source_hash: str
    """SHA-256 over the sources of the core, in lower-case hexadecimal."""


def embedded_command(library: Path, *arguments: str) -> list[str]:
    """The command that runs the embedded Lean with `arguments`."""
    return [sys.executable, "-I", "-S", str(PROGRAM), str(library), *arguments]


def source_hash(sources: Path = SOURCES) -> str:
    """SHA-256 over the names and texts of the core's modules, in lower-case hexadecimal."""
    digest = hashlib.sha256()
    for file in sorted(sources.rglob("*.lean")):
        text = file.read_bytes()
        digest.update(f"{file.relative_to(sources)}\0{len(text)}\0".encode())
        digest.update(text)
    return digest.hexdigest()


def core_folder(toolchain: Toolchain, cache: Path, sources: Path = SOURCES) -> Path:
    """Where the compiled core lies, or will lie, in the cache."""
    status = toolchain.path.stat()
    # the wheel is pinned by its hash in the lock file; size and time tell an exchanged library apart
    library = hashlib.sha256(f"{toolchain.commit} {status.st_size} {status.st_mtime_ns}".encode()).hexdigest()
    return cache / "lean-core" / f"{library[:16]}-{source_hash(sources)[:32]}"


def ensure_core(
    toolchain: Toolchain,
    cache: Path,
    launcher: Launcher,
    progress: Callable[[str], None] = lambda _: None,
    sources: Path = SOURCES,
) -> Core:
    """The compiled core: the one that the wheel carries, or one built now where it is missing; raises CoreBuildError.

    The build goes into a folder of its own under a lock and is renamed when complete, so a second process waits and a
    killed one leaves nothing half-made.
    """
    carried = _carried(toolchain, source_hash(sources))
    if carried is not None:
        return Core(carried, source_hash(sources))
    target = core_folder(toolchain, cache, sources)
    core = Core(target, source_hash(sources))
    if target.is_dir():
        return core
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _lock(target.parent / "lock"):
            if not target.is_dir():
                _build_into(target, sources, toolchain, launcher, progress)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CoreBuildError(f"cannot write the Lean core to {target.parent}: {reason}") from error
    return core


@functools.cache
def _carried(toolchain: Toolchain, sources: str) -> Path | None:
    """The core in the wheel, its files compared with their manifest once a process."""
    return packaged_core(FOLDER, toolchain, sources)


def build_state(toolchain: Toolchain, cache: Path) -> str:
    """Where the compiled core is, in words: in the wheel, in the cache, or not built yet."""
    if _carried(toolchain, source_hash()) is not None:
        return "compiled, in the installed package"
    return (
        "compiled, in the cache" if core_folder(toolchain, cache).is_dir() else "not built yet: the first use builds it"
    )


def modules(sources: Path = SOURCES) -> tuple[str, ...]:
    """The modules of the core, each after those it imports."""
    order: list[str] = []

    def visit(module: str) -> None:
        if module in order:
            return
        for imported in _IMPORT.findall(_source(module, sources).read_text("utf-8")):
            visit(imported)
        order.append(module)

    visit(ROOT)
    return tuple(order)


def _source(module: str, sources: Path) -> Path:
    return sources / (module.replace(".", "/") + ".lean")


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _build_into(
    target: Path, sources: Path, toolchain: Toolchain, launcher: Launcher, progress: Callable[[str], None]
) -> None:
    for abandoned in target.parent.glob(f"{_BUILDING}*"):  # of a process that was killed: we hold the lock
        shutil.rmtree(abandoned, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=target.parent))
    try:
        names = modules(sources)
        for number, module in enumerate(names, 1):
            progress(f"building the Lean core, once: {module} ({number} of {len(names)})")
            _compile(module, sources, folder, toolchain, launcher)
        folder.rename(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _compile(module: str, sources: Path, folder: Path, toolchain: Toolchain, launcher: Launcher) -> None:
    source = _source(module, sources)
    olean = folder / (module.replace(".", "/") + ".olean")
    olean.parent.mkdir(parents=True, exist_ok=True)
    command = embedded_command(
        toolchain.path, *process_options(_BUILD_LIMITS), "-R", str(sources), "-o", str(olean), str(source)
    )
    confinement = Confinement((sources, PROGRAM, toolchain.path.parent), (folder,), _BUILD_LIMITS.memory_bytes, 120)
    finished = run_child(command, launcher, confinement, {**ALLOCATOR, "LEAN_PATH": str(folder)}, _BUILD_LIMITS)
    if finished.exit_code != 0 or not olean.is_file():
        words = (finished.stdout + finished.stderr).decode("utf-8", "replace").strip()[:2000]
        if shutil.disk_usage(folder).free < _ROOM:  # Lean does not say why it could not write
            raise OSError(errno.ENOSPC, f"{os.strerror(errno.ENOSPC)}, at the module {module}")
        raise CoreBuildError(f"cannot build the module {module} of the Lean core: {words or 'no output'}")
    with olean.open("rb") as file:
        os.fsync(file.fileno())
