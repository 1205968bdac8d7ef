"""Goals without the names that people gave: one key for goals that differ in names and order of hypotheses only."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from trivium.prover.lean.goal import Goal

_WORD = re.compile(r"(?<![\w.'!?₀-₉✝«])[^\W\d][\w'!?₀-₉✝]*")
"""A name, or the first part of a dotted one; what follows a dot is a field."""
_PLACE = re.compile(r"#(\d+)#")


@dataclass(frozen=True, slots=True)
class CanonicalGoal:
    """A goal by its key, with its local names in an order that does not depend on what they are."""

    key: str
    names: tuple[str, ...]

    def generic(self, tactic: str) -> str:
        """A tactic for this goal with places instead of the goal's names.

        >>> CanonicalGoal("", ("h", "n")).generic("exact h.symm ▸ foo.h n")
        'exact #0#.symm ▸ foo.h #1#'
        """
        places = {name: f"#{index}#" for index, name in enumerate(self.names)}
        return _WORD.sub(lambda match: places.get(match[0], match[0]), tactic)

    def bound(self, generic: str) -> str | None:
        """The tactic with this goal's names; None where one of them cannot be written."""
        used = {int(place) for place in _PLACE.findall(generic)}
        if any(place >= len(self.names) or self.names[place].endswith("✝") for place in used):
            return None
        return _PLACE.sub(lambda match: self.names[int(match[1])], generic)


@lru_cache(maxsize=4096)
def canonical(goal: Goal) -> CanonicalGoal:
    """The goal by its key.

    Names are numbered as the target mentions them, then hypothesis after hypothesis, the one first whose text with the
    numbers so far is the least; equal goals that are very symmetrical may get different keys, different goals never
    the same.

    >>> from trivium.prover.lean.goal import read_goals
    >>> a, b = read_goals("m : Nat\\nh : m = 2\\n⊢ m < 3\\n\\nn : Nat\\nk : n = 2\\n⊢ n < 3")
    >>> canonical(a).key == canonical(b).key, canonical(a).names, canonical(b).names
    (True, ('m', 'h'), ('n', 'k'))
    """
    kinds = {
        name: _flat(h.type) + (f" := {_flat(h.value)}" if h.value else "") for h in goal.hypotheses for name in h.names
    }
    order: dict[str, int] = {}

    def number(name: str) -> str:
        return f"#{order.setdefault(name, len(order))}#" if name in kinds else name

    target = _renamed(_flat(goal.target), number)
    lines: dict[int, str] = {}
    rest = set(kinds)
    while rest:
        chosen = min(rest, key=lambda name: (name not in order, order.get(name, 0), _shown(kinds[name], kinds, order)))
        rest.remove(chosen)
        own = order.setdefault(chosen, len(order))
        lines[own] = _renamed(kinds[chosen], number)
    text = "\n".join([*(lines[index] for index in sorted(lines)), target])
    return CanonicalGoal(hashlib.sha256(text.encode()).hexdigest()[:32], tuple(order))


def goal_key(goal: Goal) -> str:
    """The key of a goal."""
    return canonical(goal).key


def _shown(kind: str, local: dict[str, str], order: dict[str, int]) -> str:
    return _renamed(kind, lambda name: name if name not in local else f"#{order[name]}#" if name in order else "?")


def _renamed(text: str, name: Callable[[str], str]) -> str:
    return _WORD.sub(lambda match: name(match[0]), text)


def _flat(text: str) -> str:
    return " ".join(text.split())
