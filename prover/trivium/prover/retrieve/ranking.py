"""Okapi BM25 over documents that are lists of features (Robertson and Zaragoza, 2009)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_SATURATION = 1.2
_LENGTH = 0.75


class Ranking:
    """An inverted index with the weight of each feature in each document worked out beforehand."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self._count = len(documents)
        mean = sum(map(len, documents)) / max(1, self._count)
        places: dict[str, list[int]] = {}
        amounts: dict[str, list[float]] = {}
        for number, document in enumerate(documents):
            scale = _SATURATION * (1 - _LENGTH + _LENGTH * len(document) / mean) if document else 1.0
            for feature, times in Counter(document).items():
                places.setdefault(feature, []).append(number)
                amounts.setdefault(feature, []).append(times * (_SATURATION + 1) / (times + scale))
        self._postings: dict[str, tuple[NDArray[np.int32], NDArray[np.float64]]] = {
            feature: (np.array(numbers, np.int32), np.array(amounts[feature]) * self._rarity(len(numbers)))
            for feature, numbers in places.items()
        }

    def __contains__(self, feature: str) -> bool:
        return feature in self._postings

    def _rarity(self, holding: int) -> float:
        return float(np.log1p((self._count - holding + 0.5) / (holding + 0.5)))

    def scores(self, query: Sequence[str]) -> NDArray[np.float64]:
        """The score of each document, shape (documents,); 0 where nothing is shared."""
        total = np.zeros(self._count)
        for feature, times in Counter(query).items():
            posting = self._postings.get(feature)
            if posting is not None:
                total[posting[0]] += posting[1] * times
        return total
