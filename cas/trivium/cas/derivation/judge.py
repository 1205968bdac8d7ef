"""Judges the steps of a derivation one after another, each within its share of the time."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from trivium.cas.certificate.derivations import REFUTING, DerivationCertificate, StepEvidence, check_derivation, claims
from trivium.cas.certificate.model import Claim, Refusal
from trivium.cas.decide.budget import Budget, Clock
from trivium.cas.derivation.diagnosis import diagnose
from trivium.cas.derivation.kinds import StepKind
from trivium.cas.derivation.lines import DerivationQuestion
from trivium.cas.derivation.steps import Found, Steps
from trivium.cas.errors import OutOfTimeError

STEP_SECONDS = 2.0
"""The longest that one step may take to be proved; beyond it, it counts as skipped."""


class Verdict(Enum):
    """What was decided about a derivation."""

    PROVED = "PROVED"
    REFUTED = "REFUTED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class StepJudgement:
    """One line, judged."""

    line: int
    kind: StepKind
    statement: str
    detail: str = ""
    evidence: StepEvidence | None = None


@dataclass(frozen=True, slots=True)
class DerivationJudgement:
    """A derivation, judged."""

    verdict: Verdict
    steps: tuple[StepJudgement, ...]
    certificate: DerivationCertificate | None
    detail: str = ""
    exhausted: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)
    wall: float = 0.0

    @property
    def first_bad(self) -> StepJudgement | None:
        """The first step that is not sound."""
        return next((step for step in self.steps if step.kind is not StepKind.SOUND), None)


def check_derivation_lines(
    question: DerivationQuestion, *, deadline: float, clock: Clock = time.monotonic
) -> DerivationJudgement:
    """Judge every step before ``deadline``, a time of ``clock``; verdicts have passed the independent checker."""
    started = clock()
    budget = Budget(deadline, clock)
    source = question.read
    wanted = claims(source.lines)
    steps = Steps(question, source)
    judged: list[StepJudgement] = []
    exhausted = False
    passed_over: set[int] = set()
    for done, (line, claimed) in enumerate(wanted.items()):
        before = claimed
        while before in passed_over:
            before -= 1
        share = min(STEP_SECONDS, max(budget.deadline - clock(), 0.0) / (len(wanted) - done))
        try:
            found = steps.judge(line, before, budget.slice(share))
        except OutOfTimeError:
            found = Found(StepKind.SKIPPED, "neither proved nor refuted within its time")
            exhausted = exhausted or clock() >= budget.deadline
        judged.append(_judged(question, line, before, found, budget))
        if judged[-1].kind is StepKind.IRRELEVANT and claimed:
            passed_over.add(line)
    return _concluded(question, judged, exhausted, clock() - started)


def _judged(question: DerivationQuestion, line: int, before: int, found: Found, budget: Budget) -> StepJudgement:
    kind, detail = found.kind, found.detail
    if kind is StepKind.INCORRECT:
        try:
            kind, detail = diagnose(question, line, before, budget.slice(0.5))
        except OutOfTimeError:
            detail = "the step is incorrect"
    return StepJudgement(line, kind, question.lines[line - 1].text, detail, found.evidence)


def _concluded(
    question: DerivationQuestion, judged: list[StepJudgement], exhausted: bool, wall: float
) -> DerivationJudgement:
    claim = Claim(question.statement, question.source_sha256)
    wrong = next((step for step in judged if step.evidence is not None and step.evidence.strategy in REFUTING), None)
    counts = {"steps": len(judged)}
    if wrong is not None and wrong.evidence is not None:
        certificate = DerivationCertificate(claim, (wrong.evidence,), proves=False)
        verdict = Verdict.REFUTED
    elif judged and all(step.evidence is not None and step.kind.holds for step in judged):
        evidence = tuple(step.evidence for step in judged if step.evidence is not None)
        certificate, verdict = DerivationCertificate(claim, evidence, proves=True), Verdict.PROVED
    else:
        bad = next((step for step in judged if not step.kind.holds), None)
        detail = f"line {bad.line}: {bad.detail}" if bad else "there is no step"
        return DerivationJudgement(Verdict.UNKNOWN, tuple(judged), None, detail, exhausted, counts, wall)
    answer = check_derivation(certificate, question.source)
    if isinstance(answer, Refusal):
        detail = f"the checker refused the certificate: {answer.reason}"
        return DerivationJudgement(Verdict.UNKNOWN, tuple(judged), None, detail, exhausted, counts, wall)
    return DerivationJudgement(verdict, tuple(judged), certificate, "", exhausted, counts, wall)


__all__ = ["DerivationJudgement", "StepJudgement", "StepKind", "Verdict", "check_derivation_lines"]
