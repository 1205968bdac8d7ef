"""New statements from old ones: what is dropped, moved, instantiated or joined may make a true statement false."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.terms import Term, free_variables, substitute, subterms
from trivium.prover.data.draft import Aim, Draft, stated
from trivium.prover.data.expressions import N, Z, at_most, both, implies, less, num

_BOUNDS = ("lt", "le")


def mutated(draft: Draft, other: Draft, rng: random.Random, parents: tuple[str, ...]) -> Draft | None:
    """The draft changed in one way, drawn at random among those that apply; `other` is there to be joined with.

    None where the change changes nothing. What the new statement is meant to be is not known: it is said to be true.
    The values at which the old hypotheses held are kept as a proposal.
    """
    changes: Sequence[tuple[str, Callable[[Statement, random.Random], Statement | None]]] = (
        ("instantiate", instantiated),
        ("swap", swapped),
        ("drop", dropped),
        ("bound", rebounded),
        ("converse", converse),
        ("numeral", renumbered),
    )
    name, change = rng.choice(changes)
    found = change(draft.statement, rng)
    if rng.random() < 0.12:
        name, found = "join", joined(draft.statement, other.statement)
    if found is None or found == draft.statement:
        return None
    return replace(
        draft,
        statement=found,
        story=None,
        scripts=(),
        aim=Aim.TRUE,
        source=f"mutation:{name}",
        parents=parents,
    )


def instantiated(statement: Statement, rng: random.Random) -> Statement | None:
    """A variable becomes a small number."""
    numbers = [(name, sort) for name, sort in statement.variables if sort in (N, Z)]
    if not numbers:
        return None
    name, sort = rng.choice(numbers)
    value = {name: num(rng.randint(0 if sort == N else -3, 12), sort)}
    left = [(n, s) for n, s in statement.variables if n != name]
    return stated(left, [substitute(f, value) for _, f in statement.hypotheses], substitute(statement.goal, value))


def swapped(statement: Statement, rng: random.Random) -> Statement | None:
    """The sides of the goal, or of a hypothesis, change places: an inequality is turned round."""
    formulas = [*(f for _, f in statement.hypotheses), statement.goal]
    index = rng.randrange(len(formulas))
    formula = formulas[index]
    if formula.op not in ("eq", "lt", "le", "and", "or", "iff", "imp"):
        return None
    formulas[index] = Term(formula.op, formula.sort, formula.args[::-1])
    return stated(list(statement.variables), formulas[:-1], formulas[-1])


def dropped(statement: Statement, rng: random.Random) -> Statement | None:
    """A hypothesis less, and the variables that only it spoke of."""
    if not statement.hypotheses:
        return None
    formulas = [f for _, f in statement.hypotheses]
    formulas.pop(rng.randrange(len(formulas)))
    used = free_variables(statement.goal).union(*map(free_variables, formulas))
    return stated([(n, s) for n, s in statement.variables if n in used], formulas, statement.goal)


def rebounded(statement: Statement, rng: random.Random) -> Statement | None:
    """A bound is made strict, or not strict, or moved."""
    formulas = [*(f for _, f in statement.hypotheses), statement.goal]
    places = [i for i, f in enumerate(formulas) if f.op in _BOUNDS]
    if not places:
        return None
    index = rng.choice(places)
    left, right = formulas[index].args
    kind = rng.randrange(3)
    if kind == 0:
        formulas[index] = less(left, right) if formulas[index].op == "le" else at_most(left, right)
    else:
        target = right if right.op == "num" else left
        if target.op != "num":
            return None
        moved = num(max(0, target.value + rng.choice((-2, -1, 1, 2, 5))), target.sort)
        formulas[index] = Term(
            formulas[index].op, formulas[index].sort, (left, moved) if target is right else (moved, right)
        )
    return stated(list(statement.variables), formulas[:-1], formulas[-1])


def converse(statement: Statement, rng: random.Random) -> Statement | None:
    """The goal and a hypothesis change places."""
    plain = [i for i, (_, f) in enumerate(statement.hypotheses) if f.op != "forall"]
    if not plain or statement.goal.op == "forall":
        return None
    index = rng.choice(plain)
    formulas = [f for _, f in statement.hypotheses]
    goal = formulas[index]
    formulas[index] = statement.goal
    return stated(list(statement.variables), formulas, goal)


def renumbered(statement: Statement, rng: random.Random) -> Statement | None:
    """A numeral of the goal is another one."""
    numerals = sorted({t.value for t in subterms(statement.goal) if t.op == "num" and t.value > 1})
    if not numerals:
        return None
    old = rng.choice(numerals)
    new = max(1, old + rng.choice((-2, -1, 1, 2)))
    goal = _with_numeral(statement.goal, old, new)
    return stated(list(statement.variables), [f for _, f in statement.hypotheses], goal)


def joined(one: Statement, two: Statement) -> Statement | None:
    """Both goals under the hypotheses of both, the second one's variables renamed where they clash."""
    taken = {name for name, _ in one.variables}
    fresh = [letter for letter in "xyzabcmnkpqrstuvw" if letter not in taken]
    renamed: dict[str, Term] = {}
    variables = list(one.variables)
    for name, sort in two.variables:
        if sort.name == "fun" or len(fresh) < 1:
            return None
        new = name if name not in taken else fresh.pop(0)
        taken.add(new)
        fresh = [letter for letter in fresh if letter != new]
        renamed[name] = Term("var", sort, name=new)
        variables.append((new, sort))
    if len(variables) > 5 or len(one.hypotheses) + len(two.hypotheses) > 5:
        return None
    if any(t.op in ("forall", "exists") for t in subterms(two.goal)):
        return None
    formulas = [f for _, f in one.hypotheses] + [substitute(f, renamed) for _, f in two.hypotheses]
    goal = substitute(two.goal, renamed)
    return stated(variables, formulas, both(one.goal, goal) if one.goal.op != "imp" else implies(goal, one.goal))


def _with_numeral(term: Term, old: int, new: int) -> Term:
    if term.op == "num":
        return num(new, term.sort) if term.value == old else term
    args = tuple(_with_numeral(a, old, new) for a in term.args)
    return term if args == term.args else Term(term.op, term.sort, args, term.name, term.value)
