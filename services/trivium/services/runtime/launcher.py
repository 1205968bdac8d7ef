"""The parent's side of a nursery: starts it, orders workers of it, and hears of their deaths."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from trivium.services.runtime.nursery import LARGEST_ORDER, Charter
from trivium.services.runtime.spawning import spawn
from trivium.services.runtime.table import Table, table

_NURSERY = "trivium.services.runtime.nursery"
_PATIENCE = 2.0
"""Seconds that a nursery may take to end after its socket is closed."""


class LoadError(Exception):
    """A service could not be loaded; the words say which and why."""


class Launcher:
    """One nursery process. Its methods belong to one event loop.

    Args:
        charter: what to load and how to confine it.
        on_death: called with the number of a worker that has died and how, in words.
        on_loss: called when the nursery itself is gone, and every worker with it.
        log: file for what the processes print; nothing is kept when None.
    """

    def __init__(
        self,
        charter: Charter,
        on_death: Callable[[int, str], None],
        on_loss: Callable[[], None],
        log: Path | None = None,
    ) -> None:
        self._charter = charter
        self._on_death = on_death
        self._on_loss = on_loss
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self.pids: dict[int, int] = {}
        """Process ids of the living workers by number."""

    @property
    def pid(self) -> int | None:
        """Process id of the nursery; None where it does not run."""
        return self._process.pid if self._process else None

    async def start(self) -> Table:
        """Start the nursery; the table of its service. Raises LoadError where the service cannot be loaded."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        with theirs:
            self._process = spawn(_NURSERY, theirs, log=self._log, own_session=True)
        self._orders = ours
        loop = asyncio.get_running_loop()
        try:
            self._scratch = tempfile.TemporaryDirectory(prefix="trivium-workers-", ignore_cleanup_errors=True)
            charter = replace(self._charter, scratch=Path(self._scratch.name))
            await loop.sock_sendall(ours, json.dumps(charter.plain()).encode())
            told = json.loads(await loop.sock_recv(ours, LARGEST_ORDER) or b'{"detail": "its process died"}')
        except BaseException:
            await self.close()
            raise
        if told.get("event") != "ready":
            await self.close()
            raise LoadError(f"cannot load {told['detail']}")
        loop.add_reader(ours, self._hear)
        return table(told["table"])

    def fork(self, worker: int, connection: socket.socket) -> None:
        """Order a worker that serves `connection`; it can be written to at once. Raises OSError."""
        if self._orders is None:
            raise OSError("the nursery is gone")
        socket.send_fds(self._orders, [_order("fork", worker)], [connection.fileno()])

    def kill(self, worker: int) -> None:
        """Order the death of a worker and of all that it started."""
        if self._orders is not None:
            with contextlib.suppress(OSError):
                self._orders.send(_order("kill", worker))

    async def close(self) -> None:
        """End the nursery, its workers and their descendants."""
        self._hang_up()
        process, self._process = self._process, None
        try:
            if process is not None:
                await _end(process)
        finally:
            if self._scratch is not None:
                self._scratch.cleanup()
                self._scratch = None

    def _hang_up(self) -> None:
        if self._orders is not None:
            asyncio.get_running_loop().remove_reader(self._orders)
            self._orders.close()
            self._orders = None
        self.pids.clear()

    def _hear(self) -> None:
        assert self._orders is not None
        try:
            message = self._orders.recv(LARGEST_ORDER)
        except BlockingIOError:
            return
        except OSError:
            message = b""
        if not message:
            self._hang_up()
            self._on_loss()
            return
        self._note(json.loads(message))

    def _note(self, event: dict[str, Any]) -> None:
        if event["event"] == "born":
            self.pids[event["worker"]] = event["pid"]
        else:
            self.pids.pop(event["worker"], None)
            self._on_death(event["worker"], event["detail"])


async def _end(process: subprocess.Popen[bytes]) -> None:
    loop = asyncio.get_running_loop()
    patience = loop.time() + _PATIENCE
    try:
        while process.poll() is None and loop.time() < patience:
            await asyncio.sleep(0.005)
    finally:  # out of patience, or cancelled
        if process.poll() is None:
            process.kill()
        process.wait()


def _order(word: str, worker: int) -> bytes:
    return json.dumps({"do": word, "worker": worker}).encode()
