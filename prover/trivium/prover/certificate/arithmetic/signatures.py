"""Which terms are well formed: the sorts of each operator. A term of a certificate is checked before it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from trivium.prover.certificate.arithmetic.errors import Rejected
from trivium.prover.certificate.arithmetic.terms import (
    BINDERS,
    INTEGERS,
    NUMBERS,
    ORDERED,
    C,
    N,
    P,
    Q,
    R,
    Sort,
    Term,
    Z,
    show,
)

FIELDS = frozenset({Q, R, C})
REALS = frozenset({Q, R})
_ANY = frozenset(NUMBERS)
Rule: TypeAlias = Callable[[Term, tuple[Sort, ...]], bool]


def _same(allowed: frozenset[Sort], count: int) -> Rule:
    """All arguments and the result have one sort."""
    return lambda term, args: args == (term.sort,) * count and term.sort in allowed


def _fixed(result: Sort, *arguments: Sort) -> Rule:
    return lambda term, args: term.sort == result and args == arguments


def _alike(result: Sort, allowed: frozenset[Sort]) -> Rule:
    """Two arguments of one sort, and a fixed result."""
    return lambda term, args: term.sort == result and len(args) == 2 and args[0] == args[1] and args[0] in allowed


def _power(allowed: frozenset[Sort], exponent: Sort) -> Rule:
    return lambda term, args: args == (term.sort, exponent) and term.sort in allowed


def _to(result: Sort, allowed: frozenset[Sort]) -> Rule:
    return lambda term, args: term.sort == result and len(args) == 1 and args[0] in allowed


def _interval(term: Term, args: tuple[Sort, ...]) -> bool:
    return len(args) == 2 and args[0] == args[1] and args[0] in INTEGERS and term.sort == Sort("fin", (args[0],))


def _cast(term: Term, args: tuple[Sort, ...]) -> bool:
    return (
        len(args) == 1
        and args[0] in NUMBERS
        and term.sort in NUMBERS
        and NUMBERS.index(args[0]) < NUMBERS.index(term.sort)
    )


def _equality(term: Term, args: tuple[Sort, ...]) -> bool:
    return term.sort == P and len(args) == 2 and args[0] == args[1] and args[0].name not in ("P", "fun")


def _member(term: Term, args: tuple[Sort, ...]) -> bool:
    return term.sort == P and len(args) == 2 and args[1] in (Sort("fin", (args[0],)), Sort("set", (args[0],)))


def _listed(term: Term, args: tuple[Sort, ...]) -> bool:
    return term.sort.name == "fin" and all(sort == term.sort.parts[0] for sort in args)


RULES: Mapping[str, Rule] = {
    "num": lambda term, args: not args and term.sort in NUMBERS and term.value >= 0,
    "add": _same(_ANY, 2),
    "sub": _same(_ANY, 2),
    "mul": _same(_ANY, 2),
    "div": _same(_ANY, 2),
    "neg": _same(_ANY - {N}, 1),
    "inv": _same(FIELDS, 1),
    "abs": _same(ORDERED - {N}, 1),
    "min": _same(ORDERED, 2),
    "max": _same(ORDERED, 2),
    "mod": _same(INTEGERS, 2),
    "pow": _power(_ANY, N),
    "zpow": _power(FIELDS, Z),
    "rpow": _fixed(R, R, R),
    "cast": _cast,
    "gcd": _alike(N, INTEGERS),
    "lcm": _alike(N, INTEGERS),
    "choose": _fixed(N, N, N),
    "factorial": _fixed(N, N),
    "fib": _fixed(N, N),
    "nsqrt": _fixed(N, N),
    "natabs": _fixed(N, Z),
    "tonat": _fixed(N, Z),
    "floor": _to(Z, REALS),
    "ceil": _to(Z, REALS),
    "nfloor": _to(N, REALS),
    "nceil": _to(N, REALS),
    "numerator": _fixed(Z, Q),
    "denominator": _fixed(N, Q),
    "pi": _fixed(R),
    "I": _fixed(C),
    **dict.fromkeys(("sqrt", "log", "exp", "sin", "cos", "tan"), _fixed(R, R)),
    "logb": _fixed(R, R, R),
    "range": lambda term, args: args == (N,) and term.sort == Sort("fin", (N,)),
    **dict.fromkeys(("Icc", "Ico", "Ioc", "Ioo"), _interval),
    **dict.fromkeys(
        ("divisors", "proper_divisors"), lambda term, args: args == (N,) and term.sort == Sort("fin", (N,))
    ),
    "finset": _listed,
    "card": lambda term, args: term.sort == N and len(args) == 1 and args[0].name == "fin",
    "true": _fixed(P),
    "false": _fixed(P),
    "not": _fixed(P, P),
    **dict.fromkeys(("and", "or", "imp", "iff"), _fixed(P, P, P)),
    "eq": _equality,
    "lt": _alike(P, ORDERED),
    "le": _alike(P, ORDERED),
    "dvd": _alike(P, INTEGERS),
    "prime": _fixed(P, N),
    "even": _to(P, INTEGERS),
    "mem": _member,
}


def check_well_formed(term: Term, variables: Mapping[str, Sort]) -> None:
    """Raise Rejected where an operator has arguments of other sorts than its own, or a variable is unknown."""
    if term.op == "var":
        if variables.get(term.name) != term.sort:
            raise Rejected(f"unknown variable {term.name} of type {term.sort}")
        return
    if term.op in BINDERS:
        _check_binder(term, variables)
        return
    for argument in term.args:
        check_well_formed(argument, variables)
    sorts = tuple(a.sort for a in term.args)
    if term.op == "apply":
        if variables.get(term.name) != Sort("fun", (*sorts, term.sort)):
            raise Rejected(f"{term.name} is not a function of these arguments")
    elif term.op not in RULES or not RULES[term.op](term, sorts):
        raise Rejected(f"not well formed: {show(term)[:80]}")


def _check_binder(term: Term, variables: Mapping[str, Sort]) -> None:
    bound, body = term.args[0], term.args[-1]
    if bound.op != "var" or len(term.args) != (3 if term.op in ("sum", "prod", "filter") else 2):
        raise Rejected("a binder without its variable")
    if not bound.name.startswith(("?", "%")):
        raise Rejected("bound variables are named ?… or %…, so that no other variable is captured")
    for argument in term.args[1:-1]:
        check_well_formed(argument, variables)
    check_well_formed(body, {**variables, bound.name: bound.sort})
    collection = Sort("fin", (bound.sort,))
    fine = {
        "forall": term.sort == P and body.sort == P,
        "exists": term.sort == P and body.sort == P,
        "setof": term.sort == Sort("set", (bound.sort,)) and body.sort == P,
        "fun": term.sort.name == "fun" and term.sort.parts == (bound.sort, body.sort),
        "filter": len(term.args) == 3 and term.args[1].sort == collection == term.sort and body.sort == P,
        "sum": len(term.args) == 3 and term.args[1].sort == collection and body.sort == term.sort in NUMBERS,
        "prod": len(term.args) == 3 and term.args[1].sort == collection and body.sort == term.sort in NUMBERS,
    }[term.op]
    if not fine:
        raise Rejected(f"not well formed: {show(term)[:80]}")
