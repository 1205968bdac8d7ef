"""How readily each constructor is used, by the number of points that a figure has."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from trivium.geometry.search.kinds import KINDS

_RECENT = 1.5
"""How much likelier the point added last is an operand than another one."""


@dataclass(frozen=True, slots=True)
class Priors:
    """Shares of the constructors in public problems, at each depth."""

    shares: tuple[tuple[float, ...], ...]
    """By points of the figure, from 3 on, and by constructor; each row adds up to 1."""

    def kind(self, points: int, rng: random.Random) -> int:
        """A constructor, drawn."""
        return rng.choices(range(len(KINDS)), self._row(points))[0]

    def operands(self, points: int, count: int, rng: random.Random) -> list[int]:
        """Different operands for it, drawn; the last point more readily."""
        left, found = list(range(points)), []
        for _ in range(count):
            weights = [_RECENT if k == points - 1 else 1.0 for k in left]
            found.append(left.pop(rng.choices(range(len(left)), weights)[0]))
        return found

    def surprise(self, points: int, kind: str) -> float:
        """The negative binary logarithm of a constructor's share."""
        number = next((k for k, entry in enumerate(KINDS) if entry.name == kind), None)
        return 0.0 if number is None else -math.log2(max(self._row(points)[number], 1e-6))

    def _row(self, points: int) -> tuple[float, ...]:
        return self.shares[min(max(points - 3, 0), len(self.shares) - 1)]


@cache
def priors() -> Priors:
    """Those of `priors.json`, frequencies of the constructors in the JGEX and IMO problems, smoothed."""
    table = json.loads(files(__package__).joinpath("priors.json").read_text(encoding="utf-8"))
    return Priors(tuple(_smoothed(row) for row in table["counts_by_points"]))


def _smoothed(counts: Mapping[str, int]) -> tuple[float, ...]:
    # the square root: a constructor that is rare in the files is not rare here
    weights = [math.sqrt(counts.get(kind.name, 0) + 1.0) for kind in KINDS]
    total = sum(weights)
    return tuple(w / total for w in weights)
