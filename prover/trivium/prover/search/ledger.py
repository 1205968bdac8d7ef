"""One budget for all lanes of a search: time, tactics, nodes."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SearchBudget:
    """What a search may spend."""

    wall: float = 30.0
    """Seconds."""
    tactics: int = 100_000
    tactic_wall: float = 10.0
    """Seconds of one tactic."""
    seed: int = 0
    """Decides between choices of equal score; 0 takes them in the order in which they come."""


@dataclass(slots=True)
class Ledger:
    """What was spent; every lane writes here."""

    budget: SearchBudget
    clock: Callable[[], float] = time.monotonic
    counts: dict[str, int] = field(default_factory=dict)
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.clock()

    def spend(self, what: str, amount: int = 1) -> None:
        """Count something."""
        self.counts[what] = self.counts.get(what, 0) + amount

    @property
    def elapsed(self) -> float:
        """Seconds since the search began."""
        return self.clock() - self.began

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self.budget.wall - self.elapsed

    def lot(self, choice: str) -> int:
        """The place of a choice among those of equal score: the same for the same seed, 0 without one."""
        if not self.budget.seed:
            return 0
        return int.from_bytes(hashlib.sha256(f"{self.budget.seed}\0{choice}".encode()).digest()[:8])

    def exhausted(self) -> bool:
        """Whether the budget has run out."""
        return self.left <= 0 or self.counts.get("tactics", 0) >= self.budget.tactics

    def tactic_wall(self) -> float:
        """Seconds that the next tactic may take."""
        return max(0.05, min(self.budget.tactic_wall, self.left))
