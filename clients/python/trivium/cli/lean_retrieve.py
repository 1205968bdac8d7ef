"""`prove lean retrieve`: declarations of the library that are near to a statement."""

from __future__ import annotations

from typing import Annotated, cast

import typer
from google.protobuf.message import Message
from rich.console import Console
from rich.markup import escape

from trivium.cli import options
from trivium.cli.backend import Connection, connect
from trivium.cli.output import Printer, print_json, progress_line, to_json
from trivium.cli.run import leave, run_async
from trivium_api.prover.v1 import search_pb2 as wire


def retrieve(
    statement: Annotated[str, typer.Argument(help="'(n m : Nat) : n + m = m + n', a goal, or words of a name.")],
    count: Annotated[int, typer.Option("-k", "--count", min=1, max=200, help="How many at most.")] = 10,
    toolchain: Annotated[str, typer.Option("--toolchain", help="Which Lean; `prove doctor` lists them.")] = "",
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """List declarations of the Lean library that are near to a statement, the nearest first."""
    request = wire.RetrieveRequest(statement=statement, count=count, toolchain=toolchain)
    printer = Printer(render_premises, as_json=as_json)

    async def work() -> None:
        with progress_line(quiet) as progress:
            progress.say("searching the library")
            async with connect(Connection(server, token, tls_ca)) as backend:
                response = await backend.unary("ProverService.Retrieve", request)
            with progress.aside():
                if as_json:
                    print_json(to_json(response))
                else:
                    render_premises(printer.console, response)

    leave(run_async(work(), printer))


def render_premises(console: Console, message: Message) -> None:
    """Print each premise with its type on a line."""
    response = cast("wire.RetrieveResponse", message)
    for premise in response.premises:
        place = f"[dim]{premise.score:6.1f}  {premise.kind:<11}[/dim]"
        console.print(f"{place} [bold]{escape(premise.name)}[/bold] {escape(premise.statement)}")
    if not response.premises:
        console.print(f"none of {response.compared} declarations has anything in common with it")
