"""`prove lean`: Lean 4."""

from __future__ import annotations

from typing import Annotated, cast

import typer
from google.protobuf.message import Message
from rich.console import Console
from rich.markup import escape

from trivium.cli import options
from trivium.cli.backend import Backend, Connection
from trivium.cli.lean_prove import prove
from trivium.cli.lean_repair import repair
from trivium.cli.lean_retrieve import retrieve
from trivium.cli.lean_verify import verify
from trivium.cli.output import Printer, ProgressLine
from trivium.cli.questions import Question
from trivium.cli.run import answer_questions, cores
from trivium.cli.source import STDIN, Source, read_source
from trivium.cli.verdicts import headline
from trivium.client import requests
from trivium.client.call import deadline
from trivium_api.prover.v1 import message_pb2
from trivium_api.prover.v1 import prover_service_pb2 as prover

app = typer.Typer(help="Lean 4.", no_args_is_help=True)
STYLES = {
    message_pb2.SEVERITY_ERROR: "red",
    message_pb2.SEVERITY_WARNING: "yellow",
    message_pb2.SEVERITY_INFORMATION: "cyan",
}


app.command()(prove)
app.command()(verify)
app.command()(repair)
app.command()(retrieve)


@app.callback()
def lean() -> None:
    """Lean 4."""


@app.command()
def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Lean files, or - for standard input.")],
    toolchain: Annotated[str, typer.Option("--toolchain", help="Which Lean; `prove doctor` lists them.")] = "",
    budget: options.BudgetOption = None,
    certificate: options.CertificatePath = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Elaborate Lean files and report Lean's messages; a file with an error or a `sorry` is not accepted."""
    sources = [read_source(file) for file in files]

    async def plan(backend: Backend, progress: ProgressLine) -> list[Question]:
        return [ask_report(backend, progress, source, toolchain, budget) for source in sources]

    printer = Printer(render_report, as_json=as_json, certificate=certificate)
    parallelism = cores() if len(sources) > 1 else 1
    answer_questions(Connection(server, token, tls_ca), plan, printer, quiet=quiet, parallelism=parallelism)


def ask_report(
    backend: Backend, progress: ProgressLine, source: Source, toolchain: str, wall: float | None
) -> Question:
    """The question that elaborates one file."""
    name = "<stdin>" if source.path == STDIN else source.path
    request = requests.check_file(source.text, name=name, toolchain=toolchain, wall=wall)

    async def ask() -> Message:
        progress.say(f"elaborating {name}")
        answer = await backend.unary("ProverService.CheckFile", request, timeout=deadline(wall))
        return cast("prover.CheckFileResponse", answer).report

    return Question(source.stem, ask)


def render_report(console: Console, message: Message) -> None:
    """Print what Lean says of a file: its messages as `file:line:column`, then the verdict."""
    report = cast("prover.FileReport", message)
    for item in report.messages:
        severity = message_pb2.Severity.Name(item.severity).removeprefix("SEVERITY_").lower()
        style = STYLES.get(item.severity, "white")
        place = f"{escape(report.name)}:{item.start.line}:{item.start.column}"
        console.print(f"{place}: [{style}]{severity}[/{style}]: {escape(item.text.rstrip())}")
    if report.messages_left_out:
        console.print(f"… and {report.messages_left_out} more messages")
    headline(console, report, f"Lean {report.toolchain.version} ({report.toolchain.name})")
    for condition in report.valid_when:
        console.print(f"         [dim]{escape(condition)}[/dim]")
