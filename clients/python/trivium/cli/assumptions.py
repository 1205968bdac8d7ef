"""The `--assume` option: `x positive, n positive integer, z complex, t (0,2)` as a map from variable to words."""

from __future__ import annotations

import typer


def parse_assumptions(text: str) -> dict[str, str]:
    """The assumptions by variable; what the words mean is the server's business.

    Raises typer.BadParameter for an item without words, and for a variable that is named twice.

    >>> parse_assumptions("n positive integer, t (0,2)")
    {'n': 'positive integer', 't': '(0,2)'}
    """
    assumptions: dict[str, str] = {}
    for item in _split(text):
        variable, _, words = item.strip().partition(" ")
        if not variable or not words.strip():
            raise typer.BadParameter(
                f"{item.strip()!r}: write a variable and what is assumed of it, such as 'x positive'"
            )
        if variable in assumptions:
            raise typer.BadParameter(f"{variable!r} is named twice; put its words together: 'n positive integer'")
        assumptions[variable] = words.strip()
    return assumptions


def _split(text: str) -> list[str]:
    """Split at the commas outside brackets; an empty text has no items."""
    items, depth, start = [], 0, 0
    for index, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            items.append(text[start:index])
            start = index + 1
    return [*items, text[start:]] if text.strip() else []
