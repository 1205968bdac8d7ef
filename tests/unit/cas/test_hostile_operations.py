"""Hostile questions are refused by the gate or answered within their time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from trivium.cas.certificate.model import Claim, Refusal
from trivium.cas.certificate.operations.check import check_operation
from trivium.cas.certificate.operations.evidence import Evidence, OperationCertificate
from trivium.cas.errors import InputError
from trivium.cas.operations import (
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

DEEP = "(" * 3000 + "x" + ")" * 3000
WIDE = "+".join(["x"] * 20_000)

REFUSED: list[Callable[[], OperationQuestion]] = [
    lambda: read_limit("9**9**9**9*x", "x", "0", "0"),
    lambda: read_limit("factorial(10**8)*x", "x", "0", "0"),
    lambda: read_antiderivative(DEEP, "x", "x"),
    lambda: read_antiderivative(WIDE, "x", "x"),
    lambda: read_integral("x", "x", "0", "2**(10**10)", "1"),
    lambda: read_series("x", "x", "0", 10**6, "1"),
    lambda: read_series("(x + y + z)**4000", "x", "0", 3, "1"),
    lambda: read_ode("y" + "'" * 40 + " = y", "y", "x", "exp(x)"),
    lambda: read_matrix("[[" + ", ".join(["1"] * 60) + "]]", "[[1]]"),
    lambda: read_sum("k", "__class__", "0", "1", "1"),
    lambda: read_limit("__import__('os')", "x", "0", "0"),
]


@pytest.mark.parametrize("ask", REFUSED)
def test_what_would_cost_too_much_is_refused_at_once(ask: Callable[[], OperationQuestion]) -> None:
    began = time.process_time()
    with pytest.raises(InputError):
        ask()
    assert time.process_time() - began < 0.5


WALL = 1.0
ANSWERED: list[OperationQuestion] = [
    read_sum("k", "k", "1", "10**18", "5"),
    read_sum("1/(k**2 + k**(1/3) + sin(k))", "k", "1", "oo", "2"),
    read_integral("sin(1/x)*exp(exp(x))", "x", "0", "30", "1"),
    read_integral("x**(10**9)", "x", "0", "1", "0"),
    read_series("exp(exp(exp(sin(x + exp(x)))))", "x", "0", 20, "1"),
    read_limit("exp(exp(x))**(sin(x) + x**x)/gamma(x)**x", "x", "oo", "0"),
    read_limit("log(log(log(log(x))))", "x", "oo", "oo"),
    read_solutions("x**399 - x - 1 = 0", "x", []),
    read_solutions("sin(1/x) = 0", "x", [], Reading("x (0, 1)")),
    read_inequality("sin(x*y*z*w)", "<=", "1 + x*y*z*w", Reading("x [0, 1], y [0, 1], z [0, 1], w [0, 1]")),
    read_antiderivative("(x + y)**60", "x", "(x + y)**61/61 + sin(x)/10**30"),
    read_matrix("[[x, y], [y, x]]**12", "[[x, y], [y, x]]**11*[[y, x], [x, y]]"),
    read_ode("y'''''''' = y", "y", "x", "exp(x)*sin(x)*cos(x)*tan(x)"),
]


@pytest.mark.parametrize("question", ANSWERED, ids=lambda question: question.statement[:50])
def test_what_is_hard_is_answered_within_its_time(question: OperationQuestion) -> None:
    began = time.process_time()
    check_operation_question(question, deadline=time.monotonic() + WALL)
    assert time.process_time() - began < WALL + 0.5


def test_a_hostile_certificate_is_refused() -> None:
    question = read_limit("sin(x)/x", "x", "0", "1")
    claim = Claim(question.statement, question.source_sha256)
    for evidence in (
        Evidence("expansion", True, depth=10**9),
        Evidence("expansion", True, {"scales +": ("x" * 100,) * 50}, depth=24),
        Evidence("expansion", True, {"scales +": ("exp(" * 200 + "t_near" + ")" * 200,)}, depth=24),
        Evidence("expansion", True, {"scales +": ("1/t_near**2", "1/t_near")}, depth=4),
        Evidence("", True, precision=10**6),
    ):
        began = time.process_time()
        assert isinstance(check_operation(OperationCertificate(claim, evidence), question.source), Refusal)
        assert time.process_time() - began < 2
