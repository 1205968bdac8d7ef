"""What happens to every call, whatever its kind and whoever serves it, in this order:

request id and log, metrics, authentication, decoding, validation, admission, deadline, error mapping.

One interceptor wraps the handlers of all four kinds; the services' own, health and reflection alike.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import time
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import grpc
import grpc.aio
import structlog
from google.protobuf.message import DecodeError

from trivium.services.runtime.admission import Admission
from trivium.services.runtime.authentication import ANYONE, Authentication
from trivium.services.runtime.errors import FaultError, defect
from trivium.services.runtime.operation import Fault
from trivium.services.runtime.patience import Patience
from trivium.services.runtime.status import DETAILS_KEY, rich_status
from trivium.services.runtime.telemetry import Metrics
from trivium.services.runtime.validation import Payload, check

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_TRACE = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
_INFRASTRUCTURE = ("/grpc.health.", "/grpc.reflection.")
"""Services that compute nothing: they wait in no line and have no deadline of ours."""
_UNDECODABLE = Fault(
    grpc.StatusCode.INVALID_ARGUMENT, "UNDECODABLE", "the bytes of the request are no message of this method"
)
_UNKNOWN_METHOD = Fault(grpc.StatusCode.UNIMPLEMENTED, "UNKNOWN_METHOD", "this server has no such method")


@dataclass(eq=False)
class CallContext:
    """What is known of the call under way."""

    method: str
    request_id: str
    trace: str
    """W3C `traceparent`, or empty."""
    began: float
    until: float | None
    """Event loop's time at which the work must have ended; None for infrastructure, and for a patient call whose
    caller names no deadline."""
    grace: float | None
    """Seconds beyond `until` that are left for an answer on behalf of a killed worker."""
    deadline: float | None
    """Event loop's time at which the caller gives up; the end of the longest budget where it names none."""
    tenant: str = ANYONE
    code: grpc.StatusCode = grpc.StatusCode.OK
    reason: str = ""


CURRENT: ContextVar[CallContext] = ContextVar("trivium_call")
"""The call that the running task serves."""


def margin(remaining: float) -> float:
    """Seconds kept back of a deadline `remaining` seconds away, so that the answer is there before it.

    A tenth, at most 0.2 s; but of a short deadline at least 0.1 s or a third, for that is what a kill, an answer on
    behalf of the killed and the way back may take on a busy machine.
    """
    return max(min(0.2, remaining / 10), min(0.1, remaining / 3))


