"""`prove policy`: the proposers that the engines can ask."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer
from rich.console import Console
from rich.markup import escape

from trivium.cli import options
from trivium.cli.backend import Connection, connect
from trivium.cli.errors import InputError
from trivium.cli.output import Printer, print_json, to_json
from trivium.cli.run import leave, run_async
from trivium_api.policy.v1 import policy_service_pb2 as wire

app = typer.Typer(help="Policies: what proposes tactics, points and answers.", no_args_is_help=True)


@app.callback()
def policy() -> None:
    """Policies: what proposes tactics, points and answers."""


@app.command("list")
def list_policies(
    as_json: options.Json = False,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """List the policies, what each can be asked for, and how it fares."""
    printer = Printer(lambda console, answer: None, as_json=as_json)

    async def work() -> None:
        async with connect(Connection(server, token, tls_ca)) as backend:
            answer = await backend.unary("PolicyService.Describe", wire.DescribeRequest(), timeout=30)
        for described in cast("wire.DescribeResponse", answer).policies:
            if as_json:
                print_json(to_json(described))
            else:
                render_policy(printer.console, described)

    leave(run_async(work(), printer))


@app.command()
def index(
    traces: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE.jsonl…]", help='One {"state", "tactic"} a line.')
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.npz", help="The index for a knn policy.")] = Path(
        "traces.npz"
    ),
    leandojo: Annotated[
        Path | None,
        typer.Option("--leandojo", metavar="DIR", help="A split of leandojo_benchmark_4, such as novel_premises."),
    ] = None,
) -> None:
    """Index traces of proofs for a policy of nearest neighbours."""
    if not traces and leandojo is None:
        raise InputError("give files of traces, or --leandojo DIR")
    from trivium.cli.local import index_traces  # the services load only where they are used

    typer.echo(f"{index_traces(traces or [], leandojo, out)} traces in {out}")


def render_policy(console: Console, described: wire.PolicyDescription) -> None:
    """Print a policy for people."""
    kinds = ", ".join(wire.ProposalKind.Name(k).removeprefix("PROPOSAL_KIND_").lower() for k in described.kinds)
    state = "" if described.available else "  [red]not asked for now[/red]"
    console.print(f"{escape(described.name):<16} {described.backend}  {escape(described.model)}{state}")
    console.print(f"{'':<16} [dim]{kinds}[/dim]")
    if described.failure:
        console.print(f"{'':<16} [yellow]{escape(described.failure)}[/yellow]")
