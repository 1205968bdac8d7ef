"""Problems are read strictly; proposals are read strictly; only what the checker proves is an answer."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from trivium.cas.errors import InputError
from trivium.cas.reader import print_expression, read_expression
from trivium.cas.solve import Problem, Proposal, Solution, read_problem, solve
from trivium.cas.solve.dialects import DIALECTS, FRICAS, GIAC, MAXIMA, UnsupportedError
from trivium.cas.solve.problem import derivatives
from trivium.cas.solve.sympy_engine import Task, answers
from trivium.cas.solve.trees import to_plain

POSITIVE = "A positive, B positive, F positive"


def solved(text: str, *proposals: str, assume: str = "", hints: tuple[str, ...] = ()) -> Solution:
    offered = [Proposal("test", proposal, hints) for proposal in proposals]
    return solve(read_problem(text, assume), offered, deadline=time.monotonic() + 20)


def test_the_first_proved_proposal_is_the_answer() -> None:
    found = solved("integrate(1/x, x)", "1/x", "log(x) + )", "log(abs(x))", "log(abs(x)) + 1")
    assert found.proved
    assert found.answer == "log(abs(x))"
    assert [(rejected.refuted, rejected.proposal.answer) for rejected in found.rejected] == [
        (True, "1/x"),
        (False, "log(x) + )"),
    ]


@pytest.mark.parametrize(
    ("text", "wrong", "assume"),
    [
        ("limit(A*(F*x - 4*B)/(sqrt(F)*sqrt(x) - 2*sqrt(B)), x, 4*B/F)", "0", POSITIVE),
        (
            "integrate(A/(B + (F*x)**3), x)",
            "A*log(B**(1/3)/F + x)/(3*B**(2/3)*F)",
            POSITIVE,
        ),
        ("integrate((F - x**2)**(-1/2), x, 0, 1)", "sqrt(F - 1)/2 + F*asin(1/sqrt(F))/2", "F (1,oo)"),
        ("integrate(sqrt(x**2), x)", "x**2/2", ""),
        ("simplify(sqrt(x**2))", "x", ""),
        ("sum(k, k, 1, n)", "n**2/2", "n positive integer"),
        ("series(exp(x), x, 0, 4)", "1 + x + x**2/2", ""),
    ],
)
def test_wrong_proposals_are_never_proved(text: str, wrong: str, assume: str) -> None:
    """The first three are answers that computer algebra systems were seen to give."""
    assert not solved(text, wrong, assume=assume).proved


def test_nothing_proposed_is_nothing_answered() -> None:
    found = solved("integrate(x**x, x)")
    assert not found.proved
    assert not found.answer


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x + 1", "line 1, column 1"),
        ("integrate(x", "line 1, column 10"),
        ("integrate(x, x, 1)", "line 1, column 1"),
        ("integrate(x, 2)", "line 1, column 14"),
        ("integrate(x, x) + 1", "line 1, column 17"),
        ("limit(x, x, 0, above)", "line 1, column 16"),
        ("series(x, x, 0, 10**9)", "line 1, column 17"),
        ("integrate(__import__(x), x)", "line 1, column 11"),
        ("system(x, x)", "line 1, column 1"),
    ],
)
def test_what_is_no_problem_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        read_problem(text)
    assert str(caught.value.place).startswith(place)


def test_statements_are_canonical() -> None:
    assert read_problem("integrate( x^2 ,x,0,t)", "t positive").statement == "integrate(x**2, x, 0, t)  [t positive]"
    assert read_problem("Sum(1/k**2, (k, 1, oo))").statement == read_problem("sum(1/k**2, k, 1, oo)").statement
    assert read_problem("integrate(x, (x, 0, (1 + 2)*3))").statement == "integrate(x, x, 0, (1 + 2)*3)"
    assert read_problem("limit(1/x,x,0,right)").statement == "limit(1/x, x, 0, right)"
    assert read_problem("solve(x^2=4,x)").statement == "solve(x**2 - 4 = 0, x)  [x real]"


HOSTILE = read_problem("integrate(system*E1/(I2 + x), x)")


def test_no_name_of_the_caller_reaches_another_system() -> None:
    for dialect in DIALECTS.values():
        script = dialect.write(HOSTILE)
        assert "system" not in script.replace(")set messages type off", "")
        assert "v2" in script


@pytest.mark.parametrize(
    ("engine", "output"),
    [
        ("giac", "// Maximum number of parallel threads 2\n-1/2*ln(v1^2+1)+pi*i\n"),
        ("maxima", "x\nANSWER -log(v1^2+1)/2+%pi*%i\n"),
        ("fricas", ' (1) -> \n   (2)\n  "((-1)*log(v1^2+1)+2*%pi*%\n  i)/2"\n'),
    ],
)
def test_answers_of_each_system_are_read_back(engine: str, output: str) -> None:
    problem = read_problem("integrate(x/(1 + x**2), x)")
    text = DIALECTS[engine].read(output, problem)
    assert "log(x**2 + 1)" in text
    assert "pi*I" in text


@pytest.mark.parametrize("dialect", [GIAC, MAXIMA, FRICAS])
@pytest.mark.parametrize("output", ["", "undef", "ANSWER integrate(f(x),x)", '"%root(3)"', "`rm -rf`", '"a[1]"'])
def test_other_output_is_no_answer(dialect: object, output: str) -> None:
    problem = read_problem("integrate(x, x)")
    with pytest.raises((InputError, UnsupportedError)):
        print(DIALECTS[dialect.engine].read(output, problem))  # type: ignore[attr-defined]


def _task(problem: Problem) -> Task:
    return Task(
        problem.operation,
        to_plain(problem.expression),
        problem.variable,
        [to_plain(bound) for bound in problem.bounds],
        problem.direction,
        problem.order,
        {name: str(domain) for name, domain in problem.domains.items()},
        derivatives=derivatives(problem) if problem.function else None,
    )


@pytest.mark.parametrize(
    ("text", "assume"),
    [
        ("integrate(x*exp(x)*cos(x), x)", ""),
        ("integrate(exp(-a*x), x, 0, oo)", "a positive"),
        ("limit((1 - cos(x))/x**2, x, 0)", ""),
        ("sum(k**2, k, 1, n)", "n positive integer"),
        ("series(exp(sin(x)), x, 0, 6)", ""),
        ("solve(x**2 = 4, x)", ""),
        ("dsolve(y_x + 2*y = exp(-x), y, x, 0, 1)", ""),
        ("simplify(sqrt(5 + 2*sqrt(6)) - sqrt(2))", ""),
    ],
)
def test_sympy_proposes_what_is_proved(text: str, assume: str) -> None:
    problem = read_problem(text, assume)
    offered = [Proposal("sympy", answer, hints) for answer, hints in answers(_task(problem))]
    assert solve(problem, offered, deadline=time.monotonic() + 20).proved


def test_a_substitution_of_the_caller_finds_what_sympy_does_not() -> None:
    problem = read_problem("integrate(cos(log(x))/x, x)", "x positive")
    task = _task(problem)
    substituted = replace(task, substitution=to_plain(read_expression("log(x)")))
    first = next(answers(substituted))
    assert print_expression(read_expression(first[0])) == "sin(log(x))"
