"""The calls of the geometry service."""

from __future__ import annotations

from collections.abc import Sequence

from trivium.client import requests
from trivium.client.answers import Solution
from trivium.client.call import Search, Stream, Unary
from trivium_api.common.v1 import answer_pb2 as common
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry


def read_problems(
    source: str = "",
    *,
    content: bytes = b"",
    input_format: geometry.Format.ValueType = geometry.FORMAT_UNSPECIFIED,
    goal: str = "",
) -> Unary[Sequence[geometry.Problem]]:
    """The problems of a text, or of the bytes of a GeoGebra file; nothing is solved."""
    request = geometry.ReadProblemsRequest(source=source, content=content, format=input_format, goal=goal)
    return Unary("GeometryService.ReadProblems", request, lambda answer: list(answer.problems))


def solve(
    problem: str | geometry.Problem,
    *,
    figure: bool = False,
    latex: bool = False,
    deduction_only: bool = False,
    processes: int = 0,
    policies: Sequence[str] = (),
    wall: float | None = None,
    seed: int = 0,
) -> Search[geometry.Progress, Solution]:
    """Solve one geometry problem, given as its statement or as `read_problems` gives it."""
    given = geometry.Problem(source=problem) if isinstance(problem, str) else problem
    request = geometry.SolveRequest(
        problem=given,
        budget=requests.budget(wall, seed),
        figure=figure,
        latex=latex,
        deduction_only=deduction_only,
        processes=processes,
        policies=policies,
    )
    return Search(
        "GeometryService.Solve",
        request,
        lambda event: event.progress if event.HasField("progress") else None,
        lambda event: Solution(event.solution),
        wall,
    )


def propose(
    count: int, *, figure: bool = False, wall: float | None = None, seed: int = 0
) -> Stream[geometry.ProposeResponse]:
    """Theorems that need an auxiliary point, each as it is found; a last message without one says why there are few."""
    request = geometry.ProposeRequest(budget=requests.budget(wall, seed), count=count, figure=figure)
    return Stream("GeometryService.Propose", request, _proposal, wall)


def verify(
    certificate: common.Certificate, *, against: str = "", against_name: str = "", wall: float | None = None
) -> Unary[common.Verification]:
    """Replay a certificate with the independent checker; `against` is the text that it must answer."""
    request = geometry.VerifyCertificateRequest(
        certificate=certificate, against=against, against_name=against_name, budget=requests.budget(wall)
    )
    return Unary("GeometryService.VerifyCertificate", request, _verification, wall)


def _proposal(message: geometry.ProposeResponse) -> geometry.ProposeResponse:
    return message


def _verification(answer: geometry.VerifyCertificateResponse) -> common.Verification:
    return answer.verification
