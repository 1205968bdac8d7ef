"""The exceptions of the client: a call, or a job, that could not be carried out, with the server's reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import grpc.aio
from google.rpc import code_pb2, error_details_pb2, status_pb2

STATUS_DETAILS = "grpc-status-details-bin"


@dataclass(frozen=True, slots=True)
class FieldViolation:
    """A fault of one field of the request."""

    field: str
    """Path of the field, such as `equation.lhs`."""
    description: str
    reason: str = ""


class TriviumError(Exception):
    """A call failed. Not proved is no error: it is an answer.

    Its class says whose turn it is: `InvalidInputError` (the request must change), `UnavailableError` (the service, its
    toolchain or a permission is missing), `CallCancelledError`; what is none of these is a defect of the service.

    Attributes:
        code: the gRPC status code by name, such as `INVALID_ARGUMENT`.
        reason: the server's upper-case reason, such as `UNKNOWN_CONSTRUCTION`; empty where it gave none.
        message: one sentence for people.
        violations: the faults of the request, field by field.
        retry_after: seconds after which the server wants to be asked again, or None.
        metadata: what the server adds, such as the name of a missing toolchain.
    """

    def __new__(cls, code: str, *_: object, **__: object) -> Self:
        """An error of the class of its code, whoever makes it."""
        kind = _classes().get(code, cls) if cls is TriviumError else cls
        return super().__new__(kind)  # type: ignore[return-value] # a subclass of TriviumError, where that was asked for

    def __init__(
        self,
        code: str,
        message: str,
        *,
        reason: str = "",
        violations: tuple[FieldViolation, ...] = (),
        retry_after: float | None = None,
        metadata: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.reason = reason
        self.message = message
        self.violations = violations
        self.retry_after = retry_after
        self.metadata = dict(metadata or {})

    def __str__(self) -> str:
        faults = "; ".join(f"{v.field}: {v.description}" if v.field else v.description for v in self.violations)
        return faults or self.message

    @property
    def is_invalid_input(self) -> bool:
        """Whether the request itself is at fault, so that sending it again cannot help."""
        return self.code in _INVALID

    @property
    def is_unavailable(self) -> bool:
        """Whether the service, its toolchain or the permission to use it is missing."""
        return self.code in _UNAVAILABLE


class JobFailedError(TriviumError):
    """A job has failed; the attributes tell why, as those of a call would."""

    @classmethod
    def of_status(cls, status: status_pb2.Status) -> Self:
        """The error that the status of a job tells."""
        told = _from_status(code_pb2.Code.Name(status.code), status)
        return cls(
            told.code,
            told.message,
            reason=told.reason,
            violations=told.violations,
            retry_after=told.retry_after,
            metadata=told.metadata,
        )


class JobCancelledError(JobFailedError):
    """A job was cancelled; the results that it had are kept."""


class InvalidInputError(TriviumError):
    """The request itself is at fault: `violations` says where."""


class UnavailableError(TriviumError):
    """The service, its toolchain or the permission to use it is missing; `retry_after` says when to come back."""


class CallCancelledError(TriviumError):
    """The call was cancelled."""


_INVALID = frozenset({"INVALID_ARGUMENT", "OUT_OF_RANGE", "NOT_FOUND"})
_UNAVAILABLE = frozenset(
    {
        "UNAVAILABLE",
        "FAILED_PRECONDITION",
        "RESOURCE_EXHAUSTED",
        "UNAUTHENTICATED",
        "PERMISSION_DENIED",
        "DEADLINE_EXCEEDED",
        "UNIMPLEMENTED",
    }
)


def _classes() -> dict[str, type[TriviumError]]:
    return {
        **dict.fromkeys(_INVALID, InvalidInputError),
        **dict.fromkeys(_UNAVAILABLE, UnavailableError),
        "CANCELLED": CallCancelledError,
    }


def from_rpc_error(error: grpc.aio.AioRpcError) -> TriviumError:
    """The typed error of a failed gRPC call, read from its rich status where the server sent one."""
    code = error.code().name
    message = error.details() or code
    for key, value in error.trailing_metadata() or ():
        if key == STATUS_DETAILS:
            status = status_pb2.Status.FromString(value if isinstance(value, bytes) else value.encode())
            return _from_status(code, status)
    return TriviumError(code, message)


def _from_status(code: str, status: status_pb2.Status) -> TriviumError:
    reason, retry_after = "", None
    metadata: dict[str, str] = {}
    violations: list[FieldViolation] = []
    for detail in status.details:
        info = error_details_pb2.ErrorInfo()
        bad = error_details_pb2.BadRequest()
        failure = error_details_pb2.PreconditionFailure()
        retry = error_details_pb2.RetryInfo()
        if detail.Unpack(info):
            reason, metadata = info.reason, dict(info.metadata)
        elif detail.Unpack(bad):
            violations += [FieldViolation(v.field, v.description, v.reason) for v in bad.field_violations]
        elif detail.Unpack(failure):
            violations += [FieldViolation(v.subject, v.description, v.type) for v in failure.violations]
        elif detail.Unpack(retry):
            retry_after = retry.retry_delay.ToTimedelta().total_seconds()
    return TriviumError(
        code,
        status.message or code,
        reason=reason,
        violations=tuple(violations),
        retry_after=retry_after,
        metadata=metadata,
    )
