"""What LeanCopilot and llmlean run: `curl` with these very arguments, after their published sources."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from http_process import Served
from own_installs import debian_program

STATE = "p q : Prop\nhp : p\nhq : q\n⊢ q ∧ p"
PROMPT = (
    "/- You are proving a theorem in Lean 4.\nPut the next tactic inside [TAC]...[/TAC].\n-/\n"
    "[CTX]\ntheorem swap (p q : Prop) (hp : p) (hq : q) : q ∧ p := by\n  \n[/CTX]\n"
    f"[STATE]\n{STATE}\n[/STATE]\n[TAC]\n"
)


def curl(*arguments: str) -> Any:
    done = subprocess.run(
        [debian_program("curl", "curl"), *arguments], capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_leancopilot_with_the_token_in_its_host(served: Served) -> None:
    port = served.origin.rpartition(":")[2]
    host = f"any:{served.token}@localhost"
    heads = ("-H", "accept: application/json", "-H", "Content-Type: application/json")
    asked = json.dumps({"name": "trivium", "input": STATE, "prefix": ""})
    answer = curl("-X", "POST", f"http://{host}:{port}/generate", *heads, "-d", asked)
    assert [set(output) for output in answer["outputs"]] == [{"output", "score"}] * len(answer["outputs"])
    assert all(isinstance(output["score"], float) for output in answer["outputs"])
    asked = json.dumps({"name": "trivium", "input": STATE})
    refused = curl("-X", "POST", f"http://{host}:{port}/encode", *heads, "-d", asked)
    assert refused["reason"] == "NO_ENCODER"


def test_llmlean_with_the_token_as_its_key(served: Served) -> None:
    asked = {
        "model": "trivium",
        "messages": [{"role": "user", "content": PROMPT}],
        "n": 32,
        "temperature": 0.7,
        "max_tokens": 1024,
        "stream": False,
        "stop": ["[/TAC]"],
    }
    answer = curl(
        *("-X", "POST", f"{served.origin}/v1/chat/completions", "-H", "accept: application/json"),
        *("-H", "Content-Type: application/json", "-H", f"Authorization: Bearer {served.token}"),
        *("-H", f"x-api-key: {served.token}", "-H", "anthropic-version: 2023-06-01", "-d", json.dumps(asked, indent=1)),
    )
    contents = [choice["message"]["content"] for choice in answer["choices"]]
    assert isinstance(answer["id"], str)
    assert contents
    assert all(content.startswith("[TAC]\n") and content.endswith("\n[/TAC]") for content in contents)
