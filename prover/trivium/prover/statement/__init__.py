"""Statements of Lean theorems, read without Lean: text, syntax, types."""

from trivium.prover.statement.elaborate import read_statement

__all__ = ["read_statement"]
