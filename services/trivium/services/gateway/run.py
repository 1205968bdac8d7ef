"""Runs a gateway: from settings to endpoints to a server that ends in good order."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TextIO

import structlog

from trivium.services.catalogue import CATALOGUE, Offer
from trivium.services.gateway.proxy import ProxiedEndpoint
from trivium.services.runtime.endpoint import Endpoint, HostedEndpoint
from trivium.services.runtime.launcher import LoadError
from trivium.services.runtime.resident import ResidentEndpoint
from trivium.services.runtime.server import BindError, Server
from trivium.services.runtime.settings import ServerSettings, SettingsError, load_settings
from trivium.services.runtime.telemetry import json_log
from trivium.services.runtime.workers import Defect

EXIT_USAGE = 2
EXIT_UNAVAILABLE = 4


def build_gateway(
    settings: ServerSettings,
    environ: Mapping[str, str],
    log: structlog.typing.FilteringBoundLogger,
    catalogue: Mapping[str, Offer] = CATALOGUE,
) -> Server:
    """A server of the services that `settings` name, hosted here or carried out by a backend.

    Raises SettingsError for an unknown service and for a bind that exposes too much.
    """
    unknown = [name for name in (*settings.services, *settings.backends) if name not in catalogue]
    if unknown:
        raise SettingsError(f"services: unknown {unknown[0]!r}; known are {', '.join(catalogue)}")
    endpoints = [_endpoint(name, catalogue[name], settings, environ, log) for name in settings.services]
    patient = frozenset(path for name in settings.services for path in catalogue[name].patient)
    return Server(settings, endpoints, log, patient)


async def run_gateway(
    settings: ServerSettings,
    *,
    environ: Mapping[str, str],
    on_ready: Callable[[str], None],
    log_stream: TextIO | None = None,
    stop: asyncio.Event | None = None,
    catalogue: Mapping[str, Offer] = CATALOGUE,
) -> None:
    """Serve until SIGTERM, SIGINT or `stop`; then drain.

    Args:
        settings: what to serve, where, and how.
        environ: variables, of which the engines see those that toolchain discovery reads.
        on_ready: called with the address once calls are answered.
        log_stream: where the JSON log goes; standard error when None.
        stop: ends the gateway when set.
        catalogue: the services that can be named.

    Raises SettingsError, LoadError, BindError.
    """
    ended = stop or asyncio.Event()
    loop = asyncio.get_running_loop()
    server = build_gateway(settings, environ, json_log(log_stream), catalogue)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    try:
        on_ready(await server.start())
        await ended.wait()
        await server.close()
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


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
        asyncio.run(run_gateway(settings, environ=variables, on_ready=_announce))
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_USAGE
    except (LoadError, BindError) as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_UNAVAILABLE
    return 0


def _endpoint(
    name: str,
    offer: Offer,
    settings: ServerSettings,
    environ: Mapping[str, str],
    log: structlog.typing.FilteringBoundLogger,
) -> Endpoint:
    if name in settings.backends:
        return ProxiedEndpoint(
            name, offer.descriptors(), settings.backends[name], settings.backend_token, settings.backend_ca
        )

    if offer.resident:
        return ResidentEndpoint(offer.open(settings, environ, log))

    def report(found: Defect) -> None:
        log.error("defect", method=found.method, bug=found.bug, exception=found.exception, places=found.places)

    return HostedEndpoint(offer.operations, settings.engine(environ), settings.pool, settings.max_wall, report)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Serve trivium over gRPC.", argument_default=None)
    parser.add_argument("--bind", help="address to listen on; port 0 takes a free one")
    parser.add_argument("--services", help="services to serve, separated by commas")
    parser.add_argument("--backend", dest="backends", action="append", help="NAME=HOST:PORT of a service elsewhere")
    parser.add_argument("--workers", help="calls that each service runs at the same time")
    parser.add_argument("--insecure", action="store_true", default=None, help="allow other machines without TLS")
    parser.add_argument("--unsafe-lean", action="store_true", default=None, help="run Lean without a sandbox")
    parser.add_argument("--metrics-port", help="port of the Prometheus metrics")
    return parser


def _announce(address: str) -> None:
    sys.stdout.write(f"listening on {address}\n")
    sys.stdout.flush()
