"""A goal as an editor shows it, as a statement that can be asked about.

What Lean prints is not always what Lean reads back: a suggestion that was made for such a statement is checked again by
the tactic that asked for it, in the true goal.
"""

from __future__ import annotations

import re

_TURNSTILE = "⊢"
_HYPOTHESIS = re.compile(r"(?P<names>[^\s:][^:]*?) : (?P<rest>.*)", re.DOTALL)
_INACCESSIBLE = re.compile(r"([^\s()\[\]{},.:]+)✝([⁰¹²³⁴⁵⁶⁷⁸⁹]*)")
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def statement_of(state: str) -> str:
    """The first goal of a tactic state as binders and a goal; empty where the text shows none.

    >>> statement_of("case succ\\nn m : Nat\\nh : n = m\\n⊢ m = n")
    '(n m : Nat) (h : n = m) : m = n'
    """
    binders: list[str] = []
    for entry in _entries(state):
        if entry.startswith(_TURNSTILE):
            return f"{' '.join(binders)} : {_plain(entry.removeprefix(_TURNSTILE))}".strip()
        if match := _HYPOTHESIS.fullmatch(entry):
            binders += _binders(match["names"].split(), match["rest"])
    return ""


def _binders(names: list[str], rest: str) -> list[str]:
    kind, _, value = rest.partition(" := ")
    if value:  # a local definition: what follows may rest on its value, which is kept as an equation
        (name,) = names[:1]
        return [f"({_plain(name)} : {_plain(kind)}) (value_of_{_plain(name)} : {_plain(name)} = {_plain(value)})"]
    if all(name.startswith("inst✝") for name in names):
        return [f"[{_plain(kind)}]" for _ in names]
    return [f"({' '.join(_plain(name) for name in names)} : {_plain(kind)})"]


def _plain(text: str) -> str:
    """A text on one line, in which names that a text cannot use have become others."""
    named = _INACCESSIBLE.sub(lambda m: f"{m[1]}_hidden{m[2].translate(_PLAIN_DIGITS)}", text)
    return " ".join(named.split())


def _entries(state: str) -> list[str]:
    """The hypotheses and the target of the first goal, each with the indented lines that continue it."""
    entries: list[str] = []
    for line in state.strip().splitlines():
        if not line.strip() and entries and entries[-1].startswith(_TURNSTILE):
            break
        if line.startswith((" ", "\t")) and entries:
            entries[-1] += f"\n{line}"
        elif line.strip():
            entries.append(line.strip())
    return entries
