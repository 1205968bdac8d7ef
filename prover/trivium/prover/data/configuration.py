"""What a data set is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Weights: TypeAlias = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Configuration:
    """Proportions and limits; with a seed it determines every statement and, up to Lean's version, every outcome."""

    families: tuple[str, ...] = ()
    """Families to draw from; all for none."""
    false_percent: int = 22
    """Share of the statements that are meant to be false."""
    vacuous_percent: int = 8
    """Share of those whose hypotheses are meant to contradict each other."""
    mutated_percent: int = 15
    """Share of those that are made from another statement."""
    library_percent: int = 8
    """Share of the statements that only a Lean with Mathlib can state."""
    tactics: int = 24
    """Tactics that the search may try on a statement in each direction."""
    heartbeats: int = 40_000
    """Lean's own count of the work of one tactic (`maxHeartbeats`, in thousands of small steps)."""
    decision_steps: int = 1500
    """Steps of the certificate engine for each question."""
    prove: bool = True
    """Whether outcomes are wanted; without them every status is `unknown`."""
