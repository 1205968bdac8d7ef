"""`prove policy`, and `--policy` of the engines' commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from prove_process import Prove

TRACES = (
    '{"state": "a b : Nat\\n⊢ a + b = b + a", "tactic": "omega"}\n'
    '{"state": "p q : Prop\\nh : p ∧ q\\n⊢ q ∧ p", "tactic": "exact ⟨h.2, h.1⟩"}\n'
)


def test_traces_become_a_policy_that_proves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    traces, index, policies = tmp_path / "t.jsonl", tmp_path / "i.npz", tmp_path / "policies.toml"
    traces.write_text(TRACES)
    run = Prove()("policy", "index", traces, "--out", index)
    assert (run.code, run.out.split()[0]) == (0, "2")
    policies.write_text(f'[policies.near]\nbackend = "knn"\nindex = "{index}"\n')
    config = tmp_path / "config" / "trivium"
    config.mkdir(parents=True)
    policies.rename(config / "policies.toml")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    listed = Prove()("policy", "list", "--json")
    found = [(row["name"], row["backend"]) for row in listed.rows]
    assert found == [("portfolio", "portfolio"), ("small", "embedded"), ("near", "knn")]
    proved = Prove()("lean", "prove", "-e", "(u v : Prop) (k : u ∧ v) : v ∧ u", "--policy", "near", "--fresh", "--json")
    (row,) = proved.rows
    assert (row["verdict"], row["proof"]) == ("VERDICT_PROVED", "exact ⟨k.2, k.1⟩")
    assert [share["policy"] for share in row["policies"] if share["in_proof"] != "0"] == ["near"]


def test_what_is_wrong_is_said_and_is_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Prove()("policy", "index").code == 2
    (tmp_path / "t.jsonl").write_text("no json\n")
    wrong = Prove()("policy", "index", tmp_path / "t.jsonl", "--out", tmp_path / "i.npz")
    assert wrong.code == 2
    assert "line 1" in wrong.err
    unknown = Prove()("cas", "solve", "simplify(x + x)", "--policy", "nobody")
    assert unknown.code == 2
    assert "nobody" in unknown.out
    config = tmp_path / "config" / "trivium"
    config.mkdir(parents=True)
    (config / "policies.toml").write_text('[policies.m]\nbackend = "oracle"\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    broken = Prove()("policy", "list")
    assert broken.code == 4
    assert "backend must be one of" in broken.out
    fine = Prove()("cas", "check", "x = x")
    assert fine.code == 0
