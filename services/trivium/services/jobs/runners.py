"""The workers of the job service: they read requests and results, and carry jobs out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from importlib.util import find_spec
from pathlib import Path

from trivium.services.jobs import mapping
from trivium.services.jobs.work import FOR_EVER
from trivium.services.runtime.admission import Admission
from trivium.services.runtime.conversation import Defect
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.opening import Opening
from trivium.services.runtime.operation import EngineSettings
from trivium.services.runtime.workers import PoolSettings, WorkerPool
from trivium_api.jobs.v1 import job_pb2
from trivium_api.jobs.v1 import runner_service_pb2 as runner

_RUNNER = "trivium_api.jobs.v1.RunnerService"
DESK = 2
"""Workers that read requests, beside those that carry out jobs."""
READERS = 4
"""Workers that read results; half of them for one tenant at most."""
_WAITING_READERS = 64
_MOST_KNOWN, _LARGEST_KNOWN = 1024, 4096


class Runners:
    """Worker processes, started when they are first needed. Its methods belong to one event loop.

    Args:
        source: the service of the workers.
        engine: what the engines may know of this machine.
        settings: how many workers there are: `DESK` and `READERS` of them carry out no job.
        on_defect: called with each unforeseen exception.
    """

    def __init__(
        self, source: str, engine: EngineSettings, settings: PoolSettings, on_defect: Callable[[Defect], None]
    ) -> None:
        self._source = source
        self._engine = engine
        self._settings = settings
        self._on_defect = on_defect
        self._pool = Opening(self._opened)
        self._known: dict[bytes, str] = {}
        """What the workers have said of small jobs: many are alike but for their seeds."""
        self._kinds: tuple[job_pb2.JobKind, ...] = ()
        self._reading = asyncio.Semaphore(READERS)
        self._readers = Admission(READERS // 2, _WAITING_READERS)

    @property
    def serving(self) -> bool:
        """Whether the workers, where any were needed so far, can be had."""
        pool = self._pool.value
        return pool is None or pool.staff.serving

    async def close(self) -> None:
        """Kill everyone."""
        pool = await self._pool.settle()
        if pool is not None:
            await pool.close()

    async def pool(self) -> WorkerPool:
        """The workers; raises FaultError where they cannot be had."""
        return await self._pool.get()

    async def _opened(self) -> WorkerPool:
        if find_spec("pyarrow") is None:
            raise FaultError(mapping.no_batches())
        pool = WorkerPool(self._source, self._engine, self._settings, self._on_defect)
        await pool.start()
        return pool

    async def batch_sha256(self, job: job_pb2.Job, until: float | None) -> str:
        """SHA-256 of the batch that a job is; raises FaultError for one that cannot be read."""
        asked = job_pb2.Job(kind=job.kind, configuration=job.configuration, items=job.items)
        body = mapping.serialized(runner.CheckJobRequest(job=asked))
        known = self._known.get(body)
        if known is None:
            data = await (await self.pool()).unary(f"/{_RUNNER}/CheckJob", body, until=until)
            known = runner.CheckJobResponse.FromString(data).batch_sha256
            if len(body) <= _LARGEST_KNOWN:
                self._known[body] = known
                if len(self._known) > _MOST_KNOWN:
                    del self._known[next(iter(self._known))]
        return known

    async def kinds(self, until: float | None) -> Sequence[job_pb2.JobKind]:
        """The kinds of jobs that can be submitted."""
        if not self._kinds:
            data = await (await self.pool()).unary(f"/{_RUNNER}/ReadKinds", b"", until=until)
            self._kinds = tuple(runner.ReadKindsResponse.FromString(data).kinds)
        return self._kinds

    async def rows(self, tenant: str, folder: Path, start: int) -> AsyncGenerator[runner.ReadRowsResponse, None]:
        """The results of a batch that are on disk, but for the first `start`; raises FaultError."""
        if not (folder / "batch.json").exists():
            return
        pool = await self.pool()
        asked = runner.ReadRowsRequest(folder=str(folder), start=start).SerializeToString()
        async with (
            self._readers.turn(tenant, None),  # one that reads slowly does not keep others from reading
            self._reading,
            aclosing(pool.stream(f"/{_RUNNER}/ReadRows", asked, wall=FOR_EVER)) as responses,
        ):
            async for data in responses:
                yield runner.ReadRowsResponse.FromString(data)
