"""`prove lsp` and `prove mcp`: servers on standard input and output, for editors and agents."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from typing import Annotated

import typer

from trivium.cli import options
from trivium.cli.backend import Connection, connect
from trivium.cli.exitcode import ExitCode
from trivium.cli.run import cores, leave
from trivium.client.services import AsyncServices

_Stdio = Annotated[bool, typer.Option("--stdio", hidden=True, help="What it does anyway; editors say it.")]


def lsp(
    stdio: _Stdio = True,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Serve an editor: diagnostics, proofs and checks of Lean and geometry files, by the language server protocol."""
    try:
        from trivium.lsp import serve
    except ModuleNotFoundError as error:
        raise _missing("lsp", error) from None
    connection = Connection(server, token, tls_ca)
    serve(version("trivium"), lambda: connect(connection, parallelism=cores()))


def mcp(
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Serve an agent: prove, check, solve, propose and verify as tools of the Model Context Protocol."""
    try:
        from trivium.mcp import build_server
    except ModuleNotFoundError as error:
        raise _missing("mcp", error) from None

    async def work() -> None:
        async with connect(Connection(server, token, tls_ca), parallelism=cores()) as backend:
            await build_server(version("trivium"), AsyncServices(backend)).run_stdio_async()

    try:
        asyncio.run(work())
    except KeyboardInterrupt:
        leave(ExitCode.INTERRUPTED)


def _missing(extra: str, error: ModuleNotFoundError) -> typer.Exit:
    typer.echo(f"missing: {error.name}; install it with pip install 'trivium[{extra}]'", err=True)
    return typer.Exit(int(ExitCode.UNAVAILABLE))
