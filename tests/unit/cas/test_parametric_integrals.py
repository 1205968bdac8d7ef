"""Integrals whose ends depend on parameters, integrals by reflection, and sums with constant factors."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest

from trivium.cas.certificate.model import Claim, Point, Refusal
from trivium.cas.certificate.operations.check import check_operation
from trivium.cas.certificate.operations.evidence import Evidence, OperationCertificate
from trivium.cas.operations import (
    Decided,
    OperationJudgement,
    OperationQuestion,
    Reading,
    check_operation_question,
    read_integral,
    read_sum,
)


def judge(question: OperationQuestion, *hints: str) -> OperationJudgement:
    return check_operation_question(question, deadline=time.monotonic() + 8.0, hints=hints)


def proved(judgement: OperationJudgement) -> bool:
    return isinstance(judgement.outcome, Decided) and judgement.outcome.proved


def refuted(judgement: OperationJudgement) -> bool:
    return isinstance(judgement.outcome, Decided) and not judgement.outcome.proved


POSITIVE = "a positive, b positive"
INTEGRALS = [
    ("3*x**2*exp(-x**3)", "2*a", "oo", "exp(-8*a**3)", "exp(-4*a**3)", POSITIVE, ()),
    ("x", "a", "a + b", "a*b + b**2/2", "a*b - b**2/2", POSITIVE, ()),
    ("sqrt(a**2 - x**2)", "0", "a", "pi*a**2/4", "pi*a**2/2", POSITIVE, ("x*sqrt(a**2-x**2)/2+a**2*asin(x/a)/2",)),
    ("exp(x)", "-oo", "a", "exp(a)", "exp(-a)", "a real", ()),
    ("exp(-x**2)", "y", "1", "sqrt(pi)*(erf(1) - erf(y))/2", "sqrt(pi)*(erf(1) + erf(y))/2", "y (0, 1)", ()),
    ("x*sin(2*x)/(1 + cos(2*x)**2)", "0", "pi/2", "pi**2/16", "pi**2/15", "", ("-pi/8*atan(cos(2*x))",)),
    ("1/(1 + exp(x))", "-a", "a", "a", "2*a", POSITIVE, ("x/2",)),
    ("cos(x)/(1 + exp(x))", "-pi/2", "pi/2", "1", "2", "", ("sin(x)/2",)),
]  # fmt: skip


@pytest.mark.parametrize(("integrand", "lower", "upper", "answer", "wrong", "assume", "hints"), INTEGRALS)
def test_an_integral_with_parameters_or_by_reflection_is_decided(
    integrand: str, lower: str, upper: str, answer: str, wrong: str, assume: str, hints: tuple[str, ...]
) -> None:
    assert proved(judge(read_integral(integrand, "x", lower, upper, answer, Reading(assume)), *hints))
    assert refuted(judge(read_integral(integrand, "x", lower, upper, wrong, Reading(assume)), *hints))


NOT_PROVED = [
    ("1/x", "a", "a + 1", "log(a + 1) - log(a)", "a real", ("log(x)",)),  # a pole between the ends for some a
    ("1/x", "a", "a + 1", "log(abs(a + 1)) - log(abs(a))", "a real", ("log(abs(x))",)),
    ("1/x", "-1", "1", "0", "", ("0", "log(abs(x))")),
    ("1/x", "-a", "a", "0", "a positive", ("0", "log(abs(x))")),
    ("1/x - 1/(1 - x)", "0", "1", "0", "", ("0",)),
    ("1/(x - a)", "0", "2*a", "0", "a positive", ("0", "log(abs(x - a))")),
    ("tan(x)", "-b", "b", "0", "b positive", ("0",)),
    ("x", "a", "b", "(b**2 - a**2)/2", "a real, b real", ("x**2/2",)),  # not increasing for some ends
    ("1/x**2", "-a", "b", "-1/b - 1/a", "a positive, b positive", ("-1/x",)),
]


@pytest.mark.parametrize(("integrand", "lower", "upper", "answer", "assume", "hints"), NOT_PROVED)
def test_an_integral_over_a_pole_is_not_proved(
    integrand: str, lower: str, upper: str, answer: str, assume: str, hints: tuple[str, ...]
) -> None:
    assert not proved(judge(read_integral(integrand, "x", lower, upper, answer, Reading(assume)), *hints))


FORGED = [
    ("reflection", {"antiderivative": ("0",), "breaks": ()}),
    ("reflection", {"antiderivative": ("log(x**2)",), "breaks": ("0",)}),
    ("antiderivative", {"antiderivative": ("log(x**2)/2",), "breaks": ("x",)}),
    ("antiderivative", {"antiderivative": ("log(x**2)/2",), "breaks": ("t_near",)}),
]


@pytest.mark.parametrize(("strategy", "found"), FORGED)
def test_forged_evidence_for_a_principal_value_is_refused(strategy: str, found: dict[str, tuple[str, ...]]) -> None:
    question = read_integral("1/x", "x", "-a", "a", "0", Reading("a positive"))
    evidence = Evidence(strategy, True, found, depth=4, point=question_point(question))
    certificate = OperationCertificate(Claim(question.statement, question.source_sha256), evidence)
    assert isinstance(check_operation(certificate, question.source), Refusal)


def question_point(question: OperationQuestion) -> Point:
    return {name: (Fraction(2), Fraction(0)) for name in question.domains}


def test_a_telescoping_sum_may_have_constant_factors() -> None:
    reading = Reading("a positive, b positive, c positive")
    right = "a*(2*c + 3)/(2*b*(c + 1)*(c + 2))"
    assert proved(judge(read_sum("a/(b*(c + k)*(c + k + 2))", "k", "1", "oo", right, reading)))
    assert not proved(judge(read_sum("a/(b*(c + k)*(c + k + 2))", "k", "1", "oo", right + "*2", reading)))
