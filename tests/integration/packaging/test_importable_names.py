"""An installation adds exactly two importable names: anything else could collide with another package."""

import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[3]
NAMES = {"trivium", "trivium_api"}
PACKAGES = {"geometry", "cas", "prover", "services", "client", "cli", "web", "notebook", "lsp", "mcp"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=600)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_adds_exactly_two_names(wheel: zipfile.ZipFile) -> None:
    tops = {PurePosixPath(name).parts[0] for name in wheel.namelist()}
    assert {t for t in tops if not t.endswith(".dist-info")} == NAMES


def test_the_wheel_holds_every_package_and_the_namespace_has_no_init(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert {PurePosixPath(n).parts[1] for n in names if n.startswith("trivium/")} == PACKAGES
    assert "trivium/__init__.py" not in names
    assert all(f"trivium/{package}/py.typed" in names for package in PACKAGES)


def test_the_wheel_carries_the_lean_core_and_the_licences(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    assert any(n.startswith("trivium/prover/lean/core/") and n.endswith(".lean") for n in names)
    assert {PurePosixPath(n).name for n in names if ".dist-info/licenses/" in n} >= {"LICENSE", "NOTICE"}


def test_the_wheel_carries_the_page(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    on_disk = {p.name for p in (ROOT / "clients/web/trivium/web").iterdir() if p.suffix in {".html", ".css", ".js"}}
    assert "index.html" in on_disk
    assert {f"trivium/web/{name}" for name in on_disk} <= names


def test_both_console_scripts_are_declared() -> None:
    scripts = {e.name: e.value for e in distribution("trivium").entry_points if e.group == "console_scripts"}
    assert scripts == dict.fromkeys(("prove", "trivium"), "trivium.cli.main:run")
