"""`prove data`, as its users run it."""

import json
import sys
from importlib.util import find_spec
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from prove_process import Prove

from trivium.prover.policy.question import Ask, Question
from trivium.services.policy.replay import question_key


@pytest.mark.timeout(400)
@pytest.mark.skipif(sys.platform != "linux", reason="the embedded Lean is a Linux library")
def test_statements_are_generated_counted_and_gone_on_with(prove_here: Prove, tmp_path: Path) -> None:
    asked = (
        "data",
        "generate",
        "--count",
        4,
        "--seed",
        3,
        "--families",
        "rates,ages",
        "--out",
        tmp_path / "d",
        "--json",
    )
    first = prove_here(*asked)
    assert first.code == 0, first.out + first.err
    told = first.rows[0]
    assert told["statements"] == 4
    assert sum(told["status"].values()) == 4
    assert told["status"]["proved"] > 0
    again = prove_here(*asked)
    assert again.rows == first.rows
    shard = next((tmp_path / "d" / "shards").glob("*.parquet"))
    row = next(r for r in pq.read_table(shard).to_pylist() if r["status"] == "proved")
    lean = tmp_path / "t.lean"
    proof = "\n".join(f"  {line}" for line in row["proof"].splitlines())
    lean.write_text(f"{row['header']}{row['formal']} := by\n{proof}\n", "utf-8")
    assert prove_here("lean", "check", lean).code == 0
    other = prove_here("data", "generate", "--count", 9, "--seed", 3, "--out", tmp_path / "d")
    assert other.code != 0
    assert "another batch" in other.err


@pytest.mark.timeout(400)
@pytest.mark.skipif(sys.platform != "linux", reason="the embedded Lean is a Linux library")
def test_policies_are_measured_on_the_same_statements(prove_here: Prove, tmp_path: Path) -> None:
    file = tmp_path / "theorems.jsonl"
    texts = ["(n : Nat) : n + 1 = 1 + n", "(f : Nat → Nat) (h : ∀ x, f x = x) : f 2 = 2", "(n : Nat) : n = 0"]
    rows = [{"name": f"t{n}", "formal_statement": f"theorem t{n} {text}"} for n, text in enumerate(texts)]
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    asked = ("data", "evaluate", "--file", file, "--processes", 1, "--tactics", 20)
    run = prove_here(*asked, "--policy", "portfolio,portfolio+certificates", "--json")
    assert run.code == 0, run.err
    one, two = run.rows[0]["contenders"]
    assert (one["solved"], two["solved"], two["contender"]) == (2, 2, "portfolio+certificates")
    assert one["families"] == {"theorems": [2, 3]}
    assert prove_here(*asked).code == 2
    assert "nobody" in prove_here(*asked, "--policy", "nobody").err


@pytest.mark.skipif(find_spec("torch") is not None, reason="torch is there: make test-train runs the loop")
def test_a_loop_without_what_trains_ends_before_anything_is_drawn(prove_here: Prove, tmp_path: Path) -> None:
    run = prove_here("data", "iterate", "--rounds", 1, "--out", tmp_path / "loop")
    assert run.code != 0
    assert "pip install 'trivium[train]'" in run.err
    assert not (tmp_path / "loop").exists()


def test_unknown_families_are_invalid_input(prove_here: Prove, tmp_path: Path) -> None:
    run = prove_here("data", "generate", "--count", 8, "--families", "calculus", "--out", tmp_path / "d")
    assert run.code == 2
    assert "calculus" in run.err


def test_word_problems_are_formalized_or_refused(prove_here: Prove, tmp_path: Path) -> None:
    file = tmp_path / "problems.txt"
    file.write_text("Tom has 2 apples. He buys 3 more. How many apples does Tom have?\n\nTom is happy.\n", "utf-8")
    run = prove_here("data", "formalize", file, "--json")
    assert run.code == 3
    one, two = run.rows
    assert one["formal"].endswith("(h₂ : b = a + 3) : b = 5")
    assert (two["formal"], two["line"], two["column"]) == ("", 3, 1)
    shown = prove_here("data", "formalize", file).out
    assert "refused at line 3, column 1" in shown


def test_a_policy_is_asked_where_the_templates_refuse(
    prove_here: Prove, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "A number and 2 make 5. Show that it is 3."
    theorem = "theorem t (x : ℕ) (h : x + 2 = 5) : x = 3 := by sorry"
    answers = [{"text": words, "logprob": -1.0} for words in ("No idea.", theorem)]
    question = json.loads(question_key(Question(Ask.FORMALIZATION, problem=text)))
    record, policies, file = tmp_path / "log.jsonl", tmp_path / "trivium" / "policies.toml", tmp_path / "problems.txt"
    policies.parent.mkdir()
    record.write_text(json.dumps({"question": question, "answers": answers}) + "\n", "utf-8")
    policies.write_text(f'[policies.scribe]\nbackend = "replay"\nrecorded = "{record}"\n', "utf-8")
    file.write_text(text, "utf-8")
    assert prove_here("data", "formalize", file).code == 3
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    run = prove_here("data", "formalize", file, "--policy", "scribe", "--json")
    assert run.code == 0, run.err
    assert (run.rows[0]["formal"], run.rows[0]["source"]) == (
        theorem.removesuffix(" := by sorry").replace("ℕ", "Nat"),
        "scribe",
    )
    assert prove_here("data", "formalize", file, "--policy", "nobody").code != 0
