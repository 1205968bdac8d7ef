"""Terms of the checker as people write them."""

from __future__ import annotations

from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.regularity import OFF_CUT, POSITIVE, Condition
from trivium.cas.certificate.terms import HALF, Term
from trivium.cas.reader.printer import print_expression
from trivium.cas.reader.syntax import (
    Call,
    Constant,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
)


def readable(term: Term) -> str:
    """The text of a term without superfluous brackets; reading it gives the term's value."""
    return print_expression(to_expression(term))


def condition_text(condition: Condition) -> str:
    """A condition in words."""
    text = readable(condition.term)
    if condition.relation == OFF_CUT:
        return f"{text} is not on the negative real axis"
    return f"{text} {'>' if condition.relation == POSITIVE else '!='} 0"


def to_expression(root: Term) -> Expression:
    """The syntax tree of a term."""
    done: dict[Term, Expression] = {}
    for term in terms.postorder(root):
        done[term] = _expression(term, [done[part] for part in term.args])
    return done[root]


def _expression(term: Term, parts: list[Expression]) -> Expression:
    match term.head:
        case "num":
            return _number(term.number)
        case "symbol":
            return Symbol(term.name)
        case "const":
            return Constant(term.name)
        case "add":
            return Sum(tuple(parts))
        case "mul":
            return _product(term, parts)
        case "pow" if term.args[1] == HALF:
            return Call("sqrt", (parts[0],))
        case "pow" if term.args[1].is_number and term.args[1].number < 0:
            return Quotient(Number(Fraction(1)), _power(term, parts))
        case "pow":
            return Power(parts[0], parts[1])
        case _:
            return Call(term.head, tuple(parts))


def _number(value: Fraction) -> Expression:
    size = abs(value)
    shown: Expression = Number(Fraction(size.numerator))
    if size.denominator != 1:
        shown = Quotient(shown, Number(Fraction(size.denominator)))
    return Negation(shown) if value < 0 else shown


def _power(term: Term, parts: list[Expression]) -> Expression:
    exponent = -term.args[1].number
    if exponent == 1:
        return parts[0]
    return Call("sqrt", (parts[0],)) if exponent == Fraction(1, 2) else Power(parts[0], _number(exponent))


def _product(term: Term, parts: list[Expression]) -> Expression:
    above: list[Expression] = []
    below: list[Expression] = []
    negative = False
    for factor, part in zip(term.args, parts, strict=True):
        if factor.is_number:
            negative = factor.number < 0
            size = abs(factor.number)
            if size.numerator != 1:
                above.append(Number(Fraction(size.numerator)))
            if size.denominator != 1:
                below.append(Number(Fraction(size.denominator)))
        elif isinstance(part, Quotient) and factor.head == "pow":
            below.append(part.denominator)
        else:
            above.append(part)
    shown = _times(above)
    if below:
        shown = Quotient(shown, _times(below))
    return Negation(shown) if negative else shown


def _times(factors: list[Expression]) -> Expression:
    if not factors:
        return Number(Fraction(1))
    return factors[0] if len(factors) == 1 else Product(tuple(factors))


def collected(term: Term) -> Term:
    """A sum with like terms collected."""
    rows: dict[Term, Fraction] = {}
    for part in term.args if term.head == "add" else (term,):
        scale, rest = Fraction(1), part
        if part.is_number:
            scale, rest = part.number, terms.ONE
        elif part.head == "mul" and part.args[0].is_number:
            scale, rest = part.args[0].number, terms.mul(part.args[1:])
        rows[rest] = rows.get(rest, Fraction(0)) + scale
    return terms.add(terms.mul((terms.number(scale), rest)) for rest, scale in rows.items() if scale)
