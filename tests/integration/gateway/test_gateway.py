from __future__ import annotations

import asyncio
import hashlib
import time
from pathlib import Path

import grpc
import grpc.aio
import psutil
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from specimen_server import Log, open_server

from trivium.client import AsyncClient, requests
from trivium.client.errors import TriviumError
from trivium.services.catalogue import CATALOGUE
from trivium.services.runtime.settings import SettingsError
from trivium_api.common.v1 import verdict_pb2

pytestmark = pytest.mark.anyio

CAS = CATALOGUE["cas"].contracts[0]
GEOMETRY = CATALOGUE["geometry"].contracts[0]
UNUSED = "127.0.0.1:1"


async def health(address: str, service: str = "") -> bool:
    async with grpc.aio.insecure_channel(address) as channel:
        answer = await health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(service=service))
    return answer.status == health_pb2.HealthCheckResponse.SERVING


async def refused(work: object) -> TriviumError:
    with pytest.raises(TriviumError) as caught:
        await work  # type: ignore[misc]
    return caught.value


async def test_services_here_and_elsewhere_are_served_on_one_port() -> None:
    log = Log()
    async with (
        open_server(log, services=("cas",)) as backend,
        open_server(backends={"cas": backend.address}) as gateway,
        AsyncClient(gateway.address) as client,
    ):
        assert (await client.cas.check_equal("echo far")).detail == "far"
        assert (await client.geometry.solve("echo near")).detail == "near"
        assert await health(gateway.address, CAS)
        assert await health(gateway.address, GEOMETRY)
    assert [line["method"] for line in log.lines if "Cas" in line["method"]] == [f"/{CAS}/CheckEqual"]


async def test_a_stream_passes_through_as_it_is_made() -> None:
    async with (
        open_server(services=("geometry",)) as backend,
        open_server(backends={"geometry": backend.address}) as gateway,
        AsyncClient(gateway.address) as client,
    ):
        times = [
            time.monotonic() async for _ in client.stream("GeometryService.Solve", requests.solve("sleep 0.5", wall=3))
        ]
        assert len(times) == 2
        assert times[1] - times[0] > 0.3
        events = [e async for e in client.stream("GeometryService.Solve", requests.solve("count 2000", wall=9))]
        assert [event.progress.rounds for event in events[:-1]] == list(range(1, 2001))


@pytest.mark.parametrize("words", ["refuse x", "defect x", ""])
async def test_a_refusal_passes_through_with_all_its_details(words: str) -> None:
    async with (
        open_server(services=("cas",)) as backend,
        open_server(backends={"cas": backend.address}) as gateway,
        AsyncClient(backend.address) as direct,
        AsyncClient(gateway.address) as through,
    ):
        one, other = await refused(direct.cas.check_equal(words)), await refused(through.cas.check_equal(words))
    assert (one.code, one.reason, one.violations) == (other.code, other.reason, other.violations)
    assert one.metadata.keys() == other.metadata.keys()


async def test_random_bytes_pass_through_to_the_backends_refusal() -> None:
    async with (
        open_server(services=("cas",)) as backend,
        open_server(backends={"cas": backend.address}) as gateway,
        grpc.aio.insecure_channel(gateway.address) as channel,
    ):
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await channel.unary_unary(f"/{CAS}/CheckEqual")(b"\xff\xff\xff")
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT


async def test_request_id_and_trace_pass_through() -> None:
    near, far = Log(), Log()
    trace = "00-" + "a" * 32 + "-" + "b" * 16 + "-01"
    async with (
        open_server(far, services=("cas",)) as backend,
        open_server(near, backends={"cas": backend.address}) as gateway,
        grpc.aio.insecure_channel(gateway.address) as channel,
    ):
        call = channel.unary_unary(f"/{CAS}/CheckEqual")(
            requests.check_equal("echo x").SerializeToString(),
            metadata=(("x-request-id", "walk-1"), ("traceparent", trace)),
        )
        await call
        assert dict(await call.trailing_metadata())["x-request-id"] == "walk-1"
    for log in (near, far):
        (line,) = [line for line in log.lines if line["method"] == f"/{CAS}/CheckEqual"]
        assert (line["request_id"], line["trace"]) == ("walk-1", trace)


