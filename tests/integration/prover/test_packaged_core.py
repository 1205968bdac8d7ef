"""The core in the wheel is used only where it belongs, and never when a file differs from the manifest."""

from __future__ import annotations

from pathlib import Path

import pytest

from trivium.prover.errors import CoreBuildError
from trivium.prover.lean.packaged import MANIFEST, packaged_core, write_manifest
from trivium.prover.lean.toolchain import Toolchain


@pytest.fixture
def library(tmp_path: Path) -> Toolchain:
    path = tmp_path / "libleanshared.so"
    path.write_bytes(b"library")
    return Toolchain("embedded", "4.35.0", "abc", path, "test")


@pytest.fixture
def folder(tmp_path: Path, library: Toolchain) -> Path:
    folder = tmp_path / "core_compiled"
    (folder / "Trivium").mkdir(parents=True)
    (folder / "Init.olean").write_bytes(b"init")
    (folder / "Trivium" / "Core.olean").write_bytes(b"core")
    write_manifest(folder, library, "sources")
    return folder


def test_a_core_that_belongs_is_used(folder: Path, library: Toolchain) -> None:
    assert packaged_core(folder, library, "sources") == folder


def test_a_checkout_carries_none(tmp_path: Path, library: Toolchain) -> None:
    assert packaged_core(tmp_path / "missing", library, "sources") is None


def test_other_sources_or_another_library_are_not_served(folder: Path, library: Toolchain) -> None:
    assert packaged_core(folder, library, "other sources") is None
    library.path.write_bytes(b"another library")
    assert packaged_core(folder, library, "sources") is None


def test_a_changed_byte_is_told(folder: Path, library: Toolchain) -> None:
    (folder / "Trivium" / "Core.olean").write_bytes(b"c0re")
    with pytest.raises(CoreBuildError, match="is not the file of its manifest"):
        packaged_core(folder, library, "sources")


@pytest.mark.parametrize("change", ["missing", "added"])
def test_modules_that_come_or_go_are_told(folder: Path, library: Toolchain, change: str) -> None:
    if change == "missing":
        (folder / "Init.olean").unlink()
    else:
        (folder / "Extra.olean").write_bytes(b"extra")
    with pytest.raises(CoreBuildError, match="lacks modules, or has some"):
        packaged_core(folder, library, "sources")


def test_a_manifest_that_is_none_is_told(folder: Path, library: Toolchain) -> None:
    (folder / MANIFEST).write_text("{", "utf-8")
    with pytest.raises(CoreBuildError, match="cannot be read"):
        packaged_core(folder, library, "sources")
