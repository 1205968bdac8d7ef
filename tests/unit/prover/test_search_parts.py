"""The parts of the proof search that need no Lean: targets, goal keys, the event log, the portfolio."""

from __future__ import annotations

import json

import pytest

from trivium.prover.certificate.arithmetic.errors import Rejected
from trivium.prover.certificate.arithmetic.serialize import from_text, to_text
from trivium.prover.decide import decide
from trivium.prover.errors import InvalidSource
from trivium.prover.lean.goal import read_goals
from trivium.prover.search import Direction, PortfolioPolicy, read_targets, statement_target, without_library
from trivium.prover.search.events import Event, attempt_key, failed_attempts
from trivium.prover.search.goal_table import GoalTable, goal_key
from trivium.prover.search.ledger import Ledger, SearchBudget
from trivium.prover.search.policy import GoalContext, Kind, PolicyBudget

FILE = """import Mathlib
open Nat
/-- a comment with theorem no : in it -/
theorem first (n : ℕ) (h : n = 1 := by rfl) : n = 1 := by
  -- theorem hidden : 1 = 2 := sorry
  exact h
lemma second : ∀ x : ℤ, x = x := fun _ => rfl
"""


def test_the_theorems_of_a_file_are_read():
    first, second = read_targets(FILE)
    assert (first.name, first.binders, first.goal) == ("first", "(n : ℕ) (h : n = 1 := by rfl)", "n = 1")
    assert (second.name, second.goal) == ("second", "∀ x : ℤ, x = x")


def test_the_three_statements_of_a_target():
    target = statement_target("(n : Nat) (h : n < 0) : n = 7")
    assert target.declaration() == "theorem statement (n : Nat) (h : n < 0) : n = 7"
    assert target.declaration(Direction.NEGATION) == "theorem statement_refuted : ¬ (∀ (n : Nat) (h : n < 0), n = 7)"
    assert target.declaration(Direction.ABSURDITY) == "theorem statement_vacuous (n : Nat) (h : n < 0) : False"
    with pytest.raises(ValueError):
        statement_target("1 = 2").declaration(Direction.ABSURDITY)


def test_a_statement_alone_may_begin_with_a_bracket():
    assert statement_target("(1 : Nat) + 1 = 2").goal == "(1 : Nat) + 1 = 2"
    assert statement_target(": 1 = 1").goal == "1 = 1"


def test_notations_of_mathlib_are_spelled_out():
    target = without_library(read_targets(FILE)[0])
    assert target.header == ""
    assert target.binders.startswith("(n : Nat)")


@pytest.mark.parametrize(
    "text", ["", "def x := 1", "theorem", "theorem t", "theorem t (n : Nat) := rfl", "theorem t : := 1"]
)
def test_what_is_no_theorem_is_refused(text):
    with pytest.raises(InvalidSource):
        read_targets(text)


def test_goals_that_differ_in_names_and_order_have_one_key():
    one, two, three = read_goals(
        "a b : Nat\nh : a < b\nk : b < 3\n⊢ a < 2\n\n"
        "x y : Nat\nq : y < 3\np : x < y\n⊢ x < 2\n\n"
        "x y : Nat\np : x < y\n⊢ x < 2"
    )
    assert goal_key(one) == goal_key(two)
    assert goal_key(one) != goal_key(three)


def test_the_table_remembers_refusals_and_closers():
    table = GoalTable()
    table.refuse("g", "omega")
    table.close("h", "rfl")
    assert table.skips("g", "omega")
    assert not table.skips("g", "rfl")
    assert table.known("h") == "rfl"
    assert table.hits == 2


def test_an_event_log_names_what_failed_but_not_what_ran_out_of_time():
    keys = {word: attempt_key("script", word) for word in ("error", "timeout", "progress")}
    log = [
        Event(i, 0.1, "tactic", "statement", "closers", outcome=w, key=k).to_json()
        for i, (w, k) in enumerate(keys.items())
    ]
    assert failed_attempts(log) == {keys["error"]: ""}
    assert failed_attempts([]) == {}


def test_the_ledger_ends_a_search_by_tactics_and_by_time():
    now = [0.0]
    ledger = Ledger(SearchBudget(wall=10.0, tactics=2), lambda: now[0])
    ledger.spend("tactics")
    assert not ledger.exhausted()
    now[0] = 9.99
    assert ledger.tactic_wall() <= 0.06
    ledger.spend("tactics")
    assert ledger.exhausted()


def test_the_portfolio_looks_at_the_shape_of_a_goal():
    (goal,) = read_goals("p q : Prop\nh : p ∧ q\nn : Nat\n⊢ q ∧ n = n")
    asked = GoalContext("theorem t", goal), Kind.TACTIC
    texts = [c.text for c in PortfolioPolicy().propose(*asked, 100, PolicyBudget())]
    assert "constructor" in texts
    assert "obtain ⟨a, b⟩ := h" in texts
    assert any(t.startswith("induction n with") for t in texts)
    kinds = [c.kind for c in PortfolioPolicy().propose(*asked, 5, PolicyBudget())]
    assert set(kinds) == {Kind.CLOSER}


@pytest.mark.parametrize(
    "text", ["(n : ℕ) : 3 ∣ n ^ 3 + 2 * n", "(x : ℝ) : x / x = 1", "(f : ℕ → ℕ) (h : ∀ n, f n = n + 1) : f 3 = 5"]
)
def test_certificates_survive_their_text_form(text):
    decision = decide(f"theorem t {text}", 5.0)
    assert decision.certificate is not None
    assert from_text(to_text(decision.certificate.body)) == decision.certificate.body


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"proof": {}, "vacuous": true}', '{"countermodel": {"x": 3}}', '{"countermodel": {"x": "(("}}']
    + [
        json.dumps({"proof": {"steps": [], "last": {"step": s}, "branches": []}, "vacuous": False})
        for s in ("x", "split")
    ]
    + ["[" * 5000],
)
def test_what_is_no_certificate_is_refused(text):
    with pytest.raises(Rejected):
        from_text(text)
