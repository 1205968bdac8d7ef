"""Runs a gateway: from settings to endpoints to a server that ends in good order."""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TextIO

import structlog

from trivium.services.catalogue import CATALOGUE, Offer
from trivium.services.gateway.policies import POLICY, PolicyEndpoint, PolicyHost
from trivium.services.gateway.proxy import ProxiedEndpoint
from trivium.services.runtime import loop
from trivium.services.runtime.conversation import Defect
from trivium.services.runtime.endpoint import Endpoint, HostedEndpoint
from trivium.services.runtime.launcher import LoadError
from trivium.services.runtime.operation import EngineSettings
from trivium.services.runtime.resident import ResidentEndpoint
from trivium.services.runtime.server import BindError, Server
from trivium.services.runtime.settings import ServerSettings, SettingsError, load_settings
from trivium.services.runtime.telemetry import json_log

EXIT_USAGE = 2
EXIT_UNAVAILABLE = 4


def build_gateway(
    settings: ServerSettings,
    environ: Mapping[str, str],
    log: structlog.typing.FilteringBoundLogger,
    catalogue: Mapping[str, Offer] = CATALOGUE,
    inner: str = "",
) -> Server:
    """A server of the services that `settings` name, hosted here or carried out by a backend.

    `inner` is a further address, for this process alone.

    Raises SettingsError for an unknown service and for a bind that exposes too much.
    """
    unknown = [name for name in (*settings.services, *settings.backends) if name not in catalogue]
    if unknown:
        raise SettingsError(f"services: unknown {unknown[0]!r}; known are {', '.join(catalogue)}")
    host = PolicyHost.of(settings, environ) if POLICY in settings.services else None
    engine = settings.engine(environ, host.line if host else None)
    endpoints: list[Endpoint] = [
        _endpoint(name, catalogue[name], settings, engine, environ, log)
        for name in settings.services
        if host is None or name != POLICY
    ]
    if host is not None:
        remote = _proxied(POLICY, catalogue[POLICY], settings) if POLICY in settings.backends else None
        endpoints.append(PolicyEndpoint(host, catalogue[POLICY].descriptors(), remote))
    patient = frozenset(path for name in settings.services for path in catalogue[name].patient)
    return Server(settings, endpoints, log, patient, inner)


async def run_gateway(
    settings: ServerSettings,
    *,
    environ: Mapping[str, str],
    on_ready: Callable[[str], None],
    on_page: Callable[[str], None] | None = None,
    log_stream: TextIO | None = None,
    stop: asyncio.Event | None = None,
    catalogue: Mapping[str, Offer] = CATALOGUE,
) -> None:
    """Serve until SIGTERM, SIGINT or `stop`; then drain.

    Args:
        settings: what to serve, where, and how.
        environ: variables, of which the engines see those that toolchain discovery reads.
        on_ready: called with the address once calls are answered.
        on_page: called with the address of the page, its token included, where there is an HTTP port.
        log_stream: where the JSON log goes; standard error when None.
        stop: ends the gateway when set.
        catalogue: the services that can be named.

    Raises SettingsError, LoadError, BindError.
    """
    ended = stop or asyncio.Event()
    running = asyncio.get_running_loop()
    log = json_log(log_stream)
    for number in (signal.SIGTERM, signal.SIGINT):
        running.add_signal_handler(number, ended.set)
    try:
        if settings.http_bind:
            async with open_with_http(settings, environ, log, catalogue) as (address, url):
                on_ready(address)
                if on_page is not None:
                    on_page(url)
                await ended.wait()
            return
        server = build_gateway(settings, environ, log, catalogue)
        on_ready(await server.start())
        await ended.wait()
        await server.close()
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            running.remove_signal_handler(number)


