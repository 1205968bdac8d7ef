"""A Lake project is a toolchain with libraries: its compiled modules are imported, and searched, without running Lake.

The project is laid out as Lake lays one out, its modules compiled by the embedded Lean; the `lean` of its toolchain is
a real one, the embedded library with its core.
"""

from __future__ import annotations

import json
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from trivium.prover.errors import UnreadableLibrary
from trivium.prover.lean.check import Outcome, check_file, judge
from trivium.prover.lean.child import Limits, Unconfined
from trivium.prover.lean.core_build import PROGRAM, ensure_core
from trivium.prover.lean.elaborate import WarmLean
from trivium.prover.lean.project import InvalidProject, read_project
from trivium.prover.lean.toolchain import Toolchain, discover
from trivium.prover.lean.zygote import Zygote
from trivium.prover.olean import OleanError, Terms, read_module
from trivium.prover.retrieve import library_of
from trivium.services.prover.mapping import report_message

OWN = "def quarter (n : Nat) : Nat := n / 4\ntheorem quarter_zero : quarter 0 = 0 := rfl\n"
OTHER = "theorem dependence (p : Prop) (h : p) : p ∧ p := ⟨h, h⟩\n"
USE = (
    "import Own\nimport Other\ntheorem t (p : Prop) (h : p) : (p ∧ p) ∧ quarter 0 = 0 := ⟨dependence p h, quarter_zero⟩"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, embedded: Toolchain, cache: Path, zygote: Zygote) -> dict[str, str]:
    """A home folder with an elan toolchain and a Lake project with one dependence."""
    home = tmp_path_factory.mktemp("home")
    toolchain = home / ".elan" / "toolchains" / "leanprover--lean4---v4.35.0"
    (toolchain / "bin").mkdir(parents=True)
    core = ensure_core(embedded, cache, Unconfined()).path
    run = shlex.join([sys.executable, "-I", "-S", str(PROGRAM), str(embedded.path)])
    program = toolchain / "bin" / "lean"
    program.write_text(f'#!/bin/sh\nLEAN_PATH="{core}:$LEAN_PATH" exec {run} "$@"\n')
    program.chmod(0o755)
    (toolchain / "lib").mkdir()
    shutil.copytree(core, toolchain / "lib" / "lean")
    project = home / "math"
    compile_into(project, "Own", OWN, zygote)
    compile_into(project / ".lake" / "packages" / "other", "Other", OTHER, zygote)
    (project / "lean-toolchain").write_text("leanprover/lean4:v4.35.0\n")
    (project / "lakefile.toml").write_text('name = "math"\n')
    packages = [{"type": "git", "name": "other", "url": "https://example.org/other", "subDir": None}]
    manifest = {"version": "1.1.0", "packagesDir": ".lake/packages", "packages": packages, "name": "math"}
    (project / "lake-manifest.json").write_text(json.dumps(manifest))
    return {"HOME": str(home), "TRIVIUM_LEAN_PROJECTS": str(project)}


def compile_into(package: Path, module: str, source: str, zygote: Zygote) -> None:
    run = WarmLean(zygote).run(source, Limits(), module=True)
    assert judge(run)[0] is Outcome.ACCEPTED
    built = package / ".lake" / "build" / "lib" / "lean"
    built.mkdir(parents=True)
    (built / f"{module}.olean").write_bytes(run.module)


def test_a_project_is_a_toolchain_of_its_own_name(home: dict[str, str]) -> None:
    registry = discover(home)
    assert [item.name for item in registry.toolchains] == ["embedded", "leanprover--lean4---v4.35.0", "math"]
    math = registry.get("math")
    assert len(math.libraries) == 2
    assert math.version == "4.35.0"
    assert not math.embedded
    assert "Lake project" in math.origin


def test_a_file_imports_the_modules_of_the_project(home: dict[str, str], cache: Path) -> None:
    registry = discover(home)
    math, bare = registry.get("math"), registry.get("leanprover--lean4---v4.35.0")
    report = check_file(USE, "Use.lean", math, Unconfined(), Limits(), cache)
    assert report.outcome is Outcome.ACCEPTED, report.detail
    assert check_file(USE, "Use.lean", bare, Unconfined(), Limits(), cache).outcome is Outcome.REJECTED


