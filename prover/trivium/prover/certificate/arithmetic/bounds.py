"""Bounds that a quantifier's body puts on its variable: what makes a quantifier over integers finite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trivium.prover.certificate.arithmetic.terms import Term, free_variables


@dataclass(frozen=True, slots=True)
class Bound:
    """The variable is above (`low`) or below (`high`) a limit, or a member of a finite set."""

    kind: str
    limit: Term
    strict: bool


def guard_bounds(bound: Term, body: Term, quantifier: str) -> Iterator[Bound]:
    """Bounds without which `∀ bound, body` holds trivially, or `∃ bound, body` fails."""
    if quantifier == "forall":
        if body.op == "imp":
            yield from _bounds(bound, body.args[0])
            yield from guard_bounds(bound, body.args[1], quantifier)
        elif body.op == "forall":
            inner = body.args[0].name
            yield from (
                b for b in guard_bounds(bound, body.args[1], quantifier) if inner not in free_variables(b.limit)
            )
        elif body.op == "not":
            yield from _bounds(bound, body.args[0])
    else:
        yield from _bounds(bound, body)


def _bounds(bound: Term, condition: Term) -> Iterator[Bound]:
    """Bounds that a true condition implies."""
    if condition.op == "and":
        for part in condition.args:
            yield from _bounds(bound, part)
    elif condition.op == "exists":
        inner = condition.args[0].name
        yield from (b for b in _bounds(bound, condition.args[1]) if inner not in free_variables(b.limit))
    elif condition.op == "mem" and _is(condition.args[0], bound) and condition.args[1].sort.name == "fin":
        yield from _closed(bound, Bound("member", condition.args[1], False))
    elif condition.op in ("lt", "le", "eq"):
        yield from _comparison(bound, condition)


def _comparison(bound: Term, condition: Term) -> Iterator[Bound]:
    left, right = condition.args
    strict = condition.op == "lt"
    if _is(left, bound):
        yield from _closed(bound, Bound("high", right, strict))
    if _is(right, bound):
        yield from _closed(bound, Bound("low", left, strict))
    if condition.op == "eq":
        if _is(left, bound):
            yield from _closed(bound, Bound("low", right, False))
        if _is(right, bound):
            yield from _closed(bound, Bound("high", left, False))


def _is(term: Term, bound: Term) -> bool:
    while term.op == "cast":
        term = term.args[0]
    return term.op == "var" and term.name == bound.name


def _closed(bound: Term, found: Bound) -> Iterator[Bound]:
    if bound.name not in free_variables(found.limit):
        yield found
