"""The asynchronous client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from types import TracebackType
from typing import Self

import grpc
import grpc.aio
from google.protobuf.message import Message

from trivium.client.channel import Target
from trivium.client.errors import from_rpc_error
from trivium.client.methods import METHODS
from trivium.client.services import AsyncServices


class AsyncClient(AsyncServices):
    """A connection to a trivium server: `client.cas`, `.geometry`, `.lean`, `.policies` and `.jobs` hold its calls.

    Every call raises TriviumError when it cannot be carried out. Use it as an asynchronous context manager, or call
    `close`.
    """

    def __init__(self, target: Target | str) -> None:
        self._target = Target(target) if isinstance(target, str) else target
        self._channel = _channel(self._target)
        super().__init__(self)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connection; calls under way are cancelled."""
        await self._channel.close()

    async def unary(self, method: str, request: Message, *, timeout: float | None = None) -> Message:
        """The answer of a unary method, named as in `METHODS`."""
        entry = METHODS[method]
        call = self._channel.unary_unary(entry.path, type(request).SerializeToString, entry.response.FromString)
        try:
            return await call(request, timeout=timeout, metadata=self._target.metadata)
        except grpc.aio.AioRpcError as error:
            raise from_rpc_error(error) from None

    async def stream(self, method: str, request: Message, *, timeout: float | None = None) -> AsyncIterator[Message]:
        """The answers of a streaming method, as they come; leaving the loop cancels the call."""
        entry = METHODS[method]
        start = self._channel.unary_stream(entry.path, type(request).SerializeToString, entry.response.FromString)
        call = start(request, timeout=timeout, metadata=self._target.metadata)
        try:
            async for message in call:
                yield message
        except grpc.aio.AioRpcError as error:
            raise from_rpc_error(error) from None
        finally:
            call.cancel()

    async def exchange(
        self, method: str, messages: AsyncIterator[Message] | Iterable[Message], *, timeout: float | None = None
    ) -> AsyncIterator[Message]:
        """The answers of a method that takes a stream, in the order of `messages`; leaving the loop cancels it."""
        entry = METHODS[method]
        start = self._channel.stream_stream(entry.path, _serialized, entry.response.FromString)
        given = messages if isinstance(messages, AsyncIterator) else iter(messages)
        call = start(given, timeout=timeout, metadata=self._target.metadata)
        try:
            async for message in call:
                yield message
        except grpc.aio.AioRpcError as error:
            raise from_rpc_error(error) from None
        finally:
            call.cancel()


def _serialized(message: Message) -> bytes:
    data: bytes = message.SerializeToString()
    return data


def _channel(target: Target) -> grpc.aio.Channel:
    if target.root_certificates is None:
        return grpc.aio.insecure_channel(target.address, options=target.options)
    credentials = grpc.ssl_channel_credentials(target.root_certificates, target.client_key, target.client_certificate)
    return grpc.aio.secure_channel(target.address, credentials, options=target.options)
