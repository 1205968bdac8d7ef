"""Clauses that a policy proposes, as additions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from trivium.geometry.builder.figure import Script, construct
from trivium.geometry.deduction.plane import Plane
from trivium.geometry.errors import FigureError
from trivium.geometry.search.figure import Addition
from trivium.geometry.search.kinds import KINDS

_MOST_SETS = 1000
_MOST_CHOICES = 4


def proposed(
    sets: Sequence[Sequence[str]], plane: Plane, points: Mapping[str, complex]
) -> Iterator[tuple[Addition, ...]]:
    """The sets in which every clause can be read and has a point apart from the others, in each way it can."""
    for clauses in list(sets)[:_MOST_SETS]:
        yield from _drawn(list(clauses), (), plane, points)


def _drawn(
    clauses: list[str], before: tuple[Addition, ...], plane: Plane, points: Mapping[str, complex]
) -> Iterator[tuple[Addition, ...]]:
    if not clauses:
        yield before
        return
    read = _read(clauses[0], set(points))
    if read is None:
        return
    name, kind, operands = read
    for choice in range(_MOST_CHOICES):
        try:
            drawn = construct([Addition(name, kind, operands, 0j).clause()], points, Script((), (choice,))).points
        except FigureError:
            return
        z = plane.scaled(drawn[name])
        if all(abs(drawn[name] - drawn[p]) > 1e-3 * abs(plane.unscaled(1) - plane.unscaled(0)) for p in points):
            yield from _drawn(clauses[1:], (*before, Addition(name, kind, operands, z)), plane, drawn)


def _read(clause: str, known: set[str]) -> tuple[str, int, tuple[str, ...]] | None:
    """Name, kind and operands of a clause; None where it is of no kind, or names points that do not exist."""
    name, _, right = clause.partition("=")
    name = name.strip()
    parts = [part.split() for part in right.split(",")]
    for number, kind in enumerate(KINDS):
        operands: dict[int, str] = {}
        if name not in known and _matches(kind.clause, parts, name, operands) and set(operands.values()) <= known:
            return name, number, tuple(operands[k] for k in sorted(operands))
    return None


def _matches(
    clause: Sequence[Sequence[str]], parts: Sequence[Sequence[str]], name: str, operands: dict[int, str]
) -> bool:
    if len(clause) != len(parts):
        return False
    for written, part in zip(clause, parts, strict=True):
        if len(written) != len(part) or written[0] != part[0]:
            return False
        for role, word in zip(written[1:], part[1:], strict=True):
            if (role == "x") != (word == name):
                return False
            if role != "x" and operands.setdefault(int(role), word) != word:
                return False
    return True
