"""A statement whose goal begins with binders, with these among its variables and hypotheses."""

from __future__ import annotations

from dataclasses import replace

from trivium.prover.certificate.arithmetic import model
from trivium.prover.certificate.arithmetic.terms import Term, free_variables, substitute, var


def introduced(statement: model.Statement) -> tuple[model.Statement, str]:
    """The statement without leading `∀` and `→` in its goal, and the `intro` that does the same in Lean.

    The text is empty where there is nothing to introduce.
    """
    taken = {name for name, _ in (*statement.variables, *statement.hypotheses)}
    taken |= free_variables(statement.goal)
    names: list[str] = []
    while statement.goal.op in ("forall", "imp"):
        head, body = statement.goal.args[0], statement.goal.args[-1]
        if statement.goal.op == "forall":
            name = _fresh("n", taken)  # the reader numbers what is bound
            fresh = var(name, head.sort)
            statement = replace(
                statement,
                variables=(*statement.variables, (name, head.sort)),
                goal=substitute(body, {head.name: fresh}),
            )
        else:
            name = _fresh("h", taken)
            statement = replace(statement, hypotheses=(*statement.hypotheses, (name, head)), goal=body)
        taken.add(name)
        names.append(name)
    return statement, f"intro {' '.join(names)}\n" if names else ""


def substituted(statement: model.Statement) -> tuple[model.Statement, str]:
    """The statement without variables that a hypothesis gives by others, and the steps that do the same in Lean."""
    lines: list[str] = []
    while (found := _given_by_others(statement)) is not None:
        label, variable, value = found
        lines.append(f"subst {label}\n")
        statement = replace(
            statement,
            variables=tuple(v for v in statement.variables if v[0] != variable),
            hypotheses=tuple((h, substitute(f, {variable: value})) for h, f in statement.hypotheses if h != label),
            goal=substitute(statement.goal, {variable: value}),
        )
    return statement, "".join(lines)


def _given_by_others(statement: model.Statement) -> tuple[str, str, Term] | None:
    """A hypothesis `x = t` or `t = x`, the variable and what it is; a closed t stays, as its size may matter."""
    known = {name for name, _ in statement.variables}
    for label, formula in statement.hypotheses:
        if formula.op != "eq" or label == "_":
            continue
        for variable, value in (formula.args[::-1], formula.args):
            used = free_variables(value)
            if variable.op == "var" and variable.name in known and used and variable.name not in used:
                return label, variable.name, value
    return None


def _fresh(wish: str, taken: set[str]) -> str:
    """A name like the one wished for that is not taken."""
    name, number = wish, 0
    while name in taken:
        number += 1
        name = f"{wish}{number}"
    return name
