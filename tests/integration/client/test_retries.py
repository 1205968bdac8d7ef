"""gRPC's own retries, against a server that is not there, comes late, or refuses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import grpc
import grpc.aio
import pytest

from trivium.client import AsyncClient, Retries, Target, TriviumError
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.cas.v1 import cas_service_pb2_grpc as cas_grpc
from trivium_api.prover.v1 import prover_service_pb2_grpc as prover_grpc
from trivium_api.prover.v1 import session_pb2

pytestmark = pytest.mark.anyio
QUICK = Retries(attempts=4, first=0.01, longest=0.05)


class Moody(cas_grpc.CasServiceServicer, prover_grpc.ProverServiceServicer):
    """Refuses the first calls with a status, and answers the next."""

    def __init__(self, refusals: int, status: grpc.StatusCode = grpc.StatusCode.UNAVAILABLE) -> None:
        self.refusals, self.status, self.calls = refusals, status, 0

    async def CheckEqual(self, request: cas.CheckEqualRequest, context: object) -> cas.CheckEqualResponse:
        await self._refuse(context)
        return cas.CheckEqualResponse(judgement=cas.Judgement(detail=request.equation.lhs))

    async def OpenSession(self, request: object, context: object) -> session_pb2.OpenSessionResponse:
        await self._refuse(context)
        return session_pb2.OpenSessionResponse(session="0" * 32)

    async def _refuse(self, context: object) -> None:
        self.calls += 1
        if self.calls <= self.refusals:
            await context.abort(self.status, "not now")  # type: ignore[attr-defined]


@asynccontextmanager
async def serve(service: Moody) -> AsyncIterator[str]:
    server = grpc.aio.server()
    cas_grpc.add_CasServiceServicer_to_server(service, server)
    prover_grpc.add_ProverServiceServicer_to_server(service, server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        await server.stop(None)


async def test_a_call_that_found_no_server_is_tried_again() -> None:
    service = Moody(2)
    async with serve(service) as address, AsyncClient(Target(address, retries=QUICK)) as client:
        assert (await client.cas.check_equal("x")).detail == "x"
    assert service.calls == 3


async def test_tries_end() -> None:
    service = Moody(99)
    async with serve(service) as address, AsyncClient(Target(address, retries=QUICK)) as client:
        with pytest.raises(TriviumError) as caught:
            await client.cas.check_equal("x")
    assert (caught.value.code, service.calls) == ("UNAVAILABLE", 4)


@pytest.mark.parametrize("status", [grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.INTERNAL])
async def test_a_refusal_is_not_tried_again(status: grpc.StatusCode) -> None:
    service = Moody(99, status)
    async with serve(service) as address, AsyncClient(Target(address, retries=QUICK)) as client:
        with pytest.raises(TriviumError):
            await client.cas.check_equal("x")
    assert service.calls == 1


async def test_what_leaves_something_behind_is_tried_once() -> None:
    service = Moody(1)
    async with serve(service) as address, AsyncClient(Target(address, retries=QUICK)) as client:
        with pytest.raises(TriviumError):
            await client.lean.open_session()
        assert await client.lean.open_session() == "0" * 32
    assert service.calls == 2


async def test_retries_can_be_switched_off() -> None:
    service = Moody(1)
    async with serve(service) as address, AsyncClient(Target(address, retries=None)) as client:
        with pytest.raises(TriviumError):
            await client.cas.check_equal("x")
    assert service.calls == 1
