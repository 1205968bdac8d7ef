"""`prove data evaluate`: what policies prove by themselves, the same statements and the same budget for each."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from trivium.cli import options
from trivium.cli.errors import InputError
from trivium.cli.exitcode import ExitCode
from trivium.cli.local_data import measure_policies
from trivium.cli.output import print_json, progress_line
from trivium.cli.run import leave, refusals

Tactics = Annotated[int, typer.Option("--tactics", min=1, max=10**6, help="That Lean is given for a statement.")]
Samples = Annotated[int, typer.Option("--samples", min=1, max=10**6, help="That a model may write for a statement.")]
Heartbeats = Annotated[
    int, typer.Option("--heartbeats", min=1000, max=10**6, help="Lean's own count of the work of one tactic.")
]
Processes = Annotated[int, typer.Option("--processes", min=0, help="Processes that work on it; all if 0.")]
SPLITS = ("held_out", "valid", "test", "train")


def evaluate(
    policy: Annotated[
        str,
        typer.Option(
            "--policy",
            metavar="LIST",
            help="Who is measured, separated by commas: portfolio, certificates, policies of policies.toml, "
            "checkpoints; NAME+NAME search together. The first is what the others are compared with.",
        ),
    ] = "",
    checkpoint: Annotated[
        list[str] | None,
        typer.Option("--checkpoint", metavar="[NAME=]DIR", help="A trained model as a policy; its folder names it."),
    ] = None,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="Statements of a data set that Lean has decided.")
    ] = None,
    split: Annotated[str, typer.Option("--split", help="Which of them: " + ", ".join(SPLITS) + ".")] = SPLITS[0],
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE.jsonl", help="Or statements, {name, formal_statement} a line."),
    ] = None,
    core_only: Annotated[bool, typer.Option("--core-only", help="Only those that are marked core_only.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Only so many, the first; 0 for all.")] = 0,
    tactics: Tactics = 48,
    samples: Samples = 64,
    at_once: Annotated[int, typer.Option("--at-once", min=1, max=64, help="Samples of one question to a model.")] = 8,
    heartbeats: Heartbeats = 40_000,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Keep every outcome there, and go on from there.")
    ] = None,
    processes: Processes = 0,
    seed: options.Seed = 0,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Measure policies: how many statements each proves, with the same budget of tactics, samples and heartbeats.

    The search asks the policies that are named and nobody else. A proof counts once Lean's kernel has replayed it in
    another process. The same seed gives the same outcomes on every machine. With --out, a run that was ended is gone on
    with by the same command.
    """
    checkpoints = dict(_named(text) for text in checkpoint or ())
    contenders = [text for text in policy.split(",") if text.strip()] or [*checkpoints]
    if not contenders:
        raise InputError("name who is measured: --policy LIST, --checkpoint DIR, or both")
    if (data is None) == (file is None):
        raise InputError("name what on: --data DIR or --file FILE.jsonl")
    if split not in SPLITS:
        raise InputError(f"no split {split!r}; there are {', '.join(SPLITS)}")
    exam = {"data": data, "split": split, "file": file, "core_only": core_only, "limit": limit}
    allowance = {"tactics": tactics, "samples": samples, "at_once": at_once, "heartbeats": heartbeats}
    with tempfile.TemporaryDirectory() if out is None else nullcontext(str(out)) as folder:
        course = measure_policies(
            Path(folder),
            contenders,
            exam=exam,
            checkpoints=checkpoints,
            allowance=allowance,
            seed=seed,
            processes=processes,
            environ=os.environ,
        )
        report = _followed(course, quiet)
    if as_json:
        print_json(dict(report))
    else:
        render_report(Console(), report)
    if any(told["failures"] for told in report["contenders"]):
        leave(ExitCode.UNAVAILABLE)


def _followed(course: Any, quiet: bool) -> Mapping[str, Any]:
    """The report of a measurement, which is the last that it tells."""
    with refusals(), progress_line(quiet) as progress:
        for told in course:
            if isinstance(told, Mapping):
                return told
            left = "" if told.remaining is None else f", {told.remaining / 60:.0f} min left"
            progress.say(f"{told.contender}: {told.done} of {told.statements} statements{left}")
    raise AssertionError("a measurement ends with its report")


def _named(text: str) -> tuple[str, Path]:
    """The name and the folder of a checkpoint."""
    name, equals, folder = text.partition("=")
    path = Path(folder if equals else text)
    return (name if equals else path.resolve().name), path


def render_report(console: Console, report: Mapping[str, Any]) -> None:
    """Print a report for people."""
    told = report["contenders"]
    table = Table(box=None, pad_edge=False)
    for column in ("", "solved", "% (95 % of resamples)", "more than the first", "tactics", "samples"):
        table.add_column(column, justify="right" if column else "left")
    for one in told:
        table.add_row(
            one["contender"],
            f"{one['solved']} of {one['statements']}",
            shown(one["rate"], ""),
            "" if one is told[0] else shown(one["difference"], "+"),
            str(one["tactics"]),
            str(one["samples"]),
        )
    console.print(table)
    families = Table(box=None, pad_edge=False)
    for column in ("", *(one["contender"] for one in told)):
        families.add_column(column, justify="left" if not column else "right")
    for family in told[0]["families"]:
        families.add_row(family, *("{} of {}".format(*one["families"].get(family, (0, 0))) for one in told))
    console.print(families)
    for one in told:
        for reason, count in one["failures"].items():
            console.print(f"{one['contender']}: {count} not counted: {reason}", style="yellow")


def shown(interval: Mapping[str, float], sign: str) -> str:
    """A share with its interval, in percent."""
    mean, low, high = (f"{100 * interval[name]:{sign}.1f}" for name in ("mean", "low", "high"))
    return f"{mean} ({low} to {high})"
