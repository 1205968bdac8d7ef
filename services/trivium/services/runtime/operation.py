"""What a service is, apart from how it is served: a table of operations and a table of errors.

An operation is a plain synchronous function from a request to its responses. It runs inside a killable worker
process, so it may compute as long as its deadline lets it; the runtime serves it over gRPC, and the command line
runs it without a server, through the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import grpc
from google.protobuf import descriptor_pool

if TYPE_CHECKING:
    from google.protobuf.descriptor import MethodDescriptor
    from google.protobuf.message import Message

Request = TypeVar("Request", bound="Message")
Response = TypeVar("Response", bound="Message")


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What an operation may know of the machine it runs on."""

    cache_dir: Path
    """Folder for what is built once, such as the embedded Lean core."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """The caller's variables that toolchain discovery reads (`LEAN`, `LEAN_SYSROOT`, `PATH`, `HOME`)."""
    allow_unsandboxed_lean: bool = True
    """Run Lean even where no layer cuts off network and files; a server for strangers sets it to False."""
    policies: Path | None = None
    """Socket on which policies can be asked; None where there is no policy service."""


@dataclass(frozen=True, slots=True)
class Call:
    """What an operation knows of the call it serves."""

    deadline: float
    """`time.monotonic()` by which the answer must have been given; the worker is killed soon after."""
    settings: EngineSettings


@dataclass(frozen=True, slots=True)
class Violation:
    """One fault of a request: a `google.rpc.BadRequest.FieldViolation`."""

    field: str
    """Path of the field in the request, such as `equation.lhs`."""
    description: str
    """The reason, with line and column where the field is a text."""
    reason: str = ""
    """Upper-case code of the fault, such as `UNKNOWN_CONSTRUCTION`."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A refusal on its way to the caller; crosses process boundaries, so it holds plain values only."""

    code: grpc.StatusCode
    reason: str
    """Upper-case code for `google.rpc.ErrorInfo.reason`."""
    message: str
    violations: tuple[Violation, ...] = ()
    preconditions: tuple[Violation, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    retry_after: float | None = None
    """Seconds after which the same call may fare better; None where waiting cannot help."""


@dataclass(frozen=True, slots=True)
class Operation(Generic[Request, Response]):
    """One RPC."""

    method: str
    """Full path, such as `/trivium_api.cas.v1.CasService/CheckEqual`."""
    request: type[Request]
    response: type[Response]
    run: Callable[[Request, Call], Iterable[Response]]
    """Answers a request; yields exactly one message for a unary method. A module-level function."""
    default_wall: float
    """Seconds allowed to a request that names no budget."""
    exhausted: Callable[[Request, Any, str], Response] | None = None
    """The answer (a last message) for a request whose worker had to be killed at the end of its budget or died:
    given the `Reason` and its words. Without it such a call fails with an error status."""

    def descriptor(self) -> MethodDescriptor:
        """The method's descriptor; raises KeyError where no such method is known."""
        service, _, name = self.method.removeprefix("/").rpartition("/")
        return descriptor_pool.Default().FindServiceByName(service).methods_by_name[name]

    @property
    def streaming(self) -> bool:
        """Whether the method answers with a stream."""
        return bool(self.descriptor().server_streaming)


@dataclass(frozen=True, slots=True)
class Service:
    """A service: its operations and how the exceptions of its engine are told to a caller."""

    name: str
    """Full name of its first contract, such as `trivium_api.cas.v1.CasService`; logs and metrics use it."""
    operations: tuple[Operation[Any, Any], ...]
    """The methods of its contracts; it may have several."""
    faults: Mapping[type[Exception], Callable[[Any], Fault]]
    """For each exception class of the engine the function that makes its fault; subclasses follow their nearest
    base. Any other exception is a defect and becomes INTERNAL."""
    preload: tuple[str, ...] = ()
    """Modules that a worker process imports before its first call."""
    warm_up: Callable[[EngineSettings], None] | None = None
    """Called in each worker process before its first call, to have ready what a call would have to wait for; it must
    not raise."""

    def fault(self, error: Exception) -> Fault | None:
        """The fault that tells `error`, or None where the error is a defect."""
        return fault_of(self.faults, error)


def fault_of(faults: Mapping[type[Exception], Callable[[Any], Fault]], error: Exception) -> Fault | None:
    """What a table of faults says of `error`: the entry of its nearest base, or None where there is none."""
    for base in type(error).__mro__:
        if base in faults:
            return faults[base](error)
    return None