@pytest.mark.parametrize("timeout", [0.4, 1.0])
async def test_a_deadline_is_met_through_the_gateway(timeout: float) -> None:
    async with (
        open_server(services=("cas",)) as backend,
        open_server(backends={"cas": backend.address}) as gateway,
        AsyncClient(gateway.address) as client,
    ):
        began = time.monotonic()
        answer = await client.unary("CasService.CheckEqual", requests.check_equal("spin", wall=60), timeout=timeout)
        assert time.monotonic() - began < timeout + 0.2  # an answer was in time; we may wake late
    assert answer.judgement.reason == verdict_pb2.REASON_BUDGET_EXHAUSTED


async def test_a_cancel_passes_through_to_the_worker_of_the_backend(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    async with (
        open_server(services=("geometry",)) as backend,
        open_server(backends={"geometry": backend.address}) as gateway,
        AsyncClient(gateway.address) as client,
    ):
        call = asyncio.create_task(client.geometry.solve(f"note {note} spin", wall=60))
        while not note.exists() or not note.read_text():
            await asyncio.sleep(0.005)
        pid = int(note.read_text())
        call.cancel()
        gone = time.monotonic() + 0.5
        while psutil.pid_exists(pid):
            assert time.monotonic() < gone
            await asyncio.sleep(0.005)
        assert (await client.geometry.solve("echo next")).detail == "next"


async def test_a_backend_that_is_down_is_unavailable_and_the_rest_is_served() -> None:
    async with open_server(backends={"cas": UNUSED}) as gateway, AsyncClient(gateway.address) as client:
        error = await refused(client.cas.check_equal("echo x", wall=2))
        assert (error.code, error.reason, error.metadata) == ("UNAVAILABLE", "BACKEND_UNAVAILABLE", {"service": "cas"})
        assert error.retry_after
        assert UNUSED not in str(error)
        assert (await client.geometry.solve("echo near")).detail == "near"
        assert not await health(gateway.address, CAS)
        assert not await health(gateway.address)
        assert await health(gateway.address, GEOMETRY)


async def test_a_backend_that_comes_late_is_found() -> None:
    async with open_server(services=("cas",)) as first:
        address = first.address
    async with open_server(backends={"cas": address}) as gateway, AsyncClient(gateway.address) as client:
        assert not await health(gateway.address)
        async with open_server(services=("cas",), bind=address):
            async with asyncio.timeout(6):
                while not await health(gateway.address):
                    await asyncio.sleep(0.1)
            assert (await client.cas.check_equal("echo back", wall=2)).detail == "back"


async def test_the_gateway_shows_its_own_token_to_a_backend() -> None:
    tokens = {"gateway": hashlib.sha256(b"between us").hexdigest()}
    async with open_server(services=("cas",), tokens=tokens) as backend:
        async with open_server(backends={"cas": backend.address}) as gateway, AsyncClient(gateway.address) as client:
            assert (await refused(client.cas.check_equal("echo x"))).code == "UNAUTHENTICATED"
        settings = {"backends": {"cas": backend.address}, "backend_token": "between us"}
        async with open_server(**settings) as gateway, AsyncClient(gateway.address) as client:
            assert (await client.cas.check_equal("echo x")).detail == "x"


async def test_an_unknown_service_is_named() -> None:
    with pytest.raises(SettingsError, match="astrology"):
        async with open_server(services=("astrology",)):
            pass
    with pytest.raises(SettingsError, match="astrology"):
        async with open_server(backends={"astrology": UNUSED}):
            pass


async def test_two_hundred_random_cancels_through_the_gateway_leave_the_backend_whole() -> None:
    import random

    random.seed(7)
    async with (
        open_server(services=("cas",), workers=3, tenant_running=20) as backend,
        open_server(backends={"cas": backend.address}, tenant_running=20) as gateway,
        AsyncClient(gateway.address) as client,
    ):
        staff = backend._endpoints[0].pool.staff

        async def walk_away() -> None:
            call = asyncio.create_task(client.cas.check_equal(random.choice(["spin", "sleep 5", "echo x"]), wall=20))
            await asyncio.sleep(random.expovariate(1 / 0.03))
            call.cancel()
            await asyncio.gather(call, return_exceptions=True)

        for _ in range(20):
            await asyncio.gather(*(walk_away() for _ in range(10)))
        assert (await client.cas.check_equal("echo still here", wall=5)).detail == "still here"
        nursery = psutil.Process(staff.nursery_pid)
        async with asyncio.timeout(3):
            while not (
                len(staff.pids) == staff.idle == staff.strength
                and {child.pid for child in nursery.children(recursive=True)} == set(staff.pids)
            ):
                await asyncio.sleep(0.01)
