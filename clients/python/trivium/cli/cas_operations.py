"""`prove cas integral|limit|sum|series|ode|roots|inequality|matrix`: the checks of operations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, cast

import typer
from google.protobuf.message import Message
from rich.console import Console
from rich.markup import escape

from trivium.cli import options
from trivium.cli.assumptions import parse_assumptions
from trivium.cli.backend import Backend, Connection
from trivium.cli.cas import latex_fields, render_judgement
from trivium.cli.defaults import under_options
from trivium.cli.operation_text import operation_from_text, read_operations
from trivium.cli.output import Printer, ProgressLine
from trivium.cli.questions import Question
from trivium.cli.run import answer_questions, cores
from trivium.cli.source import STDIN, read_source
from trivium.cli.verdicts import headline
from trivium.client import requests
from trivium.client.call import deadline
from trivium_api.cas.v1 import cas_service_pb2 as cas


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, what it checks, how its text looks, and the questions it takes."""

    name: str
    says: str
    form: str
    questions: tuple[str, ...]


COMMANDS = (
    Command(
        "integral",
        "Is this an antiderivative, or the value of an integral?",
        "'integrate(f, x) = F' or 'integrate(f, x, a, b) = A'",
        ("antiderivative", "integral"),
    ),
    Command(
        "limit", "Is this the limit?", "'limit(f, x, a) = L', with a direction 'limit(f, x, a, +) = L'", ("limit",)
    ),
    Command("sum", "Is this the finite or infinite sum?", "'sum(f, k, a, b) = S'", ("sum",)),
    Command("series", "Is this the expansion up to an order?", "'series(f, x, a, n) = P'", ("series",)),
    Command(
        "ode",
        "Does this function solve the differential equation with its initial values?",
        "\"ode(y'' + y = 0, y(x), y(0) = 0, y'(0) = 1) = sin(x)\"",
        ("ode",),
    ),
    Command("roots", "Are these all the solutions?", "'solve(x**2 = 2, x) = {sqrt(2), -sqrt(2)}'", ("solutions",)),
    Command("inequality", "Does the inequality hold on the whole domain?", "'x**2 + 1 >= 2*x'", ("inequality",)),
    Command("matrix", "Are these matrices equal?", "'[[1, x], [0, 1]]**-1 = [[1, -x], [0, 1]]'", ("matrix",)),
)


def register(app: typer.Typer) -> None:
    """Add the commands to `prove cas`."""
    for command in COMMANDS:
        app.command(command.name, help=f"{command.says} Write {command.form}.")(_asking(command))
    app.command("derivation")(derivation)
    app.command("counterexample")(counterexample)


def _asking(command: Command) -> Callable[..., None]:
    def ask(
        statement: Annotated[
            str | None, typer.Argument(metavar="STATEMENT", help="The statement, or - for standard input.")
        ] = None,
        assume: Annotated[
            str, typer.Option("--assume", help="Such as 'a positive, n positive integer, t (0,2)'.")
        ] = "",
        hint: Annotated[
            list[str] | None,
            typer.Option("--hint", help="An antiderivative or a telescoper to try; it is only checked."),
        ] = None,
        real_valued: Annotated[bool, typer.Option("--real-valued", help="Non-real values count as undefined.")] = False,
        latex: options.Latex = False,
        log_base: options.LogBase = 0,
        batch: Annotated[
            Path | None,
            typer.Option("--batch", metavar="FILE.jsonl", help='One {"id","text","assume","hints","latex"} a line.'),
        ] = None,
        budget: options.BudgetOption = None,
        seed: options.Seed = 0,
        certificate: options.CertificatePath = None,
        as_json: options.Json = False,
        quiet: options.Quiet = False,
        server: options.Server = "",
        token: options.Token = "",
        tls_ca: options.RootCertificates = None,
    ) -> None:
        if (statement is None) == (batch is None):
            raise typer.BadParameter("give one statement, or --batch FILE.jsonl")
        defaults = cas.Operation(
            assume=parse_assumptions(assume), real_valued=real_valued, hints=hint, **latex_fields(latex, log_base)
        )
        if batch is not None:
            given = list(read_operations(read_source(str(batch)).text, str(batch)))
        else:
            given = [operation_from_text(read_source(STDIN).text if statement == STDIN else cast("str", statement))]
        for operation in given:
            require_kind(operation, command)
        asked = [operation_with_defaults(operation, defaults) for operation in given]

        async def plan(backend: Backend, progress: ProgressLine) -> list[Question]:
            return [ask_operation(backend, progress, operation, budget, seed) for operation in asked]

        printer = Printer(render_judgement, as_json=as_json, certificate=certificate, many=batch is not None)
        parallelism = cores() if len(asked) > 1 else 1
        answer_questions(Connection(server, token, tls_ca), plan, printer, quiet=quiet, parallelism=parallelism)

    return ask


STEP_WORDS = {
    cas.STEP_KIND_SOUND: "ok",
    cas.STEP_KIND_SIGN: "incorrect: sign",
    cas.STEP_KIND_COEFFICIENT: "incorrect: coefficient",
    cas.STEP_KIND_EXPONENT: "incorrect: exponent",
    cas.STEP_KIND_DROPPED_TERM: "incorrect: dropped term",
    cas.STEP_KIND_DOMAIN: "incorrect: domain",
    cas.STEP_KIND_FUNCTION: "incorrect: function",
    cas.STEP_KIND_INCORRECT: "incorrect",
    cas.STEP_KIND_SKIPPED: "skipped",
    cas.STEP_KIND_REDUNDANT: "redundant",
    cas.STEP_KIND_IRRELEVANT: "irrelevant",
    cas.STEP_KIND_ONE_WAY: "one way",
}