class Pipeline(grpc.aio.ServerInterceptor):
    """The stages of every call; see the module."""

    def __init__(
        self,
        authentication: Authentication,
        admission: Admission,
        log: structlog.typing.FilteringBoundLogger,
        metrics: Metrics,
        max_wall: float,
        patience: Patience | None = None,
    ) -> None:
        self._authentication = authentication
        self._admission = admission
        self._log = log
        self._metrics = metrics
        self._max_wall = max_wall
        self._patience = patience or Patience(frozenset(), admission)
        self._wrapped: dict[str, grpc.RpcMethodHandler[Any, Any]] = {}

    def end_patience(self) -> None:
        """End the calls that wait for something to happen; they would keep a server that stops from its end."""
        self._patience.end()

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[grpc.RpcMethodHandler[Any, Any] | None]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> grpc.RpcMethodHandler[Any, Any]:
        """The handler of a method, wrapped in the stages."""
        method = handler_call_details.method
        known = self._wrapped.get(method)
        if known is not None:
            return known
        handler = await continuation(handler_call_details)
        if handler is None:
            return self._unknown()
        self._wrapped[method] = self._wrap(method, handler)
        return self._wrapped[method]

    def _wrap(self, method: str, handler: grpc.RpcMethodHandler[Any, Any]) -> grpc.RpcMethodHandler[Any, Any]:
        kind = ("stream" if handler.request_streaming else "unary", "stream" if handler.response_streaming else "unary")
        behaviour = getattr(handler, "_".join(kind))
        decode = handler.request_deserializer

        async def respond(request: Any, context: grpc.aio.ServicerContext[Any, Any]) -> Any:
            async with self._stages(method, context) as call:
                if handler.request_streaming:
                    given: Any = (_decoded(decode, data) async for data in request)
                else:
                    given = _decoded(decode, request)
                async with self._turn(call):
                    if not handler.response_streaming:
                        return await behaviour(given, context)
                    await _forward(behaviour(given, context), context)
                    return None

        make = getattr(grpc, f"{'_'.join(kind)}_rpc_method_handler")
        wrapped: grpc.RpcMethodHandler[Any, Any] = make(respond, None, handler.response_serializer)
        return wrapped

    def _unknown(self) -> grpc.RpcMethodHandler[Any, Any]:
        async def refuse(request: bytes, context: grpc.aio.ServicerContext[Any, Any]) -> None:
            async with self._stages("unknown", context):
                raise FaultError(_UNKNOWN_METHOD)

        handler: grpc.RpcMethodHandler[Any, Any] = grpc.unary_unary_rpc_method_handler(refuse)
        return handler

    @asynccontextmanager
    async def _stages(self, method: str, context: grpc.aio.ServicerContext[Any, Any]) -> AsyncIterator[CallContext]:
        """Request id, log, metrics and authentication; whatever is raised inside becomes a status."""
        metadata = {key: value for key, value in context.invocation_metadata() or () if isinstance(value, str)}
        call = self._begin(method, metadata, context.time_remaining())
        CURRENT.set(call)
        self._metrics.running.labels(method).inc()
        try:
            call.tenant = self._authentication.tenant(method, metadata)
            context.set_trailing_metadata((("x-request-id", call.request_id),))
            yield call
        except asyncio.CancelledError:
            call.code = grpc.StatusCode.CANCELLED
            raise
        except grpc.aio.AbortError:  # health and reflection set their own status
            call.code = context.code() or grpc.StatusCode.UNKNOWN
            raise
        except Exception as error:  # noqa: BLE001 - a defect must not reach the caller as it is
            await self._abort(call, error, context)
        finally:
            self._end(call)

    async def _abort(self, call: CallContext, error: Exception, context: grpc.aio.ServicerContext[Any, Any]) -> None:
        fault = error.fault if isinstance(error, FaultError) else self._defect(call, error)
        call.code, call.reason = fault.code, fault.reason
        trailing = (("x-request-id", call.request_id), (DETAILS_KEY, rich_status(fault)))
        await context.abort(fault.code, fault.message, trailing)

    def _defect(self, call: CallContext, error: Exception) -> Fault:
        bug = secrets.token_hex(6)
        trace = traceback.extract_tb(error.__traceback__)[-20:]
        places = [f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in trace]
        self._log.error(
            "defect", bug=bug, exception=type(error).__qualname__, places=places, request_id=call.request_id
        )
        return defect(bug)

    def _begin(self, method: str, metadata: Mapping[str, str], remaining: float | None) -> CallContext:
        given, trace = metadata.get("x-request-id", ""), metadata.get("traceparent", "")
        until = grace = deadline = None
        unlimited = remaining is None and method in self._patience.methods
        if not method.startswith(_INFRASTRUCTURE) and not unlimited:
            now = asyncio.get_running_loop().time()
            if remaining is None or remaining - margin(remaining) > self._max_wall:
                until = deadline = now + self._max_wall
            else:
                kept, deadline = margin(remaining), now + remaining
                until, grace = deadline - kept, kept / 2
        return CallContext(
            method=method,
            request_id=given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8),
            trace=trace if _TRACE.fullmatch(trace) else "",
            began=time.perf_counter(),
            until=until,
            grace=grace,
            deadline=deadline,
        )

    def _end(self, call: CallContext) -> None:
        seconds = time.perf_counter() - call.began
        self._metrics.running.labels(call.method).dec()
        self._metrics.calls.labels(call.method, call.code.name).inc()
        self._metrics.seconds.labels(call.method).observe(seconds)
        extra = {key: value for key, value in (("reason", call.reason), ("trace", call.trace)) if value}
        self._log.info(
            "call",
            method=call.method,
            code=call.code.name,
            milliseconds=round(seconds * 1000, 3),
            request_id=call.request_id,
            tenant=call.tenant,
            **extra,
        )

    @asynccontextmanager
    async def _turn(self, call: CallContext) -> AsyncIterator[None]:
        if call.method in self._patience.methods:
            async with self._patience.wait(call.tenant):
                yield
            return
        if call.until is None:
            yield
            return
        async with self._admission.turn(call.tenant, call.until):
            yield


def _decoded(decode: Callable[[bytes], Any] | None, data: bytes) -> Any:
    """The request that `data` holds, held against its validation rules."""
    if decode is None:
        return data
    try:
        request = decode(data)
    except DecodeError:
        raise FaultError(_UNDECODABLE) from None
    if isinstance(request, Payload):
        check(request.message)
    return request


async def _forward(responses: Any, context: grpc.aio.ServicerContext[Any, Any]) -> None:
    """Write what a streaming handler gives; one that writes by itself is merely awaited."""
    if not hasattr(responses, "__aiter__"):
        await responses
        return
    try:
        async for response in responses:
            await context.write(response)
    finally:
        await responses.aclose()
