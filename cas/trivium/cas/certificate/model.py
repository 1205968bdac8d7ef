"""What a certificate holds. Everything is text or exact numbers, so that any program can replay it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Point: TypeAlias = Mapping[str, tuple[Fraction, Fraction]]
"""An exact value (real part, imaginary part) for every variable."""


@dataclass(frozen=True, slots=True)
class Ball:
    """A rectangle of the complex plane as text: decimal midpoints and radii."""

    real_midpoint: str
    real_radius: str
    imaginary_midpoint: str = "0"
    imaginary_radius: str = "0"


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed: the canonical statement and the sha256 of the source it was read from."""

    statement: str
    source_sha256: str


@dataclass(frozen=True, slots=True)
class Refutation:
    """A point of the domain at which both sides are defined and differ."""

    point: Point
    precision: int
    """Working precision in bits at which the balls of the two sides are disjoint."""
    lhs: Ball
    rhs: Ball


@dataclass(frozen=True, slots=True)
class DomainRefutation:
    """A point of the domain at which only one side is defined; for questions about the same domain."""

    point: Point
    undefined: str
    """The side that is not defined there: ``lhs`` or ``rhs``."""


@dataclass(frozen=True, slots=True)
class Step:
    """``term`` equals ``value`` by ``rule``; ``powers`` are the factors that exponential rules recombine."""

    rule: str
    term: str
    value: str = ""
    powers: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """``lhs - rhs`` is zero as a rational function of kernels, after the steps have replaced every other term."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ExponentialOfDifference:
    """For constants: ``exp(multiplier*(lhs - rhs)) = 1`` and a ball leaves zero as the only value of the difference."""

    multiplier: str
    identity: Identity
    precision: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point of one component of the domain, and the proof that the sides agree there."""

    value: Fraction
    method: Method


@dataclass(frozen=True, slots=True)
class ConstantDifference:
    """The sides have the same derivative in ``variable``, are smooth on each component, and agree at its anchor."""

    variable: str
    derivative: Identity
    breaks: tuple[Fraction, ...]
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class EqualSquares:
    """The sides have the same sign wherever they are defined, and the same square."""

    identity: Identity


Method: TypeAlias = Identity | ConstantDifference | ExponentialOfDifference | EqualSquares


@dataclass(frozen=True, slots=True)
class Proof:
    """The sides are equal wherever both are defined; ``witness`` is a point where they are."""

    method: Method
    witness: Point
    precision: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """A claim and what decides it."""

    claim: Claim
    body: Proof | Refutation | DomainRefutation


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The checker replayed the certificate: what it supports."""

    proved: bool
    statement: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """The checker does not accept the certificate, and why."""

    reason: str
