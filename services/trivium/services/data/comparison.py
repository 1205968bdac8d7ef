"""Solve rates on the same statements, and how far apart they are: paired bootstrap intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_RESAMPLES = 10_000
_LEVEL = 95.0
_AT_ONCE = 500
"""Resamples that are held in memory together."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with the interval that 95 % of the resampled means lie in."""

    mean: float
    low: float
    high: float


def interval(values: Sequence[float], seed: int = 0) -> Interval:
    """The mean of values, one a statement, by resampling the statements (the percentile bootstrap).

    For a difference of two policies the values are differences of each statement: the pairs are resampled as pairs.

    Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.

    >>> interval([1.0, 1.0, 1.0])
    Interval(mean=1.0, low=1.0, high=1.0)
    """
    if not values:
        return Interval(0.0, 0.0, 0.0)
    given = np.asarray(values, dtype=np.float64)
    random = np.random.Generator(np.random.PCG64(seed))
    means: list[npt.NDArray[np.float64]] = []
    for start in range(0, _RESAMPLES, _AT_ONCE):
        count = min(_AT_ONCE, _RESAMPLES - start)
        means.append(given[random.integers(0, len(given), (count, len(given)))].mean(axis=1))
    low, high = np.percentile(np.concatenate(means), [(100 - _LEVEL) / 2, (100 + _LEVEL) / 2])
    return Interval(float(given.mean()), float(low), float(high))


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a statement."""

    id: str
    family: str
    solved: bool
    tactics: int
    samples: int
    tokens: int


def rate(tried: Sequence[Tried], seed: int = 0) -> Interval:
    """The share of the statements that were solved."""
    return interval([float(one.solved) for one in tried], seed)


def difference(tried: Sequence[Tried], than: Sequence[Tried], seed: int = 0) -> Interval:
    """How much larger the share is than another's, on the statements that both have tried."""
    other = {one.id: one.solved for one in than}
    return interval([float(one.solved) - float(other[one.id]) for one in tried if one.id in other], seed)


def by_family(tried: Sequence[Tried]) -> Mapping[str, tuple[int, int]]:
    """For each family how many were solved, and of how many."""
    solved, all_of_them = Counter[str](), Counter[str]()
    for one in tried:
        all_of_them[one.family] += 1
        solved[one.family] += one.solved
    return {family: (solved[family], count) for family, count in sorted(all_of_them.items())}
