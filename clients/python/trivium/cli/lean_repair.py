"""`prove lean repair`: new proofs for the theorems of a file whose proofs fail."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer
from google.protobuf.message import Message
from rich.console import Console
from rich.markup import escape

from trivium.cli import options
from trivium.cli.backend import Backend, Connection
from trivium.cli.contributions import policy_names
from trivium.cli.lean_prove import doing
from trivium.cli.lean_verify import render_proof
from trivium.cli.output import Printer, ProgressLine, keep_text
from trivium.cli.questions import Question
from trivium.cli.run import answer_questions
from trivium.cli.source import STDIN, read_source
from trivium.client import requests
from trivium.client.call import deadline
from trivium.client.errors import TriviumError
from trivium_api.prover.v1 import proof_pb2
from trivium_api.prover.v1 import search_pb2 as wire


def repair(
    file: Annotated[str, typer.Argument(metavar="FILE[:NAME]", help="Lean file; - for standard input.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where the repaired text goes.")
    ] = None,
    policy: Annotated[
        str, typer.Option("--policy", metavar="LIST", help="portfolio, certificates; all if left out.")
    ] = "",
    toolchain: Annotated[str, typer.Option("--toolchain", help="Which Lean; `prove doctor` lists them.")] = "",
    budget: options.BudgetOption = None,
    certificate: options.CertificatePath = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Search for new proofs of the theorems whose proofs fail; PROVED is the checker's word on the whole new text."""
    source = read_source(file)
    name = "<stdin>" if source.path == STDIN else source.path
    request = wire.RepairRequest(
        name=name,
        source=source.text,
        theorem=source.only,
        toolchain=toolchain,
        policies=policy_names(policy),
        budget=requests.budget(budget),
    )

    async def plan(backend: Backend, progress: ProgressLine) -> list[Question]:
        return [ask_repair(backend, progress, request, budget)]

    def keep(_: str, message: Message) -> None:
        if output is not None:
            keep_text(output, cast("proof_pb2.ProofReport", message).repair.source, "--output")

    def render(console: Console, message: Message) -> None:
        render_repair(console, message, shown=output is None)

    printer = Printer(render, as_json=as_json, certificate=certificate, keep=keep)
    answer_questions(Connection(server, token, tls_ca), plan, printer, quiet=quiet)


def ask_repair(backend: Backend, progress: ProgressLine, request: wire.RepairRequest, wall: float | None) -> Question:
    """The question that repairs one text."""

    async def ask() -> Message:
        final: proof_pb2.ProofReport | None = None
        async for message in backend.stream("ProverService.Repair", request, timeout=deadline(wall)):
            response = cast("wire.RepairResponse", message)
            if response.HasField("final"):
                final = response.final
            else:
                progress.say(doing(request.name, response.progress))
        if final is None:
            raise TriviumError("INTERNAL", "the repair ended without an answer")
        return final

    return Question(request.name, ask)


def render_repair(console: Console, message: Message, *, shown: bool) -> None:
    """Print the judgement, what was repaired and, where `shown`, the new text."""
    report = cast("proof_pb2.ProofReport", message)
    render_proof(console, report)
    for word, names in (("repaired", report.repair.repaired), ("not repaired", report.repair.unrepaired)):
        if names:
            console.print(f"         {word}: {escape(', '.join(names))}")
    if shown and report.repair.repaired:
        console.print()
        console.print(escape(report.repair.source), end="")
