"""Solve over real processes: SymPy in a child that can be killed, and other systems where they are installed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from trivium.cas.errors import InputError
from trivium.cas.solve import read_problem
from trivium.services.cas.servicer import verify_certificate
from trivium.services.cas.solvers import Solvers
from trivium.services.cas.solving import solve_problem
from trivium.services.runtime.operation import Call, EngineSettings
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import verdict_pb2 as verdict

ENVIRONMENT = {"PATH": os.environ["PATH"]}


def call(wall: float = 30.0) -> Call:
    return Call(time.monotonic() + wall, EngineSettings(Path("unused"), ENVIRONMENT))


def answer(request: cas.SolveRequest, wall: float = 30.0) -> cas.Judgement:
    (response,) = solve_problem(request, call(wall))
    return response.judgement


def test_an_answer_comes_with_a_certificate_that_replays() -> None:
    judgement = answer(cas.SolveRequest(name="one", problem="integrate(x*exp(x), x)"))
    assert judgement.verdict == verdict.VERDICT_PROVED
    assert judgement.proposed_by in ("sympy", "giac", "maxima", "fricas")
    assert judgement.name == "one"
    (replayed,) = verify_certificate(cas.VerifyCertificateRequest(certificate=judgement.certificate), call())
    assert replayed.verification.accepted


def test_the_caller_proposes_first_and_is_not_believed() -> None:
    judgement = answer(cas.SolveRequest(problem="integrate(2*x, x)", answers=["x**3", "x**2 + 7"]))
    assert (judgement.answer, judgement.proposed_by) == ("x**2 + 7", "caller")
    assert [(wrong.proposed_by, wrong.refuted) for wrong in judgement.rejected] == [("caller", True)]


def test_a_system_that_hangs_is_left_behind_at_the_deadline() -> None:
    started = time.monotonic()
    judgement = answer(cas.SolveRequest(problem="integrate(exp(sin(x**x))*erf(gamma(x)), x)"), wall=3.0)
    assert judgement.verdict == verdict.VERDICT_UNKNOWN
    assert time.monotonic() - started < 4.0


def test_sympy_is_asked_again_after_it_was_killed() -> None:
    solvers = Solvers(ENVIRONMENT)
    try:
        hard = read_problem("integrate(exp(sin(x**x))*erf(gamma(x)), x)")
        list(solvers.propose(hard, time.monotonic() + 1.0))
        found = list(solvers.propose(read_problem("limit(sin(x)/x, x, 0)"), time.monotonic() + 30.0))
        assert "sympy" in {proposal.engine for proposal in found}
        assert {proposal.answer.strip("()") for proposal in found} == {"1"}
    finally:
        solvers.close()


def test_sympy_stays_loaded_when_another_answer_comes_first() -> None:
    solvers = Solvers(ENVIRONMENT)
    try:
        hard, easy = read_problem("integrate(exp(sin(x**x))*erf(gamma(x)), x)"), read_problem("limit(sin(x)/x, x, 0)")
        list(solvers.propose(easy, time.monotonic() + 30.0))
        for _ in range(2):
            list(solvers.propose(hard, time.monotonic() + 0.2))
            started = time.monotonic()
            found = [p for p in solvers.propose(easy, time.monotonic() + 30.0) if p.engine == "sympy"]
            assert {proposal.answer.strip("()") for proposal in found} == {"1"}
            assert time.monotonic() - started < 3.0
        first = solvers.propose(easy, time.monotonic() + 30.0)
        next(first)
        first.close()
        answers = {p.answer for p in solvers.propose(read_problem("simplify(x + x)"), time.monotonic() + 30.0)}
        assert "1" not in {answer.strip("()") for answer in answers}
    finally:
        solvers.close()


def test_what_is_no_problem_is_refused() -> None:
    with pytest.raises(InputError):
        answer(cas.SolveRequest(problem="__import__('os').system('true')"))
    with pytest.raises(InputError):
        answer(cas.SolveRequest(problem="integrate(x, x)", substitution="__import__('os')"))
