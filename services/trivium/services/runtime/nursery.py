"""The nursery: a small process that loads a service once and forks its workers.

It runs no call itself, starts no thread, and is the one process that kills and buries workers: a process id is
free for reuse only after its parent has waited for it, so nobody else could kill one without a race. It tells
its parent, over a socket of datagrams, of every birth and death, and ends with that socket.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import importlib
import json
import os
import selectors
import shutil
import signal
import socket
import sys
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trivium.services.runtime.confinement import Limits, adopt_orphans, children, confine, kill_tree
from trivium.services.runtime.operation import EngineSettings, Service
from trivium.services.runtime.table import describe, load
from trivium.services.runtime.worker import Worker

LARGEST_ORDER = 1 << 16
"""Bytes of the largest datagram between a parent and its nursery."""
_ORPHAN_POLL = 0.01


@dataclass(frozen=True, slots=True)
class Charter:
    """What a nursery is told when it is started."""

    source: str
    """The service as `module` or `module:ATTRIBUTE`."""
    cache_dir: Path
    environment: dict[str, str]
    allow_unsandboxed_lean: bool
    limits: Limits
    largest: int
    """Bytes of the largest frame."""
    policies: Path | None = None
    scratch: Path | None = None
    """Folder in which each worker has one for its temporary files, emptied when it dies; the system's own when None."""

    def plain(self) -> dict[str, Any]:
        """The charter in JSON values."""
        names = ("source", "environment", "allow_unsandboxed_lean", "largest")
        limits = {name: getattr(self.limits, name) for name in Limits.__dataclass_fields__}
        paths: dict[str, Any] = {"cache_dir": str(self.cache_dir)}
        paths |= {name: str(path) if path else None for name, path in self._optional()}
        return {**{name: getattr(self, name) for name in names}, **paths, "limits": limits}

    @classmethod
    def from_plain(cls, values: dict[str, Any]) -> Charter:
        """The inverse of `plain`."""
        paths: dict[str, Any] = {"cache_dir": Path(values["cache_dir"])}
        paths |= {name: Path(values[name]) if values[name] else None for name in ("policies", "scratch")}
        return cls(**{**values, **paths, "limits": Limits(**values["limits"])})

    def _optional(self) -> tuple[tuple[str, Path | None], ...]:
        return (("policies", self.policies), ("scratch", self.scratch))

    @property
    def settings(self) -> EngineSettings:
        """What an operation may know of its machine."""
        return EngineSettings(self.cache_dir, self.environment, self.allow_unsandboxed_lean, self.policies)


class Nursery:
    """Forks workers on order, kills them on order, and tells of each death."""

    def __init__(self, orders: socket.socket, charter: Charter, service: Service) -> None:
        self._orders = orders
        self._charter = charter
        self._service = service
        self._selector = selectors.DefaultSelector()
        self._selector.register(orders, selectors.EVENT_READ)
        self._born: dict[int, int] = {}
        """Number of a worker by its process id."""
        self._watched: dict[int, int] = {}
        """Descriptor that becomes readable when the process ends, by process id."""

    def run(self) -> None:
        """Carry out orders until the parent is gone, then kill everyone."""
        while True:
            strangers = bool(self._strangers())
            for key, _ in self._selector.select(_ORPHAN_POLL if strangers else None):
                if key.fileobj is not self._orders:
                    self._bury(key.data)
                elif not self._obey():
                    self._end()
                    return
            self._sweep()

    def _obey(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self._orders, LARGEST_ORDER, 1)
        if not message:
            return False
        order = json.loads(message)
        if order["do"] == "fork":
            self._fork(order["worker"], descriptors[0])
        else:
            for pid in [pid for pid, worker in self._born.items() if worker == order["worker"]]:
                kill_tree(pid)
        return True

    def _fork(self, worker: int, descriptor: int) -> None:
        try:
            pid = os.fork()
        except OSError as error:
            os.close(descriptor)
            self._tell({"event": "died", "worker": worker, "status": -1, "detail": error.strerror})
            return
        if pid == 0:
            self._live(descriptor, worker)
        os.close(descriptor)
        self._born[pid] = worker
        self._watched[pid] = os.pidfd_open(pid)
        self._selector.register(self._watched[pid], selectors.EVENT_READ, pid)
        self._tell({"event": "born", "worker": worker, "pid": pid})

    def _scratch(self, worker: int) -> Path | None:
        """The folder of a worker's temporary files: a killed worker cannot remove them."""
        return None if self._charter.scratch is None else self._charter.scratch / str(worker)

    def _live(self, descriptor: int, worker: int) -> None:
        """The life of a worker: never returns into the nursery's code."""
        status = 1
        try:
            nursery = os.getppid()
            scratch = self._scratch(worker)
            if scratch is not None:
                scratch.mkdir(mode=0o700)
                tempfile.tempdir = str(scratch)
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            confine(self._charter.limits, nursery)
            self._orders.close()
            self._selector.close()
            for watched in self._watched.values():
                os.close(watched)
            with socket.socket(fileno=descriptor) as connection:
                Worker(self._service, self._charter.settings, connection, self._charter.largest).serve()
            status = 0
        except (BrokenPipeError, ConnectionResetError):
            status = 0  # the parent has lost interest
        except BaseException:  # a worker may not return into the nursery, whatever happens
            traceback.print_exc()
            raise
        finally:
            sys.stderr.flush()
            os._exit(status)

    def _bury(self, pid: int) -> None:
        kill_tree(pid)  # what it leaves in its group, while its id cannot be taken by another
        _, status = os.waitpid(pid, 0)
        descriptor = self._watched.pop(pid)
        self._selector.unregister(descriptor)
        os.close(descriptor)
        code, worker = os.waitstatus_to_exitcode(status), self._born.pop(pid)
        scratch = self._scratch(worker)
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)
        self._tell({"event": "died", "worker": worker, "status": code, "detail": _words(code)})

    def _strangers(self) -> list[int]:
        """Children that are no workers: descendants of workers that have died."""
        return [pid for pid in children(os.getpid()) if pid not in self._born]

    def _sweep(self) -> None:
        for pid in self._strangers():
            kill_tree(pid)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)

    def _end(self) -> None:
        for pid in list(self._born):
            kill_tree(pid)
        while True:
            self._sweep()
            try:
                os.waitpid(-1, 0)
            except ChildProcessError:
                return

    def _tell(self, event: dict[str, Any]) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._orders.send(json.dumps(event).encode())


def main(descriptor: int) -> None:
    """Load the service that the charter names, say so, and serve as its nursery."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    with socket.socket(fileno=descriptor) as orders:
        charter = Charter.from_plain(json.loads(orders.recv(LARGEST_ORDER)))
        try:
            service = load(charter.source)
            for module in service.preload:
                importlib.import_module(module)
        except Exception as error:  # noqa: BLE001 - an engine that cannot be loaded may raise anything
            told = f"{charter.source}: {type(error).__name__}: {error}"
            orders.send(json.dumps({"event": "failed", "detail": told[:2000]}).encode())
            return
        adopt_orphans()
        gc.collect()
        gc.freeze()  # pages that no collection touches stay shared with the workers
        orders.send(json.dumps({"event": "ready", "table": describe(service)}).encode())
        Nursery(orders, charter, service).run()


def _words(code: int) -> str:
    return f"ended by {signal.Signals(-code).name}" if code < 0 else f"exited with status {code}"
