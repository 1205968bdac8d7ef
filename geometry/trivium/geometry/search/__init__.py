"""Auxiliary points: candidates by numeric coincidence, and a tree search over sets of them."""
