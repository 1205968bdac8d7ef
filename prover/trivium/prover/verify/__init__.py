"""Judges a candidate proof against a target, tier by tier. Nothing here knows who found the proof, or how."""

from trivium.prover.verify.proof import ProofVerifier
from trivium.prover.verify.tier import ProofReport, Status, Tier, TierReport

__all__ = ["ProofReport", "ProofVerifier", "Status", "Tier", "TierReport"]
