"""What happens to every call, whatever its kind and whoever serves it, in this order:

request id and log, metrics, authentication, decoding, validation, admission, deadline, error mapping.

A tenant whose line is full is refused before its request is decoded: under overload, refusals are most of the work.

One interceptor wraps the handlers of all four kinds; the services' own, health and reflection alike.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import time
import traceback
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import grpc
import grpc.aio
import structlog
from google.protobuf.message import DecodeError

from trivium.services.runtime.admission import Admission
from trivium.services.runtime.authentication import Authentication
from trivium.services.runtime.call_context import CURRENT, CallContext, margin
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
        self._log = log.bind()  # made once, not at each line
        self._metrics = metrics
        self._max_wall = max_wall
        self._patience = patience or Patience(frozenset(), admission)
        self.begun = 0
        """Calls that have come so far."""
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

        patient = method in self._patience.methods

        async def answer(given: Any, context: grpc.aio.ServicerContext[Any, Any]) -> Any:
            if not handler.response_streaming:
                return await behaviour(given, context)
            await _forward(behaviour(given, context), context)
            return None

        async def in_turn(call: CallContext, request: Any, context: grpc.aio.ServicerContext[Any, Any]) -> Any:
            if not patient and call.until is not None:
                self._admission.require_room(call.tenant)
            if handler.request_streaming:
                given: Any = (_decoded(decode, data) async for data in request)
            else:
                given = _decoded(decode, request)
            if patient:
                async with self._patience.wait(call.tenant):
                    return await answer(given, context)
            if call.until is None:
                return await answer(given, context)
            await self._admission.enter(call.tenant, call.until)
            try:
                return await answer(given, context)
            finally:
                self._admission.leave(call.tenant)

        async def respond(request: Any, context: grpc.aio.ServicerContext[Any, Any]) -> Any:
            return await self._attend(method, context, lambda call: in_turn(call, request, context))

        make = getattr(grpc, f"{'_'.join(kind)}_rpc_method_handler")
        wrapped: grpc.RpcMethodHandler[Any, Any] = make(respond, None, handler.response_serializer)
        return wrapped

    def _unknown(self) -> grpc.RpcMethodHandler[Any, Any]:
        async def raise_unknown(call: CallContext) -> None:
            raise FaultError(_UNKNOWN_METHOD)

        async def refuse(request: bytes, context: grpc.aio.ServicerContext[Any, Any]) -> None:
            await self._attend("unknown", context, raise_unknown)

        handler: grpc.RpcMethodHandler[Any, Any] = grpc.unary_unary_rpc_method_handler(refuse)
        return handler

    async def _attend(
        self,
        method: str,
        context: grpc.aio.ServicerContext[Any, Any],
        work: Callable[[CallContext], Awaitable[Any]],
    ) -> Any:
        """Request id, log, metrics and authentication around `work`; whatever it raises becomes a status."""
        metadata = {key: value for key, value in context.invocation_metadata() or () if isinstance(value, str)}
        self.begun += 1
        call = self._begin(method, metadata, context.time_remaining())
        CURRENT.set(call)
        self._metrics.began(method)
        try:
            call.tenant = self._authentication.tenant(method, metadata)
            context.set_trailing_metadata((("x-request-id", call.request_id),))
            return await work(call)
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
        self._metrics.ended(call.method, call.code.name, seconds)
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
