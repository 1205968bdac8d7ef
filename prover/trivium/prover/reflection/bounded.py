"""Claims about all numbers of ranges, as theorems that the kernel checks by going through the numbers."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import TypeAlias

from trivium.prover.errors import InvalidExpression, NotProvable
from trivium.prover.reflection.expression import (
    Add,
    Div,
    Expression,
    Mul,
    Neg,
    Num,
    Pow,
    Sub,
    Var,
    check,
    check_name,
    fold,
    lean_text,
    variables,
)
from trivium.prover.reflection.theorem import Domain, Kind, Relation, Theorem

MAX_POINTS = 200_000
"""Points of a claim; the kernel takes about fifteen microseconds for each."""
TACTICS = (
    "refine Trivium.Bounded.of_truth ?_",
    "dsimp only [Trivium.Bounded.Truth.value, Trivium.Bounded.NatValue.value, Trivium.Bounded.IntValue.value]",
    "decide +kernel",
)
"""Closes a claim that is decided by finitely many values, such as `∀ x, x < 100 → …` of natural numbers or integers."""


@dataclass(frozen=True, slots=True)
class Divides:
    """`divisor` divides `dividend`."""

    divisor: Expression
    dividend: Expression


@dataclass(frozen=True, slots=True)
class Not:
    """A claim is false."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class And:
    """Both claims hold."""

    left: Claim
    right: Claim


@dataclass(frozen=True, slots=True)
class Or:
    """One of two claims holds."""

    left: Claim
    right: Claim


@dataclass(frozen=True, slots=True)
class Implies:
    """The first claim implies the second."""

    left: Claim
    right: Claim


Claim: TypeAlias = Relation | Divides | Not | And | Or | Implies


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers from `lower` up to below `upper`."""

    name: str
    lower: int
    upper: int


def bounded(name: str, domain: Domain, ranges: Sequence[Range], claim: Claim) -> Theorem:
    """The theorem that a claim holds for all numbers of some ranges.

    Natural numbers range from zero. Raises InvalidExpression for what the checker does not take or for too many
    points, NotProvable with the first point at which the claim is false.
    """
    _check_ranges(domain, ranges)
    _check_claim(claim, domain, {item.name for item in ranges})
    names = [item.name for item in ranges]
    for values in itertools.product(*(range(item.lower, item.upper) for item in ranges)):
        if not holds(claim, dict(zip(names, values, strict=True)), domain):
            listed = ", ".join(f"{key} = {value}" for key, value in zip(names, values, strict=True))
            raise NotProvable(f"false for {listed or 'no variables'}")
    quantified = " ".join(_quantifier(item, domain) for item in ranges)
    statement = f"{quantified} {claim_text(claim, domain)}".strip()
    return Theorem(name, "", statement, "by\n  " + "\n  ".join(TACTICS), 1)


def holds(claim: Claim, values: Mapping[str, int], domain: Domain) -> bool:
    """Whether a claim is true for these values; differences of natural numbers end at zero."""
    match claim:
        case Relation(kind, left, right):
            one, two = _value(left, values, domain), _value(right, values, domain)
            return {Kind.EQ: one == two, Kind.LE: one <= two, Kind.LT: one < two}[kind]
        case Divides(divisor, dividend):
            one, two = _value(divisor, values, domain), _value(dividend, values, domain)
            return two % one == 0 if one else two == 0
        case Not(inner):
            return not holds(inner, values, domain)
        case And(first, second):
            return holds(first, values, domain) and holds(second, values, domain)
        case Or(first, second):
            return holds(first, values, domain) or holds(second, values, domain)
        case Implies(first, second):
            return not holds(first, values, domain) or holds(second, values, domain)


def claim_text(claim: Claim, domain: Domain) -> str:
    """The claim in Lean's notation."""
    match claim:
        case Relation(kind, left, right):
            return f"({lean_text(left)} : {domain.value}) {kind.value} {lean_text(right)}"
        case Divides(divisor, dividend):
            return f"({lean_text(divisor)} : {domain.value}) ∣ {lean_text(dividend)}"
        case Not(inner):
            return f"¬({claim_text(inner, domain)})"
        case And(first, second) | Or(first, second) | Implies(first, second):
            sign = {And: "∧", Or: "∨", Implies: "→"}[type(claim)]
            return f"({claim_text(first, domain)}) {sign} ({claim_text(second, domain)})"


def _quantifier(item: Range, domain: Domain) -> str:
    bound = f"∀ {item.name} : {domain.value}, "
    if domain is Domain.NAT:
        return f"{bound}{item.name} < {item.upper} →"
    lower, upper = (f"({value})" if value < 0 else str(value) for value in (item.lower, item.upper))
    return f"{bound}{lower} ≤ {item.name} → {item.name} < {upper} →"


def _value(expression: Expression, values: Mapping[str, int], domain: Domain) -> int:
    def combine(node: Expression, inner: tuple[int, ...]) -> int:
        match node:
            case Num(value):
                return value
            case Var(name):
                return values[name]
            case Neg():
                return -inner[0]
            case Pow(_, exponent):
                return int(inner[0] ** exponent)
            case Add():
                return inner[0] + inner[1]
            case Sub():
                difference = inner[0] - inner[1]
                return max(0, difference) if domain is Domain.NAT else difference
            case Mul():
                return inner[0] * inner[1]
            case Div():
                raise InvalidExpression("a quotient in a claim about whole numbers")

    return fold(expression, combine)


def _check_ranges(domain: Domain, ranges: Sequence[Range]) -> None:
    if domain not in (Domain.NAT, Domain.INT):
        raise InvalidExpression("ranges are of natural numbers and integers")
    if len({item.name for item in ranges}) < len(ranges):
        raise InvalidExpression("two ranges have the same variable")
    for item in ranges:
        check_name(item.name)
        if domain is Domain.NAT and item.lower != 0:
            raise InvalidExpression("a range of natural numbers starts at zero")
    points = prod(max(0, item.upper - item.lower) for item in ranges)
    if points > MAX_POINTS:
        raise InvalidExpression(f"{points} points; at most {MAX_POINTS} are gone through")


def _check_claim(claim: Claim, domain: Domain, names: set[str]) -> None:
    match claim:
        case Relation(_, left, right) | Divides(left, right):
            for side in (left, right):
                check(side, field=False)
                if domain is Domain.NAT and _has_negative(side):
                    raise InvalidExpression("a negative natural number")
            if not set(variables(left, right)) <= names:
                raise InvalidExpression("a variable without a range")
        case Not(inner):
            _check_claim(inner, domain, names)
        case And(first, second) | Or(first, second) | Implies(first, second):
            _check_claim(first, domain, names)
            _check_claim(second, domain, names)


def _has_negative(expression: Expression) -> bool:
    return fold(expression, lambda node, inner: isinstance(node, Neg) or any(inner))
