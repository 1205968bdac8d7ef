from __future__ import annotations

import pytest

from trivium.services.gateway.http.goals import statement_of


@pytest.mark.parametrize(
    ("state", "statement"),
    [
        ("⊢ True", ": True"),
        ("n : Nat\nh : n =\n  2\n⊢ n + 1 =\n  3", "(n : Nat) (h : n = 2) : n + 1 = 3"),
        ("α : Type u_1\ninst✝ : DecidableEq α\n⊢ P α", "(α : Type u_1) [DecidableEq α] : P α"),
        ("x✝¹ x✝ : Nat\n⊢ x✝¹ = x✝", "(x_hidden1 x_hidden : Nat) : x_hidden1 = x_hidden"),
        ("x : Nat := 2\n⊢ x = 2", "(x : Nat) (value_of_x : x = 2) : x = 2"),
        ("case a\np : Prop\n⊢ p\n\ncase b\nq : Prop\n⊢ q", "(p : Prop) : p"),
        ("no goals", ""),
        ("", ""),
    ],
)
def test_the_first_goal_of_a_state_becomes_a_statement(state: str, statement: str) -> None:
    assert statement_of(state) == statement
