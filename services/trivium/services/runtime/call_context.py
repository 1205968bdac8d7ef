"""The call under way: who makes it, and how long it may take."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

import grpc

from trivium.services.runtime.authentication import ANYONE


@dataclass(eq=False, slots=True)
class CallContext:
    """What is known of the call under way."""

    method: str
    request_id: str
    trace: str
    """W3C `traceparent`, or empty."""
    began: float
    until: float | None
    """Event loop's time at which the work must have ended; None for infrastructure, and for a patient call whose
    caller names no deadline."""
    grace: float | None
    """Seconds beyond `until` that are left for an answer on behalf of a killed worker."""
    deadline: float | None
    """Event loop's time at which the caller gives up; the end of the longest budget where it names none."""
    tenant: str = ANYONE
    code: grpc.StatusCode = grpc.StatusCode.OK
    reason: str = ""


CURRENT: ContextVar[CallContext] = ContextVar("trivium_call")
"""The call that the running task serves."""


def margin(remaining: float) -> float:
    """Seconds kept back of a deadline `remaining` seconds away, so that the answer is there before it.

    A tenth, at most 0.2 s; but of a short deadline at least 0.1 s or a third, for that is what a kill, an answer on
    behalf of the killed and the way back may take on a busy machine.
    """
    return max(min(0.2, remaining / 10), min(0.1, remaining / 3))
