"""A real Lean: where it comes from, and how a file is checked by it."""
