"""`prove geo`: Euclidean geometry."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

import typer
from google.protobuf.message import Message
from rich.console import Console
from rich.markup import escape

from trivium.cli import options, theorem_gallery
from trivium.cli.backend import Backend, Connection
from trivium.cli.contributions import policy_names, show_contributions
from trivium.cli.geo_propose import propose
from trivium.cli.output import Printer, ProgressLine, file_name, keep_text
from trivium.cli.questions import Question
from trivium.cli.run import answer_questions, cores
from trivium.cli.source import STDIN, Source, missing_name, read_source
from trivium.cli.verdicts import headline
from trivium.client import requests
from trivium.client.call import deadline
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry

app = typer.Typer(help="Euclidean geometry.", no_args_is_help=True)
app.command()(propose)


class InputFormat(StrEnum):
    """Languages of a geometry problem."""

    AG = "ag"
    AG2 = "ag2"
    YUCLID = "yuclid"
    POINTS = "points"
    GGB = "ggb"


FORMATS = {
    None: geometry.FORMAT_UNSPECIFIED,
    InputFormat.AG: geometry.FORMAT_AG,
    InputFormat.AG2: geometry.FORMAT_AG2,
    InputFormat.YUCLID: geometry.FORMAT_YUCLID,
    InputFormat.POINTS: geometry.FORMAT_POINTS,
    InputFormat.GGB: geometry.FORMAT_GGB,
}
ARCHIVE = b"PK"
"""How a GeoGebra file starts."""


@app.callback()
def geo() -> None:
    """Euclidean geometry."""


@app.command()
def solve(
    file: Annotated[str, typer.Argument(metavar="FILE[:NAME]", help="Problem file, or - for standard input.")],
    no_aux: Annotated[bool, typer.Option("--no-aux", help="Deduction only: no auxiliary points, no algebra.")] = False,
    input_format: Annotated[InputFormat | None, typer.Option("--format", help="Guessed if left out.")] = None,
    goal: Annotated[
        str, typer.Option("--goal", metavar="GOAL", help="Goal of a GeoGebra file, such as 'perp a h b c'.")
    ] = "",
    proof: Annotated[bool, typer.Option("--proof", help="Print the proof.")] = False,
    policy: options.Policies = "",
    budget: options.BudgetOption = None,
    seed: options.Seed = 0,
    certificate: options.CertificatePath = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="DIR", help="Draw each problem's figure to NAME.svg there.")
    ] = None,
    latex: Annotated[
        Path | None, typer.Option("--latex", metavar="DIR", help="Write statement, figure and proof to NAME.tex there.")
    ] = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Solve the geometry problems of a file, one answer after another."""
    source = read_source(file, binary=ARCHIVE)

    async def plan(backend: Backend, progress: ProgressLine) -> list[Question]:
        problems = await read_problems(backend, source, input_format, goal)
        asked = geometry.SolveRequest(
            budget=requests.budget(budget, seed),
            figure=svg is not None,
            latex=latex is not None,
            deduction_only=no_aux,
            policies=policy_names(policy),
            # many problems are solved side by side, each in one process
            processes=min(cores(), 64) if len(problems) == 1 else 1,
        )
        return [ask_solution(backend, progress, problem, asked, budget) for problem in problems]

    def render(console: Console, answer: Message) -> None:
        render_solution(console, cast("geometry.Solution", answer), proof=proof)

    def keep(name: str, answer: Message) -> None:
        solution = cast("geometry.Solution", answer)
        if latex is not None:
            keep_text(latex / f"{file_name(name or 'solution')}.tex", solution.latex, "--latex")
            solution.ClearField("latex")
        if svg is not None:
            keep_figure(svg, name, solution)

    printer = Printer(render, as_json=as_json, certificate=certificate, keep=keep)
    answer_questions(Connection(server, token, tls_ca), plan, printer, quiet=quiet, parallelism=cores())


@app.command()
def gallery(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `propose --out` wrote, or a batch of proposals.")],
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="The pages go there; DIR/gallery.")] = None,
) -> None:
    """Write proposed theorems as pages to be browsed: figures, statements and proofs, filtered and sorted by score."""
    found: Iterator[theorem_gallery.Theorem]
    if (folder / "batch.json").is_file():
        from trivium.cli.local import proposed

        found = map(theorem_gallery.from_proposal, proposed(folder))
    else:
        found = theorem_gallery.from_folders(folder)
    pages = out or folder / "gallery"
    count = theorem_gallery.write(found, pages)
    typer.echo(f"{pages / 'index.html'}: {count} theorems")


async def read_problems(
    backend: Backend, source: Source, input_format: InputFormat | None = None, goal: str = ""
) -> list[geometry.Problem]:
    """The problems of a source, or the one that it names; raises InputError for an unknown name."""
    request = geometry.ReadProblemsRequest(
        source=source.text, content=source.content, format=FORMATS[input_format], goal=goal
    )
    answer = cast("geometry.ReadProblemsResponse", await backend.unary("GeometryService.ReadProblems", request))
    if len(answer.problems) == 1 and not answer.problems[0].name and source.path != STDIN:
        answer.problems[0].name = source.stem
    problems = [p for p in answer.problems if not source.only or p.name == source.only]
    if not problems:
        raise missing_name(source.only, [p.name for p in answer.problems], source.path)
    return problems


def ask_solution(
    backend: Backend,
    progress: ProgressLine,
    problem: geometry.Problem,
    asked: geometry.SolveRequest,
    wall: float | None,
) -> Question:
    """The question that solves one problem as `asked` says, and tells its progress."""
    request = geometry.SolveRequest(problem=problem)
    request.MergeFrom(asked)

    async def ask() -> Message:
        solution = geometry.Solution()
        async for message in backend.stream("GeometryService.Solve", request, timeout=deadline(wall)):
            event = cast("geometry.SolveResponse", message)
            if event.HasField("progress"):
                progress.say(f"{problem.name}: {event.progress.activity}, {event.progress.facts} facts")
            else:
                solution = event.solution
        return solution

    return Question(problem.name, ask)


def keep_figure(folder: Path, name: str, solution: geometry.Solution) -> None:
    """Move the figure of a solution to NAME.svg in a folder, or say on stderr that there is none.

    Raises InputError when the file cannot be written.
    """
    if not solution.figure_svg:
        typer.echo(f"{name or 'the problem'}: no figure: {solution.detail or 'none was drawn'}", err=True)
        return
    keep_text(folder / f"{file_name(name or 'figure')}.svg", solution.figure_svg, "--svg")
    solution.ClearField("figure_svg")


def render_solution(console: Console, solution: geometry.Solution, *, proof: bool) -> None:
    """Print a solution for people."""
    headline(console, solution)
    for value in solution.found:
        console.print(f"         found: {escape(value)}")
    for clause in solution.auxiliary:
        console.print(f"         auxiliary: {escape(clause)}")
    show_contributions(console, solution.contributions)
    if not proof:
        return
    for step in solution.proof:
        why = escape(theorem_gallery.reason(step))
        console.print(f"  {step.number:>3}. {escape(step.conclusion)}  [dim]\\[{why}][/dim]")
    if solution.valid_when:
        console.print(f"       [dim]from the figure: {escape('; '.join(solution.valid_when))}[/dim]")
