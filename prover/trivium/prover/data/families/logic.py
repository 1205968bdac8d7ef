"""Propositions: schemes that are tautologies, and what is one or is none by its truth table."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Mapping, Sequence

from trivium.prover.data.draft import Aim, Draft, stated
from trivium.prover.data.expressions import P, Term, both, either, implies, negation, var
from trivium.prover.data.families.choices import bounded

_TRIES = 60
_ATOMS = ("p", "q", "r", "s")


def propositions(rng: random.Random, aim: Aim) -> Draft:
    """A random formula, from random hypotheses half of the time, that is or is not their consequence."""
    atoms = [var(name, P) for name in _ATOMS[: rng.choice((2, 3, 3, 4))]]
    goal, hypotheses = atoms[0], [atoms[0]]
    for _ in range(_TRIES):
        hypotheses = [_formula(rng, atoms, 2) for _ in range(rng.choice((0, 1, 2)) if aim is not Aim.VACUOUS else 2)]
        goal = _formula(rng, atoms, 3 if not hypotheses else 2)
        if _kind(hypotheses, goal) is aim and goal not in hypotheses:
            break
    used = [a for a in atoms if any(_mentions(f, a.name) for f in (*hypotheses, goal))]
    level = sum(map(_size, (*hypotheses, goal))) // 3
    return Draft(stated([(a.name, P) for a in used], hypotheses, goal), "logic", aim, bounded(level))


def schemes(rng: random.Random, aim: Aim) -> Draft:
    """Known laws over compound propositions, one side changed where the statement is to be false."""
    atoms = [var(name, P) for name in rng.sample(_ATOMS, 3)]
    one, two, three = (_formula(rng, [a], 1) if rng.random() < 0.3 else a for a in atoms)
    laws: Sequence[Callable[[], Term]] = (
        lambda: _iff(negation(both(one, two)), either(_no(one), _no(two))),
        lambda: _iff(negation(either(one, two)), both(_no(one), _no(two))),
        lambda: _iff(implies(one, two), implies(_no(two), _no(one))),
        lambda: _iff(both(one, either(two, three)), either(both(one, two), both(one, three))),
        lambda: _iff(either(one, both(two, three)), both(either(one, two), either(one, three))),
        lambda: _iff(implies(both(one, two), three), implies(one, implies(two, three))),
        lambda: implies(both(implies(one, two), implies(two, three)), implies(one, three)),
        lambda: implies(both(either(one, two), _no(one)), two),
        lambda: implies(both(implies(one, two), _no(two)), _no(one)),
        lambda: implies(implies(implies(one, two), one), one),
    )
    law = rng.choice(laws)()
    hypotheses: list[Term] = []
    if aim is Aim.FALSE:
        for _ in range(_TRIES):
            changed = _swapped(rng, law)
            if not _tautology(changed):
                law = changed
                break
    elif aim is Aim.VACUOUS:
        hypotheses = [both(one, _no(two)), implies(one, two)]
    used = [a for a in atoms if any(_mentions(f, a.name) for f in (*hypotheses, law))]
    return Draft(stated([(a.name, P) for a in used], hypotheses, law), "logic", aim, bounded(_size(law) // 3))


def holds(formula: Term, values: Mapping[str, bool]) -> bool:
    """The value of a formula where its propositions have values."""
    match formula.op:
        case "var":
            return values[formula.name]
        case "not":
            return not holds(formula.args[0], values)
        case "and":
            return all(holds(a, values) for a in formula.args)
        case "or":
            return any(holds(a, values) for a in formula.args)
        case "imp":
            return not holds(formula.args[0], values) or holds(formula.args[1], values)
        case "iff":
            return holds(formula.args[0], values) == holds(formula.args[1], values)
        case _:
            return formula.op == "true"


def _kind(hypotheses: Sequence[Term], goal: Term) -> Aim:
    rows = [dict(zip(_ATOMS, row, strict=True)) for row in itertools.product((False, True), repeat=len(_ATOMS))]
    models = [row for row in rows if all(holds(h, row) for h in hypotheses)]
    if not models:
        return Aim.VACUOUS
    return Aim.TRUE if all(holds(goal, row) for row in models) else Aim.FALSE


def _tautology(formula: Term) -> bool:
    return _kind((), formula) is Aim.TRUE


def _formula(rng: random.Random, atoms: Sequence[Term], depth: int) -> Term:
    if depth == 0 or rng.random() < 0.15:
        atom = rng.choice(atoms)
        return negation(atom) if rng.random() < 0.3 else atom
    op = rng.choice(("and", "or", "imp", "imp", "iff", "not"))
    if op == "not":
        return _no(_formula(rng, atoms, depth - 1))
    return Term(op, P, (_formula(rng, atoms, depth - 1), _formula(rng, atoms, depth - 1)))


def _swapped(rng: random.Random, formula: Term) -> Term:
    """A connective somewhere changed to another."""
    if formula.op in ("and", "or", "imp", "iff"):
        if rng.random() < 0.4:
            other = rng.choice([op for op in ("and", "or", "imp") if op != formula.op])
            return Term(other, P, formula.args)
        index = rng.randrange(2)
        args = [_swapped(rng, a) if i == index else a for i, a in enumerate(formula.args)]
        return Term(formula.op, P, tuple(args))
    return _no(formula)


def _no(formula: Term) -> Term:
    return Term("not", P, (formula,)) if formula.op != "not" else formula.args[0]


def _iff(left: Term, right: Term) -> Term:
    return Term("iff", P, (left, right))


def _mentions(formula: Term, name: str) -> bool:
    return formula.name == name or any(_mentions(a, name) for a in formula.args)


def _size(formula: Term) -> int:
    return 1 + sum(map(_size, formula.args))
