"""The handle of a job: a batch that goes on without its client."""

from __future__ import annotations

import asyncio
import json
import math
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Mapping
from contextlib import aclosing
from typing import Any, TypedDict, Unpack, cast

from google.longrunning import operations_pb2
from google.protobuf.message import Message

from trivium.client.backend import Backend
from trivium.client.errors import JobCancelledError, JobFailedError, TriviumError
from trivium.client.requests import duration
from trivium_api.jobs.v1 import job_pb2
from trivium_api.jobs.v1 import job_service_pb2 as jobs

_WAIT = 60.0
"""Seconds of one call that waits; then another one follows."""
_LARGEST_EXACT = 1 << 53
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0


class JobOptions(TypedDict, total=False):
    """What a job may be told beside what it is to do."""

    seed: int
    """Of everything that is drawn at random; 0 if left out."""
    label: str
    """For people."""
    priority: int
    """Up to 100; jobs of a higher one are begun first."""
    processes: int
    """That may work on it at once; as many as the server gives a job if 0 or left out."""


def new_job(
    kind: str,
    configuration: Mapping[str, Any] | None = None,
    items: Iterable[Mapping[str, Any]] = (),
    **options: Unpack[JobOptions],
) -> job_pb2.Job:
    """A job from plain values; raises ValueError for a value that has no JSON form, or changes in it."""
    job = job_pb2.Job(kind=kind, **options)
    job.configuration.update(_exact(configuration or {}))
    for item in items:
        job.items.add().update(_exact(item))
    return job


def _exact(value: Mapping[str, Any]) -> dict[str, Any]:
    """JSON values whose numbers are those that were meant: on their way all are floating-point numbers."""

    def check(found: Any) -> None:
        if isinstance(found, int) and abs(found) > _LARGEST_EXACT:
            raise ValueError(f"{found} is too large for a JSON number; write it as a text")
        if isinstance(found, float) and not math.isfinite(found):
            raise ValueError(f"{found} is no JSON number")
        for part in found.values() if isinstance(found, Mapping) else found if isinstance(found, list | tuple) else ():
            check(part)

    check(value)
    return dict(value)


