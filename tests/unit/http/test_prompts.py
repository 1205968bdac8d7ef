"""The prompts of llmlean, one of each kind: what is read out of them."""

from __future__ import annotations

import pytest

from trivium.services.gateway.http.prompts import Question, read_prompt

STATE = "n : Nat\n⊢ n = n"
FILE = "theorem a (n : Nat) : n = n := by"
TAGS = f"[CTX]\n{FILE}\n[/CTX]\n[STATE]\n{STATE}\n[/STATE]\n"
FEW_SHOT = (
    "Given the Lean 4 tactic state, suggest a next tactic.\n"
    "Tactic state:\n---\nx : Nat\n⊢ x = 1\n---\nNext tactic:\n---\nomega\n---\n\n"
    f"Tactic state:\n---\n{STATE}\n---\nNext tactic:\n---\n"
)
HEADED = (
    f"The file contents up to the current tactic are as follows:\n\n```lean4\n{FILE}\n```\n\n"
    f"The current proof state is as follows:\n{STATE}\n\nYour task is to generate "
)


@pytest.mark.parametrize(
    ("prompt", "question"),
    [
        (f"{TAGS}[TAC]\n", Question(STATE, FILE, "", whole_proof=False)),
        (f"{TAGS}[TAC]\nrw [", Question(STATE, FILE, "rw [", whole_proof=False)),
        (f"inside [TAC]...[/TAC]\n{TAGS}[THOUGHTS]\n", Question(STATE, FILE, "", whole_proof=False)),
        (FEW_SHOT, Question(STATE, "", "", whole_proof=False)),
        (f"{FEW_SHOT}ex", Question(STATE, "", "ex", whole_proof=False)),
        (f"{HEADED}the next tactic", Question(STATE, FILE, "", whole_proof=False)),
        (f"{HEADED}it. The tactic you generate should start with ex", Question(STATE, FILE, "ex", whole_proof=False)),
        (f"inside [PROOF]...[/PROOF]\n[CTX]\n{FILE}\n[/CTX]\n[PROOF]", Question("", FILE, "", whole_proof=True)),
        (f"inside [PROOF]...[/PROOF]\n{TAGS}", Question(STATE, FILE, "", whole_proof=True)),
        (f"{HEADED}the proof.", Question(STATE, FILE, "", whole_proof=True)),
        (FILE, Question("", FILE, "", whole_proof=True)),
    ],
)
def test_a_prompt_is_read(prompt: str, question: Question) -> None:
    assert read_prompt(prompt) == question
