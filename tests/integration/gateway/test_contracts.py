"""A service with several contracts, and one that lives in the server: hosted, and carried out by a backend."""

from __future__ import annotations

import asyncio
import hashlib
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import grpc
import grpc.aio
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from specimen_server import BOTH, open_server

from trivium.client import AsyncClient, Target, requests
from trivium.client.errors import TriviumError
from trivium.services.runtime.server import Server
from trivium_api.cas.v1 import cas_service_pb2

pytestmark = pytest.mark.anyio
GRPCURL = Path(sys.executable).parent / "grpcurl"


@asynccontextmanager
async def served(name: str, where: str, **settings: object) -> AsyncIterator[tuple[Server, Server]]:
    """The server that carries a service out, and the one that is asked."""
    async with open_server(services=(name,), **settings) as backend:
        if where == "here":
            yield backend, backend
            return
        async with open_server(services=(name,), backends={name: backend.address}, **settings) as gateway:
            yield backend, gateway


WHERE = pytest.mark.parametrize("where", ["here", "on a backend"])


@WHERE
async def test_every_contract_of_a_service_is_served_shown_and_healthy(where: str) -> None:
    async with served("both", where) as (_, asked), AsyncClient(asked.address) as client:
        assert (await client.cas.check_equal("echo one")).detail == "one"
        assert (await client.geometry.solve("echo other")).detail == "other"
        process = await asyncio.create_subprocess_exec(
            GRPCURL, "-plaintext", asked.address, "list", stdout=asyncio.subprocess.PIPE
        )
        listed = (await process.communicate())[0].decode().split()
        assert set(BOTH.contracts) <= set(listed)
        async with grpc.aio.insecure_channel(asked.address) as channel:
            for contract in BOTH.contracts:
                request = health_pb2.HealthCheckRequest(service=contract)
                assert (await health_pb2_grpc.HealthStub(channel).Check(request)).status == 1


@WHERE
async def test_a_resident_service_keeps_state_and_its_refusals_are_told(where: str) -> None:
    async with served("resident", where) as (_, asked), AsyncClient(asked.address) as client:
        watched = asyncio.create_task(client.geometry.solve("3"))
        answers = [(await client.cas.check_equal("x")).detail for _ in range(3)]
        assert answers == ["1", "2", "3"]
        assert (await watched).detail == "3"
        with pytest.raises(TriviumError) as caught:
            await client.cas.check_equal("too many")
        assert (caught.value.code, caught.value.reason) == ("OUT_OF_RANGE", "TOO_MANY")
        with pytest.raises(TriviumError, match="lhs"):
            await client.cas.check_equal("")


async def test_a_resident_service_is_told_the_tenant() -> None:
    tokens = {"ada": hashlib.sha256(b"secret").hexdigest()}
    async with (
        open_server(services=("resident",), tokens=tokens) as server,
        AsyncClient(Target(server.address, "secret")) as client,
    ):
        assert (await client.cas.check_equal("x")).name == "ada"


@WHERE
async def test_calls_that_wait_take_no_turn_from_calls_that_compute(where: str) -> None:
    limits = {"tenant_running": 1, "tenant_waiting": 0, "tenant_streams": 3, "max_wall": 0.3}
    async with served("resident", where, **limits) as (_, asked), AsyncClient(asked.address) as client:
        streams = [client.stream("GeometryService.Solve", requests.solve("1")) for _ in range(3)]
        for stream in streams:
            assert (await anext(aiter(stream))).progress.rounds == 0
        with pytest.raises(TriviumError) as caught:
            _ = [event async for event in client.stream("GeometryService.Solve", requests.solve("1"))]
        assert caught.value.code == "RESOURCE_EXHAUSTED"
        await asyncio.sleep(0.5)  # longer than the largest budget: who waits has none
        assert (await client.cas.check_equal("x")).detail == "1"
        for stream in streams:
            assert (await anext(aiter(stream))).solution.detail == "1"


@WHERE
async def test_a_server_that_stops_does_not_wait_for_calls_that_wait(where: str) -> None:
    async with served("resident", where) as (_, asked), AsyncClient(asked.address) as client:
        stream = client.stream("GeometryService.Solve", requests.solve("1"))
        await anext(aiter(stream))
        began = time.monotonic()
        stopping = asyncio.create_task(asked.close(grace=20.0))
        with pytest.raises(TriviumError) as caught:
            await anext(aiter(stream))
        assert (caught.value.code, caught.value.reason) == ("UNAVAILABLE", "STOPPING")
        assert caught.value.retry_after
        await stopping
        assert time.monotonic() - began < 5
        if where == "here":
            assert asked._endpoints[0].resident.ended == ["drained", "closed"]


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def asked_by(address: str, token: str, **metadata: str) -> str:
    """The tenant that the resident service is told of a call with that token."""
    pairs = (("authorization", f"Bearer {token}"), *((key.replace("_", "-"), value) for key, value in metadata.items()))
    async with grpc.aio.insecure_channel(address) as channel:
        method = "/trivium_api.cas.v1.CasService/CheckEqual"
        data = await channel.unary_unary(method)(requests.check_equal("x").SerializeToString(), metadata=pairs)
    return str(cas_service_pb2.CheckEqualResponse.FromString(data).judgement.name)


async def test_a_backend_is_told_whose_call_a_gateway_passes_on_and_believes_nobody_else() -> None:
    """All tenants of a gateway were one tenant to its backend, where each saw the jobs of all."""
    people = {"ada": digest("a"), "böb": digest("b")}
    between = {"gateway": digest("g"), "eve": digest("e")}
    async with (
        open_server(services=("resident",), tokens=between, delegates=("gateway",)) as backend,
        open_server(
            services=("resident",), tokens=people, backends={"resident": backend.address}, backend_token="g"
        ) as gateway,
    ):
        assert [await asked_by(gateway.address, token) for token in "ab"] == ["ada", "böb"]
        assert await asked_by(gateway.address, "a", x_trivium_tenant="b%C3%B6b") == "ada"
        assert await asked_by(backend.address, "e", x_trivium_tenant="ada") == "eve"
        assert await asked_by(backend.address, "g") == "gateway"


async def test_a_server_without_tokens_takes_nobodys_word_for_a_tenant_unless_told_to() -> None:
    """Whoever reached a server that asked for no token could see the jobs of any tenant by naming it."""
    async with open_server(services=("resident",)) as backend:
        assert await asked_by(backend.address, "", x_trivium_tenant="ada") == "anyone"
    async with (
        open_server(services=("resident",), delegates=("anyone",)) as backend,
        open_server(
            services=("resident",), tokens={"ada": digest("a")}, backends={"resident": backend.address}
        ) as gateway,
    ):
        assert await asked_by(gateway.address, "a") == "ada"
