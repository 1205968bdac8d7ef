"""`prove data iterate`: statements are proved, a model learns the proofs, and helps to prove the next ones."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from trivium.cli import options
from trivium.cli.data_evaluate import Heartbeats, Processes, Samples, Tactics, shown
from trivium.cli.local_data import iterate_training
from trivium.cli.output import print_json, progress_line
from trivium.cli.run import refusals


def iterate(
    rounds: Annotated[int, typer.Option("--rounds", min=1, max=1000, help="After round 0, which has no model to ask.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Data, models and outcomes of every round.")],
    count: Annotated[int, typer.Option("--count", min=16, max=10**7, help="Statements that are drawn a round.")] = 300,
    held_out: Annotated[
        int, typer.Option("--held-out", min=8, max=10**6, help="Statements on which each round is measured.")
    ] = 160,
    exam: Annotated[
        Path | None,
        typer.Option("--exam", metavar="DIR", help="Measure on the held-out statements of this data set instead."),
    ] = None,
    size: Annotated[str, typer.Option("--size", help="Of the model, as in prove data train.")] = "tiny",
    steps: Annotated[int, typer.Option("--steps", min=1, max=10**7, help="Of training in each round.")] = 150,
    tactics: Tactics = 24,
    samples: Samples = 24,
    heartbeats: Heartbeats = 40_000,
    processes: Processes = 0,
    seed: options.Seed = 0,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Train a model round by round on proofs that Lean has accepted, and measure it on families that it never sees.

    Each round draws statements, proves them or their negations (from round 1 on with the model of the round before,
    where all else finds nothing), trains on the proofs of all rounds, and measures the model by itself. A run that was
    ended is gone on with by the same command.
    """
    settings = {
        "rounds": rounds,
        "count": count,
        "held_out": held_out,
        "size": size,
        "steps": steps,
        "seed": seed,
        "exam": str(exam.resolve()) if exam else "",
    }
    allowance = {"tactics": tactics, "samples": samples, "heartbeats": heartbeats}
    with refusals(), progress_line(quiet) as progress:
        report = iterate_training(out, settings, allowance, processes=processes, environ=os.environ, told=progress.say)
    if as_json:
        print_json(report)
    else:
        render_rounds(Console(), report)
        typer.echo(f"plot and report in {out}")


def render_rounds(console: Console, report: Mapping[str, Any]) -> None:
    """Print the rounds for people."""
    table = Table(box=None, pad_edge=False)
    for column in ("round", "proofs", "of the model", "held out", "% (95 % of resamples)", "more than round 0"):
        table.add_column(column, justify="right")
    for one in report["rounds"]:
        by = one["proofs_by"]
        table.add_row(
            str(one["round"]),
            str(sum(by.values())),
            str(sum(count for name, count in by.items() if "model" in name.split("+"))),
            f"{one['solved']} of {one['held_out']}",
            shown(one["rate"], ""),
            "" if not one["round"] else shown(one["difference"], "+"),
        )
    console.print(table)
