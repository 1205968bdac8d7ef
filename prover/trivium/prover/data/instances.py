"""A statement at values: its refutation, a model of its hypotheses, the witnesses of what exists."""

from __future__ import annotations

from collections.abc import Mapping

from trivium.prover.certificate.arithmetic.errors import Undetermined
from trivium.prover.certificate.arithmetic.evaluation import Evaluator
from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.terms import N, Term
from trivium.prover.certificate.arithmetic.values import Value

_SIMPLE = "first | decide | rfl | omega | (intro n; rfl) | simp"
_LARGEST_ARGUMENT = 40


def refutation(statement: Statement, values: Mapping[str, str]) -> str | None:
    """A script of the negation: the statement at values at which its hypotheses hold and its goal fails."""
    arguments = [_argument(values[name]) for name, _ in statement.variables]
    arguments += [f"(by {_SIMPLE})"] * len(statement.hypotheses)
    env: dict[str, Value] = {name: int(v) for name, v in values.items() if v.lstrip("-").isdigit()}
    goal = statement.goal
    while goal.op in ("forall", "imp"):
        if goal.op == "imp":
            arguments.append(f"(by {_SIMPLE})")
            goal = goal.args[1]
            continue
        found = values.get(goal.args[0].name) or _failing(goal, env)
        if found is None:
            return None
        arguments.append(_argument(found))
        env[goal.args[0].name] = int(found)
        goal = goal.args[1]
    instance = f"(h {' '.join(arguments)})" if arguments else "h"
    return f"intro h\nexact absurd {instance} (by {_SIMPLE} | grind)"


def satisfaction(statement: Statement, values: Mapping[str, str]) -> str:
    """A script of `¬ (∀ …, False)`: the hypotheses hold at values."""
    arguments = [_argument(values[name]) for name, _ in statement.variables]
    arguments += [f"(by {_SIMPLE})"] * len(statement.hypotheses)
    return f"intro h\nexact h {' '.join(arguments)}"


def constructed(goal: Term, env: Mapping[str, Value]) -> str | None:
    """An anonymous constructor for nested `∃` and `∧`; None where small values do not do."""
    if goal.op == "exists":
        bound, body = goal.args
        for value in range(_LARGEST_ARGUMENT):
            inner = constructed(body, {**env, bound.name: value})
            if inner is not None:
                return f"⟨{value}, {inner.removeprefix('⟨').removesuffix('⟩') if inner.startswith('⟨') else inner}⟩"
        return None
    if goal.op == "and":
        parts = [constructed(part, env) for part in goal.args]
        if parts[0] is None or parts[1] is None:
            return None
        return f"⟨{parts[0]}, {parts[1].removeprefix('⟨').removesuffix('⟩') if parts[1].startswith('⟨') else parts[1]}⟩"
    try:
        return "by decide" if Evaluator().truth(goal, env) else None
    except Undetermined:
        return None


def _argument(text: str) -> str:
    return text if text.isalnum() else f"({text})"


def _failing(goal: Term, env: Mapping[str, Value]) -> str | None:
    """A small value of the quantified variable at which the rest fails."""
    bound, body = goal.args
    for size in range(_LARGEST_ARGUMENT):
        for value in dict.fromkeys((size, -size)):
            if value < 0 and bound.sort == N:
                continue
            try:
                if not Evaluator().truth(body, {**env, bound.name: value}):
                    return str(value)
            except Undetermined:
                return str(value) if value > 0 else None
    return None
