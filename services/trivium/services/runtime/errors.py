"""The one exception of the runtime: a refusal that a caller is to be told of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import grpc

from trivium.services.runtime.operation import Fault, Violation


class FaultError(Exception):
    """A call could not be carried out; `fault` is what the caller is told."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def defect(bug: str) -> Fault:
    """The fault of an unforeseen exception: nothing of it is told but the number it is logged under."""
    return Fault(
        code=grpc.StatusCode.INTERNAL,
        reason="DEFECT",
        message=f"a defect of the service; it is logged as {bug}",
        metadata=(("bug", bug),),
    )


def plain(fault: Fault) -> dict[str, Any]:
    """`fault` in JSON values."""
    return {**asdict(fault), "code": fault.code.name}


def from_plain(values: Mapping[str, Any]) -> Fault:
    """The inverse of `plain`."""
    return Fault(
        code=grpc.StatusCode[values["code"]],
        reason=values["reason"],
        message=values["message"],
        violations=tuple(Violation(**violation) for violation in values["violations"]),
        preconditions=tuple(Violation(**violation) for violation in values["preconditions"]),
        metadata=tuple((key, value) for key, value in values["metadata"]),
        retry_after=values["retry_after"],
    )
