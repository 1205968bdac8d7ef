"""From the plane of a figure to the canvas: turned upright, scaled, with y downwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trivium.geometry.language.problem import Problem

WIDTH = 460.0
HEIGHT = 380.0
"""Largest size of the drawing without its margin, in canvas units (pixels)."""


@dataclass(slots=True)
class Box:
    """A rectangle with sides along the axes."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def grown(self, margin: float) -> Box:
        """The box with a margin on every side."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def overlaps(self, other: Box) -> bool:
        """Whether two boxes have inner points in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def gap(self, p: complex) -> float:
        """The distance of a point from the box; 0 inside."""
        return abs(
            complex(max(self.left - p.real, 0, p.real - self.right), max(self.top - p.imag, 0, p.imag - self.bottom))
        )


def around(places: Iterable[complex]) -> Box:
    """The least box that holds some places."""
    held = list(places)
    return Box(
        min(p.real for p in held), min(p.imag for p in held), max(p.real for p in held), max(p.imag for p in held)
    )


def union(boxes: Iterable[Box]) -> Box:
    """The least box that holds some boxes."""
    held = list(boxes)
    return Box(
        min(b.left for b in held), min(b.top for b in held), max(b.right for b in held), max(b.bottom for b in held)
    )


def upright(problem: Problem, figure: Mapping[str, complex]) -> dict[str, complex]:
    """The figure turned so that the base of its first shape is level and at the bottom, y downwards.

    It is turned only, never mirrored, so that directed angles keep their sense. A figure whose points were placed by
    the statement, or found from its assumptions, stays as it is.
    """
    if not problem.clauses or any(c.coordinates for c in problem.clauses) or len(problem.points) < 3:
        return {name: p.conjugate() for name, p in figure.items()}
    first = problem.clauses[0].points
    left, right, top = (1, 2, 0) if len(first) == 3 else (0, 1, 2)
    a, b, c = (figure[problem.points[k]] for k in (left, right, top))
    turn = abs(b - a) / (b - a) if b != a else 1
    if ((c - a) * turn).imag < 0:
        turn = -turn
    return {name: (p * turn).conjugate() for name, p in figure.items()}


def scale(box: Box) -> float:
    """The factor that makes a box fit the canvas."""
    return min(WIDTH / max(box.width, 1e-9), HEIGHT / max(box.height, 1e-9))
