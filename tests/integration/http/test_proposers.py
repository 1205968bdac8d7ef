"""LeanCopilot's external models and llmlean: what they send, after their published sources, and what they can use."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

STATE = "p q : Prop\nhp : p\nhq : q\n⊢ q ∧ p"
THEOREM = "theorem swap (p q : Prop) (hp : p) (hq : q) : q ∧ p := by\n"
INSTRUCTION = (
    "/- You are proving a theorem in Lean 4.\nPut the next tactic inside [TAC]...[/TAC].\n-/\n"
    f"[CTX]\n{THEOREM}  \n[/CTX]\n[STATE]\n{STATE}\n[/STATE]\n[TAC]\n"
)
PROOF = (
    "/- You are proving a theorem in Lean 4.\nPut the proof inside [PROOF]...[/PROOF]\n-/\n"
    f"[CTX]\n{THEOREM}  \n[/CTX]\n[PROOF]"
)


def accepted(http: httpx.Client, proof: str) -> bool:
    """Whether Lean accepts a proof of the theorem, as the tactic that asked would find out."""
    lines = "\n".join(f"  {line}" for line in proof.splitlines())
    snippets = [{"id": "x", "code": THEOREM + lines}]
    (result,) = http.post("/api/check", json={"snippets": snippets}).json()["results"]
    response = result["response"]
    return not response["sorries"] and not any(m["severity"] == "error" for m in response["messages"])


def generate(http: httpx.Client, state: str, prefix: str = "") -> list[dict[str, Any]]:
    answer = http.post("/generate", json={"name": "any", "input": state, "prefix": prefix})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["outputs"])


def chat(http: httpx.Client, prompt: str, **more: object) -> list[str]:
    body = {"model": "any", "messages": [{"role": "user", "content": prompt}], "n": 4, "temperature": 0.7, **more}
    answer = http.post("/v1/chat/completions", json={**body, "max_tokens": 1024, "stream": False, "stop": ["[/TAC]"]})
    assert answer.status_code == 200, answer.text
    assert answer.json()["id"]
    return [choice["message"]["content"] for choice in answer.json()["choices"]]


def between(tag: str, content: str) -> str:
    """How llmlean takes an answer apart."""
    return content.split(f"[{tag}]")[-1].split(f"[/{tag}]")[0].strip() if f"[{tag}]" in content else content.strip()


def test_leancopilot_is_given_tactics_that_lean_accepts(http: httpx.Client) -> None:
    outputs = generate(http, STATE)
    scores = [output["score"] for output in outputs]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert accepted(http, outputs[0]["output"])


def test_leancopilots_prefix_is_kept(http: httpx.Client) -> None:
    outputs = generate(http, STATE, "constructor")
    assert all(output["output"].startswith("constructor") for output in outputs)
    assert generate(http, STATE, "no tactic begins like this") == []


def test_goals_with_hidden_names_instances_and_several_goals_are_read(http: httpx.Client) -> None:
    state = "case inl\nn✝ : Nat\nh✝ : n✝ = 2\n⊢ n✝ + 1 = 3\n\ncase inr\nn : Nat\n⊢ False"
    assert generate(http, state)


def test_leancopilots_encoder_is_not_there_and_says_so(http: httpx.Client) -> None:
    answer = http.post("/encode", json={"name": "any", "input": STATE})
    assert (answer.status_code, answer.json()["reason"]) == (501, "NO_ENCODER")
    assert "outputs" not in answer.json()


@pytest.mark.parametrize("state", ["", "no goals", "⊢ this is no Lean )("])
def test_a_state_that_is_none_is_refused(state: str, http: httpx.Client) -> None:
    answer = http.post("/generate", json={"name": "any", "input": state, "prefix": ""})
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_llmstep_is_given_tactics_behind_its_prefix(http: httpx.Client) -> None:
    whole = [between("TAC", content) for content in chat(http, INSTRUCTION)]
    assert any(accepted(http, tactic) for tactic in whole)
    begun = [between("TAC", content) for content in chat(http, INSTRUCTION + whole[0][:3])]
    assert whole[0][3:] in begun


def test_llmqed_is_given_a_proof_that_lean_accepts(http: httpx.Client) -> None:
    (content,) = chat(http, PROOF)
    assert accepted(http, between("PROOF", content))


def test_what_is_false_gets_no_proof(http: httpx.Client) -> None:
    false = PROOF.replace("q ∧ p", "¬ p").replace("swap", "wrong")
    assert chat(http, false) == []


def test_plain_completions_are_answered_too(http: httpx.Client) -> None:
    assert http.get("/v1/models").json()["data"][0]["id"] == "trivium"
    answer = http.post("/v1/completions", json={"model": "trivium", "prompt": INSTRUCTION, "n": 2})
    choices = answer.json()["choices"]
    assert 1 <= len(choices) <= 2
    assert any(accepted(http, choice["text"]) for choice in choices)


def test_a_stream_of_tokens_is_refused(http: httpx.Client) -> None:
    body = {"model": "any", "messages": [{"role": "user", "content": PROOF}], "stream": True}
    assert http.post("/v1/chat/completions", json=body).status_code == 501
