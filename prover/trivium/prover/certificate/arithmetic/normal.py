"""Taking formulas apart: conjunctions, negations, memberships, divisibility, existential quantifiers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from trivium.prover.certificate.arithmetic.terms import (
    ORDERED,
    N,
    P,
    Sort,
    Term,
    conjunction,
    num,
    relation,
    substitute,
)

Fresh = Callable[[Sort], Term]


def decomposed(formula: Term, fresh: Fresh) -> Iterator[Term]:
    """Facts that together say what `formula` says, none of them a conjunction or an existential claim."""
    op, args = formula.op, formula.args
    if op == "not":
        yield from _negated(args[0], fresh)
    elif op == "and":
        for side in args:
            yield from decomposed(side, fresh)
    elif op == "imp":
        yield _either(_not(args[0]), args[1])
    elif op == "iff":
        yield _either(_not(args[0]), args[1])
        yield _either(_not(args[1]), args[0])
    elif op == "exists":
        yield from decomposed(substitute(args[1], {args[0].name: fresh(args[0].sort)}), fresh)
    elif op in ("dvd", "even", "mem"):
        meaning = _meaning(formula)
        if meaning is None:
            yield formula
        else:
            yield from decomposed(meaning, fresh)
    else:
        yield formula


def _negated(formula: Term, fresh: Fresh) -> Iterator[Term]:  # noqa: C901 - one case a connective
    op, args = formula.op, formula.args
    if op == "true":
        yield Term("false", P)
    elif op == "false":
        yield Term("true", P)
    elif op == "not":
        yield from decomposed(args[0], fresh)
    elif op == "and":
        yield _either(_not(args[0]), _not(args[1]))
    elif op == "or":
        for side in args:
            yield from decomposed(_not(side), fresh)
    elif op == "imp":
        yield from decomposed(args[0], fresh)
        yield from decomposed(_not(args[1]), fresh)
    elif op == "iff":
        yield _either(conjunction(args[0], _not(args[1])), conjunction(args[1], _not(args[0])))
    elif op == "forall":
        yield from decomposed(_not(substitute(args[1], {args[0].name: fresh(args[0].sort)})), fresh)
    elif op == "exists":
        yield Term("forall", P, (args[0], _not(args[1])))
    elif op in ("lt", "le") and args[0].sort in ORDERED:
        yield relation("le" if op == "lt" else "lt", args[1], args[0])
    elif op == "even":
        yield relation("eq", _mod(args[0], num(2, args[0].sort)), num(1, args[0].sort))
    elif op in ("dvd", "mem"):
        meaning = _meaning(formula)
        if meaning is None:
            yield _not(formula)
        else:
            yield from decomposed(_not(meaning), fresh)
    else:
        yield _not(formula)


def _meaning(formula: Term) -> Term | None:
    """An equivalent formula without this operator; None for membership of a set that is a variable."""
    args = formula.args
    if formula.op == "dvd":
        return relation("eq", _mod(args[1], args[0]), num(0, args[0].sort))
    if formula.op == "even":
        return relation("eq", _mod(args[0], num(2, args[0].sort)), num(0, args[0].sort))
    element, collection = args
    zero = num(0, N)
    match collection.op:
        case "setof":
            return substitute(collection.args[1], {collection.args[0].name: element})
        case "range":
            return relation("lt", element, collection.args[0])
        case "Icc" | "Ico" | "Ioc" | "Ioo":
            low, high = collection.args
            below = relation("lt" if collection.op[1] == "o" else "le", low, element)
            return conjunction(below, relation("lt" if collection.op[2] == "o" else "le", element, high))
        case "filter":
            bound, domain, condition = collection.args
            return conjunction(Term("mem", P, (element, domain)), substitute(condition, {bound.name: element}))
        case "divisors" | "proper_divisors":
            n = collection.args[0]
            parts = [Term("dvd", P, (element, n)), _not(relation("eq", n, zero))]
            if collection.op == "proper_divisors":
                parts.append(relation("lt", element, n))
            return conjunction(*parts)
        case "finset":
            return _any([relation("eq", element, a) for a in collection.args])
        case _:
            return None


def _any(formulas: list[Term]) -> Term:
    result = formulas[-1] if formulas else Term("false", P)
    for formula in reversed(formulas[:-1]):
        result = _either(formula, result)
    return result


def _either(left: Term, right: Term) -> Term:
    return Term("or", P, (left, right))


def _not(formula: Term) -> Term:
    return formula.args[0] if formula.op == "not" else Term("not", P, (formula,))


def _mod(left: Term, right: Term) -> Term:
    return Term("mod", left.sort, (left, right))
