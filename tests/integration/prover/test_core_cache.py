"""The compiled core is built once, whoever comes first, and says clearly when it cannot be."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from trivium.prover.errors import CoreBuildError
from trivium.prover.lean.child import Unconfined
from trivium.prover.lean.core_build import core_folder, ensure_core, modules
from trivium.prover.lean.toolchain import Toolchain

SMALL = {
    "Init": "prelude\nimport Small.Two\n",
    "Small/One": "prelude\ninductive One where\n  | one : One\n",
    "Small/Two": "prelude\nimport Small.One\ninductive Two where\n  | two (left right : One) : Two\n",
}
BUILD = """
import sys
from pathlib import Path
from trivium.prover.lean.child import Unconfined
from trivium.prover.lean.core_build import ensure_core
from trivium.prover.lean.toolchain import discover
print(ensure_core(discover({}).get("embedded"), Path(sys.argv[1]), Unconfined(), sources=Path(sys.argv[2])).path)
"""


@pytest.fixture
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A core of a few small modules."""
    folder = tmp_path_factory.mktemp("sources")
    for name, text in SMALL.items():
        file = folder / f"{name}.lean"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def test_two_processes_that_start_at_once_share_one_build(embedded: Toolchain, tmp_path: Path, sources: Path) -> None:
    command = [sys.executable, "-c", BUILD, str(tmp_path), str(sources)]
    builds = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    first, second = (Path(build.communicate(timeout=60)[0].strip()) for build in builds)
    assert first == second == core_folder(embedded, tmp_path, sources)
    assert (first / "Init.olean").is_file()
    assert sorted(path.name for path in first.parent.iterdir()) == sorted([first.name, "lock"])


def test_modules_come_after_their_imports() -> None:
    order = modules()
    assert order[0] == "Trivium.Core.Foundation"
    assert order[-1] == "Init"
    assert order.index("Trivium.Core") < order.index("Trivium.Reflection")
    assert len(set(order)) == len(order)


def test_an_unwritable_cache_is_named(embedded: Toolchain, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(CoreBuildError, match="cannot write the Lean core to"):
        ensure_core(embedded, blocked, Unconfined())


def test_a_half_made_core_of_a_killed_process_is_cleared_away(
    embedded: Toolchain, tmp_path: Path, sources: Path
) -> None:
    target = core_folder(embedded, tmp_path, sources)
    abandoned = target.parent / "building-abandoned"
    abandoned.mkdir(parents=True)
    (abandoned / "Init.olean").write_text("half")
    said: list[str] = []
    ensure_core(embedded, tmp_path, Unconfined(), said.append, sources)
    assert not abandoned.exists()
    assert target.is_dir()
    assert len(said) == len(modules(sources)) == len(SMALL)


def test_a_library_that_is_no_lean_is_a_build_error(tmp_path: Path) -> None:
    library = tmp_path / "libleanshared.so"
    library.write_bytes(os.urandom(64))
    broken = Toolchain("embedded", "0", "0", library, "test")
    with pytest.raises(CoreBuildError, match="cannot build the module"):
        ensure_core(broken, tmp_path / "cache", Unconfined())
    assert not core_folder(broken, tmp_path / "cache").exists()


def in_a_file_system_of(folder: Path, options: str, sources: Path) -> subprocess.CompletedProcess[str]:
    """Run a build with its cache in a file system of its own, which only that process sees."""
    if shutil.which("unshare") is None:
        pytest.skip("needs unshare for a file system of its own")
    mount = f"mount -t tmpfs -o {options} none {shlex.quote(str(folder))}"
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    if subprocess.run([*command, mount], capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine lets nobody mount a file system of its own")
    run = shlex.join([sys.executable, "-c", TELLING, str(folder), str(sources)])
    return subprocess.run([*command, f"{mount} && {run}"], capture_output=True, text=True, timeout=60, check=False)


TELLING = f"""
from trivium.prover.errors import CoreBuildError
try:
    exec({BUILD!r})
except CoreBuildError as error:
    left = [path.name for path in Path(sys.argv[1]).rglob("building-*")]
    print("refused", left, error)
"""


def test_a_read_only_cache_is_named(embedded: Toolchain, tmp_path: Path, sources: Path) -> None:
    answer = in_a_file_system_of(tmp_path, "ro", sources)
    assert answer.stdout.startswith("refused []"), answer
    assert "Read-only file system" in answer.stdout
    assert str(tmp_path) in answer.stdout


def test_a_full_disk_is_told_and_leaves_nothing_behind(embedded: Toolchain, tmp_path: Path, sources: Path) -> None:
    answer = in_a_file_system_of(tmp_path, "size=12k", sources)
    assert answer.stdout.startswith("refused []"), answer
    assert "No space left on device" in answer.stdout


def test_a_limit_on_the_size_of_files_is_told(embedded: Toolchain, tmp_path: Path, sources: Path) -> None:
    limited = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n" + TELLING
    command = [sys.executable, "-c", limited, str(tmp_path), str(sources)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert answer.stdout.startswith("refused []"), answer
    assert "cannot build the module" in answer.stdout
