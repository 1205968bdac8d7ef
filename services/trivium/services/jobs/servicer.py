"""The job service: `JobService` and `google.longrunning.Operations` over the queue."""

from __future__ import annotations

import asyncio
import os
import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import structlog
from google.longrunning import operations_pb2
from google.protobuf.empty_pb2 import Empty

from trivium.services.jobs import history, keeping, mapping, queue
from trivium.services.jobs.archive import Archive
from trivium.services.jobs.bell import Bell, hear_others
from trivium.services.jobs.database import Database
from trivium.services.jobs.errors import FieldError, NotDoneError, QuotaError, StoreError, UnknownJobError
from trivium.services.jobs.keeping import Keeping
from trivium.services.jobs.ownership import Ownership
from trivium.services.jobs.record import Record
from trivium.services.jobs.runners import DESK, READERS, Runners
from trivium.services.jobs.scheduler import Policy, Scheduler
from trivium.services.jobs.work import FOR_EVER, Means, Workshop
from trivium.services.runtime.conversation import Defect
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.launcher import LoadError
from trivium.services.runtime.operation import EngineSettings, Fault
from trivium.services.runtime.resident import Caller, ResidentOperation
from trivium.services.runtime.settings import ServerSettings
from trivium.services.runtime.workers import PoolSettings
from trivium_api.jobs.v1 import job_service_pb2 as jobs

NAME = "trivium_api.jobs.v1.JobService"
OPERATIONS = "google.longrunning.Operations"
_OTHERS_PAUSE = 0.1
"""Seconds between looks at what other processes have written."""
_FOLLOW_PAUSE = 1.0
"""Seconds between two readings of results that still come."""
_LONGEST_WAIT = 600.0


@dataclass(frozen=True, slots=True)
class Setup:
    """Where the jobs are, and who works on them."""

    folder: Path
    engine: EngineSettings
    pool: PoolSettings
    policy: Policy
    keeping: Keeping = field(default_factory=Keeping)
    """How long jobs that are done are kept."""
    runner: str = "trivium.services.jobs.runner"
    """The service of the workers."""


