"""Facts inside the closure: equations over numbered variables, and the log of how each was accepted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from trivium.geometry.predicates.equation import Constant, System

Terms: TypeAlias = tuple[tuple[int, int], ...]
"""Variables by number, with integer coefficients."""


@dataclass(frozen=True, slots=True)
class Fact:
    """The sum of the terms equals `constant` (modulo 1 for angles)."""

    system: System
    terms: Terms
    constant: Constant = ()


@dataclass(frozen=True, slots=True)
class Inference:
    """A rule applied to points."""

    rule: str
    points: tuple[int, ...]
    """The points in the order of the rule's template."""
    premises: tuple[Fact, ...]
    conclusions: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An accepted equation with its reason; entries are numbered by their place in the log."""

    fact: Fact
    rule: str
    points: tuple[int, ...]
    premises: tuple[Fact, ...]


def angle(*terms: tuple[int, int], constant: Constant = ()) -> Fact:
    """An equation between directions."""
    return Fact(System.ANGLE, collected(terms), constant)


def ratio(*terms: tuple[int, int], constant: Constant = ()) -> Fact:
    """An equation between log-lengths."""
    return Fact(System.RATIO, collected(terms), constant)


def length(*terms: tuple[int, int]) -> Fact:
    """An equation between lengths."""
    return Fact(System.LENGTH, collected(terms))


def square(*terms: tuple[int, int]) -> Fact:
    """An equation between squared lengths."""
    return Fact(System.SQUARE, collected(terms))


def position(*terms: tuple[int, int]) -> Fact:
    """An equation between points."""
    return Fact(System.POSITION, collected(terms))


def collected(terms: Iterable[tuple[int, int]]) -> Terms:
    """Like terms added up, in order, without zeros."""
    total: dict[int, int] = {}
    for variable, coefficient in terms:
        total[variable] = total.get(variable, 0) + int(coefficient)
    return tuple(sorted((v, c) for v, c in total.items() if c))
