"""Boxes of exact intervals that cover a bounded domain."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from flint import arb, fmpq

from trivium.cas.certificate.reading import Region

PIECES = {1: 16, 2: 4}
"""Pieces of an interval by the number of variables; one with more."""

Box = Mapping[str, arb]


def boxes(regions: Mapping[str, Region], names: frozenset[str]) -> Iterator[Box]:
    """Boxes that cover the domain of the named variables; none where it is not a bounded box of real numbers."""
    rows = []
    for name in sorted(names):
        region = regions[name]
        if region.complex or region.lower is None or region.upper is None:
            return
        lower = fmpq(region.lower.numerator, region.lower.denominator)
        upper = fmpq(region.upper.numerator, region.upper.denominator)
        count = PIECES.get(len(names), 1)
        width = (upper - lower) / count
        rows.append([(name, _interval(lower + width * k, width)) for k in range(count)])
    for row in itertools.product(*rows):
        yield dict(row)


def _interval(lower: fmpq, width: fmpq) -> arb:
    return arb(lower + width / 2) + arb(0, arb(width / 2).abs_upper())
