"""Figures: the numeric evaluation of constructions."""
