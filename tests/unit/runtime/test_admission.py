from __future__ import annotations

import asyncio

import pytest

from trivium.services.runtime.admission import Admission
from trivium.services.runtime.errors import FaultError

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Caller:
    def __init__(self, admission: Admission, tenant: str = "a", until: float | None = None) -> None:
        self.done = asyncio.Event()
        self.running = False
        self.task = asyncio.create_task(self._call(admission, tenant, until))

    async def _call(self, admission: Admission, tenant: str, until: float | None) -> None:
        async with admission.turn(tenant, until):
            self.running = True
            await self.done.wait()
        self.running = False


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_calls_beyond_the_limit_wait_and_are_served_in_order() -> None:
    admission = Admission(running=2, waiting=5)
    callers = [Caller(admission) for _ in range(4)]
    await settle()
    assert [caller.running for caller in callers] == [True, True, False, False]
    callers[1].done.set()
    await settle()
    assert [caller.running for caller in callers] == [True, False, True, False]
    for caller in callers:
        caller.done.set()
    await asyncio.gather(*(caller.task for caller in callers))


async def test_a_full_line_refuses_with_a_time_to_return() -> None:
    admission = Admission(running=1, waiting=1)
    callers = [Caller(admission) for _ in range(2)]
    await settle()
    with pytest.raises(FaultError) as caught:
        await Caller(admission).task
    assert caught.value.fault.retry_after
    for caller in callers:
        caller.done.set()
    await asyncio.gather(*(caller.task for caller in callers))


async def test_one_tenant_does_not_hold_up_another() -> None:
    admission = Admission(running=1, waiting=0)
    busy, other = Caller(admission, "a"), Caller(admission, "b")
    await settle()
    assert other.running
    busy.done.set()
    other.done.set()
    await asyncio.gather(busy.task, other.task)


async def test_a_turn_that_does_not_come_in_time_is_refused() -> None:
    admission = Admission(running=1, waiting=5)
    busy = Caller(admission)
    await settle()
    with pytest.raises(FaultError, match="turn"):
        await Caller(admission, until=asyncio.get_running_loop().time() + 0.02).task
    busy.done.set()
    await busy.task


async def test_callers_that_give_up_at_any_moment_lose_no_place() -> None:
    admission = Admission(running=2, waiting=50)
    for pause in range(8):
        callers = [Caller(admission) for _ in range(10)]
        for _ in range(pause):
            await asyncio.sleep(0)
        callers[0].done.set()
        for caller in callers[1::2]:
            caller.task.cancel()
        await settle()
        for caller in callers:
            caller.done.set()
        await asyncio.gather(*(caller.task for caller in callers), return_exceptions=True)
        first, second = Caller(admission), Caller(admission)
        await settle()
        assert (first.running, second.running) == (True, True)
        first.done.set()
        second.done.set()
        await asyncio.gather(first.task, second.task)
