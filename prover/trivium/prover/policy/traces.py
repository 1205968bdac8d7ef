"""Where traces come from: proofs that Lean has accepted, and the LeanDojo benchmark."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from trivium.prover.lean.session import Done, Progress, ProofSession
from trivium.prover.policy.knn import Trace, TraceError

_CONTINUES = (" ", "·", "|", ")", "]", "}", "⟩", "<;>")
_STEP_WALL = 10.0


def steps_of(proof: str) -> list[str]:
    """The tactics of a proof one after another, each with the lines that belong to it.

    >>> steps_of("intro h\\ncases h with\\n| inl a => exact a\\n| inr b => exact b")
    ['intro h', 'cases h with\\n| inl a => exact a\\n| inr b => exact b']
    """
    steps: list[str] = []
    for line in proof.splitlines():
        if not line.strip():
            continue
        if steps and line.startswith(_CONTINUES):
            steps[-1] += f"\n{line}"
        else:
            steps.append(line.rstrip())
    return steps


def traces_of(session: ProofSession, declaration: str, proof: str) -> list[Trace]:
    """The goals that a proof goes through, with its tactics; those before the first step that Lean refuses.

    A session of the proof's own environment replays it, so that a trace is what Lean has seen.
    """
    found: list[Trace] = []
    outcome = session.start(declaration)
    for step in steps_of(proof):
        if not isinstance(outcome, Progress) or not outcome.state.goals:
            break
        state = outcome.state
        (outcome,) = session.apply(state.id, [step], _STEP_WALL)
        if isinstance(outcome, Progress | Done):
            found.append(Trace(state.goals[0].text, step))
    return found


def write_traces(path: Path, traces: Iterable[Trace]) -> int:
    """Append traces to a file of JSON lines; how many. Raises OSError."""
    lines = [json.dumps({"state": t.state, "tactic": t.tactic}, ensure_ascii=False) for t in traces]
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    return len(lines)


def leandojo_traces(path: Path) -> Iterator[Trace]:
    """The traces of `train.json` and its like in the LeanDojo benchmark (Yang et al. 2023); raises TraceError."""
    try:
        theorems = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TraceError(f"{path}: {error}") from None
    if not isinstance(theorems, list):
        raise TraceError(f"{path}: no list of theorems")
    for theorem in theorems:
        steps: Sequence[dict[str, str]] = theorem.get("traced_tactics", ()) if isinstance(theorem, dict) else ()
        for step in steps:
            yield Trace(step["state_before"], step["tactic"])
