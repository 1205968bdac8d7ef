"""Jobs under services that are killed again and again, stand still, and take over from each other."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import psutil
import pytest
from counting_jobs import Served, open_jobs, spawn_jobs
from processes import all_gone, descendants

from trivium.client import AsyncClient
from trivium_api.jobs.v1 import job_pb2

pytestmark = pytest.mark.anyio
KILLS, ITEMS = 6, 400  # so many that no life of the service comes to the end of them


@asynccontextmanager
async def two_services(folder: Path, lease: float) -> AsyncIterator[tuple[Served, AsyncClient, Served, AsyncClient]]:
    """Two services on the same folder, and a client of each."""
    async with (
        spawn_jobs(folder, lease=lease) as first,
        spawn_jobs(folder, lease=lease) as second,
        AsyncClient(first.address) as one,
        AsyncClient(second.address) as other,
    ):
        yield first, one, second, other


def batch_of(folder: Path, name: str) -> Path:
    return folder / "batches" / name.removeprefix("operations/")


def finished_items(batch: Path) -> set[int]:
    """The items of shards that the manifest calls complete."""
    path = batch / "manifest.jsonl"
    lines = path.read_text().split("\n")[:-1] if path.exists() else []
    return {number for line in lines for number in range(*json.loads(line)["items"])}


def numbers(diary: Path) -> list[int]:
    return [int(line) for line in diary.read_text().split()] if diary.exists() else []


async def test_a_service_killed_again_and_again_gives_the_same_bytes_and_does_nothing_finished_twice(
    tmp_path: Path,
) -> None:
    chance = random.Random(5)
    diary = tmp_path / "diary"
    work = {"count": ITEMS, "per_shard": 2, "pause": 0.02, "diary": str(diary)}
    name, kills, done = "", 0, False
    while not done:
        async with spawn_jobs(tmp_path / "jobs") as served, AsyncClient(served.address) as client:
            job = await client.jobs.submit("specimen.count", work, seed=3, request_id="one")
            assert name in {"", job.name}
            name = job.name
            waiting = asyncio.create_task(job.wait())
            if kills < KILLS:
                await asyncio.sleep(0.2)
                while not (await job.refresh()).metadata.progress.shards and not job.done:
                    await asyncio.sleep(0.02)
                await asyncio.wait({waiting}, timeout=chance.uniform(0.0, 0.4))
            else:
                await waiting
            done = waiting.done()
            waiting.cancel()
            if not done:
                kills += 1
                children = descendants(served.process.pid)
                await served.kill()
                await all_gone(children)
                before, finished = len(numbers(diary)), finished_items(batch_of(tmp_path / "jobs", name))
                (tmp_path / f"kill-{kills}").write_text(json.dumps([before, sorted(finished)]))
    assert kills == KILLS
    for kill in range(1, kills + 1):
        before, finished = json.loads((tmp_path / f"kill-{kill}").read_text())
        assert not set(finished) & set(numbers(diary)[before:])
    async with open_jobs(tmp_path / "other") as server, AsyncClient(server.address) as client:
        unbroken = await client.jobs.submit("specimen.count", work, seed=3)
        assert (await unbroken.wait()).results == ITEMS
    left, right = batch_of(tmp_path / "jobs", name), batch_of(tmp_path / "other", unbroken.name)
    files = sorted(path.relative_to(right) for path in right.rglob("*") if path.is_file())
    assert len(files) > ITEMS // 2
    for file in files:
        assert (left / file).read_bytes() == (right / file).read_bytes(), file


async def test_two_services_share_a_folder_and_one_takes_over_from_the_other(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    work = {"count": 6, "per_shard": 2, "pause": 0.05, "diary": str(diary)}
    async with two_services(tmp_path / "jobs", lease=3.0) as (first, one, _, other):
        made = [await one.jobs.submit("specimen.count", {**work, "diary": f"{diary}{n}"}) for n in range(6)]
        watched = [await other.jobs.get(job.name) for job in made]
        children = descendants(first.process.pid)
        while not any([(await job.refresh()).done for job in watched]):
            await asyncio.sleep(0.02)
        await first.kill()
        await all_gone(children)
        results = await asyncio.gather(*(job.wait() for job in watched))
    assert [result.results for result in results] == [6] * 6
    once = [numbers(Path(f"{diary}{n}")) == list(range(6)) for n in range(6)]
    assert once.count(False) <= 1  # the one that the first had under way


async def test_the_jobs_of_a_service_that_stands_still_are_taken_up_by_another(tmp_path: Path) -> None:
    work = {"count": 100, "per_shard": 2, "pause": 0.05}
    async with two_services(tmp_path, lease=1.0) as (first, one, second, other):
        job = await one.jobs.submit("specimen.count", work)
        while not (await job.refresh()).metadata.progress.shards:
            await asyncio.sleep(0.02)
        holder, living = (first, other) if _runs(first) else (second, one)
        still = [psutil.Process(holder.process.pid), *descendants(holder.process.pid)]
        for process in still:
            process.suspend()
        taken = await living.jobs.get(job.name)
        async with asyncio.timeout(30):
            while (await taken.refresh()).metadata.attempts < 2:
                await asyncio.sleep(0.05)
        for process in reversed(still):
            process.resume()
        assert (await taken.wait(60)).results == 100
        assert taken.metadata.state == job_pb2.JOB_STATE_SUCCEEDED
        rows = [row["number"] async for row in taken.results()]
        assert rows == list(range(100))


def _runs(served: Served) -> bool:
    """Whether a worker of a service holds the lock of a batch: it has the folder open."""
    for process in descendants(served.process.pid):
        with suppress(OSError):
            if any("/batches/" in str(link.readlink()) for link in Path(f"/proc/{process.pid}/fd").iterdir()):
                return True
    return False
