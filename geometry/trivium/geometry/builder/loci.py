"""Lines and circles, and where they meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from trivium.geometry.builder.arithmetic import Arithmetic, cross, dot


@dataclass(frozen=True, slots=True)
class Line:
    """The line through `start` along `along`; points are drawn on it near the segment from 0 to 1 times `along`."""

    start: complex
    along: complex
    ray: bool = False
    """Whether a point drawn on it lies on the side of `along`."""


@dataclass(frozen=True, slots=True)
class Circle:
    """The circle around `centre` with the squared radius `square`."""

    centre: complex
    square: float


@dataclass(frozen=True, slots=True)
class Choices:
    """Points that are determined up to a choice: each alternative holds all new points of a construction."""

    alternatives: tuple[tuple[complex, ...], ...]


Locus: TypeAlias = Line | Circle


def meet(first: Locus, second: Locus, numbers: Arithmetic) -> tuple[complex, ...]:
    """The common points of two loci, in a fixed order; raises ArithmeticError where there are none."""
    if isinstance(first, Line) and isinstance(second, Line):
        return (meet_lines(first, second),)
    if isinstance(first, Circle) and isinstance(second, Circle):
        between = second.centre - first.centre
        distance = dot(between, between)
        share = (first.square - second.square + distance) / (distance * 2)
        return _along(first.centre + between * share, between * numbers.point(0, 1), first, numbers)
    line, circle = (first, second) if isinstance(first, Line) else (second, first)
    assert isinstance(line, Line)
    assert isinstance(circle, Circle)
    return _along(project(circle.centre, line), line.along, circle, numbers)


def meet_lines(first: Line, second: Line) -> complex:
    """The common point of two lines; raises ArithmeticError where they are parallel."""
    share = cross(second.start - first.start, second.along) / cross(first.along, second.along)
    return first.start + first.along * share


def project(point: complex, line: Line) -> complex:
    """The foot of the perpendicular from a point."""
    share = dot(line.along, point - line.start) / dot(line.along, line.along)
    return line.start + line.along * share


def _along(foot: complex, along: complex, circle: Circle, numbers: Arithmetic) -> tuple[complex, ...]:
    """The points of a circle on the line through `foot`, the centre's projection."""
    off = foot - circle.centre
    share = numbers.sqrt((circle.square - dot(off, off)) / dot(along, along))
    return (foot + along * share, foot - along * share)
