"""Questions to a policy, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Ask(Enum):
    """What is asked for; the names are those of the contract."""

    TACTIC = "TACTIC"
    """One tactic for the first goal of a Lean proof."""
    PROOF = "PROOF"
    """The whole proof of a Lean declaration."""
    SKETCH = "SKETCH"
    """A Lean proof with holes."""
    AUXILIARY_POINT = "AUXILIARY_POINT"
    """Auxiliary points of a geometry problem."""
    FORMALIZATION = "FORMALIZATION"
    """A Lean statement of a problem in words."""
    REWRITE = "REWRITE"
    """The answer to a problem of computer algebra, or a substitution."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; what does not belong to its kind is empty."""

    kind: Ask
    declaration: str = ""
    """The Lean declaration, without a proof."""
    state: str = ""
    """The goals as Lean shows them."""
    steps: tuple[str, ...] = ()
    """Tactics so far."""
    header: str = ""
    """The Lean text before the declaration."""
    problem: str = ""
    """A problem in words, in geometry, or in computer algebra."""
    attempt: str = ""
    """A whole proof that was refused."""
    error: str = ""
    """Why."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate with the natural logarithm of its probability."""

    text: str
    logprob: float
    source: str = ""
    """The policy that it comes from, where that is another than the one asked."""
    tokens: int = 0
    """That a model generated for it."""
