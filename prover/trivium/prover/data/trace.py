"""The steps of a proof: each goal state that Lean shows, and the tactic that is applied to it."""

from __future__ import annotations

import re

from trivium.prover.data.recording import Record
from trivium.prover.data.row import Step
from trivium.prover.lean.session import Done, Progress, ProofSession

_CONTINUES = re.compile(r"[\s·|)\]}⟩]|<;>")
_WALL = 30.0


def top_steps(proof: str) -> list[str]:
    """The tactics of a proof, one after another; lines that go on belong to the tactic before them.

    >>> top_steps("intro n\\ncases n with\\n| zero => rfl\\n| succ k => simp")
    ['intro n', 'cases n with\\n| zero => rfl\\n| succ k => simp']
    """
    steps: list[str] = []
    for line in proof.splitlines():
        if steps and (_CONTINUES.match(line) or not line.strip()):
            steps[-1] += f"\n{line}"
        else:
            steps.append(line)
    return _bulleted(steps)


def trace(record: Record, session: ProofSession, declaration: str, proof: str) -> tuple[Step, ...]:
    """The steps of a proof, from what a search has shown or, where it has not, from a run of each tactic.

    Empty where the tactics cannot be told apart: then the proof has no trace, and is a proof all the same.
    """
    found: list[Step] = []
    state: int | None = None
    text = record.roots.get(declaration, "")
    for step in top_steps(proof):
        if not text:
            return ()
        found.append((text, step))
        known = record.steps.get((text, step))
        if known is not None and state is None:
            text = known
            continue
        if state is None:
            state = _reached(session, declaration, [s for _, s in found[:-1]])
            if state is None:
                return ()
        (outcome,) = session.apply(state, [step], _WALL)
        if not isinstance(outcome, Progress | Done):
            return ()
        state, text = outcome.state.id, outcome.state.text
    return tuple(found) if not text else ()


def _reached(session: ProofSession, declaration: str, steps: list[str]) -> int | None:
    """The state after some tactics."""
    outcome = session.start(declaration)
    for step in steps:
        if not isinstance(outcome, Progress):
            return None
        (outcome,) = session.apply(outcome.state.id, [step], _WALL)
    return outcome.state.id if isinstance(outcome, Progress) else None


def _bulleted(steps: list[str]) -> list[str]:
    """Focused blocks stay with the tactic that made their goals."""
    joined: list[str] = []
    for step in steps:
        if joined and step.startswith("·"):
            joined[-1] += f"\n{step}"
        else:
            joined.append(step)
    return joined