class Jobs:
    """The jobs of one folder. Its methods belong to one event loop."""

    def __init__(self, setup: Setup, log: structlog.typing.FilteringBoundLogger) -> None:
        self._setup = setup
        self._log = log
        self._bell = Bell()
        self._path = setup.folder / "jobs.sqlite"
        self._database = Database(self._path)
        self._ownership = Ownership(setup.folder / "owners")
        self._runners = Runners(setup.runner, setup.engine, setup.pool, self._report_defect)
        self._workshop = Workshop(self._database, self._runners.pool, self._bell, setup.folder / "batches")
        self.scheduler = Scheduler(self._workshop, self._ownership, setup.policy, log)
        self._archive = Archive(self._workshop, setup.keeping, self.scheduler.waited_for)
        self._tasks: list[asyncio.Task[None]] = []
        self._heeding: set[asyncio.Task[None]] = set()

    @property
    def operations(self) -> list[ResidentOperation[Any, Any]]:
        """The methods of both contracts."""
        lro = operations_pb2
        return [
            ResidentOperation(f"/{NAME}/SubmitJob", jobs.SubmitJobRequest, lro.Operation, self.submit),
            ResidentOperation(f"/{NAME}/WatchJob", jobs.WatchJobRequest, jobs.WatchJobResponse, self.watch),
            ResidentOperation(f"/{NAME}/ReadResults", jobs.ReadResultsRequest, jobs.ReadResultsResponse, self.results),
            ResidentOperation(f"/{NAME}/KeepJob", jobs.KeepJobRequest, lro.Operation, self.keep),
            ResidentOperation(f"/{NAME}/ListKinds", jobs.ListKindsRequest, jobs.ListKindsResponse, self.kinds),
            ResidentOperation(f"/{OPERATIONS}/GetOperation", lro.GetOperationRequest, lro.Operation, self.get),
            ResidentOperation(
                f"/{OPERATIONS}/ListOperations", lro.ListOperationsRequest, lro.ListOperationsResponse, self.list
            ),
            ResidentOperation(f"/{OPERATIONS}/WaitOperation", lro.WaitOperationRequest, lro.Operation, self.wait),
            ResidentOperation(f"/{OPERATIONS}/CancelOperation", lro.CancelOperationRequest, Empty, self.cancel),
            ResidentOperation(f"/{OPERATIONS}/DeleteOperation", lro.DeleteOperationRequest, Empty, self.delete),
        ]

    @property
    def faults(self) -> Mapping[type[Exception], Callable[[Any], Fault]]:
        """What is told of each exception."""
        return {
            UnknownJobError: mapping.unknown_job,
            FieldError: mapping.bad_field,
            QuotaError: mapping.too_many,
            NotDoneError: mapping.not_done,
            StoreError: mapping.no_store,
        }

    async def start(self) -> None:
        """Open the folder, take back what the dead have left, and begin; raises LoadError."""
        if self._setup.policy.means.executor == "ray" and find_spec("ray") is None:
            raise LoadError("the jobs: jobs_executor = ray needs the extra 'ray': pip install 'trivium[ray]'")
        try:
            self._setup.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._ownership.start()
            self._database.start()
        except (OSError, StoreError) as error:
            await self.close()
            raise LoadError(f"the jobs: {error} (the setting jobs_dir names another folder)") from error
        await self.scheduler.start()
        ear = hear_others(self._database, _OTHERS_PAUSE, self._heard)
        self._tasks = [asyncio.create_task(ear), asyncio.create_task(self._archive.tend())]

    async def drain(self) -> None:
        """Put back what is carried out; whoever opens the folder next goes on with it."""
        await self.scheduler.rest()

    async def close(self) -> None:
        """Let go of the folder."""
        for task in (*self._tasks, *self._heeding):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await self.scheduler.rest()
        await self._runners.close()
        await self._database.close()
        self._ownership.close()

    async def serving(self) -> bool:
        """Whether the workers, where any were needed so far, can be had."""
        return self._runners.serving

    async def submit(self, request: jobs.SubmitJobRequest, caller: Caller) -> operations_pb2.Operation:
        """A new job, or that of an earlier request of the same id."""
        asked = mapping.submission(request, caller.tenant, await self._runners.batch_sha256(request.job, caller.until))
        name, now, quota = secrets.token_hex(8), time.time(), self._setup.policy.quota
        job, new = await self._database.write(lambda c: queue.submit(c, asked, name, now, quota))
        if new:
            self._bell.ring(job.number)
        return self._told(job)

    async def get(self, request: operations_pb2.GetOperationRequest, caller: Caller) -> operations_pb2.Operation:
        """A job as it is now."""
        return self._told(await self._job(request.name, caller))

    async def list(
        self, request: operations_pb2.ListOperationsRequest, caller: Caller
    ) -> operations_pb2.ListOperationsResponse:
        """A page of the tenant's jobs, the latest first."""
        if request.name not in {"", "operations", "operations/"}:
            raise FieldError("name", "the collection is 'operations'", "INVALID_NAME")
        chosen = history.read_filter(request.filter)
        size, token = request.page_size, request.page_token
        found, onward = await self._database.read(lambda c: history.page(c, caller.tenant, chosen, size, token))
        return operations_pb2.ListOperationsResponse(operations=map(self._told, found), next_page_token=onward)

    async def wait(self, request: operations_pb2.WaitOperationRequest, caller: Caller) -> operations_pb2.Operation:
        """A job when it is done, or as it is when the time is over."""
        job = await self._job(request.name, caller)
        loop = asyncio.get_running_loop()
        asked = request.timeout.ToNanoseconds() / 1e9 if request.HasField("timeout") else _LONGEST_WAIT
        until = min(loop.time() + max(asked, 0.0), loop.time() + FOR_EVER if caller.until is None else caller.until)
        with self._bell.listening(job.number) as rung, self.scheduler.waiting_for(job.number):
            while not job.state.done and loop.time() < until:
                with suppress(TimeoutError):
                    async with asyncio.timeout_at(until):
                        await rung.wait()
                rung.clear()
                job = await self._job(request.name, caller)
        return self._told(job)

    async def cancel(self, request: operations_pb2.CancelOperationRequest, caller: Caller) -> Empty:
        """Ask a job to end; of one that is done, nothing."""
        name, now = mapping.bare_name(request.name), time.time()
        job = await self._database.write(lambda c: queue.cancel(c, caller.tenant, name, now))
        self._bell.ring(job.number)
        await self.scheduler.heed()
        return Empty()

    async def delete(self, request: operations_pb2.DeleteOperationRequest, caller: Caller) -> Empty:
        """Forget a job that is done, with its results."""
        await self._archive.remove(caller.tenant, mapping.bare_name(request.name))
        return Empty()

    async def keep(self, request: jobs.KeepJobRequest, caller: Caller) -> operations_pb2.Operation:
        """Keep a job for good, or as long as others."""
        name, kept = mapping.bare_name(request.name), not request.release
        return self._told(await self._database.write(lambda c: keeping.keep(c, caller.tenant, name, kept=kept)))

    async def watch(self, request: jobs.WatchJobRequest, caller: Caller) -> AsyncIterator[jobs.WatchJobResponse]:
        """What has happened to a job and what happens to it, to its end."""
        job = await self._job(request.name, caller)
        seen, number = request.after_sequence, job.number
        with self._bell.listening(number) as rung, self.scheduler.waiting_for(number):
            while True:
                rung.clear()
                job = await self._job(request.name, caller)
                after = seen
                for told in await self._database.read(lambda c: history.events(c, number, after)):  # noqa: B023
                    seen = told.sequence
                    yield mapping.event(told)
                if seen < job.sequence:
                    continue
                if job.state.done:
                    yield jobs.WatchJobResponse(operation=self._told(job))
                    return
                await rung.wait()

    async def results(
        self, request: jobs.ReadResultsRequest, caller: Caller
    ) -> AsyncIterator[jobs.ReadResultsResponse]:
        """The results of a job, those that are there, or all as they come."""
        job = await self._job(request.name, caller)
        start = _start_of(request.resume_token, job)
        with self._bell.listening(job.number) as rung, self.scheduler.waiting_for(job.number):
            while True:
                rung.clear()
                try:
                    async with aclosing(self._runners.rows(job.tenant, self._batch(job), start)) as found:
                        async for told in found:
                            start += len(told.rows)
                            yield jobs.ReadResultsResponse(rows=told.rows, resume_token=f"{job.name}.{start}")
                except FaultError:
                    await self._job(request.name, caller)  # one that was forgotten meanwhile is not known
                    raise
                if job.state.done or not request.follow:
                    return
                job = await self._job(request.name, caller)
                if not job.state.done:
                    await rung.wait()
                    await asyncio.sleep(_FOLLOW_PAUSE)
                    job = await self._job(request.name, caller)

    async def kinds(self, request: jobs.ListKindsRequest, caller: Caller) -> jobs.ListKindsResponse:
        """The kinds that can be submitted."""
        return jobs.ListKindsResponse(kinds=await self._runners.kinds(caller.until))

    def _told(self, job: Record) -> operations_pb2.Operation:
        return mapping.operation(job, self._setup.keeping)

    async def _job(self, name: str, caller: Caller) -> Record:
        bare = mapping.bare_name(name)
        return await self._database.read(lambda c: queue.of_name(c, caller.tenant, bare))

    def _batch(self, job: Record) -> Path:
        return self._setup.folder / "batches" / job.name

    def _heard(self) -> None:
        """Another process has written."""
        self._bell.ring_all()
        task = asyncio.create_task(self.scheduler.heed())
        self._heeding.add(task)
        task.add_done_callback(self._heeding.discard)

    def _report_defect(self, found: Defect) -> None:
        self._log.error("defect", method=found.method, bug=found.bug, exception=found.exception, places=found.places)


