"""`prove verify`: replays certificates of any engine with the independent checkers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer
from google.protobuf import json_format
from google.protobuf.message import Message
from rich.console import Console
from rich.markup import escape

from trivium.cli import options
from trivium.cli.assumptions import parse_assumptions
from trivium.cli.backend import Backend, Connection, connect
from trivium.cli.cas import latex_fields, read_batch, with_defaults
from trivium.cli.cas_operations import derivation_lines, operation_with_defaults
from trivium.cli.errors import InputError
from trivium.cli.exitcode import ExitCode, of_error, worst
from trivium.cli.operation_text import operation_from_text, read_operations
from trivium.cli.output import Printer, error_json, print_json, progress_line, to_json
from trivium.cli.questions import Question, Row, ask_all
from trivium.cli.run import cores, leave, run_async
from trivium.cli.source import Source, read_source
from trivium.client import requests
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import answer_pb2 as common
from trivium_api.common.v1 import verdict_pb2
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry
from trivium_api.prover.v1 import prover_service_pb2 as prover

SERVICES = {"geometry": "GeometryService", "cas": "CasService", "prover": "ProverService"}
Request = geometry.VerifyCertificateRequest | cas.VerifyCertificateRequest | prover.VerifyCertificateRequest


def verify(
    certificates: Annotated[list[Path], typer.Argument(metavar="CERT.json…|DIR", help="Certificates to replay.")],
    against: Annotated[
        str,
        typer.Option("--against", metavar="FILE[:NAME]", help="Each must answer the problem of its name in this file."),
    ] = "",
    against_statement: Annotated[
        str, typer.Option("--against-statement", help="Each must answer this statement, given as text.")
    ] = "",
    assume: Annotated[str, typer.Option("--assume", help="Assumptions of --against-statement, for equalities.")] = "",
    latex: options.Latex = False,
    log_base: options.LogBase = 0,
    budget: options.BudgetOption = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Replay certificates with checkers that share nothing with the engines; exit 0 only when all are accepted."""
    if against and against_statement:
        raise typer.BadParameter("give --against or --against-statement, not both")
    source = read_source(against) if against else None
    if against_statement:
        source = Source(against_statement, "", "")
    defaults = cas.Equation(assume=parse_assumptions(assume), **latex_fields(latex, log_base))
    paths = certificate_files(certificates)
    printer = VerificationPrinter(as_json)

    async def work() -> None:
        with progress_line(quiet) as progress:
            progress.say(f"replaying {len(paths)} certificates")
            connection = Connection(server, token, tls_ca)
            async with connect(connection, parallelism=min(cores(), len(paths))) as backend:
                questions = [ask_verification(backend, path, source, defaults, budget) for path in paths]
                async for row in ask_all(questions, cores()):
                    with progress.aside():
                        printer.print(row)

    leave(run_async(work(), printer))


class VerificationPrinter(Printer):
    """Prints verifications; a refused certificate exits with 1."""

    def __init__(self, as_json: bool) -> None:
        super().__init__(render_verification, as_json=as_json)

    def print(self, row: Row) -> None:
        """Print one verification."""
        if row.answer is None:
            if self.as_json and row.error is not None:
                print_json({"name": row.name, "accepted": False, "error": error_json(row.error)})
            elif row.error is not None:
                self.console.print(f"[bold red]INVALID [/bold red] {escape(row.name)}: {escape(str(row.error))}")
            self.code = worst(self.code, of_error(row.error) if row.error else ExitCode.INTERNAL)
            return
        verification = cast("common.Verification", row.answer)
        self.code = worst(self.code, ExitCode.PROVED if verification.accepted else ExitCode.REFUTED)
        if self.as_json:
            print_json({"file": row.name, **to_json(verification)})
        else:
            render_verification(self.console, verification)


