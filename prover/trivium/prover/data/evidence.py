"""What is known of a statement before Lean is asked: a model of its hypotheses, a countermodel, a certified outcome.

All of it is exact, and counted in steps, so that it is the same on every machine.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from trivium.prover.certificate.arithmetic import model
from trivium.prover.certificate.arithmetic.errors import CheckerError, Undetermined
from trivium.prover.certificate.arithmetic.evaluation import Evaluator
from trivium.prover.certificate.arithmetic.model import Countermodel, Statement
from trivium.prover.certificate.arithmetic.terms import NUMBERS, N, P, Term, Z, num
from trivium.prover.certificate.arithmetic.values import Value
from trivium.prover.data.lean_text import CORE, term_text
from trivium.prover.data.models import tried
from trivium.prover.decide import decide
from trivium.prover.decide.countermodels import find_countermodel
from trivium.prover.errors import UnsupportedStatement

_FUEL = 20_000
STEP = 1e-3
"""What a reading of the clock that counts adds."""
_TABLE = 64
_FALSE = Term("false", P)


@dataclass(slots=True)
class Steps:
    """A clock that counts how often it was read."""

    reads: int = 0

    def __call__(self) -> float:
        """Thousandths since the first reading."""
        self.reads += 1
        return self.reads * STEP


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a statement."""

    certified: str
    """`proved`, `refuted`, `vacuous` by a certificate that was replayed, or by a full truth table; or nothing."""
    satisfiable: bool
    """Values at which all hypotheses hold were evaluated."""
    model: tuple[tuple[str, str], ...]
    """Values of the variables, as Lean text, at which the hypotheses are meant to hold; none where none are known."""
    refuting: bool
    """Whether the goal fails at the model."""


def evidence(
    statement: Statement, formal: str, witness: Mapping[str, int | str], steps: int, *, meant_false: bool = False
) -> Evidence:
    """What is known of a statement.

    Args:
        statement: the statement.
        formal: its Lean text.
        witness: values that its source proposes for its variables.
        steps: of the certificate engine, for each question.
        meant_false: whether its source made it to be false: said of it where nothing can be evaluated.
    """
    functions = any(sort.name == "fun" for _, sort in statement.variables)
    if statement.variables and all(sort == P for _, sort in statement.variables):
        return _tabulated(statement)
    certified, values = _decided(formal, steps // 3 if functions else steps)
    if values is not None:
        return Evidence(certified, True, values, True)
    numbers, goal = _numbers(statement, witness), statement.goal
    if numbers is None or not _holds(statement.hypotheses, numbers) or (certified == "" and not _fails(goal, numbers)):
        numbers = tried(statement, certified == "") or numbers or _searched(statement, steps)
    if numbers is not None and _holds(statement.hypotheses, numbers):
        shown = tuple((name, str(value)) for name, value in numbers.items())
        return Evidence(certified, True, shown, _fails(statement.goal, numbers))
    # values of bound variables stay: a goal that begins with a quantifier fails there
    given = all(name in witness for name, _ in statement.variables)
    whole = tuple((name, str(value)) for name, value in witness.items()) if given else ()
    return Evidence(certified, not statement.hypotheses, whole, certified == "" and bool(whole) and meant_false)


def _decided(formal: str, steps: int) -> tuple[str, tuple[tuple[str, str], ...] | None]:
    """The certified outcome, and the values of a countermodel as Lean text."""
    try:
        decision = decide(formal, steps * STEP, Steps())
    except UnsupportedStatement:
        return "", None
    if decision.outcome != model.REFUTED or decision.certificate is None:
        return decision.outcome, None
    body = decision.certificate.body
    assert isinstance(body, Countermodel)
    try:
        return decision.outcome, tuple((name, _value_text(value)) for name, value in body.values)
    except ValueError:
        return decision.outcome, None


def _value_text(value: Term) -> str:
    """A value of a countermodel as Lean text; a function with its argument named."""
    if value.op != "fun":
        return term_text(value, CORE)
    parameter, body = value.args
    return f"fun x => {term_text(body, CORE).replace(parameter.name, 'x')}"


def _numbers(statement: Statement, witness: Mapping[str, int | str]) -> dict[str, Value] | None:
    """The proposed values, where each variable has one that is a number of its sort."""
    found: dict[str, Value] = {}
    for name, sort in statement.variables:
        value = witness.get(name)
        if not isinstance(value, int) or sort not in NUMBERS or (sort == N and value < 0):
            return None
        found[name] = Evaluator().value(num(value, sort), {})
    return found


def _searched(statement: Statement, steps: int) -> dict[str, Value] | None:
    """Values at which the hypotheses hold, found by the certificate engine."""
    if any(sort not in (N, Z) for _, sort in statement.variables):
        return None
    clock = Steps()
    try:
        found = find_countermodel(replace(statement, goal=_FALSE), lambda: clock() > steps * STEP)
    except CheckerError:
        return None
    if found is None:
        return None
    return {name: Evaluator().value(value, {}) for name, value in found.values}


def _holds(hypotheses: Sequence[tuple[str, Term]], values: Mapping[str, Value]) -> bool:
    try:
        return all(Evaluator(_FUEL).truth(formula, values) for _, formula in hypotheses)
    except Undetermined:
        return False


def _fails(goal: Term, values: Mapping[str, Value]) -> bool:
    try:
        return not Evaluator(_FUEL).truth(goal, values)
    except Undetermined:
        return False


def _tabulated(statement: Statement) -> Evidence:
    """By the truth table: no certificate is needed where every case was looked at."""
    names = [name for name, _ in statement.variables]
    satisfiable = False
    shown: tuple[tuple[str, str], ...] = ()
    for row in itertools.islice(itertools.product((True, False), repeat=len(names)), _TABLE):
        values: dict[str, Value] = dict(zip(names, row, strict=True))
        if not _holds(statement.hypotheses, values):
            continue
        satisfiable, shown = True, tuple((name, str(value)) for name, value in values.items())
        if _fails(statement.goal, values):
            return Evidence(model.REFUTED, True, shown, True)
    return Evidence(model.PROVED if satisfiable else model.VACUOUS, satisfiable, shown, False)
