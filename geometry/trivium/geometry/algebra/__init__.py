"""Algebraic proofs: an order in which coordinates parametrise the figure, found modulo a prime."""
