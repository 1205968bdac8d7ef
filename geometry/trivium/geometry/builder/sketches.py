"""The numeric constructions by the names of the language's table."""

from __future__ import annotations

from trivium.geometry.builder import determined_points, free_figures, point_loci
from trivium.geometry.builder.pencil import SKETCHES

__all__ = ["SKETCHES", "determined_points", "free_figures", "point_loci"]
