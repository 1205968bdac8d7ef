"""`prove data train`: a model of proposals from data sets."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from trivium.cli import options
from trivium.cli.local_training import train_model
from trivium.cli.output import print_json, progress_line
from trivium.cli.run import refusals

_SETTINGS = "size", "steps", "epochs", "minutes", "seed", "start", "device", "threads", "batch", "rate", "every", "name"


def train(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The checkpoint is written there.")],
    data: Annotated[
        list[Path] | None,
        typer.Option("--data", metavar="DIR", help="A data set of `prove data generate`; repeatable."),
    ] = None,
    leandojo: Annotated[
        Path | None,
        typer.Option("--leandojo", metavar="DIR", help="A split of leandojo_benchmark_4, such as novel_premises."),
    ] = None,
    size: Annotated[str, typer.Option(help="tiny (1 M parameters), small (5 M), base (26 M, for a GPU).")] = "small",
    steps: Annotated[int, typer.Option(min=0, metavar="N", help="Steps to train.")] = 0,
    epochs: Annotated[float, typer.Option(min=0, metavar="X", help="Or: how often each lesson is read (3).")] = 0.0,
    minutes: Annotated[float, typer.Option(min=0, metavar="X", help="Or: how long to train.")] = 0.0,
    start: Annotated[
        Path | None, typer.Option("--from", metavar="DIR", help="Go on from an earlier checkpoint, in its size.")
    ] = None,
    device: Annotated[str, typer.Option(help="cpu, cuda, or auto: a GPU where there is one.")] = "auto",
    threads: Annotated[int, typer.Option(min=0, help="Threads on a CPU; as many as torch takes if 0.")] = 0,
    batch: Annotated[int, typer.Option(min=1, metavar="N", help="Tokens a step.")] = 4096,
    rate: Annotated[
        float, typer.Option(min=0, metavar="X", help="The highest learning rate; the size's own if 0.")
    ] = 0.0,
    every: Annotated[int, typer.Option(min=1, metavar="N", help="Steps after which the state is kept.")] = 100,
    name: Annotated[str, typer.Option(metavar="NAME", help="Of the model; that of the folder if left out.")] = "",
    seed: options.Seed = 0,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Train a small model that proposes tactics and proofs.

    A run that was killed, or ended by Ctrl-C, is gone on with by the same command, from the state that it kept last.
    """
    given = locals()
    settings = {key: given[key] for key in _SETTINGS}
    with refusals(), _stop_asked() as stop, progress_line(quiet) as progress:

        def told(now: Any) -> None:
            of = f" of {now.steps}" if now.steps else ""
            left = "" if now.remaining is None else f", {now.remaining / 60:.0f} min left"
            progress.say(f"step {now.step}{of}, loss {now.loss:.3f}{left}")

        report = train_model(data or [], leandojo, settings, out, told, lambda: bool(stop))
    if as_json:
        print_json({"out": str(out), **report})
        return
    typer.echo(
        f"{report['name']}: {report['parameters']:,} parameters, {report['steps']} steps, {report['seconds']:.0f} s"
    )
    others = report["validation"]
    words = "" if others is None else f", {others:.3f} on {report['valid_lessons']} lessons not trained on"
    typer.echo(f"loss {report['loss']:.3f} nats a token on {report['lessons']} lessons{words}")
    typer.echo(f'{out}: a checkpoint for backend = "embedded", for vLLM, and for --from; README.md is its card')


@contextmanager
def _stop_asked() -> Iterator[list[int]]:
    """A list that holds something after a first Ctrl-C; a second one ends the command at once."""
    asked: list[int] = []

    def ask(number: int, frame: object) -> None:
        asked.append(number)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)
