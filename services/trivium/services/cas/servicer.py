"""The operations of the CAS service."""

from __future__ import annotations

import time
from collections.abc import Iterator

import grpc

from trivium.cas import CHECKER, check, check_against, check_equal
from trivium.cas.certificate.model import Refusal
from trivium.cas.certificate.operations.check import check_operation as replay_operation
from trivium.cas.derivation import check_derivation_lines
from trivium.cas.errors import CasError, CertificateError, CostError, InputError
from trivium.cas.operations import check_operation_question, search_counterexample
from trivium.services.cas.certificates import SourcedCertificate, certificate_from_proto
from trivium.services.cas.derivations import (
    derivation_refusal,
    exhausted_derivation,
    to_derivation_question,
    to_report,
)
from trivium.services.cas.mapping import ANSWER_MARGIN, exhausted, infix_sides, to_judgement, to_question
from trivium.services.cas.operation_certificates import (
    SourcedOperationCertificate,
    operation_certificate_from_proto,
)
from trivium.services.cas.operations import (
    exhausted_item,
    exhausted_operation,
    exhausted_search,
    to_operation_judgement,
    to_operation_question,
)
from trivium.services.cas.solving import exhausted_problem, solve_problem
from trivium.services.policy.panel import UnknownPolicy, unknown_policy
from trivium.services.runtime.operation import Call, Fault, Operation, Service, Violation
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import answer_pb2 as answer
from trivium_api.common.v1 import verdict_pb2 as verdict

NAME = "trivium_api.cas.v1.CasService"
DERIVATION_WALL = 20.0
"""Seconds for a derivation whose request names no budget."""

DEFAULT_WALL = 2.0
"""Seconds for an equality whose request names no budget."""

SOLVE_WALL = 10.0
"""Seconds for a problem whose request names no budget."""


def check_equality(request: cas.CheckEqualRequest, call: Call) -> Iterator[cas.CheckEqualResponse]:
    """Decide an equality before the deadline of the call."""
    question = to_question(request.equation)
    judgement = check_equal(question, deadline=call.deadline - ANSWER_MARGIN, clock=time.monotonic)
    yield cas.CheckEqualResponse(judgement=to_judgement(judgement, question, request.equation))


def check_operation(request: cas.CheckOperationRequest, call: Call) -> Iterator[cas.CheckOperationResponse]:
    """Decide whether the answer to an operation is right, before the deadline of the call."""
    yield cas.CheckOperationResponse(judgement=_operation(request.operation, call))


def check_derivation(request: cas.CheckDerivationRequest, call: Call) -> Iterator[cas.CheckDerivationResponse]:
    """Judge a derivation line by line, before the deadline of the call."""
    question = to_derivation_question(request.derivation)
    judgement = check_derivation_lines(question, deadline=call.deadline - ANSWER_MARGIN, clock=time.monotonic)
    yield cas.CheckDerivationResponse(report=to_report(judgement, question, request.derivation))


def find_counterexample(request: cas.FindCounterexampleRequest, call: Call) -> Iterator[cas.FindCounterexampleResponse]:
    """Look for a point at which a claim fails until the deadline of the call."""
    if request.WhichOneof("claim") == "operation":
        yield cas.FindCounterexampleResponse(judgement=_operation(request.operation, call))
        return
    question = to_question(request.equation)
    deadline = call.deadline - ANSWER_MARGIN
    judgement = search_counterexample(question, seed=request.budget.seed, deadline=deadline, clock=time.monotonic)
    yield cas.FindCounterexampleResponse(judgement=to_judgement(judgement, question, request.equation))


def check_item(request: cas.CheckStreamRequest, call: Call) -> Iterator[cas.CheckStreamResponse]:
    """Decide one question of a stream."""
    response = cas.CheckStreamResponse(id=request.id)
    if request.WhichOneof("question") == "equation":
        (answered,) = check_equality(cas.CheckEqualRequest(equation=request.equation), call)
        response.judgement.CopyFrom(answered.judgement)
    else:
        response.judgement.CopyFrom(_operation(request.operation, call))
    yield response


