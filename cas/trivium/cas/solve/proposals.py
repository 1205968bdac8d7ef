"""Proposed answers: texts of nobody one trusts, on their way through the strict reader to the checker."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer in the infix language, from a computer algebra system or from the caller."""

    engine: str
    """Who proposed it: ``sympy``, ``giac``, ``maxima``, ``fricas`` or ``caller``."""

    answer: str
    """The answer; the solutions of an equation are separated by commas."""

    hints: tuple[str, ...] = ()
    """What helps the checker: antiderivatives of the integrand of a definite integral."""
