"""`prove cas`: the checker of symbolic manipulation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, cast

import typer
from google.protobuf.message import Message
from rich.console import Console
from rich.markup import escape

from trivium.cli import options
from trivium.cli.assumptions import parse_assumptions
from trivium.cli.backend import Backend, Connection
from trivium.cli.contributions import policy_names, show_contributions
from trivium.cli.defaults import under_options
from trivium.cli.errors import InputError
from trivium.cli.output import Printer, ProgressLine
from trivium.cli.questions import Question
from trivium.cli.run import answer_questions, cores
from trivium.cli.source import STDIN, read_source
from trivium.cli.verdicts import headline
from trivium.client import requests
from trivium.client.call import deadline
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import verdict_pb2

app = typer.Typer(help="Symbolic manipulation.", no_args_is_help=True)
BATCH_KEYS = frozenset({"id", "lhs", "rhs", "assume", "real_valued", "same_domain", "latex", "log_base"})


@app.callback()
def symbolic() -> None:
    """Symbolic manipulation."""


@app.command()
def check(
    equation: Annotated[
        str | None, typer.Argument(metavar="'LHS = RHS'", help="The equality, or - for standard input.")
    ] = None,
    assume: Annotated[
        str, typer.Option("--assume", help="Such as 'x positive, n positive integer, z complex, t (0,2)'.")
    ] = "",
    real_valued: Annotated[bool, typer.Option("--real-valued", help="Non-real values count as undefined.")] = False,
    same_domain: Annotated[
        bool, typer.Option("--same-domain", help="Both sides must be defined at the same points as well.")
    ] = False,
    latex: options.Latex = False,
    log_base: options.LogBase = 0,
    batch: Annotated[
        Path | None,
        typer.Option(
            "--batch", metavar="FILE.jsonl", help='One {"id","lhs","rhs","assume","latex"} a line, answered in order.'
        ),
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
    """Decide an equality: proved, refuted with a counterexample, or unknown."""
    if (equation is None) == (batch is None):
        raise typer.BadParameter("give one equality, or --batch FILE.jsonl")
    defaults = cas.Equation(
        assume=parse_assumptions(assume),
        real_valued=real_valued,
        same_domain=same_domain,
        **latex_fields(latex, log_base),
    )
    if batch is not None:
        equations = [with_defaults(e, defaults) for e in read_batch(read_source(str(batch)).text, str(batch))]
    else:
        text = read_source(STDIN).text.strip() if equation == STDIN else cast("str", equation)
        equations = [with_defaults(cas.Equation(lhs=text), defaults)]

    async def plan(backend: Backend, progress: ProgressLine) -> list[Question]:
        return [ask_judgement(backend, progress, e, budget, seed) for e in equations]

    printer = Printer(render_judgement, as_json=as_json, certificate=certificate, many=batch is not None)
    parallelism = cores() if len(equations) > 1 else 1
    answer_questions(Connection(server, token, tls_ca), plan, printer, quiet=quiet, parallelism=parallelism)


@app.command()
def solve(
    problem: Annotated[
        str, typer.Argument(metavar="'integrate(…, x)'", help="The problem, or - for standard input; see the manual.")
    ],
    assume: Annotated[str, typer.Option("--assume", help="Such as 'x positive, n positive integer'.")] = "",
    answer: Annotated[
        list[str] | None, typer.Option("--answer", help="An answer of your own, checked first; may be repeated.")
    ] = None,
    substitution: Annotated[
        str, typer.Option("--substitution", help="The formula that an integral takes as its new variable.")
    ] = "",
    hint: Annotated[
        list[str] | None, typer.Option("--hint", help="An antiderivative that may help to check a definite integral.")
    ] = None,
    policy: options.Policies = "",
    budget: options.BudgetOption = None,
    certificate: options.CertificatePath = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Solve a problem: systems propose, the checker decides; an answer is given with its proof or called unknown."""
    text = read_source(STDIN).text.strip() if problem == STDIN else problem
    request = cas.SolveRequest(
        problem=text,
        assume=parse_assumptions(assume),
        answers=answer or [],
        substitution=substitution,
        hints=hint or [],
        policies=policy_names(policy),
        budget=requests.budget(budget),
    )

    async def plan(backend: Backend, progress: ProgressLine) -> list[Question]:
        async def ask() -> Message:
            progress.say(f"solving {text[:60]}")
            response = await backend.unary("CasService.Solve", request, timeout=deadline(budget))
            return cast("cas.SolveResponse", response).judgement

        return [Question("", ask)]

    printer = Printer(render_judgement, as_json=as_json, certificate=certificate, many=False)
    answer_questions(Connection(server, token, tls_ca), plan, printer, quiet=quiet, parallelism=1)


