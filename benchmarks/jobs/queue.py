"""A queue of ten thousand jobs: jobs submitted a second, and how long lists, states and news of them take.

    python benchmarks/jobs/queue.py [--jobs 10000] [--smoke]

The service is a process of its own, as is its database on disk: a job that was told to be submitted survives a power
cut. A first job is under way, and stands still for as long as it is measured, so that the others stay queued and the
service has its share of the machine. `watch, news` is the time from a call that changes a job to its event in a stream
of another connection.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing, suppress
from pathlib import Path

import psutil
from google.longrunning import operations_pb2

from trivium.client import AsyncClient
from trivium_api.jobs.v1 import job_pb2
from trivium_api.jobs.v1 import job_service_pb2 as jobs

TARGET_RATE = 500.0
TARGET_MS = 50.0
AT_ONCE = 32
KIND, CONFIGURATION = "geometry.propose", {"count": 100_000}


async def measure(count: int, calls: int) -> int:
    """Measure and print; the exit code: 0 when all targets are met."""
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "trivium.services.jobs", "--bind", "127.0.0.1:0"),
            env={**os.environ, "TRIVIUM_JOBS_DIR": folder, "TRIVIUM_JOBS_TENANT_WAITING": str(2 * count)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert process.stdout is not None
        try:
            address = (await process.stdout.readline()).decode().removeprefix("listening on ").strip()
            async with AsyncClient(address) as client, AsyncClient(address) as other:
                await stand_still(client, psutil.Process(process.pid))
                rate, cpu = await submitted(client, count, psutil.Process(process.pid))
                rows = {
                    "list, first page of 100": await latencies(calls, lambda n: a_page(client, "")),
                    "list, a page in the middle": await latencies(calls, a_later_page(client, count)),
                    "get": await latencies(calls, lambda n: client.jobs.get(names[n % len(names)])),
                    "watch, first event": await latencies(calls, lambda n: first_event(client, names[n])),
                    "watch, news": await news(client, other, names[: calls // 2]),
                }
        finally:
            process.kill()
            await process.wait()
    return report(count, rate, cpu, rows)


names: list[str] = []


async def stand_still(client: AsyncClient, server: psutil.Process) -> None:
    """A job that is under way, and its processes stopped."""
    job = await client.jobs.submit(KIND, CONFIGURATION, priority=100, processes=1)
    while (await job.refresh()).metadata.state != job_pb2.JOB_STATE_RUNNING:
        await asyncio.sleep(0.05)
    while not (holders := [p for p in server.children(recursive=True) if _holds_a_batch(p)]):
        await asyncio.sleep(0.05)
    for holder in holders:
        for stopped in (holder, *holder.children(recursive=True)):
            stopped.suspend()


def _holds_a_batch(process: psutil.Process) -> bool:
    with suppress(OSError):
        return any("/batches/" in str(link.readlink()) for link in Path(f"/proc/{process.pid}/fd").iterdir())
    return False


async def submitted(client: AsyncClient, count: int, server: psutil.Process) -> tuple[float, float]:
    """Jobs submitted a second, and milliseconds of CPU time of the service for each; `names` gets their names."""
    left = iter(range(count))
    before, began = server.cpu_times(), time.perf_counter()

    async def submit() -> None:
        for seed in left:
            names.append((await client.jobs.submit(KIND, CONFIGURATION, seed=seed)).name)

    await asyncio.gather(*(submit() for _ in range(AT_ONCE)))
    seconds, after = time.perf_counter() - began, server.cpu_times()
    cpu = after.user + after.system - before.user - before.system
    return count / seconds, cpu / count * 1000


async def latencies(calls: int, call: Callable[[int], Awaitable[object]]) -> list[float]:
    """Milliseconds of each of some calls, one after another."""
    times = []
    for number in range(calls):
        began = time.perf_counter()
        await call(number)
        times.append((time.perf_counter() - began) * 1000)
    return times


async def a_page(client: AsyncClient, token: str) -> str:
    """A page of a list; the token of the next one."""
    request = operations_pb2.ListOperationsRequest(name="operations", page_size=100, page_token=token)
    answer: operations_pb2.ListOperationsResponse = await client.unary("Operations.ListOperations", request)  # type: ignore[assignment]
    assert len(answer.operations) == 100
    return str(answer.next_page_token)


def a_later_page(client: AsyncClient, count: int) -> Callable[[int], Awaitable[object]]:
    """One page after another, through the first half of the list."""
    token = ""

    async def page(number: int) -> None:
        nonlocal token
        token = await a_page(client, "" if number % (count // 200) == 0 else token)

    return page


async def first_event(client: AsyncClient, name: str) -> None:
    """Open a watch and read what is there."""
    stream = client.stream("JobService.WatchJob", jobs.WatchJobRequest(name=name))
    async with aclosing(stream) as events:  # type: ignore[type-var]
        await anext(events)  # type: ignore[arg-type]


async def news(client: AsyncClient, other: AsyncClient, watched: list[str]) -> list[float]:
    """Milliseconds from the call that cancels a job to the event of another client's watch."""
    times = []
    for name in watched:
        async with aclosing((await other.jobs.get(name)).watch()) as events:
            await anext(events)
            job = await client.jobs.get(name)
            began = time.perf_counter()
            cancelling = asyncio.create_task(job.cancel())
            event = await anext(events)
            times.append((time.perf_counter() - began) * 1000)
            assert event.state == job_pb2.JOB_STATE_CANCELLED
            await cancelling
    return times


def report(count: int, rate: float, cpu: float, rows: dict[str, list[float]]) -> int:
    """Print the table."""
    print(f"{count} jobs submitted, {AT_ONCE} calls at once: {rate:.0f}/s (target: at least {TARGET_RATE:.0f}/s)")
    print(f"CPU time of the service for each: {cpu:.2f} ms, {1000 / cpu:.0f}/s of a whole core")
    print(f"{'':<28}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    worst = 0.0
    for name, times in rows.items():
        cuts = statistics.quantiles(times, n=100)
        worst = max(worst, cuts[94])
        print(f"{name:<28}{statistics.median(times):>9.2f}{cuts[94]:>9.2f}{cuts[98]:>9.2f}")
    print(f"the slowest p95 is {worst:.1f} ms (target: below {TARGET_MS:.0f} ms)")
    return 0 if rate >= TARGET_RATE and worst < TARGET_MS else 1


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=10_000)
    parser.add_argument("--smoke", action="store_true", help="a few hundred jobs; no target is asked for")
    arguments = parser.parse_args()
    if arguments.smoke:
        asyncio.run(measure(400, 40))
        return 0
    return asyncio.run(measure(arguments.jobs, 400))


if __name__ == "__main__":
    raise SystemExit(main())
