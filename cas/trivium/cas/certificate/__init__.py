"""Certificates and the independent checker; imports nothing else of the engine."""
