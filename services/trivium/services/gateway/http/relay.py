"""Calls of the gateway's own methods, over a private socket: requests of the HTTP port enter where all others do."""

from __future__ import annotations

import importlib
from collections.abc import AsyncGenerator, AsyncIterable, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Any

import grpc
import grpc.aio
from google.protobuf import message_factory
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message import Message
from google.rpc import status_pb2

from trivium.services.catalogue import Offer
from trivium.services.gateway.proxy import fault_of
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Fault
from trivium.services.runtime.status import DETAILS_KEY

_LARGEST = 64 << 20
_OPTIONS = [
    ("grpc.max_receive_message_length", _LARGEST),
    ("grpc.max_send_message_length", _LARGEST),
    # a call that a client has cancelled must not be tried again on its behalf
    ("grpc.enable_retries", 0),
]


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the gateway."""

    path: str
    """Such as `/trivium_api.cas.v1.CasService/CheckEqual`."""
    request: type[Message]
    response: type[Message]
    streams_requests: bool
    streams_responses: bool


@dataclass(frozen=True, slots=True)
class Caller:
    """On whose behalf a call is made."""

    token: str = ""
    """Bearer token that the gateway finds the tenant by; none is sent when empty."""
    request_id: str = ""
    timeout: float | None = None
    """Seconds after which the caller gives up; None: when the longest budget ends."""

    @property
    def metadata(self) -> tuple[tuple[str, str], ...]:
        """Metadata of its calls."""
        pairs = (("authorization", f"Bearer {self.token}" if self.token else ""), ("x-request-id", self.request_id))
        return tuple((key, value) for key, value in pairs if value)


class Relay:
    """Calls methods by their path; each raises FaultError as the gateway tells it.

    Args:
        address: where the gateway listens for this process.
        offers: the services that it serves.
    """

    def __init__(self, address: str, offers: Mapping[str, Offer]) -> None:
        self._channel = grpc.aio.insecure_channel(address, options=_OPTIONS)
        self.methods: dict[str, Method] = {}
        for offer in offers.values():
            for stubs in offer.stubs:
                with suppress(ModuleNotFoundError):  # where it exists, the JSON of an `Any` needs it
                    importlib.import_module(f"{stubs.rpartition('.')[0]}.certificate_pb2")
            for service in offer.descriptors():
                self.methods |= {f"/{service.full_name}/{method.name}": _method(method) for method in service.methods}

    async def close(self) -> None:
        """Close the channel; calls under way are cancelled."""
        await self._channel.close()

    def method(self, service: str, name: str) -> Method:
        """A method by its service's name, with its package or without, and its own.

        Raises FaultError where there is none.
        """
        if "." not in service:
            return self.find(f"{service}/{name}")
        path = f"/{service}/{name}"
        if path not in self.methods:
            raise FaultError(Fault(grpc.StatusCode.UNIMPLEMENTED, "UNKNOWN_METHOD", "this server has no such method"))
        return self.methods[path]

    def find(self, short: str) -> Method:
        """A method such as `ProverService/Suggest`; raises FaultError where none is served."""
        for path, method in self.methods.items():
            if path.endswith(f".{short}"):
                return method
        words = f"this server does not serve {short.partition('/')[0]}"
        raise FaultError(Fault(grpc.StatusCode.UNIMPLEMENTED, "SERVICE_NOT_SERVED", words))

    async def unary(self, method: Method, request: Message, caller: Caller) -> Any:
        """The one response; cancelling the task cancels the work."""
        last: Message | None = None
        async with aclosing(self.stream(method, request, caller)) as responses:
            async for response in responses:
                last = response
        assert last is not None
        return last

    async def stream(
        self, method: Method, requests: Message | AsyncIterable[Message], caller: Caller
    ) -> AsyncGenerator[Any, None]:
        """The responses as they come; leaving the iterator cancels the work."""
        call = self._start(method, requests, caller)
        try:
            if method.streams_responses:
                async for response in call:
                    yield response
            else:
                yield await call
        except grpc.aio.AioRpcError as error:
            raise FaultError(_fault(error)) from None
        finally:
            call.cancel()

    def _start(self, method: Method, requests: Message | AsyncIterable[Message], caller: Caller) -> Any:
        kind = f"{_kind(method.streams_requests)}_{_kind(method.streams_responses)}"
        start = getattr(self._channel, kind)(method.path, _serialized, method.response.FromString)
        return start(requests, metadata=caller.metadata, timeout=caller.timeout)


def _method(method: MethodDescriptor) -> Method:
    return Method(
        path=f"/{method.containing_service.full_name}/{method.name}",
        request=message_factory.GetMessageClass(method.input_type),
        response=message_factory.GetMessageClass(method.output_type),
        streams_requests=bool(method.client_streaming),
        streams_responses=bool(method.server_streaming),
    )


def _serialized(message: Message) -> bytes:
    return message.SerializeToString()


def _kind(streams: bool) -> str:
    return "stream" if streams else "unary"


def _fault(error: grpc.aio.AioRpcError) -> Fault:
    for key, value in error.trailing_metadata() or ():
        if key == DETAILS_KEY:
            return fault_of(error.code(), status_pb2.Status.FromString(value))
    if error.code() is grpc.StatusCode.DEADLINE_EXCEEDED:
        return Fault(error.code(), "DEADLINE_EXCEEDED", "the call took longer than its caller allows")
    if error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED:
        return Fault(error.code(), "TOO_LARGE", "the message is larger than this server takes")
    return Fault(grpc.StatusCode.UNAVAILABLE, "GATEWAY_ENDED", "the gateway ended the call", retry_after=1.0)
