"""The operations of `ProverService`, and how the engine's errors are told."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import grpc
from google.protobuf.duration_pb2 import Duration
from google.protobuf.timestamp_pb2 import Timestamp

from trivium.prover.certificate import Replay, replay
from trivium.prover.errors import (
    CoreBuildError,
    InvalidCertificate,
    InvalidSource,
    InvalidTarget,
    NoToolchain,
    UnreadableLibrary,
)
from trivium.prover.lean.check import check_file
from trivium.prover.lean.child import Limits
from trivium.prover.lean.durable_session import DurableSession
from trivium.prover.lean.gate import screen
from trivium.prover.lean.session import HEARTBEATS, WALL, Done, Progress, TacticOutcome
from trivium.prover.lean.session_log import NoSession, TooManySessions
from trivium.prover.lean.zygote import ZygoteError
from trivium.services.prover import mapping, proof_mapping, session_mapping
from trivium.services.prover.leans import NoSandboxError, leans, warm_up
from trivium.services.prover.proving import disprove, disprove_exhausted, prove, prove_exhausted, suggest
from trivium.services.prover.repairing import repair, repair_exhausted
from trivium.services.prover.retrieving import retrieve
from trivium.services.prover.search_mapping import verify_decision
from trivium.services.runtime.operation import Call, Fault, Operation, Service, Violation
from trivium_api.common.v1 import answer_pb2 as answer
from trivium_api.common.v1 import verdict_pb2 as verdict
from trivium_api.prover.v1 import proof_pb2, search_pb2, session_pb2
from trivium_api.prover.v1 import prover_service_pb2 as wire

NAME = "trivium_api.prover.v1.ProverService"
DEFAULT_WALL = 30.0
_MARGIN = 0.3
"""Seconds kept of the deadline for building the answer."""
_LEASE = 600.0
"""Seconds that a session lives without a call unless it says otherwise."""


def check(request: wire.CheckFileRequest, call: Call) -> Iterator[wire.CheckFileResponse]:
    """Elaborate a file."""
    environments = leans(call.settings).environments
    toolchain = environments.get(request.toolchain)
    report = check_file(
        request.source,
        request.name,
        toolchain,
        environments.launcher,
        _limits(call),
        call.settings.cache_dir,
        environments.lane(toolchain),
    )
    yield wire.CheckFileResponse(report=mapping.report_message(request.source, report))


def check_item(request: wire.CheckStreamRequest, call: Call) -> Iterator[wire.CheckStreamResponse]:
    """Answer one question of a stream."""
    if request.WhichOneof("question") == "file":
        (checked,) = check(request.file, call)
        yield wire.CheckStreamResponse(id=request.id, file=checked.report)
    else:
        (judged,) = verify_proof(request.proof, call)
        yield wire.CheckStreamResponse(id=request.id, proof=judged.report)


def verify_proof(request: proof_pb2.VerifyProofRequest, call: Call) -> Iterator[proof_pb2.VerifyProofResponse]:
    """Judge a candidate."""
    kept = leans(call.settings)
    verifier = kept.verifier(request.toolchain)
    report = verifier.verify(request.target, request.candidate, _limits(call))
    zygote = verifier.zygote
    message = proof_mapping.proof_message(request, report, zygote.toolchain, zygote.core, zygote.layers)
    yield proof_pb2.VerifyProofResponse(report=message)


def open_session(request: session_pb2.OpenSessionRequest, call: Call) -> Iterator[session_pb2.OpenSessionResponse]:
    """Open a session."""
    kept = leans(call.settings)
    screen(request.header, embedded=True)
    toolchain = kept.environments.embedded(request.toolchain).toolchain.name
    lease = _seconds(request.lease) if request.HasField("lease") else _LEASE
    logged = kept.log.open(toolchain, request.header, request.heartbeats or HEARTBEATS, lease)
    expires = Timestamp()
    expires.FromNanoseconds(round((time.time() + lease) * 1e9))
    yield session_pb2.OpenSessionResponse(session=logged.name, expires=expires)


def start_proof(request: session_pb2.StartProofRequest, call: Call) -> Iterator[session_pb2.StartProofResponse]:
    """Start a proof."""
    session = _session(request.session, call)
    outcome = session.start(request.statement)
    yield session_pb2.StartProofResponse(result=_result(session, outcome))


def apply_tactics(request: session_pb2.ApplyTacticsRequest, call: Call) -> Iterator[session_pb2.ApplyTacticsResponse]:
    """Try tactics."""
    session = _session(request.session, call)
    wall = _seconds(request.tactic_wall) if request.HasField("tactic_wall") else WALL
    outcomes = session.apply(request.state, request.tactics, min(wall, _limits(call).wall))
    for index, outcome in enumerate(outcomes):
        yield session_pb2.ApplyTacticsResponse(index=index, result=_result(session, outcome))


def close_session(request: session_pb2.CloseSessionRequest, call: Call) -> Iterator[session_pb2.CloseSessionResponse]:
    """End a session."""
    kept = leans(call.settings)
    kept.forget(request.session)
    kept.log.close(request.session)
    yield session_pb2.CloseSessionResponse()


def list_toolchains(request: wire.ListToolchainsRequest, call: Call) -> Iterator[wire.ListToolchainsResponse]:
    """Tell which toolchains there are."""
    toolchains = leans(call.settings).environments.registry.toolchains
    yield wire.ListToolchainsResponse(
        toolchains=[mapping.toolchain_message(item, call.settings.cache_dir) for item in toolchains]
    )


def verify(request: wire.VerifyCertificateRequest, call: Call) -> Iterator[wire.VerifyCertificateResponse]:
    """Replay a certificate; a Lean proof in a fresh process."""
    decided = verify_decision(request.certificate, request.against)
    if decided is not None:
        yield wire.VerifyCertificateResponse(verification=decided)
        return
    proof = mapping.read_certificate(request.certificate, request.against)
    if isinstance(proof, str):
        found = Replay(accepted=False, refusal=proof, report=None)
    else:
        environments = leans(call.settings).environments
        try:
            found = replay(proof, environments.registry, environments.launcher, _limits(call), call.settings.cache_dir)
        except (InvalidSource, InvalidTarget) as error:
            found = Replay(accepted=False, refusal=str(error), report=None)
    checked_by: list[str] = []
    if found.report is not None:
        checked_by = [mapping.checker(found.report.toolchain)]
    elif found.proof is not None and not isinstance(proof, str):
        checked_by = proof_mapping.checkers(found.proof, leans(call.settings).environments.get(proof.toolchain))
    message = mapping.verification_message(request.certificate, found, checked_by)
    yield wire.VerifyCertificateResponse(verification=message)


def check_exhausted(request: wire.CheckFileRequest, reason: int, detail: str) -> wire.CheckFileResponse:
    """The answer for a file whose worker was killed."""
    report = wire.FileReport(
        name=request.name,
        verdict=verdict.VERDICT_UNKNOWN,
        assurance=verdict.ASSURANCE_NONE,
        reason=verdict.Reason.ValueType(reason),
        detail=detail,
    )
    return wire.CheckFileResponse(report=report)


def verify_exhausted(
    request: wire.VerifyCertificateRequest, reason: int, detail: str
) -> wire.VerifyCertificateResponse:
    """The answer for a certificate whose worker was killed: refused."""
    claim = request.certificate.claim
    return wire.VerifyCertificateResponse(
        verification=answer.Verification(name=claim.name, statement=claim.statement, refusal=detail)
    )


def verify_proof_exhausted(
    request: proof_pb2.VerifyProofRequest, reason: int, detail: str
) -> proof_pb2.VerifyProofResponse:
    """The answer for a candidate whose worker was killed: not proved."""
    report = proof_pb2.ProofReport(
        name=request.name,
        verdict=verdict.VERDICT_UNKNOWN,
        assurance=verdict.ASSURANCE_NONE,
        reason=verdict.Reason.ValueType(reason),
        detail=detail,
    )
    return proof_pb2.VerifyProofResponse(report=report)


def check_item_exhausted(request: wire.CheckStreamRequest, reason: int, detail: str) -> wire.CheckStreamResponse:
    """The answer for a question of a stream whose worker was killed."""
    if request.WhichOneof("question") == "file":
        return wire.CheckStreamResponse(id=request.id, file=check_exhausted(request.file, reason, detail).report)
    proof = verify_proof_exhausted(request.proof, reason, detail).report
    return wire.CheckStreamResponse(id=request.id, proof=proof)


def _session(name: str, call: Call) -> DurableSession:
    kept = leans(call.settings)
    return kept.session(kept.log.use(name))


def _result(session: DurableSession, outcome: TacticOutcome) -> session_pb2.TacticResult:
    script = session.script(outcome.state.id) if isinstance(outcome, Progress | Done) else ""
    return session_mapping.tactic_result(outcome, script)


def _seconds(duration: Duration) -> float:
    return duration.seconds + duration.nanos * 1e-9


def _limits(call: Call) -> Limits:
    return replace(Limits(), wall=max(0.1, call.deadline - time.monotonic() - _MARGIN))


def _invalid_source(error: InvalidSource) -> Fault:
    words = f"line {error.line}, column {error.column}: {error.reason}"
    violation = Violation("source", words, error.code)
    return Fault(grpc.StatusCode.INVALID_ARGUMENT, error.code, words, violations=(violation,))


def _no_sandbox(error: NoSandboxError) -> Fault:
    violation = Violation("sandbox", str(error), "NO_SANDBOX")
    return Fault(grpc.StatusCode.FAILED_PRECONDITION, "NO_SANDBOX", str(error), preconditions=(violation,))


def _no_toolchain(error: NoToolchain) -> Fault:
    violation = Violation("toolchain", str(error), "NO_TOOLCHAIN")
    return Fault(grpc.StatusCode.FAILED_PRECONDITION, "NO_TOOLCHAIN", str(error), preconditions=(violation,))


def _unreadable_library(error: UnreadableLibrary) -> Fault:
    violation = Violation("toolchain", str(error), "UNREADABLE_LIBRARY")
    return Fault(grpc.StatusCode.FAILED_PRECONDITION, "UNREADABLE_LIBRARY", str(error), preconditions=(violation,))


def _core_build(error: CoreBuildError) -> Fault:
    words = "the embedded Lean core could not be built; the log of the service says why"
    violation = Violation("core", words, "CORE_NOT_BUILT")
    return Fault(grpc.StatusCode.FAILED_PRECONDITION, "CORE_NOT_BUILT", words, preconditions=(violation,))


def _invalid_target(error: InvalidTarget) -> Fault:
    violation = Violation("target", str(error), "INVALID_TARGET")
    return Fault(grpc.StatusCode.INVALID_ARGUMENT, "INVALID_TARGET", str(error), violations=(violation,))


def _no_warm_lean(error: ZygoteError) -> Fault:
    words = "Lean could not be started; the log of the service says why"
    return Fault(grpc.StatusCode.UNAVAILABLE, "LEAN_NOT_STARTED", words, retry_after=1.0)


def _no_session(error: NoSession) -> Fault:
    return Fault(grpc.StatusCode.NOT_FOUND, "NO_SESSION", str(error))


def _too_many_sessions(error: TooManySessions) -> Fault:
    return Fault(grpc.StatusCode.RESOURCE_EXHAUSTED, "TOO_MANY_SESSIONS", str(error), retry_after=60.0)


def _invalid_certificate(error: InvalidCertificate) -> Fault:
    violation = Violation("certificate", str(error), "INVALID_CERTIFICATE")
    return Fault(grpc.StatusCode.INVALID_ARGUMENT, "INVALID_CERTIFICATE", str(error), violations=(violation,))


SERVICE = Service(
    name=NAME,
    operations=(
        Operation(
            f"/{NAME}/CheckFile",
            wire.CheckFileRequest,
            wire.CheckFileResponse,
            check,
            default_wall=DEFAULT_WALL,
            exhausted=check_exhausted,
        ),
        Operation(
            f"/{NAME}/CheckStream",
            wire.CheckStreamRequest,
            wire.CheckStreamResponse,
            check_item,
            default_wall=DEFAULT_WALL,
            exhausted=check_item_exhausted,
        ),
        Operation(
            f"/{NAME}/VerifyProof",
            proof_pb2.VerifyProofRequest,
            proof_pb2.VerifyProofResponse,
            verify_proof,
            default_wall=DEFAULT_WALL,
            exhausted=verify_proof_exhausted,
        ),
        Operation(
            f"/{NAME}/Prove",
            search_pb2.ProveRequest,
            search_pb2.ProveResponse,
            prove,
            default_wall=DEFAULT_WALL,
            exhausted=prove_exhausted,
        ),
        Operation(
            f"/{NAME}/Disprove",
            search_pb2.DisproveRequest,
            search_pb2.DisproveResponse,
            disprove,
            default_wall=DEFAULT_WALL,
            exhausted=disprove_exhausted,
        ),
        Operation(
            f"/{NAME}/Repair",
            search_pb2.RepairRequest,
            search_pb2.RepairResponse,
            repair,
            default_wall=DEFAULT_WALL,
            exhausted=repair_exhausted,
        ),
        Operation(
            f"/{NAME}/Retrieve",
            search_pb2.RetrieveRequest,
            search_pb2.RetrieveResponse,
            retrieve,
            default_wall=DEFAULT_WALL,
        ),
        Operation(
            f"/{NAME}/Suggest",
            search_pb2.SuggestRequest,
            search_pb2.SuggestResponse,
            suggest,
            default_wall=DEFAULT_WALL,
        ),
        Operation(
            f"/{NAME}/OpenSession",
            session_pb2.OpenSessionRequest,
            session_pb2.OpenSessionResponse,
            open_session,
            default_wall=DEFAULT_WALL,
        ),
        Operation(
            f"/{NAME}/StartProof",
            session_pb2.StartProofRequest,
            session_pb2.StartProofResponse,
            start_proof,
            default_wall=DEFAULT_WALL,
        ),
        Operation(
            f"/{NAME}/ApplyTactics",
            session_pb2.ApplyTacticsRequest,
            session_pb2.ApplyTacticsResponse,
            apply_tactics,
            default_wall=DEFAULT_WALL,
        ),
        Operation(
            f"/{NAME}/CloseSession",
            session_pb2.CloseSessionRequest,
            session_pb2.CloseSessionResponse,
            close_session,
            default_wall=DEFAULT_WALL,
        ),
        Operation(
            f"/{NAME}/ListToolchains",
            wire.ListToolchainsRequest,
            wire.ListToolchainsResponse,
            list_toolchains,
            default_wall=DEFAULT_WALL,
        ),
        Operation(
            f"/{NAME}/VerifyCertificate",
            wire.VerifyCertificateRequest,
            wire.VerifyCertificateResponse,
            verify,
            default_wall=DEFAULT_WALL,
            exhausted=verify_exhausted,
        ),
    ),
    faults={
        InvalidSource: _invalid_source,
        NoSandboxError: _no_sandbox,
        NoToolchain: _no_toolchain,
        CoreBuildError: _core_build,
        UnreadableLibrary: _unreadable_library,
        InvalidCertificate: _invalid_certificate,
        InvalidTarget: _invalid_target,
        ZygoteError: _no_warm_lean,
        NoSession: _no_session,
        TooManySessions: _too_many_sessions,
    },
    warm_up=warm_up,
)
