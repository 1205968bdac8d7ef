"""The operations of the geometry service."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from itertools import islice

from trivium.geometry.certificate import model
from trivium.geometry.certificate.replay import checker_of, replay
from trivium.geometry.errors import ExtractionError, Place, ProblemError
from trivium.geometry.language.geogebra import statement_of
from trivium.geometry.language.problem import Problem
from trivium.geometry.language.reader import read_statement, split_problems
from trivium.geometry.language.scanner import DEFAULT_LIMITS
from trivium.geometry.propose.configuration import Configuration
from trivium.geometry.propose.shard import propose
from trivium.geometry.search.search import Settings
from trivium.geometry.solution import Solution
from trivium.geometry.solve import solve
from trivium.services.geometry import certificates, mapping
from trivium.services.geometry.model_points import ModelPoints
from trivium.services.policy.panel import Panel, UnknownPolicy, unknown_policy
from trivium.services.runtime.operation import Call, Operation, Service
from trivium_api.common.v1 import answer_pb2, verdict_pb2
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry

NAME = "trivium_api.geometry.v1.GeometryService"
_MARGIN = 0.2
"""Seconds kept back from the deadline for writing the answer."""


def read_problems(request: geometry.ReadProblemsRequest, _: Call) -> Iterator[geometry.ReadProblemsResponse]:
    """Splits a text into its problems."""
    source, written = request.source, request.format
    if request.content or written == geometry.FORMAT_GGB:
        source, written = statement_of(request.content or source.encode(), request.goal), geometry.FORMAT_AG2
    if not source.strip():
        raise ProblemError("NO_PROBLEM", "the text is empty", Place(1, 1))
    if len(source.encode()) > DEFAULT_LIMITS.file_bytes:
        raise ProblemError("TOO_LARGE", f"more than {DEFAULT_LIMITS.file_bytes} bytes", Place(1, 1))
    problems = [mapping.listed(excerpt, written) for excerpt in split_problems(source, mapping.READ_AS.get(written))]
    yield geometry.ReadProblemsResponse(problems=problems)


def solve_problem(request: geometry.SolveRequest, call: Call) -> Iterator[geometry.SolveResponse]:
    """Solves a problem, telling of its progress."""
    stopwatch = mapping.Stopwatch()
    problem = _read(request.problem)
    events: queue.SimpleQueue[geometry.SolveResponse | None] = queue.SimpleQueue()

    def report(activity: str, rounds: int, facts: int) -> None:
        progress = geometry.Progress(activity=activity, rounds=rounds, facts=facts)
        events.put(geometry.SolveResponse(progress=progress))

    expired = _expiry(request.budget, call)
    seed = request.budget.seed % 2**63
    processes = min(max(request.processes, 1), len(os.sched_getaffinity(0)))
    deduction_only = request.deduction_only
    panel = Panel.of(request.policies, call.settings.policies)
    ends = _end(request.budget, call)
    points = ModelPoints(panel, lambda: max(0.1, ends - time.monotonic()), seed) if panel is not None else None
    settings = None if deduction_only else Settings(processes=processes, policy=points)
    outcome: list[Solution | BaseException] = []

    def work() -> None:
        try:
            solution = solve(
                problem,
                seed=seed,
                expired=expired,
                on_progress=report,
                search=settings,
                algebra=not deduction_only,
            )
            outcome.append(solution)
        except BaseException as error:  # noqa: BLE001 - handed to the thread that answers, which raises it
            outcome.append(error)
        finally:
            events.put(None)

    threading.Thread(target=work, name="geometry-solve", daemon=True).start()
    while (event := events.get()) is not None:
        yield event
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    solution = mapping.solution(outcome[0], stopwatch, drawn=request.figure, latex=request.latex)
    if panel is not None and points is not None:
        points.solved(outcome[0].advised)
        panel.close()
        solution.contributions.extend(panel.contributions.values())
    yield geometry.SolveResponse(solution=solution)


def _read(asked: geometry.Problem) -> Problem:
    """The problem of a request; its text may bring its own name line."""
    if asked.format == geometry.FORMAT_GGB:
        raise ProblemError("NOT_TEXT", "a GeoGebra file is translated by ReadProblems", Place(1, 1), name=asked.name)
    written = mapping.READ_AS.get(asked.format)
    excerpts = split_problems(asked.source, written)
    if len(excerpts) != 1:
        reason = f"the source holds {len(excerpts)} problems, not one"
        raise ProblemError("NOT_ONE_PROBLEM", reason, Place(asked.line or 1, 1), name=asked.name)
    excerpt, offset = excerpts[0], max(asked.line, 1) - 1
    name, line = asked.name or excerpt.name, excerpt.line + offset
    return read_statement(excerpt.source, name, line, excerpt.column, written=written)


def verify_certificate(
    request: geometry.VerifyCertificateRequest, call: Call
) -> Iterator[geometry.VerifyCertificateResponse]:
    """Replays a certificate."""
    stopwatch = mapping.Stopwatch()
    verdict: model.Acceptance | model.Refusal
    checker = ""
    try:
        certificate = certificates.from_proto(request.certificate)
        against = request.against or None
        name = request.against_name or None
        checker = checker_of(certificate)
        verdict = replay(certificate, against, name, expired=_expiry(request.budget, call))
    except model.CertificateError as error:
        verdict = model.Refusal(str(error))
    verification = mapping.verification(request.certificate, verdict, stopwatch, checker)
    yield geometry.VerifyCertificateResponse(verification=verification)


def propose_theorems(request: geometry.ProposeRequest, call: Call) -> Iterator[geometry.ProposeResponse]:
    """Proposes theorems, each as it is found."""
    expired = _expiry(request.budget, call)
    found = propose(Configuration(), request.budget.seed % 2**63, expired)
    stopwatch = mapping.Stopwatch()
    for theorem in islice(found, request.count):
        yield geometry.ProposeResponse(proposal=mapping.proposal(theorem, stopwatch, drawn=request.figure))
        stopwatch = mapping.Stopwatch()


def _expiry(budget: answer_pb2.Budget, call: Call) -> Callable[[], bool]:
    """Whether the budget, or the time of the call, is used up."""
    end = _end(budget, call)
    return lambda: time.monotonic() >= end


def _end(budget: answer_pb2.Budget, call: Call) -> float:
    """The time of `time.monotonic` at which the work must have ended."""
    end = call.deadline - _MARGIN
    if budget.HasField("wall"):
        end = min(end, time.monotonic() + budget.wall.ToNanoseconds() / 1e9)
    return end


def _exhausted(request: geometry.SolveRequest, reason: int, words: str) -> geometry.SolveResponse:
    return geometry.SolveResponse(
        solution=geometry.Solution(
            name=request.problem.name,
            verdict=verdict_pb2.VERDICT_UNKNOWN,
            assurance=verdict_pb2.ASSURANCE_NONE,
            reason=verdict_pb2.Reason.ValueType(reason),
            detail=words,
        )
    )


def _unfinished(_: geometry.ProposeRequest, reason: int, words: str) -> geometry.ProposeResponse:
    return geometry.ProposeResponse(detail=f"{verdict_pb2.Reason.Name(verdict_pb2.Reason.ValueType(reason))}: {words}")


SERVICE = Service(
    NAME,
    (
        Operation(
            f"/{NAME}/ReadProblems", geometry.ReadProblemsRequest, geometry.ReadProblemsResponse, read_problems, 10.0
        ),
        Operation(f"/{NAME}/Solve", geometry.SolveRequest, geometry.SolveResponse, solve_problem, 10.0, _exhausted),
        Operation(
            f"/{NAME}/Propose", geometry.ProposeRequest, geometry.ProposeResponse, propose_theorems, 60.0, _unfinished
        ),
        Operation(
            f"/{NAME}/VerifyCertificate",
            geometry.VerifyCertificateRequest,
            geometry.VerifyCertificateResponse,
            verify_certificate,
            10.0,
        ),
    ),
    {ProblemError: mapping.bad_problem, ExtractionError: mapping.defect, UnknownPolicy: unknown_policy},
    preload=("trivium.geometry.solve", "trivium.geometry.propose.shard"),
)
"""The geometry service."""
