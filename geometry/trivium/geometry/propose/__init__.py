"""Proposing problems: theorems that need an auxiliary point, found along paths of constructions."""
