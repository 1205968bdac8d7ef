"""What is said of a call whose worker is gone: the reason for an answer, and the fault where no answer is possible."""

from __future__ import annotations

from dataclasses import dataclass

import grpc

from trivium.services.runtime.link import Cause
from trivium.services.runtime.operation import Fault
from trivium_api.common.v1 import verdict_pb2


@dataclass(frozen=True, slots=True)
class Outcome:
    """Why a call has no answer of its own."""

    reason: verdict_pb2.Reason.ValueType
    """A `Reason` of the contract."""
    detail: str
    code: grpc.StatusCode
    retry_after: float | None = None

    @property
    def fault(self) -> Fault:
        """What a caller is told where the service has no answer for an exhausted call."""
        name = verdict_pb2.Reason.Name(self.reason).removeprefix("REASON_")
        return Fault(self.code, name, self.detail, retry_after=self.retry_after)


def expired(wall: float) -> Outcome:
    """The work outlived its budget of `wall` seconds and had to be killed."""
    detail = f"stopped at the end of its budget of {wall:.3g} s"
    return Outcome(verdict_pb2.REASON_BUDGET_EXHAUSTED, detail, grpc.StatusCode.DEADLINE_EXCEEDED)


def spent(resource: str) -> Outcome:
    """The work used up a resource of its process."""
    detail = f"stopped at the limit of its {resource}"
    return Outcome(verdict_pb2.REASON_RESOURCE_LIMIT, detail, grpc.StatusCode.RESOURCE_EXHAUSTED)


def died(how: str) -> Outcome:
    """The process of the work died, `how` in words."""
    detail = f"the process of the work {how}"
    return Outcome(verdict_pb2.REASON_WORKER_DIED, detail, grpc.StatusCode.UNAVAILABLE, retry_after=0.1)


def of_loss(cause: Cause, wall: float, how: str) -> Outcome:
    """The outcome of a lost worker."""
    if cause is Cause.EXPIRED:
        return expired(wall)
    if cause is Cause.FLOODED:
        return spent("output")
    return died(how)
