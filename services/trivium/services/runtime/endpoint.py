"""A service on a server: its contracts, their handlers, and whether it can answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing
from typing import Any, Protocol

import grpc
from google.protobuf.message import Message

from trivium.services.runtime.call_context import CURRENT, CallContext
from trivium.services.runtime.conversation import Defect
from trivium.services.runtime.items import answer_item, answer_items
from trivium.services.runtime.operation import EngineSettings
from trivium.services.runtime.table import Entry, contract_of
from trivium.services.runtime.validation import Item, Payload, item_reader, reader, wall
from trivium.services.runtime.workers import PoolSettings, WorkerPool


class Endpoint(Protocol):
    """One service of a server."""

    contracts: tuple[str, ...]
    """Full names of its proto services, such as `trivium_api.cas.v1.CasService`; set once started."""

    async def start(self) -> None:
        """Make ready to serve."""

    async def drain(self) -> None:
        """The server is about to end: take on no further work of its own accord. Calls may still come."""

    async def close(self) -> None:
        """End whatever `start` began."""

    async def serving(self) -> bool:
        """Whether a call can be expected to be answered."""
        ...

    def handlers(self) -> Sequence[grpc.GenericRpcHandler]:
        """The handlers of its methods, one for each contract."""
        ...


def generic_handlers(methods: Mapping[str, grpc.RpcMethodHandler[Any, Any]]) -> list[grpc.GenericRpcHandler]:
    """The handlers of methods, given by full path, as a server takes them: one for each contract."""
    contracts: dict[str, dict[str, grpc.RpcMethodHandler[Any, Any]]] = {}
    for path, handler in methods.items():
        contracts.setdefault(contract_of(path), {})[path.rpartition("/")[2]] = handler
    return [grpc.method_handlers_generic_handler(name, handlers) for name, handlers in contracts.items()]


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
        self.contracts: tuple[str, ...] = ()
        self.pool = WorkerPool(source, engine, settings, on_defect)
        self._max_wall = max_wall

    async def start(self) -> None:
        """Start the workers; raises LoadError."""
        self.contracts = (await self.pool.start()).contracts

    async def drain(self) -> None:
        """Nothing: workers do only what calls ask for."""

    async def close(self) -> None:
        """Kill the workers."""
        await self.pool.close()

    async def serving(self) -> bool:
        """Whether workers can be had."""
        return self.pool.staff.serving

    def handlers(self) -> Sequence[grpc.GenericRpcHandler]:
        """Handlers made from the table of the service."""
        return generic_handlers({path: self._handler(entry) for path, entry in self.pool.table.entries.items()})

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
