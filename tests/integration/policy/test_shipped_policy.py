"""The built-in policy `small` in a real search, with no configuration."""

import json
from pathlib import Path

import pytest
from prove_process import Prove

pytestmark = pytest.mark.timeout(200)
STATEMENT = "(x y : Nat) (h : x + 3 = y) : x < y"


def test_it_is_listed_without_any_file() -> None:
    found = {row["name"]: row for row in Prove()("policy", "list", "--json").rows}
    assert found["small"]["backend"] == "embedded"
    assert found["small"]["kinds"] == ["PROPOSAL_KIND_TACTIC", "PROPOSAL_KIND_PROOF"]


def test_it_proves_by_itself(tmp_path: Path) -> None:
    """Nothing but the model is asked, and Lean's kernel accepts what it wrote."""
    file = tmp_path / "statements.jsonl"
    file.write_text(json.dumps({"name": "s", "formal_statement": f"theorem s {STATEMENT}"}))
    out = tmp_path / "out"
    done = Prove()("data", "evaluate", "--policy", "small", "--file", file, "--out", out, "--json", timeout=180)
    assert done.code == 0, done.err
    (contender,) = json.loads((out / "report.json").read_text())["contenders"]
    assert contender["solved"] == 1
    assert contender["samples"] > 0


def test_a_search_asks_it_by_its_name() -> None:
    done = Prove()("lean", "prove", "-e", STATEMENT, "--policy", "small", "--fresh", "--json", timeout=180)
    assert done.code == 0, done.err
    assert "small" in {one["policy"] for one in done.rows[0]["policies"]}
