"""Work that the editor shows and can cancel."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from lsprotocol.types import WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport
from pygls.lsp.server import LanguageServer

T = TypeVar("T")
Say = Callable[[str], None]


async def shown(server: LanguageServer, title: str, work: Callable[[Say], Coroutine[Any, Any, T]]) -> T | None:
    """The result of `work` under a progress bar with a cancel button; None where it was cancelled there."""
    window = server.client_capabilities.window
    if window is None or not window.work_done_progress:
        return await work(lambda _: None)
    token, progress = uuid.uuid4().hex, server.work_done_progress
    await progress.create_async(token)
    progress.begin(token, WorkDoneProgressBegin(title=title, cancellable=True))
    loop, task = asyncio.get_running_loop(), asyncio.ensure_future(work(_saying(server, token)))
    # pygls cancels this future when the user cancels
    progress.tokens[token].add_done_callback(
        lambda ended: loop.call_soon_threadsafe(task.cancel) if ended.cancelled() else None
    )
    try:
        return await task
    except asyncio.CancelledError:
        if not progress.tokens[token].cancelled():
            raise
        return None
    finally:
        task.cancel()
        progress.end(token, WorkDoneProgressEnd())
        progress.tokens.pop(token, None)


def _saying(server: LanguageServer, token: str) -> Say:
    def say(words: str) -> None:
        server.work_done_progress.report(token, WorkDoneProgressReport(message=words))

    return say
