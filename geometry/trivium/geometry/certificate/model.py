"""What a geometry certificate holds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Term: TypeAlias = tuple[tuple[str, ...], Fraction]
"""A pair of points in alphabetical order (one point in the position system; two pairs in order, for the
sine of the angle of two lines, beside the lengths of the ratio system), and its coefficient."""


@dataclass(frozen=True, slots=True)
class Fact:
    """An equation: the sum of the terms equals the constant.

    Systems: `angle` (directions of lines in units of pi, modulo 1), `ratio` (logarithms of lengths and of sines),
    `length`, `square` (squared lengths), `position` (points as vectors).
    """

    system: str
    terms: tuple[Term, ...]
    constant: tuple[tuple[int, Fraction], ...] = ()
    """Under key 1 units of pi (angles); under a prime q a multiple of log q (ratios)."""


def normal(fact: Fact) -> Fact:
    """The fact with its first coefficient positive, and 1 where the equation may be scaled."""
    if not fact.terms:
        return fact
    first = fact.terms[0][1]
    factor = (1 if first > 0 else -1) if fact.system == "angle" else 1 / first
    constant = tuple((k, v * factor % 1 if fact.system == "angle" else v * factor) for k, v in fact.constant)
    terms = tuple((p, c * factor) for p, c in fact.terms)
    return Fact(fact.system, terms, tuple(x for x in constant if x[1]))


@dataclass(frozen=True, slots=True)
class Step:
    """One fact with its reason; steps are numbered from 0."""

    fact: Fact
    rule: str
    """`given`, `linear`, or a rule of `trivium.geometry.certificate.rules`."""
    points: tuple[str, ...] = ()
    """The points of the rule, in the order of its template."""
    premises: tuple[int, ...] = ()
    """Numbers of earlier steps."""
    coefficients: tuple[Fraction, ...] = ()
    """For `linear`: the factor of each premise."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Points with decimal coordinates of at least 50 digits."""

    points: tuple[tuple[str, str, str], ...]
    """Name, x and y of each point."""


@dataclass(frozen=True, slots=True)
class GeometryCertificate:
    """A proof that a problem's hypotheses give its goal, in figures of the shape of those shown."""

    name: str
    statement: str
    """The canonical statement."""
    source_sha256: str
    """SHA-256 of the statement as written, without surrounding white space, in lower-case hexadecimal."""
    figures: tuple[Figure, ...]
    steps: tuple[Step, ...]
    auxiliary: tuple[str, ...] = ()
    """The clauses of auxiliary points, in the order of construction; the figures show these points last."""


@dataclass(frozen=True, slots=True)
class GeometryCounterexample:
    """A figure that refutes a problem: its hypotheses hold and its goal fails."""

    name: str
    statement: str
    """The canonical statement."""
    source_sha256: str
    figure: Figure
    """The figure to many digits; a Newton step in ball arithmetic shows that there is one nearby."""
    exact_x: tuple[str, ...]
    """The points whose x is exactly as written."""
    exact_y: tuple[str, ...]
    """The points whose y is exactly as written."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a certificate does not hold."""

    reason: str
    step: int | None = None
    """The step at fault."""

    def __str__(self) -> str:
        return self.reason if self.step is None else f"step {self.step + 1}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A replayed certificate."""

    statement: str
    """The statement that it answers, as the checker read it."""
    steps: int
    figure_facts: tuple[str, ...]
    """What the proof takes from the figure, in words; of a refutation, what fails."""
    refuted: bool = False
    """Whether the statement is shown to be false."""


class CertificateError(Exception):
    """Raised inside the checker with the reason of a refusal."""
