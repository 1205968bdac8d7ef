"""Calls as methods: each is written once, and is a coroutine of an `AsyncArea` and a plain method of an `Area`."""

from __future__ import annotations

import functools
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Iterator
from typing import Any, Generic, ParamSpec, Self, TypeVar, cast, overload

from google.protobuf.message import Message

from trivium.client.backend import Backend
from trivium.client.call import A, E, Exchange, Search, Stream, Unary, deadline
from trivium.client.running import AsyncSearch, Loop, RunningSearch, closed, read_stream

P = ParamSpec("P")
T = TypeVar("T")


class AsyncArea:
    """The calls of one service, for asyncio."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend


class Area:
    """The calls of one service, for code without an event loop."""

    def __init__(self, backend: Backend, loop: Loop) -> None:
        self.backend, self.loop = backend, loop


class Asked(Generic[P, A]):
    """A method with one answer."""

    def __init__(self, build: Callable[P, Unary[A]]) -> None:
        self.build = build

    @overload
    def __get__(self, area: None, owner: type) -> Self: ...
    @overload
    def __get__(self, area: AsyncArea, owner: type) -> Callable[P, Coroutine[Any, Any, A]]: ...
    @overload
    def __get__(self, area: Area, owner: type) -> Callable[P, A]: ...
    def __get__(self, area: AsyncArea | Area | None, owner: type) -> object:
        if area is None:
            return self

        @functools.wraps(self.build)
        def asked(*args: P.args, **kwargs: P.kwargs) -> object:
            work = ask(area.backend, self.build(*args, **kwargs))
            return area.loop.run(work) if isinstance(area, Area) else work

        return asked


class Streamed(Generic[P, A]):
    """A method with many answers, or with many questions and as many answers: an iterator over them."""

    def __init__(self, build: Callable[P, Stream[A]] | Callable[P, Exchange[A]]) -> None:
        self.build = build

    @overload
    def __get__(self, area: None, owner: type) -> Self: ...
    @overload
    def __get__(self, area: AsyncArea, owner: type) -> Callable[P, AsyncGenerator[A, None]]: ...
    @overload
    def __get__(self, area: Area, owner: type) -> Callable[P, Iterator[A]]: ...
    def __get__(self, area: AsyncArea | Area | None, owner: type) -> object:
        if area is None:
            return self

        @functools.wraps(self.build)
        def streamed(*args: P.args, **kwargs: P.kwargs) -> object:
            call = self.build(*args, **kwargs)
            messages = read_stream(_messages(area.backend, call), call.read)
            return _blocking(area.loop, messages) if isinstance(area, Area) else messages

        return streamed


class Searched(Generic[P, E, A]):
    """A method that searches and gives its answer, whatever happens on the way."""

    def __init__(self, build: Callable[P, Search[E, A]]) -> None:
        self.build = build

    @overload
    def __get__(self, area: None, owner: type) -> Self: ...
    @overload
    def __get__(self, area: AsyncArea, owner: type) -> Callable[P, Coroutine[Any, Any, A]]: ...
    @overload
    def __get__(self, area: Area, owner: type) -> Callable[P, A]: ...
    def __get__(self, area: AsyncArea | Area | None, owner: type) -> object:
        if area is None:
            return self

        @functools.wraps(self.build)
        def searched(*args: P.args, **kwargs: P.kwargs) -> object:
            work = _awaited(area.backend, self.build(*args, **kwargs))
            return area.loop.run(work) if isinstance(area, Area) else work

        return searched


class Watched(Generic[P, E, A]):
    """A method that starts a search and gives it while it runs."""

    def __init__(self, build: Callable[P, Search[E, A]]) -> None:
        self.build = build

    @overload
    def __get__(self, area: None, owner: type) -> Self: ...
    @overload
    def __get__(self, area: AsyncArea, owner: type) -> Callable[P, AsyncSearch[E, A]]: ...
    @overload
    def __get__(self, area: Area, owner: type) -> Callable[P, RunningSearch[E, A]]: ...
    def __get__(self, area: AsyncArea | Area | None, owner: type) -> object:
        if area is None:
            return self

        @functools.wraps(self.build)
        def watched(*args: P.args, **kwargs: P.kwargs) -> object:
            call = self.build(*args, **kwargs)
            if isinstance(area, Area):
                return RunningSearch(area.loop, area.backend, call)
            return AsyncSearch(area.backend, call)

        return watched


async def ask(backend: Backend, call: Unary[A]) -> A:
    """The answer of a unary call."""
    return call.read(await backend.unary(call.method, call.request, timeout=deadline(call.wall)))


async def _awaited(backend: Backend, call: Search[E, A]) -> A:
    return await AsyncSearch(backend, call)


def _messages(backend: Backend, call: Stream[A] | Exchange[A]) -> AsyncIterator[Message]:
    if isinstance(call, Exchange):
        return backend.exchange(call.method, call.messages)
    return backend.stream(call.method, call.request, timeout=deadline(call.wall))


def _blocking(loop: Loop, answers: AsyncGenerator[A, None]) -> Iterator[A]:
    try:
        while True:
            try:
                yield loop.run(_next(answers))
            except StopAsyncIteration:
                return
    finally:
        loop.run(closed(answers))


async def _next(answers: AsyncGenerator[A, None]) -> A:
    return cast("A", await anext(answers))
