"""`prove lean prove`: searches for Lean proofs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, cast

import typer
from google.protobuf.message import Message
from rich.console import Console
from rich.markup import escape

from trivium.cli import options
from trivium.cli.backend import Backend, Connection
from trivium.cli.contributions import policy_names
from trivium.cli.errors import InputError
from trivium.cli.event_log import EventLog
from trivium.cli.output import Printer, ProgressLine
from trivium.cli.questions import Question
from trivium.cli.run import answer_questions, cores
from trivium.cli.source import read_source
from trivium.cli.verdicts import headline
from trivium.client import requests
from trivium.client.call import deadline
from trivium.client.errors import TriviumError
from trivium_api.prover.v1 import search_pb2 as wire

BUILT_IN = frozenset({"portfolio", "certificates", "given"})
"""Policies of which nothing is said to people: they are always there."""
_LOG_LINES = 50_000
"""Of an event log, the last lines that a search is given."""


def prove(
    file: Annotated[
        str, typer.Argument(metavar="FILE[:NAME|#LINE]", help="Lean file with theorems; - for standard input.")
    ] = "",
    statement: Annotated[str, typer.Option("-e", "--expression", help="A statement: '(n : Nat) : n + 0 = n'.")] = "",
    batch: Annotated[
        Path | None, typer.Option("--batch", metavar="FILE.jsonl", help='One {"id", "statement"} a line.')
    ] = None,
    disprove: Annotated[bool, typer.Option("--disprove", help="Search for a proof of the negation.")] = False,
    dual: Annotated[bool, typer.Option("--dual", help="Search for a proof and for a refutation.")] = False,
    attempt: Annotated[
        Path | None, typer.Option("--repair", metavar="FILE", help="Tactics of a proof to repair from its first error.")
    ] = None,
    sketch: Annotated[
        list[Path] | None,
        typer.Option("--sketch", metavar="FILE", help="Tactics with `sorry` for what to search."),
    ] = None,
    hint: Annotated[list[str] | None, typer.Option("--hint", metavar="TACTIC", help="Try it on every state.")] = None,
    policy: Annotated[
        str,
        typer.Option(
            "--policy", metavar="LIST", help="portfolio, certificates (these if left out); more in policies.toml."
        ),
    ] = "",
    log: Annotated[
        Path | None, typer.Option("--log", help="Event log: written as the search goes on, and gone on from.")
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Use nothing that earlier searches met: the same search for the same seed.")
    ] = False,
    toolchain: Annotated[str, typer.Option("--toolchain", help="Which Lean; `prove doctor` lists them.")] = "",
    budget: options.BudgetOption = None,
    seed: options.Seed = 0,
    certificate: options.CertificatePath = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Search for proofs of Lean statements; PROVED means that Lean's kernel accepted one, in a process of its own."""
    if disprove and dual:
        raise typer.BadParameter("give --disprove or --dual, not both")
    goal = wire.SEARCH_GOAL_DISPROVE if disprove else wire.SEARCH_GOAL_DUAL if dual else wire.SEARCH_GOAL_PROVE
    asked = read_requests(file, statement, batch)
    if (log is not None or attempt is not None or sketch) and len(asked) > 1:
        raise typer.BadParameter("--log, --repair and --sketch are for one statement")
    if attempt is not None:
        asked[0].attempt = read_source(str(attempt)).text
    asked[0].sketches.extend(read_source(str(path)).text for path in sketch or ())
    for request in asked:
        request.goal, request.toolchain, request.fresh = goal, toolchain, fresh
        request.hints.extend(hint or ())
        request.policies.extend(policy_names(policy))
        request.budget.CopyFrom(requests.budget(budget, seed))

    async def plan(backend: Backend, progress: ProgressLine) -> list[Question]:
        return [ask_proof(backend, progress, request, budget, log) for request in asked]

    printer = Printer(render_answer, as_json=as_json, certificate=certificate)
    parallelism = min(cores(), len(asked))
    answer_questions(Connection(server, token, tls_ca), plan, printer, quiet=quiet, parallelism=parallelism)


