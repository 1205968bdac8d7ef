"""Goals of a proof, read from the text in which Lean shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CASE = re.compile(r"case (\S+)")
_HYPOTHESIS = re.compile(r"(?P<names>[^\s:][^:]*?) : (?P<rest>.*)", re.DOTALL)
_TURNSTILE = "⊢ "


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Local constants of one type."""

    names: tuple[str, ...]
    """As Lean shows them; a name that the text cannot use ends with `✝`."""
    type: str
    value: str = ""
    """Of a `let` or `have` with a body; empty for others."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What is left to prove, and from what."""

    case: str
    """Its tag; empty where it has none."""
    hypotheses: tuple[Hypothesis, ...]
    target: str
    text: str
    """The goal as Lean shows it."""


def read_goals(text: str) -> tuple[Goal, ...]:
    """The goals of a text such as the one of Lean's error `unsolved goals`, the first goal first.

    >>> read_goals("case left\\np q : Prop\\nh : p ∧ q\\n⊢ p")[0].hypotheses[1].type
    'p ∧ q'
    """
    return tuple(_goal(block) for block in _blocks(text))


def _blocks(text: str) -> list[list[str]]:
    """The lines of each goal; goals stand apart by an empty line."""
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            blocks[-1].append(line)
        elif any(earlier.startswith(_TURNSTILE) for earlier in blocks[-1]):
            blocks.append([])
    return [block for block in blocks if any(line.startswith(_TURNSTILE) for line in block)]


def _goal(lines: list[str]) -> Goal:
    case, hypotheses, target = "", [], ""
    for entry in _entries(lines):
        if entry.startswith(_TURNSTILE):
            target = entry.removeprefix(_TURNSTILE)
        elif match := _CASE.fullmatch(entry):
            case = match[1]
        elif match := _HYPOTHESIS.fullmatch(entry):
            kind, _, value = match["rest"].partition(" := ")
            hypotheses.append(Hypothesis(tuple(match["names"].split()), kind, value))
    return Goal(case, tuple(hypotheses), target, "\n".join(lines))


def _entries(lines: list[str]) -> list[str]:
    """Each hypothesis and the target with the indented lines that continue it."""
    entries: list[str] = []
    for line in lines:
        if line.startswith(" ") and entries:
            entries[-1] += "\n" + line
        else:
            entries.append(line)
    return entries
