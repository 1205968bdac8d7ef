"""How well a figure can be read, to choose among figures of one problem."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

_APART = 0.06
"""Distance of two points, in parts of the figure's width, from which on they are told apart with ease."""
_SHARE = 0.5
"""Part of the figure's width that its first shape should take."""
_SLIM = 0.5
"""Ratio of height to width above which a figure counts as well filled."""


def legibility(points: Sequence[complex]) -> float:
    """A score from 0 to 3, higher where points lie apart, the first shape is large and the figure is well filled.

    >>> legibility([0, 1, 1j]) > legibility([0, 1, 1j, 1.01j])
    True
    """
    if len(points) < 3:
        return 3.0
    spread = max(_width(points), 1e-12)
    apart = min(abs(p - q) for p, q in combinations(points, 2)) / spread
    first = _width(points[:3]) / spread
    slim = _thickness(points) / spread
    return min(apart / _APART, 1.0) + min(first / _SHARE, 1.0) + min(slim / _SLIM, 1.0)


def _width(points: Collection[complex]) -> float:
    return max(abs(p - q) for p, q in combinations(points, 2))


def _thickness(points: Sequence[complex]) -> float:
    """The extent of the points across the line of the two that are furthest apart."""
    a, b = max(combinations(points, 2), key=lambda pair: abs(pair[0] - pair[1]))
    unit = (b - a).conjugate() / max(abs(b - a), 1e-12)
    heights = [((p - a) * unit).imag for p in points]
    return max(heights) - min(heights)