def read_requests(file: str, statement: str, batch: Path | None) -> list[wire.ProveRequest]:
    """One request for each statement that the command line names; raises InputError."""
    if sum(map(bool, (file, statement, batch))) != 1:
        raise InputError("give a FILE, or -e 'STATEMENT', or --batch FILE.jsonl")
    if statement:
        return [wire.ProveRequest(statement=statement)]
    if batch is not None:
        return read_batch(read_source(str(batch)).text, str(batch))
    path, hash_sign, line = file.rpartition("#")
    source = read_source(path if hash_sign and line.isdigit() else file)
    names = theorem_names(source.text)
    if not names:
        raise InputError(f"{source.path}: no theorem")
    if hash_sign and line.isdigit():
        before = [name for name, number in names if number <= int(line)]
        if not before:
            raise InputError(f"{source.path}: no theorem at or before line {line}")
        chosen = [before[-1]]
    elif source.only:
        if source.only not in dict(names):
            raise InputError(f"{source.path} has no theorem {source.only!r}")
        chosen = [source.only]
    else:
        chosen = [name for name, _ in names]
    return [wire.ProveRequest(name=name, statement=source.text, theorem=name) for name in chosen]


def read_batch(text: str, path: str) -> list[wire.ProveRequest]:
    """The requests of JSON lines; raises InputError with the line."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            found.append(wire.ProveRequest(name=str(row.get("id", number)), statement=row["statement"]))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise InputError(f"{path}: line {number}: no object with a statement: {error}") from error
    if not found:
        raise InputError(f"{path}: no statement")
    return found


def theorem_names(text: str) -> list[tuple[str, int]]:
    """The theorems of a text with their lines, by their keyword at the start of a line."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if len(words) > 1 and words[0] in ("theorem", "lemma"):
            found.append((words[1].rstrip(":"), number))
    return found


def ask_proof(
    backend: Backend, progress: ProgressLine, request: wire.ProveRequest, wall: float | None, log: Path | None
) -> Question:
    """The question that searches for one proof."""
    request.event_log.extend(EventLog(log).lines()[-_LOG_LINES:])

    async def ask() -> Message:
        final: wire.SearchAnswer | None = None
        with EventLog(log) as events:
            async for message in backend.stream("ProverService.Prove", request, timeout=deadline(wall)):
                response = cast("wire.ProveResponse", message)
                if response.HasField("final"):
                    final = response.final
                else:
                    progress.say(doing(request.name, response.progress))
                    events.write(response.progress.line)
        if final is None:
            raise TriviumError("INTERNAL", "the search ended without an answer")
        return final

    return Question(request.name or "statement", ask)


def doing(name: str, event: wire.SearchProgress) -> str:
    """One line about a running search: lane, counts, tactics a second, the goal or the tactic."""
    tactics, nodes = event.counts.get("tactics", 0), event.counts.get("nodes", 0)
    rate = tactics / event.seconds if event.seconds > 0 else 0.0
    what = " ".join((event.tactic or event.detail).split())[:60]
    return f"{name or 'statement'}  {event.lane or event.kind}: {tactics} tactics ({rate:.1f}/s), {nodes} nodes  {what}"


def render_answer(console: Console, message: Message) -> None:
    """Print the verdict, the proof, and what stands behind it."""
    found = cast("wire.SearchAnswer", message)
    flag = "[vacuous: the hypotheses contradict each other]" if found.vacuous else ""
    headline(console, found, flag)
    if found.proof:
        console.print(f"         {escape(found.statement)} := by")
        for line in found.proof.splitlines():
            console.print(f"           {escape(line)}")
    for share in found.policies:
        if share.policy not in BUILT_IN:
            used = f"{share.proposed} proposed, {share.tried} tried, {share.in_proof} in the proof"
            failure = f"; {share.failure}" if share.failure else ""
            words = escape(f"{share.policy}: {used}, {share.tokens} tokens{failure}")
            console.print(f"         [dim]policy {words}[/dim]")
    if found.certified_outcome:
        console.print(f"         exact arithmetic: {found.certified_outcome} (no verdict of Lean)")
    for condition in found.valid_when:
        console.print(f"         [dim]{escape(condition)}[/dim]")