@asynccontextmanager
async def open_with_http(
    settings: ServerSettings,
    environ: Mapping[str, str],
    log: structlog.typing.FilteringBoundLogger,
    catalogue: Mapping[str, Offer] = CATALOGUE,
) -> AsyncIterator[tuple[str, str]]:
    """A gateway with its HTTP port: the address of the one, the page of the other; both drain in the end.

    Raises SettingsError, LoadError, BindError.
    """
    try:
        from trivium.services.gateway.http import HttpPort
        from trivium.services.gateway.http.access import TENANT, digest
    except ImportError as error:
        raise SettingsError(f"http_bind: {error}; pip install 'trivium[http]' brings what the port needs") from None

    settings = replace(settings, http_token=settings.http_token or secrets.token_urlsafe(32))
    # a gateway that asks for tokens knows the port by its own
    asked = {**settings.tokens, TENANT: digest(settings.http_token)} if settings.tokens else {}
    with tempfile.TemporaryDirectory(prefix="trivium-") as folder:  # nobody else may enter it
        inner = f"unix:{folder}/gateway"
        server = build_gateway(replace(settings, tokens=asked), environ, log, catalogue, inner)
        address = await server.start()
        ends: list[Callable[[], Awaitable[None]]] = [server.close]
        try:
            port = HttpPort(settings, inner, {name: catalogue[name] for name in settings.services}, log)
            ends.append(port.close)
            await port.start()
            yield address, port.url
        finally:
            # together: what waits for something to happen is ended by the server
            await asyncio.gather(*(end() for end in ends))


def serve(
    services: Sequence[str] = (), arguments: Sequence[str] | None = None, environ: Mapping[str, str] | None = None
) -> int:
    """The whole of `python -m trivium.services.<name>`: the exit code.

    Args:
        services: the services to serve; those of the settings when empty.
        arguments: flags such as `--bind 127.0.0.1:0`; those of the process when None.
        environ: variables; those of the process when None.
    """
    variables = os.environ if environ is None else environ
    flags: dict[str, object] = vars(_parser().parse_args(arguments))
    if services:
        flags["services"] = tuple(services)
    try:
        settings = load_settings(flags, variables)
        loop.run(run_gateway(settings, environ=variables, on_ready=_announce, on_page=_announce_page))
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_USAGE
    except (LoadError, BindError) as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_UNAVAILABLE
    return 0


def _proxied(name: str, offer: Offer, settings: ServerSettings) -> ProxiedEndpoint:
    return ProxiedEndpoint(
        name, offer.descriptors(), settings.backends[name], settings.backend_token, settings.backend_ca
    )


def _endpoint(
    name: str,
    offer: Offer,
    settings: ServerSettings,
    engine: EngineSettings,
    environ: Mapping[str, str],
    log: structlog.typing.FilteringBoundLogger,
) -> Endpoint:
    if name in settings.backends:
        return _proxied(name, offer, settings)

    if offer.resident:
        return ResidentEndpoint(offer.open(settings, environ, log, engine.policies))

    def report(found: Defect) -> None:
        log.error("defect", method=found.method, bug=found.bug, exception=found.exception, places=found.places)

    return HostedEndpoint(offer.operations, engine, settings.pool, settings.max_wall, report)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Serve trivium over gRPC.", argument_default=None)
    parser.add_argument("--bind", help="address to listen on; port 0 takes a free one")
    parser.add_argument("--services", help="services to serve, separated by commas")
    parser.add_argument("--backend", dest="backends", action="append", help="NAME=HOST:PORT of a service elsewhere")
    parser.add_argument("--workers", help="calls that each service runs at the same time")
    parser.add_argument("--insecure", action="store_true", default=None, help="allow other machines without TLS")
    parser.add_argument("--unsafe-lean", action="store_true", default=None, help="run Lean without a sandbox")
    parser.add_argument("--policies", help="configuration file of the policies")
    parser.add_argument("--metrics-port", help="port of the Prometheus metrics")
    parser.add_argument("--http", dest="http_bind", help="port, or address, of the page and of JSON over HTTP")
    return parser


def _announce(address: str) -> None:
    loop.settle()
    sys.stdout.write(f"listening on {address}\n")
    sys.stdout.flush()


def _announce_page(url: str) -> None:
    sys.stdout.write(f"page at {url}\n")
    sys.stdout.flush()
