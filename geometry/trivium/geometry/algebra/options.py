"""In which ways the next point can be placed, and at what cost."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations

from flint import nmod_mpoly, nmod_poly

from trivium.geometry.algebra.field import (
    PRIME,
    Line,
    Point,
    X,
    Y,
    coefficients,
    constant,
    crossing,
    inverse,
    line_of,
    lines_in,
    radical_axis,
    square_root,
)
from trivium.geometry.algebra.sample import InconsistentError, Sample, Source


class Kind(IntEnum):
    """What is known of a point, the more the smaller."""

    PLACE = 0
    """One place, rational in what is known."""
    SPLIT = 1
    """One of several places, or a curve, after factoring."""
    ROOT = 2
    """One of two places, roots of a quadratic."""
    CURVE = 3
    """A curve with a rational parameter."""
    FREE = 4
    HARD = 5
    """Curves that are not understood here."""


@dataclass(frozen=True, slots=True)
class Option:
    """A way to place a point."""

    kind: Kind
    sources: tuple[Source, ...] = ()
    through: tuple[str, ...] = ()
    split: bool = False
    place: Point | None = None
    """A place; None where the two roots are not in the field."""

    @property
    def parameters(self) -> int:
        """How many free parameters the way brings."""
        return 2 if self.kind is Kind.FREE else int(len(self.sources) == 1)


Locus = tuple[Source, nmod_mpoly]


def option_for(sample: Sample, point: str, rng: random.Random) -> Option:
    """The cheapest way to place a point; where it is on a curve, at a random place of it."""
    loci = sample.loci.get(point, [])
    if not loci:
        return Option(Kind.FREE, place=(rng.randrange(PRIME), rng.randrange(PRIME)))
    lines = [(n, f) for n, f in loci if f.total_degree() == 1]
    curves = [(n, f) for n, f in loci if f.total_degree() > 1]
    root: Option | None = None
    for option in _determined(sample, lines, curves, rng):
        if option.kind is Kind.PLACE:
            return option
        root = root or option
    split = _split(lines, curves, rng)
    if split is not None and (split.kind is Kind.SPLIT and len(split.sources) == 2):
        return split
    if root is not None:
        return root
    if lines:
        return Option(Kind.CURVE, (lines[0][0],), place=_somewhere(line_of(lines[0][1]), rng))
    return _swept(sample, curves, rng) or split or Option(Kind.HARD)


def _determined(sample: Sample, lines: Sequence[Locus], curves: Sequence[Locus], rng: random.Random) -> list[Option]:
    for (i, f), (j, g) in combinations(lines, 2):
        place = crossing(line_of(f), line_of(g))
        if place is not None:
            return [Option(Kind.PLACE, (i, j), place=place)]
    if lines:
        (i, f) = lines[0]
        found = [_second_point(sample, line_of(f), g, (i, j), rng) for j, g in curves]
        return [option for option in found if option is not None]
    for (i, f), (j, g) in combinations(curves, 2):
        axis = radical_axis(f, g)
        option = None if axis is None else _second_point(sample, line_of(axis), f, (i, j), rng)
        if option is not None:
            return [option]
    return []


def _second_point(
    sample: Sample, line: Line, curve: nmod_mpoly, sources: tuple[Source, ...], rng: random.Random
) -> Option | None:
    """The points of a curve on a line that are not placed yet."""
    a, b, c = line
    start = (0, -c * inverse(b) % PRIME) if b else (-c * inverse(a) % PRIME, 0)
    along = coefficients(curve.compose(constant(start[0]) + X * constant(b), constant(start[1]) - X * constant(a)))
    rest = nmod_poly([along.get((n, 0), 0) for n in range(max((i for i, _ in along), default=0) + 1)], PRIME)
    through = []
    for point, (x, y) in sample.places.items():
        if (a * x + b * y + c) % PRIME:
            continue
        distance = (x - start[0]) * inverse(b) if b else -(y - start[1]) * inverse(a)
        while rest.degree() > 0 and not int(rest(distance % PRIME)):
            rest //= nmod_poly([-distance % PRIME, 1], PRIME)
            through.append(point)
    roots, kind = _roots(rest), Kind.PLACE if rest.degree() == 1 else Kind.ROOT
    if roots is None:
        return None
    if not roots:
        return Option(kind, sources, tuple(through))
    s = rng.choice(roots)
    return Option(kind, sources, tuple(through), place=((start[0] + s * b) % PRIME, (start[1] - s * a) % PRIME))


def _roots(polynomial: nmod_poly) -> list[int] | None:
    """The roots in the field, of degree 1 or 2; None for other degrees."""
    match polynomial.degree():
        case 1:
            return [-int(polynomial[0]) * inverse(int(polynomial[1])) % PRIME]
        case 2:
            c, b, a = (int(polynomial[n]) for n in range(3))
            root = square_root(b * b - 4 * a * c)
            return [] if root is None else [(sign * root - b) * inverse(2 * a) % PRIME for sign in (1, -1)]
    return None


def _split(lines: Sequence[Locus], curves: Sequence[Locus], rng: random.Random) -> Option | None:
    """One line out of a curve that consists of lines, and where it meets another line."""
    found = [(n, f) for n, f in lines]
    for number, curve in curves:
        parts = lines_in(curve)
        if parts:
            found.append((number, rng.choice(parts)))
    for (i, f), (j, g) in combinations(found, 2):
        place = crossing(line_of(f), line_of(g))
        if place is not None:
            return Option(Kind.SPLIT, (i, j), split=True, place=place)
    if len(found) > len(lines):
        number, part = found[-1]
        return Option(Kind.SPLIT, (number,), split=True, place=_somewhere(line_of(part), rng))
    return None


def _swept(sample: Sample, curves: Sequence[Locus], rng: random.Random) -> Option | None:
    """A curve that the lines through one of its points meet in one more point."""
    for number, curve in sorted(curves, key=lambda locus: int(locus[1].total_degree())):
        degree = curve.total_degree()
        for point, (x, y) in sample.places.items():
            moved = curve.compose(X + constant(x), Y + constant(y))
            if min(sum(exponents) for exponents in moved.monoms()) != degree - 1:
                continue
            slope = rng.randrange(PRIME)
            along = coefficients(moved.compose(X, X * constant(slope)))
            factor, rest = along.get((degree, 0), 0), along.get((degree - 1, 0), 0)
            if not factor or not rest:
                raise InconsistentError("a line through a point of a curve meets it there only")
            s = -rest * inverse(factor) % PRIME
            return Option(Kind.CURVE, (number,), (point,), place=((x + s) % PRIME, (y + s * slope) % PRIME))
    return None


def _somewhere(line: Line, rng: random.Random) -> Point:
    a, b, c = line
    chosen = rng.randrange(PRIME)
    return (chosen, -(c + a * chosen) * inverse(b) % PRIME) if b else (-c * inverse(a) % PRIME, chosen)
