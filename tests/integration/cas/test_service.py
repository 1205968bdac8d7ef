"""The operations of the CAS service: an answer's certificate crosses the wire and is replayed."""

from __future__ import annotations

import time
from pathlib import Path

import grpc
import pytest

from trivium.cas.certificate.ledger import RULE_NAMES
from trivium.cas.errors import InputError
from trivium.services.cas.mapping import RULE_WORDS
from trivium.services.cas.servicer import SERVICE, check_equality, verify_certificate
from trivium.services.runtime.operation import Call, EngineSettings
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import verdict_pb2 as verdict


def call(wall: float = 10.0) -> Call:
    return Call(time.monotonic() + wall, EngineSettings(Path("unused")))


def judge(equation: cas.Equation) -> cas.Judgement:
    (response,) = check_equality(cas.CheckEqualRequest(equation=equation), call())
    return response.judgement


QUESTIONS = [
    (cas.Equation(lhs="sin(x)**2+cos(x)**2", rhs="1"), verdict.VERDICT_PROVED),
    (cas.Equation(lhs="sqrt(x**2) = x"), verdict.VERDICT_REFUTED),
    (cas.Equation(lhs="x**2/x = x", same_domain=True), verdict.VERDICT_REFUTED),
    (cas.Equation(lhs="z*conjugate(z) = z**2", assume={"z": "complex"}), verdict.VERDICT_REFUTED),
    (cas.Equation(lhs="4*atan(1/5)-atan(1/239) = pi/4"), verdict.VERDICT_PROVED),
    (cas.Equation(lhs="atan(x)+atan(1/x)", rhs="pi/2", assume={"x": "positive"}), verdict.VERDICT_PROVED),
]


@pytest.mark.parametrize(("equation", "expected"), QUESTIONS)
def test_a_certificate_survives_the_wire(equation: cas.Equation, expected: int) -> None:
    judgement = judge(equation)
    assert judgement.verdict == expected
    assert judgement.assurance == verdict.ASSURANCE_CERTIFICATE_REPLAYED
    certificate = type(judgement.certificate).FromString(judgement.certificate.SerializeToString())
    for against in (equation, None):
        request = cas.VerifyCertificateRequest(certificate=certificate, against=against)
        (response,) = verify_certificate(request, call())
        assert response.verification.accepted, response.verification.refusal
    other = cas.Equation(lhs="x = x + 1")
    (response,) = verify_certificate(cas.VerifyCertificateRequest(certificate=certificate, against=other), call())
    assert not response.verification.accepted
    certificate.claim.statement = "x = x + 1  [x real]"
    (response,) = verify_certificate(cas.VerifyCertificateRequest(certificate=certificate), call())
    assert not response.verification.accepted


def test_bad_input_is_an_invalid_argument_with_its_place() -> None:
    with pytest.raises(InputError) as caught:
        judge(cas.Equation(lhs="x +", rhs="1"))
    fault = SERVICE.fault(caught.value)
    assert fault is not None
    assert fault.code is grpc.StatusCode.INVALID_ARGUMENT
    assert fault.violations[0].field == "equation.lhs"
    assert "column 4" in fault.violations[0].description


def test_an_undecided_question_says_why() -> None:
    judgement = judge(cas.Equation(lhs="1/(x-x)", rhs="7"))
    assert judgement.verdict == verdict.VERDICT_UNKNOWN
    assert judgement.reason == verdict.REASON_NOWHERE_DEFINED
    assert not judgement.HasField("certificate")


def test_every_rule_of_the_kernel_has_words() -> None:
    assert set(RULE_WORDS) == RULE_NAMES - {"kernel"}
