"""The exceptions of the symbolic engine."""

from __future__ import annotations

from dataclasses import dataclass


class CasError(Exception):
    """Base of every exception raised by ``trivium.cas``."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input something was found: 1-based line and column, and the offending token."""

    line: int
    column: int
    token: str = ""

    def __str__(self) -> str:
        shown = f" at {self.token!r}" if self.token else ""
        return f"line {self.line}, column {self.column}{shown}"


class InputError(CasError):
    """The input is not a question: it says where, why and, where possible, what to write instead."""

    def __init__(self, reason: str, place: Place, *, field: str = "text", suggestion: str = "") -> None:
        self.reason = reason
        self.place = place
        self.field = field
        self.suggestion = suggestion
        hint = f" ({suggestion})" if suggestion else ""
        super().__init__(f"{field}: {place}: {reason}{hint}")


class CostError(InputError):
    """The formula is well formed but too large to be evaluated safely."""


class AssumptionError(InputError):
    """A word or an interval of the assumptions could not be read."""


class OutOfTimeError(CasError):
    """The deadline of the question has passed."""


class CertificateError(CasError):
    """A certificate was refused; ``reason`` says which obligation failed."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
