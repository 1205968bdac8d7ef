"""Verdict, assurance and reason as Python enumerations; names and numbers are those of the contract."""

from __future__ import annotations

from enum import IntEnum


class _Word(IntEnum):
    """A number of the contract that is written as its word; one that is not known here keeps its number."""

    def __str__(self) -> str:
        return self.name

    @classmethod
    def _missing_(cls, value: object) -> _Word | None:
        if not isinstance(value, int):
            return None
        unknown = int.__new__(cls, value)
        unknown._name_, unknown._value_ = f"{cls.__name__.upper()}_{value}", value
        return unknown


class Verdict(_Word):
    """What was decided about a claim."""

    UNSPECIFIED = 0
    PROVED = 1
    REFUTED = 2
    UNKNOWN = 3


class Assurance(_Word):
    """How much stands behind a verdict, in increasing order; TRUST.md names the trusted base of each tier."""

    UNSPECIFIED = 0
    NONE = 1
    NUMERIC = 2
    CERTIFICATE_REPLAYED = 3
    LEAN_ELABORATED = 4
    LEAN_AXIOMS_AUDITED = 5
    LEAN_LOCKED = 6
    LEAN_REPLAYED = 7
    SECOND_KERNEL = 8


class Reason(_Word):
    """Why a verdict is UNKNOWN; UNSPECIFIED where it is not."""

    UNSPECIFIED = 0
    BUDGET_EXHAUSTED = 1
    SATURATED = 2
    NOWHERE_DEFINED = 3
    NOT_REFUTED_AT_N_POINTS = 4
    FALSE_IN_FIGURE = 5
    NO_FIGURE = 6
    REJECTED = 7
    CONTAINS_SORRY = 8
    CHECKER_REFUSED = 9
    RESOURCE_LIMIT = 10
    WORKER_DIED = 11
    NOT_DETERMINED = 12
    CHECK_NOT_RUN = 20
