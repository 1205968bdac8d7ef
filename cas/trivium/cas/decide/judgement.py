"""What is answered: proved, refuted or unknown, with what is needed to judge the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from trivium.cas.certificate.model import Certificate


class UnknownReason(Enum):
    """Why nothing was decided."""

    NOT_REFUTED = "NOT_REFUTED_AT_N_POINTS"
    NOWHERE_DEFINED = "NOWHERE_DEFINED"
    BUDGET_EXHAUSTED = "BUDGET_EXHAUSTED"
    CHECKER_REFUSED = "CHECKER_REFUSED"


@dataclass(frozen=True, slots=True)
class Proved:
    """The sides are equal wherever both are defined; the checker has replayed the certificate."""

    certificate: Certificate


@dataclass(frozen=True, slots=True)
class Refuted:
    """The sides differ at a point of the domain; the checker has replayed the certificate."""

    certificate: Certificate


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing was decided, and why."""

    reason: UnknownReason
    detail: str


Outcome: TypeAlias = Proved | Refuted | Unknown


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer to a question."""

    outcome: Outcome
    statement: str
    """The question as it was understood."""

    valid_when: tuple[str, ...]
    """Conditions under which both sides are defined."""

    counts: Mapping[str, int] = field(default_factory=dict)
    """What was spent: ``points`` evaluated, ``steps`` of the proof."""

    wall: float = 0.0
    """Seconds by the clock that was passed in."""
