"""Every exception of the geometry engine, each with its place, its reason and, where possible, a suggestion."""

from __future__ import annotations

from dataclasses import dataclass


class GeometryError(Exception):
    """Base of all errors of `trivium.geometry`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text something stands."""

    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    clause: int = 0
    """Number of the clause in its statement, from 1; 0 where none is meant."""

    def __str__(self) -> str:
        clause = f", clause {self.clause}" if self.clause else ""
        return f"line {self.line}, column {self.column}{clause}"


class ProblemError(GeometryError):
    """A problem text that cannot be read."""

    def __init__(self, code: str, reason: str, place: Place, token: str = "", suggestion: str = "", name: str = ""):
        self.code = code
        """Upper-case code of the fault, such as `UNKNOWN_CONSTRUCTION`."""
        self.reason = reason
        self.place = place
        self.token = token
        self.suggestion = suggestion
        self.name = name
        """Name of the problem, empty where it has none."""
        super().__init__(code, reason, place, token, suggestion, name)

    def __str__(self) -> str:
        hint = f" ({self.suggestion})" if self.suggestion else ""
        return f"{self.place}: {self.reason}{hint}"


class FigureError(GeometryError):
    """A problem of which no non-degenerate figure could be drawn."""

    def __init__(self, clause: int, text: str, reason: str):
        self.clause = clause
        """Number of the clause that fails, from 1; 0 where no single one does."""
        self.text = text
        self.reason = reason
        super().__init__(clause, text, reason)

    def __str__(self) -> str:
        place = f"clause {self.clause} ({self.text})" if self.clause else self.text
        return f"{place}: {self.reason}" if place else self.reason


class ExtractionError(GeometryError):
    """A conclusion of the deduction that has no exact proof: a defect, or a clash of fingerprints."""
