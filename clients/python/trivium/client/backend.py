"""What answers the methods of the services: a server behind a channel, or engines in this machine's workers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Protocol

from google.protobuf.message import Message


class Backend(Protocol):
    """Answers the methods of the services, named as in `trivium.client.methods.METHODS`; all raise TriviumError."""

    async def unary(self, method: str, request: Message, *, timeout: float | None = None) -> Message:
        """The one answer of a unary method."""
        ...

    def stream(self, method: str, request: Message, *, timeout: float | None = None) -> AsyncIterator[Message]:
        """The answers of a streaming method as they come; closing the iterator ends the work."""
        ...

    def exchange(
        self, method: str, messages: AsyncIterator[Message] | Iterable[Message], *, timeout: float | None = None
    ) -> AsyncIterator[Message]:
        """The answers of a method that takes a stream, in the order of `messages`."""
        ...
