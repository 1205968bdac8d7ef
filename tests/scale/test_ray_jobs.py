"""The job service carries its jobs out on a real Ray cluster: the same bytes as in processes, whatever dies."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import psutil
import pytest
from counting_jobs import open_jobs, spawn_jobs
from ray_nodes import actors, add_node, free

from trivium.client import AsyncClient, JobCancelledError
from trivium.client.job import AsyncJob
from trivium_api.jobs.v1 import job_pb2

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(600)]
SLOW = {"count": 60, "per_shard": 2, "pause": 0.15}
CANCELLED_WITHIN = 30.0
"""Seconds; on a machine that does nothing else it is a second or two."""


def on(cluster: Any, **chosen: Any) -> dict[str, Any]:
    """The settings of a service on a cluster."""
    return {"jobs_executor": "ray", "ray_address": cluster.address, "jobs_processes": 2, **chosen}


def batch_of(folder: Path, job: AsyncJob) -> dict[str, bytes]:
    root = folder / "batches" / job.name.removeprefix("operations/")
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


async def unbroken(folder: Path, configuration: dict[str, Any]) -> dict[str, bytes]:
    """What a service leaves that carries the job out in processes of its machine."""
    async with open_jobs(folder, jobs_processes=2) as server, AsyncClient(server.address) as client:
        job = await client.jobs.submit("specimen.count", configuration, seed=3)
        await job.wait()
        return batch_of(folder, job)


async def until(holds: Callable[[], Awaitable[bool]], seconds: float = 300.0) -> None:
    async with asyncio.timeout(seconds):
        while not await holds():
            await asyncio.sleep(0.05)


async def at_shard(job: AsyncJob, shards: int) -> None:
    async def there() -> bool:
        return (await job.refresh()).metadata.progress.shards >= shards

    await until(there)


async def none_left(found: list[psutil.Process]) -> float:
    """Seconds until processes are gone."""
    begun = time.monotonic()
    _, alive = await asyncio.to_thread(psutil.wait_procs, found, CANCELLED_WITHIN)
    assert not alive
    return time.monotonic() - begun


async def test_a_job_on_a_cluster_has_the_bytes_of_one_in_processes_whatever_dies(cluster: Any, tmp_path: Path) -> None:
    expected = await unbroken(tmp_path / "processes", SLOW)
    async with open_jobs(tmp_path / "ray", **on(cluster)) as server, AsyncClient(server.address) as client:
        job = await client.jobs.submit("specimen.count", SLOW, seed=3)
        await at_shard(job, 2)
        os.kill(actors()[0].pid, signal.SIGKILL)
        await at_shard(job, 5)
        os.kill(actors()[0].children()[0].pid, signal.SIGKILL)
        await at_shard(job, 8)
        cluster.remove_node(cluster.list_all_nodes()[-1], allow_graceful=False)
        assert (await job.wait()).results == 60
        assert job.metadata.attempts == 1
        assert batch_of(tmp_path / "ray", job) == expected
    add_node(cluster)


async def test_a_cancelled_job_leaves_no_actor(cluster: Any, tmp_path: Path) -> None:
    async with open_jobs(tmp_path, **on(cluster)) as server, AsyncClient(server.address) as client:
        job = await client.jobs.submit("specimen.count", {**SLOW, "count": 10_000})
        await at_shard(job, 1)
        there = [process for actor in actors() for process in (actor, *actor.children())]
        assert len(there) >= 4
        begun = time.monotonic()
        await job.cancel()
        with pytest.raises(JobCancelledError):
            await job.wait()
        told = time.monotonic() - begun
        print(f"cancelled after {told:.2f} s, no actor after {told + await none_left(there):.2f} s")


async def test_a_service_that_is_killed_is_gone_on_with_on_the_cluster(cluster: Any, tmp_path: Path) -> None:
    expected = await unbroken(tmp_path / "processes", SLOW)
    async with spawn_jobs(tmp_path / "ray", **on(cluster)) as served, AsyncClient(served.address) as client:
        job = await client.jobs.submit("specimen.count", SLOW, seed=3)
        await at_shard(job, 4)
        there = actors()
        await served.kill()
        print(f"no actor {await none_left(there):.2f} s after the death of the service")
    async with open_jobs(tmp_path / "ray", **on(cluster)) as server, AsyncClient(server.address) as client:
        job = await client.jobs.get(job.name)
        assert (await job.wait()).results == 60
        assert batch_of(tmp_path / "ray", job) == expected


async def test_a_job_waits_for_a_cluster_that_is_down_and_says_so(tmp_path: Path) -> None:
    expected = await unbroken(tmp_path / "processes", SLOW)
    port = free()
    settings = {"jobs_executor": "ray", "ray_address": f"127.0.0.1:{port}", "jobs_processes": 1}
    async with open_jobs(tmp_path / "ray", **settings) as server, AsyncClient(server.address) as client:
        job = await client.jobs.submit("specimen.count", SLOW, seed=3)

        async def waits() -> bool:
            return f"127.0.0.1:{port} cannot be reached" in (await job.refresh()).metadata.progress.waiting

        await until(waits)
        assert job.metadata.state == job_pb2.JOB_STATE_RUNNING
        head = await start_head(port, tmp_path / "one")
        try:
            await at_shard(job, 3)
            assert not job.metadata.progress.waiting
        finally:
            await end_head(head)
        await until(waits)  # and what was done is not undone
        assert job.metadata.progress.shards >= 3
        head = await start_head(port, tmp_path / "two")
        try:
            assert (await job.wait()).results == 60
        finally:
            await end_head(head)
        assert batch_of(tmp_path / "ray", job) == expected


async def start_head(port: int, folder: Path) -> asyncio.subprocess.Process:
    """A cluster of one node, in a process group of its own."""
    arguments = {"port": port, "num-cpus": 1, "object-store-memory": 100 << 20, "dashboard-agent-listen-port": free()}
    return await asyncio.create_subprocess_exec(
        str(Path(sys.executable).parent / "ray"),
        *("start", "--head", "--block", "--include-dashboard=false"),
        *(f"--{name}={value}" for name, value in arguments.items()),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )


async def end_head(head: asyncio.subprocess.Process) -> None:
    """SIGKILL, for the head and all that it started."""
    family = [psutil.Process(head.pid), *psutil.Process(head.pid).children(recursive=True)]
    for process in family:
        process.kill()
    await head.wait()
    await asyncio.to_thread(psutil.wait_procs, family, 60)
