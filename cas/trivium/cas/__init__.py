"""Symbolic manipulation: readers, decisions and certificates."""
