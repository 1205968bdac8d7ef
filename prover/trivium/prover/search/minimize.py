"""A proof without the steps that it does not need."""

from __future__ import annotations

from trivium.prover.lean.session import ProofSession, SourceCheck
from trivium.prover.search.lane import Proof
from trivium.prover.search.ledger import Ledger

_MOST_STEPS = 24


def minimized(session: ProofSession, declaration: str, proof: Proof, ledger: Ledger) -> str:
    """The tactics with every step left out without which Lean still accepts the whole, as one script."""
    steps = list(proof.steps)
    if not 1 < len(steps) <= _MOST_STEPS:
        return proof.text
    for index in range(len(steps) - 1, -1, -1):
        if ledger.exhausted() or len(steps) == 1:
            break
        shorter = [*steps[:index], *steps[index + 1 :]]
        ledger.spend("tactics")
        if _complete(session, declaration, "\n".join(shorter), ledger):
            steps = shorter
    return "\n".join(steps)


def _complete(session: ProofSession, declaration: str, proof: str, ledger: Ledger) -> bool:
    lines = "\n".join(f"  {line}" for line in proof.splitlines())
    checked = session.check(f"{declaration} := by\n{lines}\n", ledger.tactic_wall())
    return isinstance(checked, SourceCheck) and checked.complete
