"""`prove lean verify`: judges candidate proofs against a target."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, cast

import typer
from google.protobuf.message import Message
from rich.console import Console
from rich.markup import escape

from trivium.cli import options
from trivium.cli.backend import Backend, Connection
from trivium.cli.output import Printer, ProgressLine
from trivium.cli.questions import Question
from trivium.cli.run import answer_questions, cores
from trivium.cli.source import STDIN, Source, read_source
from trivium.cli.verdicts import headline
from trivium.client import requests
from trivium.client.call import deadline
from trivium_api.common.v1 import verdict_pb2
from trivium_api.prover.v1 import proof_pb2

TIER_STYLES = {
    proof_pb2.TIER_STATUS_PASSED: "green",
    proof_pb2.TIER_STATUS_FAILED: "red",
    proof_pb2.TIER_STATUS_NOT_RUN: "dim",
}


class Least(StrEnum):
    """The tier from which a candidate counts as proved."""

    ELABORATED = "elaborated"
    AXIOMS_AUDITED = "axioms-audited"
    LOCKED = "locked"
    REPLAYED = "replayed"
    SECOND_KERNEL = "second-kernel"


ASSURANCES = {
    Least.ELABORATED: verdict_pb2.ASSURANCE_LEAN_ELABORATED,
    Least.AXIOMS_AUDITED: verdict_pb2.ASSURANCE_LEAN_AXIOMS_AUDITED,
    Least.LOCKED: verdict_pb2.ASSURANCE_LEAN_LOCKED,
    Least.REPLAYED: verdict_pb2.ASSURANCE_LEAN_REPLAYED,
    Least.SECOND_KERNEL: verdict_pb2.ASSURANCE_SECOND_KERNEL,
}


def verify(
    target: Annotated[str, typer.Option("--target", metavar="FILE", help="Lean file with the theorems to prove.")],
    candidates: Annotated[
        list[str], typer.Option("--candidate", metavar="FILE", help="Lean file that proves them; - for standard input.")
    ],
    least: Annotated[
        Least, typer.Option("--assurance", help="The tier from which a candidate counts as proved.")
    ] = Least.LOCKED,
    toolchain: Annotated[str, typer.Option("--toolchain", help="Which Lean; `prove doctor` lists them.")] = "",
    budget: options.BudgetOption = None,
    certificate: options.CertificatePath = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Judge candidate proofs against a target: its theorems must be there, as they are, and depend on nothing else."""
    asked, given = read_source(target), [read_source(file) for file in candidates]

    async def plan(backend: Backend, progress: ProgressLine) -> list[Question]:
        return [ask_proof(backend, progress, asked, source, toolchain, least, budget) for source in given]

    printer = Printer(render_proof, as_json=as_json, certificate=certificate)
    parallelism = cores() if len(given) > 1 else 1
    answer_questions(Connection(server, token, tls_ca), plan, printer, quiet=quiet, parallelism=parallelism)


def ask_proof(
    backend: Backend,
    progress: ProgressLine,
    target: Source,
    candidate: Source,
    toolchain: str,
    least: Least,
    wall: float | None,
) -> Question:
    """The question that judges one candidate."""
    name = "<stdin>" if candidate.path == STDIN else candidate.path
    request = requests.verify_proof(
        target.text, candidate.text, name=name, toolchain=toolchain, least=ASSURANCES[least], wall=wall
    )

    async def ask() -> Message:
        progress.say(f"judging {name}")
        answer = await backend.unary("ProverService.VerifyProof", request, timeout=deadline(wall))
        return cast("proof_pb2.VerifyProofResponse", answer).report

    return Question(candidate.stem, ask)


def render_proof(console: Console, message: Message) -> None:
    """Print what was found about a candidate: the verdict, then each tier."""
    report = cast("proof_pb2.ProofReport", message)
    headline(console, report, f"Lean {report.toolchain.version} ({report.toolchain.name})")
    for tier in report.tiers:
        name = proof_pb2.ProofTier.Name(tier.tier).removeprefix("PROOF_TIER_").lower().replace("_", " ")
        status = proof_pb2.TierStatus.Name(tier.status).removeprefix("TIER_STATUS_").lower().replace("_", " ")
        style = TIER_STYLES.get(tier.status, "white")
        detail = f"  {escape(tier.detail)}" if tier.detail else ""
        console.print(f"         {name:<15} [{style}]{status}[/{style}]{detail}")
    if report.axioms:
        console.print(f"         axioms: {escape(', '.join(report.axioms))}")
    for condition in report.valid_when:
        console.print(f"         [dim]{escape(condition)}[/dim]")
