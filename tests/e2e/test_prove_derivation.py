from pathlib import Path

from prove_process import Prove


def test_a_derivation_is_judged_and_its_certificate_is_held_against_it(prove_here: Prove, tmp_path: Path) -> None:
    wrong, right = tmp_path / "wrong.txt", tmp_path / "right.txt"
    wrong.write_text("# squares\n(x + 1)^2\n= x^2 + x + 1\n")
    right.write_text("2*x + 3 = 11\n2*x = 8\n\nx = 4\n")
    certificate = tmp_path / "c.json"
    run = prove_here("cas", "derivation", wrong, "--json")
    assert run.code == 1
    assert run.rows[0]["first_bad_line"] == 2
    assert run.rows[0]["steps"][0]["kind"] == "STEP_KIND_COEFFICIENT"
    assert run.rows[0]["steps"][0]["counterexample"]["point"]
    assert prove_here("cas", "derivation", right, "--certificate", certificate).code == 0
    assert prove_here("verify", certificate, "--against", right).code == 0
    assert prove_here("verify", certificate, "--against", wrong).code == 1
