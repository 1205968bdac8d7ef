"""Any method of the gateway as JSON over HTTP: `POST /package.Service/Method`, the paths of gRPC and of Connect.

A unary method answers with one JSON object. `Accept: text/event-stream` asks for server-sent events, which a method
that streams its answers needs: `message` for each answer, then `end`, or `error` with what a refusal would have said.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from typing import Any, TypeVar

import grpc
from google.protobuf import json_format
from google.protobuf.message import Message
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from trivium.services.gateway.http.faults import fault_body
from trivium.services.gateway.http.relay import Caller, Method, Relay
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Fault

_ALIVE = 10.0
"""Seconds of silence after which a comment says that the search goes on."""
_LARGE = 1 << 16
"""Bytes beyond which a message is read and written off the event loop."""
_DEPTH = 60
"""The deepest nesting of a body; no message of the contract is deeper."""
_NOT_STREAMED = Fault(
    grpc.StatusCode.UNIMPLEMENTED, "STREAMS", "this method answers with a stream: accept text/event-stream, or use gRPC"
)
_CLIENT_STREAM = Fault(
    grpc.StatusCode.UNIMPLEMENTED, "STREAMS", "this method is asked with a stream of requests, which needs gRPC"
)
T = TypeVar("T")


class Calls:
    """The route of every method."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    async def answer(self, request: Request) -> Response:
        """Answer `POST /{service}/{method}`; raises FaultError."""
        method = self._relay.method(request.path_params["service"], request.path_params["method"])
        streamed = "text/event-stream" in request.headers.get("accept", "")
        if method.streams_requests:
            raise FaultError(_CLIENT_STREAM)
        if method.streams_responses and not streamed:
            raise FaultError(_NOT_STREAMED)
        message = await _message(await request.body(), method)
        caller = caller_of(request)
        if not streamed:
            answer = await unless_gone(request, self._relay.unary(method, message, caller))
            return Response(await _json(answer), media_type="application/json")
        events = _events(self._relay, method, message, caller)
        return StreamingResponse(events, media_type="text/event-stream", headers={"x-accel-buffering": "no"})


def caller_of(request: Request) -> Caller:
    """On whose behalf a request is carried out; raises FaultError for a deadline that is none."""
    caller = Caller(request.state.token, request.headers.get("x-request-id", ""))
    given = request.headers.get("connect-timeout-ms", "")
    if not given:
        return caller
    if not given.isdecimal() or len(given) > 10:
        raise FaultError(_unreadable("Connect-Timeout-Ms is no number of milliseconds"))
    return replace(caller, timeout=int(given) / 1000)


async def unless_gone(request: Request, work: Awaitable[T]) -> T:
    """The result of `work`, which is cancelled when the client goes away; raises FaultError then."""
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise FaultError(Fault(grpc.StatusCode.CANCELLED, "CLIENT_GONE", "the client has gone"))
        return task.result()
    finally:
        for pending in (task, gone):
            pending.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)


async def body_of(request: Request) -> dict[str, Any]:
    """The JSON object of a request's body; raises FaultError."""
    value = await _off_the_loop(_read_json, await request.body())
    if not isinstance(value, dict):
        raise FaultError(_unreadable("the body is no JSON object"))
    return value


async def _json(message: Message) -> bytes:
    """The canonical JSON of a message, under the names of the proto, with its unset scalar fields."""

    def write() -> bytes:
        values = json_format.MessageToDict(
            message, preserving_proto_field_name=True, always_print_fields_with_no_presence=True
        )
        return json.dumps(values, ensure_ascii=False).encode()

    return write() if message.ByteSize() < _LARGE else await asyncio.to_thread(write)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _message(body: bytes, method: Method) -> Message:
    def read(data: bytes) -> Message:
        value = _read_json(data)
        if not isinstance(value, dict):
            raise FaultError(_unreadable("the body is no JSON object"))
        try:
            return json_format.ParseDict(value, method.request(), max_recursion_depth=_DEPTH)
        except json_format.ParseError as error:
            raise FaultError(_unreadable(str(error))) from None

    return await _off_the_loop(read, body)


async def _off_the_loop(read: Callable[[bytes], T], body: bytes) -> T:
    return read(body) if len(body) < _LARGE else await asyncio.to_thread(read, body)


def _read_json(data: bytes) -> object:
    try:
        return json.loads(data)
    except RecursionError:
        raise FaultError(_unreadable("the body is nested too deeply")) from None
    except ValueError as error:  # among them a number of too many digits, and bytes that are no UTF-8
        raise FaultError(_unreadable(f"the body is no JSON: {error}")) from None


def _unreadable(words: str) -> Fault:
    return Fault(grpc.StatusCode.INVALID_ARGUMENT, "UNREADABLE_JSON", words[:500])


async def _events(relay: Relay, method: Method, message: Message, caller: Caller) -> AsyncGenerator[bytes, None]:
    async with aclosing(relay.stream(method, message, caller)) as responses:
        try:
            async for response in _with_pauses(responses):
                yield b": alive\n\n" if response is None else _event("message", await _json(response))
        except FaultError as error:
            yield _event("error", json.dumps(fault_body(error.fault)).encode())
        else:
            yield _event("end", b"{}")


async def _with_pauses(responses: AsyncIterator[Message]) -> AsyncGenerator[Message | None, None]:
    """The responses, and None for each while of silence between them."""
    ahead: asyncio.Future[Message] | None = None
    try:
        while True:
            ahead = ahead or asyncio.ensure_future(anext(responses))
            done, _ = await asyncio.wait({ahead}, timeout=_ALIVE)
            if not done:
                yield None
                continue
            task, ahead = ahead, None
            try:
                yield task.result()
            except StopAsyncIteration:
                return
    finally:
        if ahead is not None:
            ahead.cancel()
            await asyncio.gather(ahead, return_exceptions=True)


def _event(name: str, data: bytes) -> bytes:
    return b"event: %s\ndata: %s\n\n" % (name.encode(), data)
