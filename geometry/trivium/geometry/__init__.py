"""Euclidean geometry: statements, figures, deduction and certificates."""
