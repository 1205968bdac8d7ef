"""Tokens of the Lean subset in which statements are written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trivium.prover.errors import UnsupportedStatement

MAX_CHARACTERS = 60_000
_SYMBOLS = (
    *("⁻¹'", ":=", "::", "<|", "|>", "=>", "∃!", "⌋₊", "⌉₊", "->", "<-", "||", "&&", "!=", "<=", ">=", "''", "⁻¹"),
    *"≡→↔∧∨¬∀∃∑∏≠≤≥∣∈∉⊆∪∩↑√⌊⌋⌈⌉⟨⟩∘∅×<>=+-*/%^()[]{},:;|!\\.·@$~'&",
)
_TOKEN = re.compile(
    r"(?P<space>\s+|--[^\n]*)"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<name>(?!λ)[^\W\d](?:[\w'!?₀-₉ₐ-ₜᵢ-ᵪ]|\.(?=[^\W\d]))*(?:\.\d+)*)"
    r"|(?P<symbol>" + "|".join(map(re.escape, sorted(_SYMBOLS, key=len, reverse=True))) + ")"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token and where it starts: line from 1, column from 0."""

    kind: str
    """`number`, `name`, `symbol` or `end`."""
    text: str
    line: int
    column: int


def tokenize(text: str) -> list[Token]:
    """The tokens of a text, the last one of kind `end`; raises UnsupportedStatement."""
    if len(text) > MAX_CHARACTERS:
        raise UnsupportedStatement(f"longer than {MAX_CHARACTERS} characters", 1, 0)
    tokens: list[Token] = []
    position, line, start = 0, 1, 0
    while position < len(text):
        if text.startswith("/-", position):
            end = _comment_end(text, position, line, position - start)
            match_text, kind = text[position:end], "space"
        else:
            match = _TOKEN.match(text, position)
            if match is None:
                raise UnsupportedStatement(f"unknown character {text[position]!r}", line, position - start)
            match_text, kind = match[0], match.lastgroup or ""
        if kind != "space":
            tokens.append(Token(kind, match_text, line, position - start))
        newlines = match_text.count("\n")
        if newlines:
            line += newlines
            start = position + match_text.rindex("\n") + 1
        position += len(match_text)
    tokens.append(Token("end", "", line, position - start))
    return tokens


def _comment_end(text: str, start: int, line: int, column: int) -> int:
    depth, position = 0, start
    while position < len(text):
        pair = text[position : position + 2]
        if pair in ("/-", "-/"):
            depth += 1 if pair == "/-" else -1
            position += 2
            if depth == 0:
                return position
        else:
            position += 1
    raise UnsupportedStatement("a comment that does not end", line, column)
