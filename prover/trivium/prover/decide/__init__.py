"""Decides statements exactly, with certificates: proofs, vacuous hypotheses, countermodels."""

from trivium.prover.decide.decision import Decision, contradictory, decide, refutable

__all__ = ["Decision", "contradictory", "decide", "refutable"]
