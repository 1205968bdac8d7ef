"""A service that another server carries out: its bytes pass through undecoded, both ways.

Deadlines, cancellation, request ids, traces and the details of a status pass through as well.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import grpc
import grpc.aio
from google.protobuf.descriptor import MethodDescriptor, ServiceDescriptor
from google.rpc import error_details_pb2, status_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc  # type: ignore[import-untyped]

from trivium.services.runtime.authentication import ANYONE, ON_BEHALF_OF
from trivium.services.runtime.call_context import CURRENT
from trivium.services.runtime.endpoint import generic_handlers
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Fault, Violation
from trivium.services.runtime.status import DETAILS_KEY

_PROBE_TIMEOUT = 1.0
_LARGEST = 64 << 20
_OPTIONS = [
    ("grpc.max_receive_message_length", _LARGEST),
    ("grpc.max_send_message_length", _LARGEST),
    ("grpc.keepalive_time_ms", 30_000),
    ("grpc.keepalive_timeout_ms", 10_000),
    ("grpc.enable_retries", 0),
    # a name may stand for many servers
    ("grpc.lb_policy_name", "round_robin"),
    # a backend that comes back is to be found soon
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 2000),
]


class ProxiedEndpoint:
    """A service on a backend."""

    def __init__(
        self,
        short_name: str,
        contracts: Sequence[ServiceDescriptor],
        address: str,
        token: str = "",
        authorities: Path | None = None,
    ) -> None:
        self.contracts: tuple[str, ...] = tuple(contract.full_name for contract in contracts)
        self._short_name = short_name
        self._methods = tuple(method for contract in contracts for method in contract.methods)
        self._address = address
        self._token = token
        self._authorities = authorities
        self._channel: grpc.aio.Channel | None = None

    async def start(self) -> None:
        """Open the channel; the backend itself may come later."""
        if self._authorities is None:
            self._channel = grpc.aio.insecure_channel(self._address, options=_OPTIONS)
        else:
            credentials = grpc.ssl_channel_credentials(self._authorities.read_bytes())
            self._channel = grpc.aio.secure_channel(self._address, credentials, options=_OPTIONS)

    async def drain(self) -> None:
        """Nothing: the backend works for those who call."""

    async def close(self) -> None:
        """Close the channel; calls under way are cancelled."""
        if self._channel is not None:
            await self._channel.close()

    async def serving(self) -> bool:
        """What the backend says of its own health."""
        assert self._channel is not None
        probe = health_pb2_grpc.HealthStub(self._channel)
        try:
            answers = await asyncio.gather(
                *(
                    probe.Check(health_pb2.HealthCheckRequest(service=name), timeout=_PROBE_TIMEOUT)
                    for name in self.contracts
                )
            )
        except grpc.aio.AioRpcError:
            return False
        return all(answer.status == health_pb2.HealthCheckResponse.SERVING for answer in answers)

    def handlers(self) -> Sequence[grpc.GenericRpcHandler]:
        """Handlers that pass bytes on."""
        assert self._channel is not None
        channel = self._channel
        return generic_handlers(
            {(path := _path(method)): self._handler(channel, path, method) for method in self._methods}
        )

    def _handler(
        self, channel: grpc.aio.Channel, path: str, method: MethodDescriptor
    ) -> grpc.RpcMethodHandler[Any, Any]:
        if method.client_streaming:
            return grpc.stream_stream_rpc_method_handler(self._items(channel.stream_stream(path)))
        if method.server_streaming:
            start_stream: grpc.aio.UnaryStreamMultiCallable[bytes, bytes] = channel.unary_stream(path)

            async def stream(request: bytes, context: grpc.aio.ServicerContext[Any, Any]) -> AsyncIterator[bytes]:
                call = start_stream(request, **self._onward())
                try:
                    async for response in call:
                        yield response
                except grpc.aio.AioRpcError as error:
                    raise self._fault(error) from None
                finally:
                    call.cancel()

            return grpc.unary_stream_rpc_method_handler(stream)
        start: grpc.aio.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(path)

        async def unary(request: bytes, context: grpc.aio.ServicerContext[Any, Any]) -> bytes:
            call = start(request, **self._onward())
            try:
                response: bytes = await call
            except grpc.aio.AioRpcError as error:
                raise self._fault(error) from None
            finally:
                call.cancel()
            return response

        return grpc.unary_unary_rpc_method_handler(unary)

    def _items(
        self, start: grpc.aio.StreamStreamMultiCallable[bytes, bytes]
    ) -> Callable[[AsyncIterator[bytes], object], AsyncIterator[bytes]]:
        async def items(requests: AsyncIterator[bytes], context: object) -> AsyncIterator[bytes]:
            call = start(requests, **self._onward())
            try:
                async for response in call:
                    yield response
            except grpc.aio.AioRpcError as error:
                raise self._fault(error) from None
            finally:
                call.cancel()

        return items

    def _onward(self) -> dict[str, Any]:
        """The whole of the deadline, of which the backend keeps back its margin, and metadata."""
        call = CURRENT.get()
        metadata = [("x-request-id", call.request_id)]
        if call.tenant != ANYONE:
            metadata.append((ON_BEHALF_OF, quote(call.tenant)))
        if call.trace:
            metadata.append(("traceparent", call.trace))
        if self._token:
            metadata.append(("authorization", f"Bearer {self._token}"))
        timeout = None
        if call.deadline is not None:
            timeout = max(call.deadline - asyncio.get_running_loop().time(), 0.001)
        return {"timeout": timeout, "metadata": tuple(metadata)}

    def _fault(self, error: grpc.aio.AioRpcError) -> FaultError:
        return FaultError(backend_fault(self._short_name, error))


def backend_fault(name: str, error: grpc.aio.AioRpcError) -> Fault:
    """What the backend of a service told, or what its silence means."""
    for key, value in error.trailing_metadata() or ():
        if key == DETAILS_KEY:
            return fault_of(error.code(), status_pb2.Status.FromString(value))
    if error.code() is grpc.StatusCode.UNAVAILABLE:
        return _unreachable(name)
    # words of the transport may hold addresses
    words = f"the {name} backend ended the call with {error.code().name}"
    return Fault(error.code(), f"BACKEND_{error.code().name}", words, metadata=(("service", name),))


def _path(method: MethodDescriptor) -> str:
    return f"/{method.containing_service.full_name}/{method.name}"


def _unreachable(name: str) -> Fault:
    return Fault(
        grpc.StatusCode.UNAVAILABLE,
        "BACKEND_UNAVAILABLE",
        f"the {name} backend cannot be reached",
        metadata=(("service", name),),
        retry_after=1.0,
    )


def fault_of(code: grpc.StatusCode, status: status_pb2.Status) -> Fault:
    """The fault that a backend's status tells; inverse of `rich_status`."""
    info, bad = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
    failure, retry = error_details_pb2.PreconditionFailure(), error_details_pb2.RetryInfo()
    found = {id(known) for detail in status.details for known in (info, bad, failure, retry) if detail.Unpack(known)}
    return Fault(
        code=code,
        reason=info.reason,
        message=status.message,
        violations=tuple(Violation(v.field, v.description, v.reason) for v in bad.field_violations),
        preconditions=tuple(Violation(v.subject, v.description, v.type) for v in failure.violations),
        metadata=tuple(sorted(info.metadata.items())),
        retry_after=retry.retry_delay.ToNanoseconds() / 1e9 if id(retry) in found else None,
    )
