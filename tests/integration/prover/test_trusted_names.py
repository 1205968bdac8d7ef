"""The kernel evaluates sixteen names on literals unchecked; the core proves on variables what each of them computes."""

from __future__ import annotations

import pytest

from trivium.prover.lean.check import Outcome

from .conftest import Check

COMPUTED_BY_THE_KERNEL = (
    *("succ", "add", "sub", "mul", "div", "mod", "gcd", "beq", "ble"),
    *("land", "lor", "xor", "shiftLeft", "shiftRight", "pow", "log2"),
)
BIT = "Nat.beq (n % 2) 1"
OTHER_BIT = "Nat.beq (m % 2) 1"
EQUATIONS: dict[str, dict[str, str]] = {
    "succ": {
        "Nat.succ.inj": "∀ n m, Nat.succ n = Nat.succ m → n = m",
        "Nat.succ_ne_zero": "∀ n, Nat.succ n ≠ 0",
    },
    "add": {
        "Nat.add_zero": "∀ n, Nat.add n 0 = n",
        "Nat.add_succ": "∀ n m, Nat.add n (Nat.succ m) = Nat.succ (Nat.add n m)",
    },
    "sub": {
        "Nat.sub_zero": "∀ n, Nat.sub n 0 = n",
        "Nat.sub_succ": "∀ n m, Nat.sub n (Nat.succ m) = Nat.pred (Nat.sub n m)",
        "Nat.pred_zero": "Nat.pred 0 = 0",
        "Nat.pred_succ": "∀ n, Nat.pred (Nat.succ n) = n",
    },
    "mul": {
        "Nat.mul_zero": "∀ n, Nat.mul n 0 = 0",
        "Nat.mul_succ": "∀ n m, Nat.mul n (Nat.succ m) = Nat.mul n m + n",
    },
    "pow": {
        "Nat.pow_zero": "∀ n, Nat.pow n 0 = 1",
        "Nat.pow_succ": "∀ n m, Nat.pow n (Nat.succ m) = Nat.pow n m * n",
    },
    "div": {
        "Nat.div_zero": "∀ n, Nat.div n 0 = 0",
        "Nat.div_add_mod": "∀ n m, m * Nat.div n m + Nat.mod n m = n",
        "Nat.mod_lt": "∀ n m, 0 < m → Nat.mod n m < m",
    },
    "mod": {
        "Nat.mod_zero": "∀ n, Nat.mod n 0 = n",
        "Nat.div_add_mod": "∀ n m, m * Nat.div n m + Nat.mod n m = n",
        "Nat.mod_lt": "∀ n m, 0 < m → Nat.mod n m < m",
    },
    "gcd": {
        "Nat.gcd_zero_left": "∀ n, Nat.gcd 0 n = n",
        "Nat.gcd_succ": "∀ m n, Nat.gcd (Nat.succ m) n = Nat.gcd (n % Nat.succ m) (Nat.succ m)",
    },
    "beq": {
        "Nat.beq_zero_zero": "Nat.beq 0 0 = true",
        "Nat.beq_zero_succ": "∀ n, Nat.beq 0 (Nat.succ n) = false",
        "Nat.beq_succ_zero": "∀ n, Nat.beq (Nat.succ n) 0 = false",
        "Nat.beq_succ_succ": "∀ n m, Nat.beq (Nat.succ n) (Nat.succ m) = Nat.beq n m",
    },
    "ble": {
        "Nat.ble_zero": "∀ n, Nat.ble 0 n = true",
        "Nat.ble_succ_zero": "∀ n, Nat.ble (Nat.succ n) 0 = false",
        "Nat.ble_succ_succ": "∀ n m, Nat.ble (Nat.succ n) (Nat.succ m) = Nat.ble n m",
    },
    "land": {
        "Nat.land_zero_zero": "Nat.land 0 0 = 0",
        "Nat.land_step": f"∀ n m, Nat.land n m = 2 * Nat.land (n / 2) (m / 2) + cond ({BIT} && {OTHER_BIT}) 1 0",
    },
    "lor": {
        "Nat.lor_zero_zero": "Nat.lor 0 0 = 0",
        "Nat.lor_step": f"∀ n m, Nat.lor n m = 2 * Nat.lor (n / 2) (m / 2) + cond ({BIT} || {OTHER_BIT}) 1 0",
    },
    "xor": {
        "Nat.xor_zero_zero": "Nat.xor 0 0 = 0",
        "Nat.xor_step": "∀ n m, Nat.xor n m = "
        f"2 * Nat.xor (n / 2) (m / 2) + cond (cond ({BIT}) (!{OTHER_BIT}) ({OTHER_BIT})) 1 0",
    },
    "shiftLeft": {
        "Nat.shiftLeft_zero": "∀ n, Nat.shiftLeft n 0 = n",
        "Nat.shiftLeft_succ": "∀ n m, Nat.shiftLeft n (Nat.succ m) = Nat.shiftLeft (2 * n) m",
    },
    "shiftRight": {
        "Nat.shiftRight_zero": "∀ n, Nat.shiftRight n 0 = n",
        "Nat.shiftRight_succ": "∀ n m, Nat.shiftRight n (Nat.succ m) = Nat.shiftRight n m / 2",
    },
    "log2": {"Nat.log2_def": "∀ n, Nat.log2 n = if 2 ≤ n then Nat.log2 (n / 2) + 1 else 0"},
}
"""For each name the theorems of the core that determine it, with their statements."""


def test_every_name_has_its_equations() -> None:
    assert len(COMPUTED_BY_THE_KERNEL) == 16
    assert set(EQUATIONS) == set(COMPUTED_BY_THE_KERNEL)
    assert all(name in statement for name, some in EQUATIONS.items() for statement in [" ".join(some.values())])


@pytest.mark.parametrize("name", COMPUTED_BY_THE_KERNEL)
def test_the_core_proves_the_equations(check: Check, name: str) -> None:
    lines = []
    for theorem, statement in EQUATIONS[name].items():
        applied = f"by intros; apply {theorem} <;> assumption" if statement.startswith("∀") else theorem
        lines.append(f"theorem check_{len(lines)} : {statement} := {applied}\n#print axioms check_{len(lines)}")
    report = check("\n".join(lines))
    assert report.accepted, report.messages
    assert not any("sorryAx" in message.text for message in report.messages)


def test_an_equation_that_is_missing_is_noticed(check: Check) -> None:
    assert check("theorem e : ∀ n, Nat.log2 n = n := by intros; apply Nat.log2_unproved").outcome is Outcome.REJECTED


def test_an_equation_with_another_right_side_is_noticed(check: Check) -> None:
    statement = f"∀ n m, Nat.land n m = 2 * Nat.land (n / 2) (m / 2) + cond ({BIT} || {OTHER_BIT}) 1 0"
    assert check(f"theorem e : {statement} := by intros; apply Nat.land_step").outcome is Outcome.REJECTED