def read_batch(text: str, origin: str) -> Iterator[cas.Equation]:
    """The equations of a JSON-lines text; raises InputError, which names the line, for a wrong one."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield equation_from_json(json.loads(line), default_name=str(number))
        except (ValueError, TypeError) as error:
            raise InputError(f"{origin}: line {number}: {error}") from error


def equation_from_json(value: Any, default_name: str) -> cas.Equation:
    """One line of a batch as an equation; raises ValueError or TypeError with the reason."""
    if not isinstance(value, dict) or not isinstance(value.get("lhs"), str):
        raise TypeError('write {"id": …, "lhs": "…", "rhs": "…", "assume": {"x": "positive"}}')
    if unknown := sorted(value.keys() - BATCH_KEYS):
        raise ValueError(f"unknown key {unknown[0]!r}; known are {', '.join(sorted(BATCH_KEYS))}")
    assume = value.get("assume") or {}
    if not isinstance(assume, dict):
        raise TypeError("'assume' is a map from variable to words")
    return cas.Equation(
        name=str(value.get("id", default_name)),
        lhs=value["lhs"],
        rhs=value.get("rhs", ""),
        assume=assume,
        real_valued=bool(value.get("real_valued", False)),
        same_domain=bool(value.get("same_domain", False)),
        notation=_notation(value.get("latex")),
        log_base=_log_base(value.get("log_base", 0)),
    )


def _notation(latex: Any) -> cas.Notation.ValueType:
    if latex is None:
        return cas.NOTATION_UNSPECIFIED
    if not isinstance(latex, bool):
        raise TypeError("'latex' is true or false")
    return cas.NOTATION_LATEX if latex else cas.NOTATION_INFIX


def _log_base(base: Any) -> int:
    if isinstance(base, bool) or not isinstance(base, int) or not (base == 0 or 2 <= base <= 1_000_000):
        raise ValueError("'log_base' is a number from 2 to 1000000")
    return base


def latex_fields(latex: bool, log_base: int) -> dict[str, Any]:
    """The fields of an equation that say its language; refuses a base of logarithms for infix."""
    if log_base and not latex:
        raise typer.BadParameter("--log-base is for --latex; infix has log(x, b)")
    return {"notation": cas.NOTATION_LATEX if latex else cas.NOTATION_UNSPECIFIED, "log_base": log_base}


def with_defaults(equation: cas.Equation, defaults: cas.Equation) -> cas.Equation:
    """An equation under the options of the command line; its own words come first."""
    merged = under_options(equation, defaults)
    merged.same_domain = equation.same_domain or defaults.same_domain
    return merged


def ask_judgement(
    backend: Backend, progress: ProgressLine, equation: cas.Equation, wall: float | None, seed: int
) -> Question:
    """The question that decides one equality."""
    request = cas.CheckEqualRequest(equation=equation, budget=requests.budget(wall, seed))

    async def ask() -> Message:
        progress.say(f"deciding {equation.name or equation.lhs[:60]}")
        answer = await backend.unary("CasService.CheckEqual", request, timeout=deadline(wall))
        return cast("cas.CheckEqualResponse", answer).judgement

    return Question(equation.name, ask)


def render_judgement(console: Console, message: Message) -> None:
    """Print a judgement for people."""
    judgement = cast("cas.Judgement", message)
    headline(console, judgement, judgement.statement)
    if judgement.verdict == verdict_pb2.VERDICT_REFUTED and judgement.detail:
        console.print(f"         {escape(judgement.detail)}")
    if judgement.HasField("counterexample"):
        point = ", ".join(f"{name} = {value}" for name, value in sorted(judgement.counterexample.point.items()))
        console.print(f"         at {escape(point) or 'every point'}:")
        for side, ball in (("left", judgement.counterexample.lhs), ("right", judgement.counterexample.rhs)):
            if not ball.real_midpoint:
                continue
            console.print(f"           {side:<5} = {escape(enclosure(ball))}")
    if judgement.proposed_by:
        console.print(f"         [dim]proposed by {escape(judgement.proposed_by)}[/dim]")
    for rejected in judgement.rejected:
        if rejected.refuted:
            console.print(
                f"         [dim]{escape(rejected.proposed_by)} was wrong: {escape(rejected.answer[:200])}[/dim]"
            )
    show_contributions(console, judgement.contributions)
    for step in judgement.proof:
        console.print(f"         {escape(step)}")
    for condition in judgement.valid_when:
        console.print(f"         [dim]where {escape(condition)}[/dim]")
    assumed = ", ".join(f"{name} {words}" for name, words in sorted(judgement.assumptions.items()))
    if assumed:
        console.print(f"         [dim]assuming {escape(assumed)}[/dim]")


def enclosure(ball: cas.Enclosure) -> str:
    """A complex ball as text: `1.5 ± 1e-30`, with its imaginary part where it has one."""
    real = f"{ball.real_midpoint} ± {ball.real_radius}"
    if ball.imaginary_midpoint in {"", "0"} and ball.imaginary_radius in {"", "0"}:
        return real
    return f"({real}) + ({ball.imaginary_midpoint} ± {ball.imaginary_radius}) I"
