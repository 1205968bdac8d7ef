"""Notations for proofs: plain text and LaTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass

_INDEXED = re.compile(r"([A-Za-z]+)_?(\d\w*)?('*)")


@dataclass(frozen=True, slots=True)
class Notation:
    """How formulas are written; formats take their parts in order."""

    formula: str
    """Around a formula that stands in a sentence."""
    words: str
    """Around words that stand in a formula."""
    point: str
    """The letters, the index and the primes of a name."""
    corner: str
    angle: str
    sine: str
    vector: str
    parallel: str
    perpendicular: str
    times: str
    degrees: str
    square: str
    power: str
    root: str
    fraction: str
    similar: str

    def name(self, point: str) -> str:
        """A point."""
        match = _INDEXED.fullmatch(point)
        if match is None:
            return self.words.format(point.replace("_", "-"))
        index = match[2] or ""
        return self.point.format(match[1], index, match[3]) if index else f"{match[1]}{match[3]}"

    def joined(self, *points: str) -> str:
        """Points side by side, as of a line or a triangle."""
        return "".join(map(self.name, points))

    def listed(self, *points: str) -> str:
        """Points one by one."""
        return ", ".join(map(self.name, points))


PLAIN = Notation(
    formula="{}",
    words="{}",
    point="{0}{1}{2}",
    corner="∠{0}{1}{2}",
    angle="∠({0}, {1})",
    sine="sin∠({0}, {1})",
    vector="→{0}",
    parallel=" ∥ ",
    perpendicular=" ⟂ ",
    times=" · ",
    degrees="{0}°",
    square="{0}²",
    power="{0}^{1}",
    root="√({0})",
    fraction="{0}/{1}",
    similar=" ~ ",
)
LATEX = Notation(
    formula="${}$",
    words="\\text{{{}}}",
    point="{0}_{{{1}}}{2}",
    corner="\\angle {0}{1}{2}",
    angle="\\angle({0}, {1})",
    sine="\\sin\\angle({0}, {1})",
    vector="\\overrightarrow{{{0}}}",
    parallel=" \\parallel ",
    perpendicular=" \\perp ",
    times=" \\cdot ",
    degrees="{0}^\\circ",
    square="{0}^{{2}}",
    power="{0}^{{{1}}}",
    root="\\sqrt{{{0}}}",
    fraction="\\tfrac{{{0}}}{{{1}}}",
    similar=" \\sim ",
)
