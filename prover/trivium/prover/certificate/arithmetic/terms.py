"""Typed terms: what a statement says once every coercion and every type is explicit.

A term is an operator, the sort of its value, and its arguments. A binder (`forall`, `exists`, `setof`, `fun`, `sum`,
`prod`, `filter`) has its bound variable as first argument. Partial operations are total, as in Lean: a division by zero
is zero, a subtraction of natural numbers stops at zero, a square root of a negative number is zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from trivium.prover.certificate.arithmetic.errors import Rejected

BINDERS = frozenset({"forall", "exists", "setof", "fun", "sum", "prod", "filter"})
MAX_NODES = 20_000
_WORD = re.compile(r"[()]|[^\s()]+")


@dataclass(frozen=True, slots=True)
class Sort:
    """A type: `N Z Q R C P` (propositions), `fin` and `set` of a sort, or `fun` of argument sorts and a result."""

    name: str
    parts: tuple[Sort, ...] = ()

    def __str__(self) -> str:
        return self.name if not self.parts else f"{self.name}[{','.join(map(str, self.parts))}]"


N, Z, Q, R, C, P = (Sort(name) for name in "NZQRCP")
NUMBERS = (N, Z, Q, R, C)
ORDERED = frozenset({N, Z, Q, R})
INTEGERS = frozenset({N, Z})


@dataclass(frozen=True, slots=True)
class Term:
    """An operator with its arguments; `name` is that of a variable, `value` that of a numeral."""

    op: str
    sort: Sort
    args: tuple[Term, ...] = ()
    name: str = ""
    value: int = 0
    _hash: int = field(init=False, repr=False, compare=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.op, self.sort, self.args, self.name, self.value)))

    def __hash__(self) -> int:
        return self._hash

    def __str__(self) -> str:
        return show(self)


def num(value: int, sort: Sort) -> Term:
    """A numeral; negative ones are `neg` of a numeral."""
    return Term("neg", sort, (num(-value, sort),)) if value < 0 else Term("num", sort, value=value)


def var(name: str, sort: Sort) -> Term:
    """A variable."""
    return Term("var", sort, name=name)


def negation(formula: Term) -> Term:
    """`¬ formula`, without a double negation."""
    return formula.args[0] if formula.op == "not" else Term("not", P, (formula,))


def conjunction(*formulas: Term) -> Term:
    """`a ∧ b ∧ …`; `True` for none."""
    if not formulas:
        return Term("true", P)
    result = formulas[-1]
    for formula in reversed(formulas[:-1]):
        result = Term("and", P, (formula, result))
    return result


def relation(op: str, left: Term, right: Term) -> Term:
    """`left op right` for `eq`, `lt` or `le`."""
    return Term(op, P, (left, right))


def cast(term: Term, sort: Sort) -> Term:
    """The term as a value of a larger number type."""
    return term if term.sort == sort else Term("cast", sort, (term,))


def subterms(term: Term) -> Iterator[Term]:
    """Every subterm, the term itself first."""
    stack = [term]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.args))


def free_variables(term: Term) -> frozenset[str]:
    """The names of the variables that no binder binds."""
    if term.op == "var":
        return frozenset({term.name})
    if term.op == "apply":
        return frozenset({term.name}).union(*map(free_variables, term.args))
    if term.op in BINDERS:
        bound = term.args[0].name
        outside = free_variables(term.args[1]) if len(term.args) == 3 else frozenset()
        return outside | (free_variables(term.args[-1]) - {bound})
    return frozenset().union(*map(free_variables, term.args))


def substitute(term: Term, values: Mapping[str, Term]) -> Term:
    """Replace free variables by terms whose own variables no binder of `term` binds."""
    if not values:
        return term
    if term.op == "var":
        return values.get(term.name, term)
    if term.op in BINDERS:
        inner = {name: value for name, value in values.items() if name != term.args[0].name}
        outer = tuple(substitute(a, values) for a in term.args[1:-1])
        args = (term.args[0], *outer, substitute(term.args[-1], inner))
    else:
        args = tuple(substitute(a, values) for a in term.args)
    return term if args == term.args else Term(term.op, term.sort, args, term.name, term.value)


def replace(term: Term, old: Term, new: Term) -> Term:
    """Replace every occurrence of the closed subterm `old`."""
    if term == old:
        return new
    if not term.args:
        return term
    args = tuple(replace(a, old, new) for a in term.args)
    return term if args == term.args else Term(term.op, term.sort, args, term.name, term.value)


def alpha(term: Term) -> Term:
    """The same term with bound variables named `?1`, `?2` … in the order of their binders."""
    counter = 0

    def go(node: Term, names: Mapping[str, Term]) -> Term:
        nonlocal counter
        if node.op == "var":
            return names.get(node.name, node)
        if node.op in BINDERS:
            counter += 1
            bound = var(f"?{counter}", node.args[0].sort)
            outer = tuple(go(a, names) for a in node.args[1:-1])
            return Term(node.op, node.sort, (bound, *outer, go(node.args[-1], {**names, node.args[0].name: bound})))
        return Term(node.op, node.sort, tuple(go(a, names) for a in node.args), node.name, node.value)

    return go(term, {})


def show(term: Term) -> str:
    """The term as an S-expression; :func:`read` reads it back."""
    if term.op == "num":
        return f"{term.value}:{term.sort}"
    if term.op == "var":
        return f"{term.name}:{term.sort}"
    head = f"{term.op}:{term.sort}" if term.op != "apply" else f"apply:{term.sort}:{term.name}"
    return f"({' '.join((head, *map(show, term.args)))})"


def read(text: str) -> Term:
    """Read an S-expression; raises Rejected where it is none or too large."""
    stack: list[list[str | Term]] = [[]]
    words = _WORD.findall(text)
    if len(words) > MAX_NODES:
        raise Rejected("a term is too large")
    for word in words:
        if word == "(":
            stack.append([])
        elif word == ")":
            if len(stack) < 2:
                raise Rejected("a term has a bracket too many")
            parts = stack.pop()
            stack[-1].append(_node(parts))
        else:
            opening = not stack[-1] and len(stack) > 1
            stack[-1].append(word if opening else _leaf(word))
    if len(stack) != 1 or len(stack[0]) != 1 or not isinstance(stack[0][0], Term):
        raise Rejected("not one term")
    return stack[0][0]


def _node(parts: list[str | Term]) -> Term:
    if not parts or not isinstance(parts[0], str):
        raise Rejected("a term without an operator")
    op, _, rest = parts[0].partition(":")
    sort, _, name = rest.partition(":")
    args = tuple(part for part in parts[1:] if isinstance(part, Term))
    return Term(op, read_sort(sort), args, name)


def _leaf(token: str) -> Term:
    name, _, sort = token.rpartition(":")
    if name.isascii() and name.isdigit():
        if len(name) > 4000:
            raise Rejected("a numeral is too long")
        return Term("num", read_sort(sort), value=int(name))
    if not name:
        raise Rejected(f"not a term: {token[:40]}")
    return var(name, read_sort(sort))


def read_sort(text: str) -> Sort:
    """Read a sort as :class:`Sort` prints it; raises Rejected."""
    sort, rest = _read_sort(text, 0)
    if rest:
        raise Rejected(f"not a sort: {text[:40]}")
    return sort


def _read_sort(text: str, depth: int) -> tuple[Sort, str]:
    match = re.match(r"[A-Za-z]+", text)
    if match is None or depth > 8:
        raise Rejected(f"not a sort: {text[:40]}")
    rest, parts = text[match.end() :], []
    if rest.startswith("["):
        while rest and rest[0] in "[,":
            part, rest = _read_sort(rest[1:], depth + 1)
            parts.append(part)
        if not rest.startswith("]"):
            raise Rejected(f"not a sort: {text[:40]}")
        rest = rest[1:]
    return Sort(match[0], tuple(parts)), rest
