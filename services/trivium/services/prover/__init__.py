"""The Lean service: how the prover engine is served."""
