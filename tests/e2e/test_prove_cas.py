import json
from pathlib import Path

import pytest
from prove_process import Prove

CASES = [
    ("sin(x)**2 + cos(x)**2 = 1", "", 0, "VERDICT_PROVED"),
    ("(x+1)**2 = x**2+2*x+1", "", 0, "VERDICT_PROVED"),
    ("sqrt(x**2) = x", "", 1, "VERDICT_REFUTED"),
    ("sqrt(x**2) = x", "x positive", 0, "VERDICT_PROVED"),
    ("x = x+1", "", 1, "VERDICT_REFUTED"),
    ("1/(x-x) = 7", "", 3, "VERDICT_UNKNOWN"),
]


def test_each_equality_gets_its_verdict_and_exit_code(prove: Prove) -> None:
    for equation, assume, code, verdict in CASES:
        run = prove("cas", "check", equation, "--assume", assume, "--json")
        assert (run.code, run.rows[0]["verdict"]) == (code, verdict), (equation, run.out, run.err)


def test_a_decided_answer_carries_the_fields_of_the_contract(prove: Prove) -> None:
    row = prove("cas", "check", "sqrt(x**2) = x", "--json").rows[0]
    assert row.keys() >= {"name", "verdict", "assurance", "checked_by", "usage", "reason"}
    assert row["assurance"] == "ASSURANCE_CERTIFICATE_REPLAYED"
    assert row["checked_by"]
    assert row["counterexample"]["point"]["x"].startswith("-")
    assert row["certificate"]["claim"]["verdict"] == "VERDICT_REFUTED"


@pytest.mark.parametrize("equation", ["x = ", "sin(x = 1", "x ** = 2", "foo(x) = 1", "= 1", "2x = x + x"])
def test_what_is_no_equality_is_refused_with_its_column(prove: Prove, equation: str) -> None:
    run = prove("cas", "check", equation, "--json")
    assert run.code == 2
    violation = run.rows[0]["error"]["violations"][0]
    assert violation["field"].startswith("equation")
    assert "column" in violation["description"]


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "equation",
    ["9**9**9**9 = 1", "factorial(10**8) = 1", "2**(10**10) = 2", "(" * 3000 + "x" + ")" * 3000 + " = x"],
)
def test_a_bomb_is_answered_within_the_budget(prove: Prove, equation: str) -> None:
    run = prove("cas", "check", equation, "--json", "--budget", "2s", timeout=10)
    assert run.code in {1, 2, 3}, run.err


