"""Requests about operations as questions of the engine, and their judgements as messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from trivium.cas import Options, Unknown, UnknownReason
from trivium.cas.operations import (
    Initial,
    OperationJudgement,
    OperationQuestion,
    Reading,
    read_antiderivative,
    read_inequality,
    read_integral,
    read_limit,
    read_matrix,
    read_ode,
    read_series,
    read_solutions,
    read_sum,
)
from trivium.cas.operations.witness import Witness, witness_of
from trivium.services.cas.certificates import ball_to_proto, point_to_proto
from trivium.services.cas.mapping import CONVENTIONS, LATEX, REAL_VALUED, REASONS, environment, undecided
from trivium.services.cas.operation_certificates import operation_certificate_to_proto
from trivium.services.cas.wording import checked, strategy_words
from trivium_api.cas.v1 import cas_service_pb2 as service
from trivium_api.cas.v1 import operation_pb2 as questions
from trivium_api.common.v1 import verdict_pb2 as verdict

_CONVENTIONS: Mapping[str, str] = {
    "integral": "an integral is an improper Riemann integral, not a principal value",
    "sum": "a sum over integers from a to b is claimed where b >= a - 1; the empty sum is zero",
    "antiderivative": "an antiderivative is one on each component of where the conditions hold; constants are free",
    "limit": "a limit is one of a real variable; oo and -oo are allowed",
}


def to_operation_question(operation: service.Operation) -> OperationQuestion:
    """The question of a request; raises :class:`trivium.cas.errors.InputError`."""
    reading = Reading(
        dict(operation.assume),
        Options(real_valued=operation.real_valued),
        operation.notation == service.NOTATION_LATEX,
        operation.log_base,
    )
    kind = operation.WhichOneof("question")
    return _READERS[kind or ""](getattr(operation, kind or ""), reading)


_READERS: Mapping[str, Callable[[Any, Reading], OperationQuestion]] = {
    "antiderivative": lambda q, r: read_antiderivative(q.integrand, q.variable, q.answer, r),
    "integral": lambda q, r: read_integral(q.integrand, q.variable, q.lower, q.upper, q.answer, r),
    "limit": lambda q, r: read_limit(q.expression, q.variable, q.point, q.answer, q.direction or "both", r),
    "sum": lambda q, r: read_sum(q.summand, q.variable, q.lower, q.upper, q.answer, r),
    "series": lambda q, r: read_series(q.expression, q.variable, q.point, q.order, q.answer, r),
    "ode": lambda q, r: read_ode(q.equation, q.function, q.variable, q.answer, _initial(q), r),
    "solutions": lambda q, r: read_solutions(q.equation, q.variable, tuple(q.answers), r),
    "inequality": lambda q, r: read_inequality(q.left, q.relation, q.right, r),
    "matrix": lambda q, r: read_matrix(q.left, q.right, r),
}


def _initial(question: questions.DifferentialEquation) -> list[Initial]:
    return [Initial(one.derivative, one.at, one.value) for one in question.initial]


def to_operation_judgement(
    judgement: OperationJudgement, question: OperationQuestion, operation: service.Operation
) -> service.Judgement:
    """The answer as a message."""
    message = service.Judgement(
        name=operation.name,
        statement=judgement.statement,
        assumptions={variable: str(domain) for variable, domain in question.domains.items()},
        valid_when=judgement.valid_when,
        conventions=_conventions(operation, question),
        environment=environment(),
    )
    message.usage.wall.FromNanoseconds(int(judgement.wall * 1e9))
    message.usage.counts.update(judgement.counts)
    outcome = judgement.outcome
    if isinstance(outcome, Unknown):
        message.verdict, message.assurance = verdict.VERDICT_UNKNOWN, verdict.ASSURANCE_NONE
        message.reason, message.detail = REASONS[outcome.reason], outcome.detail
        message.vacuous = outcome.reason is UnknownReason.NOWHERE_DEFINED
        return message
    message.verdict = verdict.VERDICT_PROVED if outcome.proved else verdict.VERDICT_REFUTED
    checked(message)
    message.certificate.CopyFrom(operation_certificate_to_proto(outcome.certificate, question.source, operation.name))
    if outcome.proved:
        message.proof.extend(strategy_words(outcome.certificate.evidence))
    else:
        _refuted(message, witness_of(question.task, outcome.certificate.evidence))
    return message


def _refuted(message: service.Judgement, witness: Witness) -> None:
    message.detail = witness.words
    message.counterexample.point.update(point_to_proto(witness.point))
    if witness.found is not None:
        message.counterexample.lhs.CopyFrom(ball_to_proto(witness.found))
    if witness.answer is not None:
        message.counterexample.rhs.CopyFrom(ball_to_proto(witness.answer))


def _conventions(operation: service.Operation, question: OperationQuestion) -> Iterator[str]:
    yield CONVENTIONS[0]
    said = _CONVENTIONS.get(question.task.operation)
    if said:
        yield said
    if operation.notation == service.NOTATION_LATEX:
        yield from LATEX
    if operation.real_valued:
        yield REAL_VALUED


def exhausted_operation(
    request: service.CheckOperationRequest, reason: verdict.Reason.ValueType, detail: str
) -> service.CheckOperationResponse:
    """The answer for a request whose worker had to be ended."""
    return service.CheckOperationResponse(judgement=undecided(request.operation.name, reason, detail))


def exhausted_search(
    request: service.FindCounterexampleRequest, reason: verdict.Reason.ValueType, detail: str
) -> service.FindCounterexampleResponse:
    """The answer for a search whose worker had to be ended."""
    name = request.equation.name or request.operation.name
    return service.FindCounterexampleResponse(judgement=undecided(name, reason, detail))


def exhausted_item(
    request: service.CheckStreamRequest, reason: verdict.Reason.ValueType, detail: str
) -> service.CheckStreamResponse:
    """The answer for a question of a stream whose worker had to be ended."""
    name = request.equation.name or request.operation.name
    return service.CheckStreamResponse(id=request.id, judgement=undecided(name, reason, detail))
