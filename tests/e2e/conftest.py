"""Fixtures that run the real `prove`, with the engines of this machine and against a real gateway."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator

import pytest
from prove_process import PROVE, ROOT, Prove


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
