"""What the workers of the job service do: read, carry out and give the results of batches.

The job service decides which job's batch is carried out, and with how many processes; how, is the batch's own affair.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import grpc
from google.protobuf import json_format
from google.protobuf.struct_pb2 import Struct

from trivium.services.batch import (
    Batch,
    BatchError,
    BusyError,
    ConfigurationError,
    Executor,
    Inline,
    Processes,
    Progress,
    UnreachableError,
    kind_named,
    kinds,
    results,
    run,
)
from trivium.services.batch.batch import kind_described
from trivium.services.jobs.holding import reading
from trivium.services.runtime.operation import Call, Fault, Operation, Service, Violation
from trivium_api.jobs.v1 import job_pb2
from trivium_api.jobs.v1 import runner_service_pb2 as runner

NAME = "trivium_api.jobs.v1.RunnerService"
RUN = f"/{NAME}/RunJob"
CHECK = f"/{NAME}/CheckJob"
ROWS = f"/{NAME}/ReadRows"
KINDS = f"/{NAME}/ReadKinds"

_MOST_ROWS = 500
_MOST_BYTES = 1 << 20
_HANDOVER = 10.0
"""Seconds in which the workers of a service that has died must have let go of a batch."""
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 15.0
"""Seconds before machines that could not be reached are looked for again."""
_FOR_EVER = 1e9


def check_job(request: runner.CheckJobRequest, _: Call) -> Iterator[runner.CheckJobResponse]:
    """Read a job."""
    job = request.job
    described = kind_described(job.kind, _plain(job.configuration), map(_plain, job.items))
    yield runner.CheckJobResponse(batch_sha256=described.hash)


def run_job(request: runner.RunJobRequest, call: Call) -> Iterator[runner.RunJobResponse]:
    """Carry out what is missing of a job."""
    job = request.job
    batch = Batch.create(request.folder, job.kind, _plain(job.configuration), job.seed, map(_plain, job.items))
    last: Progress | None = None
    executor = executor_of(request)
    for told in _through_outages(executor, lambda: run(batch, executor, call.settings)):
        if isinstance(told, Progress):
            last = told
            yield runner.RunJobResponse(progress=progress(told))
        else:
            yield runner.RunJobResponse(progress=job_pb2.JobProgress(waiting=told))
    if last is None or not last.complete:
        raise BatchError("the batch ended before it was complete")
    result = job_pb2.JobResult(
        results=last.results,
        failures=last.failures,
        items=last.items,
        shards=last.shards,
        batch_sha256=batch.hash,
    )
    yield runner.RunJobResponse(progress=progress(last), result=result)


def read_rows(request: runner.ReadRowsRequest, _: Call) -> Iterator[runner.ReadRowsResponse]:
    """Read results that are on disk, and stay there while they are read."""
    with reading(Path(request.folder)):
        lines: list[str] = []
        size = 0
        for row in results(Batch.open(request.folder), start=request.start):
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_text)
            lines.append(line)
            size += len(line)
            if len(lines) >= _MOST_ROWS or size >= _MOST_BYTES:
                yield runner.ReadRowsResponse(rows=lines)
                lines, size = [], 0
        if lines:
            yield runner.ReadRowsResponse(rows=lines)


def read_kinds(_: runner.ReadKindsRequest, __: Call) -> Iterator[runner.ReadKindsResponse]:
    """Read the kinds that are known."""
    found = [kind_named(name) for name in sorted(kinds())]
    yield runner.ReadKindsResponse(
        kinds=[
            job_pb2.JobKind(name=k.name, summary=k.summary, takes_items=k.takes_items, columns=k.schema.names)
            for k in found
        ]
    )


def progress(told: Progress) -> job_pb2.JobProgress:
    """How far a batch is, as a message."""
    message = job_pb2.JobProgress(
        shards=told.shards,
        shards_total=told.shards_in_all or 0,
        items=told.items,
        items_total=told.items_in_all or 0,
        results=told.results,
        results_wanted=told.wanted or 0,
        failures=told.failures,
        rate=told.rate,
    )
    message.cpu.FromNanoseconds(round(told.cpu * 1e9))
    if told.remaining is not None:
        message.remaining.FromNanoseconds(round(min(told.remaining, _FOR_EVER) * 1e9))
    return message


def executor_of(request: runner.RunJobRequest) -> Executor:
    """Who carries a batch out; raises BatchError where that is not installed."""
    match request.executor:
        case runner.EXECUTOR_INLINE:
            return Inline()
        case runner.EXECUTOR_RAY:
            from trivium.services.batch.on_ray import OnRay  # an extra, and slow to load

            return OnRay(request.processes, request.address)
    return Processes(request.processes)


def _through_outages(executor: Executor, begin: Callable[[], Iterator[Progress]]) -> Iterator[Progress | str]:
    """A run, begun when the machines of its executor can be reached, and again after they could not be.

    While they cannot, in words why.
    """
    pause = _FIRST_PAUSE
    while True:
        try:
            executor.prepare()
            for told in _waiting_for_its_turn(begin):
                pause = _FIRST_PAUSE
                yield told
        except UnreachableError as error:
            yield str(error)
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            return


def _waiting_for_its_turn(begin: Callable[[], Iterator[Progress]]) -> Iterator[Progress]:
    """A run, begun once nobody else carries the batch out; raises BusyError where that takes too long."""
    end = time.monotonic() + _HANDOVER
    while True:
        course = begin()
        try:
            first = next(course, None)
        except BusyError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
            continue
        if first is not None:
            yield first
            yield from course
        return


def _plain(struct: Struct) -> dict[str, Any]:
    value: dict[str, Any] = json_format.MessageToDict(struct)
    return value


def _text(value: object) -> str:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else str(value)


def _bad_job(error: ConfigurationError) -> Fault:
    """The fields that are wrong, by their paths in the request."""

    def path(field: str) -> str:
        own = field.split("[")[0].split(".")[0] in {"kind", "items"}
        return f"job.{field}" if own else f"job.configuration.{field}" if field else "job.configuration"

    violations = tuple(Violation(path(v.field), v.description, v.reason) for v in error.violations)
    words = "; ".join(f"{v.field}: {v.description}" for v in violations)
    return Fault(grpc.StatusCode.INVALID_ARGUMENT, "INVALID_JOB", words[:2000], violations)


def _busy(error: BusyError) -> Fault:
    return Fault(grpc.StatusCode.UNAVAILABLE, "BATCH_BUSY", "another process carries the batch out", retry_after=1.0)


def _broken(error: BatchError) -> Fault:
    return Fault(grpc.StatusCode.FAILED_PRECONDITION, "BATCH_BROKEN", str(error)[:2000])


SERVICE = Service(
    NAME,
    (
        Operation(CHECK, runner.CheckJobRequest, runner.CheckJobResponse, check_job, 10.0),
        Operation(RUN, runner.RunJobRequest, runner.RunJobResponse, run_job, _FOR_EVER),
        Operation(ROWS, runner.ReadRowsRequest, runner.ReadRowsResponse, read_rows, _FOR_EVER),
        Operation(KINDS, runner.ReadKindsRequest, runner.ReadKindsResponse, read_kinds, 10.0),
    ),
    {ConfigurationError: _bad_job, BusyError: _busy, BatchError: _broken},
    preload=("trivium.services.batch", "google.protobuf.json_format"),
)
"""The operations of the workers."""
