"""Auxiliary points: points that a proof constructs and the statement does not name.

A proof may use a point that exists in every figure near those shown. The checker finds that out itself, from the
clause that makes the point and from the figures: either the construction always has its point (`ALWAYS`), or two
curves meet in it (`CURVES`) that cross in every figure at an angle well away from zero, so that they go on crossing
when the figure moves a little. A clause with more equations than that would smuggle in a hypothesis: it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from flint import acb

from trivium.geometry.certificate.givens import CONSTRUCTIONS, given_by
from trivium.geometry.certificate.model import CertificateError, Fact

_MOST = 16
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_']{0,39}")
ALWAYS: Mapping[str, str] = {
    "midpoint": "",
    "mirror": "",
    "foot": "",
    "reflect": "",
    "parallelogram": "",
    "circumcenter": "abc",
    "orthocenter": "abc",
    "incenter": "abc",
}
"""Constructions that have a point for any old points, if three of these (named by their roles) are not collinear."""
CURVES: Mapping[str, tuple[str, str]] = {
    "on_line": ("line", "ab"),
    "on_pline": ("line", "bc"),
    "on_tline": ("normal", "bc"),
    "on_bline": ("normal", "ab"),
    "on_circle": ("circle", "o"),
    "on_circum": ("circumcircle", "abc"),
}
"""Curves, each of one equation: what sort of curve it is, and the roles of the old points that give its direction."""


class Place(Protocol):
    """A figure, as far as the existence of points goes."""

    def point(self, name: str) -> acb:
        """Where a point lies."""

    def orientation(self, a: str, b: str, c: str) -> int:
        """1 or -1; raises CertificateError where the points are collinear."""

    def cross(self, one: acb, two: acb) -> bool:
        """Whether two directions are clearly not parallel."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A construction applied to points."""

    name: str
    role: Mapping[str, str]

    def named(self, roles: str) -> tuple[str, ...]:
        return tuple(self.role[r] for r in roles)


@dataclass(frozen=True, slots=True)
class Addition:
    """A point that a clause makes."""

    name: str
    uses: tuple[_Use, ...]
    given: tuple[Fact, ...]

    def demand(self, place: Place) -> None:
        """Raises CertificateError where the figure does not show that the point exists, there and nearby."""
        if len(self.uses) == 1:
            needs = self.uses[0].named(ALWAYS[self.uses[0].name])
            if needs:
                place.orientation(*needs)
            return
        one, two = (_direction(use, place.point(self.name), place) for use in self.uses)
        if not place.cross(one, two):
            raise CertificateError(f"the curves through {self.name} do not cross in a figure")


def additions(clauses: Sequence[str], points: tuple[str, ...]) -> tuple[Addition, ...]:
    """The points that clauses add to those of a statement, each made from earlier ones; raises CertificateError."""
    if len(clauses) > _MOST:
        raise CertificateError("too many auxiliary points")
    known, found = list(points), []
    for clause in clauses:
        addition = _read(clause, known)
        known.append(addition.name)
        found.append(addition)
    return tuple(found)


def _read(clause: str, known: list[str]) -> Addition:
    left, equals, right = clause.partition(" = ")
    if not equals or not _NAME.fullmatch(left) or left in known:
        raise CertificateError(f"the auxiliary clause {clause[:80]!r} makes no new point")
    uses, given = [], []
    for part in right.split(", "):
        name, *arguments = part.split(" ")
        letters, fresh, _ = CONSTRUCTIONS.get(name, ("", "", ""))
        if fresh != "x" or len(arguments) != len(letters):
            raise CertificateError(f"{part[:80]!r} makes no single point")
        role = dict(zip(letters, arguments, strict=True))
        old = [p for letter, p in role.items() if letter != "x"]
        if role["x"] != left or not set(old) <= set(known) or len(set(old)) != len(old):
            raise CertificateError(f"{part[:80]!r} does not make {left} of different points that exist")
        uses.append(_Use(name, role))
        given += given_by(name, role, None)
    names = [use.name for use in uses]
    if not (len(uses) == 1 and names[0] in ALWAYS) and not (len(uses) == 2 and set(names) <= set(CURVES)):
        raise CertificateError(f"the auxiliary clause {clause[:80]!r} is not of a form that always has its point")
    return Addition(left, tuple(uses), tuple(given))


def _direction(use: _Use, x: acb, place: Place) -> acb:
    """The direction of a curve at a point of it."""
    sort, roles = CURVES[use.name]
    names = use.named(roles)
    z = [place.point(name) for name in names]
    if sort == "circle":
        return (x - z[0]) * acb(0, 1)
    if sort == "circumcircle":
        place.orientation(*names)
        return (x - _centre(*z)) * acb(0, 1)
    return (z[1] - z[0]) * (acb(0, 1) if sort == "normal" else 1)


def _centre(a: acb, b: acb, c: acb) -> acb:
    """The centre of the circle through three points."""
    u, v = b - a, c - a
    square = [w * w.conjugate() for w in (u, v)]
    return a + (square[0] * v - square[1] * u) / (u.conjugate() * v - u * v.conjugate())
