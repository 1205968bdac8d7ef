"""Predicates: what a statement may assume or ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation between points, with an exact constant for the few that take one."""

    name: str
    points: tuple[str, ...]
    value: Fraction | None = None
    """Degrees for `s_angle` and `aconst`, the ratio for `rconst`, its square for `r2const`."""

    def __str__(self) -> str:
        value = () if self.value is None else (str(self.value),)
        return " ".join((self.name, *self.points, *value))


@dataclass(frozen=True, slots=True)
class Signature:
    """How a predicate is written."""

    wording: str
    """Its meaning for a reader."""
    arity: int
    """Number of points; the least number where `variadic`."""
    variadic: bool = False
    valued: bool = False
    """Whether a constant follows the points."""
    found_as: tuple[str, ...] = ()
    """For a goal that asks for a value: the predicates that can state the answer."""


SIGNATURES: Mapping[str, Signature] = {
    "coll": Signature("the points are on one line", 3, variadic=True),
    "para": Signature("ab is parallel to cd", 4),
    "perp": Signature("ab is perpendicular to cd", 4),
    "cong": Signature("ab and cd are equally long", 4),
    "midp": Signature("m is the midpoint of ab", 3),
    "cyclic": Signature("the points are on one circle", 4, variadic=True),
    "circle": Signature("o is equally far from the other points", 4, variadic=True),
    "eqangle": Signature("the directed angle from ab to cd equals that from ef to gh, modulo pi", 8),
    "eqratio": Signature("ab : cd = ef : gh", 8),
    "simtri": Signature("triangles abc and pqr are similar, in either orientation", 6),
    "contri": Signature("triangles abc and pqr are congruent, in either orientation", 6),
    "simtri_direct": Signature("triangles abc and pqr are similar, in the same orientation", 6),
    "simtri_reverse": Signature("triangles abc and pqr are similar, in opposite orientations", 6),
    "contri_direct": Signature("triangles abc and pqr are congruent, in the same orientation", 6),
    "contri_reverse": Signature("triangles abc and pqr are congruent, in opposite orientations", 6),
    "s_angle": Signature("the directed angle from ba to bc has this many degrees, modulo 180", 3, valued=True),
    "aconst": Signature("the directed angle from ab to cd has this many degrees, modulo 180", 4, valued=True),
    "rconst": Signature("ab : cd has this value", 4, valued=True),
    "r2const": Signature("the square of ab : cd has this value", 4, valued=True),
    "acompute": Signature("which directed angle, modulo 180 degrees, leads from ab to cd?", 4, found_as=("aconst",)),
    "rcompute": Signature("which ratio is ab : cd?", 4, found_as=("rconst", "r2const")),
}
"""Every predicate of the language, by name."""
