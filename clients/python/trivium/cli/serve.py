"""`prove serve`: the gateway."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from trivium.cli import options
from trivium.cli.exitcode import of_error
from trivium.cli.run import leave
from trivium.client.errors import TriviumError

WHAT = "gateway"


def serve(
    what: Annotated[str, typer.Argument(help="gateway (all), or geometry, cas, prover, policy, jobs.")] = WHAT,
    bind: Annotated[str | None, typer.Option(metavar="HOST:PORT", help="Port 0 takes a free one.")] = None,
    backend: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=HOST:PORT", help="Another server carries out this service; may be repeated."),
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Calls that each service runs at the same time.")] = None,
    tls_certificate: Annotated[Path | None, typer.Option(metavar="PEM", help="Serve TLS with this chain.")] = None,
    tls_key: Annotated[Path | None, typer.Option(metavar="PEM", help="Key of --tls-certificate.")] = None,
    tls_client_ca: Annotated[Path | None, typer.Option(metavar="PEM", help="Ask clients for a certificate.")] = None,
    jobs_dir: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of the jobs and their results.")] = None,
    jobs_executor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Where jobs are carried out: processes, inline or ray.")
    ] = None,
    jobs_keep_days: Annotated[
        float | None, typer.Option(metavar="N", help="Forget jobs, with their results, so many days after their end.")
    ] = None,
    ray_address: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="Cluster of --jobs-executor ray; auto finds this machine's.")
    ] = None,
    insecure: Annotated[
        bool | None, typer.Option("--insecure", help="Allow a bind beyond this machine without TLS.")
    ] = None,
    unsafe_lean: Annotated[
        bool | None, typer.Option("--unsafe-lean", help="Run strangers' Lean without a sandbox.")
    ] = None,
    policies: Annotated[
        Path | None, typer.Option("--policies", metavar="FILE.toml", help="Which policies there are; never a key.")
    ] = None,
    metrics_port: Annotated[int | None, typer.Option(help="Prometheus metrics on this port of loopback.")] = None,
    http: Annotated[
        str | None,
        typer.Option(metavar="[HOST:]PORT", help="Serve the page and JSON over HTTP there; the address is printed."),
    ] = None,
    quiet: options.Quiet = False,
) -> None:
    """Serve every API on one port until Ctrl-C; engines run here, or on the backends that are named."""
    flags: dict[str, object] = {
        "bind": bind,
        "services": None if what == WHAT else (what,),
        "backends": backend or None,
        "workers": workers,
        "tls_certificate": tls_certificate,
        "tls_key": tls_key,
        "tls_client_ca": tls_client_ca,
        "jobs_dir": jobs_dir,
        "jobs_executor": jobs_executor,
        "ray_address": ray_address,
        "jobs_keep_days": jobs_keep_days,
        "insecure": insecure,
        "unsafe_lean": unsafe_lean,
        "policies": policies,
        "metrics_port": metrics_port,
        "http_bind": http,
    }
    from trivium.cli.local import serve_here  # the services load only where they are used

    try:
        serve_here(flags, os.environ, announce, announce_page, quiet=quiet)
    except TriviumError as error:
        typer.echo(f"cannot serve: {error}", err=True)
        leave(of_error(error))


def announce(address: str) -> None:
    """Tell on stdout where calls are answered, for people and for the programs that start a server."""
    sys.stdout.write(f"listening on {address}\n")
    sys.stdout.flush()


def announce_page(url: str) -> None:
    """Tell on stdout where the page is; who has the address may ask."""
    sys.stdout.write(f"page at {url}\n")
    sys.stdout.flush()
