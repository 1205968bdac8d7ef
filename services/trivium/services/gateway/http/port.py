"""The HTTP port itself: a uvicorn server in the gateway's own event loop."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Generator, Mapping
from contextlib import contextmanager

import h11
import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from trivium.services.catalogue import Offer
from trivium.services.gateway.http import completions, kimina, lean_copilot, page
from trivium.services.gateway.http.access import Access
from trivium.services.gateway.http.calls import Calls
from trivium.services.gateway.http.faults import tell_fault, tell_no_route
from trivium.services.gateway.http.guard import Bounds, Guard
from trivium.services.gateway.http.relay import Relay
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.server import BindError
from trivium.services.runtime.settings import ServerSettings

_HEAD_PATIENCE = 10.0
"""Seconds in which the head of a connection's first request must have arrived."""
_BODY_PATIENCE = 20.0
"""Seconds in which the body of a request must have arrived."""
_IDLE = 30
"""Seconds that a connection may be kept without a request."""
_HEAD = 16 << 10
"""Bytes of the largest head of a request."""
_CONNECTIONS = 512


class HttpPort:
    """Serves HTTP beside a gateway.

    Args:
        settings: address, names, TLS, token (which must be set) and limits.
        gateway: where the gateway listens for this process.
        offers: the services that the gateway serves.
        log: one line for each request that is turned away.
    """

    def __init__(
        self,
        settings: ServerSettings,
        gateway: str,
        offers: Mapping[str, Offer],
        log: structlog.typing.FilteringBoundLogger,
    ) -> None:
        self._settings = settings
        self._relay = Relay(gateway, offers)
        self._log = log
        self._server: _Server | None = None
        self._serving: asyncio.Task[None] | None = None
        self.token = settings.http_token
        self.address = ""
        """Where it listens, once it does."""

    @property
    def scheme(self) -> str:
        """`https` where the gateway has a certificate."""
        return "http" if self._settings.tls_certificate is None else "https"

    @property
    def url(self) -> str:
        """The page with its token, which stands behind the `#` so that no log and no other site comes to see it."""
        return f"{self.scheme}://{self.address}/#token={self.token}"

    async def start(self) -> None:
        """Listen; raises BindError."""
        settings = self._settings
        bound = _bind(settings.http_bind)
        self.address = f"{settings.http_bind.rpartition(':')[0]}:{bound.getsockname()[1]}"
        told = logging.getLogger("uvicorn")
        told.propagate = False
        told.handlers = [_Retold(self._log)]
        config = uvicorn.Config(
            self._application(),
            http=_PatientProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            limit_concurrency=_CONNECTIONS,
            timeout_keep_alive=_IDLE,
            timeout_graceful_shutdown=max(1, round(settings.drain)),
            h11_max_incomplete_event_size=_HEAD,
            ssl_certfile=settings.tls_certificate,
            ssl_keyfile=settings.tls_key,
        )
        self._server = _Server(config)
        self._serving = asyncio.create_task(self._server.serve([bound]))
        while not self._server.started:
            await asyncio.sleep(0.005)
            if self._serving.done():
                await self._serving
                raise BindError(f"cannot listen on {settings.http_bind}")

    async def close(self) -> None:
        """Let requests under way end within the drain time of the settings, then stop."""
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            await self._serving
        await self._relay.close()

    def _application(self) -> ASGIApp:
        files = page.page_files()
        routes = [
            *page.routes(files),
            *kimina.Kimina(self._relay).routes(),
            *lean_copilot.LeanCopilot(self._relay).routes(),
            *completions.Completions(self._relay).routes(),
            Route("/{service}/{method}", Calls(self._relay).answer, methods=["POST"]),
        ]
        return Guard(
            Starlette(routes=routes, exception_handlers={FaultError: tell_fault, HTTPException: tell_no_route}),
            Access.of(
                self.address,
                self.scheme,
                self.token,
                self._settings.tokens,
                self._settings.http_hosts,
                self._settings.http_origins,
            ),
            Bounds(self._settings.max_request_mb << 20, _BODY_PATIENCE),
            frozenset(file.path for file in files),
            self._log,
        )


class _Retold(logging.Handler):
    """Writes what uvicorn logs as a line of our log, without the values that it holds."""

    def __init__(self, log: structlog.typing.FilteringBoundLogger) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        self._log.warning("http_server", message=str(record.msg))


class _Server(uvicorn.Server):
    """A server that leaves the signals to the gateway."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


class _PatientProtocol(H11Protocol):
    """HTTP whose patience with a client that sends the head of a request byte by byte has an end."""

    _alarm: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the head of a request."""
        super().connection_made(transport)
        self._alarm = self.loop.call_later(_HEAD_PATIENCE, self._give_up)

    def data_received(self, data: bytes) -> None:
        """Take what came; a whole head ends the wait, the beginning of another one starts it."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._alarm is None:
            self._alarm = self.loop.call_later(_HEAD_PATIENCE, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _stop_waiting(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _give_up(self) -> None:
        self._alarm = None
        if self.conn.their_state is h11.IDLE:
            self.transport.close()


def _bind(address: str) -> socket.socket:
    host, _, port = address.rpartition(":")
    family = socket.AF_INET6 if host.startswith("[") else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host.strip("[]"), int(port)))
    except OSError as error:
        bound.close()
        raise BindError(f"cannot listen on {address}: {error.strerror}") from error
    return bound
