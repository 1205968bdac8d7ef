"""Problems in words as Lean theorems, in JSON values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from trivium.prover.data.formalization import proposed
from trivium.prover.data.word_problems import formalize


def formalized(text: str) -> list[dict[str, Any]]:
    """Each paragraph of a text with its theorem, or with the reason and the place of its refusal."""
    return [asdict(found) for found in formalize(text)]


def read(problem: str, answers: Sequence[str], source: str) -> list[dict[str, Any]]:
    """What the answers of a policy to a problem come to, in their order."""
    return [asdict(found) for found in proposed(problem, _Given(source, answers), len(answers))]


@dataclass(frozen=True, slots=True)
class _Given:
    """A proposer whose answers are there."""

    name: str
    answers: Sequence[str]

    def formalizations(self, problem: str, count: int) -> Sequence[str]:
        """The answers."""
        return self.answers[:count]
