"""Goals that searches have met: what closed each, and what failed at which limit.

The table is shared by the lanes of a search, by the statements that race, and, where its owner keeps it, by all
searches of a process. It proposes and prunes: what it knows is tried again in Lean, and the judge has the last word.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import OrderedDict
from dataclasses import dataclass, field

from trivium.prover.lean.goal import Goal
from trivium.prover.search.goal_key import canonical
from trivium.prover.search.goal_store import GoalStore

_LEFT_OUT = re.compile(r"\b(?:sorry|admit|stop)\b")
_MOST_FAILURES = 256
"""Failures that are kept of one goal, the newest."""


@dataclass(slots=True)
class _Known:
    """About one goal, with places instead of names."""

    closed_by: str | None = None
    looked_up: bool = False
    """In the store."""
    failed: OrderedDict[bytes, tuple[float, str]] = field(default_factory=OrderedDict)
    """Digests of tactics, with the limit within which each failed (seconds; of a whole proof, heartbeats), infinite
    where Lean itself refused it, and with its words."""


class GoalTable:
    """Bounded: the goals that were asked about last are kept, by the number of facts about them.

    What closed goals is also looked for in a store, and written there by `flush`.
    """

    def __init__(self, most: int = 200_000, store: GoalStore | None = None) -> None:
        self._most = most
        self._store = store
        self._facts = 0
        self._known: OrderedDict[tuple[str, str], _Known] = OrderedDict()
        self._new: dict[tuple[str, str], str] = {}

    def __len__(self) -> int:
        return len(self._known)

    def of(self, environment: str) -> KnownGoals:
        """What is known where Lean, its library, the header and the limits are those of the environment's text."""
        return KnownGoals(self, hashlib.sha256(environment.encode()).hexdigest()[:16])

    def find(self, place: tuple[str, str]) -> _Known | None:
        """What is known of a goal."""
        known = self._known.get(place)
        if known is not None:
            self._known.move_to_end(place)
        return known

    def make(self, place: tuple[str, str]) -> _Known:
        """The same, made where there is none."""
        known = self.find(place)
        if known is None:
            known = self._known[place] = _Known()
            self.count(1)
        return known

    def count(self, facts: int) -> None:
        """Count facts that were added, and make room for them."""
        self._facts += facts
        while self._facts > self._most and len(self._known) > 1:
            _, forgotten = self._known.popitem(last=False)
            self._facts -= 1 + len(forgotten.failed)

    def closer(self, place: tuple[str, str]) -> str | None:
        """The generic script that closed a goal."""
        known = self.find(place)
        if self._store is not None and (known is None or not (known.closed_by or known.looked_up)):
            known = self.make(place)
            known.closed_by, known.looked_up = self._store.find(*place), True
        return None if known is None else known.closed_by

    def close(self, place: tuple[str, str], generic: str) -> None:
        """Keep the generic script that closed a goal, if it is the shortest."""
        known = self.make(place)
        if known.closed_by is None or len(generic) < len(known.closed_by):
            known.closed_by = generic
            if self._store is not None:
                self._new[place] = generic

    def flush(self) -> None:
        """Write what is new to the store."""
        if self._store is not None:
            self._store.keep((*place, script) for place, script in self._new.items())
        self._new.clear()


@dataclass(frozen=True, slots=True)
class KnownGoals:
    """The goals of one environment."""

    table: GoalTable
    environment: str

    def closer(self, goal: Goal) -> str | None:
        """Tactics that closed the goal before, with the names that it has now."""
        named = canonical(goal)
        generic = self.table.closer((self.environment, named.key))
        return None if generic is None else named.bound(generic)

    def failure(self, goal: Goal, tactic: str, limit: float) -> str | None:
        """What Lean said of the tactic on this goal, where it failed within at least this limit; None for nothing."""
        named = canonical(goal)
        known = self.table.find((self.environment, named.key))
        if known is None:
            return None
        failed, words = known.failed.get(_digest(named.generic(tactic)), (-1.0, ""))
        return words if failed >= limit else None

    def refuse(self, goal: Goal, tactic: str, limit: float = math.inf, words: str = "") -> None:
        """Remember that Lean refuses the tactic, or that it did not end within a limit.

        A goal with metavariables is not kept: what fails there depends on other goals.
        """
        if "?" in goal.text:
            return
        named = canonical(goal)
        failed = self.table.make((self.environment, named.key)).failed
        digest = _digest(named.generic(tactic))
        before = len(failed)
        failed[digest] = max(limit, failed.get(digest, (0.0, ""))[0]), words
        failed.move_to_end(digest)
        if len(failed) > _MOST_FAILURES:
            failed.popitem(last=False)
        self.table.count(len(failed) - before)

    def close(self, goal: Goal, script: str) -> None:
        """Remember that the tactics close the goal; the shortest are kept."""
        if _LEFT_OUT.search(script) or "?" in goal.text:
            return
        named = canonical(goal)
        self.table.close((self.environment, named.key), named.generic(script))


def leaves_out(tactic: str) -> bool:
    """Whether a tactic says itself that it leaves something out."""
    return bool(_LEFT_OUT.search(tactic))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:12]
