"""The compiled core that a platform wheel carries: its manifest, and that its files are those of the manifest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from trivium.prover.errors import CoreBuildError
from trivium.prover.lean.toolchain import Toolchain

FOLDER = Path(__file__).parent / "core_compiled"
MANIFEST = "manifest.json"
_FORMAT = 1


def write_manifest(folder: Path, toolchain: Toolchain, source_hash: str) -> None:
    """Write down which library and which sources the compiled modules of a folder belong to, and their hashes."""
    files = {path.relative_to(folder).as_posix(): _sha256(path) for path in sorted(folder.rglob("*.olean"))}
    manifest = {
        "format": _FORMAT,
        "lean_commit": toolchain.commit,
        "library_bytes": toolchain.path.stat().st_size,
        "source_hash": source_hash,
        "files": files,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def packaged_core(folder: Path, toolchain: Toolchain, source_hash: str) -> Path | None:
    """The folder itself where its modules belong to this library and these sources, None where there are none that do.

    Raises CoreBuildError where a file is not the one that the manifest names.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise CoreBuildError(f"the manifest of the packaged Lean core cannot be read: {error}") from error
    belongs = (_FORMAT, toolchain.commit, toolchain.path.stat().st_size, source_hash)
    if tuple(manifest.get(key) for key in ("format", "lean_commit", "library_bytes", "source_hash")) != belongs:
        return None
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*.olean")}
    if present != set(manifest["files"]):
        raise CoreBuildError(
            f"the packaged Lean core in {folder} lacks modules, or has some that its manifest does not name"
        )
    for name, expected in manifest["files"].items():
        if _sha256(folder / name) != expected:
            raise CoreBuildError(f"the packaged Lean core is damaged: {folder / name} is not the file of its manifest")
    return folder


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
