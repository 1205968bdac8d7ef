"""What each operator means, as formulas about one term: the axioms of the calculus.

Every formula here is true in Lean of every term of the shape, with Lean's values for partial operations. The property
tests compare each one with exact evaluation.
"""

from __future__ import annotations

from trivium.prover.certificate.arithmetic.errors import Rejected, Undetermined
from trivium.prover.certificate.arithmetic.evaluation import Evaluator
from trivium.prover.certificate.arithmetic.terms import (
    INTEGERS,
    C,
    N,
    P,
    R,
    Sort,
    Term,
    Z,
    cast,
    conjunction,
    num,
    relation,
    substitute,
    var,
)
from trivium.prover.certificate.arithmetic.values import Gaussian, Number

MAX_EXPANSION = 3_000


def definition(term: Term) -> Term:
    """A true formula that says what the operator of `term` means; raises Rejected where there is none."""
    facts = _facts(term)
    if term.sort == N:
        facts = [relation("le", num(0, N), term), *facts]
    if not facts:
        raise Rejected(f"no definition of {term.op}")
    return conjunction(*facts)


def _facts(term: Term) -> list[Term]:  # noqa: C901 - one case an operator
    args, sort = term.args, term.sort
    match term.op:
        case "sub" if sort == N:
            a, b = args
            return [_cases((_le(b, a), _eq(_add(term, b), a)), (_lt(a, b), _eq(term, num(0, N))))]
        case "div" | "mod" if sort in INTEGERS:
            return _division(args[0], args[1], sort)
        case "abs":
            x, zero = args[0], num(0, sort)
            return [_cases((_le(zero, x), _eq(term, x)), (_lt(x, zero), _eq(term, Term("neg", sort, (x,)))))]
        case "min" | "max":
            a, b = args if term.op == "min" else (args[1], args[0])
            return [_cases((_le(a, b), _eq(term, args[0])), (_lt(b, a), _eq(term, args[1])))]
        case "inv":
            x, zero = args[0], num(0, sort)
            unequal = Term("not", P, (_eq(x, zero),))
            return [_cases((_eq(x, zero), _eq(term, zero)), (unequal, _eq(_mul(x, term), num(1, sort))))]
        case "sqrt":
            x, zero = args[0], num(0, R)
            root = _eq(_mul(term, term), x)
            return [_le(zero, term), _cases((_le(zero, x), root), (_lt(x, zero), _eq(term, zero)))]
        case "nsqrt":
            above = _add(term, num(1, N))
            return [_le(_mul(term, term), args[0]), _lt(args[0], _mul(above, above))]
        case "floor" | "nfloor" | "ceil":
            return _rounding(term)
        case "I":
            return [_eq(_mul(term, term), num_of(-1, C))]
        case "pi":
            return [_lt(_ratio(333, 106), term), _lt(term, _ratio(355, 113))]
        case "exp":
            return [_lt(num(0, R), term)]
        case "sin" | "cos":
            other = Term("cos" if term.op == "sin" else "sin", R, args)
            return [_eq(_add(_mul(term, term), _mul(other, other)), num(1, R))]
        case "pow":
            return _power(term)
        case "rpow":
            return [Term("imp", P, (_lt(num(0, R), args[0]), _lt(num(0, R), term)))]
        case "gcd":
            return _gcd(term)
        case "sum" | "prod":
            return [_eq(term, _unrolled(term))]
        case "card":
            return _cardinality(term)
        case "factorial" if args[0].op == "add" and args[0].args[1] == num(1, N):
            return [_eq(term, _mul(args[0], Term("factorial", N, (args[0].args[0],)))), _le(num(1, N), term)]
        case "factorial":
            return [_le(num(1, N), term)]
        case "natabs":
            x, zero = args[0], num(0, Z)
            whole, minus = cast(term, Z), Term("neg", Z, (args[0],))
            return [_cases((_le(zero, x), _eq(whole, x)), (_lt(x, zero), _eq(whole, minus)))]
        case "tonat":
            x, zero = args[0], num(0, Z)
            return [_cases((_le(zero, x), _eq(cast(term, Z), x)), (_lt(x, zero), _eq(term, num(0, N))))]
        case "prime":
            bound = var("?p", N)
            divides = Term("dvd", P, (bound, args[0]))
            trivial = Term("or", P, (_eq(bound, num(1, N)), _eq(bound, args[0])))
            only = Term("forall", P, (bound, Term("imp", P, (divides, trivial))))
            return [Term("imp", P, (term, conjunction(_le(num(2, N), args[0]), only)))]
        case _:
            return []


def num_of(value: Number, sort: Sort) -> Term:
    """A term for an exact value."""
    if isinstance(value, Gaussian):
        imaginary = _mul(num_of(value.imaginary, C), Term("I", C))
        return num_of(value.real, C) if not value.imaginary else _add(num_of(value.real, C), imaginary)
    if value.denominator == 1:
        return num(value.numerator, sort)
    return Term("div", sort, (num(value.numerator, sort), num(value.denominator, sort)))


