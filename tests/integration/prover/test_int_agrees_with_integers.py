"""The core's integers compute what Python's do: tables of every operation over all signs, zero and large numbers."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from .conftest import Check

SMALL = [-12, -7, -3, -2, -1, 0, 1, 2, 3, 7, 18]
LARGE = [-1, 2**31, -(2**63), 2**64 + 1, -(2**64) - 1, 10**30 + 7]
PAIRS = [(a, b) for a in SMALL for b in SMALL] + [(a, b) for a in LARGE for b in LARGE]
Operation = Callable[[int, int], int]


def euclidean_quotient(a: int, b: int) -> int:
    """The quotient whose remainder is never negative; zero for a divisor of zero."""
    if b == 0:
        return 0
    return a // b if b > 0 else -(a // -b)


def truncated_quotient(a: int, b: int) -> int:
    """The quotient rounded towards zero; zero for a divisor of zero."""
    size = abs(a) // abs(b) if b else 0
    return size if (a < 0) == (b < 0) else -size


OPERATIONS: dict[str, Operation] = {
    "{} + {}": lambda a, b: a + b,
    "{} - {}": lambda a, b: a - b,
    "{} * {}": lambda a, b: a * b,
    "{} / {}": euclidean_quotient,
    "{} % {}": lambda a, b: a - b * euclidean_quotient(a, b),
    "Int.tdiv {} {}": truncated_quotient,
    "Int.tmod {} {}": lambda a, b: a - b * truncated_quotient(a, b),
    "(Int.gcd {} {} : Int)": math.gcd,
    "(Int.lcm {} {} : Int)": math.lcm,
}
RELATIONS: dict[str, Callable[[int, int], bool]] = {
    "{} ≤ {}": lambda a, b: a <= b,
    "{} < {}": lambda a, b: a < b,
    "{} = {}": lambda a, b: a == b,
    "{} ∣ {}": lambda a, b: b % a == 0 if a else b == 0,
}


def written(number: int) -> str:
    return f"({number} : Int)"


@pytest.mark.parametrize("shape", OPERATIONS)
def test_operation(check: Check, shape: str) -> None:
    lines = [
        f"example : {shape.format(written(a), written(b))} = {written(OPERATIONS[shape](a, b))} := by decide"
        for a, b in PAIRS
    ]
    report = check("\n".join(lines), wall=60)
    assert report.accepted, (report.detail, report.messages[:3])


@pytest.mark.parametrize("shape", RELATIONS)
def test_relation(check: Check, shape: str) -> None:
    lines = []
    for a, b in PAIRS:
        claim = shape.format(written(a), written(b))
        lines.append(f"example : {claim if RELATIONS[shape](a, b) else f'¬({claim})'} := by decide")
    report = check("\n".join(lines), wall=60)
    assert report.accepted, (report.detail, report.messages[:3])


def test_powers_sizes_and_signs(check: Check) -> None:
    lines = []
    for a in SMALL + LARGE:
        lines += [f"example : {written(a)} ^ {n} = {written(a**n)} := by decide" for n in range(6)]
        lines.append(f"example : {written(a)}.natAbs = {abs(a)} := by decide")
        lines.append(f"example : {written(a)}.toNat = {max(a, 0)} := by decide")
        lines.append(f"example : {written(a)}.sign = {written((a > 0) - (a < 0))} := by decide")
    report = check("\n".join(lines), wall=60)
    assert report.accepted, (report.detail, report.messages[:3])


@pytest.mark.parametrize("claim", ["(-7 : Int) / 2 = -3", "(-7 : Int) % 2 = -1", "(-1 : Int).natAbs = 0"])
def test_a_wrong_result_is_noticed(check: Check, claim: str) -> None:
    assert not check(f"example : {claim} := by decide").accepted
