"""A server process under test, what it holds of the machine, and bare calls to it."""

from __future__ import annotations

import asyncio
import functools
import itertools
import os
import re
import shutil
import signal
import socket
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import grpc
import grpc.aio
import psutil

from trivium.client import requests
from trivium.client.methods import METHODS

CHECK = METHODS["CasService.CheckEqual"].path
TRIVIAL = requests.check_equal("x + 1", "1 + x", wall=10).SerializeToString()
"""A call that costs a worker a fraction of a millisecond."""
SOLVE = METHODS["GeometryService.Solve"]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "geometry"


def problem(file: str, name: str, wall: float = 5.0) -> bytes:
    """A request that asks for the solution of a problem of the project's own files."""
    lines = (EXAMPLES / file).read_text(encoding="utf-8").splitlines()
    return requests.solve(lines[lines.index(name) + 1], name=name, wall=wall).SerializeToString()


WORK = problem("olympiad.txt", "imo_2013_p4")
"""A geometry problem that takes a worker some 20 ms."""
H2LOAD = shutil.which("h2load")
"""A client that costs next to nothing (Debian: nghttp2-client)."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a server and its workers hold at one moment."""

    megabytes: float
    descriptors: int
    threads: int
    processes: int


@dataclass(eq=False)
class Server:
    """A running server."""

    process: asyncio.subprocess.Process
    address: str

    def family(self) -> list[psutil.Process]:
        """The server's process and everyone that it has started."""
        try:
            own = psutil.Process(self.process.pid)
            return [own, *own.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def workers(self) -> list[psutil.Process]:
        """The processes that carry out calls: children of the nursery, which is the server's child."""
        found = []
        for member in self.family():
            with suppress(psutil.NoSuchProcess):
                if member.pid != self.process.pid and member.ppid() != self.process.pid:
                    found.append(member)
        return found

    def held(self) -> Held:
        """Unique memory (USS, which counts shared pages once, in nobody), descriptors, threads, processes."""
        memory = descriptors = threads = count = 0
        for member in self.family():
            with suppress(psutil.Error):
                memory += member.memory_full_info().uss
                descriptors += member.num_fds()
                threads += member.num_threads()
                count += 1
        return Held(memory / 2**20, descriptors, threads, count)

    def cpu(self) -> float:
        """CPU seconds of the family that is alive."""
        total = 0.0
        for member in self.family():
            with suppress(psutil.Error):
                times = member.cpu_times()
                total += times.user + times.system
        return total

    async def end(self, number: int = signal.SIGTERM) -> int:
        """Signal the server and wait for its end; the exit code."""
        if self.process.returncode is None:
            self.process.send_signal(number)
        return await self.process.wait()


@asynccontextmanager
async def serving(
    *flags: str, service: str = "gateway", environ: Mapping[str, str] | None = None
) -> AsyncIterator[Server]:
    """A server on a free port of this machine."""
    command = [sys.executable, "-m", f"trivium.services.{service}", "--bind", "127.0.0.1:0", *flags]
    process = await asyncio.create_subprocess_exec(
        *command,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, **(environ or {})},
    )
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode().strip()
    if not line.startswith("listening on "):
        raise SystemExit(f"the server did not start: {line or 'it printed nothing'}")
    server = Server(process, line.removeprefix("listening on "))
    try:
        yield server
    finally:
        await server.end(signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Answer:
    """How one call ended."""

    code: grpc.StatusCode
    seconds: float
    began: float
    words: str = ""

    @property
    def ok(self) -> bool:
        """Whether it was answered."""
        return self.code is grpc.StatusCode.OK


class Caller:
    """Calls as bytes over one channel."""

    def __init__(self, address: str) -> None:
        self._channel = grpc.aio.insecure_channel(address, [("grpc.use_local_subchannel_pool", 1)])
        self._unary = functools.cache(self._channel.unary_unary)
        self._stream = functools.cache(self._channel.unary_stream)

    async def __aenter__(self) -> Caller:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._channel.close()

    async def call(self, path: str, request: bytes, deadline: float = 30.0, stream: bool = False) -> Answer:
        """Make one call and say how it ended."""
        began = time.perf_counter()
        try:
            if stream:
                async for _ in self._stream(path)(request, timeout=deadline):
                    pass
            else:
                await self._unary(path)(request, timeout=deadline)
        except grpc.aio.AioRpcError as error:
            return Answer(error.code(), time.perf_counter() - began, began, error.details() or "")
        return Answer(grpc.StatusCode.OK, time.perf_counter() - began, began)


async def foreign(address: str, path: str, request: bytes, *flags: str) -> None:
    """Calls by h2load over one connection or as `flags` say; it does not look into answers."""
    assert H2LOAD is not None
    with tempfile.TemporaryDirectory() as folder:
        body = Path(folder) / "body"
        body.write_bytes(b"\0" + len(request).to_bytes(4, "big") + request)
        headers = ("-H", "content-type: application/grpc", "-H", "te: trailers")
        command = (H2LOAD, *flags, "-d", str(body), *headers, f"http://{address}{path}")
        process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
        await process.wait()


def answered(port: int, method: str) -> int:
    """The calls of a method answered OK so far, by the server's own metrics."""
    text = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5).read().decode()
    found = re.findall(rf'^trivium_calls_total\{{code="OK",method="{method}"\}} (\S+)$', text, re.M)
    return sum(int(float(count)) for count in found)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of `values` lie; 0 without values."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def slope(points: list[tuple[float, float]]) -> float:
    """Slope of y over x: the median of those of all pairs (Theil 1950, Sen 1968); 0 with fewer than two points.

    Moments at which a worker is just being replaced do not bend it.
    """
    pairs = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in itertools.combinations(points, 2)]
    return statistics.median(pairs) if pairs else 0.0


def verdict(*checks: tuple[str, str, bool]) -> int:
    """Print a table of (what, measured, whether it is as it should be); the exit code."""
    for what, measured, good in checks:
        print(f"  {'ok  ' if good else 'MISS'}  {what:<58} {measured}")
    return 0 if all(good for *_, good in checks) else 1
