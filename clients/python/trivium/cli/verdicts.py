"""How an answer looks to people, whichever engine gave it."""

from __future__ import annotations

from typing import Protocol

from rich.console import Console
from rich.markup import escape

from trivium.cli.exitcode import REFUSALS
from trivium_api.common.v1 import answer_pb2 as common
from trivium_api.common.v1 import verdict_pb2 as v

STYLES = {v.VERDICT_PROVED: "bold green", v.VERDICT_REFUTED: "bold red", v.VERDICT_UNKNOWN: "bold yellow"}


class Judged(Protocol):
    """The fields that the answers of all engines share."""

    @property
    def name(self) -> str: ...
    @property
    def verdict(self) -> v.Verdict.ValueType: ...
    @property
    def assurance(self) -> v.Assurance.ValueType: ...
    @property
    def reason(self) -> v.Reason.ValueType: ...
    @property
    def detail(self) -> str: ...
    @property
    def usage(self) -> common.Usage: ...


def headline(console: Console, answer: Judged, statement: str = "") -> None:
    """Print the verdict of an answer on one line, and why it is unknown on the next."""
    refused = answer.reason in REFUSALS
    word = "REJECTED" if refused else v.Verdict.Name(answer.verdict).removeprefix("VERDICT_")
    assurance = v.Assurance.Name(answer.assurance).removeprefix("ASSURANCE_").lower().replace("_", " ")
    seconds = answer.usage.wall.ToTimedelta().total_seconds()
    subject = " ".join(part for part in (escape(answer.name), escape(statement)) if part)
    style = "bold red" if refused else STYLES.get(answer.verdict, "bold")
    console.print(f"[{style}]{word:<8}[/{style}] {subject}  [dim]{assurance}, {seconds:.2f} s[/dim]")
    if answer.reason != v.REASON_UNSPECIFIED:
        reason = v.Reason.Name(answer.reason).removeprefix("REASON_")
        said = [part for part in ("" if answer.reason == v.REASON_REJECTED else reason, answer.detail) if part]
        console.print(f"         {escape(': '.join(said))}")