def certificate_files(paths: list[Path]) -> list[Path]:
    """The certificate files that paths name, those of a directory by name; raises InputError for none."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(path.rglob("*.json"))
        elif path.is_file():
            files.append(path)
        else:
            raise InputError(f"{path}: no such file or directory")
    if not files:
        raise InputError(f"no certificate (*.json) in {', '.join(map(str, paths))}")
    return files


def read_certificate(path: Path) -> common.Certificate:
    """The certificate of a JSON file; raises InputError with the reason where it is none."""
    certificate = common.Certificate()
    try:
        json_format.Parse(path.read_text(encoding="utf-8").strip() or "null", certificate)
    except (OSError, ValueError, json_format.ParseError, RecursionError) as error:
        raise InputError(f"{path}: not a certificate: {error}") from error
    if not certificate.proof.type_url:
        raise InputError(f"{path}: not a certificate: it holds no proof")
    return certificate


def ask_verification(
    backend: Backend, path: Path, source: Source | None, defaults: cas.Equation, wall: float | None
) -> Question:
    """The question that replays one certificate file."""
    certificate = read_certificate(path)
    engine = engine_of(certificate, path)
    request = verification_request(engine, certificate, source, defaults)
    request.budget.CopyFrom(requests.budget(wall))

    async def ask() -> Message:
        answer = await backend.unary(f"{SERVICES[engine]}.VerifyCertificate", request)
        return cast("geometry.VerifyCertificateResponse", answer).verification

    return Question(str(path), ask)


def engine_of(certificate: common.Certificate, path: Path) -> str:
    """The engine whose checker replays a certificate; raises InputError for a type that none knows."""
    name = certificate.proof.TypeName()
    parts = name.split(".")
    if len(parts) < 3 or parts[0] != "trivium_api" or parts[1] not in SERVICES:
        raise InputError(f"{path}: no checker for a proof of type {name!r}")
    return parts[1]


def verification_request(
    engine: str, certificate: common.Certificate, source: Source | None, defaults: cas.Equation
) -> Request:
    """The request that replays a certificate, held against a source where one is given."""
    if engine == "geometry":
        request = geometry.VerifyCertificateRequest(certificate=certificate)
        if source is not None:
            request.against, request.against_name = source.text, source.only
        return request
    if engine == "cas" and certificate.proof.TypeName().endswith("DerivationEvidence"):
        given = None if source is None else cas.Derivation(lines=derivation_lines(source.text), assume=defaults.assume)
        if given is not None:
            given.notation, given.log_base = defaults.notation, defaults.log_base
        return cas.VerifyCertificateRequest(certificate=certificate, against_derivation=given)
    if engine == "cas" and certificate.proof.TypeName().endswith("OperationEvidence"):
        operation = None if source is None else operation_named(source, certificate.claim.name, defaults)
        return cas.VerifyCertificateRequest(certificate=certificate, against_operation=operation)
    if engine == "cas":
        equation = None if source is None else equation_named(source, certificate.claim.name, defaults)
        return cas.VerifyCertificateRequest(certificate=certificate, against=equation)
    return prover.VerifyCertificateRequest(certificate=certificate, against=source.text if source else "")


def equation_named(source: Source, name: str, defaults: cas.Equation) -> cas.Equation:
    """The equation that a source has for a claim: the line of its name in a batch, or the whole text."""
    if not source.text.lstrip().startswith("{"):
        return with_defaults(cas.Equation(lhs=source.text.strip()), defaults)
    wanted = source.only or name
    equations = {e.name: e for e in read_batch(source.text, source.path)}
    if wanted not in equations:
        raise InputError(f"{source.path} has no question {wanted!r}")
    return equations[wanted]


def operation_named(source: Source, name: str, defaults: cas.Equation) -> cas.Operation:
    """The operation that a source has for a claim: the line of its name in a batch, or the whole text."""
    said = cas.Operation(assume=defaults.assume, notation=defaults.notation, log_base=defaults.log_base)
    if not source.text.lstrip().startswith("{"):
        return operation_with_defaults(operation_from_text(source.text.strip()), said)
    wanted = source.only or name
    found = {operation.name: operation for operation in read_operations(source.text, source.path)}
    if wanted not in found:
        raise InputError(f"{source.path} has no question {wanted!r}")
    return operation_with_defaults(found[wanted], said)


def render_verification(console: Console, message: Message) -> None:
    """Print a verification for people: whether it was accepted, and of what statement."""
    verification = cast("common.Verification", message)
    word, style = ("ACCEPTED", "bold green") if verification.accepted else ("REFUSED ", "bold red")
    verdict = verdict_pb2.Verdict.Name(verification.verdict).removeprefix("VERDICT_").lower()
    console.print(f"[{style}]{word}[/{style}] {escape(verification.name)}  [dim]{verdict}[/dim]")
    console.print(f"         {escape(verification.statement)}")
    if verification.refusal:
        console.print(f"         {escape(verification.refusal)}")
