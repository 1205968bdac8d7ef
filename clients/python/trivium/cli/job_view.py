"""What `prove jobs` shows: a live line while a job is followed, its end, tables of jobs."""

from __future__ import annotations

import sys
from datetime import UTC
from typing import Self

from google.protobuf.timestamp_pb2 import Timestamp
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from trivium.cli.output import print_json, to_json
from trivium.client.errors import TriviumError
from trivium.client.job import AsyncJob
from trivium_api.jobs.v1 import job_pb2

console = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 200)
_COLOURS = {
    job_pb2.JOB_STATE_SUCCEEDED: "green",
    job_pb2.JOB_STATE_FAILED: "red",
    job_pb2.JOB_STATE_CANCELLED: "yellow",
    job_pb2.JOB_STATE_RUNNING: "cyan",
}


class _Told(ProgressColumn):
    """How much is done, how fast it goes, and when it ends."""

    def render(self, task: Task) -> Text:
        return Text(str(task.fields["told"]))


class JobView:
    """The live line of one job on stderr; silent where that is no terminal."""

    def __init__(self, job: AsyncJob, *, quiet: bool) -> None:
        self._job = job
        self._progress: Progress | None = None
        self._task = TaskID(0)
        if not quiet and sys.stderr.isatty():
            self._progress = Progress(
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(bar_width=24),
                _Told(),
                console=Console(stderr=True),
                transient=True,
                # results go to stdout and nowhere else
                redirect_stdout=False,
                redirect_stderr=False,
            )

    def __enter__(self) -> Self:
        if self._progress is not None:
            self._task = self._progress.add_task(f"{self._job.metadata.kind} queued", total=None, told="")
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    def show(self, event: job_pb2.JobEvent) -> None:
        """Show what has happened."""
        if self._progress is None:
            return
        done, total = amounts(event.progress)
        self._progress.update(
            self._task,
            description=f"{self._job.metadata.kind} {state_name(event.state).lower()}",
            completed=done,
            total=total or None,
            told=told(event.progress),
        )


def amounts(progress: job_pb2.JobProgress) -> tuple[int, int]:
    """How much is done, and how much there is in all, 0 where that is not known."""
    if progress.results_wanted:
        return min(progress.results, progress.results_wanted), progress.results_wanted
    return progress.items, progress.items_total


def told(progress: job_pb2.JobProgress) -> str:
    """How far a job is, in a few words, and what it waits for."""
    done, total = amounts(progress)
    what = "results" if progress.results_wanted else "items"
    words = [f"{done} of {total} {what}" if total else f"{done} {what}"]
    if progress.failures:
        words.append(f"{progress.failures} failed")
    if progress.rate and done != total:
        words.append(f"{progress.rate:.3g} items/s")
    if progress.HasField("remaining") and progress.remaining.ToNanoseconds():
        words.append(f"{span(progress.remaining.seconds)} left")
    if progress.waiting:
        words.append(f"waits: {progress.waiting}")
    return ", ".join(words)


def span(seconds: float) -> str:
    """A time in its two largest units.

    >>> span(3725)
    '1h 2m'
    """
    whole = round(seconds)
    parts = ((whole // 86400, "d"), (whole // 3600 % 24, "h"), (whole // 60 % 60, "m"), (whole % 60, "s"))
    first = next((i for i, (count, _) in enumerate(parts) if count), 3)
    return " ".join(f"{count}{unit}" for count, unit in parts[first : first + 2])


def state_name(state: job_pb2.JobState.ValueType) -> str:
    """A state for people."""
    return job_pb2.JobState.Name(state).removeprefix("JOB_STATE_")


def print_operation(job: AsyncJob, *, as_json: bool) -> None:
    """Print a job: as the JSON of its operation, or in a line or two."""
    if as_json:
        print_json(to_json(job.operation))
        return
    metadata = job.metadata
    colour = _COLOURS.get(metadata.state, "default")
    console.print(
        f"[{colour}]{state_name(metadata.state)}[/{colour}]  {job.name}  {escape(metadata.kind)}"
        f"  [dim]{escape(_measured(job))}[/dim]"
    )
    if metadata.state == job_pb2.JOB_STATE_FAILED:
        try:
            job.result()
        except TriviumError as error:
            console.print(f"  {escape(error.reason or error.code)}: {escape(str(error))}")


def print_table(found: list[AsyncJob]) -> None:
    """Print jobs as a table."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("job", "kind", "state", "progress", "submitted", "expires", "label"):
        table.add_column(title, no_wrap=True)
    for job in found:
        metadata = job.metadata
        colour = _COLOURS.get(metadata.state, "default")
        table.add_row(
            job.name.removeprefix("operations/"),
            escape(metadata.kind),
            f"[{colour}]{state_name(metadata.state)}[/{colour}]",
            escape(told(metadata.progress)) if metadata.attempts else "",
            _minute(metadata.create_time),
            expiry(metadata),
            escape(metadata.label),
        )
    console.print(table)


def expiry(metadata: job_pb2.JobMetadata) -> str:
    """When a job is forgotten, or that it is kept; empty where nothing is known of it."""
    if metadata.kept:
        return "kept"
    return _minute(metadata.expire_time) if metadata.HasField("expire_time") else ""


def _minute(time: Timestamp) -> str:
    return time.ToDatetime(UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def _measured(job: AsyncJob) -> str:
    metadata = job.metadata
    words = told(metadata.progress) if metadata.attempts else ""
    if not job.done or not metadata.HasField("start_time"):
        return words
    start, end = (t.ToDatetime(UTC) for t in (metadata.start_time, metadata.end_time))
    results = f", {metadata.progress.results} results" if not metadata.progress.results_wanted else ""
    ending = expiry(metadata)
    fate = f", {ending}" if metadata.kept else f", expires {ending}" if ending else ""
    return f"{words}{results}, in {span((end - start).total_seconds())}{fate}"
