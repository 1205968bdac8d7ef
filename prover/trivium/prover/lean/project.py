"""Lake projects as places to run Lean in: their toolchain and their compiled libraries, read from their files.

Nothing of a project is run: a lakefile is a program, and `lake env` would run it. What it would say of the path is
computed instead, from `lean-toolchain`, `lake-manifest.json` and Lake's own layout; a package that compiles into
another folder than Lake's usual one is not found.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trivium.prover.errors import ProverError

_BUILT = (Path(".lake/build/lib/lean"), Path(".lake/build/lib"), Path("build/lib"))
"""Where Lake puts compiled modules: since Lake 5, before it, and before there was `.lake`."""
_PACKAGES = ".lake/packages"
_DEFAULT_OWNER = "leanprover/lean4"


class InvalidProject(ProverError):  # noqa: N818 - the established name of this outcome
    """A folder that is no Lake project, or one that cannot be read."""


@dataclass(frozen=True, slots=True)
class Project:
    """A Lake project."""

    folder: Path
    toolchain: str
    """As `lean-toolchain` names it, such as `leanprover/lean4:v4.35.0`."""
    libraries: tuple[Path, ...]
    """Folders of compiled modules, the project's own first."""

    @property
    def elan_name(self) -> str:
        """The folder of its toolchain among elan's."""
        named = self.toolchain if "/" in self.toolchain else f"{_DEFAULT_OWNER}:{self.toolchain}"
        return named.replace("/", "--").replace(":", "---")


def read_project(folder: Path) -> Project:
    """The project in a folder; raises InvalidProject."""
    folder = folder.resolve()
    try:
        toolchain = (folder / "lean-toolchain").read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidProject(f"{folder} has no lean-toolchain that can be read") from error
    if not toolchain or len(toolchain.split()) != 1 or ".." in toolchain:
        raise InvalidProject(f"the lean-toolchain of {folder} names none")
    libraries = [built for package in (folder, *_packages(folder)) if (built := _built(package)) is not None]
    return Project(folder, toolchain, tuple(libraries))


def _built(package: Path) -> Path | None:
    return next((package / path for path in _BUILT if (package / path).is_dir()), None)


def _packages(folder: Path) -> Iterator[Path]:
    """The folders of the packages that the manifest lists, in its order."""
    file = folder / "lake-manifest.json"
    if not file.is_file():
        return
    try:
        manifest = json.loads(file.read_text("utf-8"))
        packages = folder / str(manifest.get("packagesDir") or _PACKAGES)
        for entry in manifest["packages"]:
            if entry["type"] == "path":
                yield folder / str(entry["dir"])
            else:
                yield packages / str(entry["name"]) / str(entry.get("subDir") or "")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidProject(f"the lake-manifest.json of {folder} cannot be read: {error}") from error
