"""What is opened when it is first needed."""

from __future__ import annotations

import asyncio

import pytest

from trivium.services.runtime.opening import Opening


class Door:
    """Takes its time, and fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.begun = 0
        self.failures = failures

    async def open(self) -> int:
        self.begun += 1
        await asyncio.sleep(0.05)
        if self.begun <= self.failures:
            raise OSError("stuck")
        return self.begun


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.anyio
async def test_callers_whose_time_is_up_do_not_keep_it_from_being_opened() -> None:
    # Each of them once began it anew, so that on a slow machine it was never open.
    door = Door()
    opening = Opening(door.open)
    for _ in range(3):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(opening.get(), 0.01)
    assert await opening.get() == 1
    assert (opening.value, door.begun) == (1, 1)


@pytest.mark.anyio
async def test_callers_at_the_same_time_share_one_opening() -> None:
    door = Door()
    opening = Opening(door.open)
    assert await asyncio.gather(*(opening.get() for _ in range(5))) == [1] * 5


@pytest.mark.anyio
async def test_after_a_failure_the_next_caller_tries_again() -> None:
    door = Door(failures=1)
    opening = Opening(door.open)
    with pytest.raises(OSError, match="stuck"):
        await opening.get()
    assert opening.value is None
    assert await opening.get() == 2


@pytest.mark.anyio
async def test_settling_waits_for_what_is_being_opened() -> None:
    opening = Opening(Door().open)
    assert await opening.settle() is None
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(opening.get(), 0.01)
    assert await opening.settle() == 1
