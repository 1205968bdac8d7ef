"""Fields of a JSON object that a client of another server sends: read, or refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import grpc

from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Fault, Violation


def text(values: Mapping[str, Any], key: str, default: str | None = None) -> str:
    """A text; raises FaultError where it is missing without a default, or is none."""
    value = values.get(key)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise refused(key, "is no text")
    return value


def number(values: Mapping[str, Any], key: str, default: float) -> float:
    """A number that is not negative; raises FaultError for anything else."""
    value = values.get(key)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        raise refused(key, "is no number from 0 on")
    return float(value)


def objects(values: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """A list of objects with one at least; raises FaultError for anything else."""
    value = values.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
        raise refused(key, "is no list of objects, with one at least")
    return value


def refused(field: str, words: str) -> FaultError:
    """The refusal of a field."""
    violation = Violation(field, words, "INVALID_FIELD")
    return FaultError(
        Fault(grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST", f"{field} {words}", violations=(violation,))
    )
