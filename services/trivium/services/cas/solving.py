"""Problems: proposals of the caller and of computer algebra systems, judged by the engine."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Mapping

from trivium.cas.operations import OperationJudgement, OperationQuestion
from trivium.cas.reader.equation import Question
from trivium.cas.solve import Problem, Proposal, Rejected, Solution, read_problem, solve
from trivium.services.cas.mapping import ANSWER_MARGIN, to_judgement, undecided
from trivium.services.cas.model_answers import ModelAnswers
from trivium.services.cas.operations import to_operation_judgement
from trivium.services.cas.solvers import Solvers, with_hints
from trivium.services.policy.panel import Panel
from trivium.services.runtime.operation import Call
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import verdict_pb2 as verdict

MAX_REJECTED = 20
MAX_SHOWN = 2_000

_solvers: dict[tuple[tuple[str, str], ...], Solvers] = {}
"""The systems of this worker process, by the environment that they were found in."""


def solve_problem(request: cas.SolveRequest, call: Call) -> Iterator[cas.SolveResponse]:
    """Solve a problem before the deadline of the call."""
    started = time.monotonic()
    problem = read_problem(request.problem, dict(request.assume))
    deadline = call.deadline - ANSWER_MARGIN
    solvers = _solvers_for(call.settings.environment)
    panel = Panel.of(request.policies, call.settings.policies)
    models = ModelAnswers(panel, problem, solvers, deadline, request.budget.seed) if panel is not None else None
    proposed = solvers.propose(problem, deadline, request.substitution, models.came if models else tuple)
    late = models.late() if models else iter(())
    hints = tuple(request.hints)
    mine = (Proposal("caller", answer, hints) for answer in request.answers)
    theirs = (with_hints(proposal, hints) for proposal in itertools.chain(proposed, late))
    solution = solve(problem, itertools.chain(mine, theirs), deadline=deadline, clock=time.monotonic)
    proposed.close()
    message = _to_judgement(solution, request)
    if models is not None:
        message.contributions.extend(models.contributions(solution))
    message.usage.wall.FromNanoseconds(int((time.monotonic() - started) * 1e9))
    yield cas.SolveResponse(judgement=message)


def _solvers_for(environment: Mapping[str, str]) -> Solvers:
    key = tuple(sorted(environment.items()))
    if key not in _solvers:
        _solvers[key] = Solvers(environment)
    return _solvers[key]


def _to_judgement(solution: Solution, request: cas.SolveRequest) -> cas.Judgement:
    judgement, question = solution.judgement, solution.question
    if isinstance(judgement, OperationJudgement) and isinstance(question, OperationQuestion):
        message = to_operation_judgement(judgement, question, cas.Operation(name=request.name))
    elif judgement is not None and not isinstance(judgement, OperationJudgement) and isinstance(question, Question):
        message = to_judgement(judgement, question, cas.Equation(name=request.name))
    else:
        message = _unsolved(solution.problem, request.name, found=bool(solution.rejected))
    message.answer, message.proposed_by = solution.answer, solution.engine
    message.rejected.extend(map(_rejected, solution.rejected[:MAX_REJECTED]))
    return message


def _unsolved(problem: Problem, name: str, *, found: bool) -> cas.Judgement:
    detail = "no proposal was proved" if found else "nobody proposed an answer"
    message = undecided(name, verdict.REASON_SATURATED, detail)
    message.statement = problem.statement
    message.assumptions.update({variable: str(domain) for variable, domain in problem.domains.items()})
    return message


def _rejected(rejected: Rejected) -> cas.RejectedProposal:
    return cas.RejectedProposal(
        proposed_by=rejected.proposal.engine,
        answer=rejected.proposal.answer[:MAX_SHOWN],
        refuted=rejected.refuted,
        reason=rejected.reason[:MAX_SHOWN],
    )


def exhausted_problem(request: cas.SolveRequest, reason: verdict.Reason.ValueType, detail: str) -> cas.SolveResponse:
    """The answer for a problem whose worker had to be ended."""
    return cas.SolveResponse(judgement=undecided(request.name, reason, detail))
