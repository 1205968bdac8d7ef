"""A user's own toolchain, found in elan's folder, is asked and judged as the embedded one is.

The toolchain is laid out as elan lays one out; its `lean` is a real one, the embedded library with its core.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from trivium.prover.errors import InvalidSource, NoToolchain
from trivium.prover.lean.check import CheckReport, Outcome, check_file
from trivium.prover.lean.child import Limits, Unconfined
from trivium.prover.lean.core_build import PROGRAM, ensure_core
from trivium.prover.lean.toolchain import EMBEDDED_COMMIT, EMBEDDED_VERSION, Toolchain, discover

from .conftest import Check

NAME = "leanprover--lean4---v4.35.0"
SOURCES = {
    "theorem a (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩": Outcome.ACCEPTED,
    "theorem a : 2 ^ 100 % 7 = 2 := by decide": Outcome.ACCEPTED,
    "theorem a : 2 + 2 = 5 := by decide": Outcome.REJECTED,
    "theorem a (p : Prop) : p := by assumption": Outcome.REJECTED,
    "theorem a : 1 = 2 := sorry": Outcome.SORRY,
    "theorem a : 1 = 1 := rfl\n#exit": Outcome.CUT_SHORT,
}


@pytest.fixture(scope="module")
def elan(tmp_path_factory: pytest.TempPathFactory, embedded: Toolchain, cache: Path) -> Path:
    """A home folder with one elan toolchain."""
    home = tmp_path_factory.mktemp("home")
    program = home / ".elan" / "toolchains" / NAME / "bin" / "lean"
    program.parent.mkdir(parents=True)
    core = ensure_core(embedded, cache, Unconfined()).path
    run = shlex.join([sys.executable, "-I", "-S", str(PROGRAM), str(embedded.path)])
    program.write_text(f'#!/bin/sh\nLEAN_PATH={shlex.quote(str(core))} exec {run} "$@"\n')
    program.chmod(0o755)
    return home


@pytest.fixture(scope="module")
def own(elan: Path) -> Toolchain:
    return discover({"HOME": str(elan)}).get(NAME)


def checked(source: str, toolchain: Toolchain, cache: Path) -> CheckReport:
    return check_file(source, "Own.lean", toolchain, Unconfined(), Limits(), cache)


def test_the_toolchain_of_elan_is_found_after_the_embedded_one(elan: Path, own: Toolchain) -> None:
    found = discover({"HOME": str(elan)})
    assert [toolchain.name for toolchain in found.toolchains] == ["embedded", NAME]
    assert not own.embedded
    assert (own.version, own.commit, own.origin) == (EMBEDDED_VERSION, EMBEDDED_COMMIT, "elan")


def test_a_toolchain_is_found_by_each_of_its_ways(elan: Path, own: Toolchain) -> None:
    sysroot = own.path.parents[1]
    for variables, name in (
        ({"LEAN": str(own.path)}, "env"),
        ({"LEAN_SYSROOT": str(sysroot)}, "sysroot"),
        ({"ELAN_HOME": str(elan / ".elan")}, NAME),
    ):
        assert discover(variables).get(name).path == own.path


def test_the_proxy_of_elan_on_the_path_is_not_taken_for_a_toolchain(elan: Path, own: Toolchain) -> None:
    proxy = elan / ".elan" / "bin" / "lean"
    proxy.parent.mkdir()
    proxy.write_text(own.path.read_text("utf-8"))
    proxy.chmod(0o755)
    with pytest.raises(NoToolchain):
        discover({"PATH": str(proxy.parent)}).get("path")


@pytest.mark.parametrize("source", SOURCES)
def test_both_toolchains_judge_alike(check: Check, own: Toolchain, cache: Path, source: str) -> None:
    report = checked(source, own, cache)
    assert report.outcome is SOURCES[source], report.messages
    ours = check(source)
    assert ours.outcome is report.outcome
    assert ours.messages == report.messages
    assert report.core_hash == ""
    assert report.toolchain is own


def test_an_own_toolchain_may_extend_lean_but_not_switch_its_kernel_off(own: Toolchain, cache: Path) -> None:
    assert checked("namespace Nat\ntheorem mine : 1 = 1 := rfl\nend Nat", own, cache).accepted
    with pytest.raises(InvalidSource, match="kernel"):
        checked("set_option debug.skipKernelTC true\ntheorem a : 1 = 1 := rfl", own, cache)
