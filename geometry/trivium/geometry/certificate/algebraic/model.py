"""What an algebraic certificate holds."""

from __future__ import annotations

from dataclasses import dataclass

from trivium.geometry.certificate.model import Fact, Figure, Step


@dataclass(frozen=True, slots=True)
class Direction:
    """The direction of the line through two points, of which one or both have no place yet.

    It follows from a fact of the angle system that names no other line of unknown direction; without a fact its slope
    is a new parameter.
    """

    points: tuple[str, str]
    """In alphabetical order."""
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """How the coordinates of one point follow from what is known.

    Every fact, and every line through a placed point in a known direction, puts the point on a curve. With none the
    point is free: its coordinates are two new parameters. One curve, a line or one that the lines through
    `through[0]` meet in one more point, takes one new parameter. Two determine the point, up to its being another
    point than those in `through`, which lie on both curves too.
    """

    point: str
    facts: tuple[Fact, ...] = ()
    """Hypotheses of the statement, or lemmas; with `split`, a factor of their polynomials is taken."""
    lines: tuple[str, ...] = ()
    """Placed points from which the direction to this point is known."""
    through: tuple[str, ...] = ()
    split: bool = False
    """Whether the polynomials of the facts are to be factored; the factor is the one that vanishes in the figures."""


@dataclass(frozen=True, slots=True)
class AlgebraicCertificate:
    """A proof by coordinates: the hypotheses parametrise the points, and the goal's polynomial is zero."""

    name: str
    statement: str
    """The canonical statement."""
    source_sha256: str
    """SHA-256 of the statement as written, without surrounding white space, in lower-case hexadecimal."""
    figures: tuple[Figure, ...]
    origin: str
    """The point at (0, 0)."""
    unit: str
    """The point at (1, 0)."""
    steps: tuple[Direction | Placement, ...]
    lemmas: tuple[Step, ...] = ()
    """Steps of deduction, whose facts may be used like hypotheses."""
