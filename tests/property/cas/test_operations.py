"""Wrong answers are never proved, right ones never refuted, and a certificate proves nothing but its own claim."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from operation_set import KINDS, Case, cases

from trivium.cas.certificate.model import Acceptance, Claim, Refusal
from trivium.cas.certificate.operations.check import check_operation
from trivium.cas.certificate.operations.evidence import Evidence
from trivium.cas.operations import Decided, OperationQuestion, check_operation_question

CASES = list(cases(KINDS, 2, 7))


def decided(question: OperationQuestion, hints: tuple[str, ...] = ()) -> Decided | None:
    outcome = check_operation_question(question, deadline=time.monotonic() + 10, hints=hints).outcome
    return outcome if isinstance(outcome, Decided) else None


def named(case: Case) -> str:
    return case.right.statement[:60]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_wrong_answer_is_never_proved_and_a_right_one_never_refuted(case: Case) -> None:
    found = decided(case.right, case.hints)
    assert found is not None
    assert found.proved
    for question in case.wrong:
        answer = decided(question, case.hints)
        assert answer is None or not answer.proved, question.statement
        if answer is not None:
            assert isinstance(check_operation(answer.certificate, question.source), Acceptance)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_evidence_for_the_right_answer_proves_no_wrong_one(case: Case) -> None:
    found = decided(case.right, case.hints)
    assert found is not None
    for question in case.wrong:
        claim = Claim(question.statement, question.source_sha256)
        assert isinstance(check_operation(replace(found.certificate, claim=claim), question.source), Refusal)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_mutated_evidence_is_refused(case: Case) -> None:
    found = decided(case.right, case.hints)
    assert found is not None
    for mutant in mutants(found.certificate.evidence):
        certificate = replace(found.certificate, evidence=mutant)
        assert isinstance(check_operation(certificate, case.right.source), Refusal), mutant


@pytest.mark.parametrize("case", CASES, ids=named)
def test_evidence_against_a_wrong_answer_refutes_no_right_one(case: Case) -> None:
    for question in case.wrong:
        found = decided(question, case.hints)
        if found is not None:
            claim = Claim(case.right.statement, case.right.source_sha256)
            forged = replace(found.certificate, claim=claim)
            assert isinstance(check_operation(forged, case.right.source), Refusal)


ESSENTIAL = ("antiderivative", "telescoper", "coefficients", "denominator", "leading")


def mutants(evidence: Evidence) -> Iterator[Evidence]:
    """Evidence that lacks something that its strategy needs, or says something else."""
    yield replace(evidence, proves=not evidence.proves)
    yield replace(evidence, strategy="nothing of the kind")
    yield replace(evidence, precision=1)
    for name in evidence.equalities:
        yield replace(evidence, equalities={key: one for key, one in evidence.equalities.items() if key != name})
    for name in set(evidence.terms) & set(ESSENTIAL):
        changed = tuple(f"({text}) + variable_that_does_not_occur" for text in evidence.terms[name])
        yield replace(evidence, terms={**evidence.terms, name: changed})
        yield replace(evidence, terms={key: one for key, one in evidence.terms.items() if key != name})
    if evidence.cells:
        yield replace(evidence, cells=evidence.cells[:-1])
        yield replace(evidence, cells=())
    if evidence.strategy == "expansion":
        yield replace(evidence, depth=0)
