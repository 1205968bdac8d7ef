"""Proofs that the form of a statement suggests, as Lean texts. Lean decides which of them is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.terms import INTEGERS, N, P, Term, free_variables, subterms
from trivium.prover.data.equations import by_bounds, by_factors, quantified_bounds
from trivium.prover.data.instances import constructed
from trivium.prover.data.remainders import by_remainders

_MOST_PROPOSITIONS = 4
_NONLINEAR = frozenset({"pow", "mul"})


def proofs(statement: Statement, proposed: Sequence[str], values: Mapping[str, str]) -> Iterator[str]:
    """Closing scripts of the statement, the likeliest first.

    Args:
        statement: the statement.
        proposed: scripts that come from its source.
        values: of its variables, at which its hypotheses hold.
    """
    yield from proposed
    formulas = [*(f for _, f in statement.hypotheses), statement.goal]
    functions = any(sort.name == "fun" for _, sort in statement.variables)
    closed = not statement.variables
    if functions:
        yield from _inductions(statement)
        yield "simp_all"
    elif any(sort == P for _, sort in statement.variables):
        yield from ("simp_all", "grind")
        yield from _truth_tables(statement)
    elif closed:
        yield from _existences(statement.goal)
        yield from ("decide", "omega", "decide +kernel")
    elif any(t.op in ("gcd", "lcm") for f in formulas for t in subterms(f)):
        yield from _at_values(statement, values)
        yield from ("simp_all", "decide")
    elif not any(map(_nonlinear, formulas)):
        yield from ("omega", "simp_all")
    else:
        yield from by_remainders(statement)
        yield from by_factors(statement)
        yield from by_bounds(statement)
        yield from ("grind", "omega")
        yield f"revert {statement.variables[0][0]}; decide"
    if statement.goal.op in ("and", "iff"):
        yield "constructor <;> omega"


def absurdities(statement: Statement) -> Iterator[str]:
    """Closing scripts of `False` from the hypotheses."""
    functions = any(sort.name == "fun" for _, sort in statement.variables)
    yield from ("simp_all", "omega", "grind") if functions else ("omega", "simp_all", "grind")
    if functions:
        yield "simp_all <;> omega"
    numbers = [name for name, sort in statement.variables if sort in INTEGERS]
    if numbers:
        yield f"revert {numbers[0]}; decide"
    yield from by_remainders(statement)
    yield from by_factors(statement)
    yield from by_bounds(statement)
    if any(sort == P for _, sort in statement.variables):
        yield from _truth_tables(statement)


def _at_values(statement: Statement, values: Mapping[str, str]) -> Iterator[str]:
    """The hypotheses leave the variables one value each, at which the goal is decided."""
    steps = []
    for index, (name, _) in enumerate(statement.variables, 1):
        if name not in values:
            return
        steps.append(f"have v{index} : {name} = {values[name]} := by omega\nsubst v{index}")
    yield "\n".join([*steps, "decide"])


def _truth_tables(statement: Statement) -> Iterator[str]:
    """Every proposition holds, or does not."""
    names = [name for name, sort in statement.variables if sort == P]
    if len(names) <= _MOST_PROPOSITIONS:
        yield " <;> ".join([*(f"by_cases t{name} : {name}" for name in names), "simp_all"])


def _existences(goal: Term) -> Iterator[str]:
    """The witnesses of a goal that begins with `∃`, and bounded searches."""
    if goal.op == "exists":
        found = constructed(goal, {})
        if found is not None:
            yield f"exact {found}"
    if goal.op == "not" and goal.args[0].op == "exists":
        yield from ("omega", "decide")
    if goal.op == "forall":
        yield from ("decide", "grind")
        yield from quantified_bounds(goal)


def _inductions(statement: Statement) -> Iterator[str]:
    """Induction on the argument of the goal, each case from the rule of the sequence."""
    goal, opening = statement.goal, ""
    if goal.op == "forall" and goal.args[0].sort == N:
        name, opening = goal.args[0].name, f"intro {goal.args[0].name}\n"
    else:
        names = [n for n, sort in statement.variables if sort == N and n in free_variables(goal)]
        if not names:
            return
        name = names[0]
    rules = [h for h, f in statement.hypotheses if f.op == "forall"]
    if not rules:
        return
    cases = f"induction {name} with\n| zero => simp_all\n| succ k ih => "
    yield (
        f"{opening}{cases}rw [{rules[0]}, Nat.pow_succ]; omega"
        if _has_power(goal)
        else f"{opening}{cases}rw [{rules[0]}]; omega"
    )
    yield f"{opening}{cases}rw [{rules[0]}, ih]; grind"
    yield f"{opening}{cases}rw [{rules[0]}]; grind"
    yield f"{opening}{cases}rw [{rules[0]}, Nat.mul_add, ih]; grind"


def _nonlinear(formula: Term) -> bool:
    return any(
        t.op in _NONLINEAR and sum(bool(free_variables(a)) for a in t.args) + (t.op == "pow") > 1
        for t in subterms(formula)
    )


def _has_power(goal: Term) -> bool:
    return any(t.op == "pow" and t.args[1].op != "num" for t in subterms(goal))
