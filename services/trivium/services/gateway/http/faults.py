"""Refusals over HTTP: the status, and a JSON body after the Connect protocol, with the violations spelled out."""

from __future__ import annotations

import base64
from typing import Any

import grpc
from google.rpc import status_pb2
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Fault
from trivium.services.runtime.status import rich_status

_STATUS = {
    grpc.StatusCode.CANCELLED: 499,
    grpc.StatusCode.INVALID_ARGUMENT: 400,
    grpc.StatusCode.FAILED_PRECONDITION: 400,
    grpc.StatusCode.OUT_OF_RANGE: 400,
    grpc.StatusCode.UNAUTHENTICATED: 401,
    grpc.StatusCode.PERMISSION_DENIED: 403,
    grpc.StatusCode.NOT_FOUND: 404,
    grpc.StatusCode.ALREADY_EXISTS: 409,
    grpc.StatusCode.ABORTED: 409,
    grpc.StatusCode.RESOURCE_EXHAUSTED: 429,
    grpc.StatusCode.UNIMPLEMENTED: 501,
    grpc.StatusCode.UNAVAILABLE: 503,
    grpc.StatusCode.DEADLINE_EXCEEDED: 504,
}


def fault_body(fault: Fault) -> dict[str, Any]:
    """A fault as JSON: `code`, `message` and `details` as Connect has them, and beside them what people read."""
    status = status_pb2.Status.FromString(rich_status(fault))
    body: dict[str, Any] = {
        "code": fault.code.name.lower(),
        "message": fault.message,
        "details": [
            {"type": d.type_url.rpartition("/")[2], "value": base64.b64encode(d.value).decode().rstrip("=")}
            for d in status.details
        ],
        "reason": fault.reason,
        "violations": [
            {"field": v.field, "description": v.description, "reason": v.reason}
            for v in (*fault.violations, *fault.preconditions)
        ],
    }
    if fault.retry_after is not None:
        body["retry_after"] = fault.retry_after
    return body


def fault_response(fault: Fault) -> JSONResponse:
    """The response that tells a fault."""
    headers = {"retry-after": str(max(1, round(fault.retry_after)))} if fault.retry_after is not None else None
    return JSONResponse(fault_body(fault), _STATUS.get(fault.code, 500), headers)


async def tell_fault(request: Request, error: Exception) -> Response:
    """What is answered where a route raised a FaultError."""
    assert isinstance(error, FaultError)
    return fault_response(error.fault)


async def tell_no_route(request: Request, error: Exception) -> Response:
    """What is answered where there is no such path, or not with this method."""
    assert isinstance(error, HTTPException)
    body = {"code": "not_found", "message": "nothing is served there", "reason": "NO_ROUTE", "violations": []}
    return JSONResponse(body, error.status_code, error.headers)
