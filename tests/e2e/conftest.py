"""Fixtures that run the real `prove`, with the engines of this machine and against a real gateway."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROVE = Path(sys.executable).parent / "prove"


@dataclass(frozen=True)
class Run:
    """What a run of `prove` came to."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Prove:
    """Runs `prove` in a clean environment; `server` names the gateway that it asks."""

    server: str = ""

    def environment(self) -> dict[str, str]:
        keep = {k: v for k, v in os.environ.items() if not k.startswith("TRIVIUM_")}
        return {**keep, "TRIVIUM_SERVER": self.server} if self.server else keep

    def __call__(self, *arguments: str | Path, stdin: str | None = None, timeout: float = 100) -> Run:
        done = subprocess.run(
            [PROVE, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=timeout,
            cwd=ROOT,
            env=self.environment(),
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def gateway() -> Iterator[str]:
    """The address of a gateway that hosts the engines."""
    process = subprocess.Popen(
        [PROVE, "serve", "--bind", "127.0.0.1:0", "--quiet"], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("listening on "), line
    yield line.split()[-1]
    process.send_signal(signal.SIGTERM)
    process.stdout.close()
    assert process.wait(timeout=20) == 0


@pytest.fixture(params=["here", "gateway"])
def prove(request: pytest.FixtureRequest) -> Prove:
    """`prove`, once with the engines of this machine and once against a gateway: the answers are the same."""
    if request.param == "here":
        return Prove()
    return Prove(request.getfixturevalue("gateway"))


@pytest.fixture
def prove_here() -> Prove:
    """`prove` with the engines of this machine."""
    return Prove()
