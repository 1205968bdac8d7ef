"""Search for Lean proofs: policies propose, Lean elaborates, the checker decides."""

from trivium.prover.search.certificates import CertificatePolicy
from trivium.prover.search.ledger import SearchBudget
from trivium.prover.search.portfolio import PortfolioPolicy
from trivium.prover.search.prove import ProofSearch, SearchResult
from trivium.prover.search.target import Direction, Target, read_targets, statement_target, without_library

__all__ = [
    "CertificatePolicy",
    "Direction",
    "PortfolioPolicy",
    "ProofSearch",
    "SearchBudget",
    "SearchResult",
    "Target",
    "read_targets",
    "statement_target",
    "without_library",
]
