"""The decision of an operation: refute at exact points, prove by a strategy, or say that nothing was decided."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from trivium.cas.certificate.model import Claim, Refusal
from trivium.cas.certificate.operations.check import check_operation
from trivium.cas.certificate.operations.evidence import Evidence, OperationCertificate
from trivium.cas.decide.budget import Budget, Clock
from trivium.cas.decide.judgement import Unknown, UnknownReason
from trivium.cas.errors import CertificateError, OutOfTimeError
from trivium.cas.operations.attempt import Attempt
from trivium.cas.operations.differential import ode_evidence, ode_valid_when
from trivium.cas.operations.inequality import inequality_evidence
from trivium.cas.operations.integral import antiderivative_evidence, antiderivative_valid_when, integral_evidence
from trivium.cas.operations.limit import limit_evidence, series_evidence
from trivium.cas.operations.matrix import matrix_evidence
from trivium.cas.operations.questions import OperationQuestion
from trivium.cas.operations.solutions import solutions_evidence
from trivium.cas.operations.summation import sum_evidence, sum_valid_when


@dataclass(frozen=True, slots=True)
class Decided:
    """Proved or refuted, as the evidence says; the checker has replayed the certificate."""

    certificate: OperationCertificate

    @property
    def proved(self) -> bool:
        """Whether the claim was proved."""
        return self.certificate.evidence.proves


@dataclass(frozen=True, slots=True)
class OperationJudgement:
    """The answer to a question about an operation."""

    outcome: Decided | Unknown
    statement: str
    valid_when: tuple[str, ...] = ()
    """Where the claim was proved: conditions that the domain alone does not give."""

    counts: Mapping[str, int] = field(default_factory=dict)
    wall: float = 0.0
    """Seconds by the clock that was passed in."""


Proposer: TypeAlias = Callable[[Attempt], Iterator[Evidence]]

_PROPOSERS: Mapping[str, Proposer] = {
    "antiderivative": antiderivative_evidence,
    "integral": integral_evidence,
    "limit": limit_evidence,
    "series": series_evidence,
    "sum": sum_evidence,
    "ode": ode_evidence,
    "solutions": solutions_evidence,
    "inequality": inequality_evidence,
    "matrix": matrix_evidence,
}

_VALID_WHEN: Mapping[str, Callable[[OperationQuestion], tuple[str, ...]]] = {
    "antiderivative": antiderivative_valid_when,
    "sum": sum_valid_when,
    "ode": ode_valid_when,
}


def check_operation_question(
    question: OperationQuestion,
    *,
    deadline: float,
    clock: Clock = time.monotonic,
    hints: tuple[str, ...] = (),
) -> OperationJudgement:
    """Decide a question before ``deadline``, a time of ``clock``.

    ``hints`` are proposed antiderivatives, or telescopers of a sum, as infix text; they are only checked. A verdict
    has passed the independent checker. Nothing is raised for running out of time.
    """
    started = clock()
    attempt = Attempt(question, Budget(deadline, clock), hints)
    outcome: Decided | Unknown
    try:
        outcome = _decide(attempt)
    except OutOfTimeError:
        outcome = Unknown(UnknownReason.BUDGET_EXHAUSTED, "nothing was decided when the time ran out")
    describe = _VALID_WHEN.get(question.task.operation)
    valid_when = describe(question) if describe else ()
    return OperationJudgement(outcome, question.statement, valid_when, {"points": attempt.points}, clock() - started)


def _decide(attempt: Attempt) -> Decided | Unknown:
    question = attempt.question
    refusal = ""
    proposals = _PROPOSERS[question.task.operation](attempt)
    while True:
        try:
            evidence = next(proposals, None)
        except CertificateError as error:
            attempt.notes.append(error.reason)
            break
        if evidence is None:
            break
        certificate = OperationCertificate(Claim(question.statement, question.source_sha256), evidence)
        answer = check_operation(certificate, question.source)
        if not isinstance(answer, Refusal):
            return Decided(certificate)
        refusal = answer.reason
    if refusal:
        return Unknown(UnknownReason.CHECKER_REFUSED, f"the checker refused a proposal: {refusal}")
    if attempt.nowhere_defined:
        return Unknown(UnknownReason.NOWHERE_DEFINED, "no point was found where everything is defined")
    why = "; ".join(dict.fromkeys(attempt.notes)) or "no proof was found"
    return Unknown(UnknownReason.NOT_REFUTED, f"not refuted at {attempt.points} points: {why}"[:600])
