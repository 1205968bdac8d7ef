"""Asks many questions at once and gives the answers in the order of the questions."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass

from google.protobuf.message import Message

from trivium.client.errors import TriviumError


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask."""

    name: str
    """The name that its answer is printed under."""
    ask: Callable[[], Awaitable[Message]]


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its answer, or with the error that took its place."""

    name: str
    answer: Message | None
    error: TriviumError | None


async def ask_all(questions: Iterable[Question], parallelism: int) -> AsyncIterator[Row]:
    """Ask at most `parallelism` questions at a time; rows come in the order of the questions.

    At most four times as many questions are read ahead, so that an endless input needs bounded memory. Questions
    under way are cancelled when the caller stops.
    """
    gate = asyncio.Semaphore(parallelism)
    window: deque[asyncio.Task[Row]] = deque()

    async def guarded(question: Question) -> Row:
        async with gate:
            return await _row(question)

    try:
        for question in questions:
            window.append(asyncio.ensure_future(guarded(question)))
            if len(window) >= 4 * parallelism:
                yield await window.popleft()
        while window:
            yield await window.popleft()
    finally:
        for task in window:
            task.cancel()
        await asyncio.gather(*window, return_exceptions=True)


async def _row(question: Question) -> Row:
    try:
        return Row(question.name, await question.ask(), None)
    except TriviumError as error:
        return Row(question.name, None, error)
