"""Right proofs are accepted, wrong ones refused at their place."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from trivium.prover.lean.check import Outcome
from trivium.prover.lean.child import ALLOCATOR, Unconfined
from trivium.prover.lean.core_build import SOURCES, embedded_command, ensure_core
from trivium.prover.lean.message import Severity
from trivium.prover.lean.toolchain import Toolchain

from .conftest import Check

THEOREMS = Path(__file__).with_name("theorems.lean")
THREE_AXIOMS = {"propext", "Classical.choice", "Quot.sound"}
WRONG = [
    "theorem w (p q : Prop) (h : p ∨ q) : p := h",
    "theorem w (p q : Prop) (h : p ∨ q) : p := by cases h with | inl h => exact h | inr h => exact h",
    "theorem w (p q : Prop) (h : p → q) : q → p := h",
    "theorem w (p : Prop) : p ∨ ¬p := by left; assumption",
    "theorem w (p q : Prop) (h : p) : p ∧ q := ⟨h, h⟩",
    "theorem w (p q : Prop) (h : ¬(p ∧ q)) : ¬p := fun hp => h ⟨hp, hp⟩",
    "theorem w : ∃ n : Nat, n < 0 := ⟨0, by decide⟩",
    "theorem w : ∀ n : Nat, n = 0 := by intro n; rfl",
    "theorem w (n m : Nat) : n - m + m = n := by simp",
    "theorem w : 2 + 2 = 5 := rfl",
    "theorem w : 2 + 2 = 5 := by decide",
    "theorem w : 2 ^ 64 = 18446744073709551615 := by decide",
    "theorem w : 7 / 2 * 2 = 7 := rfl",
    "theorem w (n : Nat) : n < n := by induction n with | zero => decide | succ n ih => exact Nat.succ_lt_succ ih",
    "theorem w (n m : Nat) : n + m = n := by rw [Nat.add_comm]",
    "theorem w (a b : Nat) (h : a ≤ b) : a < b := h",
    "theorem w (f g : Nat → Nat) (h : f 0 = g 0) : f = g := by funext x; exact h",
    "theorem w (p : Nat → Prop) (h : ∃ x, p x) : ∀ x, p x := by obtain ⟨x, hx⟩ := h; intro y; exact hx",
    "theorem w : False := by contradiction",
    "theorem w : False := w",
    "theorem w : False := by exact?",
    "theorem w (n : Nat) : n = n + 0 * 1 + 1 := by first | rfl | simp | decide | assumption",
    "theorem w (p : Prop) : p := by intro h; exact h",
    "theorem w : True ↔ False := Iff.rfl",
    "inductive Bad where | mk (f : Bad → False) : Bad",
    "theorem propext : False := rfl",
    "def w (n : Nat) : False := w (n + 1)",
]


def test_every_textbook_theorem_is_accepted(check: Check) -> None:
    report = check(THEOREMS.read_text("utf-8"))
    assert report.outcome is Outcome.ACCEPTED, report.messages
    assert THEOREMS.read_text("utf-8").count("\ntheorem ") >= 40


@pytest.mark.parametrize("source", WRONG)
def test_a_wrong_proof_is_rejected_at_its_place(check: Check, source: str) -> None:
    report = check("\n\n" + source)
    assert report.outcome is Outcome.REJECTED
    errors = [message for message in report.messages if message.severity is Severity.ERROR]
    assert all(message.start.line >= 3 for message in errors)
    assert not report.accepted


def test_positions_are_those_of_the_text(check: Check) -> None:
    report = check("theorem b (p q : Prop) (h : p ∨ q) : p := h")
    (message,) = report.messages
    assert (message.start.line, message.start.column) == (1, 42)
    assert message.end is not None
    assert (message.end.line, message.end.column) == (1, 43)


def test_the_core_depends_on_three_axioms_only(embedded: Toolchain, cache: Path, tmp_path: Path) -> None:
    names = set()
    for file in SOURCES.rglob("*.lean"):
        namespaces: list[str] = []
        for line in file.read_text("utf-8").splitlines():
            if opening := re.match(r"namespace (\S+)", line):
                namespaces.append(opening[1])
            elif re.match(r"end \S+", line) and namespaces:
                namespaces.pop()
            elif found := re.match(r"(?:@\[[^\]]*\] )?(?:protected )?theorem ([\w.'₀-₉]+)", line):
                names.add(".".join([*namespaces, found[1].rstrip(".")]))
    assert len(names) > 1500
    # names of the library's own namespace may not stand in a text that is checked, so Lean is run by hand
    file = tmp_path / "Axioms.lean"
    file.write_text("\n".join(f"#print axioms {name}" for name in sorted(names)), "utf-8")
    core = ensure_core(embedded, cache, Unconfined())
    command = embedded_command(embedded.path, "--json", str(file))
    environment = {**ALLOCATOR, "LEAN_PATH": str(core.path)}
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    said = [json.loads(line) for line in answer.stdout.splitlines()]
    assert answer.returncode == 0, said[:3]
    assert len(said) == len(names)
    for message in said:
        if "does not depend" in message["data"]:
            continue
        used = message["data"].split("[", 1)[1].rstrip("]\n ").replace("\n", " ").split(", ")
        assert {name.strip() for name in used} <= THREE_AXIOMS, message


def test_the_core_says_no_sorry() -> None:
    for file in SOURCES.rglob("*.lean"):
        text = re.sub(r"/-.*?-/|--[^\n]*", "", file.read_text("utf-8"), flags=re.DOTALL)
        assert "sorry" not in text.replace("sorryAx", "").replace("lean_sorry", "").replace("Sorry", ""), file


def test_simp_casts_the_instance_when_it_rewrites_the_proposition(check: Check) -> None:
    # the congruence lemma that simp makes for `decide` was ill-typed as long as the core had no `Subsingleton.elim`
    report = check(
        "theorem a (p : Prop) [Decidable p] : decide p = true ↔ p := by simp\n"
        "theorem b (p q : Prop) [Decidable p] [Decidable q] (h : p = q) : decide p = decide q := by simp only [h]\n"
        "theorem c (p q : Prop) [Decidable p] [Decidable q] (h : p ↔ q) : decide p = decide q := by simp [h]\n"
        "def f (p : Prop) [Decidable p] (n : Nat) : Nat := if p then n else 0\n"
        "theorem d (p q : Prop) [Decidable p] [Decidable q] (h : p = q) (n : Nat) : f p n = f q n := by simp only [h]"
    )
    assert report.accepted, report.messages
