"""The parent's end of the connection to one worker."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from enum import Enum
from typing import cast

from trivium.services.runtime.frames import BrokenFrameError, Frame, FrameDecoder, Kind, encode, pack

_HIGH_WATER = 1 << 20
"""Bytes of unread frames beyond which the worker is made to wait."""


class Cause(Enum):
    """Why a worker is lost."""

    DIED = "died"
    """It crashed, or somebody else killed it."""
    EXPIRED = "expired"
    """It outlived its budget."""
    FLOODED = "flooded"
    """It wrote what is no frame, or one larger than allowed."""
    ABANDONED = "abandoned"
    """Nobody waits for it any more."""


@dataclass
class WorkerLostError(Exception):
    """The worker is gone, and no frame of it is left."""

    cause: Cause


class Link(asyncio.Protocol):
    """Frames to and from one worker. A consumer that stops reading makes the worker stop writing."""

    def __init__(self, largest: int) -> None:
        self._decoder = FrameDecoder(largest)
        self._frames: deque[Frame] = deque()
        self._unread = 0
        self._waiter: asyncio.Future[None] | None = None
        self._transport: asyncio.Transport | None = None
        self._paused = False
        self.lost: Cause | None = None

    def send(self, kind: Kind, header: dict[str, object], body: bytes) -> None:
        """Send a frame; a worker that is gone is noticed by `receive`."""
        if self._transport is not None and self.lost is None:
            self._transport.write(encode(kind, pack(header, body)))

    async def receive(self) -> Frame:
        """The next frame; raises WorkerLostError."""
        while not self._frames:
            if self.lost is not None:
                raise WorkerLostError(self.lost)
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        frame = self._frames.popleft()
        self._unread -= len(frame.payload)
        if self._paused and self._unread <= _HIGH_WATER // 2 and self._transport is not None:
            self._paused = False
            self._transport.resume_reading()
        return frame

    def lose(self, cause: Cause) -> None:
        """Give the worker up; the first cause counts."""
        if self.lost is None:
            self.lost = cause
        if self._transport is not None:
            self._transport.abort()
        self._wake()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the event loop."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Called by the event loop."""
        try:
            for frame in self._decoder.feed(data):
                self._frames.append(frame)
                self._unread += len(frame.payload)
        except BrokenFrameError:
            self.lose(Cause.FLOODED)
            return
        if self._unread > _HIGH_WATER and not self._paused and self._transport is not None:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the event loop."""
        self.lose(Cause.DIED)

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
