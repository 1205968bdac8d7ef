"""The compiled core is built once, whoever comes first, and says clearly when it cannot be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from trivium.prover.errors import CoreBuildError
from trivium.prover.lean.child import Unconfined
from trivium.prover.lean.core_build import core_folder, ensure_core, modules
from trivium.prover.lean.toolchain import Toolchain

BUILD = """
import sys
from pathlib import Path
from trivium.prover.lean.child import Unconfined
from trivium.prover.lean.core_build import ensure_core
from trivium.prover.lean.toolchain import discover
print(ensure_core(discover({}).get("embedded"), Path(sys.argv[1]), Unconfined()).path)
"""


def test_two_processes_that_start_at_once_share_one_build(embedded: Toolchain, tmp_path: Path) -> None:
    command = [sys.executable, "-c", BUILD, str(tmp_path)]
    builds = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    first, second = (Path(build.communicate(timeout=60)[0].strip()) for build in builds)
    assert first == second == core_folder(embedded, tmp_path)
    assert (first / "Init.olean").is_file()
    assert sorted(path.name for path in first.parent.iterdir()) == sorted([first.name, "lock"])


def test_modules_come_after_their_imports() -> None:
    order = modules()
    assert order[0] == "Trivium.Core.Foundation"
    assert order[-1] == "Init"


def test_an_unwritable_cache_is_named(embedded: Toolchain, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(CoreBuildError, match="cannot write the Lean core to"):
        ensure_core(embedded, blocked, Unconfined())


def test_a_half_made_core_of_a_killed_process_is_cleared_away(embedded: Toolchain, tmp_path: Path) -> None:
    target = core_folder(embedded, tmp_path)
    abandoned = target.parent / "building-abandoned"
    abandoned.mkdir(parents=True)
    (abandoned / "Init.olean").write_text("half")
    said: list[str] = []
    ensure_core(embedded, tmp_path, Unconfined(), said.append)
    assert not abandoned.exists()
    assert target.is_dir()
    assert len(said) == len(modules())


def test_a_library_that_is_no_lean_is_a_build_error(tmp_path: Path) -> None:
    library = tmp_path / "libleanshared.so"
    library.write_bytes(os.urandom(64))
    broken = Toolchain("embedded", "0", "0", library, "test")
    with pytest.raises(CoreBuildError, match="cannot build the module"):
        ensure_core(broken, tmp_path / "cache", Unconfined())
    assert not core_folder(broken, tmp_path / "cache").exists()
