"""Solving: computer algebra systems propose answers, the checker decides about each."""

from trivium.cas.solve.problem import OPERATIONS, Problem, read_problem
from trivium.cas.solve.proposals import Proposal
from trivium.cas.solve.solution import Rejected, Solution, solve

__all__ = ["OPERATIONS", "Problem", "Proposal", "Rejected", "Solution", "read_problem", "solve"]
