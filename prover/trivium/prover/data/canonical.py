"""One key for statements that differ in names, in the order of hypotheses, sums and products, or in sides.

Variables are told apart by where they occur, refined a few times; those that stay alike are tried in each order, and
the least text is the key. So two statements with one key are the same up to renaming and reordering.
"""

from __future__ import annotations

import hashlib
import itertools
import math
from collections.abc import Mapping, Sequence

from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.terms import BINDERS, N, P, Term, alpha

_FLAT = frozenset({"add", "mul", "and", "or"})
_SYMMETRIC = frozenset({"eq", "iff", "gcd", "lcm", "min", "max", *_FLAT})
_ROUNDS = 3
_MOST_ORDERS = 120


def canonical_key(statement: Statement) -> str:
    """SHA-256 of the canonical text, in hex.

    >>> from trivium.prover.statement import read_statement
    >>> a = read_statement("theorem t (x y : Nat) (h : x + 1 = y) : y > x")
    >>> b = read_statement("theorem t (m n : Nat) (h : n = 1 + m) : m < n")
    >>> canonical_key(a) == canonical_key(b)
    True
    """
    return hashlib.sha256(canonical_text(statement).encode()).hexdigest()


def skeleton_key(statement: Statement) -> str:
    """The same with every numeral left out: the form of a statement."""
    return hashlib.sha256(canonical_text(statement, numerals=False).encode()).hexdigest()


def canonical_text(statement: Statement, *, numerals: bool = True) -> str:
    """The least text among those of the renamings that keep apart what can be told apart."""
    hypotheses, goal = _introduced([f for _, f in statement.hypotheses], statement.goal)
    formulas = [alpha(f) for f in hypotheses]
    goal = alpha(goal)
    sorts = {name: str(sort) for name, sort in statement.variables}
    colours = {name: f"<{sort}>" for name, sort in sorts.items()}
    for _ in range(_ROUNDS if len(sorts) > 1 else 0):
        colours = {name: _colour(name, colours, formulas, goal, numerals=numerals) for name in colours}
    classes: dict[str, list[str]] = {}
    for name, colour in colours.items():
        classes.setdefault(colour, []).append(name)
    groups = [sorted(classes[colour]) for colour in sorted(classes)]
    orders = math.prod(math.factorial(len(group)) for group in groups)
    choices = [itertools.permutations(g) if orders <= _MOST_ORDERS else [tuple(g)] for g in groups]
    return min(
        _text(list(itertools.chain(*order)), sorts, formulas, goal, numerals=numerals)
        for order in itertools.product(*choices)
    )


def _introduced(hypotheses: list[Term], goal: Term) -> tuple[list[Term], Term]:
    """Premises of the goal stand among the hypotheses, conjunctions of these apart."""
    while goal.op == "imp":
        hypotheses.append(goal.args[0])
        goal = goal.args[1]
    flat: list[Term] = []
    for formula in hypotheses:
        flat += _parts(formula, "and")
    return flat, goal


def _colour(name: str, colours: Mapping[str, str], formulas: Sequence[Term], goal: Term, *, numerals: bool) -> str:
    names = {other: f"<{colour}>" for other, colour in colours.items()} | {name: "*"}
    shown = sorted(_shown(f, names, numerals=numerals) for f in formulas)
    text = f"{colours[name]} {shown} {_shown(goal, names, numerals=numerals)}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _text(
    order: Sequence[str], sorts: Mapping[str, str], formulas: Sequence[Term], goal: Term, *, numerals: bool
) -> str:
    names = {name: f"v{index}" for index, name in enumerate(order)}
    shown = sorted({_shown(f, names, numerals=numerals) for f in formulas})
    variables = " ".join(f"{names[name]}:{sorts[name]}" for name in order)
    return f"{variables} | {' ; '.join(shown)} ⊢ {_shown(goal, names, numerals=numerals)}"


def _shown(term: Term, names: Mapping[str, str], *, numerals: bool) -> str:
    """A term as text, arguments of symmetric operators in the order of their texts."""
    if term.op == "num":
        return str(term.value) if numerals else "#"
    if term.op == "var":
        return names.get(term.name, term.name)
    if term.op == "neg" and term.args[0].op == "num" and not numerals:
        return "#"
    if term.op in _FLAT:
        parts = _parts(term, term.op)
    elif term.op == "not" and term.args[0].op in ("lt", "le") and term.args[0].args[0].sort.name in "NZQR":
        inner = term.args[0]
        return _shown(Term("le" if inner.op == "lt" else "lt", P, inner.args[::-1]), names, numerals=numerals)
    else:
        parts = list(term.args)
    shown = [_shown(part, names, numerals=numerals) for part in parts]
    if term.op in _SYMMETRIC:
        shown.sort()
    head = names.get(term.name, term.name) if term.op == "apply" else term.op
    sort = "" if term.sort in (P, N) or term.op in BINDERS else term.sort.name
    return f"({head}{sort} {' '.join(shown)})"


def _parts(term: Term, op: str) -> list[Term]:
    """The terms that an associative operator joins."""
    if term.op != op:
        return [term]
    return [part for argument in term.args for part in _parts(argument, op)]