def open_resident(
    settings: ServerSettings,
    environ: Mapping[str, str],
    log: structlog.typing.FilteringBoundLogger,
    policies: Path | None = None,
    *,
    on_demand: bool = False,
) -> Jobs:
    """The jobs of the folder that the settings name.

    Args:
        settings: of the server.
        environ: variables.
        log: of the server.
        policies: the socket on which jobs can ask policies.
        on_demand: whether only what somebody waits for is carried out.
    """
    policy = Policy(
        running=settings.jobs_running,
        means=_means(settings),
        quota=queue.Quota(settings.jobs_tenant_waiting, settings.jobs_tenant_running),
        on_demand=on_demand,
    )
    workers = settings.jobs_running + DESK + READERS
    pool = replace(settings.pool, size=workers, spares=0)
    kept = Keeping(settings.jobs_keep_days * 86400, settings.jobs_keep_count, settings.jobs_keep_mb << 20)
    setup = Setup(settings.jobs_dir.expanduser(), settings.engine(environ, policies), pool, policy, kept)
    return Jobs(setup, log)


def _means(settings: ServerSettings) -> Means:
    """With what jobs are carried out; a cluster knows itself how much room it has."""
    if settings.jobs_executor == "ray":
        return Means("ray", settings.jobs_processes, settings.ray_address)
    return Means(settings.jobs_executor, settings.jobs_processes or len(os.sched_getaffinity(0)))


def _start_of(token: str, job: Record) -> int:
    """How many results a token leaves out; raises FieldError for a token of another job."""
    if not token:
        return 0
    name, _, count = token.partition(".")
    if name != job.name or not count.isdecimal() or len(count) > 18:
        raise FieldError("resume_token", "of no earlier response of this job", "INVALID_RESUME_TOKEN")
    return int(count)
