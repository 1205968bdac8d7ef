"""Decides generated statements by trying values, with an evaluator that shares no code with the project's.

Variables take small values, and values near the numerals of the statement; sequences are computed from their
recurrence, functions from their formula, propositions by truth tables.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.terms import Term, subterms

_RANGE = 60
"""How far bound variables are tried where nothing bounds them."""
_POINTS = 6000


class Unknown(Exception):
    """No way to find the value."""


def evaluate(term: Term, env: Mapping[str, Any]) -> Any:
    """The value of a term under values of its variables; Lean's meaning of every operation."""
    op, args = term.op, term.args
    if op == "num":
        return term.value
    if op == "var":
        return env[term.name]
    if op == "apply":
        return env[term.name](*(evaluate(a, env) for a in args))
    if op in ("forall", "exists"):
        decide = all if op == "forall" else any
        start = 0 if args[0].sort.name == "N" else -_RANGE
        return decide(evaluate(args[1], {**env, args[0].name: v}) for v in range(start, _RANGE))
    if op in ("sum", "prod"):
        values = [evaluate(args[2], {**env, args[0].name: v}) for v in evaluate(args[1], env)]
        return sum(values) if op == "sum" else math.prod(values)
    if op == "filter":
        return [v for v in evaluate(args[1], env) if evaluate(args[2], {**env, args[0].name: v})]
    if op == "imp":
        return not evaluate(args[0], env) or evaluate(args[1], env)
    if op == "and":
        return evaluate(args[0], env) and evaluate(args[1], env)
    values = [evaluate(a, env) for a in args]
    return _OPERATIONS[op](*values) if op != "sub" or term.sort.name != "N" else max(0, values[0] - values[1])


def _quotient(a: int, b: int) -> int:
    return 0 if b == 0 else a // b if b > 0 else -(a // -b)


_OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "neg": lambda a: -a,
    "pow": lambda a, b: a**b,
    "mod": lambda a, b: a if b == 0 else a % abs(b),
    "div": _quotient,
    "gcd": math.gcd,
    "lcm": math.lcm,
    "natabs": abs,
    "abs": abs,
    "cast": lambda a: a,
    "card": len,
    "range": range,
    "Icc": lambda a, b: range(a, b + 1),
    "eq": lambda a, b: a == b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "dvd": lambda a, b: b == 0 if a == 0 else b % a == 0,
    "not": lambda a: not a,
    "or": lambda a, b: a or b,
    "iff": lambda a, b: a == b,
    "true": lambda: True,
    "false": lambda: False,
}


def models(statement: Statement) -> Iterator[dict[str, Any]]:
    """Values of the variables at which every hypothesis holds, among those that are tried."""
    formulas = [f for _, f in statement.hypotheses]
    functions = [name for name, sort in statement.variables if sort.name == "fun"]
    others = [(name, sort) for name, sort in statement.variables if sort.name != "fun"]
    numerals = sorted({t.value for f in (*formulas, statement.goal) for t in subterms(f) if t.op == "num"})
    for values in itertools.islice(
        itertools.product(*(_values(s.name, numerals, len(others)) for _, s in others)), _POINTS
    ):
        env: dict[str, Any] = dict(zip((n for n, _ in others), values, strict=True))
        for name in functions:
            env[name] = _function(name, formulas)
        try:
            if all(evaluate(f, env) for f in formulas):
                yield env
        except RecursionError:
            raise Unknown(str(statement)) from None


def counterexample(statement: Statement) -> dict[str, Any] | None:
    """A model in which the goal fails; None where none was found."""
    return next((env for env in models(statement) if not evaluate(statement.goal, env)), None)


def _values(sort: str, numerals: list[int], count: int) -> list[Any]:
    if sort == "P":
        return [False, True]
    width = {1: 60, 2: 24, 3: 9}.get(count, 5)
    near = [n + d for n in numerals for d in (0, 1, -1)] if count < 3 else numerals
    found = [*range(width), *near] if sort == "N" else [*range(-width // 2, width), *near, *(-n for n in near)]
    return [v for v in dict.fromkeys(found) if v >= 0 or sort != "N"]


def _function(name: str, formulas: list[Term]) -> Callable[[int], int]:
    """A function that fulfils the equations that define it: by values, and by one rule for all arguments."""
    known: dict[int, int] = {}
    rule: tuple[Term, int] | None = None
    for formula in formulas:
        if formula.op == "eq" and formula.args[0].op == "apply" and formula.args[0].name == name:
            argument = evaluate(formula.args[0].args[0], {})
            known.setdefault(argument, evaluate(formula.args[1], {}))
        elif formula.op == "forall" and formula.args[1].op == "eq" and formula.args[1].args[0].name == name:
            shift = evaluate(formula.args[1].args[0].args[0], {formula.args[0].name: 0})
            rule = formula, shift
    if rule is None:
        raise Unknown(name)
    (body, shift), table = rule, dict(known)
    if shift == 0:
        table = {}

    def function(argument: int) -> int:
        if argument not in table:
            bound, equation = body.args
            table[argument] = evaluate(equation.args[1], {bound.name: argument - shift, name: function})
        return table[argument]

    return function
