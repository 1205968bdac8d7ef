"""Roots of one radicand, of whatever sign, through the root of their common degree."""

from __future__ import annotations

import time

import pytest

from trivium.cas import Proved, Refuted, check_equal, read_equation
from trivium.cas.operations import Decided, Reading, check_operation_question, read_solutions

EQUAL = [
    ("sqrt(4*x - 5) = ((4*x - 5)**(1/4))**2", ""),
    ("1/(x**(1/4) + x**(3/4)) = 1/(x**(1/4)*(1 + sqrt(x)))", ""),
    ("sqrt(x) = (x**(1/6))**3", "x complex"),
    ("x**(1/3)*x**(1/2) = x**(5/6)", "x complex"),
]
NOT_EQUAL = [
    ("sqrt(x) = -(x**(1/4))**2", ""),
    ("(x**2)**(1/4) = sqrt(x)", ""),
    ("(x**3)**(1/6) = sqrt(x)", "x complex"),
    ("(x**(1/2))**3 = (x**3)**(1/2)", "x complex"),
    ("(1/x)**(1/2) = 1/x**(1/2)", ""),
    ("(x**(4/3))**(3/4) = x", "x complex"),
]


@pytest.mark.parametrize(("text", "assume"), EQUAL)
def test_a_root_is_a_power_of_a_root_of_higher_degree(text: str, assume: str) -> None:
    outcome = check_equal(read_equation(text, assume), deadline=time.monotonic() + 10).outcome
    assert isinstance(outcome, Proved)


@pytest.mark.parametrize(("text", "assume"), NOT_EQUAL)
def test_the_angle_of_a_root_is_not_lost(text: str, assume: str) -> None:
    outcome = check_equal(read_equation(text, assume), deadline=time.monotonic() + 10).outcome
    assert isinstance(outcome, Refuted)


def test_a_wrong_answer_with_parameters_is_refuted_without_a_fault() -> None:
    reading = Reading("x positive, y positive, a positive")
    question = read_solutions("log(x, 2*a) = log(y, 2*a)/(a - 1)", "y", ["x**(1/a)"], reading)
    outcome = check_operation_question(question, deadline=time.monotonic() + 10).outcome
    assert isinstance(outcome, Decided)
    assert not outcome.proved
