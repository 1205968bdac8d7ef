"""Jobs outlive their service: killed, stopped, asked to end, replaced by another."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from pathlib import Path

import pytest
from counting_jobs import open_jobs, spawn_jobs
from processes import all_gone, descendants

from trivium.client import AsyncClient, JobFailedError

pytestmark = pytest.mark.anyio


def free_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


async def test_sigterm_puts_the_job_back_and_the_next_service_finishes_it(tmp_path: Path) -> None:
    work = {"count": 60, "per_shard": 2, "pause": 0.05}
    async with spawn_jobs(tmp_path) as served, AsyncClient(served.address) as client:
        job = await client.jobs.submit("specimen.count", work)
        while not (await job.refresh()).metadata.progress.shards:
            await asyncio.sleep(0.02)
        children, began = descendants(served.process.pid), time.monotonic()
        assert await served.end() == 0
        assert time.monotonic() - began < 8  # watching streams and running jobs do not use up the time to drain
        await all_gone(children)
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        job = await client.jobs.get(job.name)
        assert (await job.wait()).results == 60
        details = [event.detail for event in [event async for event in job.watch()] if event.detail]
        assert details == [
            "submitted",
            "taken up",
            "put back: its service is stopping",
            "taken up again, for the 2nd time",
            "succeeded",
        ]


async def test_a_watch_and_results_survive_the_service(tmp_path: Path) -> None:
    bind = free_address()
    work = {"count": 60, "per_shard": 2, "pause": 0.04}
    seen: list[int] = []
    rows: list[int] = []

    async with AsyncClient(bind) as client:
        async with spawn_jobs(tmp_path, bind=bind) as served:
            job = await client.jobs.submit("specimen.count", work)

            async def watch() -> None:
                async for event in job.watch():
                    seen.append(event.sequence)

            async def read() -> None:
                async for row in job.results(follow=True):
                    rows.append(row["number"])

            following = asyncio.gather(watch(), read())
            while len(rows) < 4:
                await asyncio.sleep(0.02)
            await served.kill()
        async with spawn_jobs(tmp_path, bind=bind):
            await following
    assert seen == list(range(1, len(seen) + 1))
    assert rows == list(range(60))


async def test_a_worker_that_is_killed_costs_nothing_but_time(tmp_path: Path) -> None:
    note = tmp_path / "note"
    async with open_jobs(tmp_path / "jobs") as server, AsyncClient(server.address) as client:
        work = {"count": 40, "per_shard": 2, "pause": 0.02, "notes": str(note)}
        job = await client.jobs.submit("specimen.count", work)
        while not (await job.refresh()).metadata.progress.shards:
            await asyncio.sleep(0.02)
        while not (worker := note.read_text()):  # it is written anew by each item
            await asyncio.sleep(0)
        os.kill(int(worker), signal.SIGKILL)
        assert (await job.wait()).results == 40
        assert job.metadata.attempts == 2
        details = [event.detail async for event in job.watch()]
        assert "interrupted: the process of the work ended by SIGKILL" in details


async def test_a_job_whose_worker_dies_again_and_again_fails(tmp_path: Path) -> None:
    async with open_jobs(tmp_path / "jobs") as server, AsyncClient(server.address) as client:
        job = await client.jobs.submit("specimen.read", {}, [{"text": "crash"}])  # inline: it takes its process with it
        with pytest.raises(JobFailedError) as caught:
            await job.wait()
        assert caught.value.reason == "WORKER_DIED"
        assert job.metadata.attempts == 3
        assert (await (await client.jobs.submit("specimen.count", {"count": 1})).wait()).results == 1
