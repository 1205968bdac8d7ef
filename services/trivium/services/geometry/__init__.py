"""The geometry service: maps between protos and the geometry engine."""
