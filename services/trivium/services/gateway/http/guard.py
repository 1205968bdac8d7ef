"""The guard before the HTTP port: what every request must pass, and what every response carries."""

from __future__ import annotations

import asyncio
import contextlib
import re
import secrets
import traceback
from collections.abc import Mapping
from dataclasses import dataclass

import structlog
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trivium.services.gateway.http.access import Access, Refusal, token_of

_HEADERS = (
    (b"content-security-policy",
     b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
     b"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)  # fmt: skip
_JSON = re.compile(r"application/json\s*(;\s*charset\s*=\s*\"?utf-8\"?\s*)?", re.IGNORECASE)
_SMALL = 64 << 10
"""Bytes of a body that is taken in though its request is refused."""
_LINGER = 0.5
"""Seconds for it, at most."""
_METHOD = Refusal(405, "METHOD", "GET, HEAD and POST are answered; no other site is told what it may send")
_MEDIA_TYPE = Refusal(415, "MEDIA_TYPE", "the content type must be application/json")
_TOO_LARGE = Refusal(413, "TOO_LARGE", "the body is larger than this server takes")
_TOO_SLOW = Refusal(408, "TOO_SLOW", "the body did not arrive in time")
_CROWDED = Refusal(503, "TOO_MANY_REQUESTS", "too many requests are under way")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one request may ask of the port."""

    body: int
    """Bytes."""
    patience: float
    """Seconds in which the body must have arrived."""
    requests: int = 256
    """Requests under way at the same time."""


class Guard:
    """An ASGI application before another one.

    Args:
        app: is given requests that passed, with `state["token"]` set.
        access: who may ask.
        bounds: how much.
        pages: paths that need no token: they hold nothing of anyone's.
        log: one line for each request that is turned away, and for each defect.
    """

    def __init__(
        self,
        app: ASGIApp,
        access: Access,
        bounds: Bounds,
        pages: frozenset[str],
        log: structlog.typing.FilteringBoundLogger,
    ) -> None:
        self._app = app
        self._access = access
        self._bounds = bounds
        self._pages = pages
        self._log = log
        self._running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":  # no sockets, no lifespan
            return
        answer = _Answer(send)
        self._running += 1
        try:
            refusal = await self._answer(scope, receive, answer)
            if refusal is not None:
                self._log.info("http_refused", status=refusal.status, reason=refusal.reason)
                await _tell(refusal)(scope, receive, answer)
        except _GoneError:
            return
        except Exception as error:  # noqa: BLE001 - a defect must not reach the caller as it is
            await self._defect(error, scope, receive, answer)
        finally:
            self._running -= 1

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> Refusal | None:
        headers = _headers(scope)
        token = token_of(next(iter(headers.get("authorization", [])), ""))
        refusal = self._refusal(scope, headers, token)
        declared = next(iter(headers.get("content-length", [])), "0")
        length = int(declared) if declared.isdecimal() and len(declared) <= 12 else None
        if refusal is not None:
            if length and length <= _SMALL:
                await self._take_in(receive)
            return refusal
        body = b""
        if scope["method"] == "POST":
            if length is None or length > self._bounds.body:
                return _TOO_LARGE
            try:
                async with asyncio.timeout(self._bounds.patience):
                    read = await self._read(receive)
            except TimeoutError:
                return _TOO_SLOW
            if read is None:
                return _TOO_LARGE
            body = read
        scope.setdefault("state", {})["token"] = token
        await self._app(scope, _replay(body, receive), send)
        return None

    def _refusal(self, scope: Scope, headers: Mapping[str, list[str]], token: str) -> Refusal | None:
        path = scope["path"]
        refusal = self._access.refusal_of_source(headers, page=path in self._pages)
        if refusal is not None:
            return refusal
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return _METHOD
        if path not in self._pages:
            refusal = self._access.refusal_of_caller(path, token)
            if refusal is not None:
                return refusal
        types = headers.get("content-type", [])
        if scope["method"] == "POST" and (len(types) != 1 or not _JSON.fullmatch(types[0])):
            return _MEDIA_TYPE
        return _CROWDED if self._running > self._bounds.requests else None

    async def _take_in(self, receive: Receive) -> None:
        """Take in a small body of a request that is refused.

        A connection that is closed with bytes still to come is reset, and the client may lose the answer.
        """
        with contextlib.suppress(TimeoutError, _GoneError):
            async with asyncio.timeout(_LINGER):
                await self._read(receive)

    async def _read(self, receive: Receive) -> bytes | None:
        """The body, or None where it is too large."""
        parts: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _GoneError
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > self._bounds.body:
                return None
            if not message.get("more_body", False):
                return b"".join(parts)

    async def _defect(self, error: Exception, scope: Scope, receive: Receive, answer: _Answer) -> None:
        bug = secrets.token_hex(6)
        frames = traceback.extract_tb(error.__traceback__)[-20:]
        places = [f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in frames]
        self._log.error("defect", bug=bug, exception=type(error).__qualname__, places=places)
        if not answer.begun:
            refusal = Refusal(500, "DEFECT", f"a defect of the service; it is logged as {bug}")
            await _tell(refusal)(scope, receive, answer)


class _GoneError(Exception):
    """The client went away before its request was whole."""


class _Answer:
    """Sends a response with the headers of the port."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            given = list(message.get("headers", []))
            caching = () if any(key == b"cache-control" for key, _ in given) else ((b"cache-control", b"no-store"),)
            message = {**message, "headers": [*given, *_HEADERS, *caching]}
        await self._send(message)


def _tell(refusal: Refusal) -> JSONResponse:
    body = {"code": "refused", "message": refusal.message, "reason": refusal.reason, "violations": []}
    # what is left of the request is not read
    headers = {"connection": "close"} | ({"www-authenticate": "Bearer"} if refusal.status == 401 else {})
    return JSONResponse(body, refusal.status, headers)


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in scope["headers"]:
        found.setdefault(key.decode("latin-1"), []).append(value.decode("latin-1"))
    return found


def _replay(body: bytes, receive: Receive) -> Receive:
    """Gives the body that was read, then waits for what comes after it: that the client has gone."""
    given = False

    async def again() -> Message:
        nonlocal given
        if not given:
            given = True
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive()

    return again
