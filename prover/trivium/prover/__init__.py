"""Lean 4: toolchains, checking and, on top of them, proof search."""
