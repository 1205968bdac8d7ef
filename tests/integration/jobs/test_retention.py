"""Finished jobs go when they have had their time, with their results and with nothing else."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from counting_jobs import HERE, open_jobs

from trivium.client import AsyncClient, TriviumError
from trivium.client.job import AsyncJob
from trivium.services.jobs.holding import reading

pytestmark = pytest.mark.anyio
SOON = 1 / 86400  # a second, in days
SMALL = {"count": 4}


async def until(holds: Callable[[], Awaitable[bool]], seconds: float = 20.0) -> None:
    async with asyncio.timeout(seconds):
        while not await holds():
            await asyncio.sleep(0.05)


def batch_of(folder: Path, job: AsyncJob) -> Path:
    return folder / "batches" / job.name.removeprefix("operations/")


async def known(client: AsyncClient) -> set[str]:
    return {job.name async for job in client.jobs.list()}


async def finished(client: AsyncClient, **configuration: object) -> AsyncJob:
    job = await client.jobs.submit("specimen.count", {**SMALL, **configuration})
    await job.wait()
    return job


def left_over(folder: Path) -> tuple[list[str], int]:
    """The folders of batches, and the jobs whose results are still to be removed."""
    with sqlite3.connect(folder / "jobs.sqlite") as connection:
        (count,) = connection.execute("SELECT count(*) FROM forgotten").fetchone()
    return sorted(path.name for path in (folder / "batches").iterdir()), count


async def test_a_job_that_is_old_goes_with_its_results_and_one_that_is_kept_stays(tmp_path: Path) -> None:
    async with open_jobs(tmp_path, jobs_keep_days=SOON) as server, AsyncClient(server.address) as client:
        kept = await client.jobs.submit("specimen.count", {**SMALL, "pause": 0.1})
        await kept.keep()  # one that is not done, too
        await kept.wait()
        old = await finished(client)
        expiry = old.metadata.expire_time.ToMicroseconds() - old.metadata.end_time.ToMicroseconds()
        assert expiry == pytest.approx(1e6, abs=2)
        assert kept.metadata.kept
        assert not kept.metadata.HasField("expire_time")
        await until(lambda: _is(known(client), {kept.name}))
        with pytest.raises(TriviumError) as caught:
            await old.refresh()
        assert caught.value.code == "NOT_FOUND"
        await until(lambda: _is_left(tmp_path, ([batch_of(tmp_path, kept).name], 0)))
        assert len([row async for row in kept.results()]) == 4
        await kept.keep(release=True)
        assert kept.metadata.HasField("expire_time")
        await until(lambda: _is_left(tmp_path, ([], 0)))
        assert await known(client) == set()


async def _is(found: Awaitable[set[str]], wanted: set[str]) -> bool:
    return await found == wanted


async def test_the_latest_of_a_tenant_stay_by_number_and_by_size(tmp_path: Path) -> None:
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        made = [await finished(client, padding=60_000) for _ in range(4)]
        assert await known(client) == {job.name for job in made}  # without a limit nothing goes
    async with open_jobs(tmp_path, jobs_keep_count=3) as server, AsyncClient(server.address) as client:
        await until(lambda: _is(known(client), {job.name for job in made[1:]}))
    with (batch_of(tmp_path, made[3]) / "ballast").open("wb") as file:
        file.truncate(1 << 20)
    with sqlite3.connect(tmp_path / "jobs.sqlite") as connection:
        connection.execute("UPDATE job SET bytes = NULL")
    async with open_jobs(tmp_path, jobs_keep_mb=2) as server, AsyncClient(server.address) as client:
        await asyncio.sleep(1.0)
        assert await known(client) == {job.name for job in made[1:]}
    async with open_jobs(tmp_path, jobs_keep_mb=1) as server, AsyncClient(server.address) as client:
        await until(lambda: _is_left(tmp_path, ([], 0)))


async def test_a_job_that_is_carried_out_or_read_is_not_touched(tmp_path: Path) -> None:
    async with open_jobs(tmp_path, jobs_keep_days=SOON) as server, AsyncClient(server.address) as client:
        read = await finished(client)
        with reading(batch_of(tmp_path, read)):  # as another process would, which serves the same folder
            slow = await client.jobs.submit("specimen.count", {"count": 30, "per_shard": 1, "pause": 0.1})
            await asyncio.sleep(2.5)
            assert await known(client) == {read.name, slow.name}
            assert len([row async for row in read.results()]) == 4
            assert (await slow.wait()).results == 30
        await until(lambda: _is(known(client), set()))


async def test_a_reading_that_has_begun_comes_to_its_end(tmp_path: Path) -> None:
    async with open_jobs(tmp_path, jobs_keep_days=SOON) as server, AsyncClient(server.address) as client:
        job = await finished(client, count=300, per_shard=50, padding=20_000)
        count = 0
        async for _ in _slowly(job):
            count += 1
        assert count == 300
        await until(lambda: _is(known(client), set()))


async def _slowly(job: AsyncJob) -> AsyncIterator[object]:
    """Its results, and in the midst of them more seconds than it is kept."""
    number = 0
    async for row in job.results():
        number += 1
        if number == 2:
            await asyncio.sleep(3.0)
        yield row


@pytest.mark.parametrize("step", ["row", "files", "half", "name"])
async def test_a_service_killed_while_it_forgets_a_job_leaves_nothing_orphaned(tmp_path: Path, step: str) -> None:
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        job = await finished(client)
    environ = {**os.environ, "PYTHONPATH": str(HERE)}
    command = [sys.executable, str(HERE / "dying_archive.py"), str(tmp_path), step]
    assert subprocess.run(command, env=environ, timeout=60, check=False).returncode == -signal.SIGKILL
    there, noted = left_over(tmp_path)
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        if step == "row":  # nothing was committed: the job is as it was
            assert (noted, await known(client)) == (0, {job.name})
            assert len([row async for row in job_of(client, job).results()]) == 4
            return
        assert (noted, len(there)) == (1, 0 if step == "name" else 1)
        assert await known(client) == set()
        await until(lambda: _is_left(tmp_path, ([], 0)))


def job_of(client: AsyncClient, job: AsyncJob) -> AsyncJob:
    return AsyncJob(client, job.operation)


async def _is_left(folder: Path, wanted: tuple[list[str], int]) -> bool:
    return left_over(folder) == wanted
