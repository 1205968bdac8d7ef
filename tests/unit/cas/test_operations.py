"""Integrals, limits, series and sums: right answers are proved, wrong ones refuted, and each verdict is replayed."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from trivium.cas.certificate.model import Acceptance, Refusal
from trivium.cas.certificate.operations.check import check_operation
from trivium.cas.decide.judgement import Unknown, UnknownReason
from trivium.cas.errors import InputError
from trivium.cas.operations import (
    Decided,
    Initial,
    OperationJudgement,
    OperationQuestion,
    Reading,
    check_operation_question,
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


def judge(question: OperationQuestion, *hints: str, wall: float = 10.0) -> OperationJudgement:
    return check_operation_question(question, deadline=time.monotonic() + wall, hints=hints)


def verdict(judgement: OperationJudgement) -> str:
    if isinstance(judgement.outcome, Unknown):
        return f"unknown: {judgement.outcome.detail}"
    return "proved" if judgement.outcome.proved else "refuted"


ANTIDERIVATIVES = [
    ("1/x", "log(abs(x))", "", "proved"),
    ("1/x", "log(x)", "", "proved"),
    ("1/x", "log(3*x) + C", "", "proved"),
    ("1/x", "log(x**2)", "", "refuted"),
    ("tan(x)", "-log(cos(x))", "", "proved"),
    ("tan(x)", "log(cos(x))", "", "refuted"),
    ("x*exp(x)", "(x + 1)*exp(x)", "", "refuted"),
    ("sqrt(1 - x**2)", "(asin(x) + x*sqrt(1 - x**2))/2", "", "proved"),
    ("1/sqrt(1 - x**2)", "acos(x)", "", "refuted"),
    ("x**n", "x**(n + 1)/(n + 1)", "x positive, n positive", "proved"),
    ("abs(x)", "x*abs(x)/2", "", "proved"),
    ("exp(-x**2)", "sqrt(pi)/2*erf(x)", "", "proved"),
    ("1/(2 + cos(x))", "2/sqrt(3)*atan(tan(x/2)/sqrt(3))", "", "proved"),
    ("besselj(1, x)", "-besselj(0, x)", "", "proved"),
    ("sin(x)/x", "Si(x)", "", "proved"),
    ("exp(z)/(exp(z) + 1)", "log(exp(z) + 1)", "", "proved"),
]


@pytest.mark.parametrize(("integrand", "answer", "assume", "expected"), ANTIDERIVATIVES)
def test_an_antiderivative_is_judged_by_its_derivative(integrand: str, answer: str, assume: str, expected: str) -> None:
    variable = "z" if "z" in integrand else "x"
    assert verdict(judge(read_antiderivative(integrand, variable, answer, Reading(assume)))) == expected


def test_an_antiderivative_says_where_it_is_one() -> None:
    assert judge(read_antiderivative("1/x", "x", "log(x)")).valid_when == ("x != 0",)
    assert judge(read_antiderivative("1/x", "x", "log(x)", Reading("x positive"))).valid_when == ()


INTEGRALS = [
    ("x*exp(-x)", "0", "oo", "1", "-(x + 1)*exp(-x)", "proved"),
    ("1/(1 + x**2)", "-oo", "oo", "pi", "atan(x)", "proved"),
    ("1/(1 + x**2)", "-oo", "oo", "3", "atan(x)", "refuted"),
    ("log(x)", "0", "1", "-1", "x*log(x) - x", "proved"),
    ("abs(x)", "-1", "2", "5/2", "x*abs(x)/2", "proved"),
    ("1/x", "1", "oo", "oo", "log(x)", "proved"),
    ("1/x", "1", "oo", "10", "log(x)", "refuted"),
    ("1/x", "-1", "1", "0", "log(abs(x))", "refuted"),
    ("1/x**2", "-1", "1", "-2", "-1/x", "refuted"),
    ("exp(-a*x)", "0", "oo", "1/a", "-exp(-a*x)/a", "proved"),
    ("sin(x)**2", "0", "pi", "pi/2", "x/2 - sin(2*x)/4", "proved"),
    ("sin(x)**2", "0", "pi", "pi/3", "", "refuted"),
    ("sqrt(x)", "0", "4", "16/3", "2*x**(3/2)/3", "proved"),
    ("1/sqrt(x)", "0", "1", "2", "2*sqrt(x)", "proved"),
    ("exp(-x**2)", "-oo", "oo", "sqrt(pi)", "", "proved"),
    ("sqrt(1 - x**2)", "0", "1", "pi/4", "", "proved"),
    ("1/(1 + x**3)", "0", "1", "log(2)/3 + pi/(3*sqrt(3))", "", "proved"),
    ("sin(x)/x", "0", "oo", "pi/2", "", "proved"),
    ("x*log(x)**2", "0", "1", "1/4", "", "proved"),
    ("sin(x)**3", "0", "pi", "4/3", "", "proved"),
    ("tan(x)", "0", "pi/4", "log(2)/2", "", "proved"),
]


@pytest.mark.parametrize(("integrand", "lower", "upper", "answer", "hint", "expected"), INTEGRALS)
def test_a_definite_integral_is_judged_by_limits_at_its_ends(
    integrand: str, lower: str, upper: str, answer: str, hint: str, expected: str
) -> None:
    reading = Reading("a positive" if "a" in hint.replace("atan", "").replace("abs", "") else "")
    question = read_integral(integrand, "x", lower, upper, answer, reading)
    assert verdict(judge(question, *([hint] if hint else []))) == expected


def test_a_discontinuous_antiderivative_proves_no_definite_integral() -> None:
    """2/sqrt(3)*atan(tan(x/2)/sqrt(3)) jumps at pi; its ends alone would give 0."""
    question = read_integral("1/(2 + cos(x))", "x", "0", "2*pi", "0")
    assert verdict(judge(question, "2/sqrt(3)*atan(tan(x/2)/sqrt(3))")) == "refuted"


LIMITS = [
    ("sin(x)/x", "0", "1", "both", "proved"),
    ("sin(x)/x", "0", "2", "both", "refuted"),
    ("(1 + a/x)**x", "oo", "exp(a)", "both", "proved"),
    ("(1 - cos(a*x))/x**2", "0", "a**2/2", "both", "proved"),
    ("(sin(a + x) - sin(a))/x", "0", "cos(a)", "both", "proved"),
    ("abs(x)/x", "0", "1", "both", "refuted"),
    ("abs(x)/x", "0", "-1", "-", "proved"),
    ("1/x", "0", "oo", "+", "proved"),
    ("1/x", "0", "oo", "both", "refuted"),
    ("x**x", "0", "1", "+", "proved"),
    ("sin(x)/(x - pi)", "pi", "-1", "both", "proved"),
    ("x*sin(1/x)", "0", "0", "both", "proved"),
    ("x**5*exp(-x)", "oo", "0", "both", "proved"),
    ("(2**x + 4**x)**(1/x)", "oo", "4", "both", "proved"),
    ("factorial(x)**(1/x)/x", "oo", "exp(-1)", "both", "proved"),
    ("sqrt(x**2 + x) + x", "-oo", "-1/2", "both", "proved"),
    ("exp(exp(x + exp(-x)) - exp(x))", "oo", "E", "both", "proved"),
    ("log(x)", "0", "-oo", "+", "proved"),
    ("erf(x)", "-oo", "-1", "both", "proved"),
    ("abs(-sin(x)/x)**(1/x**2)", "0", "exp(-1/6)", "both", "proved"),
    ("abs((-sin(x)/x)**(1/x**2))", "0", "exp(-1/6)", "both", "proved"),
    ("abs((-sin(x)/x)**(1/x**2))", "0", "exp(1/6)", "both", "refuted"),
]


@pytest.mark.parametrize(("expression", "point", "answer", "direction", "expected"), LIMITS)
def test_a_limit_is_judged_by_an_expansion(
    expression: str, point: str, answer: str, direction: str, expected: str
) -> None:
    assert verdict(judge(read_limit(expression, "x", point, answer, direction))) == expected


SERIES = [
    ("exp(sin(x))", "0", 4, "1 + x + x**2/2", "proved"),
    ("exp(sin(x))", "0", 5, "1 + x + x**2/2", "refuted"),
    ("sqrt(1 + a*x)", "0", 3, "1 + a*x/2 - a**2*x**2/8", "proved"),
    ("log(x)", "2", 3, "log(2) + (x - 2)/2 - (x - 2)**2/8", "proved"),
    ("1/sin(x)", "0", 2, "1/x + x/6", "proved"),
    ("tan(x)", "0", 6, "x + x**3/3 + 2*x**5/15", "proved"),
    ("tan(x)", "0", 6, "x + x**3/3 + x**5/15", "refuted"),
]


@pytest.mark.parametrize(("expression", "point", "order", "answer", "expected"), SERIES)
def test_a_series_is_judged_up_to_its_order(
    expression: str, point: str, order: int, answer: str, expected: str
) -> None:
    assert verdict(judge(read_series(expression, "x", point, order, answer))) == expected


SUMS = [
    ("k", "1", "n", "n*(n + 1)/2", "", "proved"),
    ("k**2", "1", "n", "n*(n + 1)*(2*n + 1)/6", "", "proved"),
    ("k**2", "1", "n", "n*(n + 1)*(2*n + 1)/5", "", "refuted"),
    ("k*factorial(k)", "1", "n", "factorial(n + 1) - 1", "", "proved"),
    ("1/(k*(k + 1))", "1", "oo", "1", "-1/k", "proved"),
    ("1/2**k", "0", "oo", "2", "-2/2**k", "proved"),
    ("(-1/2)**k", "0", "oo", "2/3", "-2/3*(-1/2)**k", "proved"),
    ("x**k", "0", "oo", "1/(1 - x)", "x**k/(x - 1)", "proved"),
    ("k", "1", "oo", "oo", "k*(k - 1)/2", "proved"),
    ("k*x**k", "1", "oo", "x/(1 - x)**2", "", "proved"),
    ("1/(4*k**2 - 1)", "1", "oo", "1/2", "", "proved"),
    ("1/k**2", "1", "oo", "pi**2/6", "", "proved"),
    ("1/k**2", "1", "oo", "5/3", "", "refuted"),
    ("1/factorial(k)", "0", "oo", "E", "", "proved"),
    ("1/factorial(k)", "0", "oo", "27/10", "", "refuted"),
    ("x**k/factorial(k)", "1", "oo", "exp(x) - 1", "", "proved"),
    ("1/(k**2 + 1)", "1", "oo", "1", "", "refuted"),
    ("(1/2)**(2*k + 1)/(2*k + 1)", "0", "oo", "log(3)/2", "", "proved"),
    ("(1/2)**(2*k + 1)/(2*k + 1)", "0", "oo", "log(2)/2", "", "refuted"),
]


@pytest.mark.parametrize(("summand", "lower", "upper", "answer", "hint", "expected"), SUMS)
def test_a_sum_is_judged_by_telescoping(
    summand: str, lower: str, upper: str, answer: str, hint: str, expected: str
) -> None:
    reading = Reading("n positive integer" if upper == "n" else "x (-1, 1)" if "x" in summand else "")
    question = read_sum(summand, "k", lower, upper, answer, reading)
    assert verdict(judge(question, *([hint] if hint else []))) == expected


def test_a_telescoper_with_a_pole_in_the_range_proves_nothing() -> None:
    """1/(k*(k + 1)) is not defined at 0, though -1/k telescopes from -1 on."""
    assert verdict(judge(read_sum("1/(k*(k + 1))", "k", "-3", "oo", "1/3 + 1"), "-1/k")).startswith("unknown")


def test_a_certificate_answers_its_own_question_only() -> None:
    question = read_limit("sin(x)/x", "x", "0", "1")
    outcome = judge(question).outcome
    assert isinstance(outcome, Decided)
    assert isinstance(check_operation(outcome.certificate, question.source), Acceptance)
    same = read_limit("sin(x) / x", "x", "0", "2/2")
    for other in (read_limit("sin(x)/x", "x", "0", "2"), read_limit("sin(2*x)/x", "x", "0", "1"), same):
        assert isinstance(check_operation(outcome.certificate, other.source), Refusal)
    again = read_limit("sin( x )/x", "x", "0", "1").source
    assert isinstance(check_operation(outcome.certificate, question.source, again), Acceptance)
    assert isinstance(check_operation(outcome.certificate, question.source, same.source), Acceptance)
    lie = replace(outcome.certificate, evidence=replace(outcome.certificate.evidence, proves=False))
    assert isinstance(check_operation(lie, question.source), Refusal)


def test_a_variable_that_is_bound_may_not_be_assumed_or_used_outside() -> None:
    with pytest.raises(InputError):
        read_limit("sin(x)/x", "x", "0", "x")
    with pytest.raises(InputError):
        read_integral("x", "x", "0", "1", "1/2", Reading("x positive"))
    with pytest.raises(InputError):
        read_sum("k", "pi", "0", "n", "1")


def test_an_answer_that_is_never_defined_is_not_decided() -> None:
    outcome = judge(read_integral("x", "x", "0", "1", "1/(1 - 1)")).outcome
    assert isinstance(outcome, Unknown)
    assert outcome.reason is UnknownReason.NOWHERE_DEFINED


def test_no_question_outlives_its_deadline() -> None:
    began = time.monotonic()
    judge(read_limit("exp(exp(x))**(sin(x) + x**x)/gamma(x)**x", "x", "oo", "0"), wall=0.3)
    assert time.monotonic() - began < 1.5


ODES = [
    ("y'' + y = 0", "A*sin(x) + B*cos(x)", [], "proved"),
    ("y''(x) + y(x) = 0", "sin(x)", [Initial(0, "0", "0"), Initial(1, "0", "1")], "proved"),
    ("y' = y", "2*exp(x)", [Initial(0, "0", "1")], "refuted"),
    ("y' = y**2", "1/(C - x)", [], "proved"),
    ("x*y' = y", "x**2", [], "refuted"),
    ("y_xx - 3*y_x + 2*y = exp(3*x)", "exp(3*x)/2", [], "proved"),
]


@pytest.mark.parametrize(("equation", "answer", "initial", "expected"), ODES)
def test_a_differential_equation_is_judged_by_substitution(
    equation: str, answer: str, initial: list[Initial], expected: str
) -> None:
    assert verdict(judge(read_ode(equation, "y", "x", answer, initial))) == expected


SOLUTIONS = [
    ("x**2 = 2", ["sqrt(2)", "-sqrt(2)"], "", "proved"),
    ("x**2 = 2", ["sqrt(2)"], "", "refuted"),
    ("x**2 = 2", ["sqrt(2)"], "x positive", "proved"),
    ("x**2 = 2", ["-sqrt(2)"], "x positive", "refuted"),
    ("x**3 = 1", ["1"], "", "proved"),
    ("x**3 = 1", ["1"], "x complex", "refuted"),
    ("x**3 = 1", ["1", "(-1 + I*sqrt(3))/2", "(-1 - I*sqrt(3))/2"], "x complex", "proved"),
    ("a*x**2 + b*x = 0", ["0", "-b/a"], "a positive, b real, x complex", "proved"),
    ("x**5 - x - 1 = 0", [], "", "refuted"),
    ("x**2 + 1 = 0", [], "", "proved"),
    ("(x**2 - 1)/(x - 1) = 0", ["-1"], "", "proved"),
    ("(x**2 - 1)/(x - 1) = 0", ["-1", "1"], "", "refuted"),
    ("sin(x) = 0", ["0", "pi", "-pi"], "x (-4, 4)", "proved"),
    ("sin(x) = 0", ["0", "pi"], "x (-4, 4)", "refuted"),
    ("exp(x) = 2", ["log(2)"], "", "proved"),
    ("exp(x) = -1", [], "", "proved"),
    ("exp(x) = -1", ["I*pi"], "", "refuted"),
    ("2*x = 1", [], "x integer", "proved"),
    ("log(x, 2*a) = b", ["(2*a)**b"], "x positive, a positive, b real", "proved"),
    ("a*x = 0", ["0"], "a real", "unknown: the checker refused a proposal: the leading coefficient may vanish"),
]


@pytest.mark.parametrize(("equation", "answers", "assume", "expected"), SOLUTIONS)
def test_a_solution_set_is_judged_with_its_completeness(
    equation: str, answers: list[str], assume: str, expected: str
) -> None:
    assert verdict(judge(read_solutions(equation, "x", answers, Reading(assume)))) == expected


INEQUALITIES = [
    ("x**2 + 1", ">=", "2*x", "", "proved"),
    ("x**2 + 1", ">", "2*x", "", "refuted"),
    ("exp(x)", ">=", "1 + x", "x [-1, 1]", "proved"),
    ("sin(x)", "<=", "x", "x [0, 2]", "proved"),
    ("cos(x)", ">=", "1 - x**2/2", "x [-1, 1]", "proved"),
    ("x**2 + y**2", ">=", "2*x*y", "", "proved"),
    ("x*y*(1 - x)", "<", "1/3", "x [0, 1], y [0, 1]", "proved"),
    ("x*y*(1 - x)", "<", "1/5", "x [0, 1], y [0, 1]", "refuted"),
    ("log(x)", "<=", "x - 1", "x [1/2, 2]", "proved"),
    ("1/x", ">", "0", "x [-1, 1]", "refuted"),
]


@pytest.mark.parametrize(("left", "relation", "right", "assume", "expected"), INEQUALITIES)
def test_an_inequality_is_judged_on_its_box(left: str, relation: str, right: str, assume: str, expected: str) -> None:
    assert verdict(judge(read_inequality(left, relation, right, Reading(assume)))) == expected


MATRICES = [
    ("[[1, x], [0, 1]]**-1", "[[1, -x], [0, 1]]", "proved"),
    ("[[a, b], [c, d]]*[[d, -b], [-c, a]]", "(a*d - b*c)*[[1, 0], [0, 1]]", "proved"),
    ("[[a, b], [c, d]]**T", "[[a, b], [c, d]]", "refuted"),
    ("[[cos(x), -sin(x)], [sin(x), cos(x)]]**2", "[[cos(2*x), -sin(2*x)], [sin(2*x), cos(2*x)]]", "proved"),
]


@pytest.mark.parametrize(("left", "right", "expected"), MATRICES)
def test_matrices_are_judged_entry_by_entry(left: str, right: str, expected: str) -> None:
    assert verdict(judge(read_matrix(left, right))) == expected


def test_matrices_of_other_shapes_are_refused() -> None:
    for left, right in (("[[1, 2]]*[[1, 2]]", "[[1]]"), ("[[1, 2]]", "[[1], [2]]"), ("[[1, 2], [3]]", "[[1]]")):
        with pytest.raises(InputError):
            read_matrix(left, right)
