"""Deduction: linear tables with fingerprints, and the rules that feed them."""
