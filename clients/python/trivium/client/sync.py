"""The synchronous client: the asynchronous one on a loop of its own thread, so that both behave alike."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self, TypeVar

from trivium.client.aio import AsyncClient
from trivium.client.channel import Target
from trivium.client.services import Services

T = TypeVar("T")


class LoopThread:
    """An event loop in a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="trivium-client", daemon=True)
        self._thread.start()

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._loop.is_closed()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of `work`; Ctrl-C while it is waited for cancels it."""
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result()
        except KeyboardInterrupt:
            future.cancel()
            raise

    def close(self) -> None:
        """End the loop and its thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class Client(Services):
    """A connection to a trivium server for code without an event loop; safe to share between threads.

    `client.cas`, `.geometry`, `.lean` and `.jobs` hold its calls; each raises TriviumError when it cannot be
    carried out. Use it as a context manager, or call `close`.
    """

    def __init__(self, target: Target | str) -> None:
        self._loop = LoopThread()
        self._client = self._loop.run(_open(target))
        super().__init__(self._client, self._loop)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and its thread."""
        if self._loop.closed:
            return
        self._loop.run(self._client.close())
        self._loop.close()


async def _open(target: Target | str) -> AsyncClient:
    return AsyncClient(target)
