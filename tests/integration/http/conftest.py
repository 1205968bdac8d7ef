from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prove_process import PROVE, ROOT, Prove

sys.path.append(str(Path(__file__).parents[1] / "runtime" / "specimens"))
from specimen_port import Port, open_port


@pytest.fixture(scope="session")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Port]:
    """A port of specimen services."""
    with open_port(tmp_path_factory.mktemp("port"), max_request_mb="1") as port:
        yield port


@pytest.fixture(scope="session")
def served() -> Iterator[tuple[str, str]]:
    """The origin and the token of the HTTP port of a real gateway with its engines."""
    process = subprocess.Popen(
        [PROVE, "serve", "--bind", "127.0.0.1:0", "--http", "0", "--quiet"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=Prove().environment(),
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("listening on ")
    origin, _, token = process.stdout.readline().removeprefix("page at ").strip().partition("/#token=")
    assert token
    yield origin, token
    process.send_signal(signal.SIGTERM)
    process.stdout.close()
    assert process.wait(timeout=20) == 0


@pytest.fixture
def http(served: tuple[str, str]) -> Iterator[httpx.Client]:
    """A client of the real gateway that shows its token."""
    origin, token = served
    with httpx.Client(base_url=origin, headers={"authorization": f"Bearer {token}"}, timeout=60) as client:
        yield client
