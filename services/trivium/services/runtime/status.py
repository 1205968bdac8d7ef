"""A fault as a gRPC status: always `ErrorInfo`, and whatever else the fault holds."""

from __future__ import annotations

import functools

from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.message import Message
from google.rpc import error_details_pb2, status_pb2

from trivium.services.runtime.operation import Fault

DETAILS_KEY = "grpc-status-details-bin"
DOMAIN = "trivium"


@functools.lru_cache(maxsize=64)
def rich_status(fault: Fault) -> bytes:
    """The serialized `google.rpc.Status` of a fault; under overload it is the same one again and again."""
    status = status_pb2.Status(code=fault.code.value[0], message=fault.message)
    info = error_details_pb2.ErrorInfo(reason=fault.reason, domain=DOMAIN, metadata=dict(fault.metadata))
    _add(status, info)
    if fault.violations:
        bad = error_details_pb2.BadRequest()
        for v in fault.violations:
            bad.field_violations.add(field=v.field, description=v.description, reason=v.reason)
        _add(status, bad)
    if fault.preconditions:
        failure = error_details_pb2.PreconditionFailure()
        for v in fault.preconditions:
            failure.violations.add(type=v.reason, subject=v.field, description=v.description)
        _add(status, failure)
    if fault.retry_after is not None:
        retry = error_details_pb2.RetryInfo()
        retry.retry_delay.FromNanoseconds(round(fault.retry_after * 1e9))
        _add(status, retry)
    data: bytes = status.SerializeToString()
    return data


def _add(status: status_pb2.Status, detail: Message) -> None:
    packed = AnyMessage()
    packed.Pack(detail)
    status.details.append(packed)
