"""Decides statements exactly, with certificates: proofs, vacuous hypotheses, countermodels."""

from trivium.prover.decide.decision import Decision, decide

__all__ = ["Decision", "decide"]
