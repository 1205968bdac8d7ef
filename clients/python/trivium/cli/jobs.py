"""`prove jobs`: batches that go on without their client."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, aclosing, nullcontext, suppress
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from trivium.cli import exitcode, options
from trivium.cli.backend import Backend, Connection, connect
from trivium.cli.errors import InputError
from trivium.cli.exitcode import ExitCode
from trivium.cli.job_view import JobView, console, print_operation, print_table
from trivium.cli.output import Printer, print_json, to_json
from trivium.cli.run import leave, run_async
from trivium.cli.source import read_source
from trivium.client.errors import JobCancelledError, TriviumError
from trivium.client.job import AsyncJob, new_job
from trivium.client.jobs import AsyncJobs
from trivium_api.jobs.v1 import job_pb2

app = typer.Typer(help="Batches: submitted, watched and read.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="JOB", help="Name of a job, with or without operations/ before it.")]
Names = Annotated[list[str], typer.Argument(metavar="JOB…", help="Names of jobs.")]
Directory = Annotated[
    Path | None,
    typer.Option(
        "--jobs-dir",
        metavar="DIR",
        help="Without a server: the folder of the jobs; TRIVIUM_JOBS_DIR, or the user's own, if left out.",
    ),
]
_SUCCEEDED = job_pb2.JOB_STATE_SUCCEEDED
WAIT_FOR_CANCEL = 2.0
"""Seconds in which a job that was asked to end has ended."""


@app.callback()
def jobs_group() -> None:
    """Batches that go on without their client and survive the death of the service."""


@app.command()
def submit(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="Such as geometry.propose; see prove jobs kinds.")],
    setting: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A field of the configuration; a JSON value, or a text."),
    ] = None,
    configuration: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The configuration, a JSON object; --set adds to it.")
    ] = None,
    items: Annotated[
        str, typer.Option(metavar="FILE.jsonl", help="What it works through, one JSON object a line; - for stdin.")
    ] = "",
    seed: options.Seed = 0,
    label: Annotated[str, typer.Option(help="For people.")] = "",
    priority: Annotated[int, typer.Option(min=0, max=100, help="A higher one is begun first.")] = 0,
    processes: Annotated[int, typer.Option(min=0, help="Processes that may work on it; all that there are if 0.")] = 0,
    request_id: Annotated[
        str, typer.Option(metavar="ID", help="The same id gives the same job, however often it is submitted.")
    ] = "",
    detach: Annotated[bool, typer.Option("--detach", help="Do not wait for its end.")] = False,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    jobs_dir: Directory = None,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Submit a job and follow it to its end."""
    try:
        given = {**_object(configuration), **dict(map(_setting, setting or []))}
        asked = new_job(kind, given, _items(items), seed=seed, label=label, priority=priority, processes=processes)
    except ValueError as error:
        raise InputError(f"the job: {error}") from None

    async def work(backend: Backend) -> ExitCode:
        job = await AsyncJob.submit(backend, asked, request_id=request_id)
        if detach:
            print_operation(job, as_json=as_json)
            return ExitCode.PROVED
        return await _follow(job, as_json=as_json, quiet=quiet)

    _carry_out(Connection(server, token, tls_ca, jobs_dir), work, as_json=as_json)


