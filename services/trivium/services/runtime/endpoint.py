"""A service on a server: its handlers, and whether it can answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from typing import Any, Protocol

import grpc
from google.protobuf.message import Message

from trivium.services.runtime.items import answer_item, answer_items
from trivium.services.runtime.operation import EngineSettings
from trivium.services.runtime.pipeline import CURRENT, CallContext
from trivium.services.runtime.table import Entry, Table
from trivium.services.runtime.validation import Item, Payload, item_reader, reader, wall
from trivium.services.runtime.workers import Defect, PoolSettings, WorkerPool


class Endpoint(Protocol):
    """One service of a server."""

    name: str
    """Full name, such as `trivium_api.cas.v1alpha1.CasService`; set once started."""

    async def start(self) -> None:
        """Make ready to serve."""

    async def close(self) -> None:
        """End whatever `start` began."""

    async def serving(self) -> bool:
        """Whether a call can be expected to be answered."""
        ...

    def handlers(self) -> grpc.GenericRpcHandler:
        """The handlers of its methods."""
        ...


class HostedEndpoint:
    """A service whose operations run in a worker pool of this server."""

    def __init__(
        self,
        source: str,
        engine: EngineSettings,
        settings: PoolSettings,
        max_wall: float,
        on_defect: Callable[[Defect], None],
    ) -> None:
        self.name = ""
        self.pool = WorkerPool(source, engine, settings, on_defect)
        self._max_wall = max_wall

    async def start(self) -> None:
        """Start the workers; raises LoadError."""
        self.name = (await self.pool.start()).name

    async def close(self) -> None:
        """Kill the workers."""
        await self.pool.close()

    async def serving(self) -> bool:
        """Whether workers can be had."""
        return self.pool.staff.serving

    def handlers(self) -> grpc.GenericRpcHandler:
        """Handlers made from the table of the service."""
        table: Table = self.pool.table
        methods = {entry.method.rpartition("/")[2]: self._handler(entry) for entry in table.entries.values()}
        return grpc.method_handlers_generic_handler(table.name, methods)

    def _handler(self, entry: Entry) -> grpc.RpcMethodHandler[Any, Any]:
        async def unary(payload: Payload, context: object) -> bytes:
            return await self.pool.unary(
                entry.method, payload.data, **self._limits(entry, payload.message, CURRENT.get())
            )

        async def stream(payload: Payload, context: object) -> AsyncIterator[bytes]:
            responses = self.pool.stream(
                entry.method, payload.data, **self._limits(entry, payload.message, CURRENT.get())
            )
            async with aclosing(responses):
                async for response in responses:
                    yield response

        if entry.items:
            return grpc.stream_stream_rpc_method_handler(self._items(entry), item_reader(entry.request))
        if entry.streaming:
            return grpc.unary_stream_rpc_method_handler(stream, reader(entry.request))
        return grpc.unary_unary_rpc_method_handler(unary, reader(entry.request))

    def _items(self, entry: Entry) -> Callable[[AsyncIterator[Item], object], AsyncIterator[bytes]]:
        async def items(requests: AsyncIterator[Item], context: object) -> AsyncIterator[bytes]:
            # what is known of the call is bound here: each item is answered by a task of its own
            call = CURRENT.get()

            async def ask(item: Item) -> bytes:
                async def unary(message: Message) -> bytes:
                    return await self.pool.unary(entry.method, item.data, **self._limits(entry, message, call))

                return await answer_item(item, entry.response, unary)

            answers = answer_items(requests, ask, 2 * self.pool.settings.size)
            async with aclosing(answers):
                async for answer in answers:
                    yield answer

        return items

    def _limits(self, entry: Entry, message: Message, call: CallContext | None = None) -> dict[str, Any]:
        call = call or CURRENT.get()
        asked = wall(message)
        budget = min(entry.default_wall if asked is None else asked, self._max_wall)
        return {"wall": budget, "until": call.until, "grace": call.grace}
