"""The examples of docs/cas.md: each command gives the verdict that the manual shows."""

from __future__ import annotations

import itertools
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from trivium.cli.main import app

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "cas.md"
CODES = {"PROVED": 0, "REFUTED": 1, "UNKNOWN": 3}


def examples() -> list[tuple[str, str]]:
    """Commands with the verdicts that follow them."""
    lines = MANUAL.read_text().splitlines()
    return [(line[2:], after) for line, after in itertools.pairwise(lines) if line.startswith("$ prove cas ")]


def test_the_manual_has_examples() -> None:
    assert len(examples()) >= 12
    assert {verdict for _, verdict in examples()} <= CODES.keys()


@pytest.mark.parametrize(("command", "verdict"), examples())
def test_an_example_gives_its_verdict(command: str, verdict: str) -> None:
    words = shlex.split(command)[1:]
    answered = CliRunner().invoke(app, [*words, "--quiet", "--budget", "60s"])
    assert (answered.output.split()[0], answered.exit_code) == (verdict, CODES[verdict])
