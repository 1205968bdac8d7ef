"""Algebraic certificates: a parametrisation of the figure by which the goal becomes an identity, and its checker."""
