"""The jobs of a server: submitted, found, listed; for asyncio and without."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, Unpack, cast

from google.longrunning import operations_pb2

from trivium.client.backend import Backend
from trivium.client.job import AsyncJob, JobOptions, new_job
from trivium.client.running import Loop
from trivium_api.jobs.v1 import job_pb2
from trivium_api.jobs.v1 import job_service_pb2 as jobs

T = TypeVar("T")


class AsyncJobs:
    """The job service for asyncio."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    async def submit(
        self,
        kind: str,
        configuration: Mapping[str, Any] | None = None,
        items: Iterable[Mapping[str, Any]] = (),
        *,
        request_id: str = "",
        **options: Unpack[JobOptions],
    ) -> AsyncJob:
        """Submit a batch; `items` are what it works through, for kinds that are given any."""
        job = new_job(kind, configuration, items, **options)
        return await AsyncJob.submit(self._backend, job, request_id=request_id)

    async def get(self, name: str) -> AsyncJob:
        """The job of that name, with or without `operations/` before it."""
        return await AsyncJob.named(self._backend, name)

    async def list(self, filter: str = "", *, page_size: int = 0) -> AsyncGenerator[AsyncJob, None]:
        """The jobs that a filter such as `state = RUNNING AND kind = "cas.check"` admits, the latest first."""
        token = ""
        while True:
            request = operations_pb2.ListOperationsRequest(
                name="operations", filter=filter, page_size=page_size, page_token=token
            )
            answer = await self._backend.unary("Operations.ListOperations", request)
            page = cast("operations_pb2.ListOperationsResponse", answer)
            for operation in page.operations:
                yield AsyncJob(self._backend, operation)
            token = page.next_page_token
            if not token:
                return

    async def kinds(self) -> Sequence[job_pb2.JobKind]:
        """The kinds of jobs that can be submitted."""
        answer = await self._backend.unary("JobService.ListKinds", jobs.ListKindsRequest())
        return cast("jobs.ListKindsResponse", answer).kinds


class Jobs:
    """The job service for code without an event loop."""

    def __init__(self, backend: Backend, loop: Loop) -> None:
        self._jobs = AsyncJobs(backend)
        self._loop = loop

    def submit(
        self,
        kind: str,
        configuration: Mapping[str, Any] | None = None,
        items: Iterable[Mapping[str, Any]] = (),
        *,
        request_id: str = "",
        **options: Unpack[JobOptions],
    ) -> Job:
        """Submit a batch; `items` are what it works through, for kinds that are given any."""
        work = self._jobs.submit(kind, configuration, items, request_id=request_id, **options)
        return Job(self._loop.run(work), self._loop)

    def get(self, name: str) -> Job:
        """The job of that name, with or without `operations/` before it."""
        return Job(self._loop.run(self._jobs.get(name)), self._loop)

    def list(self, filter: str = "") -> Iterator[Job]:
        """The jobs that a filter such as `state = RUNNING AND kind = "cas.check"` admits, the latest first."""
        for job in _iterated(self._jobs.list(filter), self._loop):
            yield Job(job, self._loop)

    def kinds(self) -> Sequence[job_pb2.JobKind]:
        """The kinds of jobs that can be submitted."""
        return self._loop.run(self._jobs.kinds())


class Job:
    """One job of a server, as `AsyncJob`."""

    def __init__(self, job: AsyncJob, loop: Loop) -> None:
        self._job = job
        self._loop = loop

    @property
    def name(self) -> str:
        """Its name, such as `operations/1f0c…`."""
        return self._job.name

    @property
    def done(self) -> bool:
        """Whether nothing more happens to it."""
        return self._job.done

    @property
    def operation(self) -> operations_pb2.Operation:
        """What is known of it; `refresh` asks again."""
        return self._job.operation

    @property
    def metadata(self) -> job_pb2.JobMetadata:
        """Its kind, state, progress and times."""
        return self._job.metadata

    def result(self) -> job_pb2.JobResult:
        """How it ended; raises JobFailedError, JobCancelledError, and RuntimeError where it is not done."""
        return self._job.result()

    def refresh(self) -> Job:
        """Ask how it is."""
        self._loop.run(self._job.refresh())
        return self

    def wait(self, timeout: float | None = None) -> job_pb2.JobResult:
        """Its result, when it is done; raises as `result`, and TimeoutError after `timeout` seconds."""
        return self._loop.run(self._job.wait(timeout))

    def watch(self, after: int = 0) -> Iterator[job_pb2.JobEvent]:
        """What has happened to it after the event `after`, and what happens until it is done."""
        return _iterated(self._job.watch(after), self._loop)

    def results(self, *, follow: bool = False, resume_token: str = "") -> Iterator[dict[str, Any]]:
        """Its results: those that are there, or with `follow` all as they come."""
        return _iterated(self._job.results(follow=follow, resume_token=resume_token), self._loop)

    def cancel(self) -> None:
        """Ask it to end; results that it has are kept. Nothing happens to one that is done."""
        self._loop.run(self._job.cancel())

    def keep(self, *, release: bool = False) -> Job:
        """Have it kept until it is deleted, however old it is; or, with `release`, as long as others."""
        self._loop.run(self._job.keep(release=release))
        return self

    def delete(self) -> None:
        """Have it forgotten, with its results; it must be done."""
        self._loop.run(self._job.delete())


def _iterated(found: AsyncGenerator[T, None], loop: Loop) -> Iterator[T]:
    """What an asynchronous generator gives; leaving the loop closes it."""

    async def following() -> T:
        return await anext(found)

    try:
        while True:
            try:
                value = loop.run(following())
            except StopAsyncIteration:
                return
            yield value
    finally:
        loop.run(found.aclose())
