"""Searches under way: an iterator over what happens, and the answer at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Generator, Iterator
from types import TracebackType
from typing import Any, Generic, Protocol, Self, TypeVar

from google.protobuf.message import Message

from trivium.client.backend import Backend
from trivium.client.call import A, E, Search, deadline
from trivium.client.errors import TriviumError

T = TypeVar("T")


class Loop(Protocol):
    """Runs coroutines for code without an event loop."""

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of `work`."""
        ...


class AsyncSearch(Generic[E, A]):
    """A search under way: iterate over its events, or await it for its answer.

    Leaving its block, or `cancel`, ends the work where it is done.
    """

    def __init__(self, backend: Backend, call: Search[E, A]) -> None:
        self._call = call
        self._messages = backend.stream(call.method, call.request, timeout=deadline(call.wall))
        self._answer: A | None = None

    @property
    def answer(self) -> A:
        """The answer, once the events have ended; raises TriviumError before."""
        if self._answer is None:
            raise TriviumError("FAILED_PRECONDITION", "the search has not ended", reason="NOT_ENDED")
        return self._answer

    def __aiter__(self) -> AsyncIterator[E]:
        return self

    async def __anext__(self) -> E:
        async for message in self._messages:
            event = self._call.event(message)
            if event is not None:
                return event
            self._answer = self._call.answer(message)
        if self._answer is None:
            raise TriviumError("INTERNAL", "the search ended without an answer", reason="NO_ANSWER")
        raise StopAsyncIteration

    def __await__(self) -> Generator[Any, None, A]:
        return self._drain().__await__()

    async def _drain(self) -> A:
        try:
            async for _ in self:
                pass
        finally:
            await self.cancel()
        return self.answer

    async def cancel(self) -> None:
        """End the search; nothing happens where it has ended."""
        await closed(self._messages)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.cancel()


class RunningSearch(Generic[E, A]):
    """The same for code without an event loop; `cancel` may be called from another thread."""

    def __init__(self, loop: Loop, backend: Backend, call: Search[E, A]) -> None:
        self._loop = loop
        self._search = loop.run(_started(backend, call))
        self._step: asyncio.Task[E] | None = None

    @property
    def answer(self) -> A:
        """The answer, once the events have ended; raises TriviumError before."""
        return self._search.answer

    def __iter__(self) -> Iterator[E]:
        return self

    def __next__(self) -> E:
        try:
            return self._loop.run(self._next())
        except StopAsyncIteration:
            raise StopIteration from None

    def wait(self) -> A:
        """Let the search come to its end, and give its answer."""
        with self:
            for _ in self:
                pass
        return self.answer

    def cancel(self) -> None:
        """End the search; a thread that waits for its next event gets TriviumError CANCELLED."""
        self._loop.run(self._cancel())

    async def _next(self) -> E:
        self._step = asyncio.ensure_future(anext(self._search))
        try:
            return await self._step
        except asyncio.CancelledError:
            raise TriviumError("CANCELLED", "the search was cancelled", reason="CANCELLED") from None
        finally:
            self._step = None

    async def _cancel(self) -> None:
        if self._step is not None:
            self._step.cancel()
            await asyncio.wait([self._step])
        await self._search.cancel()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cancel()


async def closed(messages: AsyncIterator[Any]) -> None:
    """Close an iterator of answers, so that the work behind it ends."""
    if isinstance(messages, AsyncGenerator):
        await messages.aclose()


async def _started(backend: Backend, call: Search[E, A]) -> AsyncSearch[E, A]:
    return AsyncSearch(backend, call)


async def read_stream(messages: AsyncIterator[Message], read: Any) -> AsyncGenerator[Any, None]:
    """The messages of a stream, each as `read` gives it; closing it closes the stream."""
    try:
        async for message in messages:
            yield read(message)
    finally:
        await closed(messages)
