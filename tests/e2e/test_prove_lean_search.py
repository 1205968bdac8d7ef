"""`prove lean prove` as a user calls it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from prove_process import PROVE, Prove

from trivium.client import Client
from trivium.client.errors import TriviumError
from trivium_api.common.v1 import verdict_pb2

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the embedded Lean is a Linux library")

HARD = "(f : Nat → Nat) (h : ∀ n, f (n + 1) = f n + 2 * n) (k : f 0 = 1) : ∀ n, f n + n = n ^ 2 + 1 + 7 * n ^ 5"
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


DOUBLED = "(n : ℕ) (u : ℕ → ℕ) (h : u 0 = 1) (k : ∀ n, u (n + 1) = 2 * u n + 1) : u n = 2 ^ (n + 1) - 1"
SKETCHED = f"""theorem doubled {DOUBLED} := by
  have key : ∀ m : ℕ, u m + 1 = 2 ^ (m + 1) := by
    intro m
    induction m with
    | zero => sorry
    | succ m step =>
      have power : 2 ^ (m + 1 + 1) = 2 * 2 ^ (m + 1) := sorry
      sorry
  have := key n
  sorry
"""


def test_the_holes_of_a_proof_in_a_file_are_filled(prove_here: Prove, tmp_path: Path) -> None:
    file, sketch = tmp_path / "sketched.lean", tmp_path / "sketch.txt"
    file.write_text(SKETCHED, "utf-8")
    sketch.write_text(textwrap.dedent(SKETCHED.partition("\n")[2]), "utf-8")
    asked = ("--policy", "portfolio", "--budget", "60s", "--json", "--fresh")
    for where in ((file,), ("-e", DOUBLED, "--sketch", sketch)):
        run = prove_here("lean", "prove", *where, *asked)
        assert run.code == 0, run.out + run.err
        (row,) = run.rows
        assert row["lane"] == "sketches"
        assert "have power" in row["proof"]
        assert "sorry" not in row["proof"]


def test_a_hint_is_tried_on_every_state(prove_here: Prove) -> None:
    statement = "(p : Nat → Prop) (h : p 3) (k : ∀ n m, p (n + 2 * m) → p n → p (m + 40 * n)) : p 1203 → p 120"
    run = prove_here("lean", "prove", "-e", statement, "--hint", "exact fun _ => k 3 0 h h", "--json", "--fresh")
    assert run.code == 0, run.out + run.err
    (given,) = [share for share in run.rows[0]["policies"] if share["policy"] == "given"]
    assert int(given["tried"]) >= 1


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


def test_the_log_of_a_killed_search_is_kept_and_gone_on_from(prove_here: Prove, tmp_path: Path) -> None:
    log = tmp_path / "search.jsonl"
    command = ("lean", "prove", "-e", HARD, "--log", str(log), "--budget", "60s")
    with subprocess.Popen([PROVE, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as search:
        deadline = time.monotonic() + 60
        while tactics(log) < 5 and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(search.pid, signal.SIGKILL)
        search.wait()
    kept = log.read_text("utf-8").splitlines()
    failed = {row["key"] for row in map(json.loads, kept[:-1]) if row["outcome"] == "error"}
    assert failed
    with log.open("a", encoding="utf-8") as file:
        file.write('{"kind": "tactic", "outc')  # what a process that is killed while it writes leaves behind
    prove_here(*command[:-1], "4s")
    again = log.read_text("utf-8").splitlines()
    assert again[: len(kept)] == kept
    tried = {json.loads(line)["key"] for line in again[len(kept) + 1 :]} - {""}
    assert tried
    assert not tried & failed


def tactics(log: Path) -> int:
    return log.read_text("utf-8").count('"kind": "tactic"') if log.exists() else 0


def test_a_plain_search_says_that_a_proved_statement_is_vacuous(prove_here: Prove) -> None:
    run = prove_here("lean", "prove", "-e", "(n : ℕ) (h : n < 3) (k : 5 < n) : n = 9", "--json")
    assert (run.rows[0]["verdict"], run.rows[0]["vacuous"]) == ("VERDICT_PROVED", True)
    assert not prove_here("lean", "prove", "-e", "(n : ℕ) (h : n < 3) : n < 4", "--json").rows[0]["vacuous"]


BROKEN = """import Mathlib
-- theorem nobody : False := by
theorem one (n : ℕ) : n + 0 = n := by
  exact nobody -- wrong

