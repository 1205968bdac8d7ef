"""The text of a proof that is made step by step, and where its parts lie."""

from __future__ import annotations

from dataclasses import dataclass

INDENT = 2
"""Columns by which the steps of a proof are moved to the right."""
_ROOT = "skip"
"""The first step of every proof: a block of tactics may not be empty."""


@dataclass(frozen=True, slots=True)
class Script:
    """A declaration without its body, and the tactics of its proof so far."""

    header: str
    """What comes before the declaration; ends with a line end, or is empty."""
    statement: str
    steps: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The text for Lean."""
        return f"{self.header}{self.declaration}\n"

    @property
    def declaration(self) -> str:
        """The declaration with its proof."""
        steps = self.steps or (_ROOT,)
        return f"{self.statement} := by\n" + "\n".join(_indented(step) for step in steps)

    def then(self, step: str) -> Script:
        """The script with one more step."""
        return Script(self.header, self.statement, (*self.steps, step))

    @property
    def block(self) -> tuple[int, int]:
        """Line (from 1) and column (from 0) of the word `by` that opens the proof."""
        before = f"{self.header}{self.statement} := "
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1)

    @property
    def last_line(self) -> int:
        """Line (from 1) at which the last step starts."""
        return self.source.count("\n") - _indented(self.steps[-1] if self.steps else _ROOT).count("\n")


def _indented(step: str) -> str:
    return "\n".join(" " * INDENT + line if line.strip() else line for line in step.strip("\n").splitlines())
