"""How well a figure can be read, to choose among figures of one problem."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_APART = 0.06
"""Distance of two points, in parts of the figure's width, from which on they are told apart with ease."""
_CLEAR = 0.03
"""Distance of a point from the line of two others, in the same unit, from which on it is seen not to lie on it."""
_ON = 1e-6
"""A point no further from a line lies on it."""
_SHARE = 0.5
"""Part of the figure's width that its first shape should take."""
_SLIM = 0.5
"""Ratio of height to width above which a figure counts as well filled."""


def legibility(points: Sequence[complex]) -> float:
    """A score from 0 to 4 of a figure, its points in the order of construction.

    It is higher where points lie apart, where those that are not on a line are seen not to be, where the first shape
    is large and where the figure is not slim.

    >>> legibility([0, 1, 1j]) > legibility([0, 1, 1j, 1.01j])
    True
    """
    if len(points) < 3:
        return 4.0
    gaps = np.subtract.outer(np.array(points), np.array(points))
    lengths = np.abs(gaps)
    spread = max(float(lengths.max()), 1e-12)
    apart = float(lengths[np.triu_indices(len(points), 1)].min()) / spread
    first = float(lengths[:3, :3].max()) / spread
    clear = _least_height(gaps, lengths, _ON * spread) / spread
    slim = _thickness(gaps, lengths) / spread
    return min(apart / _APART, 1.0) + min(clear / _CLEAR, 1.0) + min(first / _SHARE, 1.0) + min(slim / _SLIM, 1.0)


def _least_height(gaps: NDArray[np.complex128], lengths: NDArray[np.float64], flat: float) -> float:
    """The least height of a triangle of three points over its longest side, flat ones left out."""
    areas = np.abs((gaps[:, :, None].conj() * gaps[:, None, :]).imag)
    longest = np.maximum(np.maximum(lengths[:, :, None], lengths[:, None, :]), lengths[None, :, :])
    heights = areas / np.maximum(longest, 1e-12)
    return float(heights.min(initial=np.inf, where=heights > flat))


def _thickness(gaps: NDArray[np.complex128], lengths: NDArray[np.float64]) -> float:
    """The extent of the points across the line of the two that are furthest apart."""
    start, end = np.unravel_index(lengths.argmax(), lengths.shape)
    heights = (gaps[:, start] * gaps[end, start].conj()).imag / max(float(lengths[end, start]), 1e-12)
    return float(heights.max() - heights.min())