def test_what_the_imported_modules_prove_is_a_condition_of_the_answer(home: dict[str, str], cache: Path) -> None:
    for source, imported in ((USE, True), ("theorem t : 1 = 1 := rfl", False)):
        report = check_file(source, "Use.lean", discover(home).get("math"), Unconfined(), Limits(), cache)
        assert report.accepted
        conditions = report_message(source, report).valid_when
        assert any(words.startswith("Other, Own prove what they say") for words in conditions) is imported


def test_the_declarations_of_the_project_are_found(home: dict[str, str], tmp_path: Path) -> None:
    math = discover(home).get("math")
    library = library_of(math, tmp_path)
    names = {premise.name: premise for premise in library.premises}
    assert names["quarter_zero"].module == "Own"
    assert names["dependence"].module == "Other"
    assert "Nat.add_comm" not in names or names["Nat.add_comm"].module.startswith("Init")
    assert library.search("quarter 0 = 0", 3)[0].premise.name == "quarter_zero"
    (index,) = (tmp_path / "lean-premises").iterdir()
    assert library_of(math, tmp_path).premises == library.premises
    assert [index] == list((tmp_path / "lean-premises").iterdir())


def test_a_library_that_is_not_there_or_too_large_is_told(
    home: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = Toolchain("bare", "4.35.0", "", tmp_path / "bin" / "lean", "test")
    with pytest.raises(UnreadableLibrary, match="no compiled modules"):
        library_of(nothing, tmp_path)
    monkeypatch.setattr("trivium.prover.retrieve.library.LARGEST", 1000)
    with pytest.raises(UnreadableLibrary, match="MiB"):
        library_of(discover(home).get("math"), tmp_path)


def test_a_module_of_another_lean_is_not_read(home: dict[str, str], tmp_path: Path) -> None:
    math = discover(home).get("math")
    data = (math.libraries[0] / "Own.olean").read_bytes()
    assert read_module(data, Terms()).constants
    other = data[:7] + b"4.30.0\0" + data[14:]
    with pytest.raises(OleanError, match=r"Lean '4\.30\.0'"):
        read_module(other, Terms())
    with pytest.raises(OleanError, match="known version"):
        read_module(b"olean\x03" + data[6:], Terms())
    (tmp_path / "lib" / "lean").mkdir(parents=True)
    (tmp_path / "lib" / "lean" / "Init.olean").write_bytes(other)
    with pytest.raises(UnreadableLibrary, match=r"Init .*4\.30\.0"):
        library_of(Toolchain("old", "4.30.0", "", tmp_path / "bin" / "lean", "test"), tmp_path)


@pytest.mark.parametrize(
    ("toolchain", "manifest", "word"),
    [
        (None, None, "lean-toolchain"),
        ("", None, "names none"),
        ("../../evil", None, "names none"),
        ("v4.35.0", "{", "manifest"),
        ("v4.35.0", "[]", "manifest"),
        ("v4.35.0", '{"packages": [{"type": "git"}]}', "manifest"),
    ],
)
def test_a_folder_that_is_no_project_is_told_and_left_out(
    tmp_path: Path, toolchain: str | None, manifest: str | None, word: str
) -> None:
    if toolchain is not None:
        (tmp_path / "lean-toolchain").write_text(toolchain)
    if manifest is not None:
        (tmp_path / "lake-manifest.json").write_text(manifest)
    with pytest.raises(InvalidProject, match=word):
        read_project(tmp_path)
    assert all(item.embedded for item in discover({"TRIVIUM_LEAN_PROJECTS": str(tmp_path)}).toolchains)


def test_the_names_of_toolchains_are_elans(tmp_path: Path) -> None:
    for text, name in (("v4.9.0", "leanprover--lean4---v4.9.0"), ("me/fork:nightly", "me--fork---nightly")):
        (tmp_path / "lean-toolchain").write_text(text)
        assert read_project(tmp_path).elan_name == name
