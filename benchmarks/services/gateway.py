"""Unary calls through the gateway against direct ones: time of a call alone, and calls a second with many at once.

    python benchmarks/services/gateway.py [--smoke]

Each row is a server process of its own: the CAS service alone, a gateway that hosts it, and a gateway that passes
calls on to the first. The rows are measured in turns, so that a slow spell of the machine falls on all of them.
`workers alone` is the same call in a worker pool of this process, without any server.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from trivium.client import AsyncClient, requests
from trivium.client.methods import METHODS
from trivium.services.local import LocalHost, default_engine

METHOD = "CasService.CheckEqual"
REQUEST = requests.check_equal("x + 1", "1 + x", wall=10)
TARGET_MS = 1.5
Call = Callable[[], Awaitable[object]]


@asynccontextmanager
async def server(service: str, *flags: str) -> AsyncIterator[str]:
    """A server process; its address."""
    command = [sys.executable, "-m", f"trivium.services.{service}", "--bind", "127.0.0.1:0", *flags]
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().removeprefix("listening on ").strip()
    finally:
        process.terminate()
        await process.wait()


async def alone(call: Call, count: int) -> list[float]:
    """Milliseconds of each of `count` calls, one after another."""
    times = []
    for _ in range(count):
        began = time.perf_counter()
        await call()
        times.append((time.perf_counter() - began) * 1000)
    return times


async def together(call: Call, count: int, at_once: int) -> float:
    """Calls a second, `at_once` of them under way."""
    began = time.perf_counter()

    async def run() -> None:
        for _ in range(count // at_once):
            await call()

    await asyncio.gather(*(run() for _ in range(at_once)))
    return count / (time.perf_counter() - began)


async def measure(rounds: int, count: int) -> int:
    """Measure and print; the exit code: 0 when the gateway keeps to its target."""
    async with AsyncExitStack() as stack:
        direct = await stack.enter_async_context(server("cas"))
        hosting = await stack.enter_async_context(server("gateway", "--services", "cas"))
        flags = ("--services", "cas", "--backend", f"cas={direct}")
        proxying = await stack.enter_async_context(server("gateway", *flags))
        host = await stack.enter_async_context(LocalHost(default_engine({}), parallelism=2))
        calls: dict[str, Call] = {"workers alone": lambda: host.unary(METHODS[METHOD].path, REQUEST)}
        for name, address in (("direct", direct), ("gateway, hosting", hosting), ("gateway, proxying", proxying)):
            client = await stack.enter_async_context(AsyncClient(address))
            calls[name] = lambda client=client: client.unary(METHOD, REQUEST, timeout=20)
        times: dict[str, list[float]] = {name: [] for name in calls}
        rates: dict[str, list[float]] = {name: [] for name in calls}
        for call in calls.values():
            await alone(call, 20)
        for _ in range(rounds):
            for name, call in calls.items():
                times[name] += await alone(call, count)
                rates[name].append(await together(call, count, 8))
    return report(times, rates)


def report(times: dict[str, list[float]], rates: dict[str, list[float]]) -> int:
    """Print the table."""
    base = statistics.median(times["direct"])
    print(f"{'':<20}{'p50 ms':>9}{'p99 ms':>9}{'adds ms':>9}{'calls/s at 8':>14}")
    for name, values in times.items():
        p50, p99 = statistics.median(values), statistics.quantiles(values, n=100)[98]
        added = f"{p50 - base:+.2f}" if name.startswith("gateway") else ""
        print(f"{name:<20}{p50:>9.2f}{p99:>9.2f}{added:>9}{statistics.median(rates[name]):>14.0f}")
    worst = max(statistics.median(values) for name, values in times.items() if name.startswith("gateway")) - base
    print(f"the gateway adds {worst:.2f} ms at the median (target: at most {TARGET_MS} ms)")
    return 0 if worst <= TARGET_MS else 1


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="a few calls only")
    smoke = parser.parse_args().smoke
    return asyncio.run(measure(2, 50) if smoke else measure(5, 400))


if __name__ == "__main__":
    raise SystemExit(main())
