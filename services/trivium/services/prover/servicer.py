"""The operations of `ProverService`, and how the engine's errors are told."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import grpc

from trivium.prover.certificate import Replay, replay
from trivium.prover.errors import CoreBuildError, InvalidCertificate, InvalidSource, NoToolchain
from trivium.prover.lean.check import check_file
from trivium.prover.lean.child import Limits
from trivium.prover.lean.toolchain import discover
from trivium.services.prover import mapping
from trivium.services.runtime.operation import Call, Fault, Operation, Service, Violation
from trivium.services.sandbox import Restricted, best_launcher
from trivium.services.sandbox.launchers import Launcher
from trivium_api.common.v1alpha1 import answer_pb2 as answer
from trivium_api.common.v1alpha1 import verdict_pb2 as verdict
from trivium_api.prover.v1alpha1 import prover_service_pb2 as wire

NAME = "trivium_api.prover.v1alpha1.ProverService"
DEFAULT_WALL = 30.0
_MARGIN = 0.3
"""Seconds kept of the deadline for building the answer."""


class NoSandboxError(Exception):
    """Lean may not run for strangers on this machine."""


def check(request: wire.CheckFileRequest, call: Call) -> Iterator[wire.CheckFileResponse]:
    """Elaborate a file."""
    toolchain = discover(call.settings.environment).get(request.toolchain)
    report = check_file(
        request.source, request.name, toolchain, _launcher(call), _limits(call), call.settings.cache_dir
    )
    yield wire.CheckFileResponse(report=mapping.report_message(request.source, report))


def list_toolchains(request: wire.ListToolchainsRequest, call: Call) -> Iterator[wire.ListToolchainsResponse]:
    """Tell which toolchains there are."""
    toolchains = discover(call.settings.environment).toolchains
    yield wire.ListToolchainsResponse(toolchains=[mapping.toolchain_message(item) for item in toolchains])


def verify(request: wire.VerifyCertificateRequest, call: Call) -> Iterator[wire.VerifyCertificateResponse]:
    """Replay a certificate in a fresh process."""
    proof = mapping.read_certificate(request.certificate, request.against)
    if isinstance(proof, str):
        found = Replay(accepted=False, refusal=proof, report=None)
    else:
        registry = discover(call.settings.environment)
        try:
            found = replay(proof, registry, _launcher(call), _limits(call), call.settings.cache_dir)
        except InvalidSource as error:
            found = Replay(accepted=False, refusal=str(error), report=None)
    yield wire.VerifyCertificateResponse(verification=mapping.verification_message(request.certificate, found))


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


def _launcher(call: Call) -> Launcher:
    launcher = best_launcher(call.settings.environment)
    if isinstance(launcher, Restricted) and not call.settings.allow_unsandboxed_lean:
        raise NoSandboxError("no layer on this machine cuts Lean off from network and files")
    return launcher


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


def _core_build(error: CoreBuildError) -> Fault:
    words = "the embedded Lean core could not be built; the log of the service says why"
    violation = Violation("core", words, "CORE_NOT_BUILT")
    return Fault(grpc.StatusCode.FAILED_PRECONDITION, "CORE_NOT_BUILT", words, preconditions=(violation,))


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
        InvalidCertificate: _invalid_certificate,
    },
)
