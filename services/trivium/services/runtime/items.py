"""A stream of requests, each answered by one response, in order; the fault of one stays with it.

At most a window of items is under way: beyond it nothing more is read, and flow control holds the caller back.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from typing import Any

import grpc
from google.protobuf.message import Message

from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Fault
from trivium.services.runtime.validation import Item, check

_UNDECODABLE = Fault(grpc.StatusCode.INVALID_ARGUMENT, "UNDECODABLE", "the bytes of the item are no message")

Ask = Callable[[Item], Awaitable[bytes]]


async def answer_items(items: AsyncIterator[Item], ask: Ask, window: int) -> AsyncGenerator[bytes, None]:
    """The answers of `ask` in the order of the items; leaving the iterator cancels what is under way."""
    waiting: asyncio.Queue[asyncio.Task[bytes] | None] = asyncio.Queue(window)
    tasks: set[asyncio.Task[bytes]] = set()

    async def read() -> None:
        try:
            async for item in items:
                task = asyncio.ensure_future(ask(item))
                tasks.add(task)
                await waiting.put(task)
        except Exception:
            await waiting.put(None)  # not when cancelled: nobody makes room any more
            raise
        await waiting.put(None)

    reading = asyncio.ensure_future(read())
    try:
        while (task := await waiting.get()) is not None:
            yield await task
            tasks.discard(task)
        await reading
    finally:
        for pending in (reading, *tasks):
            pending.cancel()
        await asyncio.gather(reading, *tasks, return_exceptions=True)


async def answer_item(item: Item, response: type[Message], unary: Callable[[Message], Awaitable[bytes]]) -> bytes:
    """The response to one item; a fault becomes its field `error`, under the item's `id`."""
    if item.message is None:
        return _faulty(item, response, _UNDECODABLE)
    try:
        check(item.message)
        return await unary(item.message)
    except FaultError as error:
        return _faulty(item, response, error.fault)


def _faulty(item: Item, response: type[Message], fault: Fault) -> bytes:
    message: Any = response()
    message.id = getattr(item.message, "id", "")
    message.error.code, message.error.reason, message.error.message = fault.code.name, fault.reason, fault.message
    for v in fault.violations:
        message.error.violations.add(field=v.field, description=v.description, reason=v.reason)
    data: bytes = message.SerializeToString()
    return data