/-- Right as it is. -/
theorem good : 1 + 1 = 2 := rfl

theorem two (p q : Prop) (h : p ∧ q) : q ∧ p := by
  constructor
  · exact h.2
  · exact h.2
"""


def test_the_failing_proofs_of_a_file_are_repaired_and_all_else_stays(prove: Prove, tmp_path: Path) -> None:
    file, output, certificate = (tmp_path / name for name in ("broken.lean", "whole.lean", "whole.json"))
    file.write_text(BROKEN, "utf-8")
    run = prove("lean", "repair", file, "-o", output, "--certificate", certificate, "--json")
    assert run.code == 0, run.out + run.err
    report = run.rows[0]
    assert (report["assurance"], report["repair"]["repaired"]) == ("ASSURANCE_LEAN_REPLAYED", ["one", "two"])
    repaired = output.read_text("utf-8")
    assert repaired == report["repair"]["source"]
    assert "exact nobody" not in repaired
    assert "-- theorem nobody : False := by" in repaired
    assert "/-- Right as it is. -/\ntheorem good : 1 + 1 = 2 := rfl\n" in repaired
    for text in (file, output):
        assert prove("verify", certificate, "--against", text).code == 0
    file.write_text(BROKEN.replace("q ∧ p", "q"), "utf-8")
    assert prove("verify", certificate, "--against", file).code == 1


def test_what_cannot_be_repaired_is_told_and_never_proved(prove_here: Prove, tmp_path: Path) -> None:
    file = tmp_path / "false.lean"
    file.write_text("theorem no : 1 = 2 := by\n  sorry\n\ntheorem yes : 1 = 1 := by\n  exact no\n", "utf-8")
    run = prove_here("lean", "repair", file, "--budget", "20s", "--json")
    assert run.code == 1, run.out + run.err  # the new text still contains a `sorry`
    report = run.rows[0]
    assert report["verdict"] == "VERDICT_UNKNOWN"
    assert (report["repair"]["repaired"], report["repair"]["unrepaired"]) == (["yes"], ["no"])
    file.write_text("def f := nobody\ntheorem no : 1 = 1 := by skip\n", "utf-8")
    run = prove_here("lean", "repair", file)
    assert run.code == 2
    assert "line 1" in run.out


def test_the_client_disproves_repairs_and_retrieves(gateway: str) -> None:
    with Client(gateway) as client:
        refuted = client.lean.disprove("(n : ℕ) : n + 1 = 2", wall=20.0)
        assert refuted.verdict == verdict_pb2.VERDICT_REFUTED
        assert "¬" in refuted.statement
        unknown = client.lean.disprove("(p : Prop) (h : p) : p", wall=3.0)
        assert unknown.verdict == verdict_pb2.VERDICT_UNKNOWN
        report = client.lean.repair("theorem one : 1 + 1 = 2 := by skip\n", wall=20.0)
        assert (report.verdict, list(report.repair.repaired)) == (verdict_pb2.VERDICT_PROVED, ["one"])
        assert client.lean.retrieve("a * b = b * a", count=3)[0].statement.endswith(": a * b = b * a")
        for question in (lambda: client.lean.repair("def f := 1\n"), lambda: client.lean.retrieve("x" * 70_000)):
            with pytest.raises(TriviumError) as refused:
                question()
            assert refused.value.code == "INVALID_ARGUMENT"


def test_premises_are_listed(prove_here: Prove) -> None:
    run = prove_here("lean", "retrieve", "a + b = b + a", "-k", "3", "--json")
    assert run.code == 0, run.out + run.err
    assert "Nat.add_comm" in [premise["name"] for premise in run.rows[0]["premises"]]
    assert len(run.rows[0]["premises"]) == 3


def test_a_batch_is_answered_in_order(prove_here: Prove, tmp_path: Path) -> None:
    batch = tmp_path / "b.jsonl"
    rows = [{"id": "one", "statement": ": 1 + 1 = 2"}, {"id": "two", "statement": "(n : ℕ) : n ≤ n + 1"}]
    batch.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    run = prove_here("lean", "prove", "--batch", batch, "--json")
    assert [r["name"] for r in run.rows] == ["one", "two"]
    assert run.code == 0
