"""A policy with a ration of samples, asked in turn: what a search finds does not depend on how busy a machine is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from trivium.prover.search.policy import Candidate, GoalContext, Kind, Policy, PolicyBudget


@dataclass(slots=True)
class Rationed:
    """Asks another policy while there are samples left, each question once, and waits for its answers."""

    inner: Policy
    kinds: frozenset[Kind]
    """What the other can be asked for."""
    samples: int
    """Candidates that it may be asked for, all together."""
    at_once: int
    """Those of one question at most."""
    spent: int = 0
    """Candidates that it was asked for, whatever came of them."""
    _known: dict[tuple[Kind, str, str], Sequence[Candidate]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """That of the other."""
        return self.inner.name

    @property
    def waits(self) -> bool:
        """Never, even where the other does."""
        return False

    def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> Sequence[Candidate]:
        """What the other proposes; nothing once the samples are spent. Raises PolicyError."""
        key = kind, context.declaration, context.state or context.goal.text
        if key not in self._known:
            allowed = self._allowed(count)
            if kind not in self.kinds or not allowed:
                return ()
            self.spent += allowed
            self._known[key] = self.inner.propose(context, kind, allowed, budget)
        return self._known[key]

    def repair(
        self, context: GoalContext, attempt: str, error: str, count: int, budget: PolicyBudget
    ) -> Sequence[Candidate]:
        """What the other has in place of a proof that failed; paid for where it has something. Raises PolicyError."""
        allowed = self._allowed(count)
        found = self.inner.repair(context, attempt, error, allowed, budget) if allowed else ()
        self.spent += allowed if found else 0
        return found

    def _allowed(self, count: int) -> int:
        return max(0, min(count, self.at_once, self.samples - self.spent))
