"""The operations of the CAS service."""

from __future__ import annotations

import time
from collections.abc import Iterator

import grpc

from trivium.cas import CHECKER, check, check_against, check_equal
from trivium.cas.certificate.model import Refusal
from trivium.cas.errors import CasError, CertificateError, CostError, InputError
from trivium.services.cas.certificates import SourcedCertificate, certificate_from_proto
from trivium.services.cas.mapping import exhausted, infix_sides, to_judgement, to_question
from trivium.services.runtime.operation import Call, Fault, Operation, Service, Violation
from trivium_api.cas.v1alpha1 import cas_service_pb2 as cas
from trivium_api.common.v1alpha1 import answer_pb2 as answer
from trivium_api.common.v1alpha1 import verdict_pb2 as verdict

NAME = "trivium_api.cas.v1alpha1.CasService"
DEFAULT_WALL = 2.0
"""Seconds for an equality whose request names no budget."""

ANSWER_MARGIN = 0.1
"""Seconds kept back for the replay of the certificate and the answer itself."""


def check_equality(request: cas.CheckEqualRequest, call: Call) -> Iterator[cas.CheckEqualResponse]:
    """Decide an equality before the deadline of the call."""
    question = to_question(request.equation)
    judgement = check_equal(question, deadline=call.deadline - ANSWER_MARGIN, clock=time.monotonic)
    yield cas.CheckEqualResponse(judgement=to_judgement(judgement, question, request.equation))


def verify_certificate(request: cas.VerifyCertificateRequest, call: Call) -> Iterator[cas.VerifyCertificateResponse]:
    """Replay a certificate, against an equation where one is given."""
    started = time.monotonic()
    claim = request.certificate.claim
    verification = answer.Verification(name=claim.name, statement=claim.statement, assurance=verdict.ASSURANCE_NONE)
    try:
        refusal = _refusal(certificate_from_proto(request.certificate), request)
    except CertificateError as error:
        refusal = error.reason
    verification.accepted, verification.refusal = not refusal, refusal
    if verification.accepted:
        verification.verdict = claim.verdict
        verification.assurance = verdict.ASSURANCE_CERTIFICATE_REPLAYED
        verification.checked_by.append(CHECKER)
    verification.usage.wall.FromNanoseconds(int((time.monotonic() - started) * 1e9))
    yield cas.VerifyCertificateResponse(verification=verification)


def _refusal(sourced: SourcedCertificate, request: cas.VerifyCertificateRequest) -> str:
    """Why the certificate is not accepted; empty where it is."""
    answers = [check(sourced.certificate, sourced.source)]
    if request.HasField("against"):
        asked, (lhs, rhs) = request.against, infix_sides(request.against)
        assume, real_valued = dict(asked.assume), asked.real_valued
        answers.append(check_against(sourced.certificate, lhs, rhs, assume, real_valued=real_valued))
    return next((found.reason for found in answers if isinstance(found, Refusal)), "")


def _input_fault(error: InputError) -> Fault:
    reason = "TOO_COSTLY" if isinstance(error, CostError) else "UNREADABLE_FORMULA"
    field = "equation.lhs" if error.field == "text" else f"equation.{error.field}"
    hint = f" ({error.suggestion})" if error.suggestion else ""
    description = f"{error.place}: {error.reason}{hint}"
    return Fault(grpc.StatusCode.INVALID_ARGUMENT, reason, str(error), (Violation(field, description, reason),))


def _engine_fault(error: CasError) -> Fault:
    return Fault(grpc.StatusCode.INVALID_ARGUMENT, "REFUSED", str(error))


SERVICE = Service(
    name=NAME,
    operations=(
        Operation(
            f"/{NAME}/CheckEqual",
            cas.CheckEqualRequest,
            cas.CheckEqualResponse,
            check_equality,
            DEFAULT_WALL,
            exhausted,
        ),
        Operation(
            f"/{NAME}/VerifyCertificate",
            cas.VerifyCertificateRequest,
            cas.VerifyCertificateResponse,
            verify_certificate,
            DEFAULT_WALL,
        ),
    ),
    faults={InputError: _input_fault, CasError: _engine_fault},
    preload=("trivium.cas", "trivium.services.cas.certificates"),
)
