"""The operations of the service, run as a worker runs them."""

from __future__ import annotations

import time
from pathlib import Path

import grpc
import pytest

from trivium.prover.errors import InvalidSource, NoToolchain
from trivium.prover.lean.toolchain import Toolchain
from trivium.services.prover.leans import NoSandboxError
from trivium.services.prover.servicer import SERVICE, check, check_exhausted, list_toolchains, verify
from trivium.services.runtime.operation import Call, EngineSettings
from trivium.services.sandbox import launchers
from trivium_api.common.v1 import verdict_pb2 as verdict
from trivium_api.prover.v1 import prover_service_pb2 as wire

SOURCE = "theorem a (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩"


@pytest.fixture
def call(embedded: Toolchain, cache: Path) -> Call:
    return Call(time.monotonic() + 20, EngineSettings(cache, {"PATH": "/usr/bin:/bin"}))


def report(source: str, call: Call) -> wire.FileReport:
    (response,) = check(wire.CheckFileRequest(name="a.lean", source=source), call)
    return response.report


def test_a_right_file_is_proved_with_a_certificate_that_verifies(call: Call) -> None:
    found = report(SOURCE, call)
    assert found.verdict == verdict.VERDICT_PROVED
    assert found.assurance == verdict.ASSURANCE_LEAN_ELABORATED
    assert found.environment.sandbox
    (response,) = verify(wire.VerifyCertificateRequest(certificate=found.certificate, against=SOURCE), call)
    assert response.verification.accepted
    assert response.verification.statement == SOURCE


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("theorem b (p q : Prop) (h : p ∨ q) : p := h", verdict.REASON_REJECTED),
        ("theorem b : 1 = 2 := sorry", verdict.REASON_CONTAINS_SORRY),
        ("#exit", verdict.REASON_REJECTED),
    ],
)
def test_a_wrong_file_is_unknown_with_its_reason_and_no_certificate(call: Call, source: str, reason: int) -> None:
    found = report(source, call)
    assert found.verdict == verdict.VERDICT_UNKNOWN
    assert found.reason == reason
    assert found.assurance == verdict.ASSURANCE_NONE
    assert not found.HasField("certificate")
    assert not found.checked_by


def test_a_certificate_of_something_else_is_refused(call: Call) -> None:
    certificate = report(SOURCE, call).certificate
    (response,) = verify(wire.VerifyCertificateRequest(certificate=certificate, against="theorem x : 1 = 2"), call)
    assert not response.verification.accepted
    certificate.claim.statement = "theorem a : 1 = 2"
    (response,) = verify(wire.VerifyCertificateRequest(certificate=certificate), call)
    assert response.verification.refusal == "the claim is not the text of the proof"


def test_axioms_of_the_file_are_conditions_of_the_verdict(call: Call) -> None:
    assert any("magic" in words for words in report("axiom magic : 1 = 2", call).valid_when)


def test_the_toolchains_are_listed(call: Call) -> None:
    (response,) = list_toolchains(wire.ListToolchainsRequest(), call)
    assert response.toolchains[0].name == "embedded"
    assert response.toolchains[0].version == "4.35.0"


def test_refusals_become_statuses_with_their_place(call: Call) -> None:
    with pytest.raises(InvalidSource) as refused:
        report("\nprelude", call)
    fault = SERVICE.fault(refused.value)
    assert fault is not None
    assert fault.code is grpc.StatusCode.INVALID_ARGUMENT
    assert fault.violations[0].description.startswith("line 2, column 0")
    with pytest.raises(NoToolchain) as missing:
        list(check(wire.CheckFileRequest(toolchain="lean-9"), call))
    fault = SERVICE.fault(missing.value)
    assert fault is not None
    assert (fault.code, fault.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "NO_TOOLCHAIN")


def test_strangers_get_no_lean_without_a_sandbox(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trivium.services.prover.leans.best_launcher", lambda _: launchers.Restricted())
    strict = Call(call.deadline, EngineSettings(call.settings.cache_dir, {}, allow_unsandboxed_lean=False))
    with pytest.raises(NoSandboxError) as refused:
        report(SOURCE, strict)
    fault = SERVICE.fault(refused.value)
    assert fault is not None
    assert fault.reason == "NO_SANDBOX"


def test_a_killed_worker_proves_nothing() -> None:
    found = check_exhausted(wire.CheckFileRequest(name="x"), verdict.REASON_BUDGET_EXHAUSTED, "killed").report
    assert found.verdict == verdict.VERDICT_UNKNOWN
