"""`omega` closes linear goals over natural numbers and integers, and leaves false ones open."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from trivium.prover.lean.check import Outcome

from .conftest import Check

GOALS = Path(__file__).with_name("linear_arithmetic.lean")
FALSE = [
    "theorem w (x y : Int) (h : x < y) : x + 2 ≤ y := by omega",
    "theorem w (x y : Nat) : x - y + y = x := by omega",
    "theorem w (x : Int) (h : 2 * x ≤ 5) : x ≤ 1 := by omega",
    "theorem w (x : Int) : 0 ≤ x := by omega",
    "theorem w (n : Nat) : n / 2 * 2 = n := by omega",
    "theorem w (x : Int) : (-x) / 2 = -(x / 2) := by omega",
    "theorem w (x y : Int) (h : 3 ∣ x + y) : 3 ∣ x := by omega",
    "theorem w (x y : Nat) (h : min x y = 3) : x = 3 := by omega",
    "theorem w (i : Fin 5) : i.val < 4 := by omega",
    "theorem w : False := by omega",
]


def test_every_linear_goal_is_closed(check: Check) -> None:
    report = check(GOALS.read_text("utf-8"))
    assert report.outcome is Outcome.ACCEPTED, report.messages
    assert GOALS.read_text("utf-8").count("\ntheorem ") >= 45


@pytest.mark.parametrize("source", FALSE)
def test_a_false_goal_stays_open(check: Check, source: str) -> None:
    assert check(source).outcome is Outcome.REJECTED


def test_contradictory_hypotheses_prove_anything(check: Check) -> None:
    assert check("theorem w (x : Int) (h : 4 * x + 6 = 2) (k : x ≠ -1) : x = 3 := by omega").accepted


def test_it_agrees_with_a_search_in_a_box(check: Check) -> None:
    # two random constraints inside a box: refuted exactly when no point of the box satisfies both
    chosen = random.Random(4)
    refutable, satisfiable = [], []
    for _ in range(120):
        rows = [[chosen.randint(-6, 6) for _ in range(3)] for _ in range(2)]
        signs = [chosen.choice(("≤", "=")) for _ in rows]
        hypotheses = " ".join(
            f"(h{i} : {a} * x + {b} * y {sign} {c})"
            for i, ((a, b, c), sign) in enumerate(zip(rows, signs, strict=True))
        )
        text = f"example (x y : Int) (l : -2 ≤ x) (u : x ≤ 2) (m : -2 ≤ y) (v : y ≤ 2) {hypotheses} : False := by omega"
        points = [(x, y) for x in range(-2, 3) for y in range(-2, 3)]
        satisfied = any(
            all(
                (a * x + b * y <= c) if sign == "≤" else a * x + b * y == c
                for (a, b, c), sign in zip(rows, signs, strict=True)
            )
            for x, y in points
        )
        (satisfiable if satisfied else refutable).append(text)
    assert len(refutable) > 15
    assert len(satisfiable) > 15
    assert check("\n".join(refutable)).accepted
    report = check("\n".join(satisfiable))
    assert len({message.start.line for message in report.messages}) == len(satisfiable)
