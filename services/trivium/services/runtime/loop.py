"""The event loop of a server process: uvloop, where there is one, spends less on each turn than asyncio's own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run(main: Coroutine[Any, Any, T]) -> T:
    """What `main` returns, run to its end in a loop of its own."""
    return runner()(main)


def runner() -> Callable[[Coroutine[Any, Any, T]], T]:
    """`uvloop.run`, or `asyncio.run` on a machine that uvloop is not made for."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run
    return uvloop.run
