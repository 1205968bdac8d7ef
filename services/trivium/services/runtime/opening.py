"""Something that is opened when it is first needed: once, whoever gives up waiting for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Opening(Generic[T]):
    """A value that takes long to make. Its methods belong to one event loop.

    Callers whose time is up leave the making alone: the next one finds it further on, and not at its beginning.

    Args:
        make: makes it; called again after a failure only.
    """

    def __init__(self, make: Callable[[], Coroutine[Any, Any, T]]) -> None:
        self._make = make
        self._task: asyncio.Task[T] | None = None

    @property
    def value(self) -> T | None:
        """What was made; None where nothing is yet."""
        task = self._task
        if task is None or not task.done() or task.cancelled() or task.exception() is not None:
            return None
        return task.result()

    async def get(self) -> T:
        """The value, made now where it is not yet; raises whatever `make` raises."""
        task = self._task
        if task is None or (task.done() and self.value is None):
            task = self._task = asyncio.create_task(self._make())
            task.add_done_callback(_noted)
        return await asyncio.shield(task)

    async def settle(self) -> T | None:
        """The value once nothing is being made any more; None where there is none."""
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)
        return self.value


def _noted(task: asyncio.Task[Any]) -> None:
    """Take note of a failure that nobody may be waiting for any more: the next caller tries again."""
    if not task.cancelled():
        task.exception()
