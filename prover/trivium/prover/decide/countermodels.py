"""Search for values that make every hypothesis true and the goal false."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from trivium.prover.certificate.arithmetic.countermodel import holds
from trivium.prover.certificate.arithmetic.definitions import num_of
from trivium.prover.certificate.arithmetic.errors import CheckerError, Undetermined
from trivium.prover.certificate.arithmetic.evaluation import Evaluator
from trivium.prover.certificate.arithmetic.model import Countermodel, Statement
from trivium.prover.certificate.arithmetic.terms import (
    BINDERS,
    C,
    N,
    Q,
    R,
    Sort,
    Term,
    Z,
    free_variables,
    num,
    substitute,
    subterms,
    var,
)
from trivium.prover.certificate.arithmetic.values import Function, Gaussian, Number, Value

_FUEL = 3_000
_MAX_VALUES = 60


def find_countermodel(statement: Statement, expired: Callable[[], bool]) -> Countermodel | None:
    """A countermodel among small values, or None."""
    search = _Search(statement, expired)
    env = search.extend(0, {}, {})
    return None if env is None else Countermodel(tuple((name, env[name]) for name, _ in statement.variables))


class _Search:
    def __init__(self, statement: Statement, expired: Callable[[], bool]) -> None:
        self._statement = statement
        self._expired = expired
        self._numerals = sorted(
            {t.value for f in self._formulas() for t in subterms(f) if t.op == "num" and t.value <= 10_000}
        )
        # functions last: their definitions speak of the numbers; among numbers, those that equations give first
        self._order = sorted(statement.variables, key=lambda item: item[1].name == "fun")

    def _formulas(self) -> list[Term]:
        return [*(f for _, f in self._statement.hypotheses), self._statement.goal]

    def extend(self, depth: int, env: dict[str, Value], given: dict[str, Term]) -> Mapping[str, Term] | None:
        """Give the next variable a value in every way; the first complete refutation."""
        if self._expired():
            return None
        if depth == len(self._order):
            return dict(given) if self._refutes(env, given) else None
        name, sort = self._order[depth]
        for term, value in self._values(name, sort, env, given):
            if self._expired():
                return None
            inner_env, inner_given = {**env, name: value}, {**given, name: term}
            if self._possible(name, inner_env, inner_given):
                found = self.extend(depth + 1, inner_env, inner_given)
                if found is not None:
                    return found
        return None

    def _refutes(self, env: Mapping[str, Value], given: Mapping[str, Term]) -> bool:
        try:
            if Evaluator(_FUEL * 10).truth(self._statement.goal, env):
                return False
            return all(holds(formula, env, given) for _, formula in self._statement.hypotheses)
        except (Undetermined, CheckerError):
            return False

    def _possible(self, name: str, env: Mapping[str, Value], given: Mapping[str, Term]) -> bool:
        """Whether no hypothesis about assigned variables alone is false."""
        for _, formula in self._statement.hypotheses:
            names = free_variables(formula)
            if name not in names or not names <= env.keys():
                continue
            try:
                if not Evaluator(_FUEL).truth(formula, env):
                    return False
            except Undetermined:
                continue
        return True

    def _values(
        self, name: str, sort: Sort, env: Mapping[str, Value], given: Mapping[str, Term]
    ) -> Sequence[tuple[Term, Value]]:
        if sort.name == "fun":
            return self._functions(name, sort, given)
        if sort not in (N, Z, Q, R, C):
            return []
        forced = self._forced(name, sort, env)
        values = self._numbers(sort) if forced is None else [forced]
        return [(num_of(value, sort), value) for value in values]

    def _forced(self, name: str, sort: Sort, env: Mapping[str, Value]) -> Number | None:
        """The value that an equation with assigned variables gives."""
        for _, formula in self._statement.hypotheses:
            if formula.op == "eq":
                for mine, other in (formula.args, formula.args[::-1]):
                    if mine == var(name, sort) and free_variables(other) <= env.keys():
                        try:
                            value = Evaluator(_FUEL).value(other, env)
                        except Undetermined:
                            continue
                        if isinstance(value, int | Fraction | Gaussian):
                            return value
        return None

    def _numbers(self, sort: Sort) -> list[Number]:
        """Small values, then numbers near those of the statement and their powers."""
        small = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
        named = [n + d for n in self._numerals for d in (0, 1, -1)] + [n**k for n in self._numerals[:6] for k in (2, 3)]
        whole = [*small, *named]
        if sort != N:
            whole = [v for n in whole for v in (n, -n)]
        whole = [v for v in dict.fromkeys(whole) if v >= 0 or sort != N][:_MAX_VALUES]
        if sort in (N, Z):
            return list(whole)
        halves = [Fraction(v, 2) for v in (1, -1, 3, -3)] + [Fraction(1, 3), Fraction(-1, 3)]
        rational = [Fraction(v) for v in whole] + halves
        if sort == C:
            units = [Gaussian(Fraction(0), Fraction(v)) for v in (1, -1)]
            return [*(Gaussian(v, Fraction(0)) for v in rational), *units]
        return list(rational)

    def _functions(self, name: str, sort: Sort, given: Mapping[str, Term]) -> list[tuple[Term, Value]]:
        parameters = [var(f"%{i}", part) for i, part in enumerate(sort.parts[:-1])]
        result = sort.parts[-1]
        bodies = [b for _, f in self._statement.hypotheses if (b := _definition(f, name, parameters)) is not None]
        if bodies:
            values = {key: value for key, value in given.items() if value.sort.name != "fun"}
            bodies = [substitute(body, values) for body in bodies]
        else:
            bodies = [num(v, result) for v in (0, 1, 2)]
            bodies += [p for p in parameters if p.sort == result]
            bodies += [Term("add", result, (p, num(1, result))) for p in parameters if p.sort == result]
        found: list[tuple[Term, Value]] = []
        for body in bodies:
            if free_variables(body) <= {p.name for p in parameters} and not any(
                t.op in BINDERS for t in subterms(body)
            ):
                term = body
                for index in range(len(parameters) - 1, -1, -1):
                    rest = sort.parts[index:]
                    term = Term("fun", Sort("fun", (rest[0], term.sort)), (parameters[index], term))
                found.append((term, Function(tuple(p.name for p in parameters), body)))
        return found


def _definition(formula: Term, name: str, parameters: list[Term]) -> Term | None:
    """The right side of `∀ x …, f x … = value`, in the given parameters."""
    bound = []
    while formula.op == "forall":
        bound.append(formula.args[0])
        formula = formula.args[1]
    if formula.op != "eq" or formula.args[0].op != "apply" or formula.args[0].name != name:
        return None
    if list(formula.args[0].args) != bound or len(bound) != len(parameters):
        return None
    return substitute(formula.args[1], dict(zip((b.name for b in bound), parameters, strict=True)))
