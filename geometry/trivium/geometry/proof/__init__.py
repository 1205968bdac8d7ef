"""Proofs: what the closure found, as numbered exact steps and in words."""
