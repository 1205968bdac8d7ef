"""The places of theorems and proofs in a text, without a Lean."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from trivium.prover.errors import InvalidSource
from trivium.prover.search.repair import attempt_of, for_core, statements_of, with_proofs
from trivium.prover.search.target import (
    read_targets,
    statement_target,
    without_comments,
    without_library,
    written_theorems,
)

TEXT = """namespace A
-- theorem no : False := by
theorem one (n : Nat) : n + 0 = n := by
  -- a remark
  simp
  exact nobody

/-- The second. -/
@[simp] theorem two : 1 = 1 :=
  rfl

theorem three (p : Prop)
    (h : p) : p := by exact h -- done
theorem four : ∀ n : Nat, n = n := by constructor
                                      · rfl
end A
"""


def test_theorems_are_found_with_their_lines_and_proofs() -> None:
    found = written_theorems(TEXT)
    assert [t.target.name for t in found] == ["one", "two", "three", "four"]
    lines = [(TEXT.count("\n", 0, t.start) + 1, TEXT.count("\n", 0, t.end) + 1) for t in found]
    assert lines == [(3, 6), (9, 10), (12, 13), (14, 15)]
    attempts = [attempt_of(TEXT, t) for t in found]
    assert attempts == ["simp\nexact nobody", "exact (rfl)", "exact h", "constructor\n· rfl"]


def test_a_sorry_is_no_attempt() -> None:
    for proof in (" sorry", " by sorry", " by\n  sorry", ""):
        text = f"theorem one : 1 = 1{' :=' if proof else ''}{proof}\n"
        assert attempt_of(text, written_theorems(text)[0]) == ""


def test_only_proofs_change_and_the_statements_stay_the_same_text() -> None:
    repaired = with_proofs(TEXT, {0: "rfl", 3: "intro n\nrfl"})
    assert "theorem one (n : Nat) : n + 0 = n := by\n  rfl\n\n/-- The second. -/" in repaired
    assert repaired.endswith("theorem four : ∀ n : Nat, n = n := by\n  intro n\n  rfl\nend A\n")
    assert statements_of(repaired) == statements_of(TEXT)
    assert statements_of(TEXT).count("sorry") == 4


def test_comments_are_blanked_in_place() -> None:
    assert len(without_comments(TEXT)) == len(TEXT)


def test_a_proof_by_equations_is_left_alone() -> None:
    text = "theorem one : ∀ n : Nat, n = n\n  | 0 => rfl\n  | _ + 1 => rfl\ntheorem two : 1 = 1 := rfl\n"
    assert [t.proof is None for t in written_theorems(text)] == [True, False]
    assert statements_of(text) == text.replace(":= rfl", ":= sorry")
    assert with_proofs(text, {0: "simp"}) == text


def test_modifiers_and_equal_names_in_two_namespaces() -> None:
    text = "namespace A\nprotected theorem t : 1 = 1 := rfl\nend A\nnamespace B\ntheorem t : 2 = 2 := rfl\nend B\n"
    assert with_proofs(text, {1: "simp"}) == text.replace("2 = 2 := rfl", "2 = 2 := by\n  simp")


PIECES = ("\n", "@[a\n", "theorem a : b\n", "theorem a : b := c\n", "/-", "--", "import \n", "(", "\topen a\n")


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_texts_are_read_in_time(piece: str) -> None:
    text = piece * (65536 // len(piece)) + "\ntheorem last : 1 = 1 := rfl\n"
    began = time.process_time()
    with suppress(InvalidSource):
        statements_of(for_core(text))
    with suppress(InvalidSource):
        read_targets(text)
    with suppress(InvalidSource):
        without_library(statement_target(text))
    assert time.process_time() - began < 2.0
