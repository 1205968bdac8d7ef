"""What a search proves: a theorem, its negation, or `False` from its hypotheses, as texts for Lean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from trivium.prover.errors import InvalidSource

_DECLARATION = re.compile(r"^[ \t]*(?:@\[[^\]]{0,300}\]\s*)?(?:theorem|lemma)\s+([^\s:({\[]+)", re.MULTILINE)
_OPENING, _CLOSING = "([{⟨⦃", ")]}⟩⦄"
_MATHLIB_LINES = re.compile(
    r"^[ \t]*(?:import\s+(?:Mathlib|Aesop)\S*|open\s[^\n]*|set_option\s[^\n]*)$\n?", re.MULTILINE
)
_MODIFIED = re.compile(
    r"^[ \t]*(?:@\[[^\]]{0,300}\]\s*)?(?:(?:private|protected|nonrec)\s+)*(?:theorem|lemma)\s+([^\s:({\[]+)",
    re.MULTILINE,
)
"""The same with modifiers, whose meaning only the whole text has."""
_TOP_LEVEL = re.compile(r"^[^\s·|)\]}⟩]", re.MULTILINE)
"""Where a command begins."""
_NOTATIONS = {"ℕ": "Nat", "ℤ": "Int", "ℚ": "Rat"}
NAME = "statement"


class Direction(Enum):
    """Which of the three statements a proof is of."""

    STATEMENT = "statement"
    NEGATION = "negation"
    ABSURDITY = "absurdity"
    """`False` from the hypotheses: the statement is vacuous."""


@dataclass(frozen=True, slots=True)
class Target:
    """A theorem without its proof."""

    name: str
    header: str
    """What comes before the theorem."""
    binders: str
    goal: str

    def declaration(self, direction: Direction = Direction.STATEMENT) -> str:
        """The declaration to prove, without its proof; raises ValueError where there is none in this direction."""
        if direction is Direction.STATEMENT:
            return f"theorem {self.name}{self._spaced} : {self.goal}"
        if direction is Direction.NEGATION:
            claim = f"∀ {self.binders}, {self.goal}" if self.binders else self.goal
            return f"theorem {self.name}_refuted : ¬ ({claim})"
        if not self.binders:
            raise ValueError("no hypotheses")
        return f"theorem {self.name}_vacuous{self._spaced} : False"

    @property
    def _spaced(self) -> str:
        return f" {self.binders}" if self.binders else ""

    def source(self, direction: Direction = Direction.STATEMENT, proof: str = "sorry") -> str:
        """A whole text with a proof of one or more lines of tactics."""
        lines = "\n".join(f"  {line}" if line.strip() else line for line in proof.splitlines())
        return f"{self.header}{self.declaration(direction)} := by\n{lines}\n"


def read_targets(text: str) -> list[Target]:
    """The theorems of a text, each with all that comes before it but its predecessors' proofs; raises InvalidSource."""
    plain = without_comments(text)
    found = _declarations(plain, _DECLARATION)
    header = plain[: found[0].start()].strip()
    targets = []
    for match, following in zip(found, [*found[1:], None], strict=True):
        binders, goal, _ = _statement(plain[: following.start()] if following else plain, match.end())
        targets.append(Target(match[1], f"{header}\n" if header else "", binders, goal))
    return targets


@dataclass(frozen=True, slots=True)
class WrittenTheorem:
    """A theorem in its text, by offsets."""

    target: Target
    """Without a header."""
    start: int
    proof: int | None
    """After its `:=`; None where there is none, as in a proof by equations."""
    end: int


def written_theorems(text: str) -> list[WrittenTheorem]:
    """The theorems of a text with their places; each ends before the next line that is not indented.

    Raises InvalidSource where there are none or one has no statement.
    """
    plain = without_comments(text)
    found = []
    for match in _declarations(plain, _MODIFIED):
        following = _TOP_LEVEL.search(plain, match.end())
        end = len(plain[: following.start() if following else len(plain)].rstrip())
        binders, goal, proof = _statement(plain[:end], match.end())
        start = match.end() - len(match[0].lstrip())
        has_proof = plain[:proof].endswith(":=")
        found.append(WrittenTheorem(Target(match[1], "", binders, goal), start, proof if has_proof else None, end))
    return found


def _declarations(plain: str, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    found = list(pattern.finditer(plain))
    if not found:
        raise InvalidSource("NO_THEOREM", "the text holds no theorem", 1, 0)
    return found


def statement_target(statement: str) -> Target:
    """The target of a statement given alone, such as `(n : Nat) : n = n` or `∀ n : Nat, n = n`."""
    text = statement.strip()
    if _DECLARATION.match(text):
        return read_targets(text)[0]
    if text.startswith(tuple(_OPENING)) and _colon_after_binders(text):
        return read_targets(f"theorem {NAME} {text}")[0]
    return read_targets(f"theorem {NAME} : {text.removeprefix(':').strip()}")[0]


def without_library(target: Target) -> Target:
    """The target for a Lean without Mathlib: its notations for numbers are spelled out, its header is left out."""
    header = _MATHLIB_LINES.sub("", target.header).strip()
    return Target(target.name, f"{header}\n" if header else "", spelled(target.binders), spelled(target.goal))


def spelled(text: str) -> str:
    """A text with the notations of Mathlib for numbers spelled out."""
    for notation, name in _NOTATIONS.items():
        text = text.replace(notation, name)
    return text


def without_comments(text: str) -> str:
    """The text with its comments replaced by as many spaces."""
    kept: list[str] = []
    position, depth = 0, 0
    while position < len(text):
        pair = text[position : position + 2]
        if pair == "/-" or (pair == "-/" and depth):
            depth += 1 if pair == "/-" else -1
            kept.append("  ")
            position += 2
        elif pair == "--" and not depth:
            end = text.find("\n", position)
            end = len(text) if end < 0 else end
            kept.append(" " * (end - position))
            position = end
        else:
            kept.append(text[position] if not depth or text[position] == "\n" else " ")
            position += 1
    return "".join(kept)


def _statement(text: str, start: int) -> tuple[str, str, int]:
    """Binders and goal of the declaration whose name ends at `start`, and where its proof begins."""
    colon = next((i for i, c in _outside(text, start) if c == ":" and text[i + 1 : i + 2] != "="), None)
    if colon is None:
        raise _without(text, start, ":")
    end = next((i for i, c in _outside(text, colon + 1) if c == ":" and text[i + 1 : i + 2] == "="), len(text))
    goal = _one_line(text[colon + 1 : end])
    if not goal:
        raise _without(text, start, "statement")
    return _one_line(text[start:colon]), goal, min(len(text), end + 2)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _outside(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Characters outside all brackets."""
    depth = 0
    for index in range(start, len(text)):
        character = text[index]
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth -= 1
        elif depth == 0:
            yield index, character


def _colon_after_binders(text: str) -> bool:
    """Whether groups in brackets and then a colon begin the text."""
    for _, character in _outside(text, 0):
        if not character.isspace():
            return character == ":"
    return False


def _without(text: str, start: int, what: str) -> InvalidSource:
    line = text.count("\n", 0, start) + 1
    return InvalidSource("NO_STATEMENT", f"a theorem without its {what}", line, 0)
