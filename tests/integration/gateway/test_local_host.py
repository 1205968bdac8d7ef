from __future__ import annotations

import time
from contextlib import aclosing
from pathlib import Path

import grpc
import pytest
from specimen_server import SPECIMENS

from trivium.client import requests
from trivium.client.methods import METHODS
from trivium.services.local import LocalHost, default_engine
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import EngineSettings
from trivium_api.common.v1 import verdict_pb2

pytestmark = pytest.mark.anyio

CHECK = METHODS["CasService.CheckEqual"].path
SOLVE = METHODS["GeometryService.Solve"].path


@pytest.fixture
def host(tmp_path: Path) -> LocalHost:
    return LocalHost(EngineSettings(tmp_path), sources={o.contracts[0]: o.operations for o in SPECIMENS.values()})


async def test_a_call_is_answered_without_a_server(host: LocalHost) -> None:
    async with host:
        first = await host.unary(CHECK, requests.check_equal("pid"))
        second = await host.unary(CHECK, requests.check_equal("pid"))
        assert first.judgement.detail == second.judgement.detail  # type: ignore[attr-defined]
        events = [event.WhichOneof("event") async for event in host.stream(SOLVE, requests.solve("count 2"))]
    assert events == ["progress", "progress", "solution"]


@pytest.mark.parametrize(("words", "reason"), [("refuse x", "UNREADABLE"), ("", "INVALID_REQUEST")])
async def test_a_refusal_is_the_one_that_a_server_gives(host: LocalHost, words: str, reason: str) -> None:
    async with host:
        with pytest.raises(FaultError) as caught:
            await host.unary(CHECK, requests.check_equal(words))
    assert (caught.value.fault.code, caught.value.fault.reason) == (grpc.StatusCode.INVALID_ARGUMENT, reason)


async def test_the_budget_of_the_request_is_kept(host: LocalHost) -> None:
    async with host:
        began = time.monotonic()
        answer = await host.unary(CHECK, requests.check_equal("spin", wall=0.2))
        assert time.monotonic() - began < 2.0
    assert answer.judgement.reason == verdict_pb2.REASON_BUDGET_EXHAUSTED  # type: ignore[attr-defined]


async def test_leaving_a_stream_ends_its_work(host: LocalHost) -> None:
    async with host:
        async with aclosing(host.stream(SOLVE, requests.solve("flood", wall=60))) as events:
            await anext(events)
        answer = [event async for event in host.stream(SOLVE, requests.solve("echo next"))][-1]
    assert answer.solution.detail == "next"  # type: ignore[attr-defined]


def test_the_default_engine_sees_the_users_toolchains() -> None:
    engine = default_engine({"PATH": "/bin", "HOME": "/home/a", "SECRET": "x"})
    assert engine.environment == {"PATH": "/bin", "HOME": "/home/a"}
    assert engine.allow_unsandboxed_lean
