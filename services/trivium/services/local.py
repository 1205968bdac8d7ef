"""The services of this machine without a server: the same operations, in the same killable workers, no sockets.

A service that keeps state between calls, such as that of jobs, keeps it in its folder; what a call waits for is carried
out while it waits.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import structlog
from google.protobuf.message import Message

from trivium.services.catalogue import CATALOGUE
from trivium.services.gateway.policies import POLICY, PolicyHost, order_of
from trivium.services.runtime.opening import Opening
from trivium.services.runtime.operation import EngineSettings
from trivium.services.runtime.resident import (
    Caller,
    Resident,
    ResidentOperation,
    stream_answers,
    unary_answer,
)
from trivium.services.runtime.settings import ServerSettings, load_settings
from trivium.services.runtime.table import Entry, contract_of
from trivium.services.runtime.validation import check, wall
from trivium.services.runtime.workers import PoolSettings, WorkerPool

BUILT_IN = frozenset({"portfolio", "certificates"})
"""Policies that the prover has itself."""


class LocalHost:
    """Runs calls in workers of this process; a service's workers start with its first call.

    Args:
        engine: what the engines may know of this machine.
        parallelism: calls of a service that run at the same time.
        pool: further settings of the workers; `parallelism` and no spares when None.
        open_resident: opens the services that keep state, by the full name of a contract; none when None.
        sources: module of each service by the full name of its contract; the catalogue when None.
        policies: the policy service; it starts with the first call that asks for one of its policies.
    """

    def __init__(
        self,
        engine: EngineSettings,
        parallelism: int = 1,
        pool: PoolSettings | None = None,
        sources: Mapping[str, str] | None = None,
        open_resident: Callable[[str], Resident | None] | None = None,
        policies: PolicyHost | None = None,
    ) -> None:
        self._engine = engine if policies is None else replace(engine, policies=policies.line)
        self._policies = policies
        self._settings = pool or PoolSettings(size=parallelism, spares=0)
        self._sources = sources or {
            contract: offer.operations for offer in CATALOGUE.values() for contract in offer.contracts
        }
        self._open_resident = open_resident or (lambda contract: None)
        self._pools: dict[str, Opening[WorkerPool]] = {}
        self._residents: dict[str, Resident | None] = {}
        self._opening = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        residents = {id(found): found for found in self._residents.values() if found is not None}
        for resident in residents.values():
            await resident.drain()
            await resident.close()
        pools = await asyncio.gather(*(pool.settle() for pool in self._pools.values()))
        await asyncio.gather(*(pool.close() for pool in pools if pool is not None))
        self._residents.clear()
        self._pools.clear()
        if self._policies is not None:
            await self._policies.close()

    async def unary(self, method: str, request: Message) -> Message:
        """The response of a unary method; arguments and errors as `stream`."""
        found = await self._resident(method, request)
        if found is not None:
            return await unary_answer(*found, request, Caller())
        pool, entry = await self._open(method, request)
        return entry.response.FromString(await pool.unary(method, request.SerializeToString(), wall=wall(request)))

    async def stream(self, method: str, request: Message) -> AsyncGenerator[Message, None]:
        """The responses of a method, as they come. Leaving the iterator kills the work.

        Args:
            method: full path, such as `/trivium_api.cas.v1.CasService/CheckEqual`.
            request: its request.

        Raises FaultError as a server would tell it, LoadError where the engine cannot be loaded, KeyError for an
        unknown method.
        """
        found = await self._resident(method, request)
        if found is not None:
            async with aclosing(stream_answers(*found, request, Caller())) as answers:
                async for answer in answers:
                    yield answer
            return
        pool, entry = await self._open(method, request)
        responses = pool.stream(method, request.SerializeToString(), wall=wall(request))
        async with aclosing(responses):
            async for data in responses:
                yield entry.response.FromString(data)

    async def _resident(self, method: str, request: Message) -> tuple[Resident, ResidentOperation[Any, Any]] | None:
        """The service that keeps state, and its method; None where the method's service keeps none."""
        contract = contract_of(method)
        async with self._opening:
            if contract not in self._residents:
                opened = await self._relay() if contract in CATALOGUE[POLICY].contracts else None
                opened = opened or self._open_resident(contract)
                if opened is not None:
                    await opened.start()
                    self._residents |= {contract_of(entry.method): opened for entry in opened.operations}
                else:
                    self._residents[contract] = None
        resident = self._residents[contract]
        if resident is None:
            return None
        check(request)
        return resident, next(entry for entry in resident.operations if entry.method == method)

    async def _open(self, method: str, request: Message) -> tuple[WorkerPool, Entry]:
        check(request)
        service = contract_of(method)
        async with self._opening:
            if self._policies is not None and _asks_for_policies(request):
                await self._policies.begin()
        if service not in self._pools:
            self._pools[service] = Opening(functools.partial(self._opened, self._sources[service]))
        pool = await self._pools[service].get()
        return pool, pool.table.entries[method]

    async def _opened(self, source: str) -> WorkerPool:
        pool = WorkerPool(source, self._engine, self._settings)
        await pool.start()
        return pool

    async def _relay(self) -> Resident | None:
        """The way to the policy service, which is started where it was not; raises LoadError."""
        if self._policies is None:
            return None
        from trivium.services.policy.relay import PolicyRelay  # most calls ask for no policy

        await self._policies.begin()
        return PolicyRelay(self._policies.address)


def _asks_for_policies(request: Message) -> bool:
    """Whether a request names a policy that no engine has built in."""
    if "policies" not in request.DESCRIPTOR.fields_by_name:
        return False
    return any(name not in BUILT_IN for name in getattr(request, "policies"))  # noqa: B009 - not every message has it


def default_policies(environ: Mapping[str, str]) -> PolicyHost:
    """The policy service of a user's own policies, or of the one that the settings name; not yet started."""
    return PolicyHost(lambda: order_of(load_settings({}, environ), environ), environ)


def default_engine(environ: Mapping[str, str], policies: Path | None = None) -> EngineSettings:
    """What the engines may know of this machine, for a user's own work on it; `policies` is the socket of a service."""
    return ServerSettings().engine(environ, policies)


def jobs_on_demand(
    settings: ServerSettings, environ: Mapping[str, str], log: structlog.typing.FilteringBoundLogger
) -> Callable[[str], Resident | None]:
    """Opens the jobs of a folder, where one of their contracts is asked for."""

    def opened(contract: str) -> Resident | None:
        if contract not in CATALOGUE["jobs"].contracts:
            return None
        from trivium.services.jobs.servicer import open_resident  # most calls are of engines

        return open_resident(settings, environ, log, on_demand=True)

    return opened