@app.command(name="list")
def list_jobs(
    chosen: Annotated[
        str, typer.Option("--filter", metavar="FILTER", help="Such as 'state = RUNNING AND kind = \"cas.check\"'.")
    ] = "",
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many, the latest first.")] = 100,
    as_json: options.Json = False,
    jobs_dir: Directory = None,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """List jobs, the latest first."""

    async def work(backend: Backend) -> ExitCode:
        found: list[AsyncJob] = []
        async with aclosing(AsyncJobs(backend).list(chosen, page_size=min(limit, 1000))) as listed:
            async for job in listed:
                found.append(job)
                if len(found) == limit:
                    break
        if as_json:
            for job in found:
                print_json(to_json(job.operation))
        else:
            print_table(found)
        return ExitCode.PROVED

    _carry_out(Connection(server, token, tls_ca, jobs_dir), work, as_json=as_json)


@app.command()
def kinds(
    as_json: options.Json = False,
    jobs_dir: Directory = None,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """List the kinds of jobs."""

    async def work(backend: Backend) -> ExitCode:
        for kind in await AsyncJobs(backend).kinds():
            if as_json:
                print_json(to_json(kind))
            else:
                items = "; takes items" if kind.takes_items else ""
                console.print(f"[bold]{kind.name}[/bold]  {kind.summary}{items}", soft_wrap=True)
        return ExitCode.PROVED

    _carry_out(Connection(server, token, tls_ca, jobs_dir), work, as_json=as_json)


@app.command()
def get(
    name: Name,
    as_json: options.Json = False,
    jobs_dir: Directory = None,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Show a job."""

    async def work(backend: Backend) -> ExitCode:
        print_operation(await AsyncJob.named(backend, name), as_json=as_json)
        return ExitCode.PROVED

    _carry_out(Connection(server, token, tls_ca, jobs_dir), work, as_json=as_json)


@app.command()
def watch(
    name: Name,
    after: Annotated[int, typer.Option(min=0, metavar="N", help="Leave out the events up to this one.")] = 0,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    jobs_dir: Directory = None,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Follow a job to its end; without a server, this command carries it out. With --json each event is a line."""

    async def work(backend: Backend) -> ExitCode:
        job = await AsyncJob.named(backend, name)
        return await _follow(job, as_json=as_json, quiet=quiet, after=after, events=as_json)

    _carry_out(Connection(server, token, tls_ca, jobs_dir), work, as_json=as_json)


@app.command()
def cancel(
    names: Names,
    as_json: options.Json = False,
    jobs_dir: Directory = None,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Ask jobs to end; the results that they have are kept."""

    async def work(backend: Backend) -> ExitCode:
        for name in names:
            job = await AsyncJob.named(backend, name)
            await job.cancel()
            with suppress(TimeoutError, TriviumError):
                await job.wait(WAIT_FOR_CANCEL)
            print_operation(await job.refresh(), as_json=as_json)
        return ExitCode.PROVED

    _carry_out(Connection(server, token, tls_ca, jobs_dir), work, as_json=as_json)


@app.command()
def keep(
    names: Names,
    release: Annotated[bool, typer.Option("--release", help="Keep them no longer than others.")] = False,
    as_json: options.Json = False,
    jobs_dir: Directory = None,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Keep jobs with their results until they are deleted, however old they are."""

    async def work(backend: Backend) -> ExitCode:
        for name in names:
            job = await AsyncJob.named(backend, name)
            print_operation(await job.keep(release=release), as_json=as_json)
        return ExitCode.PROVED

    _carry_out(Connection(server, token, tls_ca, jobs_dir), work, as_json=as_json)


@app.command()
def delete(
    names: Names,
    jobs_dir: Directory = None,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Forget jobs that are done, with their results."""

    async def work(backend: Backend) -> ExitCode:
        for name in names:
            await (await AsyncJob.named(backend, name)).delete()
        return ExitCode.PROVED

    _carry_out(Connection(server, token, tls_ca, jobs_dir), work, as_json=False)


@app.command()
def results(
    name: Name,
    follow: Annotated[bool, typer.Option("--follow", help="Go on with results as they come, to the end.")] = False,
    resume: Annotated[str, typer.Option(metavar="TOKEN", help="Go on after an interrupted reading.")] = "",
    out: Annotated[Path | None, typer.Option(metavar="FILE.jsonl", help="Write them there, not to stdout.")] = None,
    jobs_dir: Directory = None,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """The results of a job as JSON lines, always in the same order; exits with 3 where they are not all."""
    reached = resume

    async def work(backend: Backend) -> ExitCode:
        nonlocal reached
        job = await AsyncJob.named(backend, name)
        with _opened(out, append=bool(resume)) as file:
            async with aclosing(job.lines(follow=follow, resume_token=resume)) as lines:
                async for line, onward in lines:
                    file.write(f"{line}\n")
                    reached = onward or reached
        await job.refresh()
        return ExitCode.PROVED if job.metadata.state == _SUCCEEDED else ExitCode.UNKNOWN

    try:
        _carry_out(Connection(server, token, tls_ca, jobs_dir), work, as_json=False)
    except typer.Exit as ending:
        if ending.exit_code in (ExitCode.INTERRUPTED, ExitCode.UNAVAILABLE) and reached:
            typer.echo(f"go on with --resume {reached}", err=True)
        raise


async def _follow(job: AsyncJob, *, as_json: bool, quiet: bool, after: int = 0, events: bool = False) -> ExitCode:
    """Show a job until it is done, then how it ended."""
    try:
        with JobView(job, quiet=quiet) as view:
            async with aclosing(job.watch(after)) as told:
                async for event in told:
                    view.show(event)
                    if events:
                        print_json(to_json(event))
    except BaseException:
        typer.echo(f"{job.name} is not done; prove jobs watch {job.name} goes on", err=True)
        raise
    print_operation(job, as_json=as_json)
    try:
        result = job.result()
    except JobCancelledError:
        return ExitCode.UNKNOWN
    except TriviumError as error:
        return exitcode.of_error(error)
    return ExitCode.UNKNOWN if result.failures else ExitCode.PROVED


def _carry_out(connection: Connection, work: Callable[[Backend], Awaitable[ExitCode]], *, as_json: bool) -> None:
    """Connect, work, and leave with the exit code."""
    printer = Printer(lambda *_: None, as_json=as_json)

    async def connected() -> None:
        async with connect(connection) as backend:
            printer.code = await work(backend)

    leave(run_async(connected(), printer))


def _object(path: Path | None) -> dict[str, Any]:
    """The JSON object in a file; raises InputError."""
    if path is None:
        return {}
    try:
        value = json.loads(read_source(str(path)).text)
    except ValueError as error:
        raise InputError(f"{path}: {error}") from None
    if not isinstance(value, dict):
        raise InputError(f"{path}: no JSON object")
    return value


def _setting(text: str) -> tuple[str, Any]:
    """A field of a configuration from `NAME=VALUE`; raises InputError."""
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise InputError(f"--set: {text!r} is not NAME=VALUE")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _items(argument: str) -> list[dict[str, Any]]:
    """The JSON objects of a file of lines; raises InputError, which names the line."""
    if not argument:
        return []
    source = read_source(argument)
    found: list[dict[str, Any]] = []
    for number, line in enumerate(source.text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise InputError(f"{source.path}: line {number}: {error}") from None
        if not isinstance(value, dict):
            raise InputError(f"{source.path}: line {number}: no JSON object")
        found.append(value)
    return found


def _opened(path: Path | None, *, append: bool) -> AbstractContextManager[TextIO]:
    """The file that results go to; raises InputError where it cannot be written."""
    if path is None:
        return nullcontext(sys.stdout)
    try:
        return path.open("a" if append else "w", encoding="utf-8")
    except OSError as error:
        raise InputError(f"--out: {path}: {error.strerror or error}") from error
