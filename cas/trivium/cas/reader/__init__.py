"""Readers of formulas: whole input consumed, nothing evaluated, every error with its place."""

from trivium.cas.reader.equation import Options, Question, read_equation, read_latex_equation, read_sides
from trivium.cas.reader.expression import read_expression
from trivium.cas.reader.latex import read_latex
from trivium.cas.reader.printer import print_expression

__all__ = [
    "Options",
    "Question",
    "print_expression",
    "read_equation",
    "read_expression",
    "read_latex",
    "read_latex_equation",
    "read_sides",
]
