"""The kernel's arithmetic, the core's definitions and Python's integers agree.

The kernel computes these operations by name on literals; the core's recursion is what is said to be computed. Each
case is checked twice: by the kernel's own evaluation of closed terms, and through the recursion equations, where
the arguments are small enough, by a copy of the definition under another name, which the kernel must unfold.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import pytest

from .conftest import Check

EDGES = [0, 1, 2, 3, 7, 8, 255, 256, 2**31, 2**32 - 1, 2**63 - 1, 2**63, 2**64 - 1, 2**64, 2**64 + 1, 2**128, 10**40]
SMALL_EDGES = [0, 1, 2, 3, 5, 7, 8, 31, 32, 63, 64, 65, 100]
Operation = Callable[[int, int], int]
LARGE: dict[str, Operation] = {
    "add": lambda n, m: n + m,
    "sub": lambda n, m: max(0, n - m),
    "mul": lambda n, m: n * m,
    "div": lambda n, m: n // m if m else 0,
    "mod": lambda n, m: n % m if m else n,
    "gcd": math.gcd,
    "land": lambda n, m: n & m,
    "lor": lambda n, m: n | m,
    "xor": lambda n, m: n ^ m,
}
SECOND_SMALL: dict[str, Operation] = {
    "pow": lambda n, m: n**m,
    "shiftLeft": lambda n, m: n << m,
    "shiftRight": lambda n, m: n >> m,
}
COMPARISONS: dict[str, Callable[[int, int], bool]] = {"beq": lambda n, m: n == m, "ble": lambda n, m: n <= m}


def accepted(check: Check, claims: list[str]) -> None:
    report = check("set_option maxRecDepth 4000\n" + "\n".join(f"example : {claim} := rfl" for claim in claims))
    assert report.accepted, report.messages[:3]


def pairs(seconds: list[int], count: int) -> list[tuple[int, int]]:
    chosen = random.Random(20260101)
    found = [(n, m) for n in EDGES for m in seconds]
    top = max(seconds).bit_length()
    while len(found) < count:
        found.append((chosen.getrandbits(chosen.randint(1, 140)), chosen.getrandbits(chosen.randint(1, top))))
    return found


@pytest.mark.parametrize("name", LARGE)
def test_operation_on_large_numbers(check: Check, name: str) -> None:
    accepted(check, [f"Nat.{name} {n} {m} = {LARGE[name](n, m)}" for n, m in pairs(EDGES, 600)])


@pytest.mark.parametrize("name", SECOND_SMALL)
def test_operation_with_a_small_second_argument(check: Check, name: str) -> None:
    chosen = [(n, m) for n, m in pairs(SMALL_EDGES, 400) if m <= 100]
    accepted(check, [f"Nat.{name} {n} {m} = {SECOND_SMALL[name](n, m)}" for n, m in chosen])


@pytest.mark.parametrize("name", COMPARISONS)
def test_comparison(check: Check, name: str) -> None:
    accepted(check, [f"Nat.{name} {n} {m} = {str(COMPARISONS[name](n, m)).lower()}" for n, m in pairs(EDGES, 600)])


def test_log2(check: Check) -> None:
    numbers = [n for n, _ in pairs(EDGES, 600)]
    accepted(check, [f"Nat.log2 {n} = {max(0, n.bit_length() - 1)}" for n in numbers])


def test_a_wrong_result_is_noticed(check: Check) -> None:
    report = check("\n".join(f"example : Nat.{name} 12 10 = 1000 := rfl" for name in LARGE))
    assert len(report.messages) == len(LARGE)


@pytest.mark.parametrize("name", ["bitwise", "log2", "gcd"])
def test_the_definition_itself_agrees_on_small_numbers(check: Check, name: str) -> None:
    # the auxiliary recursions have names that the kernel does not know, so it must unfold them
    cases = [(n, m) for n in range(13) for m in range(13)]
    if name == "gcd":
        claims = [f"Nat.gcdSteps {n} {n} {m} = {math.gcd(n, m)}" for n, m in cases]
    elif name == "log2":
        claims = [f"Nat.log2Steps {n} {n} = {max(0, n.bit_length() - 1)}" for n in range(70)]
    else:
        claims = [f"Nat.bitwise Bool.and {n} {m} = {n & m}" for n, m in cases]
        claims += [f"Nat.bitwise Bool.or {n} {m} = {n | m}" for n, m in cases]
    accepted(check, claims)
