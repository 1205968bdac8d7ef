"""What clients of the Kimina Lean Server send, and how they judge what comes back: after their published sources."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

SORRY = "theorem a : 1 = 2 := sorry"
WRONG = "theorem a : 1 = 2 := rfl"
RIGHT = "theorem a (n : Nat) : n + 0 = n := rfl"


def valid(response: dict[str, Any]) -> bool:
    """The rule of its clients today."""
    return not any(m["severity"] == "error" for m in response["messages"]) and not response["sorries"]


def valid_once(response: dict[str, Any]) -> bool:
    """The rule of its clients before: a `sorry` is found by the words of a warning."""
    told = [(m["severity"], m["data"]) for m in response["messages"]]
    return not any(s == "error" or (s == "warning" and "declaration uses 'sorry'" in data) for s, data in told)


def check(http: httpx.Client, *codes: str, **more: object) -> list[dict[str, Any]]:
    body = {"timeout": 60, "debug": False, "reuse": True, "infotree": None, **more}
    snippets = [{"id": str(number), "code": code} for number, code in enumerate(codes)]
    answer = http.post("/api/check", json={"snippets": snippets, **body})
    assert answer.status_code == 200, answer.text
    results = answer.json()["results"]
    assert [result["id"] for result in results] == [snippet["id"] for snippet in snippets]
    # its client refuses a result with both, and one with neither
    assert all(("error" in result) != ("response" in result) for result in results)
    return list(results)


def test_health_needs_no_token(http: httpx.Client) -> None:
    for path in ("/health", "/health/"):
        assert httpx.get(str(http.base_url.join(path))).json() == {"status": "ok"}


def test_the_check_that_its_client_makes_of_a_server(http: httpx.Client) -> None:
    (result,) = check(http, "#check Nat")
    assert result["response"]["messages"] == [
        {"severity": "info", "pos": {"line": 1, "column": 0}, "endPos": {"line": 1, "column": 6}, "data": "Nat : Type"}
    ]


def test_a_batch_comes_back_in_its_order_and_only_what_lean_accepts_is_valid(http: httpx.Client) -> None:
    results = check(
        http, RIGHT, SORRY, WRONG, "theorem a : 1 = 2 := by\n  simp_all\n  nonsense", RIGHT, "import Mathlib"
    )
    judged = [valid(result["response"]) for result in results]
    assert judged == [valid_once(result["response"]) for result in results] == [True, False, False, False, True, False]
    assert results[1]["response"]["sorries"]
    assert results[2]["response"]["messages"][0]["pos"]["line"] == 1
    assert results[0]["time"] > 0
    told = results[0]["response"]["trivium"]
    assert (told["verdict"], told["assurance"]) == ("VERDICT_PROVED", "ASSURANCE_LEAN_ELABORATED")


@pytest.mark.parametrize(
    "code",
    [
        "theorem a : 1 = 2 := sorryAx _ false",
        "theorem h : 1 = 2 := sorry\ntheorem a : 1 = 2 := h",
        "set_option warningAsError false\ntheorem a : 1 = 2 := by sorry",
        "theorem a : 1 = 2 := by exact?",
        "theorem a : 1 = 2 := by admit",
        "example : 1 = 2 := by sorry",
        "#exit\ntheorem a : 1 = 2 := rfl",
        "theorem a : 1 = 2 := by\n  first | rfl | sorry",
        "-- /- unfinished\n/- open",
    ],
)
def test_no_client_takes_for_valid_what_lean_did_not_accept(code: str, http: httpx.Client) -> None:
    (result,) = check(http, code)
    if "response" in result:
        assert not valid(result["response"])
        assert not valid_once(result["response"])


def test_a_snippet_that_outlives_its_time_is_a_timeout(http: httpx.Client) -> None:
    loop = "theorem a (n m : Nat) : n + m = m + n := by repeat (first | exact absurd rfl rfl | skip)"
    results = check(http, loop, RIGHT, timeout=2)
    assert "timed out" in results[0]["error"]
    assert valid(results[1]["response"])
    (none,) = check(http, RIGHT, timeout=0)
    assert "timed out" in none["error"]


def test_info_trees_are_refused_by_each_snippet(http: httpx.Client) -> None:
    (result,) = check(http, RIGHT, infotree="original")
    assert "info tree" in result["error"]


def test_the_form_before_is_answered_as_it_was(http: httpx.Client) -> None:
    codes = [{"custom_id": "one", "proof": RIGHT}, {"custom_id": 2, "code": SORRY}, {"custom_id": "3", "proof": WRONG}]
    for path in ("/verify", "/one_pass_verify_batch"):
        body = {"codes": codes, "timeout": 60, "infotree_type": None, "disable_cache": False}
        results = http.post(path, json=body).json()["results"]
        assert [result["custom_id"] for result in results] == ["one", "2", "3"]
        assert [result["error"] for result in results] == [None] * 3
        assert [valid_once(result["response"]) for result in results] == [True, False, False]
        assert all(result["response"]["time"] >= 0 for result in results)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"snippets": []},
        {"snippets": "x"},
        {"snippets": [{"id": "a"}]},
        {"snippets": [{"id": "a", "code": 7}]},
        {"snippets": [{"id": "a", "code": ""}, {"id": "a", "code": ""}]},
        {"snippets": [{"id": "a", "code": ""}], "timeout": "soon"},
        {"snippets": [{"id": "a", "code": ""}], "timeout": -1},
        {"snippets": [{"id": "a", "code": ""}], "timeout": True},
    ],
)
def test_a_body_that_is_none_of_its_own_is_refused(body: object, http: httpx.Client) -> None:
    answer = http.post("/api/check", json=body)
    assert answer.status_code == 400
    assert answer.json()["violations"]