def derivation(
    file: Annotated[str, typer.Argument(metavar="FILE", help="One formula or equation a line; - for standard input.")],
    assume: Annotated[str, typer.Option("--assume", help="Such as 'a positive, n positive integer'.")] = "",
    real_valued: Annotated[bool, typer.Option("--real-valued", help="Non-real values count as undefined.")] = False,
    latex: options.Latex = False,
    log_base: options.LogBase = 0,
    budget: options.BudgetOption = None,
    seed: options.Seed = 0,
    certificate: options.CertificatePath = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Judge a derivation line by line: the first bad step, its kind, and a counterexample.

    A line goes on from the one before: `= formula`, or an equation that follows from an equation. Empty lines and lines
    that begin with # are passed over.
    """
    said = cas.Derivation(
        name=file if file != STDIN else "",
        lines=derivation_lines(read_source(file).text),
        assume=parse_assumptions(assume),
        real_valued=real_valued,
        **latex_fields(latex, log_base),
    )
    request = cas.CheckDerivationRequest(derivation=said, budget=requests.budget(budget, seed))

    async def plan(backend: Backend, progress: ProgressLine) -> list[Question]:
        async def ask() -> Message:
            progress.say(f"judging {len(said.lines)} lines")
            answer = await backend.unary("CasService.CheckDerivation", request, timeout=deadline(budget))
            return cast("cas.CheckDerivationResponse", answer).report

        return [Question(said.name, ask)]

    printer = Printer(render_report, as_json=as_json, certificate=certificate)
    answer_questions(Connection(server, token, tls_ca), plan, printer, quiet=quiet)


def counterexample(
    claim: Annotated[
        str, typer.Argument(metavar="'LHS = RHS'", help="The equality or inequality, or - for standard input.")
    ],
    assume: Annotated[str, typer.Option("--assume", help="Such as 'x positive, n positive integer, t (0,2)'.")] = "",
    real_valued: Annotated[bool, typer.Option("--real-valued", help="Non-real values count as undefined.")] = False,
    latex: options.Latex = False,
    log_base: options.LogBase = 0,
    budget: options.BudgetOption = None,
    seed: options.Seed = 0,
    certificate: options.CertificatePath = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Look for a point at which an equality or an inequality fails, for as long as the budget lasts."""
    text = read_source(STDIN).text.strip() if claim == STDIN else claim
    said = {"assume": parse_assumptions(assume), "real_valued": real_valued, **latex_fields(latex, log_base)}
    request = cas.FindCounterexampleRequest(budget=requests.budget(budget, seed))
    if "<" in text or ">" in text:
        request.operation.CopyFrom(operation_with_defaults(operation_from_text(text), cas.Operation(**said)))
    else:
        request.equation.CopyFrom(cas.Equation(lhs=text, **said))

    async def plan(backend: Backend, progress: ProgressLine) -> list[Question]:
        async def ask() -> Message:
            progress.say("looking for a counterexample")
            answer = await backend.unary("CasService.FindCounterexample", request, timeout=deadline(budget))
            return cast("cas.FindCounterexampleResponse", answer).judgement

        return [Question("", ask)]

    printer = Printer(render_judgement, as_json=as_json, certificate=certificate)
    answer_questions(Connection(server, token, tls_ca), plan, printer, quiet=quiet)


def derivation_lines(text: str) -> list[str]:
    """The lines of a file that say something."""
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def render_report(console: Console, message: Message) -> None:
    """Print a judged derivation for people."""
    report = cast("cas.DerivationReport", message)
    first = f"first bad step in line {report.first_bad_line}" if report.first_bad_line else "every step holds"
    headline(console, report, first)
    for step in report.steps:
        word = STEP_WORDS[step.kind]
        style = "green" if step.kind == cas.STEP_KIND_SOUND else "red" if word.startswith("incorrect") else "yellow"
        console.print(f"  {step.line:>3}  {escape(step.statement)}  [{style}]{word}[/{style}]")
        if step.detail:
            console.print(f"       [dim]{escape(step.detail)}[/dim]")
        if step.counterexample.point:
            point = ", ".join(f"{name} = {value}" for name, value in sorted(step.counterexample.point.items()))
            console.print(f"       at {escape(point)}")


def require_kind(operation: cas.Operation, command: Command) -> None:
    """Refuse a statement that another command is for."""
    kind = operation.WhichOneof("question")
    if kind not in command.questions:
        right = next(other.name for other in COMMANDS if kind in other.questions)
        raise typer.BadParameter(f"this is for `prove cas {right}`; here write {command.form}")


def operation_with_defaults(operation: cas.Operation, defaults: cas.Operation) -> cas.Operation:
    """An operation under the options of the command line; its own words come first."""
    merged = under_options(operation, defaults)
    merged.hints.extend(defaults.hints)
    return merged


def ask_operation(
    backend: Backend, progress: ProgressLine, operation: cas.Operation, wall: float | None, seed: int
) -> Question:
    """The question that decides one operation."""
    request = cas.CheckOperationRequest(operation=operation, budget=requests.budget(wall, seed))

    async def ask() -> Message:
        progress.say(f"deciding {operation.name or operation.WhichOneof('question')}")
        answer = await backend.unary("CasService.CheckOperation", request, timeout=deadline(wall))
        return cast("cas.CheckOperationResponse", answer).judgement

    return Question(operation.name, ask)
