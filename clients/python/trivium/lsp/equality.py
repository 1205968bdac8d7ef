"""An equality in a selection, in infix or LaTeX, freed of what stands around it in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LATEX = re.compile(r"\\[A-Za-z]|[_^]\{|\$")
_DELIMITERS = (("$$", "$$"), ("$", "$"), (r"\[", r"\]"), (r"\(", r"\)"))


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be checked."""

    text: str
    latex: bool


def equality_in(text: str) -> Selection | None:
    r"""The equality of a selection; None where there is none.

    >>> equality_in("$\\frac{x}{2} = x/2$.")
    Selection(text='\\frac{x}{2} = x/2', latex=True)
    """
    latex = _LATEX.search(text) is not None
    found = text.strip().rstrip(".,;").strip()
    for opening, closing in _DELIMITERS:
        if found.startswith(opening) and found.endswith(closing) and len(found) > len(opening + closing):
            found = found[len(opening) : -len(closing)].strip()
            break
    if latex:
        found = found.replace("&", " ").removesuffix(r"\\").strip()
    found = " ".join(found.split())
    sides = re.split(r"(?<![<>!:=])=(?!=)|==", found)
    if len(sides) != 2 or not all(side.strip() for side in sides):
        return None
    return Selection(found.replace("==", "="), latex)
