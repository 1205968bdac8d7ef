"""Goals that the lanes of a search have met: what closed each, and what did not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from trivium.prover.lean.goal import Goal

_NAME = re.compile(r"[^\W\d][\w'!?₀-₉✝]*(?:\.[\w'!?₀-₉]+)*")


def goal_key(goal: Goal) -> str:
    """The same text for goals that differ in the names and the order of their hypotheses only.

    >>> from trivium.prover.lean.goal import read_goals
    >>> a, b = read_goals("m : Nat\\nh : m = 2\\n⊢ m < 3\\n\\nn : Nat\\nk : n = 2\\n⊢ n < 3")
    >>> goal_key(a) == goal_key(b)
    True
    """
    local = {name for hypothesis in goal.hypotheses for name in hypothesis.names}
    order: dict[str, str] = {}

    def renamed(text: str) -> str:
        return _NAME.sub(lambda m: order.setdefault(m[0], f"#{len(order)}") if m[0] in local else m[0], text)

    target = renamed(" ".join(goal.target.split()))
    # hypotheses that speak of known names first, so that names are numbered alike in equal goals
    rest = [h for h in goal.hypotheses for _ in h.names]
    shown = sorted(" ".join(h.type.split()) + (f" := {h.value}" if h.value else "") for h in rest)
    return "\n".join([*sorted(renamed(line) for line in shown), target])


@dataclass(slots=True)
class GoalTable:
    """Shared by all lanes of a search."""

    closed_by: dict[str, str] = field(default_factory=dict)
    """A closing tactic for each goal that was closed."""
    refused: dict[str, set[str]] = field(default_factory=dict)
    """Tactics that Lean refused on a goal; a timeout is no refusal."""
    hits: int = 0

    def known(self, key: str) -> str | None:
        """What closes the goal, where that is known."""
        found = self.closed_by.get(key)
        if found is not None:
            self.hits += 1
        return found

    def skips(self, key: str, tactic: str) -> bool:
        """Whether the tactic failed on this goal before."""
        if tactic in self.refused.get(key, ()):
            self.hits += 1
            return True
        return False

    def refuse(self, key: str, tactic: str) -> None:
        """Remember that the tactic fails on the goal."""
        self.refused.setdefault(key, set()).add(tactic)

    def close(self, key: str, tactic: str) -> None:
        """Remember that the tactic closes the goal."""
        self.closed_by.setdefault(key, tactic)
