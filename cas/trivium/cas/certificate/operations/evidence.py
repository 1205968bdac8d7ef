"""What decides a claim about an operation: a strategy of the checker, and what the strategy needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from trivium.cas.certificate.model import Claim, Method, Point


@dataclass(frozen=True, slots=True)
class Evidence:
    """A named strategy and its parts; which parts a strategy reads is said where it is replayed."""

    strategy: str
    proves: bool
    """Whether the claim is proved; refuted otherwise."""

    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Terms that were found: an antiderivative, a telescoper, the scales of an expansion."""

    equalities: Mapping[str, Method] = field(default_factory=dict)
    """The proof of each equality that the strategy demands, by name."""

    zeros: Mapping[str, Method] = field(default_factory=dict)
    """The coefficients of expansions that vanish, and why."""

    point: Point = field(default_factory=dict)
    """An exact value of each variable: where sides are defined, or where they differ."""

    precision: int = 128
    """Working precision in bits at the point."""

    depth: int = 0
    """Terms that an expansion is carried to."""

    cells: tuple[tuple[Fraction, ...], ...] = ()
    """A subdivision: one row of numbers for each cell."""


@dataclass(frozen=True, slots=True)
class OperationCertificate:
    """A claim about an operation and what decides it."""

    claim: Claim
    evidence: Evidence