def _division(a: Term, b: Term, sort: Sort) -> list[Term]:
    quotient, rest, zero = Term("div", sort, (a, b)), Term("mod", sort, (a, b)), num(0, sort)
    whole = _eq(_add(_mul(b, quotient), rest), a)
    positive = [_lt(zero, b), _le(zero, rest), _lt(rest, b)]
    if b.op == "num" and b.value > 0:
        return [whole, *positive[1:]]
    none = (_eq(b, zero), _eq(quotient, zero))
    if sort == N:
        return [whole, _cases(none, tuple(positive))]
    minus = Term("neg", sort, (b,))
    return [whole, _cases(none, tuple(positive), (_lt(b, zero), _le(zero, rest), _lt(rest, minus)))]


def _rounding(term: Term) -> list[Term]:
    x = term.args[0]
    value, one, zero = Term("cast", x.sort, (term,)), num(1, x.sort), num(0, x.sort)
    if term.op == "ceil":
        return [_lt(value, _add(x, one)), _le(x, value)]
    inside = (_le(value, x), _lt(x, _add(value, one)))
    if term.op == "floor":
        return list(inside)
    return [_cases((_le(zero, x), *inside), (_lt(x, zero), _eq(term, num(0, N))))]


def _power(term: Term) -> list[Term]:
    base, sort = term.args[0], term.sort
    if sort == C:
        return []
    zero = num(0, sort)
    facts = [Term("imp", P, (_lt(zero, base), _lt(zero, term)))]
    if base.op == "num" and base.value >= 1:
        facts = [_le(num(1, sort), term)]
        if base.value >= 2 and sort in INTEGERS:
            facts.append(_lt(cast(term.args[1], sort), term))
    return facts


def _gcd(term: Term) -> list[Term]:
    a, b = term.args
    sort = a.sort
    divisor = cast(term, sort)
    zero = num(0, sort)
    divides = [_eq(Term("mod", sort, (x, divisor)), zero) for x in (a, b)]
    nothing = conjunction(_eq(a, zero), _eq(b, zero))
    return [*divides, Term("or", P, (nothing, _lt(num(0, N), term)))]


def _unrolled(term: Term) -> Term:
    """A big operator over an explicit set written out, or with its last element split off."""
    bound, domain, body = term.args
    unit = num(0 if term.op == "sum" else 1, term.sort)
    op = "add" if term.op == "sum" else "mul"
    if domain.op == "range" and domain.args[0].op == "add" and domain.args[0].args[1] == num(1, N):
        before = domain.args[0].args[0]
        shorter = Term(term.op, term.sort, (bound, Term("range", domain.sort, (before,)), body))
        return Term(op, term.sort, (shorter, substitute(body, {bound.name: before})))
    if domain.op == "Icc" and domain.args[1].op == "add" and domain.args[1].args[1] == num(1, N):
        low, high = domain.args
        if low in (num(0, N), num(1, N)):
            shorter = Term(term.op, term.sort, (bound, Term("Icc", domain.sort, (low, high.args[0])), body))
            return Term(op, term.sort, (shorter, substitute(body, {bound.name: high})))
    try:
        elements = sorted(Evaluator().elements(domain, {}), key=_key)
    except Undetermined as reason:
        raise Rejected(f"the set of a big operator has no value: {reason}") from reason
    if len(elements) > MAX_EXPANSION:
        raise Rejected("a big operator has too many elements")
    parts = [substitute(body, {bound.name: num_of(element, bound.sort)}) for element in elements]
    return _balanced(op, term.sort, parts) if parts else unit


def _balanced(op: str, sort: Sort, parts: list[Term]) -> Term:
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return Term(op, sort, (_balanced(op, sort, parts[:middle]), _balanced(op, sort, parts[middle:])))


def _key(value: Number) -> tuple[int | float, ...]:
    if isinstance(value, Gaussian):
        raise Rejected("a set of complex numbers")
    return (value.numerator / value.denominator,)


def _cardinality(term: Term) -> list[Term]:
    domain = term.args[0]
    if domain.op != "finset":
        return []
    try:
        count = len(list(Evaluator().elements(domain, {})))
    except Undetermined as reason:
        raise Rejected(str(reason)) from reason
    return [_eq(term, num(count, N))]


def _ratio(numerator: int, denominator: int) -> Term:
    return Term("div", R, (num(numerator, R), num(denominator, R)))


def _cases(*cases: tuple[Term, ...]) -> Term:
    result = conjunction(*cases[-1])
    for case in reversed(cases[:-1]):
        result = Term("or", P, (conjunction(*case), result))
    return result


def _eq(a: Term, b: Term) -> Term:
    return relation("eq", a, b)


def _le(a: Term, b: Term) -> Term:
    return relation("le", a, b)


def _lt(a: Term, b: Term) -> Term:
    return relation("lt", a, b)


def _add(a: Term, b: Term) -> Term:
    return Term("add", a.sort, (a, b))


def _mul(a: Term, b: Term) -> Term:
    return Term("mul", a.sort, (a, b))
