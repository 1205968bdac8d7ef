"""Derivations: clean ones are proved, and the first bad step of the others is found, named and replayed."""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction

import pytest
from derivation_set import Labelled, by_hand, clean, planted

from trivium.cas.certificate.derivations import DerivationCertificate, check_derivation, claims
from trivium.cas.certificate.model import Acceptance, Claim, Refusal
from trivium.cas.derivation import DerivationJudgement, DerivationQuestion, check_derivation_lines, read_derivation
from trivium.cas.derivation.judge import Verdict
from trivium.cas.errors import InputError
from trivium.cas.operations import Reading


def judge(derivation: Labelled) -> tuple[DerivationQuestion, DerivationJudgement]:
    question = read_derivation(derivation.lines, Reading(derivation.assume))
    return question, check_derivation_lines(question, deadline=time.monotonic() + 20)


@pytest.mark.parametrize("derivation", clean()[::2], ids=lambda d: d.lines[0])
def test_a_clean_derivation_is_proved(derivation: Labelled) -> None:
    question, judgement = judge(derivation)
    assert judgement.first_bad is None
    assert judgement.verdict is Verdict.PROVED
    assert judgement.certificate is not None
    assert isinstance(check_derivation(judgement.certificate, question.source), Acceptance)


@pytest.mark.parametrize("derivation", [*planted()[::6], *by_hand()], ids=lambda d: f"{d.kind}: {d.lines[d.bad - 1]}")
def test_the_first_bad_step_is_found(derivation: Labelled) -> None:
    question, judgement = judge(derivation)
    assert judgement.first_bad is not None
    assert judgement.first_bad.line == derivation.bad
    if derivation.kind in ("sign", "coefficient", "exponent", "dropped term", "domain", "function"):
        assert judgement.verdict is Verdict.REFUTED
        assert judgement.certificate is not None
        assert isinstance(check_derivation(judgement.certificate, question.source), Acceptance)


def test_kinds_are_named() -> None:
    cases = [
        (("(x + 1)^2", "= x^2 + x + 1"), "coefficient"),
        (("(x - 1)^2", "= x^2 + 2*x + 1"), "sign"),
        (("x^2*x^3", "= x^6"), "exponent"),
        (("(a + b)^2", "= a^2 + b^2"), "dropped term"),
        (("sqrt(x^2)", "= x"), "domain"),
        (("atan(x)", "= 1/tan(x)"), "function"),
        (("x^2 = 9", "x = 3"), "one way"),
        (("x = 3", "x^2 = 9"), "one way"),
        (("2*x = 6", "2*x = 6", "x = 3"), "redundant"),
        (("2*x = 6", "sin(x)^2 + cos(x)^2 = 1", "x = 3"), "irrelevant"),
    ]
    for lines, kind in cases:
        _, judgement = judge(Labelled(lines, ""))
        assert judgement.first_bad is not None
        assert judgement.first_bad.kind.value == kind, lines


def test_a_lost_solution_is_shown() -> None:
    _, judgement = judge(Labelled(("x^2 = 9", "x = 3"), ""))
    assert judgement.verdict is Verdict.REFUTED
    assert judgement.certificate is not None
    assert judgement.certificate.steps[0].point == {"x": (Fraction(-3), Fraction(0))}


def test_what_a_derivation_claims() -> None:
    def claimed(*lines: str) -> dict[int, int]:
        return claims(read_derivation(lines).read.lines)

    assert claimed("a", "= b", "= c") == {2: 1, 3: 2}
    assert claimed("x = 1", "2*x = 2") == {2: 1}
    assert claimed("a = b", "= c") == {1: 0, 2: 1}
    assert claimed("a = b") == {1: 0}
    assert claimed("a", "= b", "1 = 1", "= c") == {2: 1, 3: 0, 4: 2}
    assert claimed("a", "= b", "b = d", "= c") == {2: 1, 3: 0, 4: 3}


MUTATED = [
    Labelled(("(x + 1)^2", "= x^2 + 2*x + 1", "= x*(x + 2) + 1"), ""),
    Labelled(("2*x + 3 = 11", "2*x = 8", "x = 4"), ""),
    Labelled(("exp(x) = 5", "x = log(5)"), ""),
    Labelled(("x^2 = 9", "x = 3"), ""),
    Labelled(("sqrt(x^2)", "= x"), ""),
]


@pytest.mark.parametrize("derivation", MUTATED, ids=lambda d: d.lines[0])
def test_mutated_certificates_are_refused(derivation: Labelled) -> None:
    question, judgement = judge(derivation)
    certificate = judgement.certificate
    assert certificate is not None
    lie = read_derivation((*derivation.lines[:-1], f"{derivation.lines[-1]} + 1"), Reading(derivation.assume))
    assert isinstance(check_derivation(certificate, lie.source), Refusal)
    forged = replace(certificate, claim=Claim(lie.statement, lie.source_sha256))
    if certificate.proves:
        assert isinstance(check_derivation(forged, lie.source), Refusal)
    mutants: list[DerivationCertificate] = [
        replace(certificate, proves=not certificate.proves),
        replace(certificate, steps=certificate.steps[:-1]),
        replace(certificate, steps=(*certificate.steps, certificate.steps[-1])),
    ]
    for index, step in enumerate(certificate.steps):
        for change in (
            replace(step, strategy="same"),
            replace(step, line=step.line + 1),
            replace(step, equalities={}, point={}, terms={}),
            replace(step, strategy="differ" if certificate.proves else "equal"),
            replace(step, terms={"numerator": "0", "denominator": "1"}, equalities={}, point={}),
        ):
            steps = (*certificate.steps[:index], change, *certificate.steps[index + 1 :])
            mutants.append(replace(certificate, steps=steps))
    for mutant in mutants:
        assert isinstance(check_derivation(mutant, question.source), Refusal), mutant


def test_a_line_that_cannot_be_read_is_named() -> None:
    with pytest.raises(InputError) as caught:
        read_derivation(["x + 1", "= x +"])
    assert caught.value.field == "lines[1]"
    with pytest.raises(InputError):
        read_derivation(["= x"])
    with pytest.raises(InputError):
        read_derivation(["x = y = z"])


def test_latex_lines_are_read() -> None:
    question = read_derivation([r"\sin 2x", r"= 2\sin x\cos x"], Reading(latex=True))
    assert check_derivation_lines(question, deadline=time.monotonic() + 10).verdict is Verdict.PROVED


def test_no_derivation_outlives_its_deadline() -> None:
    lines = ["(x + y + z + 1)^12", *(f"= (x + y + z + 1)^12 + {k} - {k}" for k in range(1, 30))]
    began = time.monotonic()
    check_derivation_lines(read_derivation(lines), deadline=time.monotonic() + 0.4)
    assert time.monotonic() - began < 1.5
