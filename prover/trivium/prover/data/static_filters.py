"""What can be said of a statement by looking at it: refusals, each with a reason, and warnings."""

from __future__ import annotations

from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.terms import INTEGERS, N, Z, alpha, free_variables, subterms
from trivium.prover.errors import UnsupportedStatement
from trivium.prover.statement import read_statement

_LONGEST = 500
_LONGEST_ENGLISH = 1200
_LARGEST = 10**15


def static_refusal(statement: Statement, formal: str, english: str) -> str:
    """Why a statement is not wanted, as a word in capitals; empty where nothing is against it."""
    hypotheses = [f for _, f in statement.hypotheses]
    goal = statement.goal
    if len(formal) > _LONGEST or len(english) > _LONGEST_ENGLISH:
        return "TOO_LONG"
    if any(t.op == "num" and t.value > _LARGEST for f in (*hypotheses, goal) for t in subterms(f)):
        return "NUMBER_TOO_LARGE"
    if goal in hypotheses or goal.op == "true":
        return "GOAL_IS_GIVEN"
    if goal.op in ("eq", "le", "iff", "imp") and goal.args[0] == goal.args[1]:
        return "GOAL_IS_REFLEXIVE"
    if len(set(hypotheses)) < len(hypotheses):
        return "HYPOTHESIS_TWICE"
    used = free_variables(goal).union(*map(free_variables, hypotheses))
    if any(name not in used for name, _ in statement.variables):
        return "UNUSED_VARIABLE"
    return _misread(statement, formal)


def _misread(statement: Statement, formal: str) -> str:
    """Whether the reader of statements takes the Lean text for something else than was meant."""
    try:
        read = read_statement(formal)
    except UnsupportedStatement:
        return "NOT_READ"
    meant = [alpha(f) for _, f in statement.hypotheses], alpha(statement.goal)
    same = read.variables == statement.variables and ([f for _, f in read.hypotheses], read.goal) == meant
    return "" if same else "READ_DIFFERENTLY"


def warnings(statement: Statement) -> tuple[str, ...]:
    """Operations that are total in Lean and partial for people."""
    terms = [t for f in (*(f for _, f in statement.hypotheses), statement.goal) for t in subterms(f)]
    found = []
    if any(t.op == "sub" and t.sort == N for t in terms):
        found.append("NATURAL_SUBTRACTION")
    if any(t.op == "div" and t.sort in INTEGERS for t in terms):
        found.append("WHOLE_DIVISION")
    if any(t.op == "mod" and t.sort == Z for t in terms):
        found.append("INTEGER_REMAINDER")
    if any(t.op in ("div", "mod") and t.args[1].op == "num" and t.args[1].value == 0 for t in terms):
        found.append("DIVISION_BY_ZERO")
    return tuple(found)
