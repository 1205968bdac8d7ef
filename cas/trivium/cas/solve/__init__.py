"""Solving: computer algebra systems propose answers, the checker decides about each."""

from trivium.cas.solve.problem import OPERATIONS, Problem, read_problem
from trivium.cas.solve.proposals import Proposal

__all__ = ["OPERATIONS", "Problem", "Proposal", "read_problem"]
