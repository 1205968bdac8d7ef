"""The kernel's arithmetic, the core's definitions and Python's integers agree.

The kernel computes these operations by name on literals; the core's recursion is what is said to be computed. Each
case is checked twice: by the kernel's own evaluation of closed terms, and through the recursion equations, where
the arguments are small enough, by a copy of the definition under another name, which the kernel must unfold.

The number of closed terms of an operation is `TRIVIUM_NAT_CASES`; `benchmarks/prover/nat_agreement.py` asks for more.
"""

from __future__ import annotations

import math
import os
import random
from collections.abc import Callable

import pytest

from .conftest import Check

CASES = int(os.environ.get("TRIVIUM_NAT_CASES", "1000"))
IN_ONE_FILE = 2000
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
UNARY: dict[str, Callable[[int], int]] = {"succ": lambda n: n + 1, "log2": lambda n: max(0, n.bit_length() - 1)}


def accepted(check: Check, claims: list[str]) -> None:
    for begin in range(0, len(claims), IN_ONE_FILE):
        some = claims[begin : begin + IN_ONE_FILE]
        text = "set_option maxRecDepth 4000\n" + "\n".join(f"example : {claim} := rfl" for claim in some)
        report = check(text, wall=120)
        assert report.accepted, (report.detail, report.messages[:3])


def pairs(firsts: list[int], seconds: list[int]) -> list[tuple[int, int]]:
    """Every pair of edge cases, and random pairs of every length."""
    chosen = random.Random(20260101)
    found = [(n, m) for n in firsts for m in seconds]
    top = max(seconds)
    while len(found) < CASES:
        small = chosen.getrandbits(chosen.randint(1, top.bit_length()))
        found.append((chosen.getrandbits(chosen.randint(1, 140)), min(small, top)))
    return found[: max(CASES, len(firsts) * len(seconds))]


@pytest.mark.parametrize("name", LARGE)
def test_operation_on_large_numbers(check: Check, name: str) -> None:
    cases = pairs(EDGES, EDGES)
    near = [(n, n + step) for n, _ in cases[-100:] for step in (0, 1)] + [(n + 1, n) for n, _ in cases[-100:]]
    accepted(check, [f"Nat.{name} {n} {m} = {LARGE[name](n, m)}" for n, m in cases + near])


@pytest.mark.parametrize("name", SECOND_SMALL)
def test_operation_with_a_small_second_argument(check: Check, name: str) -> None:
    accepted(check, [f"Nat.{name} {n} {m} = {SECOND_SMALL[name](n, m)}" for n, m in pairs(EDGES, SMALL_EDGES)])


@pytest.mark.parametrize("name", COMPARISONS)
def test_comparison(check: Check, name: str) -> None:
    cases = pairs(EDGES, EDGES)
    near = [(n, n + step) for n, _ in cases[::5] for step in (0, 1)]
    accepted(check, [f"Nat.{name} {n} {m} = {str(COMPARISONS[name](n, m)).lower()}" for n, m in cases[::2] + near])


@pytest.mark.parametrize("name", UNARY)
def test_operation_on_one_number(check: Check, name: str) -> None:
    powers = [2**k + step for k in range(1, 140) for step in (-1, 0, 1)]
    numbers = powers + [n for n, _ in pairs(EDGES, EDGES)]
    accepted(check, [f"Nat.{name} {n} = {UNARY[name](n)}" for n in numbers[: max(CASES, len(powers) + len(EDGES))]])


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
