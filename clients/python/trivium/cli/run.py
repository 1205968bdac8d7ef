"""The way of every asking command: connect, ask, print, exit with the worst code."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import typer

from trivium.cli.backend import Backend, Connection, connect
from trivium.cli.exitcode import ExitCode, of_error
from trivium.cli.output import Printer, ProgressLine, progress_line
from trivium.cli.questions import Question, ask_all
from trivium.client.errors import TriviumError

Plan = Callable[[Backend, ProgressLine], Awaitable[list[Question]]]


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0))


def answer_questions(
    connection: Connection, plan: Plan, printer: Printer, *, quiet: bool, parallelism: int = 1
) -> None:
    """Carry out a plan and leave with its exit code; Ctrl-C keeps what was printed and exits with 130."""

    async def work() -> None:
        with progress_line(quiet) as progress:
            async with connect(connection, parallelism=parallelism) as backend:
                questions = await plan(backend, progress)
                printer.many = printer.many or len(questions) > 1
                async for row in ask_all(questions, parallelism):
                    with progress.aside():
                        printer.print(row)

    leave(run_async(work(), printer))


def run_async(work: Awaitable[None], printer: Printer) -> ExitCode:
    """Run an asking coroutine to its exit code."""

    async def main() -> None:
        await work

    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except TriviumError as error:
        from trivium.cli.questions import Row

        printer.print(Row("", None, error))
        return of_error(error)
    return printer.code


@contextmanager
def refusals() -> Iterator[None]:
    """Tell a TriviumError on stderr, and leave with its exit code."""
    try:
        yield
    except TriviumError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(int(of_error(error))) from None


def leave(code: ExitCode) -> None:
    """Exit with a code."""
    raise typer.Exit(int(code))
