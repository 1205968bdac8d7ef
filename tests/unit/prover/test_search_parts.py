"""The parts of the proof search that need no Lean: targets, goal keys, the event log, the portfolio."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trivium.prover.certificate.arithmetic.errors import Rejected
from trivium.prover.certificate.arithmetic.serialize import from_text, to_text
from trivium.prover.decide import decide
from trivium.prover.errors import InvalidSource
from trivium.prover.lean.goal import read_goals
from trivium.prover.search import Direction, PortfolioPolicy, read_targets, statement_target, without_library
from trivium.prover.search.events import Event, attempt_key, failed_attempts
from trivium.prover.search.goal_key import canonical, goal_key
from trivium.prover.search.goal_store import GoalStore
from trivium.prover.search.goal_table import GoalTable
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


CHAIN = "{0} {1} {2} : Nat\n{3} : {0} < {1}\n{4} : {1} < {2}\n{5} : ∀ x, {2} ≤ x → x = x\n⊢ ∃ y, {0} < y"
WORDS = [f"{a}{b}" for a in "abhk" for b in ("", "'", "₁", "2")]
NAMES = st.lists(st.sampled_from(WORDS), unique=True, min_size=6, max_size=6)


@settings(deadline=None)
@given(NAMES, NAMES)
def test_renaming_keeps_the_key_and_carries_tactics_over(names, others):
    (one,), (two,) = read_goals(CHAIN.format(*names)), read_goals(CHAIN.format(*others))
    assert goal_key(one) == goal_key(two)
    tactic = "exact ⟨{1}, {3}.trans_eq rfl⟩"
    assert canonical(two).bound(canonical(one).generic(tactic.format(*names))) == tactic.format(*others)


def goal(text):
    (found,) = read_goals(text)
    return found


H_THEN_K = goal("p q : Prop\nh : p\nk : q\n⊢ p")
K_THEN_H = goal("p q : Prop\nh : q\nk : p\n⊢ p")


def test_a_refusal_is_of_the_hypothesis_and_not_of_its_name():
    goals = GoalTable().of("lean")
    goals.refuse(H_THEN_K, "exact k")
    assert goals.failure(H_THEN_K, "exact k", 1.0) is not None
    assert goals.failure(K_THEN_H, "exact h", 1.0) is not None
    assert goals.failure(K_THEN_H, "exact k", 1.0) is None


def test_what_closed_a_goal_is_told_with_the_names_of_the_other():
    goals = GoalTable().of("lean")
    goals.close(H_THEN_K, "exact h")
    assert goals.closer(K_THEN_H) == "exact k"
    goals.close(goal("p✝ : Prop\na✝ : p✝\n⊢ p✝"), "assumption")
    assert goals.closer(goal("p✝ : Prop\na✝ : p✝\n⊢ p✝")) == "assumption"


def test_a_script_that_leaves_something_out_closes_nothing():
    goals = GoalTable().of("lean")
    for script in ("sorry", "exact ⟨sorry, h⟩", "admit", "stop"):
        goals.close(H_THEN_K, script)
    assert goals.closer(H_THEN_K) is None


def test_a_timeout_is_remembered_with_its_limit():
    goals = GoalTable().of("lean")
    goals.refuse(H_THEN_K, "grind", 4.0)
    assert goals.failure(H_THEN_K, "grind", 4.0) is not None
    assert goals.failure(H_THEN_K, "grind", 5.0) is None


def test_a_goal_with_metavariables_is_not_kept():
    goals, unknown = GoalTable().of("lean"), goal("h : 1 = 1\n⊢ ?a = 2")
    goals.refuse(unknown, "rfl")
    goals.close(unknown, "rfl")
    assert goals.failure(unknown, "rfl", 1.0) is None
    assert goals.closer(unknown) is None


def test_environments_do_not_share_what_they_know():
    table = GoalTable()
    table.of("one").close(H_THEN_K, "exact h")
    assert table.of("two").closer(H_THEN_K) is None
    assert table.of("one").closer(H_THEN_K) == "exact h"


def test_the_table_is_bounded_and_keeps_what_was_asked_about_last():
    table = GoalTable(most=3)
    goals = table.of("lean")
    numbered = [goal(f"h : {n} = {n}\n⊢ {n} = {n}") for n in range(3)]
    goals.close(numbered[0], "exact h")
    goals.close(numbered[1], "exact h")
    assert goals.closer(numbered[0])
    goals.refuse(numbered[2], "omega")
    goals.close(numbered[2], "exact h")
    assert len(table) == 2
    assert [bool(goals.closer(g)) for g in numbered] == [True, False, True]


def test_what_closed_a_goal_is_shared_by_the_processes_of_a_server(tmp_path):
    file = tmp_path / "goals.sqlite"
    one, two = GoalTable(store=GoalStore(file)), GoalTable(store=GoalStore(file))
    one.of("lean").close(H_THEN_K, "exact h")
    one.of("lean").refuse(H_THEN_K, "omega")
    one.flush()
    assert two.of("lean").closer(K_THEN_H) == "exact k"
    assert two.of("other lean").closer(K_THEN_H) is None
    assert two.of("lean").failure(K_THEN_H, "omega", 1.0) is None


def test_the_store_keeps_the_newest(tmp_path):
    store = GoalStore(tmp_path / "goals.sqlite", most=2)
    for key in "abc":
        store.keep([("lean", key, f"exact {key}")])
    assert [store.find("lean", key) for key in "abc"] == [None, "exact b", "exact c"]
    store.close()
    assert store.find("lean", "c") == "exact c"
    store.close()


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be read as one" * 40])
def test_a_broken_store_is_an_empty_one(tmp_path, content):
    file = tmp_path / "goals.sqlite"
    file.write_bytes(content)
    store = GoalStore(file if content else tmp_path / "goals.sqlite" / "nowhere")
    store.keep([("lean", "a", "rfl")])
    assert store.find("lean", "a") is None


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
