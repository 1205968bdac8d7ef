"""What a prompt of llmlean asks for: its goal, the text before it, and the form of the answer.

llmlean writes the goal between `[STATE]` tags, after `Tactic state:` between rules, or under a heading; the text of the
file between `[CTX]` tags or in a block of code; and what it has of the tactic already at the very end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_STATE = re.compile(r"\[STATE\]\n?(.*?)\[/STATE\]", re.DOTALL)
_CONTEXT = re.compile(r"\[CTX\]\n?(.*?)\[/CTX\]", re.DOTALL)
_RULED_STATE = re.compile(r"Tactic state:\n---\n(.*?)\n---\nNext tactic:\n---\n(.*?)(?=\n---|\Z)", re.DOTALL)
_HEADED_STATE = re.compile(r"proof state is as follows:\n(.*?)\n\s*Your task is", re.DOTALL)
_CODE = re.compile(r"```lean4?\n(.*?)```", re.DOTALL)
_STARTS_WITH = re.compile(r"should start with (.*)\Z", re.DOTALL)
_WANTS_PROOF = re.compile(r"\[PROOF\]|completed proof|generate the (?:rest of the )?proof")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked."""

    state: str
    """The tactic state; empty where the prompt has none."""
    context: str
    """The Lean text up to the place in question; the whole prompt where nothing in it is marked."""
    prefix: str
    """How the tactic begins; it is not repeated in the answer."""
    whole_proof: bool


def read_prompt(prompt: str) -> Question:
    """The question of a prompt.

    >>> read_prompt("[CTX]\\nx\\n[/CTX]\\n[STATE]\\n⊢ True\\n[/STATE]\\n[TAC]\\nap").prefix
    'ap'
    """
    ruled = _RULED_STATE.findall(prompt)
    if ruled:
        state, prefix = ruled[-1]
        return Question(state, "", prefix, whole_proof=False)
    state = _last(_STATE, prompt) or _last(_HEADED_STATE, prompt)
    context = _last(_CONTEXT, prompt) or (_first(_CODE, prompt) if state else "")
    whole_proof = bool(_WANTS_PROOF.search(prompt)) or not state
    return Question(state, context or ("" if state else prompt), _prefix(prompt, whole_proof), whole_proof)


def _prefix(prompt: str, whole_proof: bool) -> str:
    if whole_proof:
        return ""
    for tag in ("[TAC]\n", "[THOUGHTS]\n"):
        before, found, after = prompt.rpartition(tag)
        if found and "[/STATE]" in before:
            return after.strip("\n")
    named = _STARTS_WITH.search(prompt)
    return named[1].strip() if named else ""


def _last(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.findall(text)
    return str(found[-1]).rstrip("\n") if found else ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1].rstrip("\n") if found else ""
