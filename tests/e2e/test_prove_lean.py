import sys
from pathlib import Path

import pytest
from prove_process import Prove

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the embedded Lean is a Linux library")


def test_a_right_file_is_accepted_and_its_certificate_replays(prove: Prove, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    run = prove("lean", "check", "examples/lean/swap.lean", "--json", "--certificate", path)
    assert run.code == 0, run.out + run.err
    row = run.rows[0]
    assert (row["verdict"], row["assurance"]) == ("VERDICT_PROVED", "ASSURANCE_LEAN_ELABORATED")
    assert prove("verify", path, "--against", "examples/lean/swap.lean").code == 0
    assert prove("verify", path, "--against", "examples/lean/wrong.lean").code == 1


def test_a_wrong_file_is_rejected_at_the_place_lean_names(prove: Prove) -> None:
    run = prove("lean", "check", "examples/lean/wrong.lean", "--json")
    assert run.code == 1
    errors = [m for m in run.rows[0]["messages"] if m["severity"] == "SEVERITY_ERROR"]
    assert errors[0]["start"] == {"line": 2, "column": 46}
    assert "mismatch" in errors[0]["text"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("theorem a : 1 = 2 := sorry", 1),
        ("theorem a : True := by trivial\ntheorem b : 1 = 2 := by\n  exact sorry", 1),
        ("prelude\naxiom f : False", 2),
        ("-- a comment\n/- another -/ prelude\naxiom f : False", 2),
        ("theorem a : 1 = 2 := rfl\n#exit", 1),
        ("#exit\ntheorem a : 1 = 2 := rfl", 1),
        ("theorem a : True := trivial)", 1),
        ("thoerem a : True := trivial", 1),
    ],
)
def test_what_proves_nothing_is_not_accepted(prove: Prove, text: str, code: int) -> None:
    run = prove("lean", "check", "-", "--json", stdin=text)
    assert run.code == code, run.out


@pytest.mark.timeout(60)
def test_a_file_that_loops_ends_with_its_budget(prove: Prove) -> None:
    text = "set_option maxRecDepth 100000000\nset_option maxHeartbeats 0\n"
    text += "def f (n : Nat) : Nat := Nat.rec 1 (fun _ k => k + k) n\ntheorem a : f 100000000 = f 100000001 := by rfl"
    run = prove("lean", "check", "-", "--json", "--budget", "3s", stdin=text, timeout=30)
    assert run.code in {1, 3}


def test_an_unknown_toolchain_is_a_missing_service(prove: Prove) -> None:
    run = prove("lean", "check", "examples/lean/swap.lean", "--toolchain", "lean-of-tomorrow", "--json")
    assert run.code == 4
    assert "embedded" in str(run.rows[0]["error"])


def test_a_candidate_is_judged_against_its_target(prove: Prove, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    asked = ("lean", "verify", "--target", "examples/lean/target.lean", "--json")
    run = prove(*asked, "--candidate", "examples/lean/candidate.lean", "--certificate", path)
    assert run.code == 0, run.out + run.err
    assert run.rows[0]["assurance"] == "ASSURANCE_LEAN_REPLAYED"
    assert prove("verify", path, "--against", "examples/lean/target.lean").code == 0
    assert prove("verify", path, "--against", "examples/lean/candidate.lean").code == 1
    assert prove(*asked, "--candidate", "examples/lean/target.lean").code == 1
    assert prove(*asked, "--candidate", "examples/lean/candidate.lean", "--assurance", "second-kernel").code == 3
    wrong = ("lean", "verify", "--target", "examples/lean/wrong.lean", "--candidate", "examples/lean/swap.lean")
    assert prove(*wrong).code == 2
