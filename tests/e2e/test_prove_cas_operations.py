import json
from pathlib import Path

import pytest
from prove_process import Prove

CASES = [
    ("integral", "integrate(1/x, x) = log(abs(x))", "", 0),
    ("limit", "limit(1/x, x, 0, -) = oo", "", 1),
    ("sum", "sum(k, k, 1, n) = n*(n + 1)/2", "n positive integer", 0),
    ("ode", "ode(y'' + y = 0, y(x), y(0) = 0, y'(0) = 1) = sin(x)", "", 0),
    ("roots", "solve(x**2 = 2, x) = {sqrt(2)}", "", 1),
    ("inequality", "x**2 + 1 >= 2*x", "", 0),
    ("matrix", "[[1, x], [0, 1]]**-1 = [[1, -x], [0, 1]]", "", 0),
]


@pytest.mark.timeout(240)
def test_each_operation_gets_its_exit_code_and_a_certificate(prove_here: Prove, tmp_path: Path) -> None:
    for number, (command, statement, assume, code) in enumerate(CASES):
        path = tmp_path / f"{number}.json"
        run = prove_here("cas", command, statement, "--assume", assume, "--json", "--certificate", path)
        assert run.code == code, (statement, run.out, run.err)
        assert run.rows[0]["assurance"] == "ASSURANCE_CERTIFICATE_REPLAYED"
    assert prove_here("verify", tmp_path).code == 0


def test_a_certificate_is_held_against_its_statement(prove_here: Prove, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    statement = "limit(sin(a*x)/x, x, 0) = a"
    prove_here("cas", "limit", statement, "--certificate", path)
    assert prove_here("verify", path, "--against-statement", "limit(sin(a*x) / x, x, 0) = a").code == 0
    assert prove_here("verify", path, "--against-statement", "limit(sin(a*x)/x, x, 0) = 2*a").code == 1
    assert prove_here("verify", path, "--against-statement", statement, "--assume", "a positive").code == 1


def test_a_batch_of_operations_is_answered_in_order(prove_here: Prove, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    lines = [
        {"id": "limit", "text": "limit(sin(x)/x, x, 0) = 1"},
        {"id": "wrong", "text": "limit(sin(x)/x, x, 0) = 2"},
        {"id": "latex", "text": r"limit(\\frac{\\sin x}{x}, x, 0) = 1".replace("\\\\", "\\"), "latex": True},
        {"id": "broken", "text": "limit(sin(x, x, 0) = 1)"},
    ]
    batch.write_text("\n".join(map(json.dumps, lines[:3])))
    rows = prove_here("cas", "limit", "--batch", batch, "--json").rows
    assert [(row["name"], row["verdict"]) for row in rows] == [
        ("limit", "VERDICT_PROVED"),
        ("wrong", "VERDICT_REFUTED"),
        ("latex", "VERDICT_PROVED"),
    ]
    batch.write_text(json.dumps(lines[3]))
    run = prove_here("cas", "limit", "--batch", batch)
    assert run.code == 2
    assert "line 1" in run.err


def test_a_statement_of_another_command_is_told_where_it_belongs(prove_here: Prove) -> None:
    run = prove_here("cas", "sum", "limit(sin(x)/x, x, 0) = 1")
    assert run.code == 2
    assert "limit" in run.err


def test_a_hint_is_only_checked(prove_here: Prove) -> None:
    statement = "integrate(Si(x), x, 0, pi) = pi*Si(pi) - 2"
    assert prove_here("cas", "integral", statement, "--hint", "x*Si(x) + cos(x)").code == 0
    assert prove_here("cas", "integral", statement, "--hint", "x*Si(x)").code == 3


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("command", "statement"),
    [
        ("limit", "limit(9**9**9**9*x, x, 0) = 0"),
        ("roots", "solve(x**399 - x - 1 = 0, x) = {}"),
    ],
)
def test_a_bomb_is_answered_within_the_budget(prove_here: Prove, command: str, statement: str) -> None:
    run = prove_here("cas", command, statement, "--json", "--budget", "2s", timeout=12)
    assert run.code in {1, 2, 3}, run.err
