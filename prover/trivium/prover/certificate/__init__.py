"""Certificates of Lean proofs, and their replay."""

from trivium.prover.certificate.lean_proof import LeanProof, Replay, certify, replay, statement_of

__all__ = ["LeanProof", "Replay", "certify", "replay", "statement_of"]
