"""The life of a server process: its event loop, and its memory once it has started.

uvloop, where there is one, spends less on each turn than asyncio's own loop.
"""

from __future__ import annotations

import asyncio
import gc
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


def settle() -> None:
    """Leave what a started server holds, which it does until its end, out of the later searches for garbage."""
    gc.collect()
    gc.freeze()
