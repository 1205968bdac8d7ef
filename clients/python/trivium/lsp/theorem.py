"""The theorem at a place of a Lean text, found by its keyword; what it means is Lean's business."""

from __future__ import annotations

import re
from dataclasses import dataclass

_START = re.compile(
    r"^[ \t]*(?:@\[[^\]\n]*\][ \t]*)?(?:(?:private|protected|noncomputable)[ \t]+)*(theorem|lemma|example)\b", re.M
)
_NAME = re.compile(r"[ \t\n]+([^\s:({\[]+)")
STAND_IN = "theorem trivium_goal_of_example"
"""An `example` has no name to ask for: it is given one in the text that is sent."""
_SORRY = re.compile(r"\bsorry\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is sent for a theorem."""

    source: str
    name: str
    line: int
    """Line of its keyword, from 1."""
    has_sorry: bool

    def restored(self, text: str) -> str:
        """The text with an `example` in place of its stand-in."""
        return text.replace(STAND_IN, "example", 1)


def theorem_at(text: str, line: int) -> Asked | None:
    """The last theorem, lemma or example that begins at or before a line (from 1), up to the next one.

    >>> theorem_at("theorem a : 1 = 1 := by\\n  sorry", 2).name
    'a'
    """
    starts = [match for match in _START.finditer(text) if text.count("\n", 0, match.start(1)) < line]
    if not starts:
        return None
    start = starts[-1]
    following = next((m.start() for m in _START.finditer(text) if m.start() > start.start()), len(text))
    has_sorry = _SORRY.search(text, start.start(), following) is not None
    number = text.count("\n", 0, start.start(1)) + 1
    if start[1] == "example":
        source = text[: start.start(1)] + STAND_IN + text[start.end(1) :]
        return Asked(source, STAND_IN.split()[1], number, has_sorry)
    name = _NAME.match(text, start.end(1))
    return None if name is None else Asked(text, name[1], number, has_sorry)
