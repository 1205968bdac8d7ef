"""`prove geo propose`: theorems that need an auxiliary point."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Annotated, cast

import typer
from rich.console import Console
from rich.markup import escape

from trivium.cli import options, theorem_gallery
from trivium.cli.backend import Connection, connect
from trivium.cli.exitcode import ExitCode
from trivium.cli.output import Printer, file_name, keep_text, print_json, progress_line, to_json
from trivium.cli.run import cores, leave, run_async
from trivium.client import requests
from trivium.client.call import deadline
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry

_SECONDS_EACH, _LEAST_SECONDS = 5.0, 60.0
BATCH = "batch"
"""The folder of the batch, among those of the theorems."""


def propose(
    count: Annotated[int, typer.Option("--count", min=1, max=100_000, metavar="N", help="How many theorems.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Write each theorem to a folder of its own there.")],
    budget: Annotated[
        float | None,
        typer.Option("--budget", parser=options.parse_duration, metavar="60s", help="Wall-clock time for all of them."),
    ] = None,
    seed: options.Seed = 0,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Propose theorems that need an auxiliary point, each with figure, proof and certificate.

    The same count and seed give the same theorems. A run that was ended is gone on with by the same command.
    """
    wall = budget if budget is not None else max(_LEAST_SECONDS, count * _SECONDS_EACH)
    printer = Printer(lambda console, answer: None, as_json=as_json)
    connection = Connection(server, token, tls_ca)
    found = 0

    async def work() -> None:
        with progress_line(quiet) as progress:

            def keep(proposal: geometry.Proposal) -> None:
                nonlocal found
                found += 1
                keep_proposal(out, proposal)
                with progress.aside():
                    if as_json:
                        print_json(to_json(proposal))
                    else:
                        render_proposal(printer.console, proposal)
                progress.say(f"{found} of {count}")

            progress.say("proposing")
            if connection.server or not _here(out, count, seed, wall, keep):
                await _streamed(connection, count, seed, wall, keep)
        if found < count:
            typer.echo(f"{found} of {count} theorems in {wall:g} s", err=True)
            printer.code = ExitCode.UNKNOWN

    leave(run_async(work(), printer))


def _here(out: Path, count: int, seed: int, wall: float, keep: Callable[[geometry.Proposal], None]) -> bool:
    """Propose theorems on this machine, where batches are installed; whether they are."""
    from trivium.cli.local import has_batches, propose_here  # the engines load only where they are used

    if not has_batches():
        typer.echo("without trivium[batch] a run that is ended must be begun anew", err=True)
        return False
    end = time.monotonic() + wall
    found = propose_here(out / BATCH, count, seed, cores(), os.environ, lambda: time.monotonic() >= end)
    with closing(found):
        for proposal in found:
            keep(proposal)
    return True


async def _streamed(
    connection: Connection, count: int, seed: int, wall: float, keep: Callable[[geometry.Proposal], None]
) -> None:
    """Have theorems proposed by the service of geometry."""
    request = geometry.ProposeRequest(budget=requests.budget(wall, seed), count=count, figure=True)
    async with connect(connection) as backend:
        async for message in backend.stream("GeometryService.Propose", request, timeout=deadline(wall)):
            event = cast("geometry.ProposeResponse", message)
            if not event.HasField("proposal"):
                typer.echo(event.detail, err=True)
                return
            keep(event.proposal)


def keep_proposal(folder: Path, proposal: geometry.Proposal) -> None:
    """Write a theorem to a folder of its own; raises InputError when a file cannot be written."""
    solution, entry = proposal.solution, folder / file_name(proposal.solution.name)
    scores = {"name": solution.name, "key": proposal.key, "hint": proposal.hint, **to_json(proposal.scores)}
    proof = theorem_gallery.proof_text(solution)
    certificate = json.dumps(to_json(solution.certificate), ensure_ascii=False, indent=1)
    keep_text(entry / "problem.txt", f"{solution.name}\n{solution.statement}\n", "--out")
    keep_text(entry / "english.txt", f"{proposal.english}\n", "--out")
    keep_text(entry / "figure.svg", solution.figure_svg, "--out")
    keep_text(entry / "proof.txt", f"{proof}\n", "--out")
    keep_text(entry / "certificate.json", f"{certificate}\n", "--out")
    keep_text(entry / "scores.json", json.dumps(scores, indent=1) + "\n", "--out")
    solution.ClearField("figure_svg")


def render_proposal(console: Console, proposal: geometry.Proposal) -> None:
    """Print a theorem for people."""
    scores = proposal.scores
    measured = f"{scores.steps} steps, difficulty {scores.difficulty:.2f}, symmetry {scores.symmetry}"
    console.print(f"[green]{escape(proposal.solution.name)}[/green]  [dim]{measured}[/dim]")
    console.print(f"  {escape(proposal.english)}")
