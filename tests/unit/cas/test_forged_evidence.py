"""Evidence whose terms have no value somewhere proves nothing there: what is multiplied in may not take points out."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest

from trivium.cas.certificate.model import Claim, Method, Refusal
from trivium.cas.certificate.operations.check import check_operation
from trivium.cas.certificate.operations.evidence import Evidence, OperationCertificate
from trivium.cas.certificate.reading import read_term
from trivium.cas.decide.budget import Budget
from trivium.cas.operations import OperationQuestion, Reading, read_solutions, read_sum
from trivium.cas.operations.prover import Prover

ONE = ((Fraction(1),),)


def equalities(question: OperationQuestion, claimed: dict[str, tuple[str, str]], *bound: str) -> dict[str, Method]:
    """Proofs of equalities that hold nearly everywhere."""
    regions = question.task.regions(bound)
    point = {name: (Fraction(3), Fraction(0)) for name in regions}
    prover = Prover(regions, point, Budget(time.monotonic() + 10, time.monotonic))
    for name, (left, right) in claimed.items():
        assert prover.show_equal(name, read_term(left), read_term(right), regions), name
    return prover.equalities


def refused(question: OperationQuestion, evidence: Evidence) -> bool:
    certificate = OperationCertificate(Claim(question.statement, question.source_sha256), evidence)
    return isinstance(check_operation(certificate, question.source), Refusal)


SOLUTIONS = [
    ("a*x = 0", "0", "a real", "factors", {"leading": ("1",), "denominator": ("1/a",)}, "a*x*(1/a)", "x"),
    ("a*x = 0", "0", "a real", "factors", {"leading": ("1/a",), "denominator": ("1/a**2",)}, "a*x*(1/a**2)", "x/a"),
    ("(x - 1)*(x - 2) = 0", "2", "", "polynomial", {"coefficients": ("-2", "1"), "denominator": ("1/(x - 1)",)},
     "(x - 1)*(x - 2)*(1/(x - 1))", "x - 2"),
    ("(x - a)*(x - 2*a) = 0", "2*a", "a positive", "factors", {"leading": ("1",), "denominator": ("1/(x - a)",)},
     "(x - a)*(x - 2*a)*(1/(x - a))", "x - 2*a"),
]  # fmt: skip


@pytest.mark.parametrize(("equation", "answer", "assume", "strategy", "found", "left", "right"), SOLUTIONS)
def test_a_multiplier_may_not_divide_a_solution_away(
    equation: str, answer: str, assume: str, strategy: str, found: dict[str, tuple[str, ...]], left: str, right: str
) -> None:
    question = read_solutions(equation, "x", [answer], Reading(assume))
    at_answer = equation.partition("=")[0].replace("x", f"({answer})")
    shown = equalities(question, {strategy: (left, right), "answer 0": (at_answer, "0")}, "x")
    point = {name: (Fraction(3), Fraction(0)) for name in question.task.regions()}
    assert refused(question, Evidence(strategy, True, found, shown, point=point, cells=ONE))


def test_a_factor_that_is_one_nearly_everywhere_proves_no_sum() -> None:
    question = read_sum("sign(a)**2*x**k", "k", "0", "oo", "1/(1 - x)", Reading("a real, x (0, 1)"))
    claimed = {"summand": ("sign(a)**2*x**k", "a/a*x**k"), "value": ("a/a*(1/(1 - x))", "1/(1 - x)")}
    regions = question.task.regions(("k",))
    point = {name: (Fraction(1, 2), Fraction(0)) for name in regions}
    prover = Prover(regions, point, Budget(time.monotonic() + 10, time.monotonic))
    for name, (left, right) in claimed.items():
        prover.show_equal(name, read_term(left), read_term(right), regions)
    found = {"row": ("geometric",), "z": ("x",), "factor": ("a/a",)}
    here = {name: point[name] for name in question.task.regions()}
    assert refused(question, Evidence("series", True, found, prover.equalities, point=here))
