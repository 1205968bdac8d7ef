"""`prove data`: synthetic statements, and statements from problems in words."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, cast

import typer
from rich.console import Console
from rich.table import Table

from trivium.cli import options
from trivium.cli.backend import Backend, Connection, connect
from trivium.cli.data_evaluate import evaluate
from trivium.cli.data_iterate import iterate
from trivium.cli.data_train import train
from trivium.cli.exitcode import ExitCode
from trivium.cli.local import data_summary, formalizations, generate_data, read_formalizations
from trivium.cli.output import Printer, print_json, progress_line
from trivium.cli.run import leave, refusals, run_async
from trivium.cli.source import read_source
from trivium.client import requests
from trivium_api.policy.v1 import policy_service_pb2 as wire

app = typer.Typer(help="Synthetic statements in Lean, English and LaTeX.", no_args_is_help=True)
app.command()(evaluate)
app.command()(train)
app.command()(iterate)
_STATEMENTS_PER_ITEM, _ITEMS_PER_SHARD = 16, 4
"""Of a large data set."""
_STATEMENTS_PER_SHARD = 256
"""Of a smaller one, for which a shard has an item more."""
_ANSWERS, _POLICY_WALL = 4, 60.0
"""That a policy is asked for, and the seconds that it may take."""
_SHOWN = ("status", "env", "split", "tier")


@app.callback()
def data() -> None:
    """Synthetic statements in Lean, English and LaTeX."""


@app.command()
def generate(
    count: Annotated[int, typer.Option("--count", min=1, max=10**9, metavar="N", help="How many statements.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Parquet shards are written there.")],
    families: Annotated[
        str, typer.Option("--families", metavar="LIST", help="Only these families, separated by commas.")
    ] = "",
    prove: Annotated[
        bool, typer.Option("--prove/--no-prove", help="Whether Lean settles each statement, or none is.")
    ] = True,
    processes: Annotated[int, typer.Option(min=0, help="Processes that work on it; all that there are if 0.")] = 0,
    seed: options.Seed = 0,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Generate statements, each with an English twin and what became of it in Lean.

    The same count and seed give the same statements. A run that was ended is gone on with by the same command.
    """
    configuration: dict[str, object] = {"count": count, "prove": prove}
    configuration["families"] = [family for family in families.split(",") if family]
    configuration["statements_per_item"] = min(_STATEMENTS_PER_ITEM, count)
    configuration["items_per_shard"] = max(1, min(_ITEMS_PER_SHARD, count // _STATEMENTS_PER_SHARD))
    with refusals():
        with progress_line(quiet) as progress:
            for told in generate_data(out, configuration, seed, processes, os.environ):
                left = "" if told.remaining is None else f", {told.remaining / 60:.0f} min left"
                progress.say(f"{told.statements} of {told.wanted} statements{left}")
        summary = data_summary(out)
    if as_json:
        print_json({"out": str(out), "seed": seed, **summary})
    else:
        _render(Console(), out, summary)


@app.command()
def formalize(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Problems, one a paragraph, or - for standard input.")],
    policy: Annotated[
        str, typer.Option("--policy", metavar="NAME", help="Ask this policy where the templates refuse a problem.")
    ] = "",
    as_json: options.Json = False,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Write arithmetic word problems as Lean theorems; what is not understood for certain is refused with its place.

    What a policy answers is read, filtered and written anew; whether it says what the words say is not decided.
    """
    found = formalizations(read_source(file).text)
    printer = Printer(lambda console, answer: None, as_json=as_json)

    async def ask() -> None:
        async with connect(Connection(server, token, tls_ca)) as backend:
            for place, problem in enumerate(found):
                if not problem["formal"]:
                    found[place] = await _asked(backend, policy, problem)

    if policy:
        code = run_async(ask(), printer)
        if code is not ExitCode.PROVED:
            leave(code)
    for number, problem in enumerate(found, 1):
        if as_json:
            print_json({"name": f"problem_{number}", **problem})
        elif problem["formal"]:
            typer.echo(f"-- {problem['text']}\n{problem['formal']} := by\n  sorry\n")
        else:
            where = f"line {problem['line']}, column {problem['column']}"
            typer.echo(f"-- {problem['text']}\n-- refused at {where}: {problem['reason']}\n")
    if not all(problem["formal"] for problem in found):
        leave(ExitCode.UNKNOWN)


async def _asked(backend: Backend, policy: str, problem: dict[str, Any]) -> dict[str, Any]:
    """The first answer of a policy that can be read and passes the filters; the refused problem where none does."""
    query = wire.Query(kind=wire.PROPOSAL_KIND_FORMALIZATION, problem=problem["text"])
    request = wire.ProposeRequest(policy=policy, query=query, count=_ANSWERS, budget=requests.budget(_POLICY_WALL))
    answer = cast(
        "wire.ProposeResponse", await backend.unary("PolicyService.Propose", request, timeout=_POLICY_WALL + 5)
    )
    texts = [candidate.text for candidate in answer.candidates]
    read = read_formalizations(problem["text"], texts, policy)
    return next((found for found in read if found["formal"]), problem)


def _render(console: Console, out: Path, summary: dict[str, object]) -> None:
    """Print the counts of a data set for people."""
    console.print(f"{summary['statements']} statements in {out}, of {summary['drawn']} drawn")
    table = Table(box=None, show_header=False)
    for name in (*_SHOWN, "refused"):
        counts = summary[name]
        assert isinstance(counts, dict)
        table.add_row(name, ", ".join(f"{value} {word}" for word, value in counts.items() if value))
    console.print(table)
