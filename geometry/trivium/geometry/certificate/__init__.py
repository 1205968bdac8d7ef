"""Geometry certificates and their checker. This package imports nothing of the rest of the engine."""
