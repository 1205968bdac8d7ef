"""A process of its own that carries out shards: it can be killed, and its death costs an item at most.

Its parent and it talk in JSON over a socket: a worker handles hostile texts, and is not trusted with more.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from dataclasses import asdict
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from trivium.services.batch.carrying import Finished, Job, Task, Worker
from trivium.services.batch.errors import BatchError
from trivium.services.batch.manifest import Entry
from trivium.services.batch.shards import digest, name_of
from trivium.services.runtime.confinement import Limits, adopt_orphans, children, confine, kill_tree
from trivium.services.runtime.operation import EngineSettings
from trivium.services.runtime.spawning import spawn

_LONGEST_ERROR = 2000


class Child:
    """A worker process, seen from its parent.

    Args:
        job: the batch that it works for.
        limits: what it may use.
        log: file for what it prints; nothing is kept when None.
    """

    def __init__(self, job: Job, limits: Limits, log: Path | None = None) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = spawn(__name__, theirs, os.getpid(), log=log)
        self.connection = Connection(ours.detach())
        self.task: Task | None = None
        """What it carries out."""
        self.item: int | None = None
        """The item that it is at."""
        self.since = time.monotonic()
        """When it began with the item, or was given the shard."""
        self.ready = False
        """Whether it has loaded its kind."""
        _send(self.connection, {"job": asdict(job), "limits": asdict(limits)})

    def carry_out(self, task: Task) -> None:
        """Give it a shard; raises OSError where it is dead."""
        self.task, self.item, self.since = task, None, time.monotonic()
        _send(
            self.connection,
            {
                "shard": task.shard,
                "numbers": [task.numbers.start, task.numbers.stop],
                "items": task.items,
                "failed": {str(number): reason for number, reason in task.failed.items()},
            },
        )

    def hear(self) -> tuple[Finished, bytes] | None:
        """What it says, when there is something: a shard and its file; None where no shard is finished.

        Raises EOFError or OSError when it is dead, BatchError where it cannot load its kind.
        """
        # one message, so that a worker that stands still between two cannot hold its parent up
        head, _, data = self.connection.recv_bytes().partition(b"\n")
        told = json.loads(head)
        if "error" in told:
            raise BatchError(f"a worker could not be started: {told['error']}")
        if "item" in told:
            self.item, self.since = told["item"], time.monotonic()
        self.ready = True
        if "finished" not in told:
            return None
        entry = Entry(**{**told["finished"]["entry"], "items": tuple(told["finished"]["entry"]["items"])})
        if self.task is None or entry.file != name_of(self.task.shard) or entry.sha256 != digest(data):
            raise BatchError("a worker told of a shard that it was not asked for")
        self.task = self.item = None
        return Finished(entry, told["finished"]["marks"], told["finished"]["cpu"]), data

    def kill(self) -> None:
        """End it and everything that it has started."""
        if self._process.poll() is None:
            kill_tree(self._process.pid)
        self._process.wait()
        self.connection.close()

    def how_it_died(self) -> str:
        """In words."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1.0)
        code = self._process.poll()
        if code is None:
            return "hung up"
        return f"ended by {signal.Signals(-code).name}" if code < 0 else f"exited with status {code}"

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid


def main(descriptor: int, parent: int) -> None:
    """Carry out the shards that a socket asks for, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = Connection(descriptor)
    with contextlib.suppress(EOFError, OSError):
        told = json.loads(connection.recv_bytes())
        confine(Limits(**told["limits"]), parent)
        adopt_orphans()
        try:
            worker = Worker(_job(told["job"]))
        except Exception as error:  # noqa: BLE001 - a kind may raise anything while it is loaded
            _send(connection, {"error": f"{type(error).__name__}: {error}"[:_LONGEST_ERROR]})
            return
        _send(connection, {"ready": True})
        while True:
            task = _task(json.loads(connection.recv_bytes()))
            carried = worker.carry_out(task, starting=lambda number: _send(connection, {"item": number}))
            if carried is not None:
                _send(connection, {"finished": asdict(carried[0])}, carried[1])
    for leftover in children(os.getpid()):
        kill_tree(leftover)


def _job(told: Mapping[str, Any]) -> Job:
    engine = told["engine"]
    paths = {name: Path(engine[name]) if engine[name] else None for name in ("cache_dir", "policies")}
    return Job(**{**told, "engine": EngineSettings(**{**engine, **paths})})


def _task(told: Mapping[str, Any]) -> Task:
    failed = {int(number): reason for number, reason in told["failed"].items()}
    return Task(told["shard"], range(*told["numbers"]), tuple(told["items"]), failed)


def _send(connection: Connection, message: Mapping[str, Any], data: bytes = b"") -> None:
    """A line of JSON, and what follows it."""
    connection.send_bytes(json.dumps(message, default=str).encode() + b"\n" + data)