def _operation(operation: cas.Operation, call: Call) -> cas.Judgement:
    question = to_operation_question(operation)
    judgement = check_operation_question(
        question, deadline=call.deadline - ANSWER_MARGIN, clock=time.monotonic, hints=tuple(operation.hints)
    )
    return to_operation_judgement(judgement, question, operation)


def verify_certificate(request: cas.VerifyCertificateRequest, call: Call) -> Iterator[cas.VerifyCertificateResponse]:
    """Replay a certificate, against an equation where one is given."""
    started = time.monotonic()
    claim = request.certificate.claim
    verification = answer.Verification(name=claim.name, statement=claim.statement, assurance=verdict.ASSURANCE_NONE)
    try:
        refusal = _any_refusal(request)
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
        options = {"real_valued": asked.real_valued, "same_domain": asked.same_domain}
        answers.append(check_against(sourced.certificate, lhs, rhs, dict(asked.assume), **options))
    return next((found.reason for found in answers if isinstance(found, Refusal)), "")


def _any_refusal(request: cas.VerifyCertificateRequest) -> str:
    """Why the certificate is not accepted, whatever it is of; empty where it is."""
    of_derivation = derivation_refusal(request)
    if of_derivation is not None:
        return of_derivation
    of_operation = operation_certificate_from_proto(request.certificate)
    if of_operation is not None:
        return _operation_refusal(of_operation, request)
    return _refusal(certificate_from_proto(request.certificate), request)


def _operation_refusal(sourced: SourcedOperationCertificate, request: cas.VerifyCertificateRequest) -> str:
    """Why the certificate of an operation is not accepted; empty where it is."""
    if request.HasField("against"):
        return "the certificate answers an operation, not an equality"
    against = to_operation_question(request.against_operation).source if request.HasField("against_operation") else ""
    found = replay_operation(sourced.certificate, sourced.source, against)
    return found.reason if isinstance(found, Refusal) else ""


_FIELDS = {name: f"equation.{name}" for name in ("lhs", "rhs", "assume", "log_base")}
_FIELDS |= {name: name for name in ("problem", "substitution")}


def _input_fault(error: InputError) -> Fault:
    reason = "TOO_COSTLY" if isinstance(error, CostError) else "UNREADABLE_FORMULA"
    if error.field.startswith("lines"):
        field = f"derivation.{error.field}"
    else:
        field = "equation.lhs" if error.field == "text" else _FIELDS.get(error.field, f"operation.{error.field}")
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
            f"/{NAME}/CheckOperation",
            cas.CheckOperationRequest,
            cas.CheckOperationResponse,
            check_operation,
            DEFAULT_WALL,
            exhausted_operation,
        ),
        Operation(
            f"/{NAME}/CheckDerivation",
            cas.CheckDerivationRequest,
            cas.CheckDerivationResponse,
            check_derivation,
            DERIVATION_WALL,
            exhausted_derivation,
        ),
        Operation(
            f"/{NAME}/FindCounterexample",
            cas.FindCounterexampleRequest,
            cas.FindCounterexampleResponse,
            find_counterexample,
            DEFAULT_WALL,
            exhausted_search,
        ),
        Operation(
            f"/{NAME}/CheckStream",
            cas.CheckStreamRequest,
            cas.CheckStreamResponse,
            check_item,
            DEFAULT_WALL,
            exhausted_item,
        ),
        Operation(
            f"/{NAME}/Solve",
            cas.SolveRequest,
            cas.SolveResponse,
            solve_problem,
            SOLVE_WALL,
            exhausted_problem,
        ),
        Operation(
            f"/{NAME}/VerifyCertificate",
            cas.VerifyCertificateRequest,
            cas.VerifyCertificateResponse,
            verify_certificate,
            DEFAULT_WALL,
        ),
    ),
    faults={InputError: _input_fault, CasError: _engine_fault, UnknownPolicy: unknown_policy},
    preload=("trivium.cas", "trivium.cas.operations", "trivium.cas.derivation", "trivium.services.cas.operations"),
)
