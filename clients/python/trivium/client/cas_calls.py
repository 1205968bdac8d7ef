"""The calls of the CAS service."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

from trivium.client import requests
from trivium.client.answers import DerivationReport, Judgement
from trivium.client.call import Exchange, Unary
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import answer_pb2 as common


def check_equal(
    lhs: str,
    rhs: str = "",
    *,
    assume: Mapping[str, str] | None = None,
    latex: bool = False,
    real_valued: bool = False,
    same_domain: bool = False,
    name: str = "",
    wall: float | None = None,
    seed: int = 0,
) -> Unary[Judgement]:
    """Decide whether `lhs` equals `rhs` wherever both are defined; `same_domain` asks for the same points.

    `lhs` may hold the whole equation. `wall` is the budget in seconds.
    """
    request = requests.check_equal(
        lhs, rhs, name=name, assume=assume, real_valued=real_valued, same_domain=same_domain, wall=wall, seed=seed
    )
    request.equation.notation = cas.NOTATION_LATEX if latex else cas.NOTATION_UNSPECIFIED
    return Unary("CasService.CheckEqual", request, lambda answer: Judgement(answer.judgement), wall)


def check_operation(operation: cas.Operation, *, wall: float | None = None, seed: int = 0) -> Unary[Judgement]:
    """Decide whether the answer to an operation (an integral, a limit, a sum …) is right."""
    request = cas.CheckOperationRequest(operation=operation, budget=requests.budget(wall, seed))
    return Unary("CasService.CheckOperation", request, lambda answer: Judgement(answer.judgement), wall)


def check_derivation(
    lines: Sequence[str],
    *,
    assume: Mapping[str, str] | None = None,
    latex: bool = False,
    real_valued: bool = False,
    name: str = "",
    wall: float | None = None,
) -> Unary[DerivationReport]:
    """Judge a derivation line by line: the first bad step, its kind, and a counterexample where it is incorrect."""
    derivation = cas.Derivation(
        name=name,
        lines=lines,
        assume=dict(assume or {}),
        real_valued=real_valued,
        notation=cas.NOTATION_LATEX if latex else cas.NOTATION_UNSPECIFIED,
    )
    request = cas.CheckDerivationRequest(derivation=derivation, budget=requests.budget(wall))
    return Unary("CasService.CheckDerivation", request, lambda answer: DerivationReport(answer.report), wall)


def find_counterexample(claim: cas.Equation | cas.Operation, *, wall: float | None = None) -> Unary[Judgement]:
    """Look for a point at which an equality or an inequality fails, for as long as the budget lasts."""
    request = cas.FindCounterexampleRequest(budget=requests.budget(wall))
    if isinstance(claim, cas.Equation):
        request.equation.CopyFrom(claim)
    else:
        request.operation.CopyFrom(claim)
    return Unary("CasService.FindCounterexample", request, lambda answer: Judgement(answer.judgement), wall)


def solve(
    problem: str,
    *,
    assume: Mapping[str, str] | None = None,
    answers: Sequence[str] = (),
    hints: Sequence[str] = (),
    substitution: str = "",
    policies: Sequence[str] = (),
    name: str = "",
    wall: float | None = None,
    seed: int = 0,
) -> Unary[Judgement]:
    """Solve a problem such as `integrate(x*exp(x), x)`: others propose, and so may `answers`; the checker decides."""
    request = cas.SolveRequest(
        name=name,
        problem=problem,
        assume=dict(assume or {}),
        answers=answers,
        hints=hints,
        substitution=substitution,
        policies=policies,
        budget=requests.budget(wall, seed),
    )
    return Unary("CasService.Solve", request, lambda answer: Judgement(answer.judgement), wall)


def check_stream(
    items: AsyncIterator[cas.CheckStreamRequest] | Iterable[cas.CheckStreamRequest],
) -> Exchange[cas.CheckStreamResponse]:
    """Judgements of many questions, in their order; the error of one stays with it."""
    return Exchange("CasService.CheckStream", items, _itself)


def verify(
    certificate: common.Certificate,
    *,
    against: cas.Equation | cas.Operation | cas.Derivation | None = None,
    wall: float | None = None,
) -> Unary[common.Verification]:
    """Replay a certificate with the independent checker; `against` is what it must answer."""
    request = cas.VerifyCertificateRequest(certificate=certificate, budget=requests.budget(wall))
    if isinstance(against, cas.Equation):
        request.against.CopyFrom(against)
    elif isinstance(against, cas.Operation):
        request.against_operation.CopyFrom(against)
    elif isinstance(against, cas.Derivation):
        request.against_derivation.CopyFrom(against)
    return Unary("CasService.VerifyCertificate", request, _verification, wall)


def _itself(message: cas.CheckStreamResponse) -> cas.CheckStreamResponse:
    return message


def _verification(answer: cas.VerifyCertificateResponse) -> common.Verification:
    return answer.verification
