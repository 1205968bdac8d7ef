"""Certificates that linear (or polynomial) facts contradict each other, as `Trivium.Linear` reads them.

A fact says that a polynomial is zero, not negative, or positive. `holds` is the checker of the Lean library in Python:
it spares Lean a certificate that is wrong; what it accepts is still for Lean's kernel to decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from flint import fmpz_mpoly

from trivium.prover.reflection.expression import Expression, depth, reified
from trivium.prover.reflection.polynomial import PolynomialRing
from trivium.prover.reflection.theorem import Kind


@dataclass(frozen=True, slots=True)
class Const:
    """A natural number."""

    value: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A natural multiple of a fact, by its number."""

    multiple: int
    index: int


@dataclass(frozen=True, slots=True)
class Times:
    """Any multiple of a fact that says that something is zero."""

    factor: Expression
    index: int


@dataclass(frozen=True, slots=True)
class Square:
    """A square."""

    base: Expression


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of two bounds."""

    left: Cone
    right: Cone


@dataclass(frozen=True, slots=True)
class Product:
    """The product of two bounds."""

    left: Cone
    right: Cone


Cone: TypeAlias = Const | Fact | Times | Square | Sum | Product
"""How a polynomial that is not negative follows from facts."""


@dataclass(frozen=True, slots=True)
class Close:
    """A bounded polynomial is `-constant`, which cannot be."""

    cone: Cone
    constant: int


@dataclass(frozen=True, slots=True)
class Note:
    """A consequence, added to the facts at their end."""

    cone: Cone
    rest: Certificate


@dataclass(frozen=True, slots=True)
class Cut:
    """Over the integers: the bounded polynomial is `divisor * (bound + 1) - slack`, so `bound` is not negative."""

    cone: Cone
    divisor: int
    slack: int
    bound: Expression
    rest: Certificate


@dataclass(frozen=True, slots=True)
class Split:
    """`expression` is negative (its negative becomes a positive fact) or not (it becomes a fact)."""

    expression: Expression
    below: Certificate
    above: Certificate


Certificate: TypeAlias = Close | Note | Cut | Split


@dataclass(frozen=True, slots=True)
class Sign:
    """What a fact says: `polynomial` is zero (EQ), not negative (LE) or positive (LT)."""

    kind: Kind
    polynomial: fmpz_mpoly


def cone_text(cone: Cone, index: Mapping[str, int]) -> str:
    """The cone as Lean data."""
    match cone:
        case Const(value):
            return f"(.const {value})"
        case Fact(multiple, number):
            return f"(.fact {multiple} {number})"
        case Times(factor, number):
            return f"(.times {reified(factor, index)} {number})"
        case Square(base):
            return f"(.square {reified(base, index)})"
        case Sum(left, right):
            return f"(.add {cone_text(left, index)} {cone_text(right, index)})"
        case Product(left, right):
            return f"(.mul {cone_text(left, index)} {cone_text(right, index)})"


def certificate_text(certificate: Certificate, index: Mapping[str, int]) -> str:
    """The certificate as Lean data."""
    match certificate:
        case Close(cone, constant):
            return f"(.close {cone_text(cone, index)} {constant})"
        case Note(cone, rest):
            return f"(.note {cone_text(cone, index)} {certificate_text(rest, index)})"
        case Cut(cone, divisor, slack, bound, rest):
            numbers = f"{divisor} {slack}"
            inner = f"{cone_text(cone, index)} {numbers} {reified(bound, index)} {certificate_text(rest, index)}"
            return f"(.cut {inner})"
        case Split(expression, below, above):
            cases = f"{certificate_text(below, index)} {certificate_text(above, index)}"
            return f"(.split {reified(expression, index)} {cases})"


def expressions_of(certificate: Certificate) -> tuple[Expression, ...]:
    """The expressions that a certificate brings."""
    match certificate:
        case Close(cone, _):
            return _expressions_of_cone(cone)
        case Note(cone, rest):
            return (*_expressions_of_cone(cone), *expressions_of(rest))
        case Cut(cone, _, _, bound, rest):
            return (*_expressions_of_cone(cone), bound, *expressions_of(rest))
        case Split(expression, below, above):
            return (expression, *expressions_of(below), *expressions_of(above))


def nesting(certificate: Certificate) -> int:
    """How deeply the Lean data of a certificate is nested."""
    match certificate:
        case Close(cone, _):
            return 1 + _nesting_of_cone(cone)
        case Note(cone, rest) | Cut(cone, _, _, _, rest):
            return 1 + max(_nesting_of_cone(cone), nesting(rest))
        case Split(_, below, above):
            return 1 + max(nesting(below), nesting(above))


def bound_of(cone: Cone, facts: Sequence[Sign], ring: PolynomialRing) -> Sign:
    """What a cone bounds, and whether strictly (LT) or not (LE)."""
    zero = ring.context.constant(0)
    match cone:
        case Const(value):
            return Sign(Kind.LT if value else Kind.LE, ring.context.constant(value))
        case Fact(multiple, index):
            fact = facts[index] if 0 <= index < len(facts) else Sign(Kind.LE, zero)
            strict = fact.kind is Kind.LT and multiple > 0
            return Sign(Kind.LT if strict else Kind.LE, multiple * fact.polynomial)
        case Times(factor, index):
            known = 0 <= index < len(facts) and facts[index].kind is Kind.EQ
            return Sign(Kind.LE, ring.polynomial(factor) * facts[index].polynomial if known else zero)
        case Square(base):
            return Sign(Kind.LE, ring.polynomial(base) ** 2)
        case Sum(left, right):
            one, two = bound_of(left, facts, ring), bound_of(right, facts, ring)
            strict = Kind.LT in (one.kind, two.kind)
            return Sign(Kind.LT if strict else Kind.LE, one.polynomial + two.polynomial)
        case Product(left, right):
            one, two = bound_of(left, facts, ring), bound_of(right, facts, ring)
            strict = one.kind is two.kind is Kind.LT
            return Sign(Kind.LT if strict else Kind.LE, one.polynomial * two.polynomial)


def holds(certificate: Certificate, facts: Sequence[Sign], ring: PolynomialRing, *, integers: bool) -> bool:
    """Whether a certificate shows that facts contradict each other; cuts are for integers only."""
    match certificate:
        case Close(cone, constant):
            bound = bound_of(cone, facts, ring)
            return (bound.kind is Kind.LT or constant > 0) and constant >= 0 and not bound.polynomial + constant
        case Note(cone, rest):
            return holds(rest, [*facts, bound_of(cone, facts, ring)], ring, integers=integers)
        case Cut(cone, divisor, slack, bound_expression, rest):
            bound = bound_of(cone, facts, ring)
            cut = ring.polynomial(bound_expression)
            sound = integers and divisor >= 0 and slack >= 0 and (bound.kind is Kind.LT or slack > 0)
            if not sound or bound.polynomial + slack != divisor * (cut + 1):
                return False
            return holds(rest, [*facts, Sign(Kind.LE, cut)], ring, integers=integers)
        case Split(expression, below, above):
            value = ring.polynomial(expression)
            return holds(below, [*facts, Sign(Kind.LT, -value)], ring, integers=integers) and holds(
                above, [*facts, Sign(Kind.LE, value)], ring, integers=integers
            )


def _expressions_of_cone(cone: Cone) -> tuple[Expression, ...]:
    match cone:
        case Const() | Fact():
            return ()
        case Times(factor, _):
            return (factor,)
        case Square(base):
            return (base,)
        case Sum(left, right) | Product(left, right):
            return (*_expressions_of_cone(left), *_expressions_of_cone(right))


def _nesting_of_cone(cone: Cone) -> int:
    match cone:
        case Sum(left, right) | Product(left, right):
            return 1 + max(_nesting_of_cone(left), _nesting_of_cone(right))
        case _:
            return 1 + max((depth(expression) for expression in _expressions_of_cone(cone)), default=0)
