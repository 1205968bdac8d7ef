"""The constructors of auxiliary points, as data: how each is written, and what holds of every point it makes.

The clauses are those that the certificate checker admits for auxiliary points: a construction that always has its
point, or two curves that cross.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coincidences:
    """How many coincidences of each sort a point has."""

    lines: int = 0
    """Lines through it and two other points."""
    circles: int = 0
    """Circles through it and three other points."""
    equal: int = 0
    """Points as far from it as another one."""
    centred: int = 0
    """Circles around a point, through another one, on which it lies."""
    parallel: int = 0
    """Lines from it to a point that are parallel or perpendicular to a line of two others."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A constructor."""

    name: str
    clause: tuple[tuple[str, ...], ...]
    """Constructions with their arguments: `x` is the new point, a digit the place of an operand."""
    ordinary: Coincidences
    """What every point of this kind has; what it has beyond these counts for it."""
    prior: float
    """How readily it is tried, relative to the others; from what the solutions of the JGEX problems use."""


KINDS: tuple[Kind, ...] = (
    Kind("midpoint", (("midpoint", "x", "0", "1"),), Coincidences(lines=1, equal=1), 2.0),
    Kind("mirror", (("mirror", "x", "0", "1"),), Coincidences(lines=1, centred=1), 1.0),
    Kind("foot", (("foot", "x", "0", "1", "2"),), Coincidences(lines=1, parallel=1), 1.5),
    Kind("reflection", (("reflect", "x", "0", "1", "2"),), Coincidences(centred=2, parallel=1), 1.0),
    Kind("circumcentre", (("circumcenter", "x", "0", "1", "2"),), Coincidences(equal=2), 1.0),
    Kind("parallelogram", (("parallelogram", "0", "1", "2", "x"),), Coincidences(parallel=2), 0.7),
    Kind("orthocentre", (("orthocenter", "x", "0", "1", "2"),), Coincidences(parallel=3), 0.5),
    Kind("incentre", (("incenter", "x", "0", "1", "2"),), Coincidences(), 0.4),
    Kind("crossing", (("on_line", "x", "0", "1"), ("on_line", "x", "2", "3")), Coincidences(lines=2), 2.0),
    Kind(
        "parallel meets line",
        (("on_pline", "x", "0", "1", "2"), ("on_line", "x", "3", "4")),
        Coincidences(lines=1, parallel=1),
        1.0,
    ),
    Kind(
        "perpendicular meets line",
        (("on_tline", "x", "0", "1", "2"), ("on_line", "x", "3", "4")),
        Coincidences(lines=1, parallel=1),
        0.8,
    ),
    Kind(
        "bisector meets line",
        (("on_bline", "x", "0", "1"), ("on_line", "x", "2", "3")),
        Coincidences(lines=1, equal=1),
        0.6,
    ),
    Kind(
        "line meets circle",
        (("on_line", "x", "0", "1"), ("on_circle", "x", "2", "0")),
        Coincidences(lines=1, centred=1),
        1.5,
    ),
    Kind(
        "line meets circumcircle",
        (("on_line", "x", "0", "1"), ("on_circum", "x", "0", "2", "3")),
        Coincidences(lines=1, circles=1),
        1.5,
    ),
    Kind(
        "parallel meets circumcircle",
        (("on_pline", "x", "0", "1", "2"), ("on_circum", "x", "0", "3", "4")),
        Coincidences(circles=1, parallel=1),
        1.0,
    ),
    Kind(
        "perpendicular meets circumcircle",
        (("on_tline", "x", "0", "1", "2"), ("on_circum", "x", "0", "3", "4")),
        Coincidences(circles=1, parallel=1),
        0.7,
    ),
    Kind(
        "circumcircles meet",
        (("on_circum", "x", "0", "1", "2"), ("on_circum", "x", "0", "3", "4")),
        Coincidences(circles=2),
        1.0,
    ),
    Kind(
        "circle meets circumcircle",
        (("on_circle", "x", "1", "0"), ("on_circum", "x", "0", "2", "3")),
        Coincidences(circles=1, centred=1),
        0.8,
    ),
    Kind(
        "arc midpoint",
        (("on_bline", "x", "0", "1"), ("on_circum", "x", "0", "1", "2")),
        Coincidences(circles=1, equal=1),
        1.2,
    ),
)
"""In the order in which they are tried where all else is equal."""
PLACE = {kind.name: number for number, kind in enumerate(KINDS)}
