"""Operations over the service: the certificate of each answer crosses the wire and is replayed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from trivium.cas.errors import InputError
from trivium.services.cas.servicer import SERVICE, check_operation, verify_certificate
from trivium.services.runtime.operation import Call, EngineSettings
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.cas.v1 import operation_pb2 as operations
from trivium_api.common.v1 import verdict_pb2 as verdict


def call(wall: float = 10.0) -> Call:
    return Call(time.monotonic() + wall, EngineSettings(Path("unused")))


def judge(operation: cas.Operation) -> cas.Judgement:
    (response,) = check_operation(cas.CheckOperationRequest(operation=operation), call())
    return response.judgement


def replayed(judgement: cas.Judgement, against: cas.Operation | None = None) -> str:
    certificate = type(judgement.certificate).FromString(judgement.certificate.SerializeToString())
    request = cas.VerifyCertificateRequest(certificate=certificate, against_operation=against)
    (response,) = verify_certificate(request, call())
    return response.verification.refusal


OPERATIONS = [
    (
        cas.Operation(antiderivative=operations.Antiderivative(integrand="1/x", variable="x", answer="log(x)")),
        verdict.VERDICT_PROVED,
    ),
    (
        cas.Operation(antiderivative=operations.Antiderivative(integrand="1/x", variable="x", answer="log(x**2)")),
        verdict.VERDICT_REFUTED,
    ),
    (
        cas.Operation(
            integral=operations.DefiniteIntegral(integrand="sin(x)", variable="x", lower="0", upper="pi", answer="3"),
        ),
        verdict.VERDICT_REFUTED,
    ),
    (
        cas.Operation(
            integral=operations.DefiniteIntegral(
                integrand="exp(-a*x)", variable="x", lower="0", upper="oo", answer="1/a"
            ),
            assume={"a": "positive"},
            hints=["-exp(-a*x)/a"],
        ),
        verdict.VERDICT_PROVED,
    ),
    (
        cas.Operation(limit=operations.Limit(expression="sin(x)/x", variable="x", point="0", answer="1")),
        verdict.VERDICT_PROVED,
    ),
    (
        cas.Operation(limit=operations.Limit(expression="1/x", variable="x", point="0", direction="+", answer="-oo")),
        verdict.VERDICT_REFUTED,
    ),
    (
        cas.Operation(
            series=operations.SeriesExpansion(
                expression="cos(x)", variable="x", point="0", order=4, answer="1 - x**2/2"
            ),
        ),
        verdict.VERDICT_PROVED,
    ),
    (
        cas.Operation(
            sum=operations.Summation(summand="k**3", variable="k", lower="1", upper="n", answer="n**2*(n+1)**2/4"),
            assume={"n": "positive integer"},
        ),
        verdict.VERDICT_PROVED,
    ),
    (
        cas.Operation(
            antiderivative=operations.Antiderivative(integrand=r"\frac{1}{x}", variable="x", answer=r"\ln|x|"),
            notation=cas.NOTATION_LATEX,
        ),
        verdict.VERDICT_PROVED,
    ),
]


@pytest.mark.parametrize(("operation", "expected"), OPERATIONS)
def test_a_certificate_survives_the_wire(operation: cas.Operation, expected: int) -> None:
    judgement = judge(operation)
    assert judgement.verdict == expected, judgement.detail
    assert judgement.assurance == verdict.ASSURANCE_CERTIFICATE_REPLAYED
    assert replayed(judgement) == ""
    assert replayed(judgement, operation) == ""
    other = cas.Operation(limit=operations.Limit(expression="x", variable="x", point="7", answer="7"))
    assert replayed(judgement, other)
    judgement.certificate.claim.statement = "limit(x, x, 7, both) = 7"
    assert replayed(judgement)


def test_a_refuted_answer_shows_what_is_right() -> None:
    operation = cas.Operation(limit=operations.Limit(expression="sin(2*x)/x", variable="x", point="0", answer="1"))
    judgement = judge(operation)
    assert judgement.detail == "the value is 2"
    assert judgement.counterexample.lhs.real_midpoint == "2"
    assert judgement.counterexample.rhs.real_midpoint == "1"


def test_a_fault_names_the_field_and_the_place() -> None:
    operation = cas.Operation(limit=operations.Limit(expression="sin(x", variable="x", point="0", answer="1"))
    with pytest.raises(InputError) as caught:
        judge(operation)
    fault = SERVICE.fault(caught.value)
    assert fault is not None
    assert fault.violations[0].field == "operation.expression"
