"""Jobs as the messages of the contract."""

from __future__ import annotations

import hashlib

import grpc
from google.longrunning import operations_pb2
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from google.rpc import code_pb2, status_pb2

from trivium.services.jobs.errors import FieldError, NotDoneError, QuotaError, StoreError, UnknownJobError
from trivium.services.jobs.keeping import Keeping
from trivium.services.jobs.record import PREFIX, Event, Record, State, Submission
from trivium.services.runtime.operation import Fault, Violation
from trivium_api.jobs.v1 import job_pb2
from trivium_api.jobs.v1 import job_service_pb2 as jobs


def submission(request: jobs.SubmitJobRequest, tenant: str, batch_sha256: str) -> Submission:
    """What a request asks for; `batch_sha256` is what its workers have said of it."""
    job = request.job
    body = serialized(job)
    return Submission(
        tenant=tenant,
        request_id=request.request_id or None,
        request_sha256=hashlib.sha256(body).hexdigest(),
        batch_sha256=batch_sha256,
        kind=job.kind,
        label=job.label,
        priority=job.priority,
        seed=job.seed,
        body=body,
    )


def serialized(message: Message) -> bytes:
    """A message as bytes that are the same whenever it is."""
    data: bytes = message.SerializeToString(deterministic=True)
    return data


def operation(job: Record, keeping: Keeping) -> operations_pb2.Operation:
    """A job as a long-running operation."""
    message = operations_pb2.Operation(name=f"{PREFIX}{job.name}", done=job.state.done)
    message.metadata.Pack(metadata(job, keeping))
    if job.state is State.SUCCEEDED:
        message.response.Pack(job_pb2.JobResult.FromString(job.outcome))
    elif job.state is State.CANCELLED:
        message.error.CopyFrom(status_pb2.Status(code=code_pb2.CANCELLED, message="the job was cancelled"))
    elif job.state is State.FAILED:
        message.error.ParseFromString(job.outcome)
    return message


def metadata(job: Record, keeping: Keeping) -> job_pb2.JobMetadata:
    """What is told of a job beside its result; `keeping` says how long it is kept."""
    message = job_pb2.JobMetadata(
        kind=job.kind,
        label=job.label,
        state=job_pb2.JobState.ValueType(job.state),
        priority=job.priority,
        seed=job.seed,
        batch_sha256=job.batch_sha256,
        create_time=timestamp(job.created),
        attempts=job.attempts,
        cancel_requested=job.cancelling,
        progress=job_pb2.JobProgress.FromString(job.progress),
        sequence=job.sequence,
        kept=job.kept,
    )
    if job.started is not None:
        message.start_time.CopyFrom(timestamp(job.started))
    if job.ended is not None:
        message.end_time.CopyFrom(timestamp(job.ended))
    expiry = keeping.expiry(job)
    if expiry is not None:
        message.expire_time.CopyFrom(timestamp(expiry))
    return message


def event(told: Event) -> jobs.WatchJobResponse:
    """What happened to a job."""
    return jobs.WatchJobResponse(
        event=job_pb2.JobEvent(
            sequence=told.sequence,
            time=timestamp(told.time),
            state=job_pb2.JobState.ValueType(told.state),
            progress=job_pb2.JobProgress.FromString(told.progress),
            detail=told.detail,
        )
    )


def timestamp(seconds: float) -> Timestamp:
    """Seconds since 1970 as a timestamp, to the microsecond."""
    message = Timestamp()
    message.FromMicroseconds(round(seconds * 1e6))
    return message


def bare_name(name: str, field: str = "name") -> str:
    """The name of a job without its prefix; raises FieldError for what is none."""
    bare = name.removeprefix(PREFIX)
    if not name.startswith(PREFIX) or not bare or len(bare) > 64:
        raise FieldError(field, f"no name such as {PREFIX}1f0c…", "INVALID_NAME")
    return bare


def unknown_job(error: UnknownJobError) -> Fault:
    """There is no such job."""
    return Fault(grpc.StatusCode.NOT_FOUND, "UNKNOWN_JOB", str(error), metadata=(("name", error.name[:200]),))


def bad_field(error: FieldError) -> Fault:
    """A field cannot be used."""
    violation = Violation(error.field, error.description, error.reason)
    return Fault(grpc.StatusCode.INVALID_ARGUMENT, error.reason, str(error), (violation,))


def too_many(error: QuotaError) -> Fault:
    """The tenant has as many jobs as it may have."""
    return Fault(grpc.StatusCode.RESOURCE_EXHAUSTED, "TOO_MANY_JOBS", str(error), retry_after=10.0)


def not_done(error: NotDoneError) -> Fault:
    """The job is not done."""
    return Fault(grpc.StatusCode.FAILED_PRECONDITION, "JOB_NOT_DONE", str(error))


def no_store(error: StoreError) -> Fault:
    """The database cannot be used."""
    return Fault(grpc.StatusCode.UNAVAILABLE, "NO_STORE", "the jobs cannot be read or written now", retry_after=1.0)


def no_batches() -> Fault:
    """The libraries of batches are not installed."""
    words = "batches need the extra 'batch': pip install 'trivium[batch]'"
    return Fault(
        grpc.StatusCode.FAILED_PRECONDITION, "NO_BATCHES", words, preconditions=(Violation("pyarrow", words, "EXTRA"),)
    )
