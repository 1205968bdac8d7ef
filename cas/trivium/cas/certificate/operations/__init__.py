"""Certificates of operations (integrals, limits, sums …) and their replay; imports nothing of the engine."""
