"""What a source hands on: a statement, what it was meant to be, and the words of its own where it has some."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.terms import BINDERS, Sort, Term
from trivium.prover.data.lean_text import hypothesis_name


class Aim(Enum):
    """What a generator meant a statement to be. It is never believed: the row's status is what Lean proved."""

    TRUE = "true"
    FALSE = "false"
    VACUOUS = "vacuous"


@dataclass(frozen=True, slots=True)
class Story:
    """The words of a problem about things: one sentence for each hypothesis, in their order."""

    opening: str
    hypotheses: tuple[str, ...]
    goal: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement from a source, before any filter."""

    statement: Statement
    family: str
    aim: Aim
    difficulty: int
    """From 1 to 5, by construction: sizes of numbers, unknowns, steps."""
    story: Story | None = None
    parents: tuple[str, ...] = ()
    """Ids of the rows that it was made from."""
    witness: tuple[tuple[str, int | str], ...] = ()
    """Values of all variables at which the hypotheses are meant to hold, functions as Lean text; for a false statement
    with a goal that begins with a quantifier, a value of its variable too. It is evaluated, or given to Lean."""
    scripts: tuple[str, ...] = ()
    """Proofs of the true statement that its construction suggests, as Lean tactics; Lean decides."""
    source: str = "grammar"
    """`grammar`, `mutation:…`, `template`, or the name of a model."""


def stated(variables: list[tuple[str, Sort]], hypotheses: list[Term], goal: Term) -> Statement:
    """A statement whose hypotheses are named in their order; its own name is given later."""
    named = tuple((hypothesis_name(index), formula) for index, formula in enumerate(hypotheses))
    return Statement("statement", tuple(variables), named, goal)


def with_names(statement: Statement) -> Statement:
    """The statement with readable names for bound variables that a reader has numbered."""
    taken = {name for name, _ in statement.variables}
    free = [name for name in "nkmijtxyzabcpqrsuvw" if name not in taken]

    def go(term: Term, names: dict[str, Term]) -> Term:
        if term.op == "var":
            return names.get(term.name, term)
        if term.op in BINDERS:
            bound = Term("var", term.args[0].sort, name=free[len(names) % len(free)])
            outer = tuple(go(a, names) for a in term.args[1:-1])
            return replace(term, args=(bound, *outer, go(term.args[-1], {**names, term.args[0].name: bound})))
        return replace(term, args=tuple(go(a, names) for a in term.args))

    hypotheses = tuple((name, go(formula, {})) for name, formula in statement.hypotheses)
    return replace(statement, hypotheses=hypotheses, goal=go(statement.goal, {}))
