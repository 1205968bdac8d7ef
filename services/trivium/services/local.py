"""The services of this machine without a server: the same operations, in the same killable workers, no sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from types import TracebackType
from typing import Self

from google.protobuf.message import Message

from trivium.services.catalogue import CATALOGUE
from trivium.services.runtime.operation import EngineSettings
from trivium.services.runtime.settings import ServerSettings
from trivium.services.runtime.table import Entry
from trivium.services.runtime.validation import check, wall
from trivium.services.runtime.workers import PoolSettings, WorkerPool


class LocalHost:
    """Runs calls in workers of this process; a service's workers start with its first call.

    Args:
        engine: what the engines may know of this machine.
        parallelism: calls of a service that run at the same time.
        pool: further settings of the workers; `parallelism` and no spares when None.
        sources: module of each service by the full name of its contract; the catalogue when None.
    """

    def __init__(
        self,
        engine: EngineSettings,
        parallelism: int = 1,
        pool: PoolSettings | None = None,
        sources: Mapping[str, str] | None = None,
    ) -> None:
        self._engine = engine
        self._settings = pool or PoolSettings(size=parallelism, spares=0)
        self._sources = sources or {
            contract: offer.operations for offer in CATALOGUE.values() for contract in offer.contracts
        }
        self._pools: dict[str, WorkerPool] = {}
        self._opening = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.gather(*(pool.close() for pool in self._pools.values()))
        self._pools.clear()

    async def unary(self, method: str, request: Message) -> Message:
        """The response of a unary method; arguments and errors as `stream`."""
        pool, entry = await self._open(method, request)
        return entry.response.FromString(await pool.unary(method, request.SerializeToString(), wall=wall(request)))

    async def stream(self, method: str, request: Message) -> AsyncGenerator[Message, None]:
        """The responses of a method, as they come. Leaving the iterator kills the work.

        Args:
            method: full path, such as `/trivium_api.cas.v1alpha1.CasService/CheckEqual`.
            request: its request.

        Raises FaultError as a server would tell it, LoadError where the engine cannot be loaded, KeyError for an
        unknown method.
        """
        pool, entry = await self._open(method, request)
        responses = pool.stream(method, request.SerializeToString(), wall=wall(request))
        async with aclosing(responses):
            async for data in responses:
                yield entry.response.FromString(data)

    async def _open(self, method: str, request: Message) -> tuple[WorkerPool, Entry]:
        check(request)
        service = method.removeprefix("/").rpartition("/")[0]
        async with self._opening:
            if service not in self._pools:
                pool = WorkerPool(self._sources[service], self._engine, self._settings)
                await pool.start()
                self._pools[service] = pool
        pool = self._pools[service]
        return pool, pool.table.entries[method]


def default_engine(environ: Mapping[str, str]) -> EngineSettings:
    """What the engines may know of this machine, for a user's own work on it."""
    return ServerSettings().engine(environ)
