"""Symbolic manipulation: readers, decisions and certificates."""

from trivium.cas.certificate.check import CHECKER, check, check_against
from trivium.cas.decide import Judgement, Proved, Refuted, Unknown, UnknownReason, check_equal
from trivium.cas.reader import Options, Question, read_equation, read_latex_equation, read_sides

__all__ = [
    "CHECKER",
    "Judgement",
    "Options",
    "Proved",
    "Question",
    "Refuted",
    "Unknown",
    "UnknownReason",
    "check",
    "check_against",
    "check_equal",
    "read_equation",
    "read_latex_equation",
    "read_sides",
]
