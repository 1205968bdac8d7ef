"""Values at which hypotheses hold, found by trying: numbers in a window, the last one from a linear equation."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from trivium.prover.certificate.arithmetic.errors import CheckerError, Undetermined
from trivium.prover.certificate.arithmetic.evaluation import Evaluator
from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.polynomials import Normalizer
from trivium.prover.certificate.arithmetic.terms import N, Term, Z, free_variables
from trivium.prover.certificate.arithmetic.values import Value

_FUEL = 2_000
_WINDOWS = {1: (-120, 600), 2: (-40, 120), 3: (-9, 22)}
_MOST = 1_500


def tried(statement: Statement, refuting: bool) -> dict[str, Value] | None:
    """Values of at most three whole numbers at which every hypothesis holds; where it is wanted, the goal fails there.

    Where no such values are found at which the goal fails, values at which it holds.
    """
    if not statement.variables or len(statement.variables) > 3 or any(s not in (N, Z) for _, s in statement.variables):
        return None
    model: dict[str, Value] | None = None
    for values in itertools.islice(_points(statement), _MOST):
        if not _all_hold(statement, values):
            continue
        if not refuting or not _true(statement.goal, values):
            return values
        model = model or values
    return model


def _points(statement: Statement) -> Iterator[dict[str, Value]]:
    """Values in a window; those of the last variable that an equation gives, where one does."""
    names = [name for name, _ in statement.variables]
    solving = _linear(statement, names[-1]) if len(names) > 1 else None
    low, high = _WINDOWS[len(names)]
    ranges = [[v for v in _from_the_middle(low, high) if v >= 0 or sort == Z] for _, sort in statement.variables]
    if solving is None:
        for values in itertools.product(*ranges):
            yield dict(zip(names, values, strict=True))
        return
    formula, factor = solving
    for values in itertools.product(*ranges[:-1]):
        point: dict[str, Value] = dict(zip(names, values, strict=False))
        left, right = (_number(side, {**point, names[-1]: 0}) for side in formula.args)
        if left is None or right is None or (right - left) % factor:
            continue
        last = (right - left) // factor
        if last >= 0 or statement.variables[-1][1] == Z:
            yield {**point, names[-1]: last}


def _linear(statement: Statement, name: str) -> tuple[Term, int] | None:
    """An equation in which a variable stands with a whole number as its factor, and in no other way."""
    for _, formula in statement.hypotheses:
        if formula.op != "eq" or name not in free_variables(formula):
            continue
        normalizer = Normalizer()
        try:
            left, right = (normalizer.polynomial(side) for side in formula.args)
        except CheckerError:
            continue
        mentioning = {
            m for m in {*left, *right} if any(name in free_variables(normalizer.atoms[atom]) for atom, _ in m)
        }
        if len(mentioning) != 1:
            continue
        (monomial,) = mentioning
        factor = left.get(monomial, 0) - right.get(monomial, 0)
        plain = len(monomial) == 1 and monomial[0][1] == 1 and normalizer.atoms[monomial[0][0]].op == "var"
        if plain and factor and factor.denominator == 1:
            return formula, int(factor)
    return None


def _from_the_middle(low: int, high: int) -> list[int]:
    return sorted(range(low, high), key=lambda value: (abs(value), -value))


def _all_hold(statement: Statement, values: Mapping[str, Value]) -> bool:
    return all(_true(formula, values) for _, formula in statement.hypotheses)


def _true(formula: Term, values: Mapping[str, Value]) -> bool:
    try:
        return Evaluator(_FUEL).truth(formula, values)
    except Undetermined:
        return False


def _number(term: Term, values: Mapping[str, Value]) -> int | None:
    try:
        value = Evaluator(_FUEL).value(term, values)
    except Undetermined:
        return None
    return value if isinstance(value, int) else None
