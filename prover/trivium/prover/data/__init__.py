"""Synthetic statements: each in Lean, in English and in LaTeX, with what became of it."""

from trivium.prover.data.configuration import Configuration
from trivium.prover.data.row import COLUMNS, Row, Split, Status

__all__ = ["COLUMNS", "Configuration", "Row", "Split", "Status"]
