"""Derivations, line by line: the first bad step, what kind of mistake it is, and a counterexample."""

from trivium.cas.derivation.judge import DerivationJudgement, StepJudgement, StepKind, check_derivation_lines
from trivium.cas.derivation.lines import DerivationQuestion, read_derivation

__all__ = [
    "DerivationJudgement",
    "DerivationQuestion",
    "StepJudgement",
    "StepKind",
    "check_derivation_lines",
    "read_derivation",
]
