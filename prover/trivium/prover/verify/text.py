"""The first tier: what a candidate's text says before Lean has seen it."""

from __future__ import annotations

from trivium.prover.errors import InvalidSource
from trivium.prover.lean.gate import place, screen, words

_GIVES_UP = {
    "sorry": "a proof has no `sorry`",
    "admit": "`admit` is `sorry` by another name",
    "sorryAx": "`sorryAx` is the axiom behind `sorry`",
    "axiom": "a proof declares no axioms of its own",
    "constant": "a proof declares no axioms of its own",
}
"""Words outside comments and strings that no proof needs."""


def refuse_text(source: str, *, embedded: bool) -> InvalidSource | None:
    """Why a candidate's text is refused, with its place; None where Lean may see it."""
    try:
        screen(source, embedded=embedded)
    except InvalidSource as error:
        return error
    previous = ""
    for word in words(source):
        last = word.text.rpartition(".")[2]
        if last in _GIVES_UP:
            return place(source, word.offset, "NO_PROOF", _GIVES_UP[last])
        if previous.endswith("#") and word.text == "exit":
            return place(source, word.offset, "NO_PROOF", "what follows `#exit` is never read")
        previous = word.text
    return None
