"""A gRPC server over endpoints: options, TLS, health, reflection, metrics and an end in good order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

import grpc
import grpc.aio
import structlog
from grpc_health.v1 import health, health_pb2, health_pb2_grpc  # type: ignore[import-untyped]
from grpc_reflection.v1alpha import reflection  # type: ignore[import-untyped]

from trivium.services.runtime.admission import Admission
from trivium.services.runtime.authentication import Authentication
from trivium.services.runtime.confinement import hide_memory
from trivium.services.runtime.endpoint import Endpoint, HostedEndpoint
from trivium.services.runtime.patience import Patience
from trivium.services.runtime.pipeline import Pipeline
from trivium.services.runtime.settings import ServerSettings
from trivium.services.runtime.telemetry import Metrics

_HEALTH_PERIOD = 0.5
_LAST_CALLS = 0.5
"""Seconds for which a server that ends goes on taking calls, at most."""
_LULL = 8
"""Hundredths of a second without a new call after which nothing is on its way any more."""
_MOST_CALLS = 4096
"""Calls under way, of all tenants together, beyond which the server refuses more."""


class BindError(OSError):
    """The server cannot listen on its address."""


class Server:
    """Serves endpoints on one port; use it as an asynchronous context manager.

    Args:
        settings: address, security, limits.
        endpoints: the services; the server starts and closes them.
        log: one JSON line a call.
        patient: full paths of the methods that wait for something to happen and compute nothing.
        inner: a further address, for this process alone; it is served without TLS.
    """

    def __init__(
        self,
        settings: ServerSettings,
        endpoints: Sequence[Endpoint],
        log: structlog.typing.FilteringBoundLogger,
        patient: frozenset[str] = frozenset(),
        inner: str = "",
    ) -> None:
        settings.check_exposure()
        self._settings = settings
        self._endpoints = tuple(endpoints)
        self._log = log
        self._patient = patient
        self._pipeline: Pipeline | None = None
        self._inner = inner
        self._health = health.aio.HealthServicer()
        self._server: grpc.aio.Server | None = None
        self._monitor: asyncio.Task[None] | None = None
        self._end_metrics: Callable[[], None] | None = None
        self.metrics = Metrics()
        self.address = ""
        """Where the server listens, once it does."""

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close(grace=0.0)

    async def start(self) -> str:
        """Start the endpoints, then listen; the address. Raises LoadError and BindError."""
        if self._settings.secret:
            hide_memory()
        try:
            # workers first: a nursery must not be started by a process that serves already
            await asyncio.gather(*(endpoint.start() for endpoint in self._endpoints))
            await self._listen()
        except BaseException:
            await self.close(grace=0.0)
            raise
        return self.address

    async def close(self, grace: float | None = None) -> None:
        """Say NOT_SERVING, let calls under way end within `grace` seconds (settings.drain when None), stop."""
        await self._health.enter_graceful_shutdown()
        if self._monitor is not None:
            self._monitor.cancel()
            await asyncio.gather(self._monitor, return_exceptions=True)
        if self._pipeline is not None:
            self._pipeline.end_patience()
        await asyncio.gather(*(endpoint.drain() for endpoint in self._endpoints))
        if self._server is not None:
            if grace is None:
                await self._take_last_calls()
            await self._server.stop(self._settings.drain if grace is None else grace)
        await asyncio.gather(*(endpoint.close() for endpoint in self._endpoints))
        if self._end_metrics is not None:
            self._end_metrics()
            self._end_metrics = None

    async def _take_last_calls(self) -> None:
        """Begin what has arrived: gRPC ends as CANCELLED what it has received and nobody has begun when it stops."""
        assert self._pipeline is not None
        loop = asyncio.get_running_loop()
        until, begun, lull = loop.time() + _LAST_CALLS, self._pipeline.begun, 0
        while lull < _LULL and loop.time() < until:
            await asyncio.sleep(0.01)  # a turn of the loop takes in one call
            lull = lull + 1 if begun == self._pipeline.begun else 0
            begun = self._pipeline.begun

    async def _listen(self) -> None:
        settings = self._settings
        self._pipeline = Pipeline(
            Authentication(settings.tokens, settings.delegates),
            Admission(settings.tenant_running, settings.tenant_waiting),
            self._log,
            self.metrics,
            settings.max_wall,
            Patience(self._patient, Admission(settings.tenant_streams, 0)),
        )
        self._server = grpc.aio.server(
            interceptors=[self._pipeline], options=_options(settings), maximum_concurrent_rpcs=_MOST_CALLS
        )
        self._server.add_generic_rpc_handlers(tuple(h for endpoint in self._endpoints for h in endpoint.handlers()))
        health_pb2_grpc.add_HealthServicer_to_server(self._health, self._server)
        names = [contract for endpoint in self._endpoints for contract in endpoint.contracts]
        reflection.enable_server_reflection([*names, health.SERVICE_NAME, reflection.SERVICE_NAME], self._server)
        await self._look()
        self.address = _bind(self._server, settings)
        if self._inner:
            self._server.add_insecure_port(self._inner)
        if settings.metrics_port:
            self._end_metrics = _serve_metrics(self.metrics, settings.metrics_port, settings.metrics_host)
        await self._server.start()
        self._monitor = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_HEALTH_PERIOD)
            await self._look()

    async def _look(self) -> None:
        """Set the health of every service, and of the server: it serves when all of them do."""
        answers = await asyncio.gather(*(endpoint.serving() for endpoint in self._endpoints))
        for endpoint, serving in zip(self._endpoints, answers, strict=True):
            for contract in endpoint.contracts:
                await self._health.set(contract, _status(serving))
            if isinstance(endpoint, HostedEndpoint):
                name, staff = endpoint.pool.table.name, endpoint.pool.staff
                self.metrics.killed.labels(name).set(staff.killed)
                self.metrics.idle.labels(name).set(staff.idle)
        await self._health.set("", _status(all(answers)))


def _status(serving: bool) -> health_pb2.HealthCheckResponse.ServingStatus:
    known = health_pb2.HealthCheckResponse
    return known.SERVING if serving else known.NOT_SERVING


def _options(settings: ServerSettings) -> list[tuple[str, Any]]:
    return [
        # without this a second server would share the port in silence
        ("grpc.so_reuseport", 0),
        ("grpc.max_receive_message_length", settings.max_request_mb << 20),
        ("grpc.max_send_message_length", settings.pool.largest),
        ("grpc.max_metadata_size", 16 << 10),
        # a client whose machine has vanished must not hold a worker
        ("grpc.keepalive_time_ms", 30_000),
        ("grpc.keepalive_timeout_ms", 10_000),
        ("grpc.keepalive_permit_without_calls", 1),
        ("grpc.http2.min_ping_interval_without_data_ms", 10_000),
        ("grpc.http2.max_pings_without_data", 0),
    ]


def _bind(server: grpc.aio.Server, settings: ServerSettings) -> str:
    try:
        if settings.tls_certificate is None or settings.tls_key is None:
            port = server.add_insecure_port(settings.bind)
        else:
            port = server.add_secure_port(settings.bind, _credentials(settings))
    except RuntimeError:
        port = 0
    if settings.bind.startswith("unix:"):
        return settings.bind
    if port == 0:
        raise BindError(f"cannot listen on {settings.bind}: the port is taken or the address is not of this machine")
    return f"{settings.bind.rpartition(':')[0]}:{port}"


def _serve_metrics(metrics: Metrics, port: int, host: str) -> Callable[[], None]:
    try:
        return metrics.serve(port, host)
    except OSError as error:
        raise BindError(f"cannot serve metrics on port {port}: {error.strerror}") from error


def _credentials(settings: ServerSettings) -> grpc.ServerCredentials:
    assert settings.tls_certificate is not None
    assert settings.tls_key is not None
    authorities = settings.tls_client_ca.read_bytes() if settings.tls_client_ca else None
    pair = (settings.tls_key.read_bytes(), settings.tls_certificate.read_bytes())
    return grpc.ssl_server_credentials([pair], authorities, require_client_auth=authorities is not None)
