"""Other names for hypotheses: generators call them h₁, h₂, …, and people call them many things."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping

_GENERATED = re.compile(r"(?<![\w.])h[₁-₉](?!\w)")
_WORD = re.compile(r"[^\W\d][\w']*")
_FROM_ONE, _FROM_ZERO, _LETTERS = "₁₂₃₄₅₆₇₈₉", "₀₁₂₃₄₅₆₇₈", "abcdefghi"
_NAMINGS: tuple[Callable[[int, int], str], ...] = (
    lambda place, count: f"h{_FROM_ONE[place]}",
    lambda place, count: f"h{_FROM_ZERO[place]}",
    lambda place, count: f"h{place + 1}",
    lambda place, count: "h" if count == 1 else f"h{_LETTERS[place]}",
)
"""The name of a hypothesis by its place and how many there are."""


def names_for(texts: Iterable[str], chance: str) -> Mapping[str, str]:
    """New names for the hypotheses in some texts that belong together; `chance` decides which of four ways.

    None where a new name stands in the texts already.

    >>> names_for(["theorem t (h₁ : p) (h₂ : q) : p", "exact h₁"], "f")
    {'h₁': 'h₀', 'h₂': 'h₁'}
    """
    whole = "\n".join(texts)
    found = sorted(set(_GENERATED.findall(whole)))
    naming = _NAMINGS[hashlib.sha256(chance.encode()).digest()[0] % len(_NAMINGS)]
    fresh = {name: naming(_FROM_ONE.index(name[1]), len(found)) for name in found}
    others = set(_WORD.findall(whole)) - set(found)
    return fresh if others.isdisjoint(fresh.values()) else {}


def renamed(text: str, names: Mapping[str, str]) -> str:
    """A text with other names for its hypotheses."""
    return _GENERATED.sub(lambda match: names.get(match[0], match[0]), text)
