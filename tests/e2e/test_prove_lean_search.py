"""`prove lean prove` as a user calls it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from prove_process import Prove

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the embedded Lean is a Linux library")

TWO = """theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := by
  sorry

theorem small (n : ℕ) (h : n < 2) : n + n < 4 := sorry
"""


def test_the_theorems_of_a_file_are_proved_and_their_certificates_replay(prove: Prove, tmp_path: Path) -> None:
    file, certificates = tmp_path / "two.lean", tmp_path / "certificates"
    file.write_text(TWO, "utf-8")
    run = prove("lean", "prove", file, "--json", "--certificate", certificates)
    assert run.code == 0, run.out + run.err
    assert [(r["name"], r["verdict"], r["assurance"]) for r in run.rows] == [
        ("swap", "VERDICT_PROVED", "ASSURANCE_LEAN_REPLAYED"),
        ("small", "VERDICT_PROVED", "ASSURANCE_LEAN_REPLAYED"),
    ]
    assert prove("verify", certificates, "--against", file).code == 0
    file.write_text(TWO.replace("n + n < 4", "n + n < 5"), "utf-8")
    assert prove("verify", certificates / "small.json", "--against", file).code == 1


def test_one_theorem_is_named_by_its_name_or_a_line(prove_here: Prove, tmp_path: Path) -> None:
    file = tmp_path / "two.lean"
    file.write_text(TWO, "utf-8")
    assert prove_here("lean", "prove", f"{file}:small", "--json").rows[0]["name"] == "small"
    assert prove_here("lean", "prove", f"{file}#2", "--json").rows[0]["name"] == "swap"
    assert prove_here("lean", "prove", f"{file}:none").code == 2
    assert prove_here("lean", "prove").code == 2


def test_a_false_statement_is_refuted(prove_here: Prove) -> None:
    assert prove_here("lean", "prove", "--dual", "-e", "(n : ℕ) : n + 1 = 2").code == 1


def test_what_this_lean_cannot_state_is_decided_by_arithmetic_but_not_proved(prove: Prove, tmp_path: Path) -> None:
    path = tmp_path / "real.json"
    run = prove("lean", "prove", "-e", "(x : ℝ) : 2 * x ≤ x ^ 2 + 1", "--json", "--certificate", path)
    assert run.code == 3, run.out + run.err
    assert (run.rows[0]["verdict"], run.rows[0]["certified_outcome"]) == ("VERDICT_UNKNOWN", "proved")
    assert prove("verify", path).code == 0
    forged = json.loads(path.read_text("utf-8"))
    forged["proof"]["source"] = forged["claim"]["statement"] = "theorem statement (x : ℝ) : x ^ 2 + 1 ≤ 2 * x"
    path.write_text(json.dumps(forged), "utf-8")
    assert prove("verify", path).code == 1


def test_a_statement_that_does_not_elaborate_is_invalid(prove_here: Prove) -> None:
    run = prove_here("lean", "prove", "-e", "nobody = 1")
    assert run.code == 2
    assert "nobody" in run.out


def test_an_event_log_is_written_and_gone_on_from(prove_here: Prove, tmp_path: Path) -> None:
    log = tmp_path / "search.jsonl"
    command = ("lean", "prove", "-e", "(p : Prop) : p", "--log", log, "--budget", "10s")
    assert prove_here(*command).code == 3
    first = log.read_text("utf-8").count("\n")
    assert prove_here(*command).code == 3
    assert 0 < log.read_text("utf-8").count("\n") - first < first


def test_a_batch_is_answered_in_order(prove_here: Prove, tmp_path: Path) -> None:
    batch = tmp_path / "b.jsonl"
    rows = [{"id": "one", "statement": ": 1 + 1 = 2"}, {"id": "two", "statement": "(n : ℕ) : n ≤ n + 1"}]
    batch.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    run = prove_here("lean", "prove", "--batch", batch, "--json")
    assert [r["name"] for r in run.rows] == ["one", "two"]
    assert run.code == 0
