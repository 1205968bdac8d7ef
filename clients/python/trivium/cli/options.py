"""Options that several commands share, declared once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

UNITS = {"ms": 1e-3, "s": 1.0, "": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}
DURATION = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(ms|s|m|min|h)?\s*$")


def parse_duration(text: str) -> float:
    """Seconds of a duration such as `500ms`, `60s`, `2m` or `1.5h`; a bare number is in seconds.

    Raises typer.BadParameter for anything else, and for a duration that is not positive.

    >>> parse_duration("2m")
    120.0
    """
    match = DURATION.match(text)
    seconds = float(match[1]) * UNITS[match[2] or ""] if match else 0.0
    if seconds <= 0:
        raise typer.BadParameter(f"{text!r} is no duration; write it like 500ms, 60s, 2m or 1h")
    return seconds


Json = Annotated[bool, typer.Option("--json", help="One JSON object a result, on a line of its own.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]
Server = Annotated[
    str,
    typer.Option(
        "--server",
        envvar="TRIVIUM_SERVER",
        metavar="ADDR",
        help="Ask the gateway at HOST:PORT instead of this machine.",
    ),
]
Token = Annotated[
    str, typer.Option("--token", envvar="TRIVIUM_TOKEN", help="Bearer token of the gateway.", show_envvar=True)
]
RootCertificates = Annotated[
    Path | None,
    typer.Option("--tls-ca", envvar="TRIVIUM_TLS_CA", metavar="PEM", help="Talk TLS; authorities of the server."),
]
BudgetOption = Annotated[
    float | None,
    typer.Option("--budget", parser=parse_duration, metavar="60s", help="Wall-clock time for each problem."),
]
Policies = Annotated[
    str, typer.Option("--policy", metavar="LIST", help="Policies of policies.toml to ask, too; they only propose.")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Seed of every pseudo-random choice.")]
CertificatePath = Annotated[
    Path | None,
    typer.Option(
        "--certificate",
        metavar="PATH",
        help="Write the certificate there; a directory gets one NAME.json for each result.",
    ),
]
Latex = Annotated[bool, typer.Option("--latex", help="The equality is written in LaTeX.")]
LogBase = Annotated[
    int,
    typer.Option("--log-base", metavar="B", min=0, max=1_000_000, help="Base of the LaTeX log; natural if left out."),
]