class AsyncJob:
    """One job of a server; every method raises TriviumError when a call fails.

    Calls that wait survive the loss of the connection and the end of the server for `patience` seconds: they go on
    where they were.
    """

    def __init__(self, server: Backend, operation: operations_pb2.Operation, *, patience: float = 60.0) -> None:
        self._server = server
        self._patience = patience
        self.operation = operation
        """What is known of it; `refresh` asks again."""

    @classmethod
    async def submit(
        cls, server: Backend, job: job_pb2.Job, *, request_id: str = "", patience: float = 60.0
    ) -> AsyncJob:
        """A new job, or that of an earlier request of the same id."""
        # an id of its own makes it safe that a lost call is tried again
        request = jobs.SubmitJobRequest(request_id=request_id or str(uuid.uuid4()), job=job)
        answer = await server.unary("JobService.SubmitJob", request)
        return cls(server, cast("operations_pb2.Operation", answer), patience=patience)

    @classmethod
    async def named(cls, server: Backend, name: str, *, patience: float = 60.0) -> AsyncJob:
        """The job of that name, with or without `operations/` before it."""
        job = cls(server, operations_pb2.Operation(name=full_name(name)), patience=patience)
        await job.refresh()
        return job

    @property
    def name(self) -> str:
        """Its name, such as `operations/1f0c…`."""
        return str(self.operation.name)

    @property
    def done(self) -> bool:
        """Whether nothing more happens to it."""
        return bool(self.operation.done)

    @property
    def metadata(self) -> job_pb2.JobMetadata:
        """Its kind, state, progress and times."""
        found = job_pb2.JobMetadata()
        self.operation.metadata.Unpack(found)
        return found

    def result(self) -> job_pb2.JobResult:
        """How it ended; raises JobFailedError, JobCancelledError, and RuntimeError where it is not done."""
        if not self.done:
            raise RuntimeError(f"{self.name} is not done")
        if self.operation.HasField("error"):
            error = self.operation.error
            kind = JobCancelledError if error.code == _CANCELLED else JobFailedError
            raise kind.of_status(error)
        found = job_pb2.JobResult()
        self.operation.response.Unpack(found)
        return found

    async def refresh(self) -> AsyncJob:
        """Ask how it is."""
        request = operations_pb2.GetOperationRequest(name=self.name)
        self._learn(await self._server.unary("Operations.GetOperation", request))
        return self

    async def wait(self, timeout: float | None = None) -> job_pb2.JobResult:
        """Its result, when it is done; raises as `result`, and TimeoutError after `timeout` seconds."""
        async with asyncio.timeout(timeout):
            persistence = _Persistence(self._patience)
            while not self.done:
                request = operations_pb2.WaitOperationRequest(name=self.name, timeout=duration(_WAIT))
                try:
                    self._learn(await self._server.unary("Operations.WaitOperation", request, timeout=2 * _WAIT))
                    persistence.relax()
                except TriviumError as error:
                    await persistence.bear(error)
        return self.result()

    async def watch(self, after: int = 0) -> AsyncGenerator[job_pb2.JobEvent, None]:
        """What has happened to it after the event `after`, and what happens until it is done."""
        persistence = _Persistence(self._patience)
        while True:
            request = jobs.WatchJobRequest(name=self.name, after_sequence=after)
            try:
                async with aclosing(_generator(self._server.stream("JobService.WatchJob", request))) as updates:
                    async for message in updates:
                        update = cast("jobs.WatchJobResponse", message)
                        persistence.relax()
                        if update.HasField("operation"):
                            self._learn(update.operation)
                            return
                        after = update.event.sequence
                        yield update.event
            except TriviumError as error:
                await persistence.bear(error)

    async def results(self, *, follow: bool = False, resume_token: str = "") -> AsyncGenerator[dict[str, Any], None]:
        """Its results: those that are there, or with `follow` all as they come."""
        async with aclosing(self.lines(follow=follow, resume_token=resume_token)) as found:
            async for line, _ in found:
                yield json.loads(line)

    async def lines(self, *, follow: bool = False, resume_token: str = "") -> AsyncGenerator[tuple[str, str], None]:
        """Its results as lines of JSONL; with the last of each response the token that goes on after it."""
        persistence = _Persistence(self._patience)
        while True:
            request = jobs.ReadResultsRequest(name=self.name, follow=follow, resume_token=resume_token)
            try:
                async with aclosing(_generator(self._server.stream("JobService.ReadResults", request))) as found:
                    async for message in found:
                        response = cast("jobs.ReadResultsResponse", message)
                        persistence.relax()
                        resume_token = response.resume_token
                        for row in response.rows[:-1]:
                            yield row, ""
                        for row in response.rows[-1:]:
                            yield row, resume_token
            except TriviumError as error:
                await persistence.bear(error)
            else:
                return

    async def cancel(self) -> None:
        """Ask it to end; results that it has are kept. Nothing happens to one that is done."""
        await self._server.unary("Operations.CancelOperation", operations_pb2.CancelOperationRequest(name=self.name))

    async def keep(self, *, release: bool = False) -> AsyncJob:
        """Have it kept until it is deleted, however old it is; or, with `release`, as long as others."""
        self._learn(
            await self._server.unary("JobService.KeepJob", jobs.KeepJobRequest(name=self.name, release=release))
        )
        return self

    async def delete(self) -> None:
        """Have it forgotten, with its results; it must be done."""
        await self._server.unary("Operations.DeleteOperation", operations_pb2.DeleteOperationRequest(name=self.name))

    def _learn(self, operation: Message) -> None:
        self.operation = cast("operations_pb2.Operation", operation)


def full_name(name: str) -> str:
    """The name of a job as the server knows it.

    >>> full_name("1f0c")
    'operations/1f0c'
    """
    return name if name.startswith("operations/") else f"operations/{name}"


class _Persistence:
    """Bears with a server that cannot be reached, for a time."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self.relax()

    def relax(self) -> None:
        """It could be reached."""
        self._since: float | None = None
        self._pause = _FIRST_PAUSE

    async def bear(self, error: TriviumError) -> None:
        """Wait a little; raises the error where it is of another sort, or there is no patience left."""
        now = asyncio.get_running_loop().time()
        self._since = now if self._since is None else self._since
        if error.code != "UNAVAILABLE" or error.reason == "ENGINE_NOT_LOADED" or now - self._since >= self._patience:
            raise error
        await asyncio.sleep(self._pause)
        self._pause = min(2 * self._pause, _LONGEST_PAUSE)


_CANCELLED = 1
"""`google.rpc.Code.CANCELLED`."""


def _generator(messages: AsyncIterator[Message]) -> AsyncGenerator[Message, None]:
    return cast("AsyncGenerator[Message, None]", messages)
