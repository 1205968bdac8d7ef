"""What proof sessions share: the header of their texts, what never reaches Lean, and the goals that its errors tell."""

from __future__ import annotations

from collections.abc import Iterable

from trivium.prover.errors import InvalidSource
from trivium.prover.lean.gate import screen
from trivium.prover.lean.header import after_imports
from trivium.prover.lean.message import Message, Severity
from trivium.prover.lean.script import INDENT, Script
from trivium.prover.lean.session import Forbidden, LeanError, Timeout

_UNSOLVED = "unsolved goals\n"
_HEARTBEATS = "maxHeartbeats"
LEAVES_THE_PROOF = LeanError("the tactic ends the proof and starts something else")
"""The outcome of a text after which Lean reads another command."""


def with_options(header: str, *options: str) -> str:
    """A header whose options come after its imports, and before the rest; each ends its line."""
    split = after_imports(header)
    imported, rest = header[:split], header[split:].strip()
    lines = (imported, *(f"set_option {option}" for option in options), rest)
    return "".join(f"{line}\n" for line in lines if line)


def refusal(text: str, *, embedded: bool) -> Forbidden | None:
    """Why a text must not reach Lean; None where it may."""
    try:
        screen(text, embedded=embedded)
    except InvalidSource as error:
        return Forbidden(error.code, str(error))
    return None


def goals_left(messages: Iterable[Message], script: Script) -> str | LeanError | Timeout:
    """The goals that the errors of an elaborated script leave open, as Lean shows them, or what went wrong."""
    open_goals = ""
    for message in messages:
        if message.severity is not Severity.ERROR:
            continue
        if (message.start.line, message.start.column) == script.block and message.text.startswith(_UNSOLVED):
            open_goals = message.text.removeprefix(_UNSOLVED)
        elif _HEARTBEATS in message.text:
            return Timeout(message.text.splitlines()[0])
        else:
            line = message.start.line - script.last_line + 1
            return LeanError(message.text, max(0, line), max(0, message.start.column - INDENT))
    return open_goals
