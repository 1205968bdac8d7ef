"""Figures of problems as SVG, written by hand."""
