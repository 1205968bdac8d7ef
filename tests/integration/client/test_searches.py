"""Searches as iterators, over a real server and real workers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack

import anyio
import anyio.from_thread
import pytest
from specimen_server import open_server

from trivium.client import AsyncClient, Client, TriviumError


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server of the specimens in a loop of its own."""
    with ExitStack() as stack:
        portal = stack.enter_context(anyio.from_thread.start_blocking_portal())
        server = stack.enter_context(portal.wrap_async_context_manager(open_server()))
        yield server.address


@pytest.mark.anyio
async def test_events_come_as_they_happen_and_the_answer_stays(address: str) -> None:
    async with AsyncClient(address) as client:
        search = client.geometry.solving("count 3", wall=20)
        with pytest.raises(TriviumError, match="has not ended"):
            _ = search.answer
        assert [event.rounds async for event in search] == [1, 2, 3]
        assert search.answer.message.name == search.answer.name
        assert (await client.geometry.solving("echo again", wall=20)).detail == "again"


@pytest.mark.anyio
async def test_a_search_that_is_left_is_dead_within_half_a_second(address: str) -> None:
    async with AsyncClient(address) as client:
        with anyio.fail_after(20):
            async with client.geometry.solving("spin", wall=60) as search:
                step = anyio.move_on_after(0.5)
                with step:
                    async for _ in search:
                        pass
        start = time.monotonic()
        assert (await client.geometry.solve("echo next", wall=20)).detail == "next"
        assert time.monotonic() - start < 10


def test_the_plain_client_iterates_too(address: str) -> None:
    with Client(address) as client:
        with client.geometry.solving("count 3", wall=20) as search:
            assert [event.rounds for event in search] == [1, 2, 3]
        assert search.answer.to_json() is not None
        assert client.geometry.solving("echo end", wall=20).wait().detail == "end"


def test_another_thread_can_cancel_a_search(address: str) -> None:
    with Client(address) as client:
        search = client.geometry.solving("spin", wall=60)
        threading.Timer(0.5, search.cancel).start()
        start = time.monotonic()
        with pytest.raises(TriviumError) as caught:
            list(search)
        assert caught.value.code == "CANCELLED"
        assert time.monotonic() - start < 20


def test_a_plain_stream_ends_the_work_when_it_is_left(address: str) -> None:
    with Client(address) as client:
        items = iter(())
        assert list(client.cas.check_stream(items)) == []


def test_methods_explain_themselves(address: str) -> None:
    with Client(address) as client:
        assert client.cas.check_equal.__name__ == "check_equal"
        assert "wherever both are defined" in (client.cas.check_equal.__doc__ or "")
