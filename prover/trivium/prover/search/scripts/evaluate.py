"""Whether a bounded statement is true, by trying its values here before Lean is asked to."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from trivium.prover.certificate.arithmetic.terms import N, Term, free_variables

Values = dict[str, int]
Formula = Callable[[Values], bool]
Number = Callable[[Values], int]
_LARGEST_EXPONENT = 4_000


class TooLarge(Exception):  # noqa: N818 - the established name of this outcome
    """A value that is not computed."""


def steps_of(ranges: Sequence[tuple[str, int, int]], hypotheses: Sequence[Term], goal: Term, most: int) -> int | None:
    """How many values are looked at until the goal is seen to hold wherever, within bounds, the hypotheses do.

    None where it does not, or where there are more than `most`. A variable's values are looked at for each choice of
    values of the variables before it at which the hypotheses on those hold.
    """
    steps = 0
    names = [name for name, _, _ in ranges]
    stages: list[list[Formula]] = [[] for _ in ranges]
    for formula in hypotheses:
        last = max((names.index(name) for name in free_variables(formula)), default=0)
        stages[last].append(_formula(formula))
    claim, values = _formula(goal), dict[str, int]()

    def go(place: int) -> bool:
        nonlocal steps
        if place == len(ranges):
            return claim(values)
        name, low, high = ranges[place]
        for value in range(low, high + 1):
            values[name] = value
            steps += 1
            if steps > most:
                return False
            if all(test(values) for test in stages[place]) and not go(place + 1):
                return False
        return True

    try:
        return steps if go(0) else None
    except TooLarge:
        return None


def _formula(term: Term) -> Formula:
    if term.op in ("eq", "lt", "le", "dvd"):
        if term.op == "eq" and term.args[0].sort.name == "P":
            one, two = map(_formula, term.args)
            return lambda values: one(values) == two(values)
        left, right = map(_number, term.args)
        if term.op == "eq":
            return lambda values: left(values) == right(values)
        if term.op == "lt":
            return lambda values: left(values) < right(values)
        if term.op == "le":
            return lambda values: left(values) <= right(values)
        return lambda values: _divides(left(values), right(values))
    parts = [_formula(argument) for argument in term.args]
    match term.op:
        case "true" | "false":
            truth = term.op == "true"
            return lambda values: truth
        case "not":
            return lambda values: not parts[0](values)
        case "and":
            return lambda values: all(part(values) for part in parts)
        case "or":
            return lambda values: any(part(values) for part in parts)
        case "imp":
            return lambda values: not parts[0](values) or parts[1](values)
        case "iff":
            return lambda values: parts[0](values) == parts[1](values)
    raise TooLarge


def _number(term: Term) -> Number:
    if term.op == "var":
        name = term.name
        return lambda values: values[name]
    if term.op == "num":
        amount = term.value
        return lambda values: amount
    parts = [_number(argument) for argument in term.args]
    natural = term.sort == N
    match term.op:
        case "neg":
            return lambda values: -parts[0](values)
        case "cast":
            return parts[0]
        case "add":
            return lambda values: parts[0](values) + parts[1](values)
        case "sub":
            return lambda values: max(0, d) if (d := parts[0](values) - parts[1](values)) < 0 and natural else d
        case "mul":
            return lambda values: parts[0](values) * parts[1](values)
        case "pow":
            return lambda values: _power(parts[0](values), parts[1](values))
        case "div":
            return lambda values: _quotient(parts[0](values), parts[1](values))
        case "mod":
            return lambda values: _remainder(parts[0](values), parts[1](values))
        case "gcd":
            return lambda values: math.gcd(parts[0](values), parts[1](values))
    raise TooLarge


def _power(base: int, exponent: int) -> int:
    if exponent > _LARGEST_EXPONENT:
        raise TooLarge
    return base**exponent if exponent >= 0 else 0


def _divides(divisor: int, number: int) -> bool:
    return number % divisor == 0 if divisor else number == 0


def _quotient(number: int, divisor: int) -> int:
    """Lean's: rounded so that the remainder is not negative; zero for a division by zero."""
    if not divisor:
        return 0
    return (number - _remainder(number, divisor)) // divisor


def _remainder(number: int, divisor: int) -> int:
    return number % abs(divisor) if divisor else number
