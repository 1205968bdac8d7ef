"""Data sets of statements: generated into a folder, and counted."""
