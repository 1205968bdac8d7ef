"""`prove rpc` as a process: ids, events, cancel, errors as data, bad input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from prove_process import PROVE, Prove

EQUAL = {"method": "CasService.CheckEqual", "request": {"equation": {"lhs": "x + 1 = 1 + x"}}}
ORTHOCENTRE = "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c"
SOLVE = {"method": "GeometryService.Solve", "request": {"problem": {"source": ORTHOCENTRE}}}
HARD = {
    "method": "ProverService.Prove",
    "request": {"statement": "∀ n : Nat, n > 2 → ∃ p, p * p > n * n * n * n + 7", "budget": {"wall": "60s"}},
}


def lines(*rows: dict[str, Any] | str) -> str:
    return "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows)


@contextmanager
def running() -> Iterator[subprocess.Popen[str]]:
    keep = {k: v for k, v in os.environ.items() if not k.startswith("TRIVIUM_")}
    process = subprocess.Popen(
        [PROVE.with_name("trivium"), "rpc"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=keep
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def say(process: subprocess.Popen[str], *rows: dict[str, Any]) -> None:
    assert process.stdin is not None
    process.stdin.write(lines(*rows))
    process.stdin.flush()


def hear(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    answer = json.loads(process.stdout.readline())
    assert isinstance(answer, dict)
    return answer


def test_answers_carry_the_ids_of_their_requests(prove: Prove) -> None:
    done = prove("rpc", stdin=lines({"id": 1, **EQUAL}, {"id": "g", **SOLVE}))
    assert done.code == 0, done.err
    results = {row["id"]: row["result"] for row in done.rows if "result" in row}
    assert results[1]["judgement"]["verdict"] == "VERDICT_PROVED"
    assert results["g"]["solution"]["verdict"] == "VERDICT_PROVED"
    events = [row for row in done.rows if "event" in row]
    assert events
    assert all(row["id"] == "g" for row in events)


def test_the_fault_of_a_line_is_data_and_the_next_line_is_answered(prove_here: Prove) -> None:
    wrong = [
        "no json",
        "[1, 2]",
        '{"method": "CasService.CheckEqual"}',
        '{"id": true, "method": "CasService.CheckEqual"}',
        {"id": 5, "method": "CasService.Nothing"},
        {"id": 6, "method": "CasService.CheckEqual", "request": {"nothing": 1}},
        {"id": 7, "method": "CasService.CheckEqual", "request": {"equation": {"lhs": "x +"}}},
        {"id": 8, "method": "CasService.CheckStream"},
        {"id": 9, "method": "CasService.CheckEqual", "request": []},
        "[" * 100_000,
    ]
    done = prove_here("rpc", stdin=lines(*wrong, {"id": 99, **EQUAL}))
    assert done.code == 0, done.err
    faults = [(row["id"], row["error"]["reason"]) for row in done.rows if "error" in row]
    of_no_line = [reason for identifier, reason in faults if identifier is None]
    assert sorted(of_no_line) == ["NOT_JSON", "NOT_JSON", "NOT_JSON", "NO_ID", "NO_ID"]
    assert {identifier: reason for identifier, reason in faults if identifier is not None} == {
        5: "NO_METHOD",
        6: "BAD_REQUEST",
        7: "UNREADABLE_FORMULA",
        8: "TAKES_STREAM",
        9: "BAD_REQUEST",
    }
    assert [row["id"] for row in done.rows if "result" in row] == [99]


def test_a_cancelled_search_says_so_and_frees_its_worker() -> None:
    with running() as process:
        say(process, {"id": 1, **HARD})
        assert hear(process)["id"] == 1
        start = time.monotonic()
        say(process, {"cancel": 1}, {"cancel": "unheard of"})
        while "error" not in (answer := hear(process)):
            assert "event" in answer
        assert answer["error"]["code"] == "CANCELLED"
        assert time.monotonic() - start < 10
        say(process, {"id": 1, **EQUAL})
        assert "result" in hear(process)


def test_an_id_that_is_under_way_is_refused() -> None:
    with running() as process:
        say(process, {"id": 1, **HARD}, {"id": 1, **EQUAL})
        while "error" not in (answer := hear(process)):
            pass
        assert answer["error"]["reason"] == "ID_IN_USE"


@pytest.mark.parametrize("stdin", ["", "\n\n"])
def test_nothing_asked_nothing_answered(prove_here: Prove, stdin: str) -> None:
    done = prove_here("rpc", stdin=stdin)
    assert (done.code, done.out) == (0, "")


def test_a_line_that_is_too_long_ends_the_program(prove_here: Prove) -> None:
    done = prove_here("rpc", stdin="x" * (17 << 20))
    assert done.code == 2
    assert done.rows[0]["error"]["reason"] == "TOO_LONG"


def test_ctrl_c_ends_it_at_once() -> None:
    with running() as process:
        say(process, {"id": 1, **HARD})
        hear(process)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 130


def test_a_reader_that_goes_away_ends_the_work() -> None:
    with running() as process:
        say(process, {"id": 1, **HARD})
        hear(process)
        assert process.stdout is not None
        process.stdout.close()
        process.stdout = None
        assert process.wait(timeout=20) == 0
