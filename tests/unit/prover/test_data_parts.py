"""Keys, filters, decontamination, English: the parts that a statement passes through before anything is proved."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from trivium.prover.data import Configuration, Status
from trivium.prover.data.canonical import canonical_key, canonical_text, skeleton_key
from trivium.prover.data.decontamination import Benchmarks, entry, hashes_of, shipped
from trivium.prover.data.draft import Aim, with_names
from trivium.prover.data.english import caveats, twin
from trivium.prover.data.families import GENERATORS, HELD_OUT
from trivium.prover.data.lean_text import CORE, declaration, environment_of
from trivium.prover.data.mutation import converse, dropped, instantiated, joined, rebounded, swapped
from trivium.prover.data.near import NearDuplicates
from trivium.prover.data.notation import LATEX, PLAIN
from trivium.prover.data.source import candidate, dressed, row_of, split_of
from trivium.prover.data.static_filters import static_refusal, warnings
from trivium.prover.statement import read_statement

NONE = Benchmarks(frozenset())


def refusal(text: str) -> str:
    return static_refusal(read_statement(text), text, "Show it.")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("theorem a (x y : Int) (h : x < y) : x + 1 ≤ y", "theorem b (m n : Int) (k : m < n) : 1 + m ≤ n"),
        ("theorem a (x : Nat) (h : x = 2) (k : x < 5) : x = 3", "theorem a (z : Nat) (u : z < 5) (v : 2 = z) : 3 = z"),
        ("theorem a (p q : Prop) : p ∧ q → q ∧ p", "theorem a (r s : Prop) (h : r) (k : s) : r ∧ s"),
    ],
)
def test_statements_that_differ_in_names_and_order_have_one_key(one: str, two: str) -> None:
    assert canonical_key(read_statement(one)) == canonical_key(read_statement(two))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("theorem a (x y : Int) (h : x < y) : x + 1 ≤ y", "theorem a (x y : Int) (h : x < y) : y + 1 ≤ x"),
        ("theorem a (x : Int) : x - 1 < x", "theorem a (x : Nat) : x - 1 < x"),
        ("theorem a (x : Int) : 2 - x < 3", "theorem a (x : Int) : x - 2 < 3"),
        ("theorem a (x y : Nat) : x ^ 2 = y", "theorem a (x y : Nat) : x ^ 3 = y"),
    ],
)
def test_other_statements_have_other_keys(one: str, two: str) -> None:
    assert canonical_key(read_statement(one)) != canonical_key(read_statement(two))


def test_the_form_leaves_numerals_out() -> None:
    one, two = (read_statement(f"theorem a (x : Nat) (h : 3 * x = {n}) : x = {m}") for n, m in ((12, 4), (9, 3)))
    assert canonical_key(one) != canonical_key(two)
    assert skeleton_key(one) == skeleton_key(two)


def test_a_text_that_nearly_repeats_another_is_seen() -> None:
    text = canonical_text(
        read_statement("theorem a (x y z : Int) (h : 2*x + 3*y = 7) (k : y + z = 9) : x + y + z < 20")
    )
    near = NearDuplicates(threshold=0.8)
    assert not near.seen(text)
    assert near.seen(text.replace("20", "21"))
    other = read_statement("theorem b (n : Nat) (h : n % 6 = 4) : n % 3 = 1")
    assert not near.seen(canonical_text(other))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("theorem a (x : Int) (h : x < 3) : x < 3", "GOAL_IS_GIVEN"),
        ("theorem a (x : Int) : x + 1 = x + 1", "GOAL_IS_REFLEXIVE"),
        ("theorem a (x : Int) (h : x < 3) (k : x < 3) : x < 4", "HYPOTHESIS_TWICE"),
        ("theorem a (x y : Int) (h : x < 3) : x < 4", "UNUSED_VARIABLE"),
        ("theorem a (x : Int) (h : x < 3) : x < 10000000000000000", "NUMBER_TOO_LARGE"),
        ("theorem a (x : Int) (h : x < 3) : x < 4", ""),
    ],
)
def test_static_filters_say_why(text: str, reason: str) -> None:
    assert refusal(text) == reason


def test_a_text_that_says_something_else_is_refused() -> None:
    meant = read_statement("theorem a (x : Nat) : x - 1 < x + 1")
    assert static_refusal(meant, "theorem a (x : Int) : x - 1 < x + 1", "") == "READ_DIFFERENTLY"
    assert static_refusal(meant, "theorem a (x : Nat) : x - < x + 1", "") == "NOT_READ"


def test_warnings_and_caveats_name_operations_that_surprise() -> None:
    statement = read_statement("theorem a (n m : Nat) : n - m + n / 2 ≤ 2 * n")
    assert warnings(statement) == ("NATURAL_SUBTRACTION", "WHOLE_DIVISION")
    assert len(caveats(statement, PLAIN)) == 2
    said = twin(statement, PLAIN, "seed").text
    assert "difference of natural numbers" in said
    assert "rounded down" in said


@pytest.mark.parametrize(
    ("formal", "plain", "latex"),
    [
        ("(x : Int) : 2 * x ^ 2 - 3 * x < 4", "2x^2 - 3x < 4", "2x^{2} - 3x < 4"),
        ("(x y : Int) : x * (y - 1) ≠ 3 * x * y", "x * (y - 1) ≠ 3xy", "x \\cdot (y - 1) \\ne 3x y"),
        ("(n : Nat) : (n + 1) * 2 ≤ 2 ^ (n + 3)", "(n + 1) * 2 ≤ 2^(n + 3)", "(n + 1) \\cdot 2 \\le 2^{n + 3}"),
        ("(x : Int) : x - (3 - x) = -(x + 1)", "x - (3 - x) = -(x + 1)", "x - (3 - x) = -(x + 1)"),
        ("(p q r : Prop) : (p → q) → r ∨ ¬p", "(p → q) → (r ∨ ¬p)", "(p \\to q) \\to \\left(r \\lor \\neg p\\right)"),
    ],
)
def test_formulas_are_written_as_people_write_them(formal: str, plain: str, latex: str) -> None:
    goal = read_statement(f"theorem a {formal}").goal
    assert PLAIN.text(goal, 0) == plain
    assert LATEX.text(goal, 0) == latex


def test_brackets_are_where_lean_needs_them() -> None:
    for text in (
        "theorem a (p q r : Prop) : (p → q) → ¬(p ∧ r) ∨ q",
        "theorem a (x y : Int) : (x - (y - 1)) * -x ^ 2 % 7 = (x + y) % 7",
        "theorem a (f : Nat → Nat) (h : ∀ n : Nat, f (n + 1) = 2 * f n) : f (f 3) ≠ 0",
        "theorem a (x : Int) : (3 : Int) ∣ 12 ∧ (∃ y : Int, x = 2 * y) → (5 : Int) < 7",
    ):
        statement = read_statement(text)
        again = read_statement(declaration(with_names(statement), environment_of(statement)))
        assert (again.hypotheses, again.goal) == (statement.hypotheses, statement.goal)


def test_a_benchmark_is_known_by_form_text_and_words() -> None:
    formal = "theorem bench_7 (x y : ℤ) (h₀ : 0 < x) (h₁ : 3 * x + y = 17) : y < 17 := by"
    told = entry("bench", b"data", [{"formal_statement": formal, "informal_prefix": "/-- If $3x + y = 17$ … -/"}])
    assert "formal_statement" not in str(told)
    benchmarks = Benchmarks(frozenset(hashes_of(formal, "")))
    renamed = "theorem other (a b : Int) (u : 17 = b + 3 * a) (v : 0 < a) : b < 17"
    assert benchmarks.leaks(read_statement(renamed), renamed, "")
    changed = renamed.replace("b < 17", "b < 18")
    assert not benchmarks.leaks(read_statement(changed), changed, "")
    unreadable = "theorem c (f : ℝ → ℝ) (h : Continuous f) : ∫ x in 0..1, f x = 3 := by"
    text = Benchmarks(frozenset(hashes_of(unreadable, "Show  that it is $3$.")))
    assert text.leaks(read_statement(changed), unreadable.replace("theorem c", "theorem d"), "")
    assert text.leaks(read_statement(changed), changed, "show that IT is 3")


def test_hashes_of_a_benchmark_are_shipped() -> None:
    benchmarks = shipped()
    assert len(benchmarks.hashes) > 400
    assert benchmarks.names


def test_mutations_do_what_they_are_called() -> None:
    rng = random.Random(1)
    statement = read_statement("theorem a (x y : Int) (h : x < y) (k : y ≤ 9) : x ≤ 8")
    assert len(dropped(statement, rng).hypotheses) == 1  # type: ignore[union-attr]
    assert len(instantiated(statement, rng).variables) == 1  # type: ignore[union-attr]
    assert swapped(statement, rng) != statement
    assert rebounded(statement, rng) != statement
    assert converse(statement, rng).goal in [f for _, f in statement.hypotheses]  # type: ignore[union-attr]
    both = joined(statement, read_statement("theorem b (x n : Nat) (h : n = x) : x ≤ n"))
    assert both is not None
    assert both.goal.op == "and"
    assert len({name for name, _ in both.variables}) == 4


def test_families_and_aims_come_in_the_proportions_that_were_asked_for() -> None:
    rows = [candidate(Configuration(mutated_percent=0), 3, number, NONE).draft for number in range(1500)]
    aims = Counter(draft.aim for draft in rows)
    assert 0.17 < aims[Aim.FALSE] / len(rows) < 0.27
    assert 0.05 < aims[Aim.VACUOUS] / len(rows) < 0.11
    assert {draft.family for draft in rows} == set(GENERATORS)
    assert len({draft.difficulty for draft in rows}) == 5


def test_rejected_rows_say_why_and_held_out_families_are_kept_apart() -> None:
    found = candidate(Configuration(), 1, 1, NONE)
    row = row_of(found, "1/1")
    assert row.status is Status.UNKNOWN
    leaked = dressed(found.draft, Benchmarks(frozenset(hashes_of(found.formal, ""))))
    assert leaked.refusal == "IN_A_BENCHMARK"
    assert row_of(leaked, "1/1").status is Status.REJECTED
    assert all(split_of(family, "00" * 32) == "held_out" for family in HELD_OUT)
    assert split_of("parity", "0" * 64) == "test"
    assert replace(row, reason="x") != row
    assert environment_of(found.statement) == CORE or row.header.startswith("import Mathlib")
