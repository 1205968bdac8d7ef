"""What is known of the open documents: the newest diagnostics, the checks of selections, the solutions of problems."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from lsprotocol.types import Diagnostic

from trivium.client import Solution


@dataclass(slots=True)
class Known:
    """What is known of one document."""

    findings: list[Diagnostic] = field(default_factory=list)
    """Of the text as a whole."""
    checks: list[Diagnostic] = field(default_factory=list)
    """Of selections; an edit makes them old."""
    solutions: dict[int, Solution] = field(default_factory=dict)
    """By the line of the problem."""
    quick: dict[str, Solution] = field(default_factory=dict)
    """What deduction alone found, by the problem's text: an edit of one problem leaves the others as they were."""
    examining: asyncio.Task[None] | None = None

    def stop(self) -> None:
        """End an examination that is under way: there is a newer text."""
        if self.examining is not None:
            self.examining.cancel()
            self.examining = None


class Documents(dict[str, Known]):
    """By URI."""

    def __missing__(self, uri: str) -> Known:
        self[uri] = Known()
        return self[uri]
