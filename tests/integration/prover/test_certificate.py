"""A certificate is believed only after its text was elaborated again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from trivium.prover.certificate import LeanProof, certify, replay
from trivium.prover.errors import InvalidCertificate, InvalidSource, NoToolchain
from trivium.prover.lean.child import Limits, Unconfined
from trivium.prover.lean.toolchain import Toolchain, ToolchainRegistry

from .conftest import Check

SOURCE = "theorem a (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩"


@pytest.fixture(scope="module")
def proof(check: Check) -> LeanProof:
    return certify(SOURCE, check(SOURCE))


def test_an_honest_certificate_is_accepted(proof: LeanProof, embedded: Toolchain, cache: Path) -> None:
    found = replay(proof, ToolchainRegistry((embedded,)), Unconfined(), Limits(), cache)
    assert found.accepted
    assert found.report is not None


@pytest.mark.parametrize("source", ["theorem a : 1 = 2 := rfl", "theorem a : 1 = 2 := sorry", "#exit"])
def test_a_forged_text_is_refused(proof: LeanProof, embedded: Toolchain, cache: Path, source: str) -> None:
    found = replay(replace(proof, source=source), ToolchainRegistry((embedded,)), Unconfined(), Limits(), cache)
    assert not found.accepted
    assert found.refusal


def test_a_text_that_brings_its_own_core_is_refused(proof: LeanProof, embedded: Toolchain, cache: Path) -> None:
    with pytest.raises(InvalidSource):
        replay(replace(proof, source="prelude"), ToolchainRegistry((embedded,)), Unconfined(), Limits(), cache)


@pytest.mark.parametrize("changed", [{"version": "4.34.0"}, {"commit": "0"}, {"core_hash": "0" * 64}])
def test_another_lean_is_no_replay(proof: LeanProof, embedded: Toolchain, cache: Path, changed: dict[str, str]) -> None:
    forged = replace(proof, **changed)
    assert not replay(forged, ToolchainRegistry((embedded,)), Unconfined(), Limits(), cache).accepted


def test_a_missing_toolchain_is_named(proof: LeanProof, embedded: Toolchain, cache: Path) -> None:
    with pytest.raises(NoToolchain, match="no Lean toolchain named 'lean-9'; found: embedded"):
        replay(replace(proof, toolchain="lean-9"), ToolchainRegistry((embedded,)), Unconfined(), Limits(), cache)


def test_a_rejected_file_has_no_certificate(check: Check) -> None:
    with pytest.raises(InvalidCertificate):
        certify("theorem a : 1 = 2 := rfl", check("theorem a : 1 = 2 := rfl"))
