"""A service that lives in the server itself: it keeps what outlives a call, and computes nothing on the loop.

Everything else about its calls is as for a hosted one: decoding, validation, the table of faults.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import grpc
from google.protobuf import descriptor_pool
from google.protobuf.message import Message

from trivium.services.runtime.authentication import ANYONE
from trivium.services.runtime.call_context import CURRENT
from trivium.services.runtime.endpoint import generic_handlers
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Fault, fault_of
from trivium.services.runtime.table import contract_of
from trivium.services.runtime.validation import Payload, reader

Request = TypeVar("Request", bound=Message)
Response = TypeVar("Response", bound=Message)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and until when."""

    tenant: str = ANYONE
    until: float | None = None
    """Event loop's time by which a unary answer must have been given; None where the caller waits for ever."""


@dataclass(frozen=True, slots=True)
class ResidentOperation(Generic[Request, Response]):
    """One RPC: a coroutine function for a unary method, an asynchronous generator function for a streaming one."""

    method: str
    """Full path, such as `/google.longrunning.Operations/GetOperation`."""
    request: type[Request]
    response: type[Response]
    run: Callable[[Request, Caller], Awaitable[Response] | AsyncIterator[Response]]

    @property
    def streaming(self) -> bool:
        """Whether the method answers with a stream."""
        service = descriptor_pool.Default().FindServiceByName(contract_of(self.method))
        return bool(service.methods_by_name[self.method.rpartition("/")[2]].server_streaming)


class Resident(Protocol):
    """A service with state."""

    @property
    def operations(self) -> Sequence[ResidentOperation[Any, Any]]:
        """The methods of its contracts."""
        ...

    @property
    def faults(self) -> Mapping[type[Exception], Callable[[Any], Fault]]:
        """As `Service.faults`."""
        ...

    async def start(self) -> None:
        """Make ready to serve."""

    async def drain(self) -> None:
        """Take on no further work of its own accord, and bring what is under way to a good end."""

    async def close(self) -> None:
        """End whatever `start` began."""

    async def serving(self) -> bool:
        """Whether a call can be expected to be answered."""
        ...


class ResidentEndpoint:
    """A resident service on a server."""

    def __init__(self, resident: Resident) -> None:
        self.resident = resident
        self.contracts = tuple(dict.fromkeys(contract_of(entry.method) for entry in resident.operations))

    async def start(self) -> None:
        """Start the service."""
        await self.resident.start()

    async def drain(self) -> None:
        """Let the service come to rest."""
        await self.resident.drain()

    async def close(self) -> None:
        """End the service."""
        await self.resident.close()

    async def serving(self) -> bool:
        """What the service says."""
        return await self.resident.serving()

    def handlers(self) -> Sequence[grpc.GenericRpcHandler]:
        """Handlers made from its operations."""
        return generic_handlers({entry.method: self._handler(entry) for entry in self.resident.operations})

    def _handler(self, entry: ResidentOperation[Any, Any]) -> grpc.RpcMethodHandler[Any, Any]:
        async def unary(payload: Payload, context: object) -> bytes:
            answer = await unary_answer(self.resident, entry, payload.message, _caller())
            return answer.SerializeToString()

        async def stream(payload: Payload, context: object) -> AsyncIterator[bytes]:
            answers = stream_answers(self.resident, entry, payload.message, _caller())
            async with aclosing(answers):
                async for answer in answers:
                    yield answer.SerializeToString()

        if entry.streaming:
            return grpc.unary_stream_rpc_method_handler(stream, reader(entry.request))
        return grpc.unary_unary_rpc_method_handler(unary, reader(entry.request))


async def unary_answer(
    resident: Resident, entry: ResidentOperation[Any, Any], request: Message, caller: Caller
) -> Message:
    """The answer of a unary method; raises FaultError for what the service foresees."""
    try:
        found: Message = await entry.run(request, caller)  # type: ignore[misc]
    except Exception as error:
        raise _told(resident, error) from error
    return found


async def stream_answers(
    resident: Resident, entry: ResidentOperation[Any, Any], request: Message, caller: Caller
) -> AsyncGenerator[Message, None]:
    """The answers of a streaming method, as they come; errors as `unary_answer`."""
    answers: Any = entry.run(request, caller)
    try:
        async with aclosing(answers):
            async for answer in answers:
                yield answer
    except Exception as error:
        raise _told(resident, error) from error


def _told(resident: Resident, error: Exception) -> Exception:
    fault = fault_of(resident.faults, error)
    return error if fault is None else FaultError(fault)


def _caller() -> Caller:
    call = CURRENT.get()
    return Caller(call.tenant, call.until)
