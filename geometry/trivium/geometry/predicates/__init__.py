"""Predicates and the linear equations they stand for."""
