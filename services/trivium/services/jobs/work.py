"""Carries out one job in a worker process, and writes down how far it is and how it ended."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

import grpc

from trivium.services.jobs import queue
from trivium.services.jobs.bell import Bell
from trivium.services.jobs.database import Database, Work
from trivium.services.jobs.record import Claim, Record, State
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Fault
from trivium.services.runtime.status import rich_status
from trivium.services.runtime.workers import WorkerPool
from trivium_api.jobs.v1 import job_pb2
from trivium_api.jobs.v1 import runner_service_pb2 as runner

RUN = "/trivium_api.jobs.v1.RunnerService/RunJob"
_REPORT_PAUSE = 0.25
"""Seconds between two reports of finished shards."""
_QUIET_PAUSE = 5.0
"""Seconds between two reports where no shard was finished meanwhile."""
_LONGEST_WORDS = 500
_MOST_LOSSES = 3
"""Deaths of workers without a shard finished in between, after which a job has failed."""
_MAY_PASS = {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED}
BUSY = "BATCH_BUSY"
"""The reason of a worker that finds its batch in the hands of another, who may be stopped and not dead."""
FOR_EVER = 1e9
"""Seconds that no job takes."""


EXECUTORS = {
    "processes": runner.EXECUTOR_PROCESSES,
    "inline": runner.EXECUTOR_INLINE,
    "ray": runner.EXECUTOR_RAY,
}
"""Where jobs are carried out, by the values of the setting."""


@dataclass(frozen=True, slots=True)
class Means:
    """With what each job is carried out."""

    executor: str = "processes"
    """One of `EXECUTORS`."""
    processes: int = 1
    """Processes that may work on one job; as many as there is room for when 0."""
    address: str = ""
    """Of the cluster, where the executor has one."""

    def request(self, job: job_pb2.Job, folder: Path) -> runner.RunJobRequest:
        """Asks a worker for the work of a job, which may ask for fewer processes than it could have."""
        asked = job.processes or self.processes
        return runner.RunJobRequest(
            job=job,
            folder=str(folder),
            processes=min(asked, self.processes) if self.processes else asked,
            executor=EXECUTORS[self.executor],
            address=self.address,
        )


@dataclass(frozen=True, slots=True)
class Workshop:
    """What carrying out a job needs."""

    database: Database
    pool: Callable[[], Awaitable[WorkerPool]]
    """The workers, which start when they are first asked for."""
    bell: Bell
    folder: Path
    """Where the batches are, each in a folder of the name of its job."""
    clock: Callable[[], float] = time.time

    async def carry_out(self, job: Record, claim: Claim, means: Means) -> None:
        """Carry out a job, to its end or until it is cancelled; then nobody works on it any more.

        A job whose worker dies is put back into the queue, unless that happens again and again.
        """
        try:
            result = await self._run(job, claim, means)
        except FaultError as error:
            await self._failed(job, claim, error.fault)
        else:
            outcome = result.SerializeToString()
            await self.write(
                claim, lambda c: queue.finish(c, claim, self.clock(), State.SUCCEEDED, outcome, "succeeded")
            )

    async def write(self, claim: Claim, work: Work[bool]) -> bool:
        """Write down what happened to a job, and tell those who wait for it."""
        held = await self.database.write(work)
        self.bell.ring(claim.number)
        return held

    async def _run(self, job: Record, claim: Claim, means: Means) -> job_pb2.JobResult:
        body = await self.database.read(lambda c: queue.specification(c, claim.number))
        request = means.request(job_pb2.Job.FromString(body), self.folder / job.name)
        pool = await self.pool()
        reporter = _Reporter(self, claim, job_pb2.JobProgress.FromString(job.progress))
        async with aclosing(pool.stream(RUN, request.SerializeToString(), wall=FOR_EVER)) as responses:
            async for data in responses:
                told = runner.RunJobResponse.FromString(data)
                await reporter.note(told.progress, last=told.HasField("result"))
                if told.HasField("result"):
                    return told.result
        raise FaultError(Fault(grpc.StatusCode.INTERNAL, "NO_RESULT", "the work ended without a result"))

    async def _failed(self, job: Record, claim: Claim, fault: Fault) -> None:
        now = self.clock()
        current = await self.database.read(lambda c: queue.of_number(c, claim.number))
        loss = fault.reason != BUSY
        if fault.code in _MAY_PASS and current.losses + loss < _MOST_LOSSES:
            words = f"interrupted: {fault.message}"
            await self.write(claim, lambda c: queue.release(c, claim, now, words, loss=loss))
            return
        outcome = rich_status(fault)
        await self.write(
            claim, lambda c: queue.finish(c, claim, now, State.FAILED, outcome, f"failed: {fault.message}")
        )


class _Reporter:
    """Writes down progress, not more often than anyone could read it."""

    def __init__(self, workshop: Workshop, claim: Claim, progress: job_pb2.JobProgress) -> None:
        self._workshop = workshop
        self._claim = claim
        self._progress = progress
        """As it was last told."""
        self._shards: int | None = None
        self._written = -_QUIET_PAUSE

    async def note(self, progress: job_pb2.JobProgress, *, last: bool) -> None:
        """Note how far the job is."""
        if progress.waiting:
            await self._note_waiting(progress.waiting)
            return
        since = time.monotonic() - self._written
        further = self._shards is not None and progress.shards > self._shards
        if not last and since < (_REPORT_PAUSE if further else _QUIET_PAUSE):
            return
        self._written = time.monotonic()
        self._shards = progress.shards
        now, claim = self._workshop.clock(), self._claim
        if progress.HasField("remaining"):
            progress.expected_end_time.FromNanoseconds(round(now * 1e9) + progress.remaining.ToNanoseconds())
        self._progress = progress
        body = progress.SerializeToString()
        await self._workshop.write(claim, lambda c: queue.report(c, claim, now, body, further=further))

    async def _note_waiting(self, words: str) -> None:
        """Note that the work stands still, with as much done as before."""
        for gone in ("rate", "remaining", "expected_end_time"):
            self._progress.ClearField(gone)
        self._progress.waiting = words[:_LONGEST_WORDS]
        body, now, claim = self._progress.SerializeToString(), self._workshop.clock(), self._claim
        await self._workshop.write(claim, lambda c: queue.report(c, claim, now, body, further=False))
        self._written = -_QUIET_PAUSE  # the first that is told when it goes on again is news
