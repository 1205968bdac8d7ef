"""The heavy tests of the clients: `make test-clients` runs them, with what they need installed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from http_process import Served, serve_http

ROOT = Path(__file__).resolve().parents[2]
PROVE = Path(sys.executable).parent / "prove"


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """A gateway that hosts the engines."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("TRIVIUM_")}
    command = [PROVE, "serve", "--bind", "127.0.0.1:0", "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("listening on "), line
    yield line.split()[-1]
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A gateway with its engines and its HTTP port."""
    with serve_http(tmp_path_factory.mktemp("served") / "log") as served:
        yield served
