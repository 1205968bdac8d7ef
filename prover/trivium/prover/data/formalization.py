"""The seam of formalisers, and what they hand back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.data.draft import with_names
from trivium.prover.data.lean_text import declaration, environment_of
from trivium.prover.data.static_filters import static_refusal
from trivium.prover.errors import UnsupportedStatement
from trivium.prover.search.target import without_comments
from trivium.prover.statement import read_statement


@dataclass(frozen=True, slots=True)
class Formalization:
    """A problem in words, with the theorem that it was taken for, or the reason why it was refused."""

    text: str
    formal: str
    """The Lean theorem, without a proof; empty where the problem was refused."""
    source: str = "template"
    reason: str = ""
    line: int = 0
    """Of what was not understood, from 1."""
    column: int = 0
    """From 1."""


class Proposer(Protocol):
    """Whoever writes Lean for words: a model."""

    @property
    def name(self) -> str:
        """Its name in rows."""
        ...

    def formalizations(self, problem: str, count: int) -> Sequence[str]:
        """Lean theorems for a problem, the likeliest first, with or without proofs."""
        ...


def proposed(problem: str, proposer: Proposer, count: int) -> list[Formalization]:
    """What a proposer's answers come to: a theorem that the reader understands, written anew; or why not.

    Whether a theorem says what the words say is not decided here.
    """
    return [_read(problem, text, proposer.name) for text in proposer.formalizations(problem, count)]


def _read(problem: str, text: str, source: str) -> Formalization:
    try:
        read = read_statement(without_comments(text))
    except UnsupportedStatement as error:
        return Formalization(problem, "", source, error.reason, error.line, error.column + 1)
    statement: Statement = with_names(read)
    try:
        formal = declaration(statement, environment_of(statement))
    except (ValueError, KeyError) as error:
        return Formalization(problem, "", source, f"no Lean text: {error}")
    refusal = static_refusal(statement, formal, problem)
    return Formalization(problem, "" if refusal else formal, source, refusal)
