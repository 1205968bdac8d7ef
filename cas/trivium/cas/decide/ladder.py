"""The three-valued ladder: points first, proofs second, honesty last. Every answer is replayed before it is given."""

from __future__ import annotations

import time
from dataclasses import dataclass

from trivium.cas.certificate.check import check
from trivium.cas.certificate.model import Certificate, Claim, DomainRefutation, Identity, Proof, Refusal, Refutation
from trivium.cas.decide.budget import Budget, Clock
from trivium.cas.decide.judgement import Judgement, Outcome, Proved, Refuted, Unknown, UnknownReason
from trivium.cas.decide.methods import Claimed, propose_proof, propose_rational
from trivium.cas.decide.refute import PRECISIONS, Refuter
from trivium.cas.decide.translate import to_regions, to_term
from trivium.cas.domain.conditions import valid_when
from trivium.cas.errors import OutOfTimeError
from trivium.cas.reader.equation import Question
from trivium.cas.reader.syntax import is_rational

HIGH_PRECISION_POINTS = 4
_FIRST_POINTS = 2
"""At which rational functions are compared before a proof is tried: where they agree by chance, none is found."""
_FIRST_PROOF = 0.5
"""Seconds for it; more points are looked at before a longer one."""


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
    if not question.options.same_domain and is_rational(question.lhs) and is_rational(question.rhs):
        quick = _rational(question, claim, refuter, budget, progress)
        if quick is not None:
            return quick
    found = refuter.at_generic_points() or refuter.at_cell_points()
    progress.points = refuter.search.points
    if found is not None:
        return _replayed(question, claim, found)
    claimed = _claimed(question)
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


def _rational(
    question: Question, claim: Claim, refuter: Refuter, budget: Budget, progress: _Progress
) -> Outcome | None:
    """The outcome for rational functions, of which two values and a normal form nearly always tell all."""
    found = refuter.at_generic_points(_FIRST_POINTS)
    progress.points = refuter.search.points
    if found is not None:
        return _replayed(question, claim, found)
    if refuter.search.witness is None:
        return None
    try:
        identity = propose_rational(_claimed(question), budget.slice(_FIRST_PROOF))
    except OutOfTimeError:
        return None
    if identity is None:
        return None
    progress.steps = len(identity.steps)
    return _replayed(question, claim, Proof(identity, refuter.search.witness, PRECISIONS[0]))


def _claimed(question: Question) -> Claimed:
    return Claimed(to_term(question.lhs), to_term(question.rhs), to_regions(question.domains))


def _replayed(question: Question, claim: Claim, body: Proof | Refutation | DomainRefutation) -> Outcome:
    certificate = Certificate(claim, body)
    answer = check(certificate, question.source)
    if isinstance(answer, Refusal):
        return Unknown(UnknownReason.CHECKER_REFUSED, f"the checker refused the certificate: {answer.reason}")
    return Proved(certificate) if isinstance(body, Proof) else Refuted(certificate)
