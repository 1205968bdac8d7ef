"""Certificates of statements that were decided without Lean, and their checker; imports nothing of the engine."""

from trivium.prover.certificate.arithmetic.check import NAME, Replayed, check
from trivium.prover.certificate.arithmetic.model import Certificate, Countermodel, Proof, Statement

__all__ = ["NAME", "Certificate", "Countermodel", "Proof", "Replayed", "Statement", "check"]