def test_a_formula_of_a_megabyte_is_refused_and_the_next_is_answered(prove: Prove, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    lines = [{"id": "big", "lhs": "x+" * 500_000 + "x", "rhs": "0"}, {"id": "small", "lhs": "x", "rhs": "x"}]
    batch.write_text("\n".join(map(json.dumps, lines)))
    run = prove("cas", "check", "--batch", batch, "--json")
    assert run.code == 2
    assert run.rows[0]["error"]["code"] == "INVALID_ARGUMENT"
    assert run.rows[1]["verdict"] == "VERDICT_PROVED"


def test_a_batch_is_answered_in_order_under_its_own_names(prove: Prove) -> None:
    run = prove("cas", "check", "--batch", "examples/cas/pairs.jsonl", "--json")
    assert [(r["name"], r["verdict"].removeprefix("VERDICT_")) for r in run.rows] == [
        ("pythagoras", "PROVED"),
        ("root of a square", "REFUTED"),
        ("root of a square, positive", "PROVED"),
        ("addition theorem", "PROVED"),
    ]
    assert run.code == 1


def test_a_wrong_line_of_a_batch_is_named(prove_here: Prove, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": "a", "lhs": "x", "rhs": "x"}\n{"id": "b", "rhs": 3}\n')
    run = prove_here("cas", "check", "--batch", batch, "--json")
    assert run.code == 2
    assert "line 2" in run.err


def test_a_certificate_is_accepted_for_its_question_and_for_no_other(prove: Prove, tmp_path: Path) -> None:
    for equation, name in (("sin(x)**2 + cos(x)**2 = 1", "proof"), ("sqrt(x**2) = x", "refutation")):
        path = tmp_path / f"{name}.json"
        prove("cas", "check", equation, "--certificate", path)
        assert prove("verify", path).code == 0
        assert prove("verify", path, "--against-statement", equation).code == 0
        other = prove("verify", path, "--against-statement", "sin(x)**2 + cos(x)**2 = 2", "--json")
        assert other.code == 1
        assert other.rows[0]["accepted"] is False


def test_an_edited_certificate_is_refused(prove_here: Prove, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    prove_here("cas", "check", "sqrt(x**2) = x", "--certificate", path)
    certificate = json.loads(path.read_text())
    certificate["claim"]["verdict"] = "VERDICT_PROVED"
    path.write_text(json.dumps(certificate))
    assert prove_here("verify", path).code == 1


def test_an_equality_in_latex_is_decided_and_printed_as_understood(prove: Prove) -> None:
    row = prove("cas", "check", r"$\sin^2 x = \frac{1-\cos 2x}{2}$", "--latex", "--json").rows[0]
    assert row["verdict"] == "VERDICT_PROVED"
    assert row["statement"] == "sin(x)**2 = (1 - cos(2*x))/2  [x real]"
    assert row["written"] == r"$\sin^2 x = \frac{1-\cos 2x}{2}$"
    assert prove("cas", "check", r"\sqrt{x^2} = x", "--latex").code == 1


def test_the_base_of_log_is_natural_unless_it_is_named(prove: Prove) -> None:
    equation = r"\log 100 = 2"
    assert prove("cas", "check", equation, "--latex").code == 1
    assert prove("cas", "check", equation, "--latex", "--log-base", "10").code == 0
    assert prove("cas", "check", "log(100) = 2", "--log-base", "10").code == 2
    assert prove("cas", "check", equation, "--latex", "--log-base", "1").code == 2


@pytest.mark.parametrize(
    ("equation", "column"), [(r"x = \foo", 5), ("f(x+1) = 1", 1), (r"2\frac{1}{2} = 2.5", 2), ("x", 2), ("(x = 1", 4)]
)
def test_latex_that_is_not_understood_is_refused_with_its_column(prove: Prove, equation: str, column: int) -> None:
    run = prove("cas", "check", equation, "--latex", "--json")
    assert run.code == 2
    violation = run.rows[0]["error"]["violations"][0]
    assert violation["field"] == "equation.lhs"
    assert f"line 1, column {column}" in violation["description"]


def test_a_batch_holds_latex_beside_infix(prove: Prove, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    lines = [
        {"id": "latex", "lhs": r"\log x^2", "rhs": r"2\log x", "assume": {"x": "positive"}, "latex": True},
        {"id": "base", "lhs": r"\log 1000", "rhs": "3", "latex": True, "log_base": 10},
        {"id": "infix", "lhs": "x*x", "rhs": "x**2"},
        {"id": "side", "lhs": "x", "rhs": r"\foo", "latex": True},
    ]
    batch.write_text("\n".join(map(json.dumps, lines)))
    rows = prove("cas", "check", "--batch", batch, "--json").rows
    assert [row["verdict"] for row in rows[:3]] == ["VERDICT_PROVED"] * 3
    assert rows[3]["error"]["violations"][0]["field"] == "equation.rhs"
    batch.write_text(json.dumps(lines[0] | {"latex": "yes"}))
    assert prove("cas", "check", "--batch", batch, "--json").code == 2


def test_a_certificate_answers_the_latex_that_was_asked_and_no_other(prove: Prove, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    equation = r"\sin^2 x + \cos^2 x = 1"
    prove("cas", "check", equation, "--latex", "--certificate", path)
    assert prove("verify", path).code == 0
    assert prove("verify", path, "--against-statement", equation, "--latex").code == 0
    assert prove("verify", path, "--against-statement", "sin(x)**2 + cos(x)**2 = 1").code == 0
    assert prove("verify", path, "--against-statement", r"\sin^2 x - \cos^2 x = 1", "--latex").code == 1
    assert prove("verify", path, "--against-statement", r"\foo = 1", "--latex").code == 2
