"""Streams of items: answered in order, held back when full, and the fault of one stays with it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator

import grpc
import grpc.aio
import pytest
from specimen_server import open_server

from trivium.client import AsyncClient, Client
from trivium.services.catalogue import CATALOGUE
from trivium.services.runtime.items import answer_items
from trivium.services.runtime.validation import Item
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import verdict_pb2

pytestmark = pytest.mark.anyio

METHOD = f"/{CATALOGUE['cas'].contracts[0]}/CheckStream"


def item(name: str, words: str, wall: float = 1.0) -> cas.CheckStreamRequest:
    request = cas.CheckStreamRequest(id=name, equation=cas.Equation(lhs=words))
    request.budget.wall.FromMilliseconds(round(wall * 1000))
    return request


async def test_items_are_answered_in_their_order() -> None:
    items = [item(str(k), f"sleep {0.05 if k % 3 == 0 else 0}") for k in range(40)]
    async with open_server(services=("cas",)) as server, AsyncClient(server.address) as client:
        answers = [answer async for answer in client.cas.check_stream(items)]
    assert [answer.id for answer in answers] == [str(k) for k in range(40)]
    assert {answer.judgement.detail for answer in answers} == {"slept"}


async def test_the_fault_of_an_item_stays_with_it() -> None:
    items = [
        item("fine", "echo a"),
        item("refused", "refuse x"),
        item("defect", "defect y"),
        cas.CheckStreamRequest(id="empty"),
        item("killed", "spin", 0.2),
        item("exit", "exit 3"),
        item("last", "echo z"),
    ]
    async with open_server(services=("cas",)) as server, AsyncClient(server.address) as client:
        answers = {answer.id: answer async for answer in client.cas.check_stream(items)}
    assert [answers[name].judgement.detail for name in ("fine", "last")] == ["a", "z"]
    assert [answers[name].error.reason for name in ("refused", "defect")] == ["UNREADABLE", "DEFECT"]
    assert answers["empty"].error.reason == "INVALID_REQUEST"
    assert answers["refused"].error.violations[0].field == "equation.lhs"
    assert answers["killed"].judgement.reason == verdict_pb2.REASON_BUDGET_EXHAUSTED
    assert answers["exit"].judgement.reason == verdict_pb2.REASON_WORKER_DIED


async def test_bytes_that_are_no_item_do_not_end_the_stream() -> None:
    async def given() -> AsyncIterator[bytes]:
        yield b"\xff\xff\xff"
        yield item("after", "echo b").SerializeToString()

    async with open_server(services=("cas",)) as server, grpc.aio.insecure_channel(server.address) as channel:
        call = channel.stream_stream(METHOD)(given())
        answers = [cas.CheckStreamResponse.FromString(data) async for data in call]
    assert answers[0].error.reason == "UNDECODABLE"
    assert answers[1].judgement.detail == "b"


async def test_an_answer_comes_before_the_next_item_is_sent() -> None:
    came = asyncio.Event()

    async def given() -> AsyncIterator[cas.CheckStreamRequest]:
        yield item("first", "echo a")
        await asyncio.wait_for(came.wait(), 10)
        yield item("second", "echo b")

    async with open_server(services=("cas",)) as server, AsyncClient(server.address) as client:
        answers = []
        async for answer in client.cas.check_stream(given()):
            answers.append(answer.id)
            came.set()
    assert answers == ["first", "second"]


async def test_a_caller_that_does_not_read_is_held_back() -> None:
    """Nobody takes the answers: no more than the window may be read ahead, and one item that waits to enter it."""
    read = 0

    async def endless() -> AsyncIterator[Item]:
        nonlocal read
        while True:
            read += 1
            yield Item(b"", None)

    async def ask(_: Item) -> bytes:
        return b"answer"

    answers = answer_items(endless(), ask, 4)
    for taken in range(1, 20):
        assert await anext(answers) == b"answer"
        await asyncio.sleep(0.005)
        assert read <= taken + 4 + 2
    await answers.aclose()


async def test_a_caller_that_leaves_ends_the_work() -> None:
    async with open_server(services=("cas",)) as server, AsyncClient(server.address) as client:
        answers = client.cas.check_stream([item("fast", "echo a"), item("slow", "sleep 30", 60.0)])
        assert (await anext(answers)).id == "fast"
        await answers.aclose()
        began = time.monotonic()
        assert (await client.cas.check_equal("echo free")).detail == "free"
        assert time.monotonic() - began < 3


async def test_a_stream_passes_through_a_gateway() -> None:
    async with (
        open_server(services=("cas",)) as backend,
        open_server(backends={"cas": backend.address}) as gateway,
        AsyncClient(gateway.address) as client,
    ):
        answers = [answer async for answer in client.cas.check_stream(item(str(k), f"echo {k}") for k in range(100))]
    assert [answer.judgement.detail for answer in answers] == [str(k) for k in range(100)]


async def test_code_without_an_event_loop_streams_as_well() -> None:
    async with open_server(services=("cas",)) as server:
        found: list[str] = []

        def ask() -> None:
            def given() -> Iterator[cas.CheckStreamRequest]:
                yield from (item(str(k), f"echo {k}") for k in range(5))

            with Client(server.address) as client:
                found.extend(answer.judgement.detail for answer in client.cas.check_stream(given()))

        thread = threading.Thread(target=ask)
        thread.start()
        while thread.is_alive():
            await asyncio.sleep(0.02)
    assert found == list("01234")
