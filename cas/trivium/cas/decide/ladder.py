"""The three-valued ladder: points first, proofs second, honesty last. Every answer is replayed before it is given."""

from __future__ import annotations

import time
from dataclasses import dataclass

from trivium.cas.certificate.check import check
from trivium.cas.certificate.model import Certificate, Claim, DomainRefutation, Identity, Proof, Refusal, Refutation
from trivium.cas.decide.budget import Budget, Clock
from trivium.cas.decide.judgement import Judgement, Outcome, Proved, Refuted, Unknown, UnknownReason
from trivium.cas.decide.methods import Claimed, propose_proof
from trivium.cas.decide.refute import PRECISIONS, Refuter
from trivium.cas.decide.translate import to_regions, to_term
from trivium.cas.domain.conditions import valid_when
from trivium.cas.errors import OutOfTimeError
from trivium.cas.reader.equation import Question

HIGH_PRECISION_POINTS = 4


@dataclass(slots=True)
class _Progress:
    points: int = 0
    steps: int = 0


def check_equal(question: Question, *, deadline: float, clock: Clock = time.monotonic) -> Judgement:
    """Decide whether two sides are equal wherever both are defined; ``deadline`` is a time of ``clock``.

    A proof or a refutation has passed the independent checker. Nothing is raised for running out of time: the
    answer is then unknown.
    """
    started = clock()
    progress = _Progress()
    claim = Claim(question.statement, question.source_sha256)
    try:
        outcome = _decide(question, claim, Budget(deadline, clock), progress)
    except OutOfTimeError:
        detail = f"not refuted at {progress.points} points when the time ran out"
        outcome = Unknown(UnknownReason.BUDGET_EXHAUSTED, detail)
    return Judgement(
        outcome,
        claim.statement,
        valid_when(question),
        {"points": progress.points, "steps": progress.steps},
        clock() - started,
    )


def _decide(question: Question, claim: Claim, budget: Budget, progress: _Progress) -> Outcome:
    refuter = Refuter(question, budget)
    found = refuter.at_generic_points() or refuter.at_cell_points()
    progress.points = refuter.search.points
    if found is not None:
        return _replayed(question, claim, found)
    claimed = Claimed(to_term(question.lhs), to_term(question.rhs), to_regions(question.domains))
    if question.options.same_domain:
        elsewhere = refuter.at_other_domains(claimed.lhs, claimed.rhs)
        if elsewhere is not None:
            return _replayed(question, claim, elsewhere)
    if refuter.search.witness is not None:
        method = propose_proof(claimed, budget)
        if method is not None:
            progress.steps = len(method.steps) if isinstance(method, Identity) else 0
            return _replayed(question, claim, Proof(method, refuter.search.witness, PRECISIONS[0]))
    found = refuter.at_higher_precision(HIGH_PRECISION_POINTS)
    if found is not None:
        return _replayed(question, claim, found)
    if refuter.search.witness is None:
        tried = refuter.search.undefined
        return Unknown(UnknownReason.NOWHERE_DEFINED, f"no point of {tried} was found where both sides are defined")
    detail = f"not refuted at {progress.points} points at {PRECISIONS[0]} bits, and no proof was found"
    return Unknown(UnknownReason.NOT_REFUTED, detail)


def _replayed(question: Question, claim: Claim, body: Proof | Refutation | DomainRefutation) -> Outcome:
    certificate = Certificate(claim, body)
    answer = check(certificate, question.source)
    if isinstance(answer, Refusal):
        return Unknown(UnknownReason.CHECKER_REFUSED, f"the checker refused the certificate: {answer.reason}")
    return Proved(certificate) if isinstance(body, Proof) else Refuted(certificate)
