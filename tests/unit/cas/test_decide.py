"""Verdicts: the labelled pairs, the conventions, and the honest third answer."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from trivium.cas import (
    Judgement,
    Options,
    Proved,
    Refuted,
    Unknown,
    UnknownReason,
    check_equal,
    read_equation,
    read_sides,
)

PAIRS = Path(__file__).resolve().parents[2] / "data" / "cas" / "pairs.txt"
ROWS = [
    tuple(part.strip() for part in line.split("|"))
    for line in PAIRS.read_text().splitlines()
    if line.strip() and not line.startswith("#")
]


OPEN = {
    ("atan(sqrt((1-cos(x))/(1+cos(x))))", "x/2"),
    ("asinh(tan(x))", "log(sec(x)+tan(x))"),
    ("acosh(cosh(x))", "abs(x)"),
    ("cos(acos(x)/2)", "sqrt((1+x)/2)"),
    ("log(cosh(x))", "abs(x)+log((1+exp(-2*abs(x)))/2)"),
    ("floor(2*x)", "floor(x)+floor(x+1/2)"),
    ("polygamma(1,x)+polygamma(1,1-x)", "pi**2/sin(pi*x)**2"),
    ("polylog(3,x)+polylog(3,-x)", "polylog(3,x**2)/4"),
    ("LambertW(x)+log(LambertW(x))", "log(x)"),
    ("(-1)**(n*(n+1))", "1"),
}
"""Equal pairs that are not decided yet."""


def decide(text: str, assume: str = "", *, real_valued: bool = False, wall: float = 10.0) -> Judgement:
    question = read_equation(text, assume, Options(real_valued=real_valued))
    return check_equal(question, deadline=time.monotonic() + wall)


def test_there_are_enough_pairs() -> None:
    assert len(ROWS) >= 200
    assert len(OPEN) <= len(ROWS) * 0.02


@pytest.mark.parametrize(("lhs", "right", "wrong", "assume"), ROWS, ids=[f"{row[0]}={row[1]}" for row in ROWS])
def test_labelled_pair(lhs: str, right: str, wrong: str, assume: str) -> None:
    equal = check_equal(read_sides(lhs, right, assume), deadline=time.monotonic() + 10).outcome
    assert isinstance(equal, Unknown if (lhs, right) in OPEN else Proved)
    unequal = check_equal(read_sides(lhs, wrong, assume), deadline=time.monotonic() + 10).outcome
    assert isinstance(unequal, Refuted)


def test_rational_functions_are_proved_after_two_points() -> None:
    found = decide("(x + y)**7 == (x + y)**5 * (x**2 + 2*x*y + y**2)")
    assert isinstance(found.outcome, Proved)
    assert found.counts["points"] == 2


@pytest.mark.parametrize("text", ["(x - 5/7)*(x + 4/3) == 0", "x*(x - 5/7)*(x + 4/3)/x == 0"])
def test_rational_functions_that_agree_at_the_first_points_are_refuted(text: str) -> None:
    found = decide(text)
    assert isinstance(found.outcome, Refuted)
    assert found.counts["points"] >= 2


def test_nowhere_defined_is_unknown() -> None:
    for text in ("1/(x-x) = 7", "log(0) = log(0)", "oo = oo"):
        outcome = decide(text).outcome
        assert isinstance(outcome, Unknown)
        assert outcome.reason is UnknownReason.NOWHERE_DEFINED


def test_real_valued_makes_complex_values_undefined() -> None:
    assert isinstance(decide("sqrt(x)**2 = x").outcome, Proved)
    assert isinstance(decide("sqrt(x)*sqrt(x-1) = sqrt(x**2-x)").outcome, Refuted)
    assert not isinstance(decide("sqrt(x)*sqrt(x-1) = sqrt(x**2-x)", real_valued=True).outcome, Refuted)


def test_conditions_are_named() -> None:
    assert decide("x**2/x = log(exp(x))").valid_when == ("x != 0", "exp(x) != 0")


def test_a_passed_deadline_is_unknown() -> None:
    outcome = decide("sin(x)**2 + cos(x)**2 = 1", wall=-1).outcome
    assert isinstance(outcome, Unknown)
    assert outcome.reason is UnknownReason.BUDGET_EXHAUSTED


@pytest.mark.parametrize(
    "text",
    [
        "(a+b+c+d+f+g)**40 = (a+b+c+d+f+g)**39*(a+b+c+d+f+g)",
        "sin(x+y+z+t)**12 = sin(t+z+y+x)**12",
        "exp(exp(exp(exp(x)))) = exp(exp(exp(exp(x))))+1",
        "(1/3)**(1/7)**(1/11)**(1/13)*x = x",
        "gamma(10**6*x+1)/gamma(10**6*x) = 10**6*x",
    ],
)
def test_dear_formulas_end_inside_the_budget(text: str) -> None:
    started = time.monotonic()
    decide(text, wall=2.0)
    assert time.monotonic() - started < 4.0


def test_cuts_are_never_mistaken_for_counterexamples() -> None:
    for text in (
        "log(-1) = I*pi",
        "sqrt(-4) = 2*I",
        "log(exp(I*pi)) = I*pi",
        "sqrt(exp(2*I*pi)) = 1",
        "log((sqrt(2)-sqrt(3))*(sqrt(2)+sqrt(3))) = I*pi",
        "asin(2) = pi/2 - acos(2)",
        "sqrt(-x**2) = I*abs(x)",
    ):
        assert not isinstance(decide(text).outcome, Refuted), text


@pytest.mark.parametrize(
    ("text", "assume", "verdict"),
    [
        ("x**2/x = x", "", Refuted),
        ("x**2/x = x", "x positive", Proved),
        ("(x**2-1)/(x-1) = x+1", "", Refuted),
        ("(x**2-1)/(x-1) = x+1", "x (-1,1)", Proved),
        ("1/(x-1) - 1/(x+1) = 2/(x**2-1)", "", Proved),
        ("log(x**2) = 2*log(abs(x))", "", Proved),
        ("x*log(x)/log(x) = x", "x positive", Refuted),
        ("gamma(x+1) = x*gamma(x)", "", Refuted),
        ("sin(x)/cos(x) = tan(x)", "", Proved),
        ("exp(log(x)) = x", "", Refuted),
        ("1/z - 1/(z+1) = 1/(z**2+z)", "z complex", Proved),
        ("x = x + 1", "", Refuted),
    ],
)
def test_the_same_domain_can_be_asked_for(text: str, assume: str, verdict: type) -> None:
    question = read_equation(text, assume, Options(same_domain=True))
    assert isinstance(check_equal(question, deadline=time.monotonic() + 10).outcome, verdict)


def test_the_same_domain_and_real_values() -> None:
    options = Options(real_valued=True, same_domain=True)
    question = read_equation("sqrt(x)**2 = x", "", options)
    assert isinstance(check_equal(question, deadline=time.monotonic() + 10).outcome, Refuted)
    question = read_equation("sqrt(x)**2 = x", "x nonnegative", options)
    assert isinstance(check_equal(question, deadline=time.monotonic() + 10).outcome, Proved)
