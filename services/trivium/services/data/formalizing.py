"""Problems in words as Lean theorems, in JSON values."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from trivium.prover.data.word_problems import formalize


def formalized(text: str) -> list[dict[str, Any]]:
    """Each paragraph of a text with its theorem, or with the reason and the place of its refusal."""
    return [asdict(found) for found in formalize(text)]
