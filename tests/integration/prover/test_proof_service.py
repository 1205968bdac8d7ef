"""Judgements and sessions as the service answers them, run as a worker runs them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import grpc
import pytest

from trivium.prover.errors import InvalidSource, InvalidTarget
from trivium.prover.lean.session_log import MOST_STATES, NoSession, SessionLog, TooManySessions
from trivium.prover.lean.toolchain import Toolchain
from trivium.services.prover import leans
from trivium.services.prover.servicer import (
    SERVICE,
    apply_tactics,
    check_item,
    check_item_exhausted,
    close_session,
    open_session,
    start_proof,
    verify,
    verify_proof,
    verify_proof_exhausted,
)
from trivium.services.runtime.operation import Call, EngineSettings
from trivium_api.common.v1 import verdict_pb2 as verdict
from trivium_api.prover.v1 import proof_pb2, session_pb2
from trivium_api.prover.v1 import prover_service_pb2 as wire

TARGET = "theorem a (n m : Nat) : n + m = m + n := sorry"
PROOF = "theorem a (n m : Nat) : n + m = m + n := by omega"


@pytest.fixture(scope="module", autouse=True)
def _nothing_left() -> Iterator[None]:
    yield
    leans.close_all()


@pytest.fixture
def call(embedded: Toolchain, cache: Path) -> Call:
    return Call(time.monotonic() + 30, EngineSettings(cache, {"PATH": "/usr/bin:/bin"}))


def judged(call: Call, candidate: str, target: str = TARGET, least: int = 0) -> proof_pb2.ProofReport:
    request = proof_pb2.VerifyProofRequest(target=target, candidate=candidate, min_assurance=least)  # type: ignore[arg-type]
    (response,) = verify_proof(request, call)
    return response.report


def test_a_proof_is_proved_by_replay_with_a_certificate_that_verifies(call: Call) -> None:
    report = judged(call, PROOF)
    assert report.verdict == verdict.VERDICT_PROVED
    assert report.assurance == verdict.ASSURANCE_LEAN_REPLAYED
    assert report.theorems == ["a"]
    assert len(report.checked_by) == 3
    assert report.environment.sandbox
    # what is asked is the text's statements: another proof of them, or none, asks the same
    asked = [(TARGET, True), (PROOF, True), (TARGET.replace("sorry", "rfl"), True)]
    others = [
        TARGET.replace("theorem a", "theorem b"),
        TARGET.replace("(n m : Nat)", "(m n : Nat)"),
        f"axiom no : False\n{TARGET}",
        f"instance : Add Nat := ⟨Nat.mul⟩\n{TARGET}",
        f"{TARGET}\ntheorem more : 1 = 2 := sorry",
    ]
    for against, accepted in (*asked, *((other, False) for other in others)):
        request = wire.VerifyCertificateRequest(certificate=report.certificate, against=against)
        (response,) = verify(request, call)
        assert response.verification.accepted is accepted, response.verification.refusal
    (response,) = verify(wire.VerifyCertificateRequest(certificate=report.certificate), call)
    assert response.verification.assurance == verdict.ASSURANCE_LEAN_REPLAYED


def test_a_certificate_with_another_target_is_refused(call: Call) -> None:
    certificate = judged(call, PROOF).certificate
    proof = wire_proof(certificate)
    proof.target = "theorem a (n m : Nat) : n + m = n := sorry"
    certificate.proof.Pack(proof)
    (response,) = verify(wire.VerifyCertificateRequest(certificate=certificate), call)
    assert not response.verification.accepted


def wire_proof(certificate: object) -> object:
    from trivium_api.prover.v1 import certificate_pb2

    proof = certificate_pb2.LeanProof()
    assert certificate.proof.Unpack(proof)  # type: ignore[attr-defined]
    return proof


@pytest.mark.parametrize(
    ("candidate", "tier", "reason"),
    [
        ("theorem a (n m : Nat) : n + m = m + n := sorry", "TEXT", verdict.REASON_REJECTED),
        ("theorem a (n m : Nat) : n + m = m + n := rfl", "ELABORATED", verdict.REASON_REJECTED),
        ("theorem b : 1 = 1 := rfl", "AXIOMS_AUDITED", verdict.REASON_REJECTED),
        ("theorem a (n m : Nat) : n + m = n + m := rfl", "LOCKED", verdict.REASON_REJECTED),
    ],
)
def test_what_is_no_proof_is_unknown_at_its_tier(call: Call, candidate: str, tier: str, reason: int) -> None:
    report = judged(call, candidate)
    assert report.verdict == verdict.VERDICT_UNKNOWN
    assert report.reason == reason
    (failed,) = [item for item in report.tiers if item.status == proof_pb2.TIER_STATUS_FAILED]
    assert proof_pb2.ProofTier.Name(failed.tier) == f"PROOF_TIER_{tier}"
    assert not report.HasField("certificate")
    assert not report.checked_by


def test_a_tier_that_cannot_be_run_is_no_pass(call: Call) -> None:
    report = judged(call, PROOF, least=verdict.ASSURANCE_SECOND_KERNEL)
    assert report.verdict == verdict.VERDICT_UNKNOWN
    assert report.reason == verdict.REASON_CHECK_NOT_RUN
    assert report.assurance == verdict.ASSURANCE_LEAN_REPLAYED
    assert not report.HasField("certificate")


def test_a_lower_tier_may_be_asked_for_and_says_what_it_leaves_open(call: Call) -> None:
    report = judged(call, "theorem a (n m : Nat) : n + m = n + m := rfl", least=verdict.ASSURANCE_LEAN_AXIOMS_AUDITED)
    assert report.verdict == verdict.VERDICT_PROVED
    assert report.assurance == verdict.ASSURANCE_LEAN_AXIOMS_AUDITED
    assert any("not compared" in words for words in report.valid_when)
    assert not report.HasField("certificate")


def test_definitions_that_the_candidate_fills_are_conditions(call: Call) -> None:
    target = "def answer : Nat := sorry\ntheorem t : answer * answer = 49 := sorry"
    report = judged(call, "def answer : Nat := 7\ntheorem t : answer * answer = 49 := rfl", target)
    assert report.verdict == verdict.VERDICT_PROVED
    assert report.filled == ["answer"]
    assert any("answer" in words for words in report.valid_when)


def test_time_that_runs_out_is_budget_exhausted(call: Call) -> None:
    judged(call, PROOF)  # the core's index and the target are there
    short = replace(call, deadline=time.monotonic() + 0.9)
    loop = "theorem a (n m : Nat) : n + m = m + n := by repeat (first | exact absurd rfl rfl | skip)"
    report = judged(short, loop)
    assert report.verdict == verdict.VERDICT_UNKNOWN
    assert report.reason == verdict.REASON_BUDGET_EXHAUSTED


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("theorem a : 1 = := sorry", "1:15"),
        ("def a : Nat := 1", "states no theorem"),
        ("example : 1 = 1 := sorry", "states no theorem"),
        ("axiom x : 1 = 2\ntheorem a : 1 = 2 := sorry", "declares the axiom x"),
        ("#exit\ntheorem a : 1 = 1 := sorry", "to its end"),
    ],
)
def test_a_target_that_asks_for_nothing_is_invalid(call: Call, target: str, words: str) -> None:
    with pytest.raises(InvalidTarget, match=words) as refused:
        judged(call, "theorem a : 1 = 1 := rfl", target)
    fault = SERVICE.fault(refused.value)
    assert fault is not None
    assert (fault.code, fault.violations[0].field) == (grpc.StatusCode.INVALID_ARGUMENT, "target")


def test_a_killed_worker_proves_nothing() -> None:
    request = proof_pb2.VerifyProofRequest(name="x", target=TARGET)
    report = verify_proof_exhausted(request, verdict.REASON_BUDGET_EXHAUSTED, "killed").report
    assert report.verdict == verdict.VERDICT_UNKNOWN


def test_a_stream_holds_files_and_proofs(call: Call) -> None:
    questions = [
        wire.CheckStreamRequest(id="f", file=wire.CheckFileRequest(source="theorem a : 1 = 1 := rfl")),
        wire.CheckStreamRequest(id="p", proof=proof_pb2.VerifyProofRequest(target=TARGET, candidate=PROOF)),
    ]
    (file,), (proof,) = (list(check_item(question, call)) for question in questions)
    assert (file.id, file.file.verdict) == ("f", verdict.VERDICT_PROVED)
    assert (proof.id, proof.proof.assurance) == ("p", verdict.ASSURANCE_LEAN_REPLAYED)
    for question in questions:
        killed = check_item_exhausted(question, verdict.REASON_WORKER_DIED, "killed")
        assert killed.id == question.id
        assert getattr(killed, killed.WhichOneof("outcome")).verdict == verdict.VERDICT_UNKNOWN


def opened(call: Call, header: str = "", lease: float = 60.0) -> str:
    request = session_pb2.OpenSessionRequest(header=header)
    request.lease.FromNanoseconds(round(lease * 1e9))
    (response,) = open_session(request, call)
    return response.session


def started(call: Call, session: str, statement: str = "theorem a (p q : Prop) (h : p ∧ q) : q ∧ p") -> int:
    (response,) = start_proof(session_pb2.StartProofRequest(session=session, statement=statement), call)
    assert response.result.WhichOneof("outcome") == "progress"
    return response.result.progress.id


def applied(call: Call, session: str, state: int, *tactics: str) -> list[session_pb2.TacticResult]:
    request = session_pb2.ApplyTacticsRequest(session=session, state=state, tactics=tactics)
    responses = list(apply_tactics(request, call))
    assert [response.index for response in responses] == list(range(len(tactics)))
    return [response.result for response in responses]


def test_a_proof_is_found_in_a_session_and_judged_as_a_text(call: Call) -> None:
    session = opened(call)
    root = started(call, session)
    first, wrong, barred = applied(call, session, root, "constructor", "exact nobody", "run_tac pure ()")
    assert [goal.target for goal in first.progress.goals] == ["q", "p"]
    assert wrong.error.column == 6
    assert "metaprogram" in barred.forbidden or "extensions" in barred.forbidden
    (second,) = applied(call, session, first.progress.id, "exact h.2")
    (done,) = applied(call, session, second.progress.id, "exact h.1")
    assert done.WhichOneof("outcome") == "done"
    target = "theorem a (p q : Prop) (h : p ∧ q) : q ∧ p := sorry"
    assert judged(call, done.done.script, target).verdict == verdict.VERDICT_PROVED


def test_a_session_goes_on_in_another_process(call: Call) -> None:
    session = opened(call, "def two : Nat := 2")
    root = started(call, session, "theorem t (h : two = 3) : two = 3 ∧ two = 3")
    (first,) = applied(call, session, root, "constructor")
    leans.close_all()  # as a new process, which knows nothing but the log
    (second,) = applied(call, session, first.progress.id, "exact h")
    assert [goal.target for goal in second.progress.goals] == ["two = 3"]
    assert second.progress.id > first.progress.id


def test_a_session_ends_when_it_is_closed_and_when_its_lease_does(call: Call) -> None:
    session = opened(call)
    root = started(call, session)
    list(close_session(session_pb2.CloseSessionRequest(session=session), call))
    short = opened(call, lease=0.01)
    time.sleep(0.05)
    for name in (session, short, "0" * 32):
        with pytest.raises(NoSession) as missing:
            applied(call, name, root, "constructor")
        fault = SERVICE.fault(missing.value)
        assert fault is not None
        assert fault.code is grpc.StatusCode.NOT_FOUND
    with pytest.raises(NoSession):
        applied(call, opened(call), root, "constructor")


def test_a_header_that_must_not_reach_lean_opens_no_session(call: Call) -> None:
    with pytest.raises(InvalidSource):
        opened(call, 'macro "x" : tactic => `(tactic| skip)')


def test_the_log_keeps_only_so_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trivium.prover.lean.session_log.MOST_SESSIONS", 2)
    monkeypatch.setattr("trivium.prover.lean.session_log.MOST_STATES", 3)
    assert MOST_STATES > 1000
    log = SessionLog(tmp_path / "sessions.sqlite")
    first = log.open("embedded", "", 1, 60.0)
    log.open("embedded", "", 1, 0.0)
    second = log.open("embedded", "", 1, 60.0)  # the one in between has expired
    with pytest.raises(TooManySessions):
        log.open("embedded", "", 1, 60.0)
    numbers = [log.add(first.name, None, "s"), log.add(first.name, 1, "t"), log.add(first.name, 2, "u")]
    with pytest.raises(TooManySessions):
        log.add(first.name, None, "v")
    assert log.steps(first.name, numbers[2]) == [(1, "s"), (2, "t"), (3, "u")]
    with pytest.raises(NoSession):
        log.steps(second.name, numbers[0])
    log.close(first.name)
    with pytest.raises(NoSession):
        log.steps(first.name, numbers[0])
